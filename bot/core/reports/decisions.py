"""The decisions of all meetings."""

from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.decisions import Decision
from bot.core.model.notes import NoteFile
from bot.core.notes.decisions import read_decisions


def decisions(files: tuple[NoteFile, ...], config: Config) -> tuple[Decision, ...]:
    """What the dated meetings among `files` decided, the newest first."""
    found = [
        decision
        for meetings in meetings_by_series(files, config).values()
        for meeting in meetings
        if meeting.date
        for decision in read_decisions(meeting)
    ]
    return tuple(sorted(found, key=lambda one: (str(one.date), one.path, -one.number), reverse=True))
