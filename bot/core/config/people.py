"""`people` of the config: which login a name stands for, and when."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from bot.core.config.fields import ConfigSection, every, listed, name_of, named, off_or, text, values
from bot.core.config.yaml_source import Mistake, Position, Scalar, Value, shown

# Letters, digits and single hyphens, https://github.com/join; an underscore stands before an enterprise's short code.
_LOGIN = re.compile(r"(?=.{1,39}\Z)[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Person:
    """A login that a name stands for, from `start` to `end` (both included; None: without limit)."""

    login: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A person under one of their names, with the place in the config that says so."""

    name: str
    place: Position
    person: Person


def people(value: Value) -> dict[str, tuple[Person, ...]]:
    """Name in lower case → whom it stands for; two at one time are a mistake."""
    by_name: dict[str, list[_Known]] = defaultdict(list)
    for known in (known for found in named(value, _known_as) for known in found):
        by_name[known.name.lower()].append(known)
    return dict(every(_alone, by_name.items()))


def _known_as(name: str, value: Value) -> tuple[_Known, ...]:
    """The people that `name` stands for, under this name and under those of `also`."""
    return tuple(known for each in every(lambda value: _person(name, value), values(value)) for known in each)


def _person(name: str, value: Value) -> tuple[_Known, ...]:
    if isinstance(value, Scalar):
        return (_Known(name, value.place, Person(login(value))),)
    with ConfigSection(value, {"login", "from", "until", "also"}) as at:
        start, end = at.take("from", off_or(_day), None), at.take("until", off_or(_day), None)
        if start and end and end < start:
            raise Mistake(value.place, f"until {end} is before from {start}")
        names = (name, *at.take("also", listed(name_of), ()))
        person = Person(at.need("login", login), start, end)
        return tuple(_Known(each, value.place, person) for each in dict.fromkeys(names))


def _alone(about: tuple[str, list[_Known]]) -> tuple[str, tuple[Person, ...]]:
    """A name with its people, none of them at the time of another."""
    name, found = about
    for one, other in combinations(found, 2):
        if one.person.login.lower() != other.person.login.lower() and _overlap(one.person, other.person):
            both = f"{one.person.login} and {other.person.login}"
            way = (
                f"[{{login: {one.person.login}, until: 2020-12-31}}, {{login: {other.person.login}, from: 2021-01-01}}]"
            )
            message = f"{shown(found[0].name)} stands for {both} at the same time: tell them apart by dates, like {way}"
            raise Mistake(other.place, message)
    return name, tuple(dict.fromkeys(known.person for known in found))


def _overlap(one: Person, other: Person) -> bool:
    return max(one.start or date.min, other.start or date.min) <= min(one.end or date.max, other.end or date.max)


def login(value: Value) -> str:
    """Reads a login, with or without `@`."""
    written = text(value)
    found = written.removeprefix("@")
    if not _LOGIN.fullmatch(found):
        raise Mistake(value.place, f"{shown(written)} cannot be a login on GitHub")
    return found


def _day(value: Value) -> date:
    written = text(value)
    try:
        # The one form; fromisoformat alone takes 20200826 and 2020-W35-3 too.
        return date.fromisoformat(written if _DAY.fullmatch(written) else "")
    except ValueError:
        raise Mistake(value.place, f"{shown(written)} is no date like 2020-08-26") from None
