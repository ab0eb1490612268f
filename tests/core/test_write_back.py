"""Write-back: which boxes follow their issues, and that no change by a person is undone."""

from collections.abc import Collection
from dataclasses import replace

import pytest

from bot.core import write_back as writeback
from bot.core.config.schema import Config, Person
from bot.core.issues import marker
from bot.core.model.notes import State
from bot.core.model.plan import Open
from bot.core.write_back import Tick
from tests.core.issues.test_decide import kinds, settled
from tests.support.tracker import Tracker

DAY = "2024-03-05"
PATH = f"notes/{DAY}.md"
WALL = Tick(PATH, 5, State.DONE, 1)


@pytest.fixture
def tracker() -> Tracker:
    people = {"ada": (Person("ada"),), "bea": (Person("bea"),)}
    found = Tracker(config=Config(people=people, write_back=True))
    found.write(DAY, "* [ ] (Ada) paint the harbour wall green", "* [ ] (Bea) order the rope for spring")
    found.sync()
    return found


def close(tracker: Tracker, number: int, reason: str = "completed") -> None:
    tracker.change(number, open=False, state_reason=reason)


def reopen(tracker: Tracker, number: int) -> None:
    tracker.change(number, open=True, state_reason="reopened")


def write_back(tracker: Tracker, numbers: Collection[int]) -> tuple[Tick, ...]:
    """What bot/jobs/write_back.py does, in memory."""
    found = writeback.ticks(tracker.snapshot(), numbers)
    for path in {tick.path for tick in found}:
        tracker.notes[path], _ = writeback.with_ticks(
            tracker.notes[path], [tick for tick in found if tick.path == path]
        )
    for edit in writeback.remembered(tracker.snapshot(), {tick.issue for tick in found}):
        tracker.apply(edit)
    return found


# --- who wins


@pytest.mark.parametrize(
    ("opened", "expected", "then"),
    [
        pytest.param((True, True, True), None, [], id="all in step, open"),
        pytest.param((False, False, False), None, [], id="all in step, done"),
        pytest.param((True, False, True), State.DONE, [], id="closed on GitHub: ticked"),
        pytest.param((False, True, False), State.OPEN, [], id="reopened on GitHub: unticked"),
        pytest.param((False, True, True), None, ["Close"], id="ticked in the notes: the sync closes"),
        pytest.param((True, False, False), None, ["Reopen"], id="unticked in the notes: the sync reopens"),
        pytest.param((False, False, True), None, ["Edit"], id="ticked and closed alike: remembered"),
        pytest.param((True, True, False), None, ["Edit"], id="unticked and reopened alike: remembered"),
    ],
)
def test_who_wins(tracker: Tracker, opened: tuple[bool, bool, bool], expected: State | None, then: list[str]) -> None:
    """`opened`: the box, the issue, and what Duly last wrote."""
    box_open, issue_open, applied_open = opened
    issue = tracker.issues[1]
    read = marker.read(issue.body)
    assert read
    body = marker.amended(issue.body, applied=read.applied.model_copy(update={"open": applied_open}))
    tracker.change(1, body=body, open=issue_open, state_reason="reopened" if issue_open else "completed")
    if not box_open:
        tracker.tick(DAY, "wall")
    assert write_back(tracker, {1}) == (() if expected is None else (replace(WALL, state=expected),))
    assert kinds(tracker.sync()) == then
    settled(tracker)
    assert write_back(tracker, {1}) == ()


@pytest.mark.parametrize(
    ("reason", "mark"), [("completed", "[x]"), ("not_planned", "[~]"), ("duplicate", "[~]"), (None, "[x]")]
)
def test_the_reason_of_a_close_is_the_mark_in_the_box(tracker: Tracker, reason: str | None, mark: str) -> None:
    tracker.change(1, open=False, state_reason=reason)
    before = tracker.notes[PATH]
    write_back(tracker, {1})
    assert tracker.notes[PATH] == before.replace("* [ ] (Ada)", f"* {mark} (Ada)")
    settled(tracker)


