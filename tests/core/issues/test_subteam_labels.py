"""Which sub-team's work an item is, and why."""

import pytest

from bot.core.config.schema import Config, Person, Subteam
from bot.core.issues.policy import subteam_labels
from bot.core.items import lineage
from bot.core.items.meeting import course_of
from bot.core.model.notes import Item
from bot.core.model.reasons import Given
from bot.core.notes.parse import read
from bot.core.people.cross_note import acquainted

TEAMS = (
    Subteam("docs", "team/docs", ("docs", "Handbook")),
    Subteam("ARM", "ARM", words=("aarch64",), repositories=("harbour/crane",), members=("Ada",)),
    Subteam("cuda", "gpu", repositories=("toolkit",), members=("bea-l",)),
)
CONFIG = Config(subteams=TEAMS, people={"bea": (Person("bea-l"),)})


def item(*notes: str) -> Item:
    """The one item of some notes, a week apart each."""
    read_notes = acquainted(read(f"2024-01-{7 * (at + 1):02}.md", text, CONFIG) for at, text in enumerate(notes))
    (only,) = lineage.trace("", course_of(read_notes), set())
    return only


def told(*notes: str) -> list[tuple[str, Given, str]]:
    return [(each.label, each.rule, each.by) for each in subteam_labels(item(*notes), CONFIG)]


LIST = "## Action items\n"


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param("* [ ] paint the wall", [], id="nobody's"),
        pytest.param("### Docs\n* [ ] paint the wall", [("team/docs", Given.HEADING, "Docs")], id="heading"),
        pytest.param(
            "### 📚 Docs team:\n* [ ] a wall", [("team/docs", Given.HEADING, "📚 Docs team:")], id="with signs"
        ),
        pytest.param("### Handbook\n* [ ] a wall", [("team/docs", Given.HEADING, "Handbook")], id="a heading's name"),
        pytest.param("### Docs\n* [ ] the ARM wall", [("team/docs", Given.HEADING, "Docs")], id="heading before words"),
        pytest.param("* [ ] paint the ARM wall", [("ARM", Given.WORD, "ARM")], id="name"),
        pytest.param("* [ ] paint Aarch64 red", [("ARM", Given.WORD, "Aarch64")], id="alias"),
        pytest.param("* [ ] paint the documentation", [("team/docs", Given.BUILT_IN, "documentation")], id="built in"),
        pytest.param("**CUDA**\n* [ ] paint the wall", [("gpu", Given.WORD, "CUDA")], id="topic"),
        pytest.param("* [ ] paint docker", [], id="whole words only"),
        pytest.param(
            "* [ ] docs for cuda",
            [("team/docs", Given.WORD, "docs"), ("gpu", Given.WORD, "cuda")],
            id="two teams",
        ),
        pytest.param(
            "* [ ] fix https://github.com/harbour/crane/issues/1", [("ARM", Given.LINK, "harbour/crane")], id="link"
        ),
        pytest.param(
            "* [ ] fix https://git.example/x/toolkit/pull/1", [("gpu", Given.LINK, "x/toolkit")], id="by name"
        ),
        pytest.param(
            "* [ ] fix https://github.com/harbour/docs/pull/1",
            [("team/docs", Given.LINK, "harbour/docs")],
            id="a repository of the team's name",
        ),
        pytest.param("* [ ] see https://example.org/talks/docs", [], id="an address is no word"),
        pytest.param("* [ ] fix https://github.com/other/crane/issues/1", [], id="another owner's"),
        pytest.param(
            "* [ ] fix it\n    * https://github.com/harbour/crane", [("ARM", Given.LINK, "harbour/crane")], id="below"
        ),
        pytest.param("* [ ] (Ada) paint it", [("ARM", Given.OWNER, "Ada")], id="owner by name"),
        pytest.param("* [ ] (Bea) paint it", [("gpu", Given.OWNER, "bea-l")], id="owner by login"),
        pytest.param("* [ ] (Ada) paint the docs", [("team/docs", Given.WORD, "docs")], id="words before owners"),
    ],
)
def test_rules(note: str, expected: list[tuple[str, Given, str]]) -> None:
    assert told(LIST + note) == expected


def test_a_list_that_lost_its_headings_keeps_the_label() -> None:
    first, later = "### Docs\n* [ ] (Cyd) paint the wall", "* [ ] (Cyd) paint the wall"
    assert told(LIST + first, LIST + later) == [("team/docs", Given.HEADING, "Docs")]
    assert told(LIST + first, LIST + later, LIST + "### CUDA\n" + later) == [("gpu", Given.HEADING, "CUDA")]


def test_the_agenda_shows_what_the_list_does_not() -> None:
    agenda = "## Agenda\n### CUDA\n* driver\n    * [ ] (Cyd) paint the wall\n"
    assert told(f"{agenda}{LIST}* [ ] (Cyd) paint the wall") == [("gpu", Given.HEADING, "CUDA")]
