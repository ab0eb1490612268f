"""`meetings` of the config: where the notes of meetings stand besides files."""

import re
from dataclasses import dataclass
from typing import Annotated

from bot.core.config.fields import FromText, HoursOrOff, Label, OneOrMore, Section, Text, one_line
from bot.core.config.mistake import shown

DATE = "{date}"
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


def _title(text: str) -> str:
    """A title with at most one `{date}`; ValueError where it has other braces."""
    found = [each for each in _BRACES.findall(text) if each != DATE]
    if found:
        raise ValueError(f"{shown(found[0])} has no meaning in a title, only {DATE} has")
    if text.count(DATE) > 1:
        raise ValueError(f"{shown(text.strip())} has {DATE} more than once")
    return one_line(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingIssues(Section):
    """Issues that hold the agenda or the notes of a meeting each."""

    label: Label
    """The label of such issues"""
    title: Annotated[str, FromText(_title)] | None = None
    """Their title, with `{date}` where the date stands. Without it every issue with the label that has a date is one"""
    comments: bool = False
    """Comments by people with the write role are notes of the meeting too"""
    series: Text | None = None
    """The glob or the folder whose files are notes of the same meetings; not needed where there is one series of files"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSources(Section):
    """Where notes of meetings stand besides files, and the messages about meetings."""

    issues: OneOrMore[MeetingIssues] = ()
    """Issues that hold the agenda or the notes of a meeting each"""
    digest: HoursOrOff = None
    """The number of hours before a meeting from which one message says what is open, by owner, and what was closed"""
    discussed: bool = False
    """Issues that the agenda of a meeting links get one comment with its date and minutes"""
