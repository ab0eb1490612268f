"""The standing pull request: what a default branch that takes no commit of Duly's lacks.

It holds ticks, and what the note of the next meeting lacks. There is one for each repository, from the branch `BRANCH`. It has
one commit on top of the default branch, which is made anew when there is news. Where people committed to the branch, Duly adds a
commit on top and forces nothing. It is closed when nothing is left, unless it has people's commits. A tick counts as written back
when it is merged.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import structlog

from bot.core.carry.pull_request import Pull
from bot.core.model.snapshot import Snapshot
from bot.core.upcoming import words
from bot.core.upcoming.kept import Mine
from bot.core.write_back import Tick, is_news, message, ticks, with_ticks
from bot.github.git.commits import Draft
from bot.github.repository import Repository
from bot.jobs.meetings import standing_words
from bot.jobs.meetings.standing_words import BRANCH

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Filling:
    """What the note of the next meeting lacks on the default branch. `mine` is what Duly wrote there before."""

    path: str
    day: date
    fill: Callable[[str, Mine], str]
    """A text of the note, and what of it is Duly's → the text with what it lacks."""
    mine: Mine


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the pull request should hold."""

    ticks: tuple[Tick, ...]
    filling: Filling | None

    def texts(self, snapshot: Snapshot) -> Mapping[str, str]:
        """Path → the note of the default branch as it should be."""
        notes = {note.path: note.text for note in snapshot.notes}
        paths = {tick.path for tick in self.ticks} | ({self.filling.path} if self.filling else set())
        texts = {
            path: self._filled(path, self._ticked(path, notes[path])[0]) for path in sorted(paths) if path in notes
        }
        return {path: text for path, text in texts.items() if text != notes[path]}

    def _filled(self, path: str, text: str) -> str:
        filling = self.filling
        return filling.fill(text, filling.mine) if filling and path == filling.path else text

    def _ticked(self, path: str, text: str) -> tuple[str, tuple[Tick, ...]]:
        return with_ticks(text, (tick for tick in self.ticks if tick.path == path))

    def draft(self, path: str, text: str, mine: Mine) -> Draft:
        """A note in the branch as people left it, with what it lacks. `mine` is what Duly wrote in the branch."""
        changed, done = self._ticked(path, text)
        if self.filling and path == self.filling.path:
            changed = self.filling.fill(changed, mine)
        return Draft(changed, replace(self, ticks=done).message())

    def message(self) -> str:
        """The message of a commit. It has the line by which Duly finds what it wrote in the note."""
        filled = words.message(self.filling.day, self.filling.path) if self.filling else ""
        return "\n\n".join(filter(None, [message(self.ticks), filled]))


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands in the pull request. `pull` is None where people closed it with just that."""

    ticks: tuple[Tick, ...]
    pull: int | None


async def stands(repository: Repository) -> bool:
    """Whether the pull request is open; one call where there is no branch for it."""
    own = repository.own_pulls
    return bool(await repository.branches.tip(BRANCH)) and any(pull.open for pull in await own.of(BRANCH))


async def propose(repository: Repository, snapshot: Snapshot, filling: Filling | None) -> Standing:
    """Bring the pull request to where it should be: all ticks that the default branch lacks, and `filling`.

    It is closed where nothing is left, and it has no commits of people.

    Unwritable where no branch or pull request may be made either.
    """
    wanted = _wanted(snapshot, filling)
    own = repository.own_pulls
    tip, pulls = await repository.branches.tip(BRANCH), await own.of(BRANCH)
    there = next((pull for pull in pulls if pull.open), None)
    by_people = bool(tip) and await own.keeps_others(BRANCH, snapshot.head.branch, await repository.writer())
    texts = await asyncio.to_thread(wanted.texts, snapshot)
    if filling and filling.path not in texts:
        wanted = replace(wanted, filling=None)
    if not texts:
        if there and not by_people:
            await _close(repository, there)
        return Standing((), None)
    if by_people:
        return await _with_commits_of_people(repository, snapshot, wanted, pulls, tip)
    same = bool(tip) and all([await repository.branches.text(path, BRANCH) == text for path, text in texts.items()])
    same = same and (not there or set(texts) == {file.path for file in await repository.pulls.changed(there.number)})
    if same and not there and _is_declined(pulls, tip):
        return Standing(wanted.ticks, None)
    if not same:
        await repository.branches.rebase(BRANCH, snapshot.head.commit, texts, wanted.message())
    pull = there or await own.open(BRANCH, _title(wanted), _body(wanted, ""))
    await _show(repository, snapshot, wanted, pull)
    return _kept(repository, wanted, pull, written=not same)


