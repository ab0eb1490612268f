"""Which owners of two lines are one person."""

import pytest

from bot.core.config.schema import Config
from bot.core.items.owners import common, owners_of, strangers
from bot.core.notes.parse import read
from tests.support.tracker import Tracker

DILL = "| Eric Dill | ED | |"
DOE = "| Eve Doe | ED | |"
DILL_WITH_LOGIN = "| Eric Dill | ED | ericdill |"
SHORT = "| Eric D | ED | |"


def note(rows: tuple[str, ...], *lines: str) -> str:
    block = ["## Attendees", "| Name | Initials | GitHub |", "|-|-|-|", *rows, ""] if rows else []
    return "\n".join([*block, "## Action items", *lines]) + "\n"


@pytest.mark.parametrize(
    ("before", "one", "after", "other", "same"),
    [
        pytest.param((), "ED", (), "ED", True, id="the same name"),
        pytest.param((), "ED", (), "Eric", False, id="initials that nobody explains"),
        pytest.param((DILL,), "ED", (DILL,), "Eric", True, id="initials and first name of an attendee"),
        pytest.param((DILL,), "Eric", (DILL_WITH_LOGIN,), "@ericdill", True, id="a login that one note does not have"),
        pytest.param((DILL_WITH_LOGIN,), "Eric", (DILL_WITH_LOGIN,), "@ericdill", True, id="first name and login"),
        pytest.param((DILL,), "ED", (DOE,), "ED", False, id="two people with the same initials"),
        pytest.param((DILL, DOE), "ED", (DILL,), "Eric", False, id="initials that two attendees share"),
        pytest.param((DILL,), "ED", (), "ED", True, id="a note without attendees"),
        pytest.param((DILL,), "ED", (SHORT,), "Eric", True, id="a last name cut to its initial"),
        pytest.param(
            (DILL,), "ED", ("| Erica Dill | ED | |",), "ED", False, id="a first name that begins with another"
        ),
        pytest.param((DILL,), "ED / Zed", (DOE,), "ED / Zed", True, id="one of two owners is the same"),
    ],
)
def test_owners_are_compared_by_the_person_behind_the_name(
    before: tuple[str, ...], one: str, after: tuple[str, ...], other: str, same: bool
) -> None:
    lines = [
        read(f"notes/{day}.md", note(rows, f"* [ ] ({owner}) paint the hull"), Config()).lines[-1]
        for day, rows, owner in (("2024-03-05", before, one), ("2024-03-19", after, other))
    ]
    sides = owners_of(lines[0]), owners_of(lines[1])
    assert bool(common(*sides)) is same
    assert strangers(*sides) is not same


PAGE = "Eric to add a new page to our docs around how to engage with the crew in a commercial relationship"
OTHER = "(ED) Add a page about engagements of the crew in a friendly relationship to our docs"
AGAIN = "(ED) Add page about commercial engagements of the crew"


def items(text: str) -> list[list[int]]:
    tracker = Tracker(notes={"notes/2024-03-05.md": text})
    return [[line.number for line in tracked.item.lines] for tracked in tracker.plan().items]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param(note((DILL,), "### This meeting", f"* [ ] {PAGE}", "### Last meeting", f"* [ ] {AGAIN}"), 1, id="two meetings"),
        pytest.param(note((DILL,), "### This meeting", f"* [ ] {PAGE}", f"* [ ] {AGAIN}"), 2, id="one list"),
        pytest.param(note((DILL,), "### This meeting", f"* [ ] {PAGE}", "### Last meeting", f"* [x] {AGAIN}"), 2, id="done and open again"),
        pytest.param(note((DILL, DOE), "### This meeting", f"* [ ] {PAGE}", "### Last meeting", f"* [ ] {AGAIN}"), 2, id="initials of two"),
        pytest.param(note((), "### This meeting", f"* [ ] {PAGE}", "### Last meeting", f"* [ ] {AGAIN}"), 2, id="nobody says who"),
        pytest.param("## Talk\nACTION: Brian Lind: write to the mill\n\n## Actions\n* Brian: write to the mill\n", 1, id="a name and a part of it"),
        pytest.param("## Talk\nACTION: Brian Lind: write to the mill\n\n## Actions\n* Clara: write to the mill\n", 2, id="two names"),
        pytest.param("## Actions\n* [ ] (Brian) mow the lawn at the quay\n* [ ] (Brian Lind) mow the lawn at the quay\n", 2, id="in one list"),
        pytest.param(
            "## Talk\nACTION: Brian: mow the lawn at the quay\nACTION: Brian Berg: mow the lawn at the quay\n\n"
            "## Actions\n* Brian Lind: mow the lawn at the quay\n", 2, id="two names with a part of both"),
        pytest.param(note((DILL,), "## Hull", "### Action items from this meeting", f"* [ ] {PAGE}", "## Deck", "### Action items from last meeting", f"* [ ] {AGAIN}"), 2, id="two parts of a meeting"),
        pytest.param(note((DILL,), "### This meeting", f"* [ ] {PAGE}", "### Last meeting", f"* [ ] {OTHER}"), 2, id="a word in the place of another"),
    ],
)  # fmt: skip
def test_work_of_one_owner_told_again_below_an_older_meeting_is_one_item(text: str, count: int) -> None:
    assert len(items(text)) == count
