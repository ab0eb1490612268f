"""Lines that name who does something: below work that names nobody, and behind initials for work."""

import pytest

from bot.core.config.schema import Config
from bot.core.notes.parse import read

PEOPLE = "# Mill\n\nAttendees: Ann, Bob\n\n"


def work(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of work of a note, each with its owners."""
    lines = read("2024-05-15.md", PEOPLE + text, Config(without_box="all")).lines
    return [(line.text, line.owners) for line in lines if line.why.is_work]


CLEAN, WRITE = ("clean the wheel", ("Ann",)), ("write to the miller", ("Bob",))

PLANS = [
    pytest.param("## Goals\n- Ann: a clean wheel\n- Bob: a letter", [], id="no deeds"),
    pytest.param("## Goals\n- clean the wheel\n- Bob: write to the miller", [], id="few name somebody"),
    pytest.param("## Objectives\n- [ ] Know the wheel\n- [ ] Write to the miller", [], id="boxes below objectives"),
    pytest.param("## Updates\n- Ann: clean the wheel\n- Bob: write to the miller", [], id="no plan"),
]
BELOW_WORK = [
    pytest.param(
        "## Next steps\n- The spring party\n  - Ann: clean the wheel\n  - Bob: is away",
        [("The spring party", ()), CLEAN],
        id="a deed below a subject",
    ),
    pytest.param(
        "## Next steps\n- We'll write and print:\n  - Ann: The wheel\n  - Bob: How to mow?",
        [("We'll write and print:", ()), ("The wheel", ("Ann",)), ("How to mow?", ("Bob",))],
        id="shared out",
    ),
    pytest.param(
        "## Next steps\n- Next meeting is 2024-06-01\n  - Ann: clean the wheel", [CLEAN], id="below the next meeting"
    ),
    pytest.param(
        "## Next steps\n- Decide about the party:\n  - Ann: May is best\n  - Bob: rather June",
        [("Decide about the party:", ())],
        id="what people said",
    ),
    pytest.param(
        "## Next steps\n- Bob: write to the miller\n  - Ann: add a stamp", [WRITE], id="below what somebody does"
    ),
]
INITIALS = [
    pytest.param("- AP Ann: clean the wheel", [CLEAN], id="AP"),
    pytest.param("- AR: Ann to clean the wheel", [("Ann to clean the wheel", ("Ann",))], id="AR"),
    pytest.param("- A/I Ann: clean the wheel", [CLEAN], id="A/I"),
    pytest.param("The wheel is dirty.\nAP Ann: clean the wheel", [CLEAN], id="a wrapped line"),
    pytest.param("- AP: the access point is down\n- AR: the goggles are new", [], id="other meanings"),
    pytest.param("- AR: SPDY will be faster", [], id="what a speaker says"),
    pytest.param("## Agenda\n- [ ] AP: the access point is down", [], id="a box with another meaning"),
    pytest.param(
        "ACTION 2024-05-15: Ann to clean the wheel", [("Ann to clean the wheel", ("Ann",))], id="the day of an action"
    ),
    pytest.param("- Action 2026: the campaign starts in May", [], id="a year"),
    pytest.param("- ACTION-2026: clean the wheel", [("clean the wheel", ())], id="a large number"),
    pytest.param("- We talked\n  - -> ACTION Ann: clean the wheel", [CLEAN], id="behind an arrow"),
    pytest.param(
        "- Action required: Bob to write to the miller", [("Bob to write to the miller", ("Bob",))], id="required"
    ),
]
PLACES = [
    pytest.param("## Tasking (5 min)\n- Ann: clean the wheel\n- The chair of the next meeting", [CLEAN], id="tasking"),
]


@pytest.mark.parametrize(("text", "expected"), [*PLANS, *BELOW_WORK, *INITIALS, *PLACES])
def test_lines_that_name_somebody(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert work(text) == expected


def test_a_list_of_people_ends_where_numbers_begin() -> None:
    text = "Attendees:\n\n- Ann\n- Bob\n\n1. The wheel\n\n- Action items:\n  - Ann: clean the wheel\n"
    lines = read("2024-05-15.md", text, Config(without_box="all")).lines
    assert [(line.text, line.owners) for line in lines if line.why.is_work] == [CLEAN]


def test_a_word_for_work_counts_below_people_too() -> None:
    text = "## Attendees\n- Ann\n- AR: Ann Reed\n\n1. The wheel\n   - TODO: Ann: clean the wheel\n   - it is dirty\n"
    lines = read("2024-05-15.md", text, Config(without_box="all")).lines
    assert [(line.text, line.owners) for line in lines] == [CLEAN]
