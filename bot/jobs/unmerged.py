"""The notes of earlier meetings in open pull requests, for carrying."""

from collections.abc import Container

import structlog

from bot.core import limits
from bot.core.carry.elsewhere.unmerged import OpenNote, Unmerged, earlier
from bot.core.carry.pull_request import Pull, candidates
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.github.errors import Refused
from bot.github.repository import Repository
from bot.jobs.live import live_of
from bot.jobs.meetings.standing_words import BRANCH as STANDING
from bot.jobs.pull_notes import TOO_LARGE, PullNotes

log = structlog.get_logger(__name__)


async def unmerged_before(
    repository: Repository, snapshot: Snapshot, target: NoteFile, *, own: int = 0, known: Container[str] = ()
) -> Unmerged:
    """The notes of earlier meetings than `target`'s. `own` is the pull request of `target`, `known` are paths read elsewhere.

    The standing pull request is passed over: its notes are merged, and only lack boxes.
    """
    assert snapshot.config is not None
    try:
        pulls = await repository.pulls.open(snapshot.head.branch)
    except Refused as refused:
        return Unmerged(remarks=(f"Open pull requests could not be read. GitHub answered: {code(str(refused))}",))
    others = [pull for pull in pulls if pull.number != own and (pull.fork or pull.branch != STANDING)]
    found: list[OpenNote] = []
    remarks: list[str] = []
    for pull in others[: limits.OPEN_PULLS]:
        notes, unread = await _notes_of(repository, pull, snapshot.config)
        found += [one for one in notes if one.note.path not in known]
        remarks += unread
    left = len(others) - limits.OPEN_PULLS
    remarks += [f"{left} older open pull requests were not looked at."] if left > 0 and found else []
    met = earlier(found, snapshot, target, tuple(remarks))
    log.info(
        "unmerged",
        repository=repository.full_name,
        pulls=[one.pull for _, one in met.notes],
        **repository.loggable(notes=[one.note.path for _, one in met.notes]),
    )
    return met


async def _notes_of(repository: Repository, pull: Pull, config: Config) -> tuple[list[OpenNote], list[str]]:
    """The notes of one pull request, each with its newest text, and what of it was not read."""
    files = candidates(await repository.pulls.changed(pull.number), config)
    if len(files) > limits.PULL_NOTES:
        return [], [f"#{pull.number} changes {len(files)} notes and was not looked at."]
    found: list[OpenNote] = []
    unread: list[str] = []
    read = PullNotes(repository)
    for file in files:
        text = await read.text(file)
        if text is None:
            unread.append(f"{code(file.path)} in #{pull.number} {TOO_LARGE} and was not read.")
            continue
        note = NoteFile(file.path, text)
        live = await live_of(repository, pull, file.path, config) if not pull.fork else None
        if pull.fork:
            # A person without the write role may not put lines into the next note either.
            found.append(OpenNote(pull.number, note, why="its branch is in a fork"))
        elif live and live.text is not None:
            found.append(OpenNote(pull.number, NoteFile(file.path, live.text)))
        else:
            found.append(OpenNote(pull.number, note, remark=live.why if live else ""))
    return found, unread
