"""New issues for plain lines: `without_box: auto` takes them for work, and the first ones of a series wait for a person.

Whether bullets without boxes are work is a guess about a community's habit. So the first time that it would open issues in a
series these are held, all together, until somebody comments `/approve`. The marker of an issue that is opened then remembers
that, and later lines of the series open their issues without a hold.
"""

from collections.abc import Container, Iterable, Sequence

from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.case import Case, Decision
from bot.core.issues.matching.matched import Matched
from bot.core.issues.openings.opening import opening, without_opening
from bot.core.model.account import Standing
from bot.core.model.notes import State
from bot.core.model.plan import Held, Open
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.core.text.plural import be, counted
from bot.core.text.shortened import first_few

NAMED = 3
"""Series that the message names; the rest it counts."""

ENOUGH = 5
"""Items of earlier notes from which the message says how many of them stood in a single meeting."""

NOTE = "held: no box, and not approved yet"


def with_approval(
    decisions: Sequence[Decision], cases: Sequence[Case], known: Matched, snapshot: Snapshot, config: Config
) -> tuple[list[Decision], tuple[Held, ...]]:
    """The decisions without the first openings for plain lines, and these as held."""
    if snapshot.approved or config.without_box != "auto":
        return list(decisions), ()
    approved = _Approved(known)
    kept: list[Decision] = []
    held: list[Open] = []
    series: set[str] = set()
    for decision, case in zip(decisions, cases, strict=True):
        opened = opening(decision) if case.is_plain and case.item.series not in approved else None
        if opened:
            held.append(opened)
            series.add(case.item.series)
        kept.append(without_opening(decision, NOTE, Standing.UNAPPROVED) if opened else decision)
    message = _message(len(held), series, _earlier(cases, series), snapshot)
    return kept, (Held("open", tuple(held), message, approvable=True),) if held else ()


class _Approved:
    """The series that have an issue for plain lines. One may have another name by now: see `decide._first_meetings`."""

    def __init__(self, known: Matched) -> None:
        self._names = {
            item.series for item in known.items for issue in known.matches[item.id].issues if issue.marker.plain
        }
        self._digests = {issue.marker.series for issue in known.issues if issue.marker.plain}

    def __contains__(self, series: str) -> bool:
        return series in self._names or marker.digest(series) in self._digests


def _earlier(cases: Iterable[Case], series: Container[str]) -> tuple[int, int]:
    """How many items of some series have only plain lines and stand in no new meeting, and how many of them the notes name once.

    Those that are said to be done are not among the second.
    """
    items = [case.item for case in cases if case.item.series in series and not case.fresh]
    plain = [item for item in items if all(line.is_plain for line in item.counting)]
    once = [item for item in plain if item.state is State.OPEN and len({line.note_date for line in item.counting}) == 1]
    return len(plain), len(once)


def _message(count: int, series: Iterable[str], earlier: tuple[int, int], snapshot: Snapshot) -> str:
    named = first_few([code(name or ".") for name in sorted(series)], NAMED)
    items, once = earlier
    left = (
        f" Of {items} such items in earlier notes {once} were listed once and never said to be done: their issues would be open."
        if items >= ENOUGH and once
        else ""
    )
    return (
        f"Held: {counted(count, 'issue')} to open {be(count)} for lines without a box. The last meetings with work in "
        f"{named} have no boxes, so the bullets of their action lists count as work. If that is right, comment `/approve` "
        "on any issue or pull request; later lines then open their issues without a hold. There is no box to tick: an issue "
        f"closes when later notes say that it is done, or when a person closes it.{left} To leave them all out, set "
        f"`without_box: explicit` in {code(snapshot.config_path)}."
    )
