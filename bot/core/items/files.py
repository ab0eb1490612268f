"""The account of the files of a repository: which of them are notes, and why the others are not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum, auto

from bot.core.config.globs import glob_of, in_other_form, restructured
from bot.core.config.schema import Config
from bot.core.config.selection import is_template_of
from bot.core.items.series.reading import parts_once
from bot.core.items.traced import Traced
from bot.core.model.account import FileAccount
from bot.core.model.meeting import Meeting
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.notes.problems import is_too_large


class _Group(Enum):
    NOTES = auto()
    UNDATED = auto()
    UNDECIDED = auto()
    UNDATED_OTHERS = auto()
    TEMPLATES = auto()
    TOO_LARGE = auto()


def account_of_files(snapshot: Snapshot, read: Traced) -> FileAccount:
    """Every file of a snapshot that may hold notes, and the issues of meetings."""
    meetings: dict[str, list[Meeting]] = {}
    for found in read.meetings.values():
        for meeting in found:
            meetings.setdefault(meeting.path, []).append(meeting)
    groups: dict[_Group, list[str]] = {group: [] for group in _Group}
    folders: dict[str, list[str]] = {}
    for file in snapshot.notes:
        if file.post:
            continue
        found = meetings.get(file.path, [])
        series = found[0].series if found else ""
        if any(meeting.date for meeting in found) and series not in read.notes:
            folders.setdefault(series, []).append(file.path)
        else:
            groups[_group(file, found, snapshot.config or Config())].append(file.path)
    paths = (*(file.path for file in snapshot.notes), *snapshot.too_large, *snapshot.unmatched)
    return FileAccount(
        notes=len(groups[_Group.NOTES]),
        undated=tuple(groups[_Group.UNDATED]),
        undecided=tuple(groups[_Group.UNDECIDED]),
        undated_others=len(groups[_Group.UNDATED_OTHERS]),
        templates=len(groups[_Group.TEMPLATES]),
        too_large=(*snapshot.too_large, *groups[_Group.TOO_LARGE]),
        other_folders=_by_glob(folders.values()),
        unmatched=tuple(path for path in snapshot.unmatched if not in_other_form(path)),
        other_forms=tuple(path for path in snapshot.unmatched if in_other_form(path)),
        restructured=any(map(restructured, paths)),
        globs=snapshot.config.notes if snapshot.config else (),
        meeting_issues=len(snapshot.meeting_issues),
        no_meetings=snapshot.no_meetings,
    )


def _group(file: NoteFile, found: Sequence[Meeting], config: Config) -> _Group:
    if is_template_of(config, file.path):
        return _Group.TEMPLATES
    if len(found) == 1 and is_too_large(found[0].text):
        return _Group.TOO_LARGE
    if any(meeting.date for meeting in found):
        return _Group.NOTES
    if any(meeting.possible for meeting in found):
        return _Group.UNDECIDED
    return _Group.UNDATED if parts_once(file).like_notes else _Group.UNDATED_OTHERS


def _by_glob(folders: Iterable[Sequence[str]]) -> dict[str, int]:
    """A glob for the files of each folder → their count."""
    found: Counter[str] = Counter()
    for paths in folders:
        found[glob_of(paths)] += len(paths)
    return dict(found)
