"""Of several days the first is that of the meeting."""

import pytest

from bot.core.markdown.dates import ENGLISH
from bot.core.markdown.written_date import Period
from bot.core.notes.dating.date_spans import days_of_meetings

SPANS = [
    ("two months", "30 Sep - 2 Oct 2019", "2019-09-30"),
    ("the month in front", "Sprint, Sep 30 – Oct 2, 2019", "2019-09-30"),
    ("days of the week", "Mon 13 May - Fri 17 May 2024", "2024-05-13"),
    ("in brackets", "Week 20 (13 May - 19 May 2024)", "2024-05-13"),
    ("both with a year", "2024-05-15 - 2024-05-17", "2024-05-15"),
    ("at the turn of a year", "30 Dec - 2 Jan 2024", "2023-12-30"),
    ("at the turn of a year, both with a year", "30 Dec 2023 - 2 Jan 2024", "2023-12-30"),
    ("numbers", "15.05. - 17.05.2024", "2024-05-15"),
    ("numbers, the month once", "15.-17.05.2024", "2024-05-15"),
    ("numbers, the month once and no dot", "15-17.05.2024", "2024-05-15"),
    ("numbers, two days", "Meeting, 15/16.05.2024", "2024-05-15"),
    ("numbers, behind a day of the week", "Wed 15-17.05.2024", "2024-05-15"),
    ("numbers, a span or the number of a meeting", "Meeting 15-17.05.2024", ""),
    ("numbers, further apart than a week", "Meeting 3-17.05.2024", "2024-05-17"),
    ("numbers, written otherwise than the day", "1-03.05.2024", "2024-05-03 2024-03-05"),
    ("numbers, that of a meeting in front of its title", "3 - 6.5.2024", "2024-05-06 2024-06-05"),
    ("numbers, a span behind a title", "Retreat, 15 - 17.05.2024", "2024-05-15"),
    ("numbers, a span or a number in front of a month", "3-5/6/2024", "2024-06-03 2024-05-06"),
    ("a number in front of a year", "15-2024-05-17", "2024-05-17"),
    ("the month first", "5/15 - 5/17/2024", "2024-05-15"),
    ("a word", "May 15 to May 17, 2024", "2024-05-15"),
    ("a word of another language", "15. bis 17. Mai 2024", "2024-05-15"),
    ("longer than a meeting", "15 January - 17 June 2024", ""),
    ("a project", "2023-01-01 - 2025-12-31", ""),
    ("the first part of two", "Meeting 1/2 - 17/05/2024", "2024-05-17"),
    ("a number in front", "Meeting 5 - 17.05.2024", "2024-05-17"),
    ("another meeting", "2024-05-15 - next 2024-05-17", "2024-05-15 2024-05-17"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SPANS], ids=[row[0] for row in SPANS])
def test_the_first_of_several_days(text: str, expected: str) -> None:
    found = days_of_meetings(text, languages=ENGLISH | {"de"})
    assert " ".join(str(day) for each in found for day in dict.fromkeys(each.readings.values())) == expected


def test_the_year_around_a_span() -> None:
    (found,) = days_of_meetings("30 Sep - 2 Oct", Period(2019))
    assert (str(found.day()), found.end) == ("2019-09-30", 14)
