"""`decide(snapshot)` → Plan: the one door to every decision about a repository."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce
from hashlib import sha256
from threading import Lock

from cachetools import LRUCache, cached

from bot.core.config.problem import Problem
from bot.core.config.schema import PATH, Config, selects
from bot.core.issues import marker, reminder
from bot.core.issues.case import Case, Decision
from bot.core.issues.children import with_family
from bot.core.issues.decide_item import decide_item
from bot.core.issues.foreign_issues import with_others
from bot.core.issues.labels import creations
from bot.core.issues.match import Match, Owned, fingerprints, match, owned
from bot.core.issues.merged_items import joined
from bot.core.issues.policy import ignored
from bot.core.items import lineage
from bot.core.items.issue_suffix import settled
from bot.core.items.meeting import Meeting, course_of
from bot.core.model.issues import Ask, Snapshot
from bot.core.model.notes import Item, Note, NoteFile
from bot.core.model.plan import Change, Close, Comment, Held, Open, Plan
from bot.core.notes import parse
from bot.core.people.cross_note import acquainted

LINES_KEPT = 50_000
"""Lines of notes that stay read in memory, about a kilobyte each."""

Courses = dict[str, tuple[Meeting, ...]]


def decide(snapshot: Snapshot) -> Plan:
    """What a sync of `snapshot` would do. A second run over its outcome plans nothing."""
    config = snapshot.config
    if config is None:
        return Plan(problems=snapshot.problems or (_no_config(),))
    notes = read_notes(snapshot.notes, config)
    courses = meetings(notes, config)
    cases = _cases(snapshot, config, courses)
    decisions = [decide_item(case) for case in cases]
    reminders = () if snapshot.approved else _reminders_held(decisions, config)
    if reminders:
        decisions = [decide_item(case) for case in _cases(snapshot, replace(config, remind_after=None), courses)]
    decisions, theirs = with_others(decisions, cases, snapshot, config)
    changes = [change for decision in decisions for change in decision.changes]
    kept, held = (tuple(changes), ()) if snapshot.approved else _brake(changes, config)
    return Plan(
        changes=(*creations(kept, snapshot), *kept),
        held=(*theirs, *held, *reminders),
        problems=(
            *snapshot.problems,
            *_unbuilt(config),
            *_problems(notes, config),
            *(p for d in decisions for p in d.problems),
            *_lineless(cases, _owned(snapshot, config)),
        ),
        items=tuple(decision.tracked for decision in decisions),
        ask=reduce(_both, (decision.ask for decision in decisions), Ask()),
    )


def cases_of(snapshot: Snapshot) -> list[Case]:
    """Every item of a snapshot with its issue and its family; none without a config."""
    config = snapshot.config
    return _cases(snapshot, config, meetings(read_notes(snapshot.notes, config), config)) if config else []


def read_notes(files: Iterable[NoteFile], config: Config, *, dated: bool = True) -> dict[str, list[Note]]:
    """Series → its notes, read in the order of their names: what is told apart by order has the same id every time.

    Without globs in the config only what has a date is a note, unless `dated` is off.
    """
    notes: dict[str, list[Note]] = defaultdict(list)
    for file in sorted(files, key=lambda file: file.path):
        series = selects(config, file.path)
        if series is None:
            continue
        note = read_once(file, config)
        if note.date or config.notes or not dated:
            notes[series].append(note)
    return {series: acquainted(found) for series, found in sorted(notes.items())}


def _key(file: NoteFile, config: Config) -> tuple[str, bytes, Config]:
    return file.path, sha256(file.text.encode("utf-8", "surrogatepass")).digest(), config


@cached(LRUCache(LINES_KEPT, getsizeof=lambda note: len(note.lines) + 1), key=_key, lock=Lock(), info=True)
def read_once(file: NoteFile, config: Config) -> Note:
    """A note as it was read the last time: from push to push one or two of hundreds change."""
    return parse.read(file.path, file.text, config)


def meetings(notes: dict[str, list[Note]], config: Config) -> Courses:
    """Series → its meetings, without the lines that the config ignores."""
    return {series: course_of(_worked(note, config) for note in found) for series, found in notes.items()}


def _worked(note: Note, config: Config) -> Note:
    return replace(note, lines=tuple(line for line in note.lines if not ignored(line, config.ignore)))


def _items(courses: Courses) -> tuple[Item, ...]:
    taken: set[str] = set()
    return tuple(item for series, course in courses.items() for item in lineage.trace(series, course, taken))


def matched(snapshot: Snapshot, config: Config, courses: Courses) -> tuple[tuple[Item, ...], dict[str, Match]]:
    """The items of all series, and the issues of each by its id."""
    items, issues = _items(courses), _owned(snapshot, config)
    return joined(items, match(items, issues, snapshot.head.full_name), issues)


def _cases(snapshot: Snapshot, config: Config, courses: Courses) -> list[Case]:
    items, matches = matched(snapshot, config, courses)
    issues = _owned(snapshot, config)
    fresh = {series: _fresh_from(series, course, issues, config) for series, course in courses.items()}
    cases = {
        item.id: Case(
            item=item,
            match=matches[item.id],
            snapshot=snapshot,
            config=config,
            course=courses[item.series],
            fresh_from=fresh[item.series],
        )
        for item in items
    }
    return [_settled(case) for case in with_family(cases)]


def _settled(case: Case) -> Case:
    """The numbers that carrying put behind the words are no news for the issues."""
    issues, numbers = case.match.issues, case.match.numbers
    if not issues:
        return case

    def is_own(number: int, words: str) -> bool:
        # Of merged issues each line has the words of one, and perhaps the number of another.
        return number in numbers and any(one.ends(one.issue.number, words) for one in issues)

    return replace(case, item=settled(case.item, is_own))


def _owned(snapshot: Snapshot, config: Config) -> tuple[Owned, ...]:
    return owned(snapshot.issues, {snapshot.writer, *config.trusted_writers})


def _lineless(cases: Iterable[Case], issues: Iterable[Owned]) -> Iterator[Problem]:
    """Open issues whose words no note has any more: reworded beyond recognition, or gone. Nothing closes them but people."""
    said: set[str] = set()
    known: set[int] = set()
    for case in cases:
        said |= set(fingerprints(case.item))
        known |= case.match.numbers
    for issue in issues:
        number = issue.issue.number
        if issue.issue.open and number not in known and not said & issue.marker.wordings.keys():
            way = (
                f"if a line is the same work, put `#{number}` alone in a sub-bullet below it, or comment `/merge` on one "
                "of the two issues; if not, close this one"
            )
            yield Problem("", 0, f"#{number} has no line in the notes any more: {way}")


def _fresh_from(series: str, course: Sequence[Meeting], issues: Iterable[Owned], config: Config) -> date | None:
    """Date of the oldest of the newest `open_within` action lists, but never one from before the first issue's.

    So the first sync of a community with years of notes opens what stands in its newest list, and no later run opens
    the lists before that.
    """
    lists = [meeting.date for meeting in course if meeting.has_action_list]
    if not lists:
        return None
    known = [issue.marker.meeting for issue in issues if issue.marker.series == marker.short(series)]
    first = min((date.fromisoformat(day) for day in known if day), default=lists[-1])
    return max(lists[-config.open_within :][0], min(first, lists[-1]))


# --- the brake, labels, problems


def _brake(changes: Sequence[Change], config: Config) -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """Holds back all changes of a kind of which there are too many; the rest goes on."""
    held = []
    for kind, name, limit, key in (
        (Open, "open", config.max_new_issues, "max_new_issues"),
        (Close, "close", config.max_closes, "max_closes"),
    ):
        found = tuple(change for change in changes if isinstance(change, kind))
        if len(found) > limit:
            message = (
                f"Held: {len(found)} issues to {name} are more than `{key}: {limit}` allows. "
                f"If that is right, comment `/approve` on any issue or pull request, or set `{key}: {len(found)}` in `{PATH}`; "
                "it can go back afterwards."
            )
            held.append(Held(name, found, message))
    stopped = {id(change) for one in held for change in one.changes}
    # A comment that tells of a close waits with it.
    numbers = {change.number for one in held for change in one.changes if isinstance(change, Close)}
    kept = (c for c in changes if id(c) not in stopped and not (isinstance(c, Comment) and c.number in numbers))
    return tuple(kept), tuple(held)


def _reminders_held(decisions: Sequence[Decision], config: Config) -> tuple[Held, ...]:
    """Where the config has just begun to ask for reminders, all that is carried would be reminded of at once."""
    found = tuple(
        change
        for decision in decisions
        for change in decision.changes
        if isinstance(change, Comment) and change.key == reminder.KEY
    )
    if len(found) <= config.max_new_issues:
        return ()
    message = (
        f"Held: {len(found)} reminders are more than `max_new_issues: {config.max_new_issues}` allows. "
        f"If that is right, comment `/approve` on any issue or pull request, or set it to {len(found)} in `{PATH}`; "
        "it can go back afterwards."
    )
    return (Held("remind", found, message),)


def _problems(notes: dict[str, list[Note]], config: Config) -> tuple[Problem, ...]:
    """What can be mended in the notes that still matter: the newest action lists of each series, and what is serious."""
    found: list[Problem] = []
    for series in notes.values():
        days = sorted({note.date for note in series if note.date and note.has_action_list})[-config.open_within :]
        for note in sorted(series, key=lambda note: (note.date or date.min, note.path)):
            recent = note.date is None or (bool(days) and note.date >= days[0])
            found += [problem for problem in note.problems if recent or problem.serious]
    return tuple(found)


def _unbuilt(config: Config) -> tuple[Problem, ...]:
    """Keys that are understood but have no effect yet: said, rather than passed over in silence."""
    return tuple(
        Problem(
            PATH,
            0,
            f"`team: {team.team}` has no effect in this version: the members of a team on GitHub are not read; "
            "`team: [ada, bea]` names them",
        )
        for team in config.subteams
        if team.team
    )


def _no_config() -> Problem:
    return Problem(PATH, 0, "there is no config on the default branch, so nothing is done: add one, it may be empty")


def _both(one: Ask, other: Ask) -> Ask:
    return Ask(
        labels=one.labels or other.labels,
        logins=one.logins | other.logins,
        issues=one.issues | other.issues,
        waiting=one.waiting | other.waiting,
        comments=one.comments | other.comments,
        others=one.others or other.others,
    )
