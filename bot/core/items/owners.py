"""Who owns a line: the names as written, and the persons that its note says they stand for.

`ED` and `Eric` are one person where both notes have Eric Dill among their attendees, and nobody else of that name. Two people who
share initials stay two, also in notes of different years.
"""

from functools import lru_cache
from typing import NamedTuple

from bot.core.model.notes import Line
from bot.core.model.reasons import Naming, Rule
from bot.core.words import all_words


# A tuple, because tuples are compared and hashed without a call.
class LineOwner(NamedTuple):
    """An owner of a line, all in lower case."""

    name: str
    """As written."""
    person: str = ""
    """The whole name of the attendee that the name stands for; empty where the note does not say."""
    login: str = ""
    """The login that the note or the config gives; empty where none does, or where it is a guess."""


Owners = frozenset[LineOwner]

NOBODY: Owners = frozenset()


def owners_of(line: Line) -> Owners:
    """The owners of a line."""
    return _owners(line.owners, line.namings) if line.owners else NOBODY


@lru_cache(maxsize=4096)
def _owners(owners: tuple[str, ...], namings: tuple[Naming, ...]) -> Owners:
    known = {naming.name: naming for naming in namings}
    return frozenset(_owner(name, known.get(name)) for name in owners)


def _owner(name: str, naming: Naming | None) -> LineOwner:
    if naming is None:
        return LineOwner(name.casefold())
    login = naming.login if naming.login and naming.rule is not Rule.GUESS else ""
    return LineOwner(name.casefold(), naming.person, login.casefold())


def common(one: Owners, other: Owners) -> Owners:
    """Those of `one` who are also in `other`."""
    both = one & other
    return _common(one, other) if not both and (_explained(one) or _explained(other)) else both


@lru_cache(maxsize=4096)
def _explained(owners: Owners) -> bool:
    """Whether more than a name is known of any of them: mostly it is not, and then names are compared."""
    return any(owner.person or owner.login for owner in owners)


@lru_cache(maxsize=16384)
def _common(one: Owners, other: Owners) -> Owners:
    return frozenset(owner for owner in one if any(_same(owner, each) for each in other))


def strangers(one: Owners, other: Owners) -> bool:
    """Whether both sides have owners, and nobody is on both."""
    if not one or not other or one & other:
        return False
    return not ((_explained(one) or _explained(other)) and _common(one, other))


_TELLING = 4
"""Letters from which a name that is a part of another one is hardly so by accident."""

_SURNAME = 3
"""Letters from which what follows a name in a login is another name: `annfields`, not `Anna` …"""

_SURNAME_WITHOUT_SIGN = 4
"""… and in one without `@`, which may be a name: `brianrichter`, not `Johnson`."""

_GIVEN = frozenset(all_words().owners.given)


def alike(one: Owners, other: Owners) -> bool:
    """Whether an owner of one may be an owner of the other in another writing: `Brian` and `Brian Richter`, `Wendi` and `@uwendi`."""
    return any(_alike(owner, each) for owner in one for each in other)


def _alike(one: LineOwner, other: LineOwner) -> bool:
    if (one.login and other.login) or (one.person and other.person):
        return _same(one, other)
    short, long = sorted((one.name.lstrip("@"), other.name.lstrip("@")), key=len)
    if len(short) < _TELLING or " " in short or long in _GIVEN:
        return False
    if " " in long:
        return short in long.split()
    rest = len(long) - len(short)
    is_login = one.name.startswith("@") or other.name.startswith("@")
    if not is_login and not long.isalpha():
        return False
    least = _SURNAME if is_login else _SURNAME_WITHOUT_SIGN
    return (long.endswith(short) and rest == 1) or (long.startswith(short) and rest >= least)


def _same(one: LineOwner, other: LineOwner) -> bool:
    """Whether two are one person: by login, by whole name, or by the name where nothing is known that tells them apart."""
    if one.login and other.login:
        return one.login == other.login
    if one.person and other.person:
        return _one_person(one.person, other.person)
    return one.name == other.name


def _one_person(one: str, other: str) -> bool:
    """Whether two whole names are those of one person: `eric dill` and `eric d`, not `eric dill` and `erica dill`."""
    short, long = sorted((one.split(), other.split()), key=len)
    return all(any(_one_word(word, each) for each in long) for word in short)


def _one_word(one: str, other: str) -> bool:
    """Whether two words of names are equal, or one is the initial of the other."""
    return one == other or (1 in {len(one), len(other)} and one[0] == other[0])


@lru_cache(maxsize=4096)
def names_in(owners: Owners) -> frozenset[str]:
    """The single words of owners' names: they say nothing about the work."""
    names = (name for owner in owners for name in (owner.name, owner.person, owner.login))
    return frozenset(part.strip("@.") for name in names for part in name.replace("/", " ").split())
