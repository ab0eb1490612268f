"""The figures of `duly report -o`: one HTML file without requests, with charts and tables that sort."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources
from statistics import median

from jinja2 import Environment

from bot.cli.views import charts
from bot.core.config.schema import Config
from bot.core.issues.policy import owner_line, subteam_labels
from bot.core.issues.titles import title
from bot.core.model.account import Account
from bot.core.model.decisions import Decision
from bot.core.model.notes import Item
from bot.core.reports.account import obstacle
from bot.core.reports.history import Ended, History, ages
from bot.core.reports.open_items import OpenItem
from bot.core.reports.statistics import Statistics
from bot.core.text.outgoing import redact
from bot.core.text.plural import counted

REPOSITORY = "owner/notes"
"""Stands for the repository in texts that are copied from notes."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page is made from."""

    now: Statistics
    past: History
    decisions: tuple[Decision, ...]
    links: Mapping[Decision, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `sort` is what it is sorted by, where that is not its text."""

    text: str
    sort: str | int | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heading, and what stands there where it has no row."""

    heading: str
    caption: str
    none: str
    head: tuple[str, ...]
    body: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the template shows. `over_time` and `by_age` are SVG of ours; all else is text, and escaped."""

    name: str
    nothing: str = ""
    """Said where there is no meeting with work."""
    meetings: str = ""
    oldest: date | None = None
    newest: date | None = None
    figures: tuple[tuple[str, str], ...] = ()
    over_time: str = ""
    points: tuple[tuple[Cell, ...], ...] = ()
    by_age: str = ""
    tables: tuple[Table, ...] = ()


def report_page(name: str, figures: Figures, account: Account | None, config: Config) -> str:
    """The page as HTML. `name` is what the notes are called."""
    template = resources.files("bot.cli.views").joinpath("report_page.html").read_text(encoding="utf-8")
    environment = Environment(autoescape=True)
    return environment.from_string(template).render(page=_page(name, figures, account, config))


def _page(name: str, figures: Figures, account: Account | None, config: Config) -> Page:
    found, past = figures.now, figures.past
    if past.newest is None:
        nothing = (account and obstacle(account)) or "No meeting has a line of work."
        return Page(name=name, nothing=nothing, tables=(_decisions(figures),) if figures.decisions else ())
    return Page(
        name=name,
        meetings=counted(len(past.points), "meeting with work", "meetings with work"),
        oldest=past.points[0].day,
        newest=past.newest,
        figures=_figures(found, past),
        over_time=charts.over_time(
            [(point.day, point.open) for point in past.points],
            f"Open items from {past.points[0].day} to {past.newest}: {past.points[-1].open} at the end, "
            f"{max(point.open for point in past.points)} at most",
        ),
        points=tuple((_day(point.day), _number(point.open)) for point in past.points),
        by_age=charts.bars(_ages(found, past), "Open items by age"),
        tables=tuple(_tables(figures, config)),
    )


def _figures(found: Statistics, past: History) -> tuple[tuple[str, str], ...]:
    took = past.days_to_tick
    return (
        ("open", str(len(found.open))),
        ("without an owner", str(len(found.unowned))),
        ("ticked", str(len(took))),
        ("median days to tick", str(round(median(took))) if took else "–"),
        ("vanished", str(sum(span.ended is Ended.VANISHED for span in past.spans))),
        ("recurring", str(len(past.recurring))),
    )


def _ages(found: Statistics, past: History) -> Sequence[tuple[str, int]]:
    return ages((one.item.first.note_date for one in found.open), past.newest)


def _tables(figures: Figures, config: Config) -> Iterator[Table]:
    found, past = figures.now, figures.past
    yield _by_owner(found)
    if config.subteams:
        yield _by_subteam(found.open, config)
    items = tuple(_open(one.item) for one in found.open)
    yield Table("Open items", "Oldest first", "Nothing is open.", ("item", "owner", "since", "carried"), items)
    yield _time_to_close(past)
    yield Table(
        "Vanished",
        "Gone from the lists without a tick, the newest first",
        "No item vanished.",
        ("item", "owner", "since", "listed last", "carried"),
        tuple((*_open(item)[:3], _day(item.newest.note_date), _number(item.carried)) for item in found.vanished),
    )
    yield Table(
        "Recurring",
        "Opened again after a tick",
        "No item was opened again after a tick.",
        ("item", "owner", "since", "opened again"),
        tuple((*_open(item)[:3], _number(times)) for item, times in past.recurring),
    )
    yield _decisions(figures)


def _decisions(figures: Figures) -> Table:
    return Table(
        "Decisions",
        "The newest first",
        "No meeting recorded a decision.",
        ("decision", "date", "who", "where"),
        tuple(_decision(one, figures.links.get(one, "")) for one in figures.decisions),
    )


def _decision(one: Decision, link: str) -> tuple[Cell, ...]:
    return (
        Cell(redact(one.text)),
        _day(one.date),
        Cell(redact(", ".join(one.who)) or "–"),
        Cell(f"{one.path}:{one.number}", link=link),
    )


def _by_owner(found: Statistics) -> Table:
    return Table(
        "By owner",
        "An item of two owners counts for both",
        "No open item has an owner.",
        ("owner", "open", "oldest since", "carried at most"),
        tuple((Cell(s.owner), _number(s.open), _day(s.oldest), _number(s.carried)) for s in found.shares),
    )


def _time_to_close(past: History) -> Table:
    took = sorted(
        (span for span in past.spans if span.ended is Ended.TICKED and span.days is not None),
        key=lambda span: -(span.days or 0),
    )
    return Table(
        "Time to close",
        "Items that were ticked, the slowest first",
        "No item was ticked.",
        ("item", "since", "ticked", "days"),
        tuple((_words(span.item), _day(span.begin), _day(span.end), _number(span.days or 0)) for span in took),
    )


def _by_subteam(items: Iterable[OpenItem], config: Config) -> Table:
    counts = Counter(label for one in items for label in _subteams(one.item, config))
    return Table(
        "By sub-team",
        "By label; an item of two sub-teams counts for both",
        "Nothing is open.",
        ("sub-team", "open"),
        tuple((Cell(label), _number(count)) for label, count in counts.most_common()),
    )


def _subteams(item: Item, config: Config) -> Sequence[str]:
    return [each.label for each in subteam_labels(item, config)] or ["no sub-team"]


def _open(item: Item) -> tuple[Cell, ...]:
    line = owner_line(item)
    owners = ", ".join(dict.fromkeys((*line.assignees, *line.unresolved))) or "–"
    return _words(item), Cell(owners), _day(item.first.note_date), _number(item.carried)


def _words(item: Item) -> Cell:
    return Cell(title(item, REPOSITORY))


def _day(day: date | None) -> Cell:
    return Cell(str(day or "–"), sort=str(day or ""))


def _number(number: int) -> Cell:
    return Cell(str(number), sort=number)
