"""`next` of the config: when the next meeting is, and how its note is made."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Interval

from bot.core.config.fields import FromText, Label, Section, WrittenAs, one_line
from bot.core.config.mistake import shown
from bot.core.config.rhythm import Rhythm, rhythm

MOST_DAYS_BEFORE = 60


def _template(text: str) -> str:
    path = one_line(text).removeprefix("./").removeprefix("/")
    if not path or {"", ".", ".."} & set(path.split("/")):
        raise ValueError(f"{shown(text.strip())} is not the path of a file, from the root of the repository")
    return path


def _rhythm(text: str) -> Rhythm:
    return rhythm(one_line(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Next(Section):
    """The next meeting, as the config writes it."""

    every: Annotated[Rhythm, WrittenAs(str, _rhythm)]
    """When the series meets: `2 weeks`, counted from its newest meeting, `Wednesday 17:00 UTC`, `1st and 3rd Wednesday`."""
    days_before: Annotated[int, Interval(ge=0, le=MOST_DAYS_BEFORE)] = 3
    """How many days before the meeting its note is made."""
    as_: Literal["pull-request", "issue"] = "pull-request"
    """What holds it: a pull request that adds the note, or an issue."""
    template: Annotated[str, FromText(_template)] | None = None
    """The path of the template; without it the one beside the notes, or what the last two notes share."""
    agenda_label: Label | None = "agenda"
    """The open issues with this label stand in its agenda."""
