"""Dates whose year has two digits, beside other words: several of a series show which number is the day."""

from datetime import date

import pytest

from bot.core.config.schema import Config
from bot.core.items.series import meetings_by_series
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
