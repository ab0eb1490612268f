"""Carrying costs what the length of a note costs: counted in calls, for shapes that are made to be slow."""

import gc
from collections.abc import Callable
from cProfile import Profile
from functools import _lru_cache_wrapper

import pytest

from benchmarks.carry import NEXT, snapshot
from benchmarks.worst import worst
from bot.core.carry.ages import EARLIER
from bot.core.carry.layout import Destination, dialect
from bot.core.carry.next_note import carry
from bot.core.carry.outline import outline
from bot.core.config.schema import Config, Headings
from bot.core.model.snapshot import Snapshot
from tests.support.tracker import Tracker

SIZE = 8_000
"""Bytes of a note whose calls are compared with those of one of twice the length."""
MOST = 2.4
"""How many times the calls a note of twice the length may take."""
SHAPES = (
    "boxes, each its own words",
    "boxes, equal words",
    "boxes of nothing",
    "boxes under one box",
    "actions below topics",
    "lists below dates",
    "headings",
    "bold topics",
    "a table",
    "links",
    "mentions",
)


def calls(past: Snapshot) -> int:
    """How many functions are called while notes are carried that have no line of an earlier one in the caches."""
    for each in gc.get_objects():
        # Patterns stay, which are made once for all notes.
        if isinstance(each, _lru_cache_wrapper) and each.cache_parameters()["maxsize"] is not None:
            each.cache_clear()
    return counted(lambda: carry(past, NEXT))


def counted(work: Callable[[], object]) -> int:
    """How many functions are called in doing some work."""
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def lost(number: int) -> Snapshot:
    """Issues whose lines the newest note does not list any more."""
    tracker = Tracker(config=Config(max_new_issues=number + 1))
    lines = "".join(f"* [ ] mend the {nth:b}th winch\n" for nth in range(number))
    for day, listed in (("2024-02-20", lines), ("2024-03-05", "* [ ] sweep the pier\n")):
        tracker.notes[f"notes/{day}.md"] = f"# {day}\n\n## Action items\n\n{listed}"
        tracker.sync()
    return tracker.snapshot()


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_length_is_twice_the_work(name: str) -> None:
    double, single = (snapshot(worst(size)[name]) for size in (2 * SIZE, SIZE))
    carry(double, NEXT)  # makes the patterns that are made once, also those behind bounded caches
    assert calls(double) <= MOST * calls(single)


def test_twice_the_lost_lines_are_twice_the_work() -> None:
    double, single = lost(100), lost(50)
    carry(double, NEXT)
    assert calls(double) <= MOST * calls(single)


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("## Action items {}\n\n* [ ] mend winch {}\n\n", id="headings"),
        pytest.param("## Action items {}\n\n| Action | Owner |\n|-|-|\n| mend winch {} | |\n\n", id="tables"),
    ],
)
def test_the_lists_of_twice_as_many_headings_are_twice_the_work(form: str) -> None:
    def homes(number: int) -> int:
        note = outline("".join(form.format(nth, nth) for nth in range(number)))
        spoken = dialect(note, note, Headings())

        def found() -> None:
            home = spoken.homes(note)
            assert all(home(Destination(EARLIER, each)) for each in note.lists)

        return counted(found)

    homes(1)
    assert homes(200) <= MOST * homes(100)