async def _with_commits_of_people(
    repository: Repository, snapshot: Snapshot, wanted: Wanted, pulls: Sequence[Pull], tip: str
) -> Standing:
    """Add to the branch what it lacks, on top of all that is there; what people closed with just that stays closed."""
    there = next((pull for pull in pulls if pull.open), None)
    written = await _on_top(repository, wanted)
    if not there and not written and _is_declined(pulls, tip):
        return Standing(wanted.ticks, None)
    pull = there or await repository.own_pulls.open(BRANCH, _title(wanted), _body(wanted, ""))
    await _show(repository, snapshot, wanted, pull, may_merge=False)
    return _kept(repository, wanted, pull, written=written)


def _kept(repository: Repository, wanted: Wanted, pull: Pull, *, written: bool) -> Standing:
    name, boxes = repository.full_name, len(wanted.ticks)
    log.info("standing pull request kept", repository=name, pull=pull.number, boxes=boxes, written=written)
    return Standing(wanted.ticks, pull.number)


def _is_declined(pulls: Sequence[Pull], tip: str) -> bool:
    """Whether a person has closed a pull request with just this commit.

    Where Duly closes it, its text says so, and Duly deletes the branch if it may.
    """
    closed = (pull for pull in pulls if pull.commit == tip and not pull.merged)
    return any(pull.body != standing_words.WITHDRAWN for pull in closed)


async def _close(repository: Repository, pull: Pull) -> None:
    await repository.own_pulls.close(pull, standing_words.WITHDRAWN)
    await repository.branches.delete(BRANCH)
    log.info("standing pull request closed", repository=repository.full_name, pull=pull.number)


def _wanted(snapshot: Snapshot, filling: Filling | None) -> Wanted:
    numbers = {issue.number for issue in snapshot.issues if is_news(issue.body, is_open=issue.open)}
    files = {note.path for note in snapshot.notes if note.post is None}
    return Wanted(tuple(tick for tick in ticks(snapshot, numbers) if tick.path in files), filling)


async def _on_top(repository: Repository, wanted: Wanted) -> bool:
    """Write into the branch as people left it; whether anything was written.

    The lines are those of the default branch, or nothing is set there.
    """
    written = False
    filling = wanted.filling
    for path in sorted({tick.path for tick in wanted.ticks} | ({filling.path} if filling else set())):
        mine = Mine()
        if filling and path == filling.path:
            subject = words.subject_of(filling.day)
            mine = Mine.of(await repository.branches.versions(path, BRANCH, subject, await repository.writer()))

        def revise(text: str, path: str = path, mine: Mine = mine) -> Draft:
            return wanted.draft(path, text, mine)

        amended = await repository.amend(path, BRANCH, revise)
        written = written or bool(amended and amended.written)
    return written


async def _show(
    repository: Repository, snapshot: Snapshot, wanted: Wanted, pull: Pull, *, may_merge: bool = True
) -> None:
    """Bring the text of the pull request up to date, and let GitHub merge it where the config asks for that.

    Where people switched that off it stays off: the text says that it was on. Without `may_merge` only the text is written.
    """
    assert snapshot.config is not None
    merging = ""
    if snapshot.config.auto_merge:
        was_on = standing_words.WILL_MERGE in pull.body or standing_words.STOPPED in pull.body
        merging = standing_words.WILL_MERGE if pull.auto_merge else standing_words.STOPPED
        if not pull.auto_merge and not was_on:
            merging = standing_words.BY_PEOPLE
            if may_merge:
                merging = standing_words.merging(await repository.own_pulls.merge_when_ready(pull))
    if (pull.title, pull.body) != (_title(wanted), body := _body(wanted, merging)):
        await repository.own_pulls.rewrite(pull, body, _title(wanted))


def _title(wanted: Wanted) -> str:
    return standing_words.title(ticks=bool(wanted.ticks), note=wanted.filling is not None)


def _body(wanted: Wanted, merging: str) -> str:
    return standing_words.body(wanted.ticks, wanted.filling.path if wanted.filling else "", merging)
