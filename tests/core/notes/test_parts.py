"""Files of one meeting and of many: which lines are whose, and when it was."""

from datetime import date

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.meeting import Meeting
from bot.core.model.notes import NoteFile
from bot.core.notes.meetings import undecided

MAY = "2024-05-15"


def meetings(*files: tuple[str, str]) -> list[Meeting]:
    return [m for found in meetings_by_series((NoteFile(*file) for file in files), Config()).values() for m in found]


def days(text: str, path: str = "notes.md") -> list[str]:
    """The date and the first line of each meeting; what belongs to all of them is left out."""
    return [f"{each.date} {each.first_line}" for each in meetings((path, text)) if not each.shared]


def day(text: str, path: str = "notes.md") -> str:
    """The date of a file with one meeting."""
    (found,) = meetings((path, text))
    return str(found.date)


ONE = [
    ("name", "a/2024-05-15.md", "# Notes of 2020-01-01", MAY),
    ("path", "2024/05/15/notes.md", "# Notes of 2020-01-01", MAY),
    ("year in the folder", "2024/docs-05-15.md", "# Notes", MAY),
    ("year in the folder, words", "minutes-2024/May 15.md", "# Notes", MAY),
    ("year in the heading", "docs-05-15.md", "# Notes of 2024", MAY),
    ("year in the heading, the day below", "docs-03-04.md", "# Notes of 2024\n\n## 4 March\n", "2024-03-04"),
    ("year in the heading, another day below", "docs-03-14.md", "# Notes of 2024\n\n## 8 May\n", "2024-03-14"),
    ("a year in a year's folder", "2012/2012.md", "# Notes", "None"),
    ("month before day, short year", "notes/05-15-24_weekly.md", "# Notes", MAY),
    ("one digit for the month", "notes/5-15-24.md", "# Notes", MAY),
    ("a version", "notes/5.15.24.md", "# Notes", "None"),
    ("a number of a month and its name", "2024_05_may.md", "# Notes", "None"),
    ("a day and the name of its month", "2024_15_may.md", "# Notes", MAY),
    ("a number in front of the month, an ordinal", "meeting-7-may-15th-2024.md", "# Notes", MAY),
    ("a number in front of the month", "meeting-7-may-15-2024.md", "# Notes", MAY),
    ("a month's name, short year", "15-May-24_docs.md", "# Notes", MAY),
    ("backslashes", "2024\\2024-05-15.md", "", MAY),
    ("front matter, date", "notes.md", "---\ntitle: 2020-01-01\ndate: 2024-05-15\n---\n", MAY),
    ("front matter, title", "notes.md", "---\ntitle: '2024-05-15'\n---\n# 2020-01-01", MAY),
    ("first heading", "notes.md", "# Protokoll vom 18.05.2024\n", "2024-05-18"),
    ("second heading", "notes.md", "# Docs\n\n## May 15th, 2024\n\n### Agenda\n", MAY),
    ("setext", "notes.md", "Docs, 15 May 2024\n=====\n", MAY),
    ("the only dated heading", "notes.md", "# Docs\n\n## Who\n\n## Where\n\n## 15 May 2024\n", MAY),
    ("a later heading with words", "notes.md", "# Docs\n\n## Who\n\n## Release of 2024-05-15 is out\n", "None"),
    ("label", "notes.md", "# Docs\n\nDate: 2024-05-15\n", MAY),
    (
        "heading for time and place",
        "notes.md",
        "# Docs\n\n### Time and Place:\n\nMay 15, 2024 | 4-5pm @ Mill\n\n## Agenda\n",
        MAY,
    ),
    ("heading for the date", "notes.md", "# Docs\n\n## Date\n\n20240515 - 10am EST\n\n## Agenda\n", MAY),
    ("label of the time", "notes.md", "# Docs\n\n**Time of meeting:** Wednesday 15-05-2024\n", MAY),
    ("in front of the first line", "notes.md", "2024-05-15: the fair\n\n# Who\n", MAY),
    ("in front of the first bullet", "notes.md", "* 2024-05-15: pay the rent\n* buy milk\n", "None"),
    ("in front of several lines", "notes.md", "2024-05-15: the fair\n\n2024-05-16: the mill\n", "None"),
    ("in front of a later line", "notes.md", "Docs\n\n2024-05-15: the fair\n", "None"),
    ("day and month alike, short year", "notes.md", "# Docs\n\nDate: 5/5/24\n", "2024-05-05"),
    ("bold label", "notes.md", "# Docs\n\n**Date:** Wednesday, 15 May 2024, 16:00 UTC\n", MAY),
    ("an emoji before the label", "notes.md", "# Docs\n\n📅 **Date:** Wednesday, May 15, 2024\n", MAY),
    ("all bold", "notes.md", "# Docs\n\n**When: 15.05.2024**\n", MAY),
    ("label in a list", "notes.md", "# Docs\n\n- Where: here\n- **When**: 2024-05-15\n", MAY),
    ("label in a row", "notes.md", "# Docs\n\n| Where | here |\n|---|---|\n| Date | 2024-05-15 |\n", MAY),
    ("label in the head", "notes.md", "# Docs\n\n| Date | Where |\n|---|---|\n| 2024-05-15 | here |\n", MAY),
    (
        "a table of meetings",
        "notes.md",
        "# Docs\n\n| Date | Who |\n|---|---|\n| 2024-05-15 | Ada |\n| 2024-05-16 | Bea |\n",
        "None",
    ),
    ("a list of meetings", "notes.md", "# Docs\n\n1. [20240515 notes](a)\n1. [20240516 notes](b)\n", "None"),
    ("German label", "notes.md", "# Doku\n\nDatum: 15. Mai 2024\n", MAY),
    ("German abbreviation", "notes.md", "# Doku\n\nDatum: 15. Dez. 2024\n", "2024-12-15"),
    ("Japanese label", "notes.md", "# 議事録\n\n日時：2024年5月15日\n", MAY),
    (
        "label in a heading",
        "notes.md",
        "# Mill\n\n## Date: 2024-05-15\n\n## Log\n\n### First, 2024-05-20\n\n### Second, 2024-05-22\n",
        MAY,
    ),
    ("alone in the first lines", "notes.md", "# Docs\n\n*May 15, 2024*\n", MAY),
    ("next meeting", "notes.md", "# Docs\n\n## Next meeting: 2024-05-15\n", "None"),
    ("the label of another day", "notes.md", "# Docs\n\nDate of next meeting: 2024-05-15\n", "None"),
    ("in a sentence", "notes.md", "# Docs\n\nWe met on 2024-05-15.\n", "None"),
    ("too far down", "notes.md", "# Docs\n" + "\n" * 40 + "Date: 2024-05-15\n", "None"),
    ("in code", "notes.md", "# Docs\n\n```\n# 2024-05-15\n```\n", "None"),
    ("in a comment", "notes.md", "# Docs\n\n<!--\n# 2024-05-15\n-->\n", "None"),
    ("two on one day", "notes.md", "# Docs\n\n## 2024-05-15\n\n## 2024-05-15, second part\n", MAY),
    ("a name that the heading settles", "2024/05-06.md", "# Mill call, May 6, 2024\n", "2024-05-06"),
    ("a name that a label settles", "06-05-2024.md", "# Mill call\n\nDate: 6 May 2024\n", "2024-05-06"),
    ("a name that the heading does not settle", "2024/05-06.md", "# Mill call of May 7, 2024\n", "None"),
    ("the year and month in folders, the day in the text", "2024/05-24/7_15-05-24.md", "# Mill\n\n15-05-2024\n", MAY),
    ("the date in folders, a number in the name", "2024/05/15/07.md", "# Mill\n", MAY),
    ("a span in the name of one meeting", "2024-05-15_2024-05-16_camp.md", "# Camp\n", MAY),
    ("alone, and the month beyond twelve", "notes.md", "# Mill\n\n15-05-2024\n", MAY),
    ("alone, and not settled", "notes.md", "# Mill\n\n05-06-2024\n", "None"),
    ("a misspelt month", "notes.md", "# Mill call, 7 Feburary 2024\n", "2024-02-07"),
    ("a word like a month", "notes.md", "# Mill call, 7 Marchers 2024\n", "None"),
]


