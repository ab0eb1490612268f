"""Hostile notes and markers against the decisions: nothing raises, nothing grows without bound, nothing is planned twice."""

import cProfile
import pstats
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bot.core import marker, parse, render
from bot.core.config import Config, Person, Subteam
from bot.core.identity import Index, wording
from bot.core.listing import rows
from bot.core.match import MOST_WORDS
from bot.core.model import NoteFile, Open
from bot.core.text import copied, normalise
from tests import page
from tests.core.tracker import BOT, REPOSITORY, Tracker

DAY = "2024-03-05"
PATH = f"notes/{DAY}.md"
HEAD = f"# {DAY} meeting\n\n## Action items\n\n"
FREE = Config(max_new_issues=100_000, max_closes=100_000)


def name(number: int) -> str:
    """A word without a digit, another for each number."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))


# --- what grows no faster than the note

BOMBS: list[tuple[str, Callable[[int], str]]] = [
    ("nothing in common", lambda n: f"* [ ] paint{name(n)} wall{name(n)} green{name(n)}"),
    ("equal lines", lambda n: "* [ ] paint the harbour wall green"),
    ("equal short lines", lambda n: "* [ ] paint"),
    ("equal lines of different owners", lambda n: f"* [ ] (Ow{name(n)}) paint the harbour wall"),
    ("equal short lines below different bullets", lambda n: f"* [ ] top{name(n)}\n    * [ ] send slides"),
    ("two families", lambda n: f"* [ ] paint the harbour wall green{' today' * (n % 2)}"),
    ("all words shared", lambda n: "* [ ] " + " ".join(f"w{name(7 * n % 13 + 3 * at % 11)}" for at in range(6))),
    ("some words shared", lambda n: "* [ ] " + " ".join(f"w{name((n * 37 + at * n) % 40)}" for at in range(6))),
    ("only owners and sub-bullets", lambda n: f"* [ ] (MRB)\n    * do {name(n)}"),
    ("each below the last", lambda n: "  " * (n % 48) + f"* [ ] deep {name(n)} down"),
    ("all below one", lambda n: "* [ ] the top" if n == 0 else f"    * [ ] child {name(n)} of it"),
    ("plain bullets below one", lambda n: "* [ ] the top" if n == 0 else f"    * child {name(n)} of it"),
    ("wrapped lines", lambda n: "* [ ] the top" if n == 0 else f"  goes on {name(n)}"),
    ("headings", lambda n: "#" * (n % 6 + 1) + f" heading {name(n)}"),
    ("bold topics", lambda n: f"**{name(n)}**\n* [ ] item {name(n)} here\n"),
    ("definitions", lambda n: f"[r{n}]: https://e.org/{n}\n* [ ] see [a][r{n}] there"),
    ("rows of a table", lambda n: "| Action | Owner |\n|-|-|" if n == 0 else f"| do {name(n)} | Ann |"),
    ("bare boxes", lambda n: f"[ ] loose {name(n)} box"),
    ("links to issues", lambda n: f"* [ ] tracked in #{n}"),
]
"""Id → the n-th line of an action list."""


def bomb(line: Callable[[int], str], size: int) -> str:
    return HEAD + "\n".join(line(number) for number in range(size)) + "\n"


def work_of(text: str) -> int:
    """How many calls it takes to list and to plan a note twice over: what counts time without a clock."""
    tracker = Tracker(config=FREE)
    tracker.notes = {PATH: text, PATH.replace("-05", "-12"): text.replace(DAY, "2024-03-12")}
    profile = cProfile.Profile()
    profile.enable()
    rows([NoteFile(path, note) for path, note in tracker.notes.items()], FREE)
    tracker.plan()
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


@pytest.mark.parametrize("line", [row[1] for row in BOMBS], ids=[row[0] for row in BOMBS])
def test_twice_the_note_is_about_twice_the_work(line: Callable[[int], str]) -> None:
    assert work_of(bomb(line, 400)) < 3 * work_of(bomb(line, 200))
