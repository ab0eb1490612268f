"""Ticks written back: issues that were closed or reopened on GitHub, and one commit to the newest note that lists them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import structlog

from bot.core.config.problem import Problem
from bot.core.model.meeting import Post
from bot.core.model.plan import Edit
from bot.core.model.snapshot import Snapshot
from bot.core.text import outgoing
from bot.core.text.code import code
from bot.core.text.plural import be, counted
from bot.core.write_back import Tick, message, refused, remembered, ticks, with_note, with_ticks
from bot.github.checks import CheckRun
from bot.github.errors import Unwritable
from bot.github.git.commits import Draft, is_protected
from bot.github.repository import Repository
from bot.jobs.apply import ApplyOptions, apply_all, seen_in
from bot.jobs.meetings.next_note import lacking
from bot.jobs.meetings.standing_pull import propose, stands

log = structlog.get_logger(__name__)

NOT_IN_POST = "Duly may not tick it there"
DECLINED = "the pull request of the branch `duly/ticks` was closed"
REFUSED = "GitHub takes no commit of Duly's here, which `write_back: true` in the config asks for"


@dataclass(frozen=True, slots=True)
class Ticked(Draft):
    """A note with its boxes set, and which."""

    ticks: tuple[Tick, ...]


async def write_back(repository: Repository, issues: Collection[int], commanded: Collection[int] = ()) -> bool:
    """Set the boxes of `issues` as GitHub has them; whether one changed meanwhile and has to be looked at again.

    One commit for each note; none where nothing is to be set or the config does not ask for it. A commit that GitHub refuses
    is reported and not tried again. What Duly itself closed is ticked only where it is `commanded`: see `WriteBack`.
    """
    config = await repository.config()
    if config is None or not config.write_back:
        log.info("not written back", repository=repository.full_name, reason="write_back is off")
        return False
    snapshot = await _gather(repository, issues)
    numbers = set(issues) - (_by_duly(snapshot) - set(commanded))
    wanted = ticks(snapshot, numbers)
    done: list[Tick] = []
    problems: list[Problem] = []
    # Ticks stay together: as long as the pull request stands, they go there.
    standing = await stands(repository)
    protected = bool(wanted) and standing
    for path in sorted({tick.path for tick in wanted}):
        post = next((note.post for note in snapshot.notes if note.path == path), None)
        if protected and post is None:
            continue
        try:
            while ticked := await _amend(repository, snapshot, path, numbers, post):
                snapshot = with_note(snapshot, path, ticked.text)
                done += ticked.ticks
                if post is None:
                    break
        except Unwritable as unwritable:
            protected |= post is None and is_protected(unwritable)
            left = (tick for tick in wanted if tick.path == path and tick not in done)
            problems += _left(left, unwritable, is_post=post is not None)
    problems += await _proposed(repository, snapshot) if protected or standing else ()
    if problems:
        await _report(repository, snapshot, problems)
    return await _remember(repository, remembered(snapshot, {tick.issue for tick in done}), snapshot)


def _by_duly(snapshot: Snapshot) -> frozenset[int]:
    """The issues that Duly closed."""
    writer = snapshot.writer.casefold()
    return frozenset(issue.number for issue in snapshot.issues if issue.closed_by.casefold() == writer)


def _left(found: Iterable[Tick], unwritable: Unwritable, *, is_post: bool) -> tuple[Problem, ...]:
    """What is left to people after a refusal: nothing where a pull request may take it."""
    if not is_post and is_protected(unwritable):
        return ()
    return refused(found, f"{NOT_IN_POST if is_post else REFUSED}: {code(unwritable.said)}")


async def _proposed(repository: Repository, snapshot: Snapshot) -> tuple[Problem, ...]:
    """Keep the standing pull request; what is left to people where that fails too."""
    try:
        standing = await propose(repository, snapshot, await lacking(repository, snapshot))
    except Unwritable as unwritable:
        found = ticks(snapshot, {issue.number for issue in snapshot.issues})
        return refused(found, f"{REFUSED}: {code(unwritable.said)}")
    return () if standing.pull else refused(standing.ticks, DECLINED)


async def _gather(repository: Repository, numbers: Collection[int]) -> Snapshot:
    """A snapshot with the issues `numbers` read one by one: lists lag behind, and their state decides."""
    snapshot = await repository.snapshot()
    live = {number: await repository.issue(number) for number in numbers} if snapshot.config else {}
    others = (issue for issue in snapshot.issues if issue.number not in live)
    return replace(snapshot, issues=(*others, *(issue for issue in live.values() if issue)))


async def _amend(
    repository: Repository, snapshot: Snapshot, path: str, numbers: Collection[int], post: Post | None
) -> Ticked | None:
    """One note with its boxes set in one commit, or a post with one of them set: None where there is nothing to set.

    The lines are looked for in the text that is written over.
    """

    def revise(text: str) -> Ticked:
        found = [tick for tick in ticks(with_note(snapshot, path, text), numbers) if tick.path == path]
        for some in [[tick] for tick in found] if post else [found]:
            changed, done = with_ticks(text, some)
            if done:
                return Ticked(changed, message(done), done)
        return Ticked(text, "", ())

    if post and not post.writable:
        raise Unwritable(path, "it is the text of a program" if not post.comment else "it is a person's comment")
    if post:
        amended = await repository.posts.amend(post, path, revise)
    else:
        amended = await repository.amend(path, snapshot.head.branch, revise)
    if amended is None or not amended.written:
        return None
    said = repository.loggable(note=path, did=amended.draft.message)
    log.info("ticked", repository=repository.full_name, commit=amended.commit, **said)
    return amended.draft


async def _remember(repository: Repository, edits: Sequence[Edit], snapshot: Snapshot) -> bool:
    """Write the markers; whether an issue was edited, closed or reopened since the snapshot."""
    applied = await apply_all(repository, seen_in(snapshot), edits, ApplyOptions(fresh=0))
    seen = {issue.number: issue.open for issue in snapshot.issues}
    # The event of such a close or reopen met a marker that was about to change, and may have been ignored.
    reopened_or_closed = any(issue is not None and issue.open != seen[issue.number] for _, issue in applied.done)
    return bool(applied.outdated) or reopened_or_closed


async def _report(repository: Repository, snapshot: Snapshot, problems: Sequence[Problem]) -> None:
    """One check run with the boxes that are left to people; without `checks: write` the log has them."""
    said = [str(problem) for problem in problems]
    log.warning(
        "not written back", repository=repository.full_name, boxes=len(said), **repository.loggable(problems=said)
    )
    title = f"{counted(len(said), 'box', 'boxes')} {be(len(said))} left to set by hand"
    summary = "\n".join(f"- {outgoing.cell(one)}" for one in said)
    await repository.report(CheckRun(snapshot.head.commit, "neutral", title, summary, tuple(problems)))
