"""`.github/duly.yml` → Config; every mistake with its line."""

import re
from collections import abc
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import combinations
from typing import TypeVar

from bot.core import globs, tree
from bot.core.problem import Problem
from bot.core.reading import Section, choice, every, listed, number, off_or, switch, text, values
from bot.core.tree import Mapping, Mistake, Scalar, Value, shown

T = TypeVar("T")

PATH = ".github/duly.yml"

LABEL_LIMIT = 50
"""Characters that GitHub takes in a label's name."""

# Letters, digits and single hyphens, https://github.com/join; an underscore stands before an enterprise's short code.
_LOGIN = re.compile(r"(?=.{1,39}\Z)[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*")
_TEAM = re.compile(r"(?:[A-Za-z0-9-]{1,39}/)?[A-Za-z0-9_-]{1,100}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Person:
    """A login that a name stands for, from `start` to `end` (both included; None: without limit)."""

    login: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Subteam:
    """A sub-team: its label, and what tells that a line is its work."""

    name: str
    label: str
    headings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    team: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The config of a community; every field has the default of the README's table."""

    notes: tuple[str, ...] = ()
    """Globs, each a series; empty: every Markdown file with a date in its name, path, front matter or first heading."""
    open_from: frozenset[str] = frozenset({"action", "move-to-tracker"})
    open_within: int = 3
    without_box: str = "explicit"
    people: abc.Mapping[str, tuple[Person, ...]] = field(default_factory=dict, hash=False)
    """Keys in lower case."""
    subteams: tuple[Subteam, ...] = ()
    labels: tuple[str, ...] = ("action-item",)
    max_new_issues: int = 50
    max_closes: int = 20
    graduate_after: int = 3
    children: str = "list"
    remind_after: int | None = None
    write_back: bool = False
    close_linked: bool = False
    ignore: tuple[str, ...] = ()
    trusted_writers: frozenset[str] = frozenset()
    """Logins in lower case."""


def load(source: str, path: str = PATH) -> tuple[Config | None, tuple[Problem, ...]]:
    """The config in `source`, all defaults where it is empty; with any mistake None, and every mistake with its place.

    Raises nothing, whatever the text.
    """
    value, mistakes = tree.read(source)
    config: Config | None = None
    try:
        config = Config() if value is None else _config(value)
    except Mistake as mistake:
        mistakes += (mistake,)
    found = sorted({each for mistake in mistakes for each in mistake.found})
    problems = tuple(Problem(path, at.line, message, at.column, serious=True) for at, message in found)
    return (None if problems else config), problems


def selects(config: Config, path: str) -> str | None:
    """The series that the file at `path` belongs to: the first glob that names it, "" without globs, None for no note.

    Notes are Markdown, whatever a glob names. Whether the note has a date is the reader's question.
    """
    if not config.notes:
        # A path given on the command line may lead up: `..` hides nothing.
        hidden = any(part.startswith(".") and part not in {".", ".."} for part in path.split("/"))
        return "" if globs.markdown(path) and not hidden else None
    for glob in config.notes:
        if globs.matches(glob, path) and globs.markdown(path):
            return glob
    return None


def _config(value: Value) -> Config:
    default = Config()
    with Section(value, {each.name for each in fields(Config)}) as top:
        return Config(
            notes=top.take("notes", listed(_glob), default.notes),
            open_from=top.take("open_from", _kinds, default.open_from),
            open_within=top.take("open_within", number(1, 1000), default.open_within),
            without_box=top.take("without_box", choice("explicit", "all", "report"), default.without_box),
            people=top.take("people", _people, default.people),
            subteams=top.take("subteams", _subteams, default.subteams),
            labels=top.take("labels", listed(_label), default.labels),
            max_new_issues=top.take("max_new_issues", number(0, 100_000), default.max_new_issues),
            max_closes=top.take("max_closes", number(0, 100_000), default.max_closes),
            graduate_after=top.take("graduate_after", number(1, 1000), default.graduate_after),
            children=top.take("children", choice("list", "sub-issues"), default.children),
            remind_after=top.take(
                "remind_after", off_or(number(1, 1000, " (meetings), nor off")), default.remind_after
            ),
            write_back=top.take("write_back", switch, default.write_back),
            close_linked=top.take("close_linked", switch, default.close_linked),
            ignore=top.take("ignore", listed(text), default.ignore),
            trusted_writers=top.take("trusted_writers", _writers, default.trusted_writers),
        )


def _glob(value: Value) -> str:
    written = text(value)
    glob = written.removeprefix("./").removeprefix("/")
    if glob.endswith("/"):
        raise Mistake(value.place, f"{shown(written)} is a folder, did you mean {shown(glob + '**')}?")
    if glob.startswith("!") or set(glob) & set("{}\\"):
        raise Mistake(
            value.place, f"{shown(written)}: a glob has no signs but *, **, ? and []; list several one by one"
        )
    if globs.names_other_suffix(glob):
        raise Mistake(value.place, f"{shown(written)}: notes are Markdown, in files that end in .md or .markdown")
    if not glob or {"", ".", ".."} & set(glob.split("/")):
        raise Mistake(value.place, f"{shown(written)} is no path from the repository's root")
    return glob


def _kinds(value: Value) -> frozenset[str]:
    return frozenset(listed(choice("action", "move-to-tracker"))(value))


def _label(value: Value) -> str:
    label = text(value)
    if len(label) > LABEL_LIMIT:
        raise Mistake(value.place, f"a label has at most {LABEL_LIMIT} characters, {shown(label)} has {len(label)}")
    return label


def _login(value: Value) -> str:
    written = text(value)
    login = written.removeprefix("@")
    if not _LOGIN.fullmatch(login):
        raise Mistake(value.place, f"{shown(written)} cannot be a login on GitHub")
    return login


def _writers(value: Value) -> frozenset[str]:
    return frozenset(listed(_writer)(value))


def _writer(value: Value) -> str:
    written = text(value).lower()
    bot = "[bot]" if written.endswith("[bot]") else ""
    return _login(Scalar(value.place, written.removesuffix("[bot]"))) + bot


def _named(value: Value, reader: Callable[[str, Value], T]) -> tuple[T, ...]:
    """What a mapping from names to values means; names that differ in case or spaces only are one name twice."""
    if not isinstance(value, Mapping):
        raise Mistake(value.place, "names with values are needed here, like `name: value`")
    lines: dict[str, int] = {}

    def read(pair: tuple[Scalar, Value]) -> T:
        key, about = pair
        name = " ".join(text(key).removeprefix("@").split())
        if name.lower() in lines:
            raise Mistake(key.place, f"{shown(name)} stands here twice, first in line {lines[name.lower()]}")
        lines[name.lower()] = key.place.line
        return reader(name, about)

    return every(read, value.pairs)


def _people(value: Value) -> dict[str, tuple[Person, ...]]:
    return dict(_named(value, _known_as))


def _known_as(name: str, value: Value) -> tuple[str, tuple[Person, ...]]:
    stays = every(_person, values(value))
    for one, other in combinations(stays, 2):
        if max(one.start or date.min, other.start or date.min) <= min(one.end or date.max, other.end or date.max):
            both = f"{one.login} and {other.login}"
            raise Mistake(
                value.place, f"{shown(name)} stands for {both} at the same time: tell them apart by from and until"
            )
    return name.lower(), stays


def _person(value: Value) -> Person:
    if isinstance(value, Scalar):
        return Person(_login(value))
    with Section(value, {"login", "from", "until"}) as at:
        start, end = at.take("from", off_or(_day), None), at.take("until", off_or(_day), None)
        if start and end and end < start:
            raise Mistake(value.place, f"until {end} is before from {start}")
        return Person(at.need("login", _login), start, end)


def _day(value: Value) -> date:
    written = text(value)
    try:
        # The one form; fromisoformat alone takes 20200826 and 2020-W35-3 too.
        return date.fromisoformat(written if _DAY.fullmatch(written) else "")
    except ValueError:
        raise Mistake(value.place, f"{shown(written)} is no date like 2020-08-26") from None


def _subteams(value: Value) -> tuple[Subteam, ...]:
    return _named(value, _subteam)


def _subteam(name: str, value: Value) -> Subteam:
    if not isinstance(value, Mapping):
        # `docs:` alone is a sub-team with every default, `docs: documentation` one with that label.
        bare = isinstance(value, Scalar) and value.missing
        return Subteam(name, _label(Scalar(value.place, name) if bare else value), (name,))
    with Section(value, {"label", "headings", "words", "team"}) as at:
        own = Scalar(value.place, name)
        return Subteam(
            name,
            at.take("label", _label, None) or _label(own),
            at.take("headings", listed(text), (name,)),
            at.take("words", listed(text), ()),
            at.take("team", off_or(_team), None),
        )


def _team(value: Value) -> str:
    team = text(value).removeprefix("@")
    if not _TEAM.fullmatch(team):
        raise Mistake(value.place, f"{shown(team)} is no team like docs or owner/docs")
    return team
