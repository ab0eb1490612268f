"""Carrying costs what the length of a note costs: counted in calls, for shapes that are made to be slow."""

import gc
from cProfile import Profile
from functools import _lru_cache_wrapper

import pytest

from benchmarks.carry import NEXT, snapshot
from benchmarks.worst import worst
from bot.core.carry.next_note import carry

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


def calls(text: str) -> int:
    """How many functions are called while a note is carried that has no line of an earlier one in the caches."""
    for each in gc.get_objects():
        # Patterns stay, which are made once for all notes.
        if isinstance(each, _lru_cache_wrapper) and each.cache_parameters()["maxsize"] is not None:
            each.cache_clear()
    profile = Profile()
    profile.runcall(carry, snapshot(text), NEXT)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", SHAPES)
def test_twice_the_length_is_twice_the_work(name: str) -> None:
    calls(worst(2 * SIZE)[name])  # makes the patterns that are made once, also those behind bounded caches
    assert calls(worst(2 * SIZE)[name]) <= MOST * calls(worst(SIZE)[name])
