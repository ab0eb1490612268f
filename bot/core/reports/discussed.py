"""Issues that the agenda of the last meeting links: each gets one comment with the day and the minutes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from bot.core.issues.marker import comment_marker
from bot.core.issues.matching.mentions import elsewhere_in, numbers_in
from bot.core.issues.phrases import at_commit
from bot.core.items.traced import traced
from bot.core.model.issues import Head
from bot.core.model.meeting import Meeting
from bot.core.model.plan import Comment
from bot.core.model.snapshot import Snapshot
from bot.core.notes.parse import read_signs
from bot.core.notes.signs import Says

_OLDEST = timedelta(days=30)
"""Meetings that are longer ago are no news: the key may have been set years after them."""


@dataclass(frozen=True, slots=True, order=True)
class Discussed:
    """An issue that was on the agenda of a meeting, by its repository and number, and the address of the minutes.

    `repository` is empty for that of the notes, whose name is `source`.
    """

    repository: str
    number: int
    day: date
    minutes: str
    source: str

    @property
    def name(self) -> str:
        """What is remembered of it."""
        return f"{self.day}{self.place}"

    @property
    def place(self) -> str:
        """The issue as people write it."""
        return f"{self.repository}#{self.number}"

    def comment(self) -> Comment:
        """The comment on it. Its key is that of the meeting, so that a second one is never written."""
        key = f"discussed.{self.day}" + (f".{self.source}" if self.repository else "")
        text = f"{comment_marker(key)}\nDiscussed on {self.day}: [minutes]({self.minutes})."
        return Comment(self.number, key, text, f"on the agenda of {self.day}")


def discussed(snapshot: Snapshot, today: date) -> tuple[Discussed, ...]:
    """What the newest meeting before `today` of each series had on its agenda; nothing where the config does not want it."""
    config = snapshot.config
    if config is None or not config.meetings.discussed:
        return ()
    found: dict[str, Discussed] = {}
    for series, course in traced(snapshot.notes, config).meetings.items():
        past = [each.date for each in course if each.date and today - _OLDEST <= each.date < today]
        if past and series in traced(snapshot.notes, config).notes:
            held = [each for each in course if each.date == max(past)]
            for one in _of_meeting(held, snapshot):
                found.setdefault(one.place, one)
    return tuple(sorted(found.values()))


def _of_meeting(held: Sequence[Meeting], snapshot: Snapshot) -> Iterator[Discussed]:
    head, agendas = snapshot.head, "\n".join(map(_agenda, held))
    minutes = min(held, key=lambda each: (bool(each.permalink), each.path))
    here = {("", number) for number in numbers_in(agendas, head.full_name) - snapshot.meeting_issues}
    elsewhere = elsewhere_in(agendas, head.full_name, urlsplit(head.url).netloc)
    for repository, number in sorted(here | elsewhere):
        assert minutes.date is not None
        yield Discussed(repository, number, minutes.date, _address(minutes, head), head.full_name)


def _address(meeting: Meeting, head: Head) -> str:
    return meeting.permalink or at_commit(meeting.path, head, meeting.first_line if meeting.first_line > 1 else None)


def _agenda(meeting: Meeting) -> str:
    """The lines of the agenda."""
    headings = {sign.number: sign.says for sign in read_signs(meeting) if sign.heading}
    on_agenda, lines = False, []
    for number, line in enumerate(meeting.text.splitlines(), meeting.first_line):
        on_agenda = headings[number] is Says.AGENDA if number in headings else on_agenda
        lines += [line] if on_agenda else []
    return "\n".join(lines)
