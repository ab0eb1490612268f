"""Issues that the agenda of the last meeting links: each gets one comment with the day and the minutes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.core.issues.marker import comment_marker
from bot.core.issues.matching.mentions import numbers_in
from bot.core.issues.phrases import at_commit
from bot.core.items.traced import traced
from bot.core.model.issues import Head
from bot.core.model.meeting import Meeting
from bot.core.model.plan import Comment
from bot.core.model.snapshot import Snapshot
from bot.core.notes.annotations import Says
from bot.core.notes.parse import read_signs

OLDEST = timedelta(days=30)
"""Meetings that are longer ago are no news: the key may have been set years after them."""


@dataclass(frozen=True, slots=True)
class Discussed:
    """An issue that was on the agenda of a meeting, by its number, and the address of the minutes."""

    number: int
    day: date
    minutes: str

    @property
    def name(self) -> str:
        """What is remembered of it."""
        return f"{self.day}#{self.number}"

    def comment(self) -> Comment:
        """The comment on it. Its key is that of the meeting, so that a second one is never written."""
        key = f"discussed.{self.day}"
        text = f"{comment_marker(key)}\nDiscussed on {self.day}: [minutes]({self.minutes})."
        return Comment(self.number, key, text, f"on the agenda of {self.day}")


def discussed(snapshot: Snapshot, today: date) -> tuple[Discussed, ...]:
    """What the newest meeting before `today` of each series had on its agenda; nothing where the config does not want it."""
    config = snapshot.config
    if config is None or not config.meetings.discussed:
        return ()
    found: dict[int, Discussed] = {}
    for series, course in traced(snapshot.notes, config).meetings.items():
        past = [each.date for each in course if each.date and today - OLDEST <= each.date < today]
        if past and series in traced(snapshot.notes, config).notes:
            held = [each for each in course if each.date == max(past)]
            for one in _of_meeting(held, snapshot):
                found.setdefault(one.number, one)
    return tuple(found[number] for number in sorted(found))


def _of_meeting(held: Sequence[Meeting], snapshot: Snapshot) -> Iterator[Discussed]:
    numbers = set[int]().union(*(_on_agenda(each, snapshot.head.full_name) for each in held))
    minutes = min(held, key=lambda each: (bool(each.permalink), each.path))
    for number in sorted(numbers - snapshot.meeting_issues):
        assert minutes.date is not None
        yield Discussed(number, minutes.date, _address(minutes, snapshot.head))


def _address(meeting: Meeting, head: Head) -> str:
    return meeting.permalink or at_commit(meeting.path, head, meeting.first_line if meeting.first_line > 1 else None)


def _on_agenda(meeting: Meeting, repository: str) -> set[int]:
    """The numbers of issues that the lines of the agenda name."""
    headings = {sign.number: sign.says for sign in read_signs(meeting) if sign.heading}
    on_agenda, lines = False, []
    for number, line in enumerate(meeting.text.splitlines(), meeting.first_line):
        on_agenda = headings[number] is Says.AGENDA if number in headings else on_agenda
        lines += [line] if on_agenda else []
    return numbers_in("\n".join(lines), repository)
