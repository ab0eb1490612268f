"""Owners → logins: by the note's attendee block, then the config's people at the note's date, then the form of the name.

Initials collide and change over the years: where two people fit, nobody does.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.core.config import Config, Person
from bot.core.model import Attendee
from bot.core.names import Owner
from bot.core.vocabulary import NOT_NAMES

_LOGIN = re.compile(r"[A-Za-z\d](?:[A-Za-z\d]|-(?=[A-Za-z\d])){0,38}")
_LIKE_LOGIN = re.compile(r"(?:[a-z\d-]*|[A-Za-z\d-]*[\d-][A-Za-z\d-]*)")
_DOUBLE_NAME = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The logins of some owners, in order, each once; those of them that are only guessed; the names left over."""

    logins: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()
    unresolved: tuple[str, ...] = ()


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

    def resolve(self, owners: tuple[Owner, ...]) -> Resolved:
        """Who `owners` are."""
        found = [(owner.name, self.login(owner)) for owner in owners]
        guesses = [(name, None if login else self._guess(name)) for name, login in found]
        sure = {login.casefold() for _, login in found if login}
        either = [login or guess for (_, login), (_, guess) in zip(found, guesses, strict=True)]
        logins = _distinct(login for login in either if login)
        return Resolved(
            logins=logins,
            guessed=tuple(login for login in logins if login.casefold() not in sure),
            unresolved=tuple(dict.fromkeys(name for (name, _), login in zip(found, either, strict=True) if not login)),
        )

    def login(self, owner: Owner) -> str | None:
        """The login of `owner` that the block, the config or an `@` vouches for; None where none does or two people fit."""
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
        # `@John` beside an attendee John without a login: an `@` in front of a name, not a login.
        is_login = _LOGIN.fullmatch(owner.name) and not present
        return owner.name if is_login and owner.at else self._logins.get(owner.name.casefold())

    def _guess(self, name: str) -> str | None:
        """`name` where it can hardly be anything but a login; somebody else may have it."""
        plain = _plain(name)
        if len(self._exact.get(plain, ())) > 1 or plain in self._loose or plain in self._config or plain in NOT_NAMES:
            return None
        like = len(name) >= 5 and _LIKE_LOGIN.fullmatch(name) and not _DOUBLE_NAME.fullmatch(name)
        return name if like and _LOGIN.fullmatch(name) else None


def _distinct(logins: Iterable[str]) -> tuple[str, ...]:
    """Each login once, in the spelling that comes first."""
    first: dict[str, str] = {}
    for login in logins:
        first.setdefault(login.casefold(), login)
    return tuple(first.values())


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
