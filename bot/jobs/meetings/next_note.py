"""The note of the next meeting: opened once in time, and kept current until the meeting begins."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

import structlog

from bot.core import limits
from bot.core.carry import pull_request
from bot.core.carry.elsewhere.unmerged import NONE_UNMERGED
from bot.core.carry.next_note import Carried, CarryOptions
from bot.core.carry.pull_request import Pull
from bot.core.commands import Role
from bot.core.issues import marker
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Comment
from bot.core.model.snapshot import Snapshot
from bot.core.upcoming import words
from bot.core.upcoming.kept import Mine, all_of, kept
from bot.core.upcoming.note import Nothing, Preparing, Series, is_changeable, occurrence_of, series_for
from bot.core.upcoming.schedule import MOST_SKIPPED, Occurrence, may_have_moved
from bot.github.errors import Unwritable
from bot.github.git.commits import Draft, is_protected
from bot.github.repository import Repository
from bot.jobs.carry import CarriedDraft, lower, raised_for
from bot.jobs.gather import gather
from bot.jobs.live import live_of
from bot.jobs.meetings.next_issue import prepare_next_issue
from bot.jobs.meetings.remarks import Remarks, no_note
from bot.jobs.meetings.standing_pull import Filling, propose, stands
from bot.jobs.pull_notes import PullNotes
from bot.jobs.unmerged import unmerged_before

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a note stands: in the branch of a pull request, or without one on the default branch."""

    note: NoteFile
    day: date
    branch: str
    pull: Pull | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    """The meeting to prepare. `stand` is where its note stands already."""

    series: Series
    occurrence: Occurrence
    stand: _Stand | None = None


async def prepare_next(repository: Repository, known: Snapshot, now: datetime) -> Remarks:
    """Open the next meeting's note where it is time, or bring it up to date; why there is none. A second run writes nothing.

    `known` is the repository as a sync has just read it. Without `next` in the config no call is made.
    """
    if known.config is None or known.config.next is None:
        return Remarks()
    if known.config.next.as_ == "issue":
        return await prepare_next_issue(repository, known, now)
    try:
        due = await _due(repository, known, now)
        if isinstance(due, Nothing):
            await _withdraw(repository, known)
            return no_note(repository, due.why, known.config_path if due.wrong else "")
        if due.stand is None:
            await _open(repository, due)
            await _withdraw(repository, known)
        else:
            await _bring_up_to_date(repository, due, due.stand)
    except Unwritable as refusal:
        return no_note(repository, refusal.said, known.config_path)
    return Remarks()


async def _due(repository: Repository, known: Snapshot, now: datetime) -> _Due | Nothing:
    """The meeting that is due, by the notes on the default branch and those in open pull requests.

    A meeting whose pull request people closed is skipped.
    """
    assert known.config is not None and known.config.next is not None
    files = tuple(note for note in known.notes if note.post is None)
    rule, series = known.config.next, await asyncio.to_thread(series_for, files, known.config)
    if isinstance(series, Nothing):
        return series
    found = occurrence_of(rule, series.days, now)
    if isinstance(found, Nothing) and not may_have_moved(rule, series.days, now):
        return found
    unmerged = await _unmerged(repository, known, series)
    skipped: list[date] = []
    while len(skipped) < MOST_SKIPPED:
        found = occurrence_of(rule, (*series.days, *unmerged), now, skipped)
        if isinstance(found, Nothing):
            return Nothing(f"{skipped[-1]} is skipped; {found.why}") if skipped else found
        stand = _stand(known, series, unmerged, found) or _moved_away(unmerged, found.day)
        if stand is not None:
            return await asyncio.to_thread(_if_changeable, _Due(series, found, stand), stand.note)
        pulls = await repository.own_pulls.of(words.branch_of(found.day))
        if not any(not pull.open for pull in pulls):
            return _Due(series, found)
        skipped.append(found.day)
    return Nothing("the last meetings were all skipped")


def _if_changeable(due: _Due, note: NoteFile) -> _Due | Nothing:
    return due if is_changeable(note) else Nothing(words.unreadable(note.path), wrong=True)


def _stand(known: Snapshot, series: Series, unmerged: Mapping[date, _Stand], found: Occurrence) -> _Stand | None:
    """Where the note of a meeting stands; an open pull request comes first, for people write there."""
    if found.there is None:
        return None
    if found.there in unmerged:
        return unmerged[found.there]
    meeting = series.at(found.there)
    assert meeting is not None
    note = next(note for note in known.notes if note.path == meeting.path)
    return _Stand(note, found.there, known.head.branch)


