"""Which meeting is next: rhythms, moved meetings, skipped ones."""

from datetime import UTC, date, datetime

import pytest

from bot.core.config.next_meeting import Next
from bot.core.config.rhythm import rhythm
from bot.core.upcoming.schedule import may_have_moved, upcoming


def day(text: str) -> date:
    return date.fromisoformat(f"2024-{text}")


def days(text: str) -> list[date]:
    return [day(each) for each in text.split()]


@pytest.mark.parametrize(
    ("every", "held", "now", "expected"),
    [
        pytest.param("2 weeks", "", "03-01T12:00", None, id="nothing to count from"),
        pytest.param("2 weeks", "03-12", "03-13T12:00", ("03-26", None), id="two weeks after the newest"),
        pytest.param("2 weeks", "03-12", "04-20T12:00", ("04-23", None), id="meetings without notes are passed over"),
        pytest.param("2 weeks", "03-12 03-26", "03-24T12:00", ("03-26", "03-26"), id="its note is there"),
        pytest.param("2 weeks", "03-12 03-27", "03-24T12:00", ("03-26", "03-27"), id="moved to a later day"),
        pytest.param(
            "2 weeks", "03-12 03-25", "03-25T12:00", ("04-08", None), id="it was earlier, and counts from then"
        ),
        pytest.param("2 weeks 17:00 UTC", "03-12", "03-26T16:59", ("03-26", None), id="before its time"),
        pytest.param("2 weeks 17:00 UTC", "03-12", "03-26T17:00", ("04-09", None), id="at its time"),
        pytest.param("Wednesday", "03-12", "03-13T12:00", ("03-20", None), id="moved to Tuesday, so Wednesday is held"),
        pytest.param("Wednesday", "", "03-11T12:00", ("03-13", None), id="a weekday needs no meeting before"),
        pytest.param("2 weeks on Wednesday", "03-12", "03-14T12:00", ("03-27", None), id="the week of a moved meeting"),
        pytest.param(
            "2 weeks on Wednesday", "03-14", "03-15T12:00", ("03-27", None), id="the week of one moved to later"
        ),
        pytest.param("every other Monday", "03-17", "03-18T12:00", ("03-25", None), id="moved to the end of its week"),
        pytest.param("2 weeks", "03-12 04-02", "03-24T12:00", ("03-26", "04-02"), id="moved by half of the distance"),
        pytest.param("2 weeks", "03-05 03-12 03-19", "03-13T12:00", ("03-26", None), id="an extra one between two"),
        pytest.param("1st and 3rd Wednesday", "03-06", "03-07T12:00", ("03-20", None), id="places in the month"),
        pytest.param("last Friday 9:00 America/New_York", "", "03-29T12:59", ("03-29", None), id="summer time"),
    ],
)
def test_upcoming(every: str, held: str, now: str, expected: tuple[str, str | None] | None) -> None:
    at = datetime.fromisoformat(f"2024-{now}").replace(tzinfo=UTC)
    found = upcoming(Next(every=rhythm(every)), days(held), at)
    there = day(expected[1]) if expected and expected[1] else None
    assert (found and (found.day, found.there)) == (expected and (day(expected[0]), there))


def test_skipped_days_are_passed_over() -> None:
    now = datetime(2024, 3, 24, tzinfo=UTC)
    found = upcoming(Next(every=rhythm("2 weeks")), days("03-12"), now, days("03-26"))
    assert found and found.day == day("04-09")


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param("03-12 03-26", False, id="its note is there"),
        pytest.param("03-12", True, id="no note of a day in the last week"),
    ],
)
def test_may_have_moved(held: str, expected: bool) -> None:
    now = datetime(2024, 3, 28, tzinfo=UTC)
    assert may_have_moved(Next(every=rhythm("2 weeks")), days(held), now) is expected
