"""A changed note costs only itself, counted in notes read; and notes made to be slow are read like any other."""

import pytest

from benchmarks.worst import LIMIT, worst
from bot.core.items.series.reading import read_in_place
from bot.core.items.traced import traced
from bot.core.notes.parse import read
from tests.support.tracker import Tracker

DAYS = [f"2024-{month:02}-05" for month in range(1, 13)]


def reads(tracker: Tracker) -> int:
    """How many notes the next decision reads."""
    before = read_in_place.cache_info().misses
    tracker.plan()
    return read_in_place.cache_info().misses - before


@pytest.fixture
def tracker() -> Tracker:
    """A year of notes, decided once by a server that has just started."""
    read_in_place.cache_clear()
    traced.cache_clear()
    made = Tracker()
    for day in DAYS:
        made.write(day, "* [ ] paint the harbour wall green", f"* [ ] count the reads of {day}")
    assert reads(made) == len(DAYS)
    made.sync()
    return made


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param(["2024-12-05"], 1, id="the newest"),
        pytest.param(["2024-01-05"], 1, id="the oldest"),
        pytest.param(["2024-03-05", "2025-01-05"], 2, id="one changed, one new"),
    ],
)
def test_only_what_changed_is_read(tracker: Tracker, changed: list[str], expected: int) -> None:
    for day in changed:
        tracker.write(day, "* [ ] paint the harbour wall green", f"* [x] changed: {changed}")
    assert reads(tracker) == expected


def test_a_note_that_moves_is_the_only_one_read(tracker: Tracker) -> None:
    path = next(iter(tracker.notes))
    tracker.notes[path.replace("notes/", "notes/old/")] = tracker.notes.pop(path)
    assert reads(tracker) == 1


@pytest.mark.parametrize("text", worst(LIMIT // 60).values(), ids=worst(0).keys())
def test_notes_made_to_be_slow_are_read(text: str) -> None:
    note = read("2024-03-05.md", text)
    numbers = [line.number for line in note.lines]
    assert numbers == sorted(numbers)
    assert all(1 <= number <= text.count("\n") + 1 for number in numbers)
