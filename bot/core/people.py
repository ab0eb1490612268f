"""Owners → logins: by the note's attendee block, then the config's people at the note's date, then the form of the name.

Initials collide and change over the years: where two people fit, nobody does.
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.core.config import Config, Person
from bot.core.model import Attendee
from bot.core.owners import Owner
from bot.core.vocabulary import NOT_NAMES

_LOGIN = re.compile(r"[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}")
_LIKE_LOGIN = re.compile(r"(?:[a-z\d-]*|[A-Za-z\d-]*[\d-][A-Za-z\d-]*)")
_DOUBLE_NAME = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+")


@dataclass(frozen=True, slots=True)
class People:
    """Who is who on the day of one note."""

    attendees: tuple[Attendee, ...]
    config: Config
    day: date | None

    def login(self, owner: Owner) -> str | None:
        """The login of `owner`; None where none is known or two people fit."""
        name = _plain(owner.name)
        present = [person for person in self.attendees if name in _exact(person)] or self._loosely(name)
        if len(present) > 1:
            logins = {person.login.casefold() for person in present if person.login}
            return present[0].login if len(logins) == 1 and all(person.login for person in present) else None
        if present and present[0].login:
            return present[0].login
        aliases = [name, *(_plain(alias) for person in present for alias in person.aliases)]
        configured = self._configured(aliases)
        if configured is not None:
            return configured or None
        return self._exact_login(owner)

    def names(self) -> frozenset[str]:
        """All names that may stand for a person, in lower case: whole names, first names, initials and logins."""
        known = {name for person in self.attendees for name in (*_exact(person), *_loose(person)) if len(name) > 1}
        known |= set(self.config.people) | {login.casefold() for login in self._logins()}
        return frozenset(known - NOT_NAMES)

    def _loosely(self, name: str) -> list[Attendee]:
        return [person for person in self.attendees if name in _loose(person)]

    def _configured(self, aliases: list[str]) -> str | None:
        """The config's login for the first alias it has; `""` where it names two at that day, None where it names nobody."""
        people = {_plain(name): persons for name, persons in self.config.people.items()}
        for alias in aliases:
            logins = {person.login.casefold(): person.login for person in people.get(alias, ()) if _valid(person, self.day)}
            if logins:
                return next(iter(logins.values())) if len(logins) == 1 else ""
        return None

    def _exact_login(self, owner: Owner) -> str | None:
        """The name itself where it was written `@login`, is somebody's login here, or can hardly be anything else."""
        if not _LOGIN.fullmatch(owner.name):
            return None
        if owner.at:
            return owner.name
        mine = {login.casefold(): login for login in self._logins()}
        if login := mine.get(owner.name.casefold()):
            return login
        like = len(owner.name) >= 5 and _LIKE_LOGIN.fullmatch(owner.name) and not _DOUBLE_NAME.fullmatch(owner.name)
        return owner.name if like and owner.name.casefold() not in NOT_NAMES else None

    def _logins(self) -> list[str]:
        own = [person.login for person in self.attendees if person.login]
        return own + [person.login for persons in self.config.people.values() for person in persons]


def resolve(
    owners: tuple[Owner, ...], attendees: tuple[Attendee, ...], day: date | None, config: Config
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The logins of `owners`, and the names for whom none is known, both in order and without repeats."""
    people = People(attendees, config, day)
    found = [(owner.name, people.login(owner)) for owner in owners]
    logins = {login.casefold(): login for _, login in found if login}
    return tuple(logins.values()), tuple(dict.fromkeys(name for name, login in found if not login))


def _valid(person: Person, day: date | None) -> bool:
    """Whether the config's `person` holds on `day`; without a date only what holds until now."""
    if day is None:
        return person.end is None
    return (person.start is None or person.start <= day) and (person.end is None or day <= person.end)


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace(".", " ").rstrip("? ").lstrip("@").split())


def _exact(person: Attendee) -> set[str]:
    return {_plain(alias) for alias in person.aliases} | ({person.login.casefold()} if person.login else set())


def _loose(person: Attendee) -> set[str]:
    """What people make of a whole name: the first name, the first with the last initial, the initials."""
    loose = set()
    for words in (_plain(alias).split() for alias in person.aliases):
        if len(words) > 1:
            loose |= {words[0], f"{words[0]} {words[-1][0]}", "".join(word[0] for word in words), words[0][0] + words[-1][0]}
    return loose
