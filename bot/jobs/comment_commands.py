"""Gather, decide, apply for the commands of one comment, and the receipt that tells how it went."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus

import structlog

from bot.core import commands
from bot.core.commands import CommandContext, CommandResult, Invocation, SyncRequest, UserError
from bot.core.issues import marker
from bot.core.model.issues import Ask, Issue, Snapshot
from bot.core.model.plan import Change, Comment
from bot.github.errors import Gone, Refused
from bot.github.reactions import CommentState
from bot.github.repository import Repository
from bot.jobs.carry import carry_pull
from bot.jobs.sync import ROUNDS, gather, kind_of
from bot.queue.job import RunCommands

log = structlog.get_logger(__name__)

LONGEST_REPLY = 65_000
"""Characters; GitHub takes 65,536 in a comment, and a carried block alone may have 60,000."""

Looks = Callable[[SyncRequest], Awaitable[None]]
"""Keeps a wish for a sync: durable when it returns."""


@dataclass(slots=True)
class _Outcome:
    """What the commands of a comment came to so far. `snapshot` follows what was applied."""

    snapshot: Snapshot
    words: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


async def obey(repository: Repository, work: RunCommands, look: Looks) -> None:
    """Obey the commands of a comment, as far as they still stand in it and were not obeyed before.

    Each command converges: after a crash in the middle all are obeyed again, and what is done stays done.
    """
    heard = await repository.receipts.hear(work.comment, await repository.writer())
    lines = await asyncio.to_thread(_standing, work, heard)
    if heard is None or not lines or repository.receipts.is_answered(heard, work.digest):
        log.info("nothing to obey", repository=repository.full_name, issue=work.issue, commands=work.commands)
        return
    snapshot = await repository.glance(None if work.pull else work.issue)
    if snapshot.config is None:
        # Not even a word: the App may have been installed for other repositories, and the commands meant for another bot.
        log.info("no config, so no command is obeyed", repository=repository.full_name)
        return
    await repository.receipts.begin(heard)
    outcome = _Outcome(snapshot)
    await _obey_all(repository, work, lines, outcome, look)
    if any(
        marker.waits_for(issue.body, work.author) for issue in outcome.snapshot.issues if issue.number == work.issue
    ):
        # Whoever comments may be assigned from now on, whatever the comment says.
        await look(SyncRequest.AGAIN)
    if text := _words(work, outcome):
        await _reply(repository, work, snapshot, heard, text)
    await repository.receipts.end(heard, work.digest, well=not outcome.errors)


def _standing(work: RunCommands, heard: CommentState | None) -> tuple[Invocation, ...]:
    """The commands that the comment still has: it may have been edited again, or deleted, before its turn came."""
    said = set(commands.spoken(heard.body)) if heard else set()
    return tuple(each for line in work.commands if (each := commands.read(line)) in said)


async def _obey_all(
    repository: Repository, work: RunCommands, lines: tuple[Invocation, ...], outcome: _Outcome, look: Looks
) -> None:
    if len(lines) > commands.MOST:
        outcome.errors.append(f"These are more than {commands.MOST} commands in one comment, so none was obeyed.")
        return
    role = await repository.receipts.role(work.author)
    for said in lines:
        scene = CommandContext(
            said=said,
            number=work.issue,
            pull=work.pull,
            by=work.author,
            role=role,
            snapshot=outcome.snapshot,
        )
        try:
            await _obey_one(repository, scene, outcome, look)
        except UserError as error:
            outcome.errors.append(f"`/{said.name}`: {error}.")
        except Refused as refused:
            _but_not_yet(refused)
            # Said by GitHub of this change alone: trying again would not help.
            log.warning("refused", repository=repository.full_name, command=said.name, reason=str(refused))
            outcome.errors.append(f"`/{said.name}`: GitHub refused it (HTTP {refused.status}).")
        except Gone as gone:
            outcome.errors.append(f"`/{said.name}`: {gone}.")


async def _obey_one(repository: Repository, scene: CommandContext, outcome: _Outcome, look: Looks) -> None:
    scene, answer = await _decided(repository, scene)
    outcome.snapshot = scene.snapshot
    for change in answer.changes:
        outcome.snapshot = _after(outcome.snapshot, change, await repository.apply(change))
        log.info("obeyed", repository=repository.full_name, change=kind_of(change), number=scene.number, why=change.why)
    if answer.look:
        await look(answer.look)
    if answer.wish:
        outcome.words.append(await carry_pull(repository, scene.number, answer.wish))
    if answer.words:
        outcome.words.append(answer.words)


async def _decided(repository: Repository, scene: CommandContext) -> tuple[CommandContext, CommandResult]:
    """The answer of a command, with everything gathered that it asks for."""
    for _ in range(ROUNDS):
        answer = commands.decide(scene)
        if answer.whole:
            snapshot, plan = await gather(repository)
            scene = replace(scene, snapshot=snapshot, plan=plan)
        elif answer.ask:
            scene = replace(scene, snapshot=await repository.answer(scene.snapshot, answer.ask))
        else:
            return scene, answer
    raise RuntimeError(f"/{scene.said.name} keeps asking: {answer.ask}")


def _after(snapshot: Snapshot, change: Change, issue: Issue | None) -> Snapshot:
    """The snapshot as a change left it."""
    if issue is None:
        name = getattr(change, "name", None)
        return replace(snapshot, labels=(*(snapshot.labels or ()), name)) if name else snapshot
    others = (other for other in snapshot.issues if other.number != issue.number)
    return replace(snapshot, issues=tuple(sorted((*others, issue), key=lambda each: each.number)))


def _words(work: RunCommands, outcome: _Outcome) -> str:
    """One reply for all that is to be said; empty where nothing is. It mentions nobody but the commenter."""
    said = [f"@{work.author}\n" + "\n".join(f"- {error}" for error in outcome.errors)] if outcome.errors else []
    text = "\n\n".join([*said, *outcome.words])
    if len(text) <= LONGEST_REPLY:
        return text
    return text[:LONGEST_REPLY].rsplit("\n", 1)[0] + "\n\n… and more"


async def _reply(repository: Repository, work: RunCommands, snapshot: Snapshot, heard: CommentState, text: str) -> None:
    """Write it, unless an earlier try did. `snapshot` is from the start: it tells how many comments there are to be seen."""
    key = f"reply.{heard.id}.{work.digest}.{heard.updated_at:%Y%m%d%H%M%S}"
    try:
        asked = await repository.answer(snapshot, Ask(comments=frozenset({work.issue})))
        if (work.issue, key) in asked.comment_keys:
            return
        body = f"{marker.comment_marker(key)}\n{text}"
        await repository.apply(Comment(work.issue, key, body, "an answer to a command"))
    except (Refused, Gone) as error:
        if isinstance(error, Refused):
            _but_not_yet(error)
        log.warning("no reply", repository=repository.full_name, issue=work.issue, why=str(error))


def _but_not_yet(refused: Refused) -> None:
    """Raise a 404 on: an issue that is not there any more is Gone, so a server has not heard of it yet, and will."""
    if refused.status == HTTPStatus.NOT_FOUND:
        raise refused
