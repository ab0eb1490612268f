"""What became of items over time."""

from datetime import date
from statistics import median

import pytest

from bot.core.config.schema import Config
from bot.core.items.traced import traced
from bot.core.model.notes import NoteFile
from bot.core.reports.history import Ended, History, ages, history
from tests.support.paths import CORPUS, need


def past(*meetings: tuple[str, tuple[str, ...]]) -> History:
    """The history of meetings: day and the lines of its list."""
    notes = tuple(
        NoteFile(f"notes/{day}.md", f"# {day}\n\n## Action items\n\n" + "\n".join(f"* {line}" for line in lines) + "\n")
        for day, lines in meetings
    )
    read = traced(notes, Config())
    return history(read.items, read.courses)


WALL = "[ ] paint the harbour wall green"
WALL_DONE = "[x] paint the harbour wall green"
ROPE = "[ ] order the rope for spring"


def test_nothing_has_no_history() -> None:
    found = past()
    assert (found.points, found.spans, found.newest, found.days_to_tick) == ((), (), None, ())


def test_a_tick_ends_a_span_and_the_open_ones_are_counted_by_day() -> None:
    found = past(("2024-03-05", (WALL,)), ("2024-03-12", (WALL, ROPE)), ("2024-03-19", (WALL_DONE, ROPE)))
    assert [(str(point.day), point.open) for point in found.points] == [
        ("2024-03-05", 1),
        ("2024-03-12", 2),
        ("2024-03-19", 1),
    ]
    assert [(str(s.begin), str(s.end), s.ended) for s in found.spans] == [
        ("2024-03-05", "2024-03-19", Ended.TICKED),
        ("2024-03-12", "None", None),
    ]
    assert found.days_to_tick == (14,)


def test_what_left_the_lists_vanished_at_the_first_meeting_without_it() -> None:
    found = past(("2024-03-05", (WALL, ROPE)), ("2024-03-12", (ROPE,)), ("2024-03-19", (ROPE,)))
    assert [(str(s.end), s.ended) for s in found.spans if s.ended] == [("2024-03-12", Ended.VANISHED)]
    assert [point.open for point in found.points] == [2, 1, 1]


def test_a_dropped_box_is_no_tick() -> None:
    found = past(("2024-03-05", (WALL, ROPE)), ("2024-03-12", (WALL.replace("[ ]", "[~]"), ROPE)))
    assert [s.ended for s in found.spans if s.ended] == [Ended.DROPPED]
    assert found.days_to_tick == ()


def test_what_is_opened_again_after_a_tick_recurs() -> None:
    found = past(("2024-03-05", (WALL,)), ("2024-03-12", (WALL_DONE,)), ("2024-03-19", (WALL,)))
    assert [(item.first.text, times) for item, times in found.recurring] == [("paint the harbour wall green", 1)]
    assert [s.ended for s in found.spans] == [Ended.TICKED, None]


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (0, "up to 30 days"),
        (30, "up to 30 days"),
        (31, "31 to 90 days"),
        (365, "184 to 365 days"),
        (366, "more than a year"),
    ],
)
def test_ages(days: int, bucket: str) -> None:
    newest = date(2024, 6, 1)
    found = ages([date.fromordinal(newest.toordinal() - days), None], newest)
    assert [words for words, count in found if count] == [bucket]
    assert sum(count for _, count in found) == 1


def test_the_sums_of_a_real_year() -> None:
    need(CORPUS)
    notes = tuple(
        NoteFile(f"conda-forge/{path.name}", path.read_text(encoding="utf-8"))
        for path in sorted((CORPUS / "conda-forge").glob("2020-*.md"))
    )
    read = traced(notes, Config())
    found = history(read.items, read.courses)
    still = [span for span in found.spans if span.end is None]
    assert found.points[-1].open == len(still) > 0
    # Each item is open once at a time, and what is open at the end is what the notes say.
    assert {span.item.id for span in still} == {
        item.id for item in read.items if not item.only_shown and item.state.value == "open" and not item.vanished
    }
    assert 0 < median(found.days_to_tick) < 366