@pytest.mark.parametrize(("path", "text", "expected"), [row[1:] for row in ONE], ids=[row[0] for row in ONE])
def test_one_meeting(path: str, text: str, expected: str) -> None:
    assert day(text, path) == expected


MANY = [
    ("newest first", "# Docs\n\n## 2024-05-15\n- a\n\n## 2024-05-01\n", ["2024-05-15 3", "2024-05-01 6"]),
    ("newest last", "## 1 May 2024\n\n## May 15, 2024\n", ["2024-05-01 1", "2024-05-15 3"]),
    ("level 1", "# 1.5.2024\n## Notes\n# 15.5.2024\n## Notes\n", ["2024-05-01 1", "2024-05-15 3"]),
    ("level 3", "# Docs\n## Minutes\n### 2024-05-15\n### 2024-05-01\n", ["2024-05-15 3", "2024-05-01 4"]),
    ("level 4", "#### 2024-05-15\n#### 2024-05-01\n", ["2024-05-15 1", "2024-05-01 2"]),
    ("setext", "2024-05-15\n---\n\n- a\n\n2024-05-01\n---\n", ["2024-05-15 1", "2024-05-01 6"]),
    ("bold", "**2024-05-15**\n\n- a\n\n**2024-05-01**\n", ["2024-05-15 1", "2024-05-01 5"]),
    ("bold at the start of a line", "**2018-12-30** a\n\n**2018-12-16** b\n", ["2018-12-30 1", "2018-12-16 3"]),
    ("bold above headings", "**2024-05-15**\n### Notes\n**2024-05-01**\n", ["2024-05-15 1", "2024-05-01 3"]),
    ("a bold remark", "# Docs\n**Release 2024-05-15 is out**\n**Release 2024-06-15 is near**\n", ["None 1"]),
    ("with words", "## Meeting 2, 15 May 2024\n## Meeting 1, 1 May 2024\n", ["2024-05-15 1", "2024-05-01 2"]),
    ("linked", "## [2024-05-15](https://x.example/2020/01/01)\n## **2024-05-01**\n", ["2024-05-15 1", "2024-05-01 2"]),
    ("year in the title", "# Minutes of 2024\n## May 15\n## May 1\n", ["2024-05-15 2", "2024-05-01 3"]),
    ("year in a heading", "# Docs\n## 2024\n### May 1\n## 2023\n### May 15\n", ["2024-05-01 3", "2023-05-15 5"]),
    ("month in a heading", "# Docs\n## May 2024\n### Wed 15\n### Wed 1\n", ["2024-05-15 3", "2024-05-01 4"]),
    ("no year", "# Docs\n## May 15\n## May 1\n", ["None 1"]),
    ("numbers without a year", "# 2024\n## 5/15\n## 5 / 1\n", ["2024-05-15 2", "2024-05-01 3"]),
    (
        "numbers, the year of their neighbours",
        "## 3/27/2024\n## 2/24/2024\n## 1/27\n## 11/29\n## 11/22\n",
        ["2024-03-27 1", "2024-02-24 2", "2024-01-27 3", "2023-11-29 4", "2023-11-22 5"],
    ),
    ("two digits for the year", "# Docs\n## 5/15/24\n## 5/1/24\n", ["2024-05-15 2", "2024-05-01 3"]),
    (
        "the turn of a year that is not written",
        "# Minutes of 2024\n## Jan 8\n## Dec 18\n## Dec 4\n",
        ["None 2", "None 3", "None 4"],
    ),
    (
        "a slip in a month",
        "## 15 May 2024\n## 8 Mayy 2024\n## 1 May 2024\n",
        ["2024-05-15 1", "None 2", "2024-05-01 3"],
    ),
    ("a slip in a year", "## 2024-05-15\n## 05-08-20244\n## 2024-05-01\n", ["2024-05-15 1", "None 2", "2024-05-01 3"]),
    (
        "a slip on top",
        "## Wed, 15 Mayy 2024\n## 8 May 2024\n## 1 May 2024\n",
        ["None 1", "2024-05-08 2", "2024-05-01 3"],
    ),
    ("a day to fill in", "## 2024-05-15\n## 2024-05-XX\n## 2024-05-01\n", ["2024-05-15 1", "None 2", "2024-05-01 3"]),
    (
        "a label without a date that can be read",
        "".join(f"## Call {day}\nDate: {day} {'Mayyy' if day == 8 else 'May 2024'}\n" for day in range(9, 2, -1)),
        ["2024-05-09 1", "None 3", *(f"2024-05-0{day} {19 - 2 * day}" for day in range(7, 2, -1))],
    ),
    (
        "a label that is not filled in",
        "## Call 3\nDate:\n## Call 2\nDate: 2024-05-15\n## Call 1\nDate: 2024-05-01\n",
        ["2024-05-15 3", "2024-05-01 5"],
    ),
    ("a day alone", "## 15 May 2024\n## Wed the 8th\n## 1 May 2024\n", ["2024-05-15 1", "None 2", "2024-05-01 3"]),
    (
        "a count",
        "## Call 3: 2024-05-15\n## Call 2\n## Call 1: 2024-05-01\n",
        ["2024-05-15 1", "None 2", "2024-05-01 3"],
    ),
    ("a place between", "## 15 May 2024\n## Room 8\n## 1 May 2024\n", ["2024-05-15 1", "2024-05-01 3"]),
    ("a time between", "## 15 May 2024\n## 10:30\n## 1 May 2024\n", ["2024-05-15 1", "2024-05-01 3"]),
    ("an hour between", "## 15 May 2024\n## 10 am\n## 1 May 2024\n", ["2024-05-15 1", "2024-05-01 3"]),
    ("versions between", "## 15 May 2024\n## 3.0\n## v2.11.4\n## 1 May 2024\n", ["2024-05-15 1", "2024-05-01 4"]),
    ("a month between", "## 2024-05-15\n## 2024-04\n## 2024-04-01\n", ["2024-05-15 1", "2024-04-01 3"]),
    ("work between", "# 15 May 2024\n## To do\n### 8 Mayy 2024\n# 1 May 2024\n", ["2024-05-15 1", "2024-05-01 4"]),
    (
        "an outer level",
        "## 15 May 2024\n# 8 May 2024\n## 1 May 2024\n",
        ["2024-05-15 1", "2024-05-08 2", "2024-05-01 3"],
    ),
    ("an outer level out of order", "## 15 May 2024\n# 8 June 2024\n## 1 May 2024\n", ["2024-05-15 1", "2024-05-01 3"]),
    ("the day of a title", "# 14 May 2024\n## 15 May 2024\n## 16 May 2024\n", ["2024-05-15 2", "2024-05-16 3"]),
    (
        "a level changed above labels",
        "## Crew\n### Call 1\nDate: 2024-05-01\n### Call 2\nDate: 2024-05-08\n## Call 3\nDate: 2024-05-15\n## Talks\n- a\n",
        ["2024-05-01 2", "2024-05-08 4", "2024-05-15 6"],
    ),
    ("undated between", "## 2024-05-15\n## Notes\n## 2024-05-01\n", ["2024-05-15 1", "2024-05-01 3"]),
    (
        "one day twice",
        "## 2024-05-15\n## 2024-05-15 b\n## 2024-05-01\n",
        ["2024-05-15 1", "2024-05-15 2", "2024-05-01 3"],
    ),
    ("template at the end", "## 2024-05-15\n## 2024-05-01\n- a\n## Template\n- b\n", ["2024-05-15 1", "2024-05-01 2"]),
    ("a template's date", "## YYYY-MM-DD\n- b\n## 2024-05-15\n## 2024-05-01\n", ["2024-05-15 3", "2024-05-01 4"]),
    (
        "below an action heading",
        "# 2024-05-15\n## Action items\n### 2024-05-01\n- a\n### 2024-04-15\n- b\n# 2024-05-08\n",
        ["2024-05-15 1", "2024-05-08 7"],
    ),
    (
        "dates of a list alone",
        "# Docs\n## Action items\n### 2024-05-01\n- a\n### 2024-04-15\n- b\n",
        ["None 1"],
    ),
    ("other days", "# 2024-05-15\n## Next meeting: 2024-05-29\n## Due 2024-06-12\n", ["2024-05-15 1"]),
    ("in code", "## 2024-05-15\n```\n## 2024-05-01\n```\n## 2024-04-15\n", ["2024-05-15 1", "2024-04-15 5"]),
    ("code on one line", "## 2024-05-15\n```a```\n## 2024-05-01\n", ["2024-05-15 1", "2024-05-01 3"]),
    (
        "dates in lines below",
        "# Docs\n## Meeting 41\n\nDate: May 1st, 2024\n\n## Meeting 42\n- **When:** 2024-05-15\n### Notes\n",
        ["2024-05-01 2", "2024-05-15 6"],
    ),
    (
        "dates in lines below some headings",
        "# Docs\nDate: 2024-05-15\n## Release\nDate: 2024-06-01\n## Camp\nDate: 2024-07-01\n## Work\n",
        ["2024-05-15 1"],
    ),
    (
        "a due date below",
        "# Docs, 2024-05-15\n## A\nDue date: 2024-06-01\n## B\nDue date: 2024-07-01\n",
        ["2024-05-15 1"],
    ),
    (
        "the level changes on the way",
        "# Docs\n## May 29 2024\n## May 22 2024\n- a\n### May 15 2024\n### May 8 2024\n",
        ["2024-05-29 2", "2024-05-22 3", "2024-05-15 5", "2024-05-08 6"],
    ),
    (
        "dates inside a meeting that are those of others",
        "# Docs\n## May 29 2024\n### May 22 2024\n### May 15 2024\n## May 22 2024\n### May 15 2024\n",
        ["2024-05-29 2", "2024-05-22 5"],
    ),
    (
        "dates inside a meeting that go back and forth",
        "# Docs\n## May 29 2024\n### May 10 2024\n### May 11 2024\n## May 22 2024\n",
        ["2024-05-29 2", "2024-05-22 5"],
    ),
    (
        "dates of topics inside a meeting",
        "# Docs\n## May 29 2024\n## May 22 2024\n### Orders\n#### May 15 2024\n#### May 8 2024\n",
        ["2024-05-29 2", "2024-05-22 3"],
    ),
    (
        "a bold date with words among bold dates",
        "**June 14, 2024**\n\n**June 7, 2024**\n\n**Mill call notes - May 31, 2024**\n",
        ["2024-06-14 1", "2024-06-07 3", "2024-05-31 5"],
    ),
    (
        "a bold topic with a date among bold dates",
        "**June 14, 2024**\n\n**Minutes of June 7, 2024**\n\n**June 7, 2024**\n\n**Minutes of May 31, 2024**\n",
        ["2024-06-14 1", "2024-06-07 5"],
    ),
    (
        "announced as the next meeting, then held",
        "# Docs\n## Next meeting: 2024-05-29\n### Attendees\n- Ann\n## 2024-05-15\n### Attendees\n## 2024-05-01\n",
        ["2024-05-29 2", "2024-05-15 5", "2024-05-01 7"],
    ),
    (
        "announced as the next meeting",
        "# Docs\n## 2024-05-15\n## Next meeting: 2024-05-29\nOn the lawn.\n## 2024-05-01\n",
        ["2024-05-15 2", "2024-05-01 5"],
    ),
    (
        "added on top on another level",
        "## Sprint\n## 2024-05-29, 8:00 UTC\n- a\n# 2024-05-15\n## 2024-05-08\n# 2024-05-01\n",
        ["2024-05-29 2", "2024-05-15 4", "2024-05-01 6"],
    ),
    (
        "a release above",
        "## Version 2 of 2024-05-29 is out\n# 2024-05-15\n# 2024-05-01\n",
        ["2024-05-15 2", "2024-05-01 3"],
    ),
    (
        "headings in HTML",
        "<h2>Notes</h2>\n\n<h3>May 15, 2024 | Mill</h3>\n\n- a\n\n<H3 id='b'>May 1, 2024 | Mill</H3>\n",
        ["2024-05-15 3", "2024-05-01 7"],
    ),
    ("headings in a comment in HTML", "<!-- <h2>2024-05-15</h2> -->\n<!--\n<h2>2024-05-01</h2>\n-->\n", ["None 1"]),
    ("short years", "## 15/05/24\n## 08/05/24\n## 01/05/24\n", ["2024-05-15 1", "2024-05-08 2", "2024-05-01 3"]),
    ("short years first", "## 240515\n## 240508\n## 240501\n", ["2024-05-15 1", "2024-05-08 2", "2024-05-01 3"]),
    ("two short years", "## 15/05/24\n## 01/05/24\n", ["2024-05-15 1", "2024-05-01 2"]),
    ("two short years of one year by each order", "## 11/05/12\n## 12/05/12\n", ["None 1", "None 2"]),
    (
        "headings of next meetings, more than others",
        "# 2024\n## Next meeting May 15\n- a\n## Next meeting May 8\n- b\n## Next meeting May 1\n- c\n## Meeting 24 April\n- d\n",
        ["2024-05-15 2", "2024-05-08 4", "2024-05-01 6", "2024-04-24 8"],
    ),
    (
        "a next meeting at the end of each without a date",
        "".join(f"# Meeting {n}\n- a\n## Next meeting 2024-05-{n:02}\n" for n in range(1, 5)),
        ["None 1"],
    ),
    (
        "a next meeting below each",
        "## 2024-05-15\n- a\n## Next meeting 2024-05-22\n## 2024-05-08\n## Next meeting 2024-05-15\n## 2024-05-01\n## Next meeting 2024-05-08\n",
        ["2024-05-15 1", "2024-05-08 4", "2024-05-01 6"],
    ),
    (
        "date lines below headings, one left empty",
        "".join(
            f"## Meeting {n}\n* **DATE:** {day}\n\n"
            for n, day in enumerate(("2024-05-01", "2024-05-08", "", "2024-05-15", "2024-05-22"))
        ),
        ["2024-05-01 1", "2024-05-08 4", "2024-05-15 10", "2024-05-22 13"],
    ),
    (
        "date lines below some headings, the others left empty for meetings to come",
        "".join(f"## Meeting {n}\n* **DATE:** {day}\n\n" for n, day in enumerate(("2024-05-01", "2024-05-08", "", ""))),
        ["2024-05-01 1", "2024-05-08 4"],
    ),
    (
        "date lines below some headings",
        "".join(f"## Part {n}\n{day}\n\n" for n, day in enumerate(("Date: 2024-05-01", "Date: 2024-05-08", "", ""))),
        ["2024-05-01 1"],
    ),
    ("a future one on top", "## 2030-05-15\n## 2024-05-01\n", ["2030-05-15 1", "2024-05-01 2"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in MANY], ids=[row[0] for row in MANY])
def test_many_meetings(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", [row[1] for row in MANY], ids=[row[0] for row in MANY])
def test_no_line_belongs_to_two_meetings(text: str) -> None:
    found = [
        number
        for each in meetings(("notes.md", text))
        for number in range(each.first_line, each.first_line + len(each.text.split("\n")))
    ]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("2024.md", ["2024-05-15 1", "2024-05-01 2"], id="a file for a year"),
        pytest.param("minutes/2024/May.md", ["2024-05-15 1", "2024-05-01 2"], id="a file for a month"),
        pytest.param("May 2024.md", ["2024-05-15 1", "2024-05-01 2"], id="a month and a year"),
        pytest.param("2024_05_may.md", ["2024-05-15 1", "2024-05-01 2"], id="a month in a number and a word"),
        pytest.param("2024-05-01-to-2024-05-15.md", ["2024-05-15 1", "2024-05-01 2"], id="a file for a span of time"),
        pytest.param("2024-05-15.md", ["2024-05-15 1"], id="a date in the name"),
        pytest.param("2024/05/15/notes.md", ["2024-05-15 1"], id="a date in the path"),
    ],
)
def test_a_file_with_a_date_in_its_name_is_one_meeting(path: str, expected: list[str]) -> None:
    assert days("## May 15\n## May 1\n", path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("## 15th\n## 1st\n", ["2024-05-15 1", "2024-05-01 2"], id="ordinals"),
        pytest.param("## Wednesday 15th\n## Wed 1st\n", ["2024-05-15 1", "2024-05-01 2"], id="days of the week"),
        pytest.param("## 15\n### Notes\n## 1\n", ["2024-05-15 1", "2024-05-01 3"], id="numbers"),
        pytest.param("# May 2024\n## Notes\n### 15.\n### 1.\n", ["2024-05-15 3", "2024-05-01 4"], id="below a heading"),
        pytest.param("## 1\n## 2\n## 3\n", ["None 1"], id="numbers that count sections"),
        pytest.param("## 1. Roof\n## 2. Wall\n", ["None 1"], id="numbers with words"),
    ],
)
@pytest.mark.parametrize("path", ["May 2024.md", "2024/May.md", "minutes/2024-05.md"])
def test_days_in_a_file_for_a_month(path: str, text: str, expected: list[str]) -> None:
    assert days(text, path) == expected


