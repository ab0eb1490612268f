"""Words that mark kinds of headings, in languages other than English: plans, results, questions, talk, until when."""

import pytest

from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.list_kinds import (
    announces_boxes,
    is_loose,
    may_be_subject,
    names_discussion,
    names_results,
)
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary

BOXED = [
    "Ziele",
    "Objectifs",
    "Metas",
    "Obiettivi",
    "Doelen",
    "Mål",
    "Cele",
    "Цели",
    "目标",
    "계획",
    "Ziele bis zur nächsten Sitzung",
    "Plan",
]
"""Boxes below these are work."""


@pytest.mark.parametrize("title", BOXED)
def test_boxes_below_a_plan_are_work(title: str) -> None:
    assert announces_boxes(title)


@pytest.mark.parametrize("title", ["Haushaltsplan", "Ziele der Stiftung im Rückblick", "Objectifs atteints"])
def test_other_titles_announce_no_boxes(title: str) -> None:
    assert not announces_boxes(title)


@pytest.mark.parametrize("title", ["Livrables", "Entregables", "Entregáveis"])
def test_results_without_an_owner_are_loose(title: str) -> None:
    assert is_loose(title)
    assert meaning(title) is Meaning.ACTION


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Editor actions", True, id="a subject as often"),
        pytest.param("TSC actions from May", True, id="of a group"),
        pytest.param("Corrective actions", False, id="a qualifier"),
        pytest.param("Required Actions", False, id="required"),
        pytest.param("Individual actions", False, id="individual"),
        pytest.param("Outcomes / Actions", False, id="actions beside something"),
        pytest.param("Action items for the editor", False, id="items"),
    ],
)
def test_a_heading_of_actions_may_name_a_subject(title: str, expected: bool) -> None:
    assert meaning(title) is Meaning.ACTION
    assert may_be_subject(title) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Follow ups from plenary", True, id="of another meeting"),
        pytest.param("Follow-ups", False, id="follow-ups alone"),
    ],
)
def test_headings_that_go_on_from_a_meeting_are_loose(title: str, expected: bool) -> None:
    assert meaning(title) is Meaning.ACTION
    assert is_loose(title, heading=True) is expected


@pytest.mark.parametrize("title", ["Hausaufgaben", "Devoirs", "Deberes", "Huiswerk", "Домашнее задание"])
def test_homework_is_a_topic_as_often(title: str) -> None:
    assert names_results(title)


@pytest.mark.parametrize("word", ["diskussion", "débats", "discusión", "notulen", "обсуждение", "讨论"])
def test_talk_stands_below_a_discussion(word: str) -> None:
    assert names_discussion(word)
    assert not names_discussion("tagesordnung")


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        pytest.param("de", "Wie wir offene Aufgaben", None, id="German question"),
        pytest.param("fr", "Comment suivre les prochaines étapes", None, id="French question"),
        pytest.param("de", "Unsere offene Aufgaben", Meaning.ACTION, id="no question"),
        pytest.param("de", "Aktionen bis zur nächsten Sitzung", Meaning.ACTION, id="German, until when"),
        pytest.param("fr", "Missions pour la prochaine réunion", Meaning.ACTION, id="French, until when"),
        pytest.param("pt", "Pendências até a próxima reunião", Meaning.ACTION, id="Portuguese, until when"),
    ],
)
def test_titles_with_more_words(language: str, title: str, expected: Meaning | None) -> None:
    assert meaning(title, Vocabulary(language)) is expected