# --- whose boxes, and which


def test_off_ticks_nothing(tracker: Tracker) -> None:
    tracker.config = replace(tracker.config, write_back=False)
    close(tracker, 1)
    assert writeback.ticks(tracker.snapshot(), {1}) == ()


def test_only_the_issues_that_are_named(tracker: Tracker) -> None:
    close(tracker, 1)
    close(tracker, 2)
    assert {tick.issue for tick in write_back(tracker, {2})} == {2}


def test_a_person_who_unticks_it_has_the_last_word(tracker: Tracker) -> None:
    close(tracker, 1)
    write_back(tracker, {1})
    tracker.tick(DAY, "wall", done=False)
    tracker.sync()
    close(tracker, 2)
    assert {tick.issue for tick in write_back(tracker, {2})} == {2}
    assert "* [ ] (Ada)" in tracker.notes[PATH]
    assert not tracker.issues[1].open
    settled(tracker)


def test_closed_reopened_closed(tracker: Tracker) -> None:
    before = tracker.notes[PATH]
    for _ in range(3):
        close(tracker, 1)
        write_back(tracker, {1})
        assert "* [x] (Ada)" in tracker.notes[PATH]
        settled(tracker)
        reopen(tracker, 1)
        write_back(tracker, {1})
        assert tracker.notes[PATH] == before
        settled(tracker)


def test_a_close_by_the_sync_is_no_news(tracker: Tracker) -> None:
    tracker.tick(DAY, "wall")
    assert kinds(tracker.sync()) == ["Close"]
    assert not writeback.is_news(tracker.issues[1].body, is_open=False)
    assert writeback.ticks(tracker.snapshot(), {1}) == ()
    tracker.tick(DAY, "wall", done=False)
    assert kinds(tracker.sync()) == ["Reopen"]
    assert not writeback.is_news(tracker.issues[1].body, is_open=True)
    assert writeback.ticks(tracker.snapshot(), {1}) == ()


def test_news_is_what_the_marker_does_not_say(tracker: Tracker) -> None:
    assert writeback.is_news(tracker.issues[1].body, is_open=False)
    assert not writeback.is_news("no marker", is_open=False)


def test_archived_notes_stay_as_they_are(tracker: Tracker) -> None:
    tracker.write("2024-03-12", "* [ ] (Bea) order the rope for spring")
    tracker.sync()
    close(tracker, 1)
    close(tracker, 2)
    assert write_back(tracker, {1, 2}) == (Tick("notes/2024-03-12.md", 5, State.DONE, 2),)


def test_a_newer_note_without_an_action_list_archives_nothing(tracker: Tracker) -> None:
    tracker.notes["notes/2024-03-12.md"] = "# 2024-03-12 meeting\n\n## Agenda\n\n* the harbour\n"
    close(tracker, 1)
    assert write_back(tracker, {1}) == (WALL,)


def test_every_place_in_the_list_is_ticked_and_the_agenda_is_left(tracker: Tracker) -> None:
    tracker.notes[PATH] = (
        f"# {DAY} meeting\n\n## Agenda\n\n* harbour\n    * [ ] (Ada) paint the harbour wall green\n\n## Action items\n\n"
        "* [ ] (Ada) paint the harbour wall green\n* [ ] (Bea) order the rope for spring\n* [ ] (Ada) paint the harbour wall green\n"
    )
    tracker.sync()
    close(tracker, 1)
    assert [tick.line for tick in write_back(tracker, {1})] == [10, 12]
    settled(tracker)


def test_a_line_without_a_box_is_left(tracker: Tracker) -> None:
    tracker.write(DAY, "* ACTION: (Ada) paint the harbour wall green")
    tracker.sync()
    before = tracker.notes[PATH]
    close(tracker, 1)
    assert write_back(tracker, {1}) == ()
    assert tracker.notes[PATH] == before
    settled(tracker)