def _moved_away(unmerged: Mapping[date, _Stand], day: date) -> _Stand | None:
    """The note that Duly made for a day, where people gave it a date that is nearer to another meeting."""
    made = (stand for stand in unmerged.values() if words.day_of(stand.branch) == day)
    return next((stand for stand in made if stand.pull and not stand.pull.fork), None)


async def _unmerged(repository: Repository, known: Snapshot, series: Series) -> Mapping[date, _Stand]:
    """The notes in open pull requests that are not on the default branch; Duly's own before those of others."""
    config = known.config
    assert config is not None
    found: dict[date, _Stand] = {}
    pulls = await repository.pulls.open(known.head.branch)
    for pull in sorted(pulls[: limits.OPEN_PULLS], key=lambda pull: pull.fork or not words.is_own(pull.branch)):
        if pull.fork and await repository.roles.of(pull.author) < Role.TRIAGE:
            continue
        files = pull_request.candidates(await repository.pulls.changed(pull.number), config)
        read = PullNotes(repository)
        texts = [(file.path, await read.text(file)) for file in files[: limits.PULL_NOTES]]
        notes = [NoteFile(path, text) for path, text in texts if text is not None]
        note = await asyncio.to_thread(pull_request.newest, notes, known.notes, config)
        day = pull_request.day_of(note, known.notes, config) if note else None
        if note and day and day not in series.days:
            found.setdefault(day, _Stand(note, day, pull.branch, pull))
    return found


async def _preparing(repository: Repository, due: _Due, snapshot: Snapshot) -> Preparing:
    """All that the note is made from. Issues that were raised for an earlier meeting and stood in its note are lowered."""
    assert snapshot.config is not None and snapshot.config.next is not None
    label, own = snapshot.config.next.agenda_label, due.stand.pull.number if due.stand and due.stand.pull else 0
    made = Preparing(snapshot, due.series, due.stand.day if due.stand else due.occurrence.day)
    note = due.stand.note if due.stand else await asyncio.to_thread(made.fresh)
    past, raised = await raised_for(repository, snapshot, note)
    await lower(repository, snapshot, past)
    unmerged = await unmerged_before(repository, snapshot, note, own=own)
    return replace(
        made,
        snapshot=unmerged.over(snapshot) if unmerged is not NONE_UNMERGED else snapshot,
        raised=raised,
        topics=tuple(one for one in await repository.issues.labelled(label) if one not in raised) if label else (),
    )


async def _open(repository: Repository, due: _Due) -> None:
    """Make the note in a branch of its own, and open the pull request; whatever of it an earlier try has made is used."""
    # The issues of new items are there by now.
    snapshot, _ = await gather(repository)
    preparing = await _preparing(repository, due, snapshot)
    fresh = await asyncio.to_thread(preparing.fresh)
    day, own = due.occurrence.day, repository.own_pulls
    branch = words.branch_of(day)

    def revise(text: str) -> CarriedDraft:
        note = NoteFile(fresh.path, text)
        if not is_changeable(note):
            raise Unwritable(fresh.path, words.unreadable(fresh.path))
        begun = text and pull_request.day_of(note, snapshot.notes, preparing.config) == day
        if not begun and preparing.in_the_way(fresh, text):
            raise Unwritable(fresh.path, words.in_the_way(fresh.path))
        carried = preparing.filled(note if begun else fresh)
        return CarriedDraft(carried.text, words.message(day, fresh.path), carried)

    try:
        # Before there is a branch, which would be left empty.
        await asyncio.to_thread(revise, await repository.branches.text(fresh.path, snapshot.head.branch) or "")
        await repository.branches.start(branch, snapshot.head.commit)
        amended = await repository.branches.amend(fresh.path, branch, revise)
    except Unwritable:
        await repository.branches.delete_empty(branch)
        raise
    template = preparing.template()
    made = template.path if template else ""
    text = words.body(fresh.path, due.occurrence, made, amended.draft.carried, len(preparing.topics))
    pull = await own.open(branch, words.title(day), text)
    said = repository.loggable(note=fresh.path)
    log.info("next note opened", repository=repository.full_name, pull=pull.number, **said)


