"""The standing pull request: ticks for a default branch that takes no commit of Duly's.

There is one for each repository, from the branch `BRANCH`. It has one commit on top of the default branch, which is made anew
when there is news. Where people committed to the branch, Duly adds a commit on top and forces nothing. It is closed when
nothing is left to tick. A tick counts as written back when the pull request is merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import structlog

from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.core.text.plural import counted
from bot.core.write_back import Tick, is_news, message, ticks, written
from bot.github.commits import Draft
from bot.github.repository import Repository

log = structlog.get_logger(__name__)

BRANCH = "duly/ticks"
TITLE = "Tick what was closed on GitHub"
MOST = 50
"""Ticks that the text of the pull request names."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the pull request. `pull` is None where people closed it with these same ticks."""

    ticks: tuple[Tick, ...]
    pull: int | None


async def stands(repository: Repository) -> bool:
    """Whether the pull request is open; one call where there is no branch for it."""
    own = repository.own_pulls
    return bool(await own.tip(BRANCH)) and any(pull.open for pull in await own.of(BRANCH))


async def propose(repository: Repository, snapshot: Snapshot, left_out: frozenset[int]) -> Standing:
    """Bring the pull request to where it should be: all ticks that the default branch lacks, but for issues in `left_out`.

    Unwritable where no branch or pull request may be made either.
    """
    numbers = {issue.number for issue in snapshot.issues if is_news(issue.body, is_open=issue.open)} - left_out
    found = [tick for tick in ticks(snapshot, numbers) if _is_file(snapshot, tick.path)]
    texts = _texts(snapshot, found)
    own, writer = repository.own_pulls, await repository.writer()
    pulls = await own.of(BRANCH)
    there = next((pull for pull in pulls if pull.open), None)
    tip = await own.tip(BRANCH)
    if tip and there and not await own.is_by(tip, writer):
        await _on_top(repository, found)
        return Standing(tuple(found), there.number)
    same = bool(tip) and all([await own.text(path, BRANCH) == text for path, text in texts.items()])
    if same and not there and any(not pull.merged for pull in pulls):
        # Duly deletes the branch where it closes the pull request: a person has said no to these ticks.
        return Standing(tuple(found), None)
    if not same:
        await own.rebase(BRANCH, snapshot.head.commit, texts, message(found))
    pull = there or await own.open(BRANCH, TITLE, _body(snapshot, found))
    if there and there.body != _body(snapshot, found):
        await own.rewrite(there, _body(snapshot, found))
    log.info("ticks proposed", repository=repository.full_name, pull=pull.number, boxes=len(found), new=not same)
    return Standing(tuple(found), pull.number)


async def close_if_empty(repository: Repository, snapshot: Snapshot, left_out: frozenset[int]) -> None:
    """Close the pull request where the default branch has all its ticks, or they are not wanted any more."""
    numbers = {issue.number for issue in snapshot.issues if is_news(issue.body, is_open=issue.open)} - left_out
    if any(_is_file(snapshot, tick.path) for tick in ticks(snapshot, numbers)):
        return
    own, writer = repository.own_pulls, await repository.writer()
    tip = await own.tip(BRANCH)
    if not tip:
        return
    there = next((pull for pull in await own.of(BRANCH) if pull.open), None)
    if there is None or not await own.is_by(tip, writer):
        return
    await own.close(there)
    await own.delete(BRANCH)
    log.info("ticks withdrawn", repository=repository.full_name, pull=there.number)


async def _on_top(repository: Repository, found: Sequence[Tick]) -> None:
    """Set the boxes in the branch as people left it; the lines are those of the default branch, or nothing is set there."""
    for path in sorted({tick.path for tick in found}):

        def revise(text: str, path: str = path) -> Draft:
            changed, done = written(text, (tick for tick in found if tick.path == path))
            return Draft(changed, message(done))

        await repository.amend(path, BRANCH, revise)


def _texts(snapshot: Snapshot, found: Sequence[Tick]) -> Mapping[str, str]:
    """Path → the note of the default branch with its boxes set."""
    notes = {note.path: note.text for note in snapshot.notes}
    paths = sorted({tick.path for tick in found})
    return {path: written(notes[path], (tick for tick in found if tick.path == path))[0] for path in paths}


def _is_file(snapshot: Snapshot, path: str) -> bool:
    return any(note.path == path and note.post is None for note in snapshot.notes)


def _body(snapshot: Snapshot, found: Sequence[Tick]) -> str:
    rows = [f"- #{tick.issue}, line {tick.line} of {code(tick.path)}" for tick in found[:MOST]]
    more = [f"- … and {counted(len(found) - MOST, 'more box', 'more boxes')}"] if len(found) > MOST else []
    return "\n".join(
        [
            "The default branch takes no commits of Duly's, so the boxes of issues that were closed or reopened are set here.",
            "",
            *rows,
            *more,
            "",
            "Duly keeps this branch current, and closes the pull request when nothing is left. Your own commits to it stay. "
            "Closing it leaves these boxes to you.",
        ]
    )
