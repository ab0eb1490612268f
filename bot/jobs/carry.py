"""`/carry` on the pull request of the next meeting's note: gather, let `core.carry` decide, commit or post."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, replace

import structlog

from bot.core.carry import pull_request as words
from bot.core.carry.next_note import Carried, CarryOptions
from bot.core.carry.pull_request import Carrying, Changed, Pull
from bot.core.commands import UserError
from bot.core.config.schema import PATH as CONFIG
from bot.core.config.schema import Config
from bot.core.issues.policy import NEXT_MEETING
from bot.core.model.issues import Issue
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Edit
from bot.github.commits import Draft
from bot.github.errors import Gone, Unwritable
from bot.github.repository import Repository
from bot.jobs.sync import gather

log = structlog.get_logger(__name__)

MANY = 30
"""Notes that one pull request may change. One that moves an archive is not the next meeting's."""


@dataclass(frozen=True, slots=True)
class _CarriedDraft(Draft):
    """The note with the block in it, and what was carried."""

    carried: Carried


async def carry_pull(repository: Repository, pull: int, wish: CarryOptions) -> str:
    """Carry the open items into the note that the pull request brings; the Markdown of the one comment that tells of it.

    The block is committed where that lasts, else it stands in the comment to be pasted. A second run commits nothing.
    UserError where there is no such note, or no config.
    """
    found = await repository.pulls.one(pull)
    if found is None:
        raise UserError(f"#{pull} is no pull request")
    snapshot, _ = await gather(repository)
    if snapshot.config is None:
        raise UserError(f"without a good `{CONFIG}` on the default branch nothing is carried")
    note = await _note_of(repository, found, snapshot.config)
    scene = Carrying(found, note, snapshot, wish, await repository.labelled(NEXT_MEETING))
    past = await asyncio.to_thread(words.raised_before, scene) if scene.raised else ()
    answer = await _carried(repository, replace(scene, raised=tuple(one for one in scene.raised if one not in past)))
    if wish.how != "preview":
        await _lower(repository, past)
    return answer


async def _note_of(repository: Repository, pull: Pull, config: Config) -> NoteFile:
    """The newest note that the pull request adds or edits; UserError where there is none."""
    files = words.candidates(await repository.pulls.changed(pull.number), config)
    if len(files) > MANY:
        raise UserError(
            f"this pull request changes {len(files)} notes, so none of them is taken for the next meeting's"
        )
    texts = [await _text(repository, file) for file in files]
    note = await asyncio.to_thread(words.newest, texts, config)
    if note is None:
        raise UserError(
            "this pull request neither adds nor edits a note: a Markdown file with a date that `notes` in "
            f"`{CONFIG}` selects"
        )
    return note


async def _text(repository: Repository, file: Changed) -> NoteFile:
    return NoteFile(file.path, await repository.blob(file.sha))


async def _carried(repository: Repository, scene: Carrying) -> str:
    """Commit the block, or post it where a commit would not last or may not be made."""
    why = words.obstacle(scene.pull, scene.wish, scene.snapshot.head.branch)
    if not why:
        try:
            return await _committed(repository, scene)
        except Unwritable as refusal:
            log.info("not committed", repository=repository.full_name, pull=scene.pull.number, reason=refusal.said)
            why = words.refused(refusal.said)
    return await _posted(scene, why)


async def _committed(repository: Repository, scene: Carrying) -> str:
    """The answer after a commit, or where there is nothing to commit; Unwritable where there may be none."""

    def revised(text: str) -> _CarriedDraft:
        carried = scene.into(text)
        return _CarriedDraft(carried.text, f"Carry the open action items into {scene.note.path}", carried)

    path, branch = scene.note.path, scene.pull.branch
    amended = await repository.amend(path, branch, revised)
    if amended is None:
        raise Unwritable(path, f"{path} is not there at the tip of {branch}")
    if not amended.written:
        return words.unchanged(path, amended.draft.carried)
    log.info("carried", repository=repository.full_name, pull=scene.pull.number, commit=amended.commit)
    return words.committed(path, amended.draft.carried, scene.snapshot.head, amended.commit)


async def _posted(scene: Carrying, why: str) -> str:
    """The answer with the block to paste."""
    carried = await asyncio.to_thread(scene.into, scene.note.text)
    if carried.text == scene.note.text:
        return words.unchanged(scene.note.path, carried)
    return words.posted(scene.note.path, carried, why)


async def _lower(repository: Repository, past: Iterable[Issue]) -> None:
    """Take the label off issues that were talked about: from then on they are carried as the note's items are."""
    for issue in past:
        labels = tuple(label for label in issue.labels if label.casefold() != NEXT_MEETING)
        try:
            await repository.apply(Edit(issue.number, "it stood in the last meeting's note", labels=labels))
        except Gone:
            continue
