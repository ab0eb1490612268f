"""Names that a note leaves open and the attendee blocks of its neighbours explain; what nobody explains becomes a problem.

Initials change hands within a series, so only notes near in date are asked, and all of them must agree on one login.
"""

import json
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from bot.core.config.problem import Problem
from bot.core.model.notes import Attendee, Kind, Line, Note
from bot.core.model.reasons import Naming, Rule
from bot.core.people.resolve import by_name, comparable, derived_names, resolved, written_names
from bot.core.values import dataclass

NEAR = timedelta(days=183)
"""Half a year. With the blocks of 44 real notes hidden one by one, the neighbours gave 306 of 438 logins, all of them right;
over four years three times as many names stood for two people."""

_OPEN = frozenset({Rule.UNKNOWN, Rule.DATED, Rule.GUESS})
"""A name that two people of the note itself share stays so, whatever the neighbours say."""

_BARE_KEY = re.compile(r"[^\W\d_][\w .'’-]*")
"""What YAML reads as a key without quotes."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person in the attendee block of the note at `path`."""

    day: date
    path: str
    person: Attendee


def acquainted(notes: Iterable[Note]) -> list[Note]:
    """The notes of a series with the logins that their neighbours give, and a problem for each owner who stays unknown."""
    known = tuple(notes)
    index = _index(known)
    return [_with_problems(_acquainted(note, index)) for note in known]


Index = Mapping[str, list[_Seen]]


def _index(notes: Sequence[Note]) -> Index:
    """Name → who was called so, by date."""
    index: dict[str, list[_Seen]] = defaultdict(list)
    dated = [(note.date, note) for note in notes if note.date]
    for day, note in sorted(dated, key=lambda pair: (pair[0], pair[1].path)):
        for name, people in _names(note.attendees).items():
            index[name] += [_Seen(day, note.path, person) for person in people]
    return index


def _all_names(person: Attendee) -> frozenset[str]:
    return written_names(person) | derived_names(person)


@lru_cache(maxsize=2048)
def _names(attendees: tuple[Attendee, ...]) -> Mapping[str, list[Attendee]]:
    return by_name(attendees, _all_names)


def _acquainted(note: Note, index: Index) -> Note:
    open_names = {naming.name for line in note.lines for naming in line.namings if naming.rule in _OPEN}
    if not open_names or note.date is None:
        return note
    found = {name: naming for name in open_names if (naming := _neighbours_word(name, note.date, index))}
    return replace(note, lines=tuple(_named(line, found) for line in note.lines)) if found else note


def _named(line: Line, found: Mapping[str, Naming]) -> Line:
    if not any(naming.name in found for naming in line.namings):
        return line
    named = (found.get(naming.name, naming)._replace(person=naming.person) for naming in line.namings)
    people = resolved(tuple(named))
    return replace(
        line,
        namings=people.namings,
        assignees=people.logins,
        unconfirmed=people.unconfirmed,
        unresolved=people.unresolved,
    )


def _neighbours_word(name: str, day: date, index: Index) -> Naming | None:
    """Who `name` is by the notes around `day`; None where they say nothing, and nobody where they disagree."""
    seen = _around(index.get(comparable(name), []), day)
    if own := {comparable(alias) for each in seen if each.day == day for alias in each.person.aliases}:
        # The note has the person without a login: whoever bears the whole name elsewhere is the same.
        seen += [each for alias in sorted(own) for each in _around(index.get(alias, []), day)]
    vouched = [each for each in seen if each.person.login]
    if not vouched:
        return None
    nearest = min(vouched, key=lambda each: (abs(each.day - day), each.path))
    if all(_same(nearest.person, each.person) for each in seen):
        return Naming(name, nearest.person.login, Rule.NEIGHBOUR, nearest.path)
    logins = {login.casefold(): login for each in vouched if (login := each.person.login)}
    return Naming(name, None, Rule.SHARED, ", ".join(logins.values()))


def _around(seen: list[_Seen], day: date) -> list[_Seen]:
    first = bisect_left(seen, day - NEAR, key=lambda each: each.day)
    return seen[first : bisect_right(seen, day + NEAR, key=lambda each: each.day)]


def _same(known: Attendee, other: Attendee) -> bool:
    """Whether two may be one person: the same login, or none beside a whole name that is also the other's."""
    if known.login and other.login:
        return known.login.casefold() == other.login.casefold()
    return _whole(other) in _all_names(known) or _whole(known) in _all_names(other)


def _whole(person: Attendee) -> str:
    return max((comparable(alias) for alias in person.aliases), key=len, default="")


# --- what a person can correct


def _with_problems(note: Note) -> Note:
    """Owners of open work who have no login, once each, with the first line."""
    first: dict[str, Problem] = {}
    for line in note.lines:
        for naming in line.namings if _matters(line) else ():
            if naming.login is None:
                problem = Problem(note.path, line.number, way_out(naming, note.date))
                first.setdefault(naming.name.casefold(), problem)
    return replace(note, problems=(*note.problems, *first.values())) if first else note


def _matters(line: Line) -> bool:
    """Whether it is open work that may have an issue."""
    return line.open and line.kind is not Kind.AGENDA and not line.only_shown


def yaml_key(name: str) -> str:
    """A name as a key of YAML."""
    return name if _BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def way_out(naming: Naming, day: date | None) -> str:
    """Why an owner has no login, and the line to paste into the config."""
    key = yaml_key(naming.name)
    where = "`people` in the config"
    match naming.rule:
        case Rule.SHARED:
            logins = naming.by.split(", ") if naming.by else []
            one = logins[0] if logins else "their-login"
            whose = " or ".join([*(logins or ["one"]), *([] if len(logins) > 1 else ["another"])])
            since = f"{{login: {one}, from: {day}}}" if day else one
            return f'"{naming.name}" may be {whose}: say who, add "{key}: {since}" to {where}'
        case Rule.DATED:
            dates = f'"- {{login: their-login, from: {day}}}"'
            return f'{where} names nobody for "{naming.name}" on {day}: widen a `from` or `until` there, or add {dates}'
        case Rule.TEAM:
            team = naming.name.rpartition("/")[2]
            example = f'"{team}: {{team: [their-login, another-login]}}"'
            return f'"@{naming.name}" is a team and cannot be assigned: name its members, add {example} to `subteams`'
        case _:
            return f'nobody knows which login "{naming.name}" is: add "{key}: their-login" to {where}'