async def lacking(repository: Repository, known: Snapshot) -> Filling | None:
    """What the next meeting's note lacks, where it stands on the default branch; None where there is none or it has all."""
    if known.config is None or known.config.next is None or known.config.next.as_ == "issue":
        return None
    due = await _due(repository, known, repository.utc())
    if isinstance(due, Nothing) or due.stand is None or due.stand.pull:
        return None
    preparing = await _preparing(repository, due, known)
    return None if await _is_current(preparing, due.stand) else await _filling(repository, preparing, due.stand)


async def _is_current(preparing: Preparing, stand: _Stand) -> bool:
    """Whether nothing is new, even if every line were Duly's: then its versions need not be read."""
    as_it_is = await asyncio.to_thread(preparing.filled, stand.note, all_of(stand.note.text))
    return as_it_is.text == stand.note.text


async def _filling(repository: Repository, preparing: Preparing, stand: _Stand) -> Filling:
    def fill(text: str, mine: Mine) -> str:
        return kept(text, preparing.filled(replace(stand.note, text=text), mine).text, mine)

    return Filling(stand.note.path, stand.day, fill, await _mine(repository, preparing, stand))


async def _bring_up_to_date(repository: Repository, due: _Due, stand: _Stand) -> None:
    """Add what is new to a note that stands; nothing is written where it has everything."""
    snapshot, _ = await gather(repository)
    preparing = await _preparing(repository, due, snapshot)
    if await _is_current(preparing, stand):
        log.debug("next note is current", repository=repository.full_name)
        if stand.pull is None:
            await _withdraw(repository, snapshot)
        return
    if why := await _obstacle(repository, preparing, stand):
        await _say(repository, stand, preparing.filled(stand.note, all_of(stand.note.text)), why)
        return
    filling = await _filling(repository, preparing, stand)
    if stand.pull is None and await stands(repository):
        await propose(repository, snapshot, filling)
        return
    try:
        await _commit(repository, stand, filling)
    except Unwritable as refusal:
        if stand.pull or not is_protected(refusal):
            raise
        await propose(repository, snapshot, filling)


async def _commit(repository: Repository, stand: _Stand, filling: Filling) -> None:
    def revise(text: str) -> Draft:
        return Draft(filling.fill(text, filling.mine), words.message(stand.day, stand.note.path))

    amended = await repository.branches.amend(stand.note.path, stand.branch, revise)
    said = repository.loggable(note=stand.note.path)
    number = stand.pull.number if stand.pull else None
    log.info("next note kept", repository=repository.full_name, pull=number, written=amended.written, **said)


async def _withdraw(repository: Repository, snapshot: Snapshot) -> None:
    """Take the block out of the standing pull request, where there is one: the note has it, or its meeting has begun."""
    if await stands(repository):
        await propose(repository, snapshot, None)


async def _mine(repository: Repository, preparing: Preparing, stand: _Stand) -> Mine:
    """What Duly wrote in a note, also before people gave its file the name of another day."""
    places = {stand.note.path: stand.day}
    if made := words.day_of(stand.branch):
        places.setdefault((await asyncio.to_thread(replace(preparing, day=made).fresh)).path, made)
    writer = await repository.writer()
    versions: list[tuple[str, str]] = []
    for path, day in places.items():
        versions += await repository.branches.versions(path, stand.branch, words.subject_of(day), writer)
    return Mine.of(versions)


async def _obstacle(repository: Repository, preparing: Preparing, stand: _Stand) -> str:
    """Why the note cannot be filled where it stands, as a sentence; empty where it can."""
    if stand.pull is None:
        return ""
    head = preparing.snapshot.head
    live = await live_of(repository, stand.pull, stand.note.path, preparing.config)
    return pull_request.obstacle(stand.pull, CarryOptions(), head.branch, live)


async def _say(repository: Repository, stand: _Stand, carried: Carried, why: str) -> None:
    """Post what the note lacks on another's pull request, once."""
    assert stand.pull is not None
    body = f"{marker.comment_marker(words.COMMENT)}\n{words.not_filled(stand.note.path, carried, why)}"
    await repository.apply(
        Comment(stand.pull.number, words.COMMENT, body, "the note of the next meeting is kept there")
    )
    log.info("next note not filled", repository=repository.full_name, pull=stand.pull.number, reason=why)
