"""Issues of Duly's whose marker somebody removed: nothing ties them to an item, so a new issue of the same title waits."""

from collections.abc import Iterator, Sequence

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.case import Decision
from bot.core.issues.openings.opening import first_opening, without_opening
from bot.core.limits import BOT
from bot.core.model.issues import Issue
from bot.core.model.plan import Held, Open
from bot.core.model.snapshot import Snapshot
from bot.core.text.outgoing import normalise

_WAY_OUT = "put the first line of its text back (its edit history has it), or, if it is not the same work, give it another title"


def with_lost_markers(
    decisions: Sequence[Decision], snapshot: Snapshot, config: Config
) -> tuple[list[Decision], tuple[Held, ...]]:
    """The decisions without the openings whose title an issue without its marker has, and these as held."""
    lost = {normalise(issue.title): issue for issue in _lost(snapshot, config)}
    kept: list[Decision] = []
    held: list[Held] = []
    for decision in decisions:
        opened = first_opening(decision)
        issue = lost.get(normalise(opened.title)) if opened else None
        if opened is None or issue is None:
            kept.append(decision)
            continue
        kept.append(without_opening(decision, f"held: #{issue.number} has lost its marker"))
        held.append(_held(opened, issue))
    return kept, tuple(held)


def lost_marker_problems(snapshot: Snapshot, config: Config) -> Iterator[Problem]:
    """Each open issue of Duly's that has lost its marker."""
    for issue in _lost(snapshot, config):
        if issue.open:
            yield Problem("", 0, f"#{issue.number} has lost its marker, so it is not kept in step: {_WAY_OUT}")


def _lost(snapshot: Snapshot, config: Config) -> list[Issue]:
    """Issues by a writer that show no marker but something else of Duly's. A person whose token is used has other issues too."""
    label = next(iter(config.labels), "")
    return [
        issue
        for issue in snapshot.issues
        if marker.read(issue.body) is None
        and (marker.END in issue.body or (issue.author.endswith(BOT) and label and issue.bears(label)))
    ]


def _held(opened: Open, issue: Issue) -> Held:
    message = f"Held: #{issue.number} has the title of an issue to open, and has lost its marker: {_WAY_OUT}."
    return Held("open", (opened,), message)
