"""`people` of the config: which login a name stands for, and when."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Annotated

from bot.core.config.fields import DayOrOff, FromText, Key, Login, Name, OneOrMore, Section, WrittenAs, name
from bot.core.config.mistake import Loc, Misplaced, shown


@dataclass(frozen=True, slots=True)
class Person:
    """A login that a name stands for, from `start` to `end` (both included; None: without limit)."""

    login: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEntry(Section):
    """A person as the config writes them."""

    login: Login
    """Login on GitHub."""
    from_: DayOrOff = None
    """First day on which the name stands for this login."""
    until: DayOrOff = None
    """Last day on which the name stands for this login."""
    also: OneOrMore[Name] = ()
    """Further names and initials of the same person."""

    def __post_init__(self) -> None:
        """ValueError where the dates are in the wrong order."""
        if self.from_ and self.until and self.until < self.from_:
            raise ValueError(f"until {self.until} is before from {self.from_}")


@dataclass(frozen=True, slots=True)
class _Named:
    """A person under one of their names, and where the config says so."""

    name: str
    loc: Loc
    person: Person

    def is_at_odds_with(self, other: "_Named") -> bool:
        """Whether both stand for different logins at the same time."""
        one, two = self.person, other.person
        start, end = max(one.start or date.min, two.start or date.min), min(one.end or date.max, two.end or date.max)
        return one.login.lower() != two.login.lower() and start <= end


def _people(written: Mapping[str, tuple[PersonEntry, ...]]) -> dict[str, tuple[Person, ...]]:
    """Name in lower case → whom it stands for; Misplaced where these are two people at the same time."""
    by_name: dict[str, list[_Named]] = defaultdict(list)
    for key, entries in written.items():
        for index, entry in enumerate(entries):
            person = Person(entry.login, entry.from_, entry.until)
            for each in dict.fromkeys((name(key), *entry.also)):
                by_name[each.lower()].append(_Named(each, (key, index), person))
    if mistakes := [mistake for found in by_name.values() for mistake in _ambiguous(found)]:
        raise Misplaced(mistakes)
    return {each: tuple(dict.fromkeys(one.person for one in found)) for each, found in by_name.items()}


def _ambiguous(found: list[_Named]) -> list[tuple[Loc, str]]:
    """The first pair of people whom one name stands for at the same time, at the place of the second."""
    pair = next((pair for pair in combinations(found, 2) if pair[0].is_at_odds_with(pair[1])), None)
    if pair is None:
        return []
    one, other = (each.person.login for each in pair)
    example = f"[{{login: {one}, until: 2020-12-31}}, {{login: {other}, from: 2021-01-01}}]"
    message = f"{shown(found[0].name)} stands for {one} and {other} at the same time: separate them by dates, like "
    return [(pair[1].loc, message + example)]


Entry = Annotated[PersonEntry, FromText(lambda text: {"login": text}, {"type": "string"})]
People = Annotated[Mapping[str, tuple[Person, ...]], WrittenAs(dict[Key, OneOrMore[Entry]], _people)]
