"""Bullets that say how the work beside them stands, what somebody did, or until when: no work themselves."""

import pytest

from bot.core.config.schema import Config
from bot.core.notes.parse import read

PEOPLE = "## Attendees\n* Ann\n* Bob\n\n"


def told(text: str) -> list[tuple[str, str]]:
    """The lines of work of a note with their states."""
    lines = read("2024-05-15.md", PEOPLE + text, Config(without_box="all")).lines
    return [(line.text, str(line.state)) for line in lines if line.why.is_work]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "## Crane\n* AI: Ann to order tar\n* DONE!\n* AI: Bob to mow",
            [("Ann to order tar", "done"), ("Bob to mow", "open")],
            id="behind a line with a word for work",
        ),
        pytest.param(
            "## Action items\n* Ann to order tar\n    * in May\n* Done.\n* Bob to mow\n* Not done, postponed.",
            [("Ann to order tar", "done"), ("Bob to mow", "open")],
            id="behind bullets of a list",
        ),
        pytest.param(
            "## Action items\n* Done.\n* Ann to order tar\n* Done.\n* Bob to mow",
            [("Ann to order tar", "open"), ("Bob to mow", "open")],
            id="in front of them nobody knows of which line it is",
        ),
        pytest.param(
            "## Action items\n* Ann to order tar\n* Done: the gate",
            [("Ann to order tar", "open"), ("the gate", "done")],
            id="with a colon it says what is done",
        ),
        pytest.param(
            "## Action items\n* [ ] Ann to order tar\n* Done.", [("Ann to order tar", "open")], id="a box says it"
        ),
        pytest.param(
            "## Action items\n* Ann to order tar\n\n## Crane\n* Done.",
            [("Ann to order tar", "open")],
            id="in another list",
        ),
    ],
)
def test_bullets_that_say_only_how_work_stands(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("line", "is_work"),
    [
        pytest.param("Ann sent the slides", False, id="an irregular verb"),
        pytest.param("Bob talked to the mill, no answer so far", False, id="another verb"),
        pytest.param("Ann already ordered tar", False, id="already"),
        pytest.param("Ann agreed to order tar", True, id="a promise"),
        pytest.param("Ann to send the slides", True, id="what is to be done"),
        pytest.param("Ann need the key", True, id="no past"),
        pytest.param("Needed: a key", True, id="nobody"),
    ],
)
def test_what_somebody_did_is_no_work(line: str, is_work: bool) -> None:
    assert bool(told(f"## Action items\n* {line}")) is is_work


@pytest.mark.parametrize("line", ["Deadline: 1 June", "**Deadline:** 2024-06-01", "Due: Friday"])
def test_a_day_alone_is_no_work(line: str) -> None:
    assert told(f"## Action items\n* order tar\n* {line}") == [("order tar", "open")]


@pytest.mark.parametrize(
    "heading",
    [
        "Prior meeting follow-up",
        "Follow-up from prior meeting",
        "Follow-ups from previous meeting(s)",
        "Follow-up from the fair",
        "Last meeting follow-ups",
    ],
)
def test_below_what_goes_on_from_earlier_meetings_only_lines_with_an_owner_are_work(heading: str) -> None:
    assert told(f"## {heading}\n* the gate is green\n* Bob: mow") == [("mow", "open")]
