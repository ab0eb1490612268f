"""Owners → logins: by the note's attendee block, then the config's people at the note's date, then the form of the name.

Initials collide and change over the years: where two people fit, nobody does.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date

from bot.core.config import Config, Person
from bot.core.model import Attendee
from bot.core.owners import Owner
from bot.core.vocabulary import NOT_NAMES

_LOGIN = re.compile(r"[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}")
_LIKE_LOGIN = re.compile(r"(?:[a-z\d-]*|[A-Za-z\d-]*[\d-][A-Za-z\d-]*)")
_DOUBLE_NAME = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+")


class People:
    """Who is who on the day of one note."""

    def __init__(self, attendees: tuple[Attendee, ...], day: date | None, config: Config) -> None:
        self._exact = _by_name(attendees, _written)
        self._loose = _by_name(attendees, _derived)
        self._config = {_plain(name): _valid_logins(persons, day) for name, persons in config.people.items()}
        present = [person.login for person in attendees if person.login]
        logins = present + [person.login for persons in config.people.values() for person in persons]
        self._logins = {login.casefold(): login for login in logins}

    def names(self) -> frozenset[str]:
        """All names that may stand for a person, in lower case: whole names, first names, initials and logins."""
        known = {name for name in (*self._exact, *self._loose, *self._config, *self._logins) if len(name) > 1}
        return frozenset(known - NOT_NAMES)

    def resolve(self, owners: tuple[Owner, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The logins of `owners`, and the names for whom none is known, both in order and without repeats."""
        found = [(owner.name, self.login(owner)) for owner in owners]
        logins = {login.casefold(): login for _, login in reversed(found) if login}
        return tuple(reversed(logins.values())), tuple(dict.fromkeys(name for name, login in found if not login))

    def login(self, owner: Owner) -> str | None:
        """The login of `owner`; None where none is known or two people fit."""
        name = _plain(owner.name)
        present = self._exact.get(name) or self._loose.get(name) or []
        logins = {person.login for person in present}
        if len(present) > 1 and (len(logins) > 1 or None in logins):
            return None
        if present and present[0].login:
            return present[0].login
        aliases = [name, *(_plain(alias) for person in present for alias in person.aliases)]
        configured = next((self._config[alias] for alias in aliases if self._config.get(alias)), None)
        if configured:
            return configured[0] if len(configured) == 1 else None
        return self._exact_login(owner)

    def _exact_login(self, owner: Owner) -> str | None:
        """The name itself where it was written `@login`, is somebody's login here, or can hardly be anything else."""
        if not _LOGIN.fullmatch(owner.name):
            return None
        if owner.at:
            return owner.name
        if mine := self._logins.get(owner.name.casefold()):
            return mine
        like = len(owner.name) >= 5 and _LIKE_LOGIN.fullmatch(owner.name) and not _DOUBLE_NAME.fullmatch(owner.name)
        return owner.name if like and owner.name.casefold() not in NOT_NAMES else None


def resolve(
    owners: tuple[Owner, ...], attendees: tuple[Attendee, ...], day: date | None, config: Config
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The logins of `owners` in a note of `day` with these `attendees`, and the names for whom none is known."""
    return People(attendees, day, config).resolve(owners)


def _by_name(attendees: tuple[Attendee, ...], names: Callable[[Attendee], set[str]]) -> dict[str, list[Attendee]]:
    people: dict[str, list[Attendee]] = defaultdict(list)
    for person in attendees:
        for name in names(person) - {""}:
            people[name].append(person)
    return dict(people)


def _valid_logins(persons: tuple[Person, ...], day: date | None) -> tuple[str, ...]:
    """The logins that hold on `day`, without repeats."""
    return tuple({person.login.casefold(): person.login for person in persons if _valid(person, day)}.values())


def _valid(person: Person, day: date | None) -> bool:
    """Whether the config's `person` holds on `day`; without a date only what holds until now."""
    if day is None:
        return person.end is None
    return (person.start is None or person.start <= day) and (person.end is None or day <= person.end)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").rstrip("? ").lstrip("@").split())


def _written(person: Attendee) -> set[str]:
    return {_plain(alias) for alias in person.aliases} | ({person.login.casefold()} if person.login else set())


def _derived(person: Attendee) -> set[str]:
    """What people make of a whole name: the first name, the first with the last initial, the initials."""
    derived = set()
    for words in (_plain(alias).split() for alias in person.aliases):
        if len(words) > 1:
            derived |= {
                words[0],
                f"{words[0]} {words[-1][0]}",
                "".join(word[0] for word in words),
                words[0][0] + words[-1][0],
            }
    return derived
