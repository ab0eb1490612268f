"""Equal lines of several series: two groups of people may have the same words, so both get an issue, and the plan names them."""

import pytest

from bot.core.model.plan import Open, Plan
from tests.support.tracker import Tracker

WALL = "- [ ] (Ada) paint the wall\n"
ROPE = "- [ ] (Bea) order rope\n"


def note(day: str, *work: str, level: str = "#") -> str:
    return f"{level} {day}\n\nPresent: Ada, Bea\n\n{level}# Action items\n\n{''.join(work)}\n"


def rolling(*parts: str) -> str:
    return "# Minutes\n\n" + "".join(parts)


def opened(plan: Plan) -> list[str]:
    return [change.title for change in plan.changes if isinstance(change, Open)]


ROLLING = rolling(note("2024-05-08", WALL, ROPE, level="##"), note("2024-05-01", WALL, level="##"))
DATED = {"minutes/2024-05-01.md": note("2024-05-01", WALL), "minutes/2024-05-08.md": note("2024-05-08", WALL, ROPE)}
NEXT = {"minutes/2024-05-15.md": note("2024-05-15", WALL, ROPE)}


@pytest.mark.parametrize(
    "after",
    [
        pytest.param({**DATED, **NEXT}, id="split into files"),
        pytest.param({"minutes/notes.md": ROLLING, **NEXT}, id="files from now on"),
        pytest.param({"minutes/notes.md": ROLLING, **DATED, **NEXT}, id="copied into files, and kept"),
        pytest.param({path.replace("minutes", "minutes/2024"): text for path, text in DATED.items()}, id="a folder"),
        pytest.param(
            {"minutes/notes.md": ROLLING, "minutes/2024.md": rolling(note("2024-05-15", WALL, ROPE, level="##"))},
            id="the next rolling file",
        ),
    ],
)
def test_moved_notes_open_nothing_twice(after: dict[str, str]) -> None:
    tracker = Tracker(notes={"minutes/notes.md": ROLLING})
    assert opened(tracker.sync()) == ["paint the wall", "order rope"]
    tracker.notes = after
    assert opened(tracker.sync()) == []


def of_titles(plan: Plan) -> list[str]:
    return [problem.message for problem in plan.problems if "one title" in problem.message]


def test_equal_titles_of_two_series_are_named_once() -> None:
    tracker = Tracker(notes={"a/minutes/2024-05-01.md": note("2024-05-01", WALL)})
    assert of_titles(tracker.sync()) == []
    tracker.notes["b/minutes/2024-05-08.md"] = note("2024-05-08", WALL, ROPE)
    plan = tracker.sync()
    assert opened(plan) == ["paint the wall", "order rope"]
    (message,) = of_titles(plan)
    assert "a/minutes/2024-05-01.md:7 (#1) and b/minutes/2024-05-08.md:7" in message
    assert "/merge" in message
    assert of_titles(tracker.sync()) == []


def test_the_named_way_makes_them_one() -> None:
    tracker = Tracker(notes={"MINUTES.md": ROLLING})
    tracker.sync()
    tracker.notes |= {"meetings/2024-05-15.md": note("2024-05-15", WALL)}
    assert opened(tracker.sync()) == ["paint the wall"]
    tracker.say("/merge #1", on=3)
    assert not tracker.issues[3].open
    assert opened(tracker.sync()) == []
