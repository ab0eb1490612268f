"""`.github/duly.yml` → Config; every mistake with its line."""

from dataclasses import dataclass, field
from datetime import date


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
    people: dict[str, tuple[Person, ...]] = field(default_factory=dict)
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
