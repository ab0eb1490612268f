"""The date of a note."""

from datetime import date

import pytest

from bot.core.markdown.dates import first_date, note_date

DAY = date(2021, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no date", None, id="none"),
        pytest.param("2021-03-04.md", DAY, id="dashes"),
        pytest.param("2021-03.04.md", DAY, id="dash and dot"),
        pytest.param("20210304-group.md", DAY, id="digits"),
        pytest.param("2021_3_4", DAY, id="underscores, short"),
        pytest.param("March.04.2021.md", DAY, id="month first"),
        pytest.param("Mar 4th, 2021", DAY, id="month first, ordinal"),
        pytest.param("Thursday 4 March 2021", DAY, id="day first"),
        pytest.param("2021 Mar 4", DAY, id="year first"),
        pytest.param("2021-13-04", None, id="no such month"),
        pytest.param("2021-02-30", None, id="no such day"),
        pytest.param("1234567890", None, id="a long number"),
        pytest.param("v2.2021-03-04, then 2022-01-01", DAY, id="the first of two"),
        pytest.param("maybe 4 2021", None, id="a word that starts like a month"),
    ],
)
def test_first_date(text: str, expected: date | None) -> None:
    assert first_date(text) == expected


@pytest.mark.parametrize(
    ("path", "front", "heading", "expected"),
    [
        pytest.param("notes.md", "", "", None, id="nowhere"),
        pytest.param("a/2021-03-04.md", "title: 2020-01-01", "2020-01-02", DAY, id="name first"),
        pytest.param("2021/03/04/notes.md", "title: 2020-01-01", "2020-01-02", DAY, id="then path"),
        pytest.param("a/notes.md", "title: '2021-03-04'\ntags: [x]", "2020-01-02", DAY, id="then front matter"),
        pytest.param("a/notes.md", "title: 2020-01-01\ndate: 2021-03-04", "", DAY, id="date before title"),
        pytest.param("a/notes.md", "tags: 2020-01-01", "Meeting of 4 March 2021", DAY, id="then heading"),
        pytest.param("2021\\2021-03-04.md", "", "", DAY, id="backslashes"),
    ],
)
def test_note_date(path: str, front: str, heading: str, expected: date | None) -> None:
    assert note_date(path, front, heading) == expected
