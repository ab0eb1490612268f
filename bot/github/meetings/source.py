"""The port: what a source of meetings gives."""

from dataclasses import dataclass
from typing import Protocol

from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile


@dataclass(frozen=True, slots=True)
class Found:
    """The notes of a source, what people can correct, and the issues that look like meetings and are none, as `#12`."""

    notes: tuple[NoteFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    no_meetings: tuple[str, ...] = ()

    def __add__(self, other: "Found") -> "Found":
        """What two sources give."""
        return Found(
            (*self.notes, *other.notes),
            (*self.problems, *other.problems),
            (*self.no_meetings, *other.no_meetings),
        )


class Source(Protocol):
    """A place where notes of meetings stand. One that the config does not name makes no call."""

    async def notes(self, config: Config) -> Found:
        """The notes as they are now."""
