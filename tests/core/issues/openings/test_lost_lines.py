"""What is said of an issue whose line is gone where another one came, and of the only line of a list."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config
from bot.core.model.plan import Close, Edit, Open, Plan
from bot.core.reports.changes import edited
from tests.core.issues.openings.test_possible_pairs import FIRST, NETS, NEW, OLD, SECOND, THIRD
from tests.support.tracker import Tracker


def test_an_issue_whose_line_left_a_newer_note_mentions_no_box_until_it_is_back() -> None:
    """An older note has the line still, but not the one that the issue shows."""
    tracker = Tracker()
    for line in (OLD, OLD + ", all of it"):
        tracker.write(FIRST if line is OLD else SECOND, NETS, line)
        tracker.sync()
    tracker.write(SECOND, NETS, NEW)
    tracker.sync()
    assert "Newer notes do not have this line" in tracker.issues[2].body
    assert "tick the box there" not in tracker.issues[2].body
    assert tracker.plan().changes == ()
    tracker.write(THIRD, NETS, NEW)
    assert tracker.sync().changes == ()
    tracker.write(THIRD, NETS, OLD, NEW)
    tracker.sync()
    assert "tick the box there" in tracker.issues[2].body
    assert f"the notes of {THIRD}" in tracker.issues[2].body
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    ("came", "is_named"),
    [pytest.param((NETS, NEW), True, id="in a possible pair"), pytest.param((NETS,), False, id="left out")],
)
def test_an_issue_whose_line_a_newer_note_never_had(came: tuple[str, ...], is_named: bool) -> None:
    """A tick in the older note closes it. It says so where nothing speaks for other words of it in the newer one."""
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(SECOND, *came)
    assert bool(tracker.sync().pairs) is is_named
    assert ("tick the box there" in tracker.issues[2].body) is not is_named
    assert ("Newer notes do not have this line" in tracker.issues[2].body) is is_named
    assert tracker.plan().changes == ()
    tracker.tick(FIRST, "coat of paint")
    assert closed(tracker.sync()) == [2]
    assert tracker.plan().changes == ()


def test_an_issue_of_a_possible_pair_whose_list_has_no_newer_one_stays_as_it_is() -> None:
    """The newer line stands in the agenda. Whether the older one is left out says only a list of its form."""
    tracker = Tracker()
    talk = "# Meeting\n\nPresent: Ada, Bea\n\n* The wall:\n"
    tracker.notes[f"notes/{FIRST}.md"] = f"{talk}    * Next steps:\n        * Ada: the harbour wall needs a coat\n"
    for change in tracker.plan(approved=True).changes:
        tracker.apply(change)
    tracker.notes[f"notes/{SECOND}.md"] = f"{talk}    * **TODO**: Bea will paint a coat on the harbour wall\n"
    plan = tracker.sync()
    assert [pair.issue.number for pair in plan.pairs] == [1]
    assert [type(change) for change in plan.changes] == [Open]
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    "left",
    [
        pytest.param((), id="deleted"),
        pytest.param(("* [ ] (Ada) order rope for the spring season",), id="reworded"),
    ],
)
def test_a_tick_from_before_the_issue_does_not_close_it_when_its_line_goes(left: tuple[str, ...]) -> None:
    """The work was done once and came back; deleted or reworded is not done."""
    tracker, number = come_back()
    assert stays_open(tracker) == []
    tracker.write(SECOND, NETS, *left)
    assert closed(tracker.sync()) == []
    assert "Newer notes do not have this line" in tracker.issues[number].body
    assert tracker.plan().changes == ()
    assert stays_open(tracker) == [
        f"notes/{FIRST}.md:6: #{number} stays open: this tick is from before its line in the notes of {SECOND}, which is gone; "
        f"close #{number} if the work is done, or list it in a newer note"
    ]
    tracker.write(THIRD, NETS, OLD.replace("[ ]", "[x]"))
    assert closed(tracker.sync()) == [number]


def test_nor_does_it_close_a_second_issue_that_a_person_wrote_in() -> None:
    tracker, number = come_back()
    twin = replace(tracker.issues[number], number=9, body=tracker.issues[number].body + "\nI have the brush.\n")
    tracker.issues[9] = twin
    tracker.write(SECOND, NETS)
    plan = tracker.sync()
    assert closed(plan) == []
    assert [str(problem) for problem in plan.problems if "are one item" in str(problem)] == [
        f"notes/{FIRST}.md:6: #{number} and #9 are one item: close one of them"
    ]


def test_an_issue_that_a_person_closes_after_its_line_went_stays_closed() -> None:
    tracker, number = come_back()
    tracker.write(SECOND, NETS)
    tracker.sync()
    tracker.change(number, open=False, state_reason="completed")
    tracker.sync()
    assert not tracker.issues[number].open
    assert (tracker.plan().changes, stays_open(tracker)) == ((), [])


def come_back() -> tuple[Tracker, int]:
    """Work that was ticked in the first meeting and is open again in the second; the number of its issue."""
    tracker = Tracker()
    for day, box in ((FIRST, "[x]"), (SECOND, "[ ]")):
        tracker.write(day, NETS, OLD.replace("[ ]", box))
        tracker.sync()
    return tracker, tracker.by_title("coat of paint").number


def stays_open(tracker: Tracker) -> list[str]:
    """What is said of issues that an old tick does not close."""
    return [str(problem) for problem in tracker.plan().problems if "stays open" in str(problem)]


def closed(plan: Plan) -> list[int]:
    """The numbers of the issues that a plan closes."""
    return [change.number for change in plan.changes if isinstance(change, Close)]


def test_a_tick_where_an_issue_was_opened_closes_it_after_the_line_was_taken_out_of_the_next_note() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(SECOND, NETS, OLD + ", all of it")
    tracker.sync()
    number = tracker.by_title("coat of paint").number
    tracker.write(FIRST, NETS, OLD.replace("[ ]", "[x]"))
    tracker.write(SECOND, NETS)
    assert closed(tracker.sync()) == [number]
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("* [ ] (Ada) choose a date", "* [ ] (Ada) pick some day", id="of one owner"),
        pytest.param("* [ ] choose a date", "* [ ] pick some day", id="without owners"),
    ],
)
def test_the_only_line_of_a_list_is_named_with_the_one_that_was_there(before: str, after: str) -> None:
    tracker = Tracker()
    tracker.write(FIRST, before)
    tracker.sync()
    tracker.write(FIRST, after)
    plan = tracker.sync()
    assert [(pair.issue.number, pair.item.newest.wording) for pair in plan.pairs] == [(1, "pick some day")]
    assert "may be #1 in other words (in the same place)" in tracker.issues[2].body
    assert "Duly finds this line in no note any more" in tracker.issues[1].body
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        pytest.param(
            ("* [ ] (Ada) choose a date", "* [ ] (Bea) order pizza"),
            ("* [ ] (Ada) pick some day", "* [ ] (Bea) get food"),
            {"pick some day": 1, "get food": 2},
            id="two lines",
        ),
        pytest.param(
            ("* [ ] (Ada) choose a date", "* [ ] (Bea) order pizza"),
            ("* [ ] (Bea) get food", "* [ ] (Ada) pick some day"),
            {},
            id="of other owners in their order",
        ),
        pytest.param(
            ("* [ ] choose a date", "* [ ] order pizza"),
            ("* [ ] pick some day", "* [ ] get food", "* [ ] sell tug"),
            {},
            id="more lines than before",
        ),
        pytest.param(
            ("* [ ] choose a date", NETS), (NETS, "", "## Next steps", "* [ ] sell tug"), {}, id="beside one that stays"
        ),
    ],
)
def test_the_lines_of_a_list_that_was_replaced_are_named_in_their_order(
    before: tuple[str, ...], after: tuple[str, ...], pairs: dict[str, int]
) -> None:
    tracker = Tracker()
    tracker.write(FIRST, *before)
    tracker.sync()
    tracker.write(FIRST, *after)
    plan = tracker.sync()
    assert {pair.item.newest.wording: pair.issue.number for pair in plan.pairs} == pairs
    assert tracker.plan().changes == ()


GONE = "Duly finds this line in no note any more"


def without_wall(*after: str) -> Tracker:
    """A tracker after the line of issue 2 was deleted; `after` are the lines then."""
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(FIRST, NETS, *after)
    (edit,) = (change for change in tracker.sync().changes if isinstance(change, Edit))
    assert (edit.number, edited(edit)) == (2, ("body",))
    assert GONE in tracker.issues[2].body
    assert "tick the box there" not in tracker.issues[2].body
    assert tracker.plan().changes == ()
    return tracker


@pytest.mark.parametrize("after", [(), ("* [ ] (Cyd) sell tug",)], ids=["nothing new", "beside other work"])
def test_an_issue_whose_line_was_deleted_mentions_no_box_until_it_is_back(after: tuple[str, ...]) -> None:
    tracker = without_wall(*after)
    tracker.write(SECOND, NETS, OLD)
    assert [edited(change) for change in tracker.sync().changes if isinstance(change, Edit)] == [("body",)]
    assert GONE not in tracker.issues[2].body
    assert "tick the box there" in tracker.issues[2].body
    assert tracker.plan().changes == ()


def test_a_line_that_comes_back_ticked_closes_its_issue_whose_text_is_that_of_before() -> None:
    tracker = without_wall()
    tracker.write(FIRST, NETS, OLD.replace("[ ]", "[x]"))
    assert any(isinstance(change, Close) for change in tracker.sync().changes)
    assert GONE not in tracker.issues[2].body
    assert tracker.plan().changes == ()


def test_what_a_person_wrote_into_the_text_stays_while_the_line_is_away_and_once_it_is_back() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.change(2, body=tracker.issues[2].body.replace("a coat of paint\n", "a coat of paint, thanks\n", 1))
    for lines, said in (((NETS,), GONE), ((NETS, OLD), "tick the box there")):
        tracker.write(FIRST, *lines)
        tracker.sync()
        assert "a coat of paint, thanks\n" in tracker.issues[2].body
        assert [one for one in (GONE, "tick the box there") if one in tracker.issues[2].body] == [said]
        assert tracker.plan().changes == ()


def test_a_text_without_the_sentence_is_left_alone() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.change(2, body=tracker.issues[2].body.replace("tick the box there", "see there"))
    tracker.write(FIRST, NETS)
    assert tracker.sync().changes == ()


@pytest.mark.parametrize(
    ("command", "on", "open_after", "is_gone"),
    [
        pytest.param("/merge #2", 3, [1, 2], False, id="the new one into the old one"),
        pytest.param("/merge #3", 2, [1, 3], False, id="the old one into the new one"),
        pytest.param("/drop not needed", 2, [1, 3], True, id="dropped"),
        pytest.param("/release", 2, [1, 2, 3], True, id="released"),
    ],
)
def test_commands_work_on_an_issue_without_a_line(command: str, on: int, open_after: list[int], is_gone: bool) -> None:
    tracker = without_wall("* [ ] (Cyd) sell tug")
    tracker.say(command, on=on)
    tracker.sync()
    assert [number for number, issue in tracker.issues.items() if issue.open] == open_after
    assert (GONE in tracker.issues[2].body) is is_gone
    assert tracker.plan().changes == ()


def test_where_more_lines_are_gone_than_may_close_at_once_no_text_is_changed() -> None:
    """The notes were moved, or the config names other ones: mostly the lines come back."""
    tracker = Tracker(config=Config(max_closes=1))
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    before, text = dict(tracker.issues), tracker.notes.pop(f"notes/{FIRST}.md")
    plan = tracker.sync()
    assert plan.changes == ()
    assert [f"#{n} has no line in the notes any more" in str(plan.problems) for n in (1, 2)] == [True, True]
    tracker.notes[f"notes/{FIRST}.md"] = text
    assert tracker.sync().changes == ()
    assert tracker.issues == before


def test_where_a_newer_list_was_emptied_no_text_is_changed() -> None:
    """An older note has all its lines, in the words of before."""
    tracker = Tracker(config=Config(max_closes=1))
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(SECOND, f"{NETS}, all of them", f"{OLD}, all of it")
    tracker.sync()
    before, text = dict(tracker.issues), tracker.notes[f"notes/{SECOND}.md"]
    tracker.write(SECOND, "* [x] (Cyd) sell tug")
    plan = tracker.sync()
    assert plan.changes == ()
    assert [each.note for each in plan.items if each.issue] == ["its line left a newer note"] * 2
    tracker.notes[f"notes/{SECOND}.md"] = text
    assert tracker.sync().changes == ()
    assert tracker.issues == before


def test_the_reason_of_the_edit_says_that_the_line_is_back() -> None:
    tracker = without_wall()
    tracker.write(SECOND, NETS, OLD)
    (edit,) = (change for change in tracker.sync().changes if isinstance(change, Edit))
    assert edit.why == f"listed again in notes/{SECOND}.md:6"


def test_what_a_newer_note_left_out_is_written_anew_once_it_is_listed_again() -> None:
    tracker = Tracker()
    for day, lines in ((FIRST, (NETS, OLD)), (SECOND, (NETS, NEW)), (THIRD, (NETS, OLD, NEW))):
        tracker.write(day, *lines)
        plan = tracker.sync()
    assert [change.number for change in plan.changes if isinstance(change, Edit)] == [2]
    assert f"the notes of {THIRD}" in tracker.issues[2].body
    assert "tick the box there" in tracker.issues[2].body
    assert tracker.plan().changes == ()
