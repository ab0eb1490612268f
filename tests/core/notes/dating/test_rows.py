"""Dates on lines of their own: below each heading, and between meetings without headings."""

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.notes import NoteFile

LABELS = "Present: Ada, Bea\n\n- The crane is back.\n"


def days(text: str, path: str = "notes.md") -> list[str]:
    """The date and the first line of each meeting; what belongs to all of them is left out."""
    found = meetings_by_series([NoteFile(path, text)], Config())
    return [f"{each.date} {each.first_line}" for some in found.values() for each in some if not each.shared]


BETWEEN = [
    ("alone", f"# Minutes\n\n2024-05-15\n\n{LABELS}\n2024-05-01\n\n{LABELS}", ["2024-05-15 3", "2024-05-01 9"]),
    (
        "with place and time",
        f"# Minutes\n\nMay 15, 2024 - Room 4, 15:00\n\n{LABELS}\nMay 1, 2024 - Room 4, 15:00\n\n{LABELS}",
        ["2024-05-15 3", "2024-05-01 9"],
    ),
    (
        "text right below, rules",
        f"Wed 8 May 2024, 15:00\n{LABELS}\n---\nWed 1 May 2024, 15:00\n{LABELS}",
        ["2024-05-08 1", "2024-05-01 7"],
    ),
    (
        "settled by one of them",
        f"01/09/2021\n\n{LABELS}\n22/09/2021\n\n{LABELS}",
        ["2021-09-01 1", "2021-09-22 7"],
    ),
    (
        "behind labels",
        f"**Date:** 2024-05-15\n\n{LABELS}\n---\n\n**Date:** 2024-05-01\n\n{LABELS}",
        ["2024-05-15 1", "2024-05-01 9"],
    ),
    (
        "behind labels in other forms",
        f"Date: 2024-05-15\n\n{LABELS}\nDate: May 8, 2024\n\n{LABELS}\nDate: 2024-05-01\n\n{LABELS}",
        ["2024-05-15 1", "2024-05-08 7", "2024-05-01 13"],
    ),
    (
        "behind labels, one of them not readable",
        f"Date: 2024-05-15\n\n{LABELS}\nDate: 8 Myy 2024\n\n{LABELS}\nDate: 2024-05-01\n\n{LABELS}",
        ["2024-05-15 1", "None 7", "2024-05-01 13"],
    ),
    (
        "behind labels below some headings",
        "".join(f"## Meeting {n}\n\nDate: 2024-05-{n:02}\n\n## Attendees\n- Ada\n\n## Work\n\n" for n in (1, 2, 3)),
        ["2024-05-01 1", "2024-05-02 10", "2024-05-03 19"],
    ),
    (
        "who was there behind them",
        "".join(f" {day} - Ada Bea Cyd Dan Eve Fay\n  - a\n  - [ ] b?\n\n" for day in ("8 Feb 2019", "31 Dec 2018")),
        ["2019-02-08 1", "2018-12-31 5"],
    ),
    (
        "in blocks of labels",
        f"title: Mill\ndate: 1/27/2017\n\n{LABELS}\n---\ntitle: Camp\ndate: 1/17/2017\n---\n{LABELS}",
        ["2017-01-27 1", "2017-01-17 9"],
    ),
    ("back and forth", "".join(f"\n2024-05-{day:02}:\n{LABELS}" for day in (15, 17, 15, 17)), ["None 1"]),
    ("one", f"# Minutes\n\n2024-05-15\n\n{LABELS}", ["2024-05-15 1"]),
    ("bullets", "# Dates\n\n- 2024-05-15\n\n- 2024-06-15\n", ["None 1"]),
    (
        "key dates",
        "# Key dates\n\n15 June 2024\n\nThe fair opens.\n\n1 July 2024\n\nThe wall is painted.\n",
        ["None 1"],
    ),
    (
        "the next meeting of one",
        f"# Mill\n\n## Details\n\nDate: 2024-05-15\n\n{LABELS}\n## Date of next meeting\n\nTime: 3pm\n\nDate: 2024-05-22\n",
        ["2024-05-15 1"],
    ),
    (
        "dates inside a dated meeting",
        f"# Mill, 29 May 2024\n\n2024-05-15\n\n{LABELS}\n2024-05-01\n\n{LABELS}",
        ["2024-05-29 1"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BETWEEN], ids=[row[0] for row in BETWEEN])
def test_lines_between_meetings(text: str, expected: list[str]) -> None:
    assert days(text) == expected


def test_lines_between_meetings_without_labels_where_the_path_says_what_they_are() -> None:
    text = "2024-05-15\n\n- The crane is back.\n- Rope came.\n\n2024-05-01\n\n- The crane is away.\n- No rope.\n"
    assert days(text, "minutes.md") == ["2024-05-15 1", "2024-05-01 6"]
    assert days(text, "diary.md") == ["None 1"]


BELOW = [
    (
        "the first bullet",
        "# Log\n## Week 2\n* 03/10/22 [20 mins]\n  * a\n## Week 3\n* 18/10/22 [20 mins]\n  * b\n",
        ["2022-10-03 2", "2022-10-18 5"],
    ),
    (
        "the first line",
        "# Log\n## Meeting 1\n\n1 May 2024, online\n\n## Meeting 2\n\n15 May 2024, town hall\n",
        ["2024-05-01 2", "2024-05-15 6"],
    ),
    (
        "in italics",
        "## Meeting 2\n*15.05.2024, 18:00*\n\n## Meeting 1\n*01.05.2024, 18:00*\n",
        ["2024-05-15 1", "2024-05-01 4"],
    ),
    (
        "the start of a sprint",
        "# Sprint 1\n__Start date:__ 1 May 2024\n__End date:__ 14 May 2024\n# Sprint 2\n__Start date:__ 15 May 2024\n",
        ["2024-05-01 1", "2024-05-15 4"],
    ),
    ("a deadline", "## Week 3\n- Send it by 15 May 2024\n## Week 2\n- Send it by 1 May 2024\n", ["None 1"]),
    ("work with a date", "## Week 3\n- 15 May 2024: order tar\n## Week 2\n- 1 May 2024: order rope\n", ["None 1"]),
    ("several dates", "## Week 3\n- 15 May 2024\n- 17 May 2024\n## Week 2\n- 1 May 2024\n- 3 May 2024\n", ["None 1"]),
    ("posts", "# News\n## Who\n## The fair opens\n*May 15, 2024*\n## The mill is sold\n*May 1, 2024*\n", ["None 1"]),
    ("releases", "# News\n## Who\n## v1.2.0\n*May 15, 2024*\n## v1.1.0\n*May 1, 2024*\n", ["None 1"]),
    (
        "no order",
        "# Mill\n## Who\n" + "".join(f"## Part {n}\n{day} May 2024\n" for n, day in enumerate((9, 2, 8, 1, 7, 3))),
        ["None 1"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in BELOW], ids=[row[0] for row in BELOW])
def test_dates_below_headings(text: str, expected: list[str]) -> None:
    assert days(text) == expected


ONE = [
    ("an emoji and a time", "notes.md", "# Call\n\n📅 Wednesday 15 May 2024 | 🕒 15:00\n", "2024-05-15"),
    ("a time and a place", "notes.md", "# Call\n\n*Wednesday, 15 May 2024, 3pm-4pm EDT, Zoom*\n", "2024-05-15"),
    ("a sentence", "notes.md", "# Mill\n\nMinutes of the call on 15 May 2024 at 19:00 in the hall.\n", "2024-05-15"),
    ("older minutes", "notes.md", "# Mill\n\nMinutes of the call on 15 May 2024 were approved.\n", "None"),
    ("a deadline", "notes.md", "# Mill\n\nDeadline: 1 June 2024\n", "None"),
    ("another label", "notes.md", "# Mill\n\nFounded: 1 June 1924\n", "None"),
    ("several days over two months", "notes.md", "# Camp, 30 Sep - 2 Oct 2019\n", "2019-09-30"),
    ("a week", "2024-W21.md", "# Mill\n", "None"),
    ("a quarter", "notes.md", "# Mill, Q2 2024\n", "None"),
    ("the number of a meeting in the name", "minutes/meeting2-10-16-22.md", "# Mill\n", "2022-10-16"),
    ("dots in the name, one alone", "minutes/25.05.04.md", "# Mill\n", "None"),
    ("a version in the name", "minutes/v10.12.24.md", "# Mill\n", "None"),
]


@pytest.mark.parametrize(("path", "text", "expected"), [row[1:] for row in ONE], ids=[row[0] for row in ONE])
def test_one_meeting(path: str, text: str, expected: str) -> None:
    assert days(text, path) == [f"{expected} 1"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["05.06.24", "15.05.24"], ["2024-06-05", "2024-05-15"], id="dots"),
        pytest.param(
            ["240410_mill_104", "240501_mill_105", "240525_mill_106"],
            ["2024-04-10", "2024-05-01", "2024-05-25"],
            id="six digits and another number",
        ),
    ],
)
def test_a_series_settles_names(names: list[str], expected: list[str]) -> None:
    files = [NoteFile(f"minutes/{name}.md", "# Mill\n") for name in names]
    assert [str(each.date) for some in meetings_by_series(files, Config()).values() for each in some] == expected


