"""Owners → logins."""

from datetime import date

import pytest

from bot.core.config import Config, Person
from bot.core.model import Attendee
from bot.core.owners import Owner
from bot.core.people import People, resolve

PRESENT = (
    Attendee(("Ann Example", "AE"), "ann"),
    Attendee(("Bob Sample",), None),
    Attendee(("Kim Kay", "KK"), "kimkay"),
    Attendee(("Karl Kraus", "KK"), "kkraus14"),
    Attendee(("Kim Long",), "longkim"),
)
CONFIG = Config(
    people={
        "bob sample": (Person("bsample"),),
        "old": (Person("first", end=date(2020, 6, 30)), Person("second", start=date(2020, 7, 1))),
        "two": (Person("one-of-two"), Person("other-of-two")),
        "ann": (Person("another-ann"),),
        "m. dot": (Person("mdot"),),
    }
)


@pytest.mark.parametrize(
    ("owner", "expected"),
    [
        pytest.param(Owner("Zoe"), None, id="nobody knows"),
        pytest.param(Owner("AE"), "ann", id="initials of the block"),
        pytest.param(Owner("ae."), "ann", id="case and dot"),
        pytest.param(Owner("Ann Example"), "ann", id="whole name"),
        pytest.param(Owner("Ann"), "ann", id="the block before the config"),
        pytest.param(Owner("Ann E."), "ann", id="first name and initial"),
        pytest.param(Owner("Ann?"), "ann", id="in doubt"),
        pytest.param(Owner("Bob"), "bsample", id="the block's name in the config"),
        pytest.param(Owner("BS"), "bsample", id="initials of a name without login"),
        pytest.param(Owner("KK"), None, id="two people with these initials"),
        pytest.param(Owner("Kim"), None, id="two people with this first name"),
        pytest.param(Owner("Kim L."), "longkim", id="told apart"),
        pytest.param(Owner("Old"), "second", id="by the note's date"),
        pytest.param(Owner("two"), None, id="two at once"),
        pytest.param(Owner("M Dot"), "mdot", id="dots make no difference"),
        pytest.param(Owner("KKraus14"), "kkraus14", id="somebody's login"),
        pytest.param(Owner("stranger", at=True), "stranger", id="written as a login"),
        pytest.param(Owner("ae", at=True), "ann", id="written as a login but an alias"),
        pytest.param(Owner("quickfox"), "quickfox", id="looks like a login"),
        pytest.param(Owner("AB-smith"), "AB-smith", id="looks like a login: hyphen"),
        pytest.param(Owner("Jean-Luc"), None, id="a double name"),
        pytest.param(Owner("Eric"), None, id="a first name"),
        pytest.param(Owner("ZZ"), None, id="initials"),
        pytest.param(Owner("quick fox"), None, id="two words"),
        pytest.param(Owner("everyone"), None, id="everyone"),
    ],
)
def test_login(owner: Owner, expected: str | None) -> None:
    assert People(PRESENT, date(2020, 8, 1), CONFIG).login(owner) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(None, "second", id="no date: what holds until now"),
        pytest.param(date(2020, 6, 30), "first", id="last day"),
        pytest.param(date(2020, 7, 1), "second", id="first day"),
    ],
)
def test_dates_of_the_config(day: date | None, expected: str) -> None:
    assert People((), day, CONFIG).login(Owner("old")) == expected


def test_resolve_keeps_order_and_drops_repeats() -> None:
    owners = tuple(map(Owner, ("Zoe", "AE", "Ann", "Bob", "Zoe")))
    assert resolve(owners, PRESENT, None, CONFIG) == (("ann", "bsample"), ("Zoe",))


def test_names_hold_what_people_are_called() -> None:
    assert {"ann example", "ann", "ann e", "ae", "kkraus14", "bsample", "two"} <= People(PRESENT, None, CONFIG).names()
