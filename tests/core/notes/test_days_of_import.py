"""The day on which many pages were moved into a folder is in all their names, and is that of none of their meetings."""

from collections.abc import Sequence

import pytest

from bot.core.config.schema import Config
from bot.core.items.series import meetings_by_series
from bot.core.model.notes import NoteFile
from bot.core.notes.meetings import undecided
from bot.core.reports.account import account_lines
from tests.core.reports.test_account import account_of

MOVED = [f"2018-05-23-{month}_{month + 9}_15_Meeting_Minutes.md" for month in range(1, 8)]


def days(names: Sequence[str]) -> list[str]:
    files = (NoteFile(f"minutes/{name}", "") for name in names)
    return [str(each.date) for found in meetings_by_series(files, Config()).values() for each in found]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(MOVED, ["None"] * 7, id="many, each with the date of its meeting behind it"),
        pytest.param(MOVED[:4], ["2018-05-23"] * 4, id="a few"),
        pytest.param(
            [f"2018-05-23-session-{number}.md" for number in range(7)], ["2018-05-23"] * 7, id="sessions of one day"
        ),
        pytest.param([*MOVED, "2018-06-01-6_1.md"], [*["None"] * 7, "2018-06-01"], id="another day beside them"),
    ],
)
def test_a_day_in_many_names(names: Sequence[str], expected: list[str]) -> None:
    assert days(names) == expected


def test_they_are_named_once_with_the_way_out() -> None:
    files = (NoteFile(f"minutes/{name}", "") for name in MOVED)
    found = [each for meetings in meetings_by_series(files, Config()).values() for each in meetings]
    assert [str(each) for each in undecided(found)] == [
        "minutes/2018-05-23-1_10_15_Meeting_Minutes.md: 7 files have 2018-05-23 in their names and other numbers behind it, "
        "so it is not taken for the day of their meetings: write that into the notes (`Date: 2020-08-26`), or name the files by it"
    ]


def test_the_account_names_them() -> None:
    account = account_of({f"minutes/{name}": "It was dry.\n" for name in MOVED})
    assert account_lines(account)[0].startswith(
        "7 Markdown files: 7 with a date that is not certain (minutes/2018-05-23-1_10_15_"
    )
