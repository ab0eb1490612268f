"""Dates as they are written, and the days that they mean."""

from datetime import date

import pytest

from bot.core.markdown.dates import first_date, is_date, says_other_day, written_dates
from bot.core.markdown.name_dates import date_in_path, numbers_alone, numbers_in_name, period_in
from bot.core.markdown.written_date import DateOrder, Period, WrittenDate

DAY = date(2021, 3, 4)
LATE = date(2021, 3, 14)
D, M, Y = DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no date", None, id="none"),
        pytest.param("2021-03-04.md", DAY, id="dashes"),
        pytest.param("2021-03.04.md", DAY, id="dash and dot"),
        pytest.param("20210304-group.md", DAY, id="digits"),
        pytest.param("2021_3_4", DAY, id="underscores, short"),
        pytest.param("2021_0304", DAY, id="a year apart"),
        pytest.param("minutes-2021-0304.md", DAY, id="a year apart, behind a word"),
        pytest.param("CVE-2021-0304", None, id="a number of a list"),
        pytest.param("2021-2022", None, id="two years"),
        pytest.param("March.04.2021.md", DAY, id="month first"),
        pytest.param("Mar 4th, 2021", DAY, id="month first, ordinal"),
        pytest.param("Mar. 4, 2021", DAY, id="month first, with a full stop"),
        pytest.param("Thursday 4 March 2021", DAY, id="day first"),
        pytest.param("the 4th of March, 2021", DAY, id="day first, with of"),
        pytest.param("2021 Mar 4", DAY, id="year first"),
        pytest.param("March 4-5, 2021", DAY, id="two days, month first"),
        pytest.param("March 4 & 5, 2021", DAY, id="two days with a sign"),
        pytest.param("4/5 March 2021", DAY, id="two days with a slash"),
        pytest.param("March4th 2021", DAY, id="month and day in one word"),
        pytest.param("Mar. 4th '21", DAY, id="short year, month first"),
        pytest.param("4 March ’21, 16:00", DAY, id="short year, day first"),
        pytest.param("04-Mar-21 call", DAY, id="short year behind a dash"),
        pytest.param("Call of 4 Mar 21", DAY, id="short year at the end"),
        pytest.param("Call of March 4, 21", DAY, id="short year behind a comma"),
        pytest.param("March 4 21h", None, id="an hour"),
        pytest.param("4 March 10:30", None, id="a time"),
        pytest.param("4-5 March 2021", DAY, id="two days, day first"),
        pytest.param("4. März 2021", DAY, id="German"),
        pytest.param("4 de marzo de 2021", DAY, id="Spanish"),
        pytest.param("1er mars 2021", date(2021, 3, 1), id="French"),
        pytest.param("4 marca 2021", DAY, id="Polish"),
        pytest.param("4. března 2021", DAY, id="Czech"),
        pytest.param("2021. március 4.", DAY, id="Hungarian"),
        pytest.param("4 Mart 2021", DAY, id="Turkish"),
        pytest.param("4 марта 2021 г.", DAY, id="Russian"),
        pytest.param("2021年3月4日", DAY, id="Chinese and Japanese"),
        pytest.param("2021년 3월 4일", DAY, id="Korean"),
        pytest.param("2021. 03. 04", DAY, id="Korean, numbers with blanks"),
        pytest.param("In 2021. 3 of 4", None, id="a sentence ends with the year"),
        pytest.param("14.03.2021", LATE, id="numbers, day first"),
        pytest.param("14. 3. 2021", LATE, id="numbers with blanks"),
        pytest.param("03-14-2021", LATE, id="numbers, month first"),
        pytest.param("14_03_2021.md", LATE, id="numbers, underscores"),
        pytest.param("14032021", LATE, id="eight digits, day first"),
        pytest.param("03.03.2021", date(2021, 3, 3), id="day and month are equal"),
        pytest.param("04.03.2021", None, id="day or month first"),
        pytest.param("04.03.2021, that is 5 March 2021", date(2021, 3, 5), id="the first that is certain"),
        pytest.param("2021-13-04", None, id="no such month"),
        pytest.param("2021-02-30", None, id="no such day"),
        pytest.param("1234567890", None, id="a long number"),
        pytest.param("10.0.14.2021", None, id="an address"),
        pytest.param("March 2021", None, id="a month"),
        pytest.param("listopad 4 2021", None, id="a month that means two"),
        pytest.param("4 mrt 2021", None, id="an abbreviation of another language"),
        pytest.param("v2.2021-03-04, then 2022-01-01", DAY, id="the first of two"),
        pytest.param("maybe 4 2021", None, id="a word that starts like a month"),
    ],
)
def test_first_date(text: str, expected: date | None) -> None:
    assert first_date(text) == expected


