"""Times of day in running text."""

from datetime import UTC, date, datetime, time

import pytest

from bot.core.markdown.times import Clock, clocks

FOUND = [
    pytest.param("no time", (), id="none"),
    pytest.param("17:00 UTC", (Clock(time(17), "UTC"),), id="with a zone"),
    pytest.param("WG meeting 2024-03-05 5pm ET", (Clock(time(17), "ET"),), id="behind a date"),
    pytest.param("12:15 am", (Clock(time(0, 15)),), id="after midnight"),
    pytest.param("09:00–10:00 Europe/Berlin", (Clock(time(9), "Europe/Berlin"),), id="a range"),
    pytest.param("17:00 America/New_York", (Clock(time(17), "America/New_York"),), id="a zone that begins like am"),
    pytest.param(
        "17:00 America/Port-au-Prince", (Clock(time(17), "America/Port-au-Prince"),), id="a zone with hyphens"
    ),
    pytest.param("5pm America/Indiana/Knox", (Clock(time(17), "America/Indiana/Knox"),), id="a zone of three parts"),
    pytest.param("5pm pst", (Clock(time(17), "PST"),), id="a zone in small letters"),
    pytest.param("17:00 utc", (Clock(time(17), "UTC"),), id="UTC in small letters"),
    pytest.param("17:00 est annulée", (Clock(time(17)),), id="a word that is a zone elsewhere"),
    pytest.param("17:00 TCP/IP talk", (Clock(time(17), "TCP"),), id="an abbreviation that is no zone"),
    pytest.param("5-6pm CEST", (Clock(time(17), "CEST"),), id="a range with one half"),
    pytest.param("16:00 (UTC+2)", (Clock(time(16), "UTC+2"),), id="an offset in brackets"),
    pytest.param("9am PT / 17:00 UTC", (Clock(time(9), "PT"), Clock(time(17), "UTC")), id="two"),
    pytest.param("20:30 on Monday", (Clock(time(20, 30)),), id="a word is no zone"),
    pytest.param("the plan for 1.20", (), id="a version"),
    pytest.param("12.03.2024", (), id="a date"),
    pytest.param("2024-03-05T17:00Z", (), id="in a time stamp"),
    pytest.param("at 5", (), id="a number"),
    pytest.param("17h00", (Clock(time(17)),), id="French"),
    pytest.param("9h30 - 11h00 CET", (Clock(time(9, 30), "CET"),), id="a range in French"),
    pytest.param("1h30", (), id="how long it takes"),
    pytest.param("for 2 uur", (), id="how long it takes, in a word"),
    pytest.param("17.30 Uhr", (Clock(time(17, 30)),), id="German"),
    pytest.param("19 Uhr MEZ", (Clock(time(19), "MEZ"),), id="German without minutes, with a zone"),
    pytest.param("17.30 – 18.30 Uhr", (Clock(time(17, 30)),), id="a range in German"),
    pytest.param("17:30 h CEST", (Clock(time(17, 30), "CEST"),), id="an h behind the minutes"),
    pytest.param("kl. 17.30", (Clock(time(17, 30)),), id="Danish"),
    pytest.param("klo 17", (Clock(time(17)),), id="Finnish"),
    pytest.param("2.20 hours of 17 people", (), id="numbers of something else"),
    pytest.param("17 hackers", (), id="a word that begins with h"),
    pytest.param("25:00", (), id="no time of a day"),
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_times_of_day(text: str, wanted: tuple[Clock, ...]) -> None:
    assert clocks(text) == wanted


MOMENTS = [
    pytest.param("17:00 UTC", "Europe/Berlin", 17, id="its own zone"),
    pytest.param("17:00", "Europe/Berlin", 16, id="that of the series"),
    pytest.param("9am PT", "UTC", 17, id="an abbreviation"),
    pytest.param("17.30 Uhr MEZ", "UTC", 16, id="a German abbreviation"),
    pytest.param("16:00 UTC+2", "UTC", 14, id="an offset"),
    pytest.param("16:00 IST", "UTC", None, id="an abbreviation with several meanings"),
]


@pytest.mark.parametrize(("text", "zone", "hour"), MOMENTS)
def test_the_moment(text: str, zone: str, hour: int | None) -> None:
    (clock,) = clocks(text)
    wanted = datetime(2024, 3, 5, hour, clock.at.minute, tzinfo=UTC) if hour is not None else None
    assert clock.on(date(2024, 3, 5), zone) == wanted
