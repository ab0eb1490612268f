"""What people can correct, in the notes and in the config."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.issues.case import Decision
from bot.core.items.freshness import latest_of, memory
from bot.core.items.series.notes import Courses
from bot.core.model.notes import Note
from bot.core.model.plan import Open
from bot.core.text.code import named
from bot.core.text.plural import counted

_MOST_NAMED = 3
"""Titles that are named in one message."""


def note_problems(
    notes: Mapping[str, Sequence[Note]], courses: Courses, config: Config, today: date | None = None
) -> tuple[Problem, ...]:
    """What people can correct in the notes that still matter, and what is serious.

    Those are the newest ones with work or a list for it of each series that did not end long before the others.
    """
    found: list[Problem] = []
    latest = latest_of(courses, today)
    for name, series in notes.items():
        oldest = latest - memory(courses.get(name, ())) if latest else date.min
        listed = {note.date for note in series if note.date and (note.has_work or note.has_action_list)}
        days = [day for day in sorted(listed)[-config.open_within :] if day >= oldest]
        for note in sorted(series, key=lambda note: (note.date or date.min, note.path)):
            recent = note.date is None or (bool(days) and note.date >= days[0])
            found += [problem for problem in note.problems if recent or problem.serious]
            if note.by_machine and recent and config.machine_notes == "ignore":
                message = (
                    f"nothing here is work: a program wrote it (“{note.by_machine}”), and `machine_notes` is `ignore`"
                )
                found.append(Problem(note.path, 0, message))
    return tuple(found)


def equal_titles(decisions: Sequence[Decision]) -> Iterator[Problem]:
    """New issues with the title of another one, for a line of another series: notes that were moved, or two groups of people."""
    titled: dict[str, list[Decision]] = defaultdict(list)
    for each in decisions:
        for title in _titles(each):
            titled[title.casefold()].append(each)
    found = [
        some
        for some in titled.values()
        if len({each.tracked.item.series for each in some}) > 1 and any(each.opens for each in some)
    ]
    if found:
        shown = "; ".join(" and ".join(map(_named, some)) for some in found[:_MOST_NAMED])
        more = f"; {counted(len(found) - _MOST_NAMED, 'more title')}" if len(found) > _MOST_NAMED else ""
        way = (
            "where it is the same work, comment `/merge #…` on one of them with the number of the other; "
            "where it is not, nothing is to be done"
        )
        yield Problem("", 0, f"issues of different series of notes have one title ({shown}{more}): {way}")


def _titles(decision: Decision) -> Iterator[str]:
    """The titles of the issues that it opens, or that of the open issue that it has."""
    opened = [change.title for change in decision.changes if isinstance(change, Open)]
    live = decision.tracked.live
    yield from opened or ([live.title] if live and live.open else [])


def _named(decision: Decision) -> str:
    newest = decision.tracked.item.newest
    number = "" if decision.opens or not decision.tracked.issue else f" (#{decision.tracked.issue})"
    return named(f"{newest.path}:{newest.number}") + number


def unbuilt(config: Config, path: str) -> tuple[Problem, ...]:
    """Keys that are understood but have no effect yet: said, rather than passed over in silence."""
    return tuple(
        Problem(
            path,
            0,
            f"`team: {team.team}` has no effect in this version: the members of a team on GitHub are not read; "
            "`team: [ada, bea]` names them",
        )
        for team in config.subteams
        if team.team
    )


def no_config(path: str) -> Problem:
    """No config: nothing is done."""
    return Problem(path, 0, "there is no config on the default branch, so nothing is done: add one, it may be empty")