def test_abbreviations_count_in_the_languages_of_the_text() -> None:
    assert [each.day() for each in written_dates("4 mrt 2021", languages=frozenset({"nl"}))] == [DAY]


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        pytest.param("March 4", Period(2021), DAY, id="month first"),
        pytest.param("4. März", Period(2021), DAY, id="day first"),
        pytest.param("3月4日", Period(2021), DAY, id="in numbers"),
        pytest.param("March 4, 2020", Period(2021), date(2020, 3, 4), id="its own year"),
        pytest.param("March 4", Period(), None, id="no year"),
        pytest.param("March 45", Period(2021), None, id="no such day"),
        pytest.param("Chapter 4", Period(2021), None, id="no month"),
    ],
)
def test_a_year_that_stands_elsewhere(text: str, period: Period, expected: date | None) -> None:
    assert next((each.day() for each in written_dates(text, period)), None) == expected


@pytest.mark.parametrize(
    ("text", "period", "expected"),
    [
        pytest.param("3/14/21", Period(), {M: LATE}, id="two digits"),
        pytest.param("21-03-14", Period(), {D: date(2014, 3, 21), Y: LATE}, id="two digits, year or day first"),
        pytest.param("Thu 3/14", Period(2021), {M: LATE}, id="with a day of the week"),
        pytest.param("14.03.", Period(2021), {D: LATE}, id="without a year"),
        pytest.param("3/4", Period(2021), {D: date(2021, 4, 3), M: DAY}, id="day or month first"),
        pytest.param("Thursday 4th", Period(2021, 3), dict.fromkeys(DateOrder, DAY), id="an ordinal"),
        pytest.param("Thursday 4", Period(2021, 3), dict.fromkeys(DateOrder, DAY), id="the day alone"),
        pytest.param("3/14 Meeting", Period(2021), {M: LATE}, id="with a word for notes"),
        pytest.param("Meeting notes 3/14 6:30 pm", Period(2021), {M: LATE}, id="with words for notes and a time"),
        pytest.param("Meeting 3.14", Period(2021), None, id="a number of a meeting"),
        pytest.param("Release 3.4", Period(2021), None, id="beside other words"),
        pytest.param("Release 3/14", Period(2021), None, id="beside other words and with a slash"),
        pytest.param("3/4", Period(), None, id="no year"),
        pytest.param("1.2.3", Period(2021), None, id="a version"),
    ],
)
def test_numbers_alone(text: str, period: Period, expected: dict[DateOrder, date] | None) -> None:
    found = numbers_alone(text, period)
    assert (found and dict(found.readings)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("docs-03-14", LATE, id="with dashes"),
        pytest.param("0314", LATE, id="digits"),
        pytest.param("14_03", LATE, id="day first"),
        pytest.param("docs-03-04", None, id="day or month first"),
        pytest.param("docs-03-14-v2", None, id="another number"),
        pytest.param("2012", None, id="a year"),
        pytest.param("docs", None, id="nothing"),
    ],
)
def test_numbers_in_a_name(name: str, expected: date | None) -> None:
    found = numbers_in_name(name, Period(2021))
    assert (found and found.day()) == expected


@pytest.mark.parametrize(
    ("folder", "name", "expected"),
    [
        pytest.param("2021", "03-04", DAY, id="year"),
        pytest.param("docs/2021/03", "04", DAY, id="year and month"),
        pytest.param("2021-03", "04-docs", DAY, id="both in one"),
        pytest.param("2021/03/04", "notes", DAY, id="all in folders"),
        pytest.param("a/3/4/2021", "notes", None, id="numbers of folders"),
        pytest.param("2021", "docs", None, id="nothing"),
    ],
)
def test_date_in_path(folder: str, name: str, expected: date | None) -> None:
    found = date_in_path(folder, name)
    assert (found and found.day()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2021", Period(2021), id="year"),
        pytest.param("Minutes of 2021", Period(2021), id="in words"),
        pytest.param("March 2021", Period(2021, 3), id="month"),
        pytest.param("2021-03", Period(2021, 3), id="in numbers"),
        pytest.param("März", Period(2020, 3), id="a month of the year around"),
        pytest.param("notes", Period(2020), id="nothing"),
        pytest.param("Minutes 2019 - today", Period(2020), id="a span"),
        pytest.param("2020/2021", Period(2020), id="two years"),
        pytest.param("Minutes since 2019", Period(2020), id="since"),
    ],
)
def test_period(text: str, expected: Period) -> None:
    assert period_in(text, Period(2020)) == expected


