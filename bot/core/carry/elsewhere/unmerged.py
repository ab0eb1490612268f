"""Earlier meetings whose notes stand in open pull requests: carrying reads them, or names them where it may not.

Nothing else reads them: a sync opens and closes issues by the default branch alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.core.carry.placed import next_meeting
from bot.core.config.schema import Config
from bot.core.items.freshness import SHORTEST_MEMORY
from bot.core.items.series.paths import series_of
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.text.shortened import bullets

_MOST = 10
"""Meetings that are named."""


@dataclass(frozen=True, slots=True)
class OpenNote:
    """A note in an open pull request. `why` says why it may not be read; `remark` what else there is to say of it."""

    pull: int
    note: NoteFile
    why: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Notes of earlier meetings with their dates, oldest first. `remarks` are about pull requests that were not looked at."""

    notes: tuple[tuple[date, OpenNote], ...] = ()
    remarks: tuple[str, ...] = ()

    def over(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with the texts of the notes that were read."""
        texts = {note.path: note for note in snapshot.notes}
        texts |= {one.note.path: one.note for _, one in self.notes if not one.why}
        return replace(snapshot, notes=tuple(texts[path] for path in sorted(texts)))

    @property
    def said(self) -> str:
        """Markdown that names them; empty where there are none."""
        rows = [*map(_row, self.notes), *self.remarks]
        return "\n".join(["**Earlier meetings that are not merged**", "", *bullets(rows, _MOST)]) if rows else ""


NONE_UNMERGED = Unmerged()


def earlier(found: Iterable[OpenNote], snapshot: Snapshot, target: NoteFile, remarks: tuple[str, ...] = ()) -> Unmerged:
    """Those of the open notes that are of earlier meetings of the next note's series, and not as on the default branch.

    Of two for one file the newest pull request counts. What was left open for half a year is no news.
    """
    config = snapshot.config or Config()
    merged = {note.path: note.text for note in snapshot.notes}
    day = next_meeting(target, snapshot.notes, config).meeting.date
    own_series = series_of(config, target.path)
    # A next note that stands somewhere else may follow any series, as in `history`.
    series = own_series if any(series_of(config, path) == own_series for path in merged) else None
    dated: list[tuple[date, OpenNote]] = []
    for one in found:
        if one.note.path == target.path or one.note.text == merged.get(one.note.path):
            continue
        own = next_meeting(one.note, snapshot.notes, config).meeting.date
        if own is None or (day and not day - SHORTEST_MEMORY <= own < day):
            continue
        if series is None or series_of(config, one.note.path) == series:
            dated.append((own, one))
    dated.sort(key=lambda each: (each[0], each[1].note.path, each[1].pull))
    return Unmerged(tuple(_newest_of_each(dated)), remarks)


def _newest_of_each(dated: list[tuple[date, OpenNote]]) -> Iterator[tuple[date, OpenNote]]:
    newest = {one.note.path: one for _, one in dated if not one.why}
    for day, one in dated:
        kept = newest.get(one.note.path)
        if one.why or kept is one or kept is None:
            yield day, one
        else:
            yield day, replace(one, why=f"#{kept.pull} has this file too")


def _row(each: tuple[date, OpenNote]) -> str:
    day, one = each
    if one.why:
        return f"{day} is not merged (#{one.pull}) and was not read: {one.why}."
    return f"{day} (#{one.pull}) was read from its pull request. {one.remark}".rstrip()