def test_where_one_of_two_lines_has_no_box_the_marker_waits(tracker: Tracker) -> None:
    tracker.write(DAY, "* [ ] (Ada) paint the harbour wall green", "* ACTION: (Ada) paint the harbour wall green")
    tracker.sync()
    close(tracker, 1)
    assert write_back(tracker, {1}) == (WALL,)
    settled(tracker)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("* [ ] wall", "* [x] wall", id="plain"),
        pytest.param("\ufeff* [ ] wall\r\n", "\ufeff* [x] wall\r\n", id="BOM and CRLF"),
        pytest.param("  1. [ ]\u00a0wall  \n\n\t", "  1. [x]\u00a0wall  \n\n\t", id="blanks"),
        pytest.param("| [ ] | wall |\n", "| [x] | wall |\n", id="a cell of a table"),
        pytest.param("wall [ ]\n", "wall [ ]\n", id="no box for the editor"),
    ],
)
def test_no_other_byte(before: str, after: str) -> None:
    text, done = writeback.with_ticks(before, [replace(WALL, line=1)])
    assert text == after
    assert bool(done) == (before != after)


# --- what commands close


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        pytest.param("/done", (WALL,), id="done"),
        pytest.param("/drop no money", (replace(WALL, state=State.DROPPED),), id="dropped"),
        pytest.param("/link #3", (), id="followed in a person's issue"),
        pytest.param("/merge #2", (), id="followed in another one"),
        pytest.param("/release", (), id="release"),
    ],
)
def test_what_a_command_closes(tracker: Tracker, command: str, expected: tuple[Tick, ...]) -> None:
    assert tracker.person_opens("The wall needs paint") == 3
    tracker.say(command, on=1)
    if command == "/release":
        close(tracker, 1)
    assert write_back(tracker, {1}) == expected
    tracker.sync()
    settled(tracker)


def test_a_merged_item_is_ticked_in_all_its_lines(tracker: Tracker) -> None:
    tracker.say("/merge #2", on=1)
    tracker.sync()
    close(tracker, 2)
    assert {tick.line for tick in write_back(tracker, {2})} == {5, 6}
    settled(tracker)


# --- boxes below


def test_what_was_ticked_in_the_issues_own_list_is_ticked_with_its_parent(tracker: Tracker) -> None:
    tracker.write(
        DAY, "* [ ] (Ada) paint the harbour wall green", "    * [ ] choose a green", "    * [ ] buy some brushes"
    )
    tracker.sync()
    tracker.change(1, body=tracker.issues[1].body.replace("[ ] choose", "[x] choose"))
    close(tracker, 1)
    assert [(tick.line, tick.state) for tick in write_back(tracker, {1})] == [(5, State.DONE), (6, State.DONE)]
    # What is left to do below a finished item is an item of its own, as where a person ticks it.
    plan = tracker.sync()
    opened = [change.title for change in plan.changes if isinstance(change, Open)]
    assert opened == ["paint the harbour wall green: buy some brushes"]
    settled(tracker)


# --- words


@pytest.mark.parametrize(
    ("ticks", "expected"),
    [
        ([WALL], "Tick #1"),
        ([WALL, replace(WALL, line=9), replace(WALL, issue=3)], "Tick #1, #3"),
        (
            [replace(WALL, state=State.OPEN), replace(WALL, issue=2), replace(WALL, issue=9, state=State.DROPPED)],
            "Tick #2; drop #9; open again #1",
        ),
    ],
)
def test_the_message_of_the_commit(ticks: list[Tick], expected: str) -> None:
    assert writeback.message(ticks) == expected


def test_a_refusal_names_each_box() -> None:
    (problem,) = writeback.refused([WALL], "GitHub takes no commit: the branch is protected")
    assert str(problem) == f"{PATH}:5: #1 was closed: tick this box; GitHub takes no commit: the branch is protected"
