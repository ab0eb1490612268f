"""Which issue belongs to which line of the notes, by Duly's own reading and matching."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.core.config.load import load
from bot.core.config.schema import Config
from bot.core.config.selection import config_path, selects
from bot.core.issues.matching.matched import matched
from bot.core.items.series.notes import meetings, read_notes
from bot.core.model.issues import Head
from bot.core.model.issues import Issue as Seen
from bot.core.model.notes import Note, NoteFile
from bot.core.model.questions import Answers, NoteVersion, Question
from bot.core.model.snapshot import Snapshot
from bot.sandbox.github.state import pushes
from bot.sandbox.github.state.records import Issue
from bot.sandbox.github.state.repository import Repository

Lines = dict[str, dict[int, int]]
"""Path → line → number of the issue."""


@dataclass(frozen=True, slots=True)
class Look:
    """The input of the answer. `source` is the config's text; `versions` are the earlier texts that were asked for."""

    repository: str
    writer: str
    source: str
    files: tuple[NoteFile, ...]
    issues: tuple[Seen, ...]
    versions: Answers = field(default_factory=Answers)


@dataclass(slots=True)
class Tracked:
    """Caches the answer for each repository until the next event."""

    _known: dict[int, tuple[int, Lines]] = field(default_factory=dict)

    async def lines(self, repository: Repository, path: str) -> dict[int, int]:
        """The issue of each line of a note that has one."""
        happened = len(repository.world.events)
        known = self._known.get(repository.id)
        if known is None or known[0] != happened:
            known = happened, await _answered(repository)
            self._known[repository.id] = known
        return known[1].get(path, {})


async def _answered(repository: Repository) -> Lines:
    """The lines of all notes, with earlier versions of notes read where they tell more."""
    seen = look(repository)
    lines, ask = await asyncio.to_thread(_lines, seen)
    if ask:
        blobs = repository.state.store.blobs
        texts: dict[Question[object], object] = {
            version: blobs[version.sha].decode(errors="replace") for version in ask if version.sha in blobs
        }
        lines, _ = await asyncio.to_thread(_lines, replace(seen, versions=Answers(texts)))
    return lines


def text_and_blob(repository: Repository, path: str) -> tuple[str, str] | None:
    """A file at the tip of the default branch, and its blob's SHA; None if there is none."""
    tip, store = pushes.tip(repository.state), repository.state.store
    leaf = store.leaf(store.commits[tip].tree, path) if tip and path else None
    return (store.blobs[leaf.sha].decode(errors="replace"), leaf.sha) if leaf and leaf.kind == "blob" else None


def look(repository: Repository) -> Look:
    """The current state of the repository; without a config there are no notes."""
    found = text_and_blob(repository, config_path(repository.files())[0] or "")
    config = _config(found[0]) if found else None
    paths = [path for path in repository.files() if config and selects(config, path) is not None]
    texts = ((path, text_and_blob(repository, path)) for path in paths)
    return Look(
        repository.full_name,
        repository.world.app.bot.login,
        found[0] if found else "",
        tuple(NoteFile(path, *file) for path, file in texts if file),
        tuple(_seen(issue) for issue in repository.issues),
    )


def _seen(issue: Issue) -> Seen:
    return Seen(
        number=issue.number,
        title=issue.title,
        body=issue.body or "",
        open=issue.state == "open",
        state_reason=issue.state_reason,
        author=issue.user.login,
        comments=len(issue.comments),
    )


def _lines(seen: Look) -> tuple[Lines, frozenset[NoteVersion]]:
    """The issue of each line, and the earlier versions of notes that would tell more."""
    config, found = _config(seen.source), defaultdict[str, dict[int, int]](dict)
    if config is None:
        return found, frozenset()
    notes = defaultdict[str, list[Note]](list)
    for file in seen.files:
        for series, note in _read(file.path, file.text, seen.source):
            notes[series].append(note)
    snapshot = Snapshot(
        head=Head(seen.repository, "", "", ""),
        config=config,
        notes=seen.files,
        issues=seen.issues,
        writer=seen.writer,
        answers=seen.versions,
    )
    together = matched(snapshot, config, meetings(notes, config))
    numbers = {issue.number for issue in seen.issues}
    for item in together.items:
        for line in item.lines:
            number = together.matches[item.id].number_on(line.note_date)
            if number in numbers:
                found[line.path][line.number] = number
    return found, together.around.ask


@lru_cache(maxsize=16)
def _config(source: str) -> Config | None:
    return load(source)[0]


@lru_cache(maxsize=4096)
def _read(path: str, text: str, source: str) -> tuple[tuple[str, Note], ...]:
    """A note with its series, or None. Cached, because reading takes most of the time and most notes never change."""
    config = _config(source)
    series = read_notes((NoteFile(path, text),), config) if config else {}
    return tuple((name, note) for name, notes in series.items() for note in notes)
