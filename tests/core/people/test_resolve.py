"""Owners → logins."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.config.schema import Config, Person, Subteam
from bot.core.model.notes import Attendee
from bot.core.people.owner import Owner
from bot.core.people.resolve import People

PRESENT = (
    Attendee(("Ann Example", "AE"), "ann"),
    Attendee(("Bob Sample",), None),
    Attendee(("Kim Kay", "KK"), "kimkay"),
    Attendee(("Karl Kraus", "KK"), "kkraus14"),
    Attendee(("Kim Long",), "longkim"),
    Attendee(("Dora Dell",), None),
    Attendee(("Gustav Gray",), None),
    Attendee(("Hal",), "hal"),
    Attendee(("twice",), None),
    Attendee(("twice", "Other"), None),
)
CONFIG = Config(
    people={
        "bob sample": (Person("bsample"),),
        "old": (Person("first", end=date(2020, 6, 30)), Person("second", start=date(2020, 7, 1))),
        "former": (Person("former-login", end=date(2019, 1, 1)),),
        "two": (Person("one-of-two"), Person("other-of-two")),
        "ann": (Person("another-ann"),),
        "m. dot": (Person("mdot"),),
        "john": (Person("jak"),),
        "eric dill": (Person("ericdill"),),
        "max moss": (Person("moss"),),
        "max marsh": (Person("marsh"),),
        "pia": (Person("pia-o"),),
        "pia oak": (Person("pia-o"),),
        "pia elm": (Person("pia-e"),),
        "twice": (Person("twice-o"),),
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
        pytest.param(Owner("Kim L."), "longkim", id="distinguished"),
        pytest.param(Owner("Old"), "second", id="by the note's date"),
        pytest.param(Owner("two"), None, id="two at once"),
        pytest.param(Owner("M Dot"), "mdot", id="dots make no difference"),
        pytest.param(Owner("John K."), "jak", id="a config's only John"),
        pytest.param(Owner("Eric D."), "ericdill", id="a whole name of the config, shortened"),
        pytest.param(Owner("Eric"), "ericdill", id="its first name"),
        pytest.param(Owner("ED"), None, id="its initials, which the config does not say"),
        pytest.param(Owner("Max"), None, id="a first name of two in the config"),
        pytest.param(Owner("Max M."), None, id="nor with an initial"),
        pytest.param(Owner("Pia"), "pia-o", id="a name the config says itself"),
        pytest.param(Owner("Pia S."), None, id="some other Pia"),
        pytest.param(Owner("Hal H."), "hal", id="the block's only Hal"),
        pytest.param(Owner("Kim X."), None, id="none of the block's two"),
        pytest.param(Owner("twice"), "twice-o", id="two of one name, distinguished by the config"),
        pytest.param(Owner("KKraus14"), "kkraus14", id="somebody's login"),
        pytest.param(Owner("stranger", at=True), "stranger", id="written as a login"),
        pytest.param(Owner("ae", at=True), "ann", id="written as a login but an alias"),
        pytest.param(Owner("Bob", at=True), "bsample", id="a name behind an @"),
        pytest.param(Owner("Karl", at=True), "kkraus14", id="a first name behind an @"),
        pytest.param(Owner("Dora", at=True), None, id="the name of one whose login nobody knows, behind an @"),
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


@pytest.mark.parametrize(
    ("owner", "unconfirmed"),
    [
        pytest.param(Owner("ann"), False, id="vouched for by the block"),
        pytest.param(Owner("bsample"), False, id="vouched for by the config"),
        pytest.param(Owner("ann", at=True), False, id="somebody of the block, with an @"),
        pytest.param(Owner("stranger", at=True), True, id="an @ alone"),
        pytest.param(Owner("quickfox"), True, id="a small word"),
        pytest.param(Owner("AB-smith"), True, id="a hyphen"),
        pytest.param(Owner("Fox14"), True, id="digits"),
    ],
)
def test_logins_that_only_the_note_names(owner: Owner, unconfirmed: bool) -> None:
    found = People(PRESENT, date(2020, 8, 1), CONFIG).resolve((owner,))
    assert (len(found.logins), found.unconfirmed, found.unresolved) == (1, found.logins if unconfirmed else (), ())


@pytest.mark.parametrize(
    "name",
    [
        "Jean-Luc",
        "Emil",
        "ZZ",
        "fox",
        "quick fox",
        "everyone",
        "website",
        "KK",
        "Kim",
        "Bob Sample Jr",
        "old2020?",
        "gustav",
        "former",
    ],
)
def test_what_is_not_even_guessed(name: str) -> None:
    found = People(PRESENT, date(2020, 8, 1), CONFIG).resolve((Owner(name),))
    assert (found.logins, found.unconfirmed, found.unresolved) == ((), (), (name,))


def test_what_is_confirmed_in_one_place_is_so_in_another() -> None:
    owners = (Owner("quickfox"), Owner("QuickFox", at=True), Owner("Quick"))
    found = People((), None, replace(CONFIG, people={"Quick": (Person("quickfox"),)})).resolve(owners)
    assert (found.logins, found.unconfirmed) == (("quickfox",), ())


def test_resolve_keeps_order_and_drops_repeats() -> None:
    owners = tuple(map(Owner, ("Zoe", "AE", "Ann", "Bob", "quickfox", "Zoe")))
    found = People(PRESENT, None, CONFIG).resolve(owners)
    assert (found.logins, found.unconfirmed, found.unresolved) == (
        ("ann", "bsample", "quickfox"),
        ("quickfox",),
        ("Zoe",),
    )


def test_names_hold_what_people_are_called() -> None:
    assert {"ann example", "ann", "ann e", "ae", "kkraus14", "bsample", "two"} <= People(PRESENT, None, CONFIG).names()


@pytest.mark.parametrize(
    ("members", "logins", "unresolved"),
    [
        pytest.param((), (), ("org/painters",), id="nobody knows the members"),
        pytest.param(("Ann", "bsample"), ("ann", "bsample"), (), id="members of the config"),
    ],
)
def test_a_team_stands_for_its_members(
    members: tuple[str, ...], logins: tuple[str, ...], unresolved: tuple[str, ...]
) -> None:
    config = Config(people=CONFIG.people, subteams=(Subteam("Painters", "painters", members=members),))
    found = People(PRESENT, None, config).resolve((Owner("org/painters", at=True),))
    assert (found.logins, found.unresolved) == (logins, unresolved)
