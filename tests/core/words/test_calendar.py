"""The names of months and days, and that the file is the one that the script makes."""

import pytest

from bot.core.words.calendar import is_weekday, languages_with_month, month_numbers, short_month_numbers
from bot.core.words.languages import languages_in
from scripts import calendar_names


def test_the_file_is_the_one_that_the_script_makes() -> None:
    assert calendar_names.FILE.read_text(encoding="utf-8") == calendar_names.text()


@pytest.mark.parametrize(
    ("name", "number"),
    [("may", 5), ("mai", 5), ("mayıs", 5), ("мая", 5), ("tammikuuta", 1), ("listopad", None), ("week", None)],
)
def test_months_of_all_languages(name: str, number: int | None) -> None:
    assert month_numbers().get(name) == number


def test_abbreviations_of_the_languages_that_are_asked_for() -> None:
    assert short_month_numbers(frozenset({"en"})).get("set") is None
    assert short_month_numbers(frozenset({"en", "it"}))["set"] == 9


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Mon", True), ("Thurs", True), ("Mi", True), ("středa", True), ("Mo", True), ("Release", False)],
)
def test_days_of_the_week(word: str, expected: bool) -> None:
    assert is_weekday(word) is expected


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        pytest.param("# Notes\n\n## Action items\n", {"en"}, id="a heading"),
        pytest.param("Datum: 1. 2. 2024", {"en", "cs", "de", "nl", "sv"}, id="a label of several"),
        pytest.param("1. Jänner 2024", {"en", "de"}, id="a month"),
        pytest.param("words alone", {"en"}, id="nothing"),
    ],
)
def test_languages_of_a_text(text: str, languages: set[str]) -> None:
    assert languages_in(text) == languages


def test_languages_of_a_month() -> None:
    assert languages_with_month("mayo") == {"es"}
