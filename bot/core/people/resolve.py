"""Owners → logins: by the note's attendee block, then the config's people at the note's date, then the form of the name.

Initials collide and change over the years: where two people fit, nobody does.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from itertools import chain

from bot.core.config.logins import LOGIN, is_plain_login
from bot.core.config.schema import Config, Person
from bot.core.model.notes import Attendee
from bot.core.model.reasons import Naming, Rule
from bot.core.people.owner import Owner
from bot.core.people.stop_words import stop_words
from bot.core.text.distinct import distinct
from bot.core.values import dataclass
from bot.core.words import ENGLISH

_LOGIN = re.compile(LOGIN)
_LIKE_LOGIN = re.compile(r"(?:[a-z\d-]*|[A-Za-z\d-]*[\d-][A-Za-z\d-]*)")
_DOUBLE_NAME = re.compile(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)+")


@dataclass(frozen=True, slots=True)
class Resolved:
    """How some owners were resolved, each once."""

    namings: tuple[Naming, ...] = ()
    logins: tuple[str, ...] = ()
    """Those found, in order, each once in the spelling that comes first."""
    unconfirmed: tuple[str, ...] = ()
    """Those of `logins` that only the note names: whoever has such a login may be a stranger."""
    unresolved: tuple[str, ...] = ()
    """The names left over, as written."""


class People:
    """Who is who on the day of one note."""

    def __init__(
        self, attendees: tuple[Attendee, ...], day: date | None, config: Config, language: str = ENGLISH
    ) -> None:
        self._language = language
        self._teams = {team.name.casefold(): team.members for team in config.subteams if team.members}
        self._exact = by_name(attendees, written_names)
        self._loose = by_name(attendees, derived_names)
        self._config = {comparable(name): _valid_logins(persons, day) for name, persons in config.people.items()}
        self._short = _short_names(self._config)
        self._firsts = {name.split()[0] for name in self._config if " " in name}
        present = [person.login for person in attendees if person.login]
        logins = present + [person.login for persons in config.people.values() for person in persons]
        self._logins = {login.casefold(): login for login in logins}
        self._resolved: dict[tuple[Owner, ...], Resolved] = {}

    def names(self) -> frozenset[str]:
        """All names that may stand for a person, in lower case: whole names, first names, initials and logins."""
        every = chain(self._exact, self._loose, self._short, self._logins)
        found = frozenset(name for name in every if len(name) > 1) - stop_words(self._language).not_names
        # What the config gives to somebody is a name, whatever else it means: `Chair`.
        return found.union(name for name in self._config if len(name) > 1)

    def resolve(self, owners: tuple[Owner, ...]) -> Resolved:
        """Who `owners` are; the members of a team in the config in place of the team."""
        if owners not in self._resolved:
            all_of = tuple(each for owner in owners for each in self._members(owner))
            namings = {owner.name: self.naming(owner) for owner in reversed(all_of)}
            self._resolved[owners] = resolved(tuple(namings.values())[::-1])
        return self._resolved[owners]

    def _members(self, owner: Owner) -> tuple[Owner, ...]:
        members = self._teams.get(owner.name.casefold().rpartition("/")[2], ()) if owner.team else ()
        return tuple(Owner(name) for name in members) or (owner,)

    def login(self, owner: Owner) -> str | None:
        """The login of `owner` that the block, the config or an `@` vouches for; None where none does or two people fit."""
        naming = self.naming(owner)
        return None if naming.rule is Rule.GUESS else naming.login

    def naming(self, owner: Owner) -> Naming:
        """The login of `owner` with the rule that found it, or why there is none, and the attendee of that name."""
        if owner.team:
            return Naming(owner.name, None, Rule.TEAM)
        present = self._present(comparable(owner.name))
        found = self._naming(owner, present)
        return found._replace(person=_whole_name(present[0])) if len(present) == 1 else found

    def _naming(self, owner: Owner, present: list[Attendee]) -> Naming:
        name = comparable(owner.name)
        logins = distinct(person.login for person in present if person.login)
        if len(logins) == 1 and all(person.login for person in present):
            return Naming(owner.name, logins[0], Rule.ATTENDEES)
        if len(present) > 1:
            return self._told_apart(owner.name, logins)
        aliases = [name, *(comparable(alias) for person in present for alias in person.aliases)]
        if configured := next((found for alias in aliases if (found := self._configured(alias))), ()):
            return _one_of(owner.name, configured)
        return self._by_form(owner, is_present=bool(present))

    def _told_apart(self, name: str, present: tuple[str, ...]) -> Naming:
        """The one of several attendees with one name whom the config means by it; nobody where it does not say."""
        configured = self._config.get(comparable(name), ())
        if len(configured) == 1:
            return Naming(name, configured[0], Rule.CONFIG)
        return Naming(name, None, Rule.SHARED, ", ".join(present))

    def _present(self, name: str) -> list[Attendee]:
        """The attendees who may be meant by a name; `John K` is the John of the block where no other John is there."""
        first = _first_of(name)
        alone = self._exact.get(first, []) if first not in self._loose else []
        return self._exact.get(name) or self._loose.get(name) or alone

    def _configured(self, alias: str) -> tuple[str, ...]:
        first = _first_of(alias)
        alone = self._config.get(first, ()) if first not in self._firsts else ()
        return self._config.get(alias) or self._short.get(alias) or alone

    def _by_form(self, owner: Owner, *, is_present: bool) -> Naming:
        """`@login`, the login of somebody known, or a name that can hardly be anything but a login."""
        # `@John` beside an attendee John without a login: an `@` in front of a name, not a login.
        if owner.at and not is_present and _LOGIN.fullmatch(owner.name):
            known = self._logins.get(owner.name.casefold())
            return Naming(owner.name, known or owner.name, Rule.LOGIN if known else Rule.AT)
        if known := self._logins.get(owner.name.casefold()):
            return Naming(owner.name, known, Rule.LOGIN)
        name = comparable(owner.name)
        if name in self._config:
            return Naming(owner.name, None, Rule.DATED)
        if name not in self._loose and name not in stop_words(self._language).not_names and _may_be_login(owner.name):
            return Naming(owner.name, owner.name, Rule.GUESS)
        return Naming(owner.name, None, Rule.UNKNOWN)


def resolved(namings: tuple[Naming, ...]) -> Resolved:
    """What `namings` say of their logins and names."""
    logins = distinct(naming.login for naming in namings if naming.login)
    confirmed = (naming for naming in namings if naming.rule not in (Rule.GUESS, Rule.AT))
    sure = {naming.login.casefold() for naming in confirmed if naming.login}
    return Resolved(
        namings,
        logins,
        unconfirmed=tuple(login for login in logins if login.casefold() not in sure),
        unresolved=tuple(naming.name for naming in namings if not naming.login),
    )


def by_name(attendees: Iterable[Attendee], names: Callable[[Attendee], frozenset[str]]) -> dict[str, list[Attendee]]:
    """Name → the attendees that `names` gives it to."""
    people: dict[str, list[Attendee]] = defaultdict(list)
    for person in attendees:
        for name in names(person) - {""}:
            people[name].append(person)
    return dict(people)


# The same people are at meeting after meeting.
@lru_cache(maxsize=4096)
def written_names(person: Attendee) -> frozenset[str]:
    """The names, initials and the login of an attendee, as they are compared."""
    return frozenset(map(comparable, person.aliases)).union([person.login.casefold()] if person.login else [])


@lru_cache(maxsize=4096)
def derived_names(person: Attendee) -> frozenset[str]:
    """What people make of a whole name: the first name, the first with the last initial, the initials."""
    made: set[str] = set()
    for words in (comparable(alias).split() for alias in person.aliases):
        if len(words) > 1:
            made |= {*_short(words), "".join(word[0] for word in words), words[0][0] + words[-1][0]}
    return frozenset(made)


def _whole_name(person: Attendee) -> str:
    """The longest name of an attendee that has several words; empty where the block has none."""
    return max((name for alias in person.aliases if " " in (name := comparable(alias))), key=len, default="")


@lru_cache(maxsize=4096)
def comparable(name: str) -> str:
    """A name as it is compared: without case, dots, `@` and doubt."""
    return " ".join(name.casefold().replace(".", " ").rstrip("? ").lstrip("@").split())


def _first_of(name: str) -> str:
    """`john` of `john k`; empty for any other name."""
    first, _, initial = name.partition(" ")
    return first if len(initial) == 1 else ""


def _short(words: list[str]) -> set[str]:
    return {words[0], f"{words[0]} {words[-1][0]}"}


def _short_names(config: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """`John` and `John K` for the config's `John Kirkham`, and each for the other, where they fit one person alone.

    Initials are not made of them: these collide, so a config says them itself.
    """
    short: dict[str, set[str]] = defaultdict(set)
    for name, logins in config.items():
        words = name.split()
        # A name that does not hold on this day still stands in the way of others.
        for each in _short(words) if len(words) > 1 else ():
            short[each] |= {login.casefold() for login in logins} or {""}
    spelling = {login.casefold(): login for logins in config.values() for login in logins}
    return {
        name: (spelling[next(iter(found))],) for name, found in short.items() if len(found) == 1 and "" not in found
    }


def _one_of(name: str, configured: tuple[str, ...]) -> Naming:
    if len(configured) == 1:
        return Naming(name, configured[0], Rule.CONFIG)
    return Naming(name, None, Rule.SHARED, ", ".join(configured))


def _may_be_login(name: str) -> bool:
    """Whether `name` can hardly be anything but a login; somebody else may have it."""
    like = len(name) >= 5 and _LIKE_LOGIN.fullmatch(name) and not _DOUBLE_NAME.fullmatch(name)
    return bool(like and is_plain_login(name))


def _valid_logins(persons: tuple[Person, ...], day: date | None) -> tuple[str, ...]:
    """The logins that hold on `day`, without repeats."""
    return distinct(person.login for person in persons if _valid(person, day))


def _valid(person: Person, day: date | None) -> bool:
    """Whether the config's `person` holds on `day`; without a date only what holds until now."""
    if day is None:
        return person.end is None
    return (person.start is None or person.start <= day) and (person.end is None or day <= person.end)
