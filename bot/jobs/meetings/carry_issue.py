"""`/carry` on the issue of a meeting: gather, let `core.carry` decide, write the body or Duly's one comment."""

import asyncio

import structlog

from bot.core.carry import posts
from bot.core.carry import pull_request as words
from bot.core.carry.next_note import CarryOptions
from bot.core.carry.posts import CARRIED, CarryingHere
from bot.core.commands import UserError
from bot.core.model.plan import Comment
from bot.core.text.code import code
from bot.github.errors import Unwritable
from bot.github.repository import Repository
from bot.jobs.carry import CarriedDraft, lower, raised_for
from bot.jobs.gather import gather
from bot.jobs.unmerged import unmerged_before

log = structlog.get_logger(__name__)

NOT_WRITTEN = {
    "preview": "A preview, as you asked: nothing was written.",
    "paste": "Duly writes here only for people with the write role, so paste the block.",
}


async def carry_issue(repository: Repository, number: int, options: CarryOptions) -> str:
    """Carry the open items into the issue of a meeting; the Markdown of the reply. A second run writes nothing.

    UserError where the number is no meeting's, or where there is no config.
    """
    snapshot, _ = await gather(repository)
    if snapshot.config is None:
        raise UserError(f"without a good {code(snapshot.config_path)} on the default branch nothing is carried")
    body = posts.body_of(snapshot, number)
    if body is None or body.post is None:
        raise UserError("the date of the meeting is not in this issue: write it into the title, like 2024-03-05")
    note = posts.post_for(snapshot, body)
    unmerged = await unmerged_before(repository, snapshot, note)
    past, raised = await raised_for(repository, snapshot, note)
    others = tuple(issue for issue in raised if issue.number not in snapshot.meeting_issues)
    reply = await _carried(repository, CarryingHere(note, body.post, snapshot, options, others, unmerged))
    if options.how != "preview":
        await lower(repository, snapshot, past)
    return reply


async def _carried(repository: Repository, carrying: CarryingHere) -> str:
    """Write the block, or post it where it may not be written."""
    why = NOT_WRITTEN.get(carrying.options.how, "")
    if not why:
        try:
            return await _written(repository, carrying)
        except Unwritable as refusal:
            log.info("not carried", repository=repository.full_name, issue=carrying.post.number, reason=refusal.said)
            why = f"I could not write here: {code(refusal.said)}"
    carried = await asyncio.to_thread(carrying.into, carrying.note.text)
    if carried.text == carrying.note.text:
        return words.unchanged(carrying.note.path, carried)
    return words.posted(carrying.note.path, carried, why)


async def _written(repository: Repository, carrying: CarryingHere) -> str:
    """The reply after a write, or where there is nothing to write; Unwritable where GitHub takes none."""
    path, post = carrying.note.path, carrying.note.post
    assert post is not None

    def revised(text: str) -> CarriedDraft:
        carried = carrying.into(text)
        if why := posts.too_long(carried.text):
            raise Unwritable(path, why)
        return CarriedDraft(carried.text, "", carried)

    if not post.writable:
        draft = await asyncio.to_thread(revised, carrying.note.text)
        if draft.text == carrying.note.text:
            return words.unchanged(path, draft.carried)
        await repository.apply(Comment(post.number, CARRIED, draft.text, "/carry where a program writes the body"))
        return posts.filled(carrying.post, draft.carried)
    amended = await repository.posts.amend(post, path, revised)
    if amended is None:
        raise Unwritable(path, "it is gone")
    if not amended.written:
        return words.unchanged(path, amended.draft.carried)
    log.info("carried", repository=repository.full_name, issue=post.number)
    return posts.filled(carrying.post, amended.draft.carried)