HEADINGS = [
    ("slashes in brackets", "## Meeting 12 (5/15/24)\n## Meeting 11 (5/1/24)\n", ["2024-05-15 1", "2024-05-01 2"]),
    ("a day of the month", "# May 2024\n## 15th (Wed)\n## 1st (Wed)\n", ["2024-05-15 2", "2024-05-01 3"]),
    (
        "a day of the week and numbers",
        "# 2024\n## Meeting 2 - Wed, 15/5\n## Meeting 1 - Wed, 1/5\n",
        ["2024-05-15 2", "2024-05-01 3"],
    ),
    (
        "times behind short years",
        "### 6/13/21 5:30PM - 7:00PM\n- a\n\n### 6/20/21 5:30PM\n- b\n",
        ["2021-06-13 1", "2021-06-20 4"],
    ),
    (
        "another level from one day on, in numbers",
        "## 9/3/2024\n## 9/17/2024\n### Work\n### 10/8/2024\n### 10/22/2024 (by phone)\n",
        ["2024-09-03 1", "2024-09-17 2", "2024-10-08 4", "2024-10-22 5"],
    ),
    (
        "years that the neighbours have",
        "## 15th May, 2017\n## 7th December\n## 10th February, 2018\n## 14th February\n## 6th March\n",
        ["2017-05-15 1", "2017-12-07 2", "2018-02-10 3", "2018-02-14 4", "2018-03-06 5"],
    ),
    (
        "years that the neighbours leave open",
        "## 15th May, 2016\n## 7th December\n## 10th February, 2018\n## 14th October\n",
        ["2016-05-15 1", "None 2", "2018-02-10 3", "None 4"],
    ),
    (
        "the first without a year",
        "## Call with Ada on 25th of July\n- a\n\n- b\n\n- c\n## Date 8 Aug 2025\n",
        ["2025-07-25 1", "2025-08-08 7"],
    ),
    (
        "day and month exchanged in one",
        "# 16-11-2020\n# 12-1-2020\n# 7-12-2020\n# 15-12-2020\n",
        ["2020-11-16 1", "None 2", "2020-12-07 3", "2020-12-15 4"],
    ),
    ("part of two", "# 2024\n## Talk - part 15/5\n## Talk - part 1/5\n", ["None 1"]),
    ("no blank", "#2018-10-17\n- a\n\n#2018-10-03\n- b\n", ["2018-10-17 1", "2018-10-03 4"]),
    (
        "folded parts",
        "<details><summary>15 May 2024</summary>\n\n- a\n</details>\n<details>\n<summary><b>1 May 2024</b></summary>\n",
        ["2024-05-15 1", "2024-05-01 6"],
    ),
    ("numbers of issues", "#2018 is open\n- a\n\n#2019 is done\n- b\n", ["None 1"]),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in HEADINGS], ids=[row[0] for row in HEADINGS])
def test_headings(text: str, expected: list[str]) -> None:
    assert days(text) == expected
