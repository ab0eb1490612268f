"""A file of many meetings: each dated part is one, for states, ages, links, people and boxes that are written back."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.reading import read_in_place
from bot.core.items.traced import traced
from bot.core.model.notes import State
from bot.core.model.plan import Plan
from bot.core.notes.problems import LARGEST
from bot.core.write_back import ticks, with_ticks
from tests.support.tracker import Tracker

PATH = "notes.md"
HEAD = "# Harbour\n\nMembers: see below.\n\n"


def part(day: str, *lines: str) -> str:
    return f"## {day}\n\n### Action items\n\n" + "".join(f"{line}\n" for line in lines) + "\n"


def tracker(*parts: str, config: Config | None = None) -> Tracker:
    made = Tracker(config=config or Config())
    made.notes[PATH] = HEAD + "".join(parts)
    return made


def kinds(plan: Plan) -> list[str]:
    return [type(change).__name__ for change in plan.changes if type(change).__name__ != "CreateLabel"]


MARCH = [
    part("2024-03-19", "* [ ] (Ada) paint the wall", "* [ ] (Bea) order the rope"),
    part("2024-03-12", "* [ ] (Ada) paint the wall"),
    part("2024-03-05", "* [ ] (Ada) paint the wall", "* [ ] (Cyd) sell the ferry"),
]


@pytest.mark.parametrize("parts", [pytest.param(MARCH, id="newest first"), pytest.param(MARCH[::-1], id="newest last")])
def test_the_newest_part_opens(parts: list[str]) -> None:
    made = tracker(*parts)
    made.sync()
    assert sorted(issue.title for issue in made.issues.values()) == ["order the rope", "paint the wall"]
    body = made.by_title("wall").body
    assert "**First seen** 2024-03-05, carried 2 times" in body
    number = (
        made.notes[PATH][: made.notes[PATH].index("* [ ] (Ada)", made.notes[PATH].index("2024-03-19"))].count("\n") + 1
    )
    assert f"{PATH}?plain=1#L{number}" in body
    assert made.plan().changes == ()


def test_a_tick_in_the_newest_part_closes_in_spite_of_the_others() -> None:
    made = tracker(*MARCH)
    made.sync()
    made.notes[PATH] = made.notes[PATH].replace("[ ] (Ada)", "[x] (Ada)", 1)
    assert kinds(made.sync()) == ["Close"]
    assert not made.by_title("wall").open
    assert made.plan().changes == ()


def test_a_tick_in_an_older_part_closes_nothing() -> None:
    made = tracker(*MARCH)
    made.sync()
    text = made.notes[PATH]
    made.notes[PATH] = text[: text.rindex("[ ] (Ada)")] + text[text.rindex("[ ] (Ada)") :].replace("[ ]", "[x]", 1)
    assert made.plan().changes == ()


def test_a_part_on_top_moves_no_issue() -> None:
    made = tracker(*MARCH)
    made.sync()
    made.notes[PATH] = made.notes[PATH].replace(HEAD, HEAD + part("2024-03-26", "* [ ] (Ada) paint the wall"))
    assert made.sync().changes == ()
    (gone,) = (tracked.item for tracked in made.plan().items if tracked.issue and tracked.item.vanished)
    assert gone.newest.text == "order the rope"


def test_a_note_becomes_a_part() -> None:
    """A community that puts its notes into one file keeps its issues."""
    made = Tracker()
    made.write("2024-03-12", "* [ ] (Ada) paint the wall")
    made.sync()
    made.notes = {
        PATH: HEAD + part("2024-03-19", "* [ ] (Ada) paint the wall") + part("2024-03-12", "* [ ] (Ada) paint the wall")
    }
    assert made.sync().changes == ()


def test_people_and_links_of_the_file_are_known_in_each_part() -> None:
    made = tracker(config=Config())
    made.notes[PATH] = (
        "# Harbour\n\n## Members\n\n| Name | GitHub |\n|---|---|\n| Ada Lind | @ada |\n\n"
        + part("2024-03-19", "* [ ] (Ada) read [the manual][m]")
        + part("2024-03-12")
        + "[m]: https://harbour.example/manual\n"
    )
    made.sync()
    issue = made.by_title("read the manual")
    assert issue.assignees == ("ada",)


def test_a_list_above_the_dated_parts_is_of_the_newest_meeting() -> None:
    made = tracker()
    made.notes[PATH] = "# Harbour\n\n## Open action items\n\n* [ ] (Ada) paint the wall\n\n" + "".join(MARCH[1:])
    made.sync()
    assert [issue.title for issue in made.issues.values()] == ["paint the wall"]


def test_a_template_in_the_file_is_no_meeting() -> None:
    made = tracker(*MARCH[::-1], "## Template\n\n### Action items\n\n* [ ] (Ada) write down what is to be done\n")
    made.sync()
    assert sorted(issue.title for issue in made.issues.values()) == ["order the rope", "paint the wall"]


def test_a_box_is_written_back_in_the_newest_part() -> None:
    made = tracker(*MARCH, config=Config(write_back=True))
    made.sync()
    number = made.by_title("wall").number
    made.change(number, open=False, state_reason="completed")
    before = made.notes[PATH]
    text, done = with_ticks(before, ticks(made.snapshot(), [number]))
    assert len(done) == 1
    at = before.index("[ ] (Ada)")
    assert text == before[:at] + "[x]" + before[at + 3 :]


def test_a_file_may_be_large_as_long_as_its_parts_are_not() -> None:
    filler = ("- we talked " + "on and on " * 500 + "\n") * 20
    made = tracker(
        part("2024-03-19", "* [ ] (Ada) paint the wall"), *(part(f"2024-02-{day:02}", filler) for day in range(1, 9))
    )
    assert len(made.notes[PATH]) > LARGEST
    plan = made.sync()
    assert [issue.title for issue in made.issues.values()] == ["paint the wall"]
    assert not [problem for problem in plan.problems if problem.serious]


def test_a_part_that_is_too_large_is_named_with_its_line() -> None:
    made = tracker(part("2024-03-19", "* [ ] (Ada) paint the wall"), part("2024-03-12", "x" * LARGEST))
    (problem,) = (problem for problem in made.sync().problems if problem.serious)
    assert (problem.path, problem.line) == (PATH, 11)


def test_only_the_part_that_changed_is_read_again() -> None:
    """And what stands above the parts, whose date is that of the newest."""
    read_in_place.cache_clear()
    traced.cache_clear()
    made = tracker(*MARCH)
    made.sync()
    misses = read_in_place.cache_info().misses
    made.notes[PATH] = made.notes[PATH].replace(HEAD, HEAD + part("2024-03-26", "* [ ] (Ada) paint the wall"))
    made.plan()
    assert read_in_place.cache_info().misses == misses + 2


def test_a_tick_behind_many_copies_is_the_newest_word() -> None:
    made = tracker(*(part(f"2024-0{month}-05", "* [ ] (Ada) paint the wall") for month in range(1, 8)))
    made.sync()
    (item,) = (tracked.item for tracked in made.plan().items)
    assert (item.state, item.carried) == (State.OPEN, 6)
    assert replace(item, lines=item.lines).newest.note_date is not None