def test_front_matter_makes_a_file_one_meeting() -> None:
    assert days("---\ntitle: 2024-05-15\n---\n## 2024-05-15\n## 2024-05-01\n") == ["2024-05-15 1"]


def test_what_stands_outside_belongs_to_the_newest_meeting_with_text() -> None:
    text = "# Docs\n\nAda (@ada)\n\n## 2024-06-01\n\n## 2024-05-15\n- a\n\n## 2024-05-01\n\n# Archive\n\n- b\n"
    shared = [each for each in meetings(("notes.md", text)) if each.shared]
    assert [(each.first_line, str(each.date)) for each in shared] == [(1, MAY), (12, MAY)]
    others = [each for each in meetings(("notes.md", text)) if not each.shared]
    assert all("Ada (@ada)" in each.common for each in others)


def test_lines_keep_their_place() -> None:
    text = "\ufeff# Docs\r\n\r\n## 2024-05-15\r\n\r\n- a\r\n\r\n## 2024-05-01\r\n- b\r\n"
    lines = text.removeprefix("\ufeff").split("\r\n")
    for each in meetings(("notes.md", text)):
        own = each.text.split("\n")
        assert lines[each.first_line - 1 : each.first_line - 1 + len(own)] == own


ORDER = [
    ("day first", ["04.03.2024", "14.03.2024"], ["2024-03-04", "2024-03-14"]),
    ("month first", ["03-04-2024", "03-14-2024"], ["2024-03-04", "2024-03-14"]),
    ("nobody knows", ["03-04-2024", "04-04-2024"], ["None", "2024-04-04"]),
    ("a slip of the pen", ["2020-03-01", "03-30-30"], ["2020-03-01", "None"]),
    ("a short year", ["2020-03-01", "03-30-20"], ["2020-03-01", "2020-03-30"]),
    ("both", ["03-14-2024", "14-03-2024", "03-04-2024"], ["2024-03-14", "2024-03-14", "None"]),
]


