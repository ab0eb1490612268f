"""Which issue belongs to which line of the notes, as Duly itself would say."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field

from bot.core import config as settings
from bot.core.config import PATH, selects
from bot.core.model import Head, NoteFile, Snapshot
from bot.core.model import Issue as Seen
from bot.core.plan import decide
from bot.sandbox import pushes
from bot.sandbox.repository import Repository
from bot.sandbox.state import Issue

Lines = dict[str, dict[int, int]]
"""Path → line → number of the issue."""


@dataclass(slots=True)
class Tracked:
    """Remembers the answer for each repository until something happens."""

    _known: dict[int, tuple[int, Lines]] = field(default_factory=dict)

    async def lines(self, repository: Repository, path: str) -> dict[int, int]:
        """The issue of each line of a note that has one."""
        happened = len(repository.world.events)
        known = self._known.get(repository.id)
        if known is None or known[0] != happened:
            known = happened, await asyncio.to_thread(_lines, snapshot(repository))
            self._known[repository.id] = known
        return known[1].get(path, {})


def text_and_blob(repository: Repository, path: str) -> tuple[str, str] | None:
    """A file at the tip of the default branch, and its blob's SHA; None where there is none."""
    tip, store = pushes.tip(repository.state), repository.state.store
    leaf = store.leaf(store.commits[tip].tree, path) if tip and path else None
    return (store.blobs[leaf.sha].decode(errors="replace"), leaf.sha) if leaf and leaf.kind == "blob" else None


def snapshot(repository: Repository) -> Snapshot:
    """The repository as Duly would gather it."""
    found = text_and_blob(repository, PATH)
    config = settings.load(found[0])[0] if found else None
    paths = [path for path in repository.files() if config and selects(config, path) is not None]
    texts = {path: file[0] for path in paths if (file := text_and_blob(repository, path))}
    base, name = repository.world.base, repository.full_name
    return Snapshot(
        head=Head(name, repository.state.default_branch, repository.head, f"{base}/{name}"),
        config=config,
        notes=tuple(NoteFile(path, text) for path, text in texts.items()),
        issues=tuple(_seen(issue) for issue in repository.issues),
        writer=repository.world.app.bot.login,
    )


def _seen(issue: Issue) -> Seen:
    return Seen(
        number=issue.number,
        title=issue.title,
        body=issue.body or "",
        open=issue.state == "open",
        state_reason=issue.state_reason,
        labels=tuple(label.name for label in issue.labels),
        assignees=tuple(who.login for who in issue.assignees),
        author=issue.user.login,
        locked=issue.locked,
        comments=len(issue.comments),
    )


def _lines(seen: Snapshot) -> Lines:
    found: Lines = defaultdict(dict)
    for tracked in decide(seen).items:
        for line in tracked.item.lines if tracked.issue else ():
            found[line.path][line.number] = tracked.issue or 0
    return found
