"""`decide(snapshot)` → Plan: the one entry to every decision about a repository."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.account import account, with_standing
from bot.core.issues.brake import braked, held_reminders
from bot.core.issues.case import Case, Decision
from bot.core.issues.children import with_family
from bot.core.issues.decide_item import decide_item
from bot.core.issues.labels import creations
from bot.core.issues.matching.matched import Matched, matched
from bot.core.issues.matching.owned import Owned
from bot.core.issues.matching.wordings import likeness
from bot.core.issues.openings.foreign_issues import with_others
from bot.core.issues.openings.gone import with_gone
from bot.core.issues.openings.list_proof import with_proof
from bot.core.issues.openings.lost_lines import lost_families, lost_line_edits, lost_line_problems, old_tick_problems
from bot.core.issues.openings.lost_markers import lost_marker_problems, with_lost_markers
from bot.core.issues.openings.machine_notes import with_machine_notes
from bot.core.issues.openings.plain_lines import with_approval
from bot.core.issues.openings.possible_pairs import Paired, with_possible_pairs
from bot.core.issues.openings.same_title import with_same_title
from bot.core.issues.problems import equal_titles, no_config, note_problems, unbuilt
from bot.core.items.comparing.thresholds import KEPT
from bot.core.items.files import account_of_files
from bot.core.items.freshness import fresh_days, latest_of
from bot.core.items.issue_suffix import for_issue, number_at_end
from bot.core.items.series.notes import Courses
from bot.core.items.traced import traced
from bot.core.model.plan import Change, CreateLabel, Held, Open, Plan
from bot.core.model.snapshot import Snapshot


def decide(snapshot: Snapshot) -> Plan:
    """What a sync of `snapshot` would do. A second run over its outcome plans nothing."""
    config = snapshot.config
    if config is None:
        return Plan(problems=snapshot.problems or (no_config(snapshot.config_path),))
    read = traced(snapshot.notes, config)
    known = matched(snapshot, config, read.courses, read.items)
    cases = _cases(snapshot, config, read.courses, known)
    decisions = [decide_item(case) for case in cases]
    reminders = () if snapshot.approved else held_reminders(decisions, config, snapshot.config_path)
    if reminders:
        decisions = [decide_item(replace(case, reminders_held=True)) for case in cases]
    paired, waiting = _openings(decisions, cases, known, snapshot, config)
    lost = lost_families(cases, known.issues)
    edits = lost_line_edits(lost, cases, _paired_alone(paired), config.max_closes, has_notes=bool(read.notes))
    changes = [*_changes(paired), *edits]
    kept, held = braked(changes, snapshot, config)
    held = (*waiting, *held, *reminders)
    items = with_standing(paired.decisions, held)
    return Plan(
        changes=(*creations(kept, snapshot), *kept),
        held=held,
        problems=(
            *snapshot.problems,
            *unbuilt(config, snapshot.config_path),
            *read.undecided,
            *note_problems(read.notes, read.courses, config, snapshot.today),
            *(p for d in paired.decisions for p in d.problems),
            *equal_titles(paired.decisions),
            *(*lost_marker_problems(snapshot, config), *lost_line_problems(lost), *old_tick_problems(cases)),
        ),
        items=items,
        pairs=paired.pairs,
        account=account(account_of_files(snapshot, read), read, items, config, snapshot.today),
        ask=frozenset(known.around.ask).union(*(decision.ask for decision in paired.decisions)),
    )


def _openings(
    decisions: Sequence[Decision], cases: Sequence[Case], known: Matched, snapshot: Snapshot, config: Config
) -> tuple[Paired, tuple[Held, ...]]:
    """The decisions without the openings that have to wait, and these as held."""
    decisions = with_gone(decisions, snapshot)
    decisions, machine_made = with_machine_notes(decisions, cases, snapshot, config)
    decisions, unapproved = with_approval(decisions, cases, known, snapshot, config)
    decisions, unproved = with_proof(decisions, snapshot, config)
    decisions, theirs = with_others(decisions, cases, snapshot, config)
    decisions, lost = with_lost_markers(decisions, snapshot, config)
    paired = with_possible_pairs(decisions, cases, known, config, approved=snapshot.approved)
    return paired, (*machine_made, *unapproved, *unproved, *theirs, *lost, *paired.held)


def _changes(paired: Paired) -> Iterator[Change]:
    return (change for decision in paired.decisions for change in decision.changes)


def _paired_alone(paired: Paired) -> frozenset[int]:
    """The issues of possible pairs that nothing else changes."""
    changed = {change.number for change in _changes(paired) if not isinstance(change, Open | CreateLabel)}
    return frozenset(pair.issue.number for pair in paired.pairs) - changed


def cases_of(snapshot: Snapshot) -> list[Case]:
    """Every item of a snapshot with its issue and its family; none without a config."""
    config = snapshot.config
    if config is None:
        return []
    read = traced(snapshot.notes, config)
    return _cases(snapshot, config, read.courses, matched(snapshot, config, read.courses, read.items))


def _cases(snapshot: Snapshot, config: Config, courses: Courses, known: Matched) -> list[Case]:
    fresh = _fresh_from(courses, _first_meetings(known), config, snapshot.today)
    cases = {
        item.id: with_same_title(
            Case(
                item=item,
                match=known.matches[item.id],
                snapshot=snapshot,
                config=config,
                course=courses[item.series],
                fresh_from=fresh[item.series],
            )
        )
        for item in known.items
    }
    ours = {issue.issue.number: issue for issue in known.issues}
    return [_settled(case, ours) for case in with_family(cases)]


def _settled(case: Case, ours: Mapping[int, Owned]) -> Case:
    """The numbers that carrying put behind the words are no news for the issues.

    Where a line was split in two, both halves have its number, and one of them opens an issue.
    """
    if case.match.numbers:
        return replace(case, item=for_issue(case.item, case.match.is_own))

    def is_of_split_line(number: int, said: str) -> bool:
        is_at_end = number_at_end(said) == number and number in ours
        return is_at_end and likeness(case.item.newest, ours[number]).likeness >= KEPT

    return replace(case, item=for_issue(case.item, is_of_split_line)) if ours else case


def _first_meetings(known: Matched) -> dict[str, date]:
    """Series → the newest meeting when its first issue was opened.

    A series may have another name by now, as notes are moved; the issues of its items are its own all the same.
    """
    first: dict[str, date] = {}
    named: dict[str, list[Owned]] = defaultdict(list)
    for issue in known.issues:
        named[issue.marker.series].append(issue)
    for item in known.items:
        for issue in (*known.matches[item.id].issues, *named.pop(marker.digest(item.series), ())):
            if day := issue.marker.meeting:
                first[item.series] = min(date.fromisoformat(day), first.get(item.series, date.max))
    return first


def _fresh_from(
    courses: Courses, first: Mapping[str, date], config: Config, today: date | None
) -> dict[str, date | None]:
    """Series → the date of its oldest fresh meeting, but never one from before its first issue; None: nothing is fresh.

    So the first sync of a community with years of notes opens what stands in its newest meeting with work, and no later run
    opens what only the meetings before that have.
    """
    latest = latest_of(courses, today)
    found: dict[str, date | None] = {}
    for series, course in courses.items():
        days = fresh_days(course, config.open_within, latest, today)
        since = first.get(series, date.max)
        found[series] = max(days[0], min(since, days[-1])) if days else None
    return found
