"""Notes of meetings that stand in issues: which issue is a meeting's, of which day it is, and what a file says instead."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.core.config.schema import Config, MeetingIssues
from bot.core.markdown.name_dates import numbers_alone
from bot.core.markdown.written_date import DateOrder, Period, WrittenDate
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Note, NoteFile
from bot.core.notes.dating.date_spans import days_of_meetings
from bot.core.notes.dating.parts import parts_of
from bot.core.notes.dating.path_words import is_ahead, names_meetings

_DATE = "{date}"


def path_of(number: int, comment: int = 0) -> str:
    """The path of a post."""
    return f"#{number}-{comment}" if comment else f"#{number}"


def issues_wanted(config: Config, labels: Iterable[str], title: str) -> MeetingIssues | None:
    """What the config says of an issue with these labels and this title: the first entry that names it as a meeting's."""
    known = {label.casefold() for label in labels}
    found = (each for each in config.meetings.issues if each.label.casefold() in known)
    return next((each for each in found if _has_title(each, title)), None)


def _has_title(wanted: MeetingIssues, title: str) -> bool:
    """Whether a title has the form that the config asks for, if any."""
    return wanted.title is None or _pattern(wanted.title).fullmatch(title.strip()) is not None


@lru_cache(maxsize=256)
def _pattern(title: str) -> re.Pattern[str]:
    words = (r"\s+".join(map(re.escape, part.split(" "))) for part in title.split(_DATE))
    return re.compile("(?P<date>.+)".join(words), re.IGNORECASE)


def day_of_issue(wanted: MeetingIssues, title: str, body: str, created: date, order: str | None = None) -> date | None:
    """The day of the meeting that an issue is about: by its title, its body, or when it was opened.

    None where it is no meeting's: nothing but the label says so. The day of its opening counts only where the title says that
    it is about a meeting.
    """
    match = _pattern(wanted.title).fullmatch(title.strip()) if wanted.title else None
    if wanted.title and match is None:
        return None
    named = match is not None and _DATE in (wanted.title or "")
    said = match["date"] if match and named else title
    if day := _day_in(said, created, order):
        return day
    if named:
        # The place of the date holds something else: a template, or a note on all meetings.
        return None
    if day := _day_in_body(body, created, order):
        return day
    return created if wanted.title or names_meetings(title) else None


def _day_in(text: str, created: date, order: str | None) -> date | None:
    year = Period(created.year)
    found = next(iter(days_of_meetings(text)), None) or next(iter(days_of_meetings(text, year)), None)
    return _nearest(found or numbers_alone(text, year), created, order)


def _day_in_body(body: str, created: date, order: str | None) -> date | None:
    parts = parts_of("", body)
    return None if parts.rolling else _nearest(parts.found[0].written, created, order)


def _nearest(written: WrittenDate | None, created: date, order: str | None) -> date | None:
    """The day that a date means. Where its order is unknown, it is the one that is nearest to the opening of the issue."""
    if written is None:
        return None
    day = written.day(DateOrder(order) if order else None)
    return day or min(written.readings.values(), key=lambda each: (abs(each - created), each))


def meeting_of_post(file: NoteFile, series: str) -> Meeting:
    """The notes of a post."""
    post = file.post
    assert post is not None
    return Meeting(
        series=series,
        date=post.date,
        path=file.path,
        text=file.text,
        permalink=post.url,
        common=post.common,
    )


def series_of_posts(posts: Iterable[NoteFile], known: Sequence[str]) -> Mapping[str, list[NoteFile]]:
    """Series → the posts that belong to it. `known` are the series of files: where there is one, posts belong to it."""
    found: dict[str, list[NoteFile]] = {}
    for file in posts:
        assert file.post is not None
        series = file.post.series or (known[0] if len(known) == 1 else f"#{file.post.label}")
        found.setdefault(series, []).append(file)
    return found


def with_permalink(note: Note, permalink: str) -> Note:
    """The note of a post; its lines have the address of the post."""
    return replace(note, permalink=permalink, lines=tuple(replace(line, permalink=permalink) for line in note.lines))


def led_days(notes: Iterable[Note]) -> frozenset[date]:
    """The days of which minutes have work: from then on they say what is open, and posts and agendas of that day only what is done."""
    return frozenset(note.date for note in notes if note.date and not _was_ahead(note) and note.has_work)


def is_led(note: Note, days: frozenset[date]) -> bool:
    """Whether minutes say what is open of the meeting of a post, or of an agenda in a folder for them."""
    return _was_ahead(note) and note.date in days


def _was_ahead(note: Note) -> bool:
    return bool(note.permalink) or is_ahead(note.path)


def without_led(note: Note, days: frozenset[date]) -> Note:
    """A note without its open lines, if a file leads. Its ticks stay: the minutes may leave out what was done in the issue."""
    return replace(note, lines=tuple(line for line in note.lines if not line.open)) if is_led(note, days) else note
