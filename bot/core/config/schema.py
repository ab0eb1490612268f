"""`.github/duly.yml` → Config; every mistake with its line."""

from collections import abc
from dataclasses import dataclass, field, fields

from bot.core.config import globs
from bot.core.config import yaml_source as tree
from bot.core.config.fields import ConfigSection, choice, listed, number, off_or, switch, text
from bot.core.config.people import Person as Person  # noqa: PLC0414 - for mypy: others import it from here
from bot.core.config.people import login, people
from bot.core.config.problem import Problem
from bot.core.config.subteams import Subteam as Subteam  # noqa: PLC0414 - likewise
from bot.core.config.subteams import label, subteams
from bot.core.config.yaml_source import Mistake, Scalar, Value, shown

PATH = ".github/duly.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The config of a community; every field has the default that docs/config.md gives."""

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
    with ConfigSection(value, {each.name for each in fields(Config)}) as top:
        return Config(
            notes=top.take("notes", listed(_glob), default.notes),
            open_from=top.take("open_from", _kinds, default.open_from),
            open_within=top.take("open_within", number(1, 1000), default.open_within),
            without_box=top.take("without_box", choice("explicit", "all", "report"), default.without_box),
            people=top.take("people", people, default.people),
            subteams=top.take("subteams", subteams, default.subteams),
            labels=top.take("labels", listed(label), default.labels),
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


def _writers(value: Value) -> frozenset[str]:
    return frozenset(listed(_writer)(value))


def _writer(value: Value) -> str:
    written = text(value).lower()
    bot = "[bot]" if written.endswith("[bot]") else ""
    return login(Scalar(value.place, written.removesuffix("[bot]"))) + bot