@pytest.mark.parametrize(("names", "expected"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_one_date_settles_those_of_its_series(names: list[str], expected: list[str]) -> None:
    found = {each.path: str(each.date) for each in meetings(*((f"{name}.md", "") for name in names))}
    assert [found[f"{name}.md"] for name in names] == expected


def test_a_name_whose_day_the_notes_tell_says_nothing_of_the_order_in_them() -> None:
    files = [
        ("a-05-17.md", "# Mill 2024\n\n## 17 May\n"),
        ("b.md", "Date: 18/05/2024\n"),
        ("c.md", "Date: 03/04/2024\n"),
    ]
    assert [str(each.date) for each in meetings(*files)] == ["2024-05-17", "2024-05-18", "2024-04-03"]


def test_a_date_that_is_not_settled_names_the_days_that_it_may_mean() -> None:
    (found,) = meetings(("notes/03-04-2024.md", ""))
    assert found.possible == (date(2024, 3, 4), date(2024, 4, 3))


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        pytest.param(
            "notes/03-04-2024.md",
            "",
            "notes/03-04-2024.md: this date may be 4 March 2024 or 3 April 2024: write it as 2024-03-04 or 2024-04-03, "
            "or set `dates: day-first` or `dates: month-first` in the config",
            id="day or month first",
        ),
        pytest.param(
            "notes.md",
            "# 2024\n## Jan 8\n## Dec 18\n## Dec 4\n",
            "notes.md:2: the year of this meeting is not certain (8 January 2024?): write it into the heading, "
            "and 2 more dates like it",
            id="the turn of a year",
        ),
        pytest.param(
            "notes.md",
            "## 15 May 2024\n## 8 Mayy 2024\n## 1 May 2024\n",
            "notes.md:2: the date of this meeting cannot be read, so its lines open nothing: write it as YYYY-MM-DD",
            id="a slip",
        ),
        pytest.param(
            "notes.md",
            "".join(f"Date: {day}\n\nPresent: Ann\n\n" for day in ("2024-05-15", "8 Myy 2024", "2024-05-01")),
            "notes.md:5: the date of this meeting cannot be read, so its lines open nothing: write it as YYYY-MM-DD",
            id="a slip behind a label",
        ),
        pytest.param(
            "notes.md",
            "# Mill\n\n## Call 03/04/2024\n- a\n\n## Call 05/06/2024\n- b\n\n# Links\n\n- c\n",
            "notes.md:3: this date may be 4 March 2024 or 3 April 2024: write it as 2024-03-04 or 2024-04-03, "
            "or set `dates: day-first` or `dates: month-first` in the config, and 1 more date like it",
            id="with text that belongs to all meetings",
        ),
        pytest.param("notes.md", "", None, id="no date at all"),
    ],
)
def test_what_is_undecided_is_named(path: str, text: str, problem: str | None) -> None:
    assert [str(each) for each in undecided(meetings((path, text)))] == ([problem] if problem else [])


def test_the_config_decides() -> None:
    files = [NoteFile("03-04-2024.md", "")]
    (found,) = meetings_by_series(files, Config(dates="day-first"))[""]
    assert found.date == date(2024, 4, 3)
