"""Dates whose year has two digits, beside other words: several of a series show which number is the day."""

from datetime import date

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.notes import NoteFile

DAYS = ["2022-04-26", "2022-05-16", "2022-06-01"]


def days(*files: tuple[str, str]) -> list[str]:
    found = meetings_by_series((NoteFile(*file) for file in files), Config())
    return sorted(str(each.date) for meetings in found.values() for each in meetings if not each.shared)


SERIES = [
    ("at the end of a title", "note-{number}.md", "# Protokoll {:%d.%m.%y}\n", DAYS),
    ("at the end of a title with a number", "note-{number}.md", "# Mill sprint #1 {:%d.%m.%y}\n", DAYS),
    ("behind a word for notes", "note-{number}.md", "# Notes {:%m/%d/%y} with Ada\n", DAYS),
    ("in a numbered name", "{number:02}_mill_{:%d-%m-%y}.md", "# Mill\n", DAYS),
    ("in a sentence", "note-{number}.md", "# The mill since {:%d/%m/%y} is closed\n", ["None"] * 3),
    ("a version", "note-{number}.md", "# Mill v{:%d.%m.%y}\n", ["None"] * 3),
    ("two numbers in a name", "{number:02}_2_mill_{:%d-%m-%y}.md", "# Mill\n", ["None"] * 3),
]


@pytest.mark.parametrize(("name", "title", "expected"), [row[1:] for row in SERIES], ids=[row[0] for row in SERIES])
def test_a_series_settles_short_years(name: str, title: str, expected: list[str]) -> None:
    files = [
        (name.format(day, number=number), title.format(day)) for number, day in enumerate(map(date.fromisoformat, DAYS))
    ]
    assert days(*files) == expected


def test_one_alone_is_not_settled() -> None:
    assert days(("a.md", "# Protokoll 26.04.22\n")) == ["None"]


def test_dated_headings_with_short_years_are_meetings() -> None:
    text = "# Plans\n\n# NOTES 04/17/18\n- a\n\n# NOTES 04/24/18\n- b\n\n# NOTES 07/13/18 call\n- c\n"
    assert days(("notes.md", text)) == ["2018-04-17", "2018-04-24", "2018-07-13"]


HEADINGS = [
    ("at the start before a dash", "## {:%d.%m.%y} - topics", DAYS),
    ("at the start before a word", "# {:%d.%m.%y} Ada", DAYS),
    ("in brackets", "## Meeting 2 ({:%d.%m.%y})", DAYS),
    ("in brackets with times", "### Week 11 ({:%d/%m/%y}, 10:00 - 10:30)", DAYS),
    ("with one digit and slashes", "# {0.month}/{0.day}/{0:%y} MM", DAYS),
    ("with one digit and dots", "# {0.month}.{0.day}.{0:%y} MM", []),
    ("behind a word for notes and its number", "### Meeting 4: {0.month}/{0.day}/{0:%y} 1:45pm", DAYS),
    ("before a time", "## Board {:%m/%d/%y} 18:00 - 19:30 CET", DAYS),
    ("before a number", "## Board {:%m/%d/%y} 18 points", []),
    ("a version with words", "## v{:%d.%m.%y} - fixes", []),
    ("a number in brackets", "## Release (v{:%d.%m.%y})", []),
]


@pytest.mark.parametrize(("heading", "expected"), [row[1:] for row in HEADINGS], ids=[row[0] for row in HEADINGS])
def test_headings_with_short_years_begin_meetings(heading: str, expected: list[str]) -> None:
    text = "\n\n".join(f"{heading.format(day)}\n- a" for day in map(date.fromisoformat, DAYS))
    assert days(("notes.md", text)) == (expected or ["None"])


LEAPS = [
    ("a week apart", ["25.10.21", "15.10.21"], ["2021-10-15", "2021-10-25"]),
    ("the year first, a week apart", ["21.10.25", "21.10.15"], ["2021-10-15", "2021-10-25"]),
    ("one day that may be a month", ["27/07/23", "11/07/23"], ["2023-07-11", "2023-07-27"]),
    ("of two years by each order", ["25.10.21", "15.10.19"], ["None", "None"]),
    ("one day that may be the month by two orders", ["05/07/23", "11/07/23"], ["None", "None"]),
]


@pytest.mark.parametrize(("written", "expected"), [row[1:] for row in LEAPS], ids=[row[0] for row in LEAPS])
def test_two_meetings_do_not_lie_years_apart(written: list[str], expected: list[str]) -> None:
    assert days(("notes.md", "\n\n".join(f"## Meeting {each}\n- a" for each in written))) == expected
