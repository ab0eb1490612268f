"""Lists outside the action lists in which all have boxes: work where most boxes begin with what is to be done."""

import pytest

from bot.core.config.schema import Config, Headings
from bot.core.items.series.notes import read_notes
from bot.core.model.notes import NoteFile
from bot.core.model.reasons import Why
from bot.core.notes.parse import read

LIST = "* [ ] Order the tar\n* [x] Fix the wall\n* [ ] the bill\n"
ALL = ["Order the tar", "Fix the wall", "the bill"]


def tasks(text: str, config: Config | None = None) -> list[str]:
    """The boxes that are work by the words of their list."""
    lines = read("2024-05-15.md", text, config or Config()).lines
    return [line.text for line in lines if line.why is Why.TASK]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"## Crane\n{LIST}", ALL, id="below a heading"),
        pytest.param(f"# 15 May\n{LIST}", ALL, id="below the meeting's heading"),
        pytest.param(f"We agreed that I should\n{LIST}", ALL, id="below words"),
        pytest.param(
            "## Crane\n* [ ] Ann: order tar\n* [ ] @bob: fix the wall",
            ["order tar", "fix the wall"],
            id="behind an owner",
        ),
        pytest.param(
            "## Crane\n* [ ] _AL_ order tar\n* [ ] **AL, BM** fix the wall",
            ["AL order tar", "AL, BM fix the wall"],
            id="behind names in other letters",
        ),
        pytest.param(f"## Crane\n{LIST}* [ ] Who pays?\n* [ ] https://example.org", [], id="too many others"),
        pytest.param(
            f"## Crane\n{LIST}* [ ] Get oil\n* [ ] Buy rope\n* [ ] Who pays?",
            [*ALL, "Get oil", "Buy rope"],
            id="a question among them is a topic",
        ),
        pytest.param("## Crane\n* [ ] Order the tar\n", [], id="a single box"),
        pytest.param("## Crane\n* [ ] Update from Ann\n* [ ] Order of the day\n* [ ] Fix it", [], id="names of things"),
        pytest.param("## Crane\n* [ ] Build status\n* [ ] Design group\n* [ ] Fix it", [], id="two words of a thing"),
        pytest.param("## Crane\n* [ ] Fix the wall #12\n* [ ] Add a roof #13", [], id="pull requests"),
        pytest.param("## Crane\n* [ ] Fix the wall (PR 12)\n* [ ] Add a roof (PR13)", [], id="pull requests in words"),
        pytest.param(f"## Agenda\n{LIST}", [], id="an agenda"),
        pytest.param(f"## Agenda\n### Crane\n{LIST}", [], id="a topic of an agenda"),
        pytest.param(f"## Attendees\n### Crane\n{LIST}", [], id="below people"),
        pytest.param(f"## From previous meetings\n{LIST}", [], id="topics of the last meeting"),
        pytest.param(f"## Meeting objectives\n{LIST}", [], id="aims of the meeting"),
        pytest.param(f"## Other ideas\n{LIST}", [], id="ideas"),
        pytest.param(f"## Crane\n**Checklist before the fair**\n{LIST}", [], id="a checklist"),
        pytest.param(f"## Exercise 1\n{LIST}", [], id="an exercise"),
        pytest.param(f"## Steps to reproduce\n{LIST}", [], id="steps of something else"),
        pytest.param(f"## Features\n{LIST}", [], id="features"),
        pytest.param(f"## Motions\n{LIST}", [], id="what is voted on"),
        pytest.param(f"## How to build it\n{LIST}", [], id="a guide"),
        pytest.param(f"## Crane\n* it turns\n{LIST.replace('*', '    *')}", [], id="below a bullet"),
        pytest.param(
            "## Der Kran\nWir haben über den Kran gesprochen, und es ist nichts beschlossen worden, weil die Zeit nicht reichte.\n"
            "* [ ] Import der Daten\n* [ ] Export der Karte",
            [],
            id="another language",
        ),
    ],
)
def test_lists_of_what_is_to_be_done(text: str, expected: list[str]) -> None:
    assert tasks(text) == expected


GERMAN = "Wir haben über den Kran gesprochen, und es ist nichts beschlossen worden.\n"
FRENCH = "# Réunion\n\nPrésents : Anne, Luc. Nous avons parlé de la grue et du mur avec les voisins.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{GERMAN}## Kran\n* [ ] Teer bestellen\n* [ ] Wand streichen",
            ["Teer bestellen", "Wand streichen"],
            id="German",
        ),
        pytest.param(f"{GERMAN}## Kran\n* [ ] Neuer Teer\n* [ ] Stand der Wand", [], id="German topics"),
        pytest.param(f"{GERMAN}## Ziele\n* [ ] Teer bestellen\n* [ ] Wand streichen", [], id="German aims"),
        pytest.param(
            f"{FRENCH}## Grue\n* [ ] Commander la peinture\n* [ ] Relancer le port",
            ["Commander la peinture", "Relancer le port"],
            id="French",
        ),
        pytest.param(f"{FRENCH}## Grue\n* [ ] Peinture du mur\n* [ ] Dernier courrier", [], id="French topics"),
        pytest.param(
            f"{FRENCH}## Objectifs\n* [ ] Commander la peinture\n* [ ] Relancer le port", [], id="French aims"
        ),
        pytest.param(
            "# 会議\n\n参加者：田中、佐藤\n\n## クレーン\n* [ ] Update の件\n* [ ] Test の件",
            [],
            id="a language whose deeds are not known",
        ),
    ],
)
def test_lists_in_other_languages(text: str, expected: list[str]) -> None:
    assert tasks(text) == expected


def test_what_stands_below_such_a_box_is_work_too() -> None:
    lines = read("2024-05-15.md", "## Crane\n* [ ] Order tar\n    * [ ] in May\n* [ ] Fix the wall").lines
    assert [(line.text, line.why) for line in lines][1] == ("in May", Why.BELOW_WORK)


def test_a_heading_of_the_config_says_that_they_are_topics() -> None:
    assert tasks(f"## Crane\n{LIST}", Config(headings=Headings(agenda=("crane",)))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("## Crane\n* [x] Order the tar\n", Why.TASK, id="alone in its list"),
        pytest.param("## Agenda\n* [x] Order the tar\n", Why.TOPIC, id="in an agenda"),
        pytest.param("## Crane\n* [x] Order the oil\n", Why.TOPIC, id="other words"),
    ],
)
def test_a_box_of_such_a_list_is_work_in_other_notes_too(text: str, expected: Why) -> None:
    present = "Present: Ann, Bob\n\n"
    notes = {"2024-05-15.md": f"{present}## Crane\n{LIST}", "2024-05-22.md": present + text}
    found = read_notes([NoteFile(path, said) for path, said in notes.items()], Config())
    newest = next(note for some in found.values() for note in some if note.path == "2024-05-22.md")
    assert [line.why for line in newest.lines] == [expected]


@pytest.mark.parametrize(
    ("text", "is_note"),
    [
        pytest.param(f"# Crane\n{LIST}", False, id="a plan with a date"),
        pytest.param(f"# Crane\nPresent: Ann, Bob\n\n{LIST}", True, id="attendees"),
    ],
)
def test_they_do_not_make_a_dated_file_a_note(text: str, is_note: bool) -> None:
    assert bool(read_notes([NoteFile("crane/2024-05-15.md", text)], Config())) is is_note
