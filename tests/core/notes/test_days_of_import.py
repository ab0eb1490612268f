"""The day on which many pages were moved into a folder is in all their names, and is that of none of their meetings."""

from collections.abc import Sequence
from itertools import zip_longest

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.notes import NoteFile
from bot.core.notes.meetings import undecided
from bot.core.reports.account import account_lines
from tests.core.reports.test_account import account_of

MOVED = [f"2018-05-23-{month}_{month + 9}_15_Meeting_Minutes.md" for month in range(1, 8)]


def days(names: Sequence[str], texts: Sequence[str] = ()) -> list[str]:
    files = (NoteFile(f"minutes/{name}", text) for name, text in zip_longest(names, texts, fillvalue=""))
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


COPIES = [f"20th-february-2025-{number}.md" for number in range(5)]


@pytest.mark.parametrize(
    ("names", "texts", "expected"),
    [
        pytest.param(
            COPIES,
            [f"# {day} March 2025\n" for day in (3, 10, 17, 24, 31)],
            ["2025-03-03", "2025-03-10", "2025-03-17", "2025-03-24", "2025-03-31"],
            id="copies of one file",
        ),
        pytest.param(
            COPIES,
            [*(f"# {day} March 2025\n" for day in (3, 10, 17)), "# 20 February 2025\n", "# The fair\n"],
            ["2025-03-03", "2025-03-10", "2025-03-17", "2025-02-20", "None"],
            id="the file that was copied, and one without another date",
        ),
        pytest.param(
            COPIES, [f"# Group {number}, 20 February 2025\n" for number in range(5)], ["2025-02-20"] * 5, id="one day"
        ),
        pytest.param(
            COPIES,
            ["# 3 March 2025\n", *(f"# Group {number}\n" for number in range(4))],
            ["2025-02-20"] * 5,
            id="a slip",
        ),
        pytest.param(
            MOVED[:5],
            [
                *(f"---\ntitle: Minutes of {day} May 2018\n---\n" for day in (3, 10)),
                *["---\ndate: 2018-05-23\n---\n"] * 3,
            ],
            ["2018-05-03", "2018-05-10", *["None"] * 3],
            id="moved pages, some with their own date",
        ),
    ],
)
def test_notes_that_say_their_own_day(names: Sequence[str], texts: Sequence[str], expected: list[str]) -> None:
    assert days(names, texts) == expected


def test_they_are_named_once_with_the_way_out() -> None:
    files = (NoteFile(f"minutes/{name}", "") for name in MOVED)
    found = [each for meetings in meetings_by_series(files, Config()).values() for each in meetings]
    assert [str(each) for each in undecided(found)] == [
        "minutes/2018-05-23-1_10_15_Meeting_Minutes.md: 2018-05-23 stands in the names of many files and is hardly the day of all "
        "their meetings (7 files without another date): write that into the notes (`Date: YYYY-MM-DD`), or name the files by it"
    ]


def test_the_account_names_them() -> None:
    account = account_of({f"minutes/{name}": "It was dry.\n" for name in MOVED})
    assert account_lines(account)[0].startswith(
        "7 Markdown files: 7 with a date that is not certain (minutes/2018-05-23-1_10_15_"
    )
