"""Gather, decide, apply for the commands of one comment, and the receipt that shows how it went."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot.core import commands
from bot.core.commands import CommandContext, CommandResult, Invocation, Role, SyncRequest, UserError
from bot.core.commands.context import Planned, SyncPlan
from bot.core.issues import marker
from bot.core.model.plan import Close, Comment
from bot.core.model.questions import Answers, CommentKeys, Questions
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.core.text.shortened import whole_lines
from bot.github.errors import Refused
from bot.github.receipts import CommentState
from bot.github.repository import Repository
from bot.jobs.apply import PASSES, Applied, ApplyOptions, apply_all, is_final, seen_in, with_done
from bot.jobs.carry import carry_pull
from bot.jobs.gather import gather, settle
from bot.jobs.meetings.carry_issue import carry_issue
from bot.jobs.pull_notes import TooMuch, gather_pull
from bot.queue.job import RunCommands

log = structlog.get_logger(__name__)

LONGEST_REPLY = 65_000
"""Characters; GitHub takes 65,536 in a comment, and a carried block alone may have 60,000."""

RequestSync = Callable[[SyncRequest], Awaitable[None]]
"""Queues a sync; the job is durable when it returns."""

ONE_ACT = ApplyOptions(is_final=is_final, together=True)
"""How the changes of a command are applied."""


@dataclass(slots=True)
class _Progress:
    """What the commands of a comment came to so far. `snapshot` follows what was applied."""

    snapshot: Snapshot
    replies: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    changed: bool = False
    """Something was written to an issue."""


async def run_commands(repository: Repository, work: RunCommands, request_sync: RequestSync) -> bool:
    """Run the commands of a comment that are still in it and were not run before; once for all comments that repeat them.

    Returns whether an issue was changed.

    Each command converges: after a crash all are run again, and what is done stays done.
    """
    asked = await _asked(repository, work)
    if not asked:
        given = repository.loggable(commands=work.commands)
        log.info("no command to run", repository=repository.full_name, issue=work.issue, **given)
        return False
    snapshot = await repository.command_snapshot(None if work.pull else work.issue)
    if snapshot.config is None:
        # No reply either: the App may be installed for other repositories, and the commands meant for another bot.
        log.info("no config, so no command is run", repository=repository.full_name)
        return False
    if work.author.casefold() in map(str.casefold, snapshot.config.not_obeyed):
        log.info("commands ignored by the config", repository=repository.full_name, login=work.author)
        return False
    changed = False
    for lines, comments in asked.items():
        await repository.receipts.begin(comments)
        progress = _Progress(snapshot)
        await _run_all(repository, work, lines, progress, request_sync)
        if _is_awaited(progress.snapshot, work):
            # GitHub lets a person be assigned after any comment on the issue.
            await request_sync(SyncRequest.AGAIN)
        # A stranger gets a reaction only: a text for each comment would be a flood.
        if (text := _reply_text(work, progress)) and not work.stranger:
            await _reply(repository, work, snapshot, comments, text)
        await repository.receipts.end(comments, work.digest, well=not progress.errors)
        changed = changed or progress.changed
    return changed


_Asked = Mapping[tuple[Invocation, ...], Sequence[CommentState]]
"""Commands, and the comments that give them."""


async def _asked(repository: Repository, work: RunCommands) -> _Asked:
    """What is left to run: a comment may have been answered, edited or deleted since."""
    asked: dict[tuple[Invocation, ...], list[CommentState]] = {}
    writer = await repository.writer()
    # At one time, because one that was deleted is asked for again after a pause, and somebody may delete many.
    read = await asyncio.gather(*(repository.receipts.comment(number, writer) for number in work.comments))
    for comment in read:
        if comment is None or repository.receipts.is_answered(comment, work.digest):
            continue
        if lines := await asyncio.to_thread(_remaining, work, comment):
            asked.setdefault(lines, []).append(comment)
    return asked


def _remaining(work: RunCommands, comment: CommentState) -> tuple[Invocation, ...]:
    """The commands that the comment still has."""
    given = set(commands.invocations(comment.body))
    return tuple(each for line in work.commands if (each := Invocation.from_line(line)) in given)


def _is_awaited(snapshot: Snapshot, work: RunCommands) -> bool:
    """Whether the issue waits for a comment of this author, to assign them."""
    issue = snapshot.known_issues.get(work.issue)
    return issue is not None and marker.waits_for(issue.body, work.author)


async def _run_all(
    repository: Repository,
    work: RunCommands,
    lines: tuple[Invocation, ...],
    progress: _Progress,
    request_sync: RequestSync,
) -> None:
    if len(lines) > commands.MAX_COMMANDS:
        progress.errors.append(f"These are more than {commands.MAX_COMMANDS} commands in one comment, so none was run.")
        return
    role = await repository.roles.of(work.author)
    for invocation in lines:
        context = CommandContext(
            invocation=invocation,
            number=work.issue,
            pull=work.pull,
            by=work.author,
            role=role,
            snapshot=progress.snapshot,
        )
        try:
            await _run_one(repository, context, progress, request_sync)
        except UserError as error:
            progress.errors.append(f"`/{invocation.name}`: {error}.")


async def _run_one(
    repository: Repository, context: CommandContext, progress: _Progress, request_sync: RequestSync
) -> None:
    """Run one command; UserError where it cannot be done."""
    for _ in range(PASSES):
        context, result = await _decided(repository, context)
        applied = await apply_all(repository, seen_in(context.snapshot), result.changes, ONE_ACT)
        context = replace(context, snapshot=_without_plan(with_done(context.snapshot, applied), applied))
        progress.snapshot, progress.changed = context.snapshot, progress.changed or bool(applied.done)
        if not applied.outdated:
            break
    else:
        raise UserError("somebody edited the issue at the same time; give the command again")
    _raise_failure(applied)
    if context.role >= Role.WRITE and any(isinstance(change, Close) for change, _ in applied.done):
        await request_sync(SyncRequest.WRITE_BACK)
    if result.sync:
        await request_sync(result.sync)
    if result.carry:
        carry = carry_pull if context.pull else carry_issue
        progress.replies.append(await carry(repository, context.number, result.carry))
    if result.reply:
        progress.replies.append(result.reply)


def _raise_failure(applied: Applied) -> None:
    """UserError where a change was not applied."""
    match applied.failure:
        case None:
            return
        case Refused(status=status):
            raise UserError(f"GitHub refused it (HTTP {status})")
        case failure:
            raise UserError(code(str(failure)))


def _without_plan(snapshot: Snapshot, applied: Applied) -> Snapshot:
    """The snapshot without the plan of a sync, where that was made before changes."""
    if not applied.results:
        return snapshot
    given = {question: answer for question, answer in snapshot.answers.given.items() if question != SyncPlan()}
    return replace(snapshot, answers=Answers(given))


async def _decided(repository: Repository, context: CommandContext) -> tuple[CommandContext, CommandResult]:
    """The result of a command, with everything answered that it asks for."""

    async def decide(context: CommandContext) -> CommandResult:
        return commands.decide(context)

    async def answer(context: CommandContext, questions: Questions) -> CommandContext:
        snapshot = await repository.answer(context.snapshot, questions - {SyncPlan()})
        if SyncPlan() in questions:
            planned = await _planned(repository, context)
            snapshot = replace(snapshot, answers=snapshot.answers | Answers({SyncPlan(): planned}))
        return replace(context, snapshot=snapshot)

    return await settle(context, decide, answer)


async def _planned(repository: Repository, context: CommandContext) -> Planned:
    """The plan of a sync now, or after the merge of the pull request that has the comment; UserError where that is too large."""
    try:
        proposed = await gather_pull(repository, context.number) if context.pull else None
    except TooMuch as error:
        raise UserError(str(error)) from error
    return Planned(*(proposed or await gather(repository)))


def _reply_text(work: RunCommands, progress: _Progress) -> str:
    """One reply for everything; empty where there is nothing to say. It mentions only the commenter."""
    errors = [f"@{work.author}\n" + "\n".join(f"- {error}" for error in progress.errors)] if progress.errors else []
    text = "\n\n".join([*errors, *progress.replies])
    return whole_lines(text, LONGEST_REPLY)


async def _reply(
    repository: Repository, work: RunCommands, snapshot: Snapshot, comments: Sequence[CommentState], text: str
) -> None:
    """Post the reply, unless an earlier try did. `snapshot` is from the start: it has the number of comments to be seen."""
    # After a failure another repeat may come first.
    keys = [f"reply.{each.id}.{work.digest}.{each.updated_at:%Y%m%d%H%M%S}" for each in comments]
    question = CommentKeys(work.issue)
    try:
        asked = await repository.answer(snapshot, frozenset({question}))
    except Refused as refused:
        if not is_final(refused):
            raise
        log.warning("no reply", repository=repository.full_name, issue=work.issue, reason=str(refused))
        return
    if not {*keys}.isdisjoint(asked.answers.get(question) or ()):
        return
    body = f"{marker.comment_marker(keys[0])}\n{text}"
    answer = Comment(work.issue, keys[0], body, "an answer to a command")
    await apply_all(repository, seen_in(snapshot), [answer], ONE_ACT)
