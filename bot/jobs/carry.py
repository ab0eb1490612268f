"""`/carry` on the pull request of the next meeting's note: gather, let `core.carry` decide, commit or post."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace

import structlog

from bot.core import limits
from bot.core.carry import pull_request as words
from bot.core.carry.elsewhere.unmerged import NONE_UNMERGED, Unmerged
from bot.core.carry.next_note import Carried, CarryOptions
from bot.core.carry.pull_request import Carrying, Changed, Pull
from bot.core.commands import UserError
from bot.core.config.schema import Config
from bot.core.issues.policy import NEXT_MEETING
from bot.core.model.issues import Issue
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Edit
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.github.client import GitHub
from bot.github.errors import Unwritable
from bot.github.git.commits import Draft, is_protected
from bot.github.git.proposed import Proposed
from bot.github.repository import Repository
from bot.jobs.apply import PASSES, Seen, apply_all
from bot.jobs.gather import gather, gather_proposed
from bot.jobs.live import live_of
from bot.jobs.pull_notes import TOO_LARGE, PullNotes
from bot.jobs.unmerged import unmerged_before
from bot.settings import Settings

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class CarriedDraft(Draft):
    """The note with the block in it, and what was carried."""

    carried: Carried


async def carry_pull(repository: Repository, pull: int, options: CarryOptions) -> str:
    """Carry the open items into the note that the pull request brings; the Markdown of the reply.

    The block is committed where a commit lasts, else the reply holds it to be pasted. A second run commits nothing.
    UserError where there is no such note, or no config.
    """
    found = await repository.pulls.one(pull)
    if found is None:
        raise UserError(f"#{pull} is no pull request")
    snapshot, _ = await gather(repository)
    if snapshot.config is None:
        raise UserError(f"without a good {code(snapshot.config_path)} on the default branch nothing is carried")
    note = await _note_of(repository, found, snapshot, snapshot.config)
    # A commit goes to the branch, so the text there counts.
    live = await live_of(repository, found, note.path, snapshot.config) if options.how != "commit" else None
    note = replace(note, text=live.text) if live and live.text is not None else note
    unmerged = await unmerged_before(repository, snapshot, note, own=pull)
    past, raised = await raised_for(repository, snapshot, note)
    reply = await _carried(repository, Carrying(found, note, snapshot, options, raised, live, unmerged))
    if options.how != "preview":
        await lower(repository, snapshot, past)
    return reply


async def raised_for(
    repository: Repository, snapshot: Snapshot, note: NoteFile
) -> tuple[tuple[Issue, ...], tuple[Issue, ...]]:
    """The issues that are raised for the next meeting: those that were discussed at the last one, and the others."""
    raised = await repository.issues.labelled(NEXT_MEETING)
    past = await asyncio.to_thread(words.raised_before, snapshot, note, raised) if raised else ()
    return past, tuple(one for one in raised if one not in past)


async def gather_for_checkout(
    settings: Settings, full_name: str, notes: Iterable[NoteFile], target: NoteFile
) -> tuple[Snapshot, tuple[Issue, ...], Unmerged]:
    """A repository with the notes of a checkout over its own, the issues that are raised for the next meeting, and the notes
    of earlier meetings in pull requests.

    For a workflow that fills the next note, `target`, before it is committed anywhere. Reads only.
    """
    texts = {note.path: note.text for note in notes}
    async with GitHub(settings) as github:
        repository = await github.repository(full_name)
        snapshot, _ = await gather_proposed(repository, Proposed("HEAD", texts))
        if snapshot.config is None:
            return snapshot, (), NONE_UNMERGED
        unmerged = await unmerged_before(repository, snapshot, target, known=texts)
        return snapshot, await repository.issues.labelled(NEXT_MEETING), unmerged


async def _note_of(repository: Repository, pull: Pull, snapshot: Snapshot, config: Config) -> NoteFile:
    """The newest note that the pull request adds or edits; UserError where there is none."""
    files = words.candidates(await repository.pulls.changed(pull.number), config)
    if len(files) > limits.PULL_NOTES:
        raise UserError(
            f"this pull request changes {len(files)} notes, so none of them is taken for the next meeting's"
        )
    notes = PullNotes(repository)
    texts = [await _text(notes, file) for file in files]
    note = await asyncio.to_thread(words.newest, texts, snapshot.notes, config)
    if note is None:
        raise UserError(
            "this pull request neither adds nor edits a note: a dated file in Markdown or reStructuredText that `notes` in "
            f"{code(snapshot.config_path)} selects"
        )
    return note


async def _text(notes: PullNotes, file: Changed) -> NoteFile:
    text = await notes.text(file)
    if text is None:
        raise UserError(f"{code(file.path)} {TOO_LARGE} and was not read; split it")
    return NoteFile(file.path, text)


async def _carried(repository: Repository, carrying: Carrying) -> str:
    """Commit the block, or post it where a commit would not last or may not be made."""
    live = carrying.live
    if live and live.text is not None:
        carried = await asyncio.to_thread(carrying.into, live.text)
        return words.to_paste(live.url, carried)
    why = words.obstacle(carrying.pull, carrying.options, carrying.snapshot.head.branch, live)
    if not why:
        try:
            return await _committed(repository, carrying)
        except Unwritable as refusal:
            log.info("not committed", repository=repository.full_name, pull=carrying.pull.number, reason=refusal.said)
            if is_protected(refusal) and (proposed := await _proposed(repository, carrying)):
                return proposed
            why = words.refused(refusal.said)
    return await _posted(carrying, why)


async def _proposed(repository: Repository, carrying: Carrying) -> str:
    """The reply after the block was put into a pull request into this branch, which takes no commit; empty where that fails too."""
    path, base, own = carrying.note.path, carrying.pull.branch, repository.own_pulls
    branch = words.branch_of(carrying.pull.number)
    try:
        text = await repository.branches.text(path, base)
        if text is None:
            return ""
        carried = await asyncio.to_thread(carrying.into, text)
        await _bring_to(repository, branch, base, CarriedDraft(carried.text, words.message(path), carried), carrying)
        title, body = words.proposal(carrying.pull, path)
        try:
            pull = await own.open(branch, title, body, base)
        except Unwritable:
            if not await own.keeps_others(branch, base, await repository.writer()):
                await repository.branches.delete(branch)
            raise
    except Unwritable as refusal:
        log.info("not proposed", repository=repository.full_name, pull=carrying.pull.number, reason=refusal.said)
        return ""
    log.info("carried", repository=repository.full_name, pull=carrying.pull.number, proposal=pull.number)
    return words.proposed(path, pull.number, carried)


async def withdraw(repository: Repository, number: int) -> None:
    """Close the pull request that brings the block to the closed one `number`, and delete its branch, where only Duly committed to it."""
    own, branch = repository.own_pulls, words.branch_of(number)
    if not await repository.branches.tip(branch):
        return
    config = (await repository.command_snapshot(None)).config
    closed = await repository.pulls.one(number)
    if config is None or closed is None or closed.open:
        return
    # The branch of the closed one may be gone, its commits are not.
    if await own.keeps_others(branch, closed.commit, await repository.writer()):
        log.info("proposal kept", repository=repository.full_name, pull=number, reason="people committed to it")
        return
    for pull in await own.of(branch):
        if pull.open:
            await own.close(pull, words.withdrawn(number))
    await repository.branches.delete(branch)
    log.info("proposal withdrawn", repository=repository.full_name, pull=number)


async def _committed(repository: Repository, carrying: Carrying) -> str:
    """The reply after a commit, or where there is nothing to commit; Unwritable where GitHub takes none."""

    def revised(text: str) -> CarriedDraft:
        carried = carrying.into(text)
        return CarriedDraft(carried.text, words.message(carrying.note.path), carried)

    path, branch = carrying.note.path, carrying.pull.branch
    amended = await repository.amend(path, branch, revised)
    if amended is None:
        raise Unwritable(path, f"{path} is not there at the tip of {branch}")
    if not amended.written:
        return words.unchanged(path, amended.draft.carried)
    log.info("carried", repository=repository.full_name, pull=carrying.pull.number, commit=amended.commit)
    return words.committed(path, amended.draft.carried, carrying.snapshot.head, amended.commit)


async def _bring_to(repository: Repository, branch: str, base: str, draft: CarriedDraft, carrying: Carrying) -> None:
    """Let `branch` be one commit on top of `base` with this draft; where people committed to it, a commit on top of theirs."""
    own, path = repository.own_pulls, carrying.note.path
    if await own.keeps_others(branch, base, await repository.writer()):
        amended = await repository.amend(path, branch, lambda text: replace(draft, text=carrying.into(text).text))
        if amended is None:
            raise Unwritable(path, f"{path} is not there at the tip of {branch}")
    elif await repository.branches.text(path, branch) != draft.text:
        await repository.branches.rebase(
            branch, await repository.branches.tip(base), {path: draft.text}, draft.message, base
        )


async def _posted(carrying: Carrying, why: str) -> str:
    """The reply with the block to paste."""
    carried = await asyncio.to_thread(carrying.into, carrying.note.text)
    if carried.text == carrying.note.text:
        return words.unchanged(carrying.note.path, carried)
    return words.posted(carrying.note.path, carried, why)


async def lower(repository: Repository, snapshot: Snapshot, past: Iterable[Issue]) -> None:
    """Remove the label from issues that were discussed: from then on they are carried like the items of the note."""
    issues = tuple(past)
    for _ in range(PASSES):
        seen = Seen({issue.number: issue for issue in issues}, snapshot.read_at)
        applied = await apply_all(repository, seen, filter(None, map(_lowered, issues)))
        issues = tuple(issue for issue in applied.issues if issue.number in applied.outdated)


def _lowered(issue: Issue) -> Edit | None:
    """The edit that removes the label; None where it is gone already."""
    labels = tuple(label for label in issue.labels if label.casefold() != NEXT_MEETING)
    if labels == issue.labels:
        return None
    return Edit(issue.number, "it stood in the last meeting's note", labels=labels)