@pytest.mark.parametrize(
    ("text", "other"),
    [
        pytest.param("Meeting 2021-03-04", False, id="meeting"),
        pytest.param("Next meeting: 2021-03-04", True, id="next"),
        pytest.param("Nächste Sitzung am 2021-03-04", True, id="German"),
        pytest.param("次回: 2021-03-04", True, id="Japanese"),
        pytest.param("Last meeting of the year, 2021-03-04", False, id="the last of them"),
        pytest.param("Decisions until 2021-03-04", True, id="until"),
    ],
)
def test_dates_of_other_days(text: str, other: bool) -> None:
    assert says_other_day(text[: written_dates(text)[0].start]) is other


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2021-03-04", True, id="alone"),
        pytest.param("Thu, 2021-03-04:", True, id="with a day of the week"),
        pytest.param("we met on 2021-03-04", False, id="in a sentence"),
        pytest.param("Thursday", False, id="none"),
    ],
)
def test_is_date(text: str, expected: bool) -> None:
    assert is_date(text) is expected


def test_a_date_with_two_readings_needs_an_order() -> None:
    found: WrittenDate = written_dates("04.03.2021")[0]
    assert [found.day(order) for order in (None, D, M)] == [None, DAY, date(2021, 4, 3)]
    assert found.orders == {D, M}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Week 2 - 4 Oct 2019", date(2019, 10, 4), id="a week"),
        pytest.param("Week 22 - 20 March 2020", date(2020, 3, 20), id="a week, later than the day"),
        pytest.param("Week 45 - 4 Oct 2019", date(2019, 10, 4), id="a week that is no day"),
        pytest.param("Sprint 3 - 12 May 2021", date(2021, 5, 12), id="a sprint"),
        pytest.param("Meeting 7 – 9 June 2022", date(2022, 6, 9), id="a meeting"),
        pytest.param("Nr. 7 - 9 June 2022", date(2022, 6, 9), id="an abbreviation"),
        pytest.param("Call #7 - 9 June 2022", date(2022, 6, 9), id="a sign behind a word"),
        pytest.param("#7 - 9 June 2022", date(2022, 6, 9), id="a sign"),
        pytest.param("Release 1.2 - 9 June 2022", date(2022, 6, 9), id="a version"),
        pytest.param("W2 - 9 June 2022", date(2022, 6, 9), id="a letter"),
        pytest.param("Sitzung 7 - 9. Juni 2022", date(2022, 6, 9), id="German"),
        pytest.param("Séance 7 - 9 juin 2022", date(2022, 6, 9), id="French"),
        pytest.param("22 - 20 March 2020", date(2020, 3, 20), id="two numbers that are no span"),
        pytest.param("2 - 4 Oct 2019", date(2019, 10, 2), id="a span at the start"),
        pytest.param("Meeting, 2-4 October 2019", date(2019, 10, 2), id="a span behind a comma"),
        pytest.param("Meeting - 2-4 October 2019", date(2019, 10, 2), id="a span behind a dash"),
        pytest.param("Meeting (2 - 4 October 2019)", date(2019, 10, 2), id="a span in brackets"),
        pytest.param("Date: 2-4 Oct 2019", date(2019, 10, 2), id="a span behind a label"),
        pytest.param("Date 2-4 Oct 2019", date(2019, 10, 2), id="a span behind a word for date"),
        pytest.param("Meeting of 2-4 Oct 2019", date(2019, 10, 2), id="a span behind of"),
        pytest.param("Wednesday 2 - 4 Oct 2019", date(2019, 10, 2), id="a span behind a weekday"),
        pytest.param("Meeting 2/3 Oct 2019", date(2019, 10, 2), id="two days with a slash behind a word"),
        pytest.param("Week 2 / 4 Oct 2019", date(2019, 10, 4), id="a week and a slash with blanks"),
        pytest.param("Meetings 2 & 3 Oct 2019", date(2019, 10, 2), id="two days with an and"),
        pytest.param("Meeting of Oct 2 - 4, 2019", date(2019, 10, 2), id="a span behind its month"),
        pytest.param("Sprint planning 2-4 Oct 2019", None, id="a span or a number"),
        pytest.param("meeting-2-4-oct-2019", None, id="a span or a number in a name"),
        pytest.param("Meeting on 2 - 4 Oct 2019", None, id="behind a short word"),
        pytest.param("Oct. 7 - 12 Nov 2021", None, id="a day of the abbreviated month in front"),
        pytest.param("May 7 - 12 June 2021", None, id="a day of the month in front"),
    ],
)
def test_a_number_that_counts_is_no_first_day_of_several(text: str, expected: date | None) -> None:
    """The first of two days counts where they are surely days; the second where the first number counts something."""
    assert first_date(text) == expected
