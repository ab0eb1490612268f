"""Days until which work is to be done: read where they are certain, else not at all."""

from datetime import date

import pytest

from bot.core.notes.due import due_at, due_in
from bot.core.notes.parse import read

WRITTEN = date(2021, 3, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("mow by 2021-04-01", "2021-04-01", id="by"),
        pytest.param("mow (due 2021/4/1)", "2021-04-01", id="due"),
        pytest.param("mow. Due date: 2021-04-01", "2021-04-01", id="due date"),
        pytest.param("mow, deadline: **2021-04-01**", "2021-04-01", id="deadline"),
        pytest.param("mow before 1 April 2021", "2021-04-01", id="day first"),
        pytest.param("mow until April 1st, 2021", "2021-04-01", id="month first"),
        pytest.param("mow by April 1", "2021-04-01", id="no year"),
        pytest.param("mow by the 1st of April", "2021-04-01", id="no year, day first"),
        pytest.param("mow by Mar. 4th", "2021-03-04", id="the day itself"),
        pytest.param("mow by hand, by 2021-04-01", "2021-04-01", id="by twice"),
        pytest.param("mow by 2020-04-01", "2020-04-01", id="past, as written"),
        pytest.param("mow by February 1", None, id="no year, most of a year away"),
        pytest.param("mähen bis zum 1. April 2021", "2021-04-01", id="German"),
        pytest.param("tondre (pour le 1 avril 2021)", "2021-04-01", id="French"),
        pytest.param("segar antes del 1 de abril", "2021-04-01", id="Spanish"),
        pytest.param("falciare entro il 1 aprile 2021", "2021-04-01", id="Italian"),
        pytest.param("浇花 截止日期：2021年4月1日", "2021-04-01", id="Chinese"),
        pytest.param("水やり（期限：2021年4月1日）", "2021-04-01", id="Japanese"),
        pytest.param("10 bis 12 Beete", None, id="from one number to another"),
        pytest.param("mow by April 31", None, id="no such day"),
        pytest.param("mow by 4/5", None, id="two ways to read it"),
        pytest.param("mow by Friday", None, id="a weekday"),
        pytest.param("mow by April", None, id="a month"),
        pytest.param("mow by May 2022", None, id="month and year"),
        pytest.param("mow by June 5 people", "2021-06-05", id="words behind"),
        pytest.param("mowed on 2021-04-01", None, id="another day"),
        pytest.param("made by 3 people", None, id="a number"),
        pytest.param("sold by mayor 5", None, id="no month"),
    ],
)
def test_due_in(text: str, expected: str | None) -> None:
    found = due_in(text, WRITTEN)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "mow by Thursday, April 1"),
        ("de", "mähen bis 1.4."),
        ("de", "mähen (bis zum 01.04.2021)"),
        ("de", "mähen bis Donnerstag, 1. 4."),
        ("fr", "tondre d'ici le 01/04"),
        ("es", "segar antes del 1/4/2021"),
        ("pt", "cortar até o dia 01/04"),
        ("it", "falciare entro il 1/4"),
        ("nl", "maaien uiterlijk 1-4"),
        ("cs", "posekat do 1. dubna"),
        ("pl", "skosić do 1 kwietnia"),
        ("ru", "скосить до 1 апреля"),
        ("fi", "leikata 1.4. mennessä"),
        ("hu", "fűnyírás április 1-ig"),
        ("tr", "1 Nisan'a kadar"),
        ("tr", "Perşembe 01.04'e kadar"),
        ("sv", "klippa gräset till 1/4"),
        ("ja", "4月1日までに水やり"),
        ("ja", "水やり（期限：4/1）"),
        ("zh", "4月1日前浇花"),
        ("ko", "4월 1일까지 물주기"),
    ],
)
def test_days_as_a_language_writes_them(language: str, text: str) -> None:
    assert due_in(text, WRITTEN, language) == date(2021, 4, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "mow by 01.04.2021"),
        ("de", "bis 10.5 km"),
        ("de", "von 9 bis 10.30 Uhr"),
        ("de", "Version bis 4.5.1"),
        ("de", "bis 5-6 Leute"),
        ("cs", "aktualizace do 3.11"),
        ("it", "entro 5-6 giorni"),
        ("tr", "Ubuntu 22.04'e kadar"),
        ("en", "mow till 1/4"),
        ("de", "mähen till 1/4"),
    ],
)
def test_numbers_that_are_no_day(language: str, text: str) -> None:
    assert due_in(text, WRITTEN, language) is None


def test_a_year_is_never_made_up() -> None:
    assert due_in("mow by April 1", None) is None
    assert due_in("mow by January 5", date(2020, 12, 20)) == date(2021, 1, 5)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2021-04-01", "2021-04-01"),
        ("April 1 (or so)", "2021-04-01"),
        ("soon", None),
        ("", None),
        ("TBD 2021-04-01", None),
    ],
)
def test_due_at(cell: str, expected: str | None) -> None:
    found = due_at(cell, WRITTEN)
    assert (str(found) if found else None) == expected


def test_lines_and_rows_have_their_day() -> None:
    text = (
        "## Actions\n* [ ] (Ann) mow the lawn\n  by 2021-04-01\n* [ ] rake\n\n"
        "|By when|What|Who|\n|-|-|-|\n|April 2|water|Ann|\n|soon|sow by 2021-05-01|Bob|\n"
    )
    found = read("2021-03-04.md", text).lines
    assert [str(line.due) for line in found] == ["2021-04-01", "None", "2021-04-02", "2021-05-01"]
