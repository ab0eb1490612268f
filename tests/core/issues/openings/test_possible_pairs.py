"""A new issue that may be an old one in other words: both are named, with what they have in common and the way to join them."""

import pytest

from bot.core.commands.context import UserError
from bot.core.config.schema import Config
from bot.core.model.issues import Head
from bot.core.model.plan import Close, Edit, Open, Plan
from bot.core.reports import check_run
from bot.core.reports.changes import View
from tests.support.tracker import Tracker

VIEW = View(Head("octo/notes", "main", "c0ffee", "https://github.com/octo/notes"))

FIRST, SECOND, THIRD = "2024-03-05", "2024-03-19", "2024-04-02"
NETS = "* [ ] (Bea) mend the long nets"
OLD, NEW = "* [ ] (Ada) give the harbour wall a coat of paint", "* [ ] (Ada) whitewash the wall at last"


def reworded(day: str = FIRST, *, hold: bool = False) -> tuple[Tracker, Plan]:
    """The tracker and the plan after a line was reworded beyond what evidence joins."""
    tracker = Tracker(config=Config(hold_possible_pairs=hold))
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(day, NETS, NEW)
    return tracker, tracker.sync()


@pytest.mark.parametrize("day", [FIRST, SECOND], ids=["in place", "in the next note"])
def test_both_sides_are_named_with_the_command_to_paste(day: str) -> None:
    tracker, plan = reworded(day)
    (pair,) = plan.pairs
    assert (pair.issue.number, pair.item.newest.wording) == (2, "whitewash the wall at last")
    assert pair.likeness is not None
    assert 0 < pair.likeness < 1
    summary = check_run.summary(plan, VIEW)
    assert f"notes/{day}.md:6" in summary
    assert "may be #2 “give the harbour wall a coat of paint” in other words" in summary
    assert "words kept: wall" in summary
    assert "comment `/merge #2` on the new issue" in summary
    assert check_run.conclusion(tracker.snapshot(), plan) == "neutral"
    assert check_run.headline(plan, done=True).endswith("1 possible pair")


def test_the_new_issue_says_so_in_its_first_lines_and_goes_on_saying_it() -> None:
    tracker, _ = reworded()
    first = tracker.issues[3].body.splitlines()[1:3]
    assert first[0] == "> [!NOTE]"
    assert "comment `/merge #2` here" in first[1]
    tracker.write(FIRST, NETS, NEW + " and brightly")
    tracker.sync()
    assert "comment `/merge #2` here" in tracker.issues[3].body
    assert tracker.plan().changes == ()


def test_the_issue_without_a_line_mentions_no_box_until_its_line_is_back() -> None:
    tracker, _ = reworded()
    assert "Duly finds this line in no note any more" in tracker.issues[2].body
    assert "tick the box there" not in tracker.issues[2].body
    tracker.write(FIRST, NETS, OLD, NEW)
    tracker.sync()
    assert "tick the box there" in tracker.issues[2].body
    assert "Duly finds this line in no note" not in tracker.issues[2].body
    assert tracker.plan().changes == ()


def test_what_a_person_wrote_into_that_text_stays() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.change(
        2, body=tracker.issues[2].body.replace("a coat of paint\n", "a coat of paint, thanks\n", 1) + "my words\n"
    )
    tracker.write(FIRST, NETS, NEW)
    tracker.sync()
    assert "a coat of paint, thanks\n" in tracker.issues[2].body
    assert tracker.issues[2].body.endswith("my words\n")


@pytest.mark.parametrize("day", [FIRST, SECOND], ids=["in place", "in the next note"])
def test_the_pasted_command_makes_them_one(day: str) -> None:
    tracker, _ = reworded(day)
    tracker.say("/merge #2", on=3)
    tracker.sync()
    assert [number for number, issue in tracker.issues.items() if issue.open] == [1, 2]
    assert tracker.plan().changes == ()
    tracked = next(one for one in tracker.plan().items if one.issue == 2)
    assert str(tracked.item.first.note_date) == FIRST
    assert tracked.item.carried == (0 if day == FIRST else 1)
    tracker.tick(day, "whitewash")
    assert [change.number for change in tracker.sync().changes if isinstance(change, Close)] == [2]


@pytest.mark.parametrize("day", [FIRST, SECOND], ids=["in place", "in the next note"])
def test_the_line_of_a_merged_issue_is_reworded_again(day: str) -> None:
    tracker, _ = reworded(day)
    tracker.say("/merge #2", on=3)
    tracker.sync()
    tracker.write(day, NETS, NEW + ", in May")
    plan = tracker.sync()
    assert [type(change) for change in plan.changes] == [Edit]
    assert [number for number, issue in tracker.issues.items() if issue.open] == [1, 2]
    assert tracker.plan().changes == ()


def test_a_second_sync_names_nothing_again() -> None:
    tracker, _ = reworded()
    assert tracker.plan().pairs == ()
    assert tracker.plan().changes == ()


def test_an_owner_that_only_the_marker_has_is_not_shown_as_a_digest() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.versions.clear()
    tracker.write(FIRST, NETS, "* [ ] (Cyd) whitewash the harbour wall at last")
    (pair,) = tracker.sync().pairs
    assert pair.evidence.endswith("other owner: cyd")


NO_PAIR = [
    pytest.param((NETS, OLD), (NETS, OLD, NEW), SECOND, id="no issue lost its line"),
    pytest.param((NETS,), (NEW,), SECOND, id="nothing in common in the next note"),
    pytest.param((NETS, OLD.replace("[ ]", "[x]")), (NETS, NEW), SECOND, id="the old line was done"),
    pytest.param(
        (NETS, OLD), (NETS, "", "## Next steps", "* [ ] sell tug"), FIRST, id="nothing in common in another list"
    ),
    pytest.param((NETS, OLD), (NETS, "* [ ] (Cyd) sell tug"), FIRST, id="another owner and nothing in common"),
]


@pytest.mark.parametrize(("before", "after", "day"), NO_PAIR)
def test_no_pair_is_named_without_a_reason(before: tuple[str, ...], after: tuple[str, ...], day: str) -> None:
    tracker = Tracker()
    tracker.write(FIRST, *before)
    tracker.sync()
    tracker.write(day, *after)
    plan = tracker.sync()
    assert any(isinstance(change, Open) for change in plan.changes)
    assert plan.pairs == ()


def test_no_pair_is_named_with_an_issue_whose_line_has_its_number_in_other_words() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(SECOND, NETS, f"{OLD} #2")
    tracker.sync()
    reworded = "* [ ] (Bea) order lime from the quarry #2"
    tracker.write(SECOND, NETS, reworded)
    tracker.sync()
    tracker.write(SECOND, NETS, reworded, "* [ ] (Cyd) ask the quarry when the lime comes")
    plan = tracker.sync()
    assert [type(change) for change in plan.changes] == [Open]
    assert plan.pairs == ()


def test_lines_with_no_word_in_common_are_named_by_their_place() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(FIRST, NETS, "* [ ] (Ada) whitewash quay")
    plan = tracker.sync()
    (pair,) = plan.pairs
    assert pair.likeness is None
    assert "in other words: same owner: ada; same place; against:" in check_run.summary(plan, VIEW)
    assert "may be #2 in other words (in the same place): #2 lost its line" in tracker.issues[3].body
    assert "likeness" not in check_run.summary(plan, VIEW) + tracker.issues[3].body


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(NEW, id="by its words"),
        pytest.param("* [ ] (Ada) whitewash quay", id="by its place"),
    ],
)
def test_a_line_whose_old_words_an_older_note_still_has_is_named(after: str) -> None:
    tracker = Tracker()
    for day in (FIRST, SECOND):
        tracker.write(day, NETS, OLD)
        tracker.sync()
    tracker.write(SECOND, NETS, after)
    plan = tracker.sync()
    assert [pair.issue.number for pair in plan.pairs] == [2]
    assert "may be #2" in tracker.issues[3].body
    assert tracker.plan().changes == ()


def test_a_line_beside_one_that_stays_is_named_with_no_issue_of_an_older_note() -> None:
    tracker = Tracker()
    for day in (FIRST, SECOND):
        tracker.write(day, NETS, OLD)
        tracker.sync()
    tracker.write(SECOND, NETS, OLD, NEW)
    plan = tracker.sync()
    assert any(isinstance(change, Open) for change in plan.changes)
    assert plan.pairs == ()


def test_a_line_is_named_with_the_one_that_just_left_before_one_that_left_earlier() -> None:
    tracker = Tracker()
    for day, line in (
        (FIRST, "* [ ] find a host for the spring fair"),
        (SECOND, "* [ ] (Ada) choose a day for the spring fair"),
        (THIRD, "* [ ] (Ada) find a date for the spring fair"),
    ):
        tracker.write(day, line, NETS, "* [ ] (Bea) count the buoys")
        plan = tracker.sync()
    assert [tracker.issues[pair.issue.number].title for pair in plan.pairs] == ["choose a day for the spring fair"]


def test_lines_side_by_side_that_were_all_reworded_are_named_in_their_order() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, "* [ ] paint hull", "* [ ] sell tug", "* [ ] (Bea) order new flags")
    tracker.sync()
    tracker.write(FIRST, NETS, "* [ ] whitewash boat", "* [ ] find a buyer", "* [ ] (Bea) order new flags")
    plan = tracker.sync()
    assert {pair.item.newest.wording: pair.issue.number for pair in plan.pairs} == {
        "whitewash boat": 2,
        "find a buyer": 3,
    }


def test_each_issue_and_each_line_is_in_one_pair() -> None:
    tracker = Tracker()
    tracker.write(FIRST, "* [ ] hand the winter chart over", "* [ ] hand the summer chart over to bea")
    tracker.sync()
    tracker.write(FIRST, "* [ ] print a winter map, no chart", "* [ ] draw the summer one with bea", "* [ ] buy flags")
    plan = tracker.sync()
    pairs = {pair.item.newest.wording: pair.issue.number for pair in plan.pairs}
    assert pairs == {"print a winter map, no chart": 1, "draw the summer one with bea": 2}


@pytest.mark.parametrize(
    ("old", "new", "is_named"),
    [
        pytest.param(
            "(Ada) work on the banner", "(Bea) work on the colours", False, id="a common word of another owner"
        ),
        pytest.param(
            "(Ada) look at the banner", "(Ada) look at the hulls", False, id="a common word of the same owner"
        ),
        pytest.param("(Ada) hem the banner", "(Ada) buy cloth for a banner", True, id="another word of the same owner"),
        pytest.param("hem the banner", "buy cloth for a banner", False, id="one word of nobody"),
        pytest.param("hem the banner of the tug", "buy a banner for that tug", True, id="two words of nobody"),
    ],
)
def test_few_words_are_no_reason_to_name_a_pair(old: str, new: str, *, is_named: bool) -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, f"* [ ] {old}")
    tracker.sync()
    tracker.write(SECOND, NETS, "* [ ] (Cy) count the buoys", f"* [ ] {new}")
    named = [pair for pair in tracker.sync().pairs if pair.item.newest.wording in new]
    assert bool(named) is is_named


def test_held_it_waits_and_nothing_else_does() -> None:
    tracker, plan = reworded(hold=True)
    assert not any(isinstance(change, Open) for change in plan.changes)
    (held,) = plan.held
    assert "“whitewash the wall at last” may be #2" in held.message
    summary = check_run.summary(plan, VIEW)
    assert "comment `/merge` on #2." in summary
    assert "the new issue" not in summary
    assert set(tracker.issues) == {1, 2}
    tracker.write(FIRST, NETS, NEW, "* [ ] (Ada) order rope for spring")
    assert [change.title for change in tracker.sync().changes if isinstance(change, Open)] == ["order rope for spring"]


@pytest.mark.parametrize("day", [FIRST, SECOND], ids=["in place", "in the next note"])
def test_merge_on_the_old_issue_gives_it_the_held_line(day: str) -> None:
    tracker, _ = reworded(day, hold=True)
    tracker.say("/merge", on=2)
    plan = tracker.sync()
    assert all(isinstance(change, Edit) for change in plan.changes)
    assert tracker.issues[2].title == "whitewash the wall at last"
    assert set(tracker.issues) == {1, 2}
    assert (tracker.plan().changes, tracker.plan().held) == ((), ())


def test_approve_opens_it_with_its_pair_named() -> None:
    tracker, _ = reworded(hold=True)
    plan = tracker.plan(approved=True)
    (opened,) = (change for change in plan.changes if isinstance(change, Open))
    assert "`/merge #2` here" in opened.body
    tracker.apply(opened)
    assert tracker.plan().held == ()


def test_merge_without_a_number_says_what_it_needs() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS)
    tracker.sync()
    with pytest.raises(UserError, match="add the number of one issue"):
        tracker.say("/merge", on=1)


@pytest.mark.parametrize("day", [FIRST, SECOND], ids=["in place", "in the next note"])
def test_a_line_that_is_done_in_other_words_is_named_with_the_command(day: str) -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(day, NETS, "* [x] (Ada) the harbour wall got new paint and a ladder")
    plan = tracker.sync()
    summary = check_run.summary(plan, VIEW)
    assert "“the harbour wall got new paint and a ladder”" in summary
    assert "may be #2 “give the harbour wall a coat of paint” in other words" in summary
    assert "comment `/merge` on #2." in summary
    assert check_run.conclusion(tracker.snapshot(), plan) == "neutral"
    assert not plan.held
    tracker.say("/merge", on=2)
    assert any(isinstance(change, Close) for change in tracker.sync().changes)
    assert not tracker.issues[2].open
    assert (tracker.plan().changes, tracker.plan().pairs) == ((), ())


def test_a_line_that_is_done_and_shares_a_single_word_is_not_named() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, OLD)
    tracker.sync()
    tracker.write(SECOND, NETS, "* [x] (Ada) sell the wall clock")
    assert tracker.sync().pairs == ()


def test_a_line_in_a_list_of_another_form_is_named() -> None:
    tracker = Tracker(config=Config(without_box="all"))
    tracker.write(FIRST, OLD)
    tracker.sync()
    tracker.notes[f"notes/{SECOND}.md"] = (
        f"# {SECOND}\n\n## Action items\n\n* (Ada) harbour wall: paint, ladders, lamps, ropes\n"
    )
    (pair,) = tracker.sync().pairs
    assert pair.issue.number == 1


def test_a_line_whose_words_have_other_endings_is_named() -> None:
    tracker = Tracker()
    tracker.write(FIRST, NETS, "* [ ] (Ada) add documentation sublists to milestone items")
    tracker.sync()
    tracker.write(SECOND, NETS, "* [ ] (Ada) put docs sublistings on milestones")
    (pair,) = tracker.sync().pairs
    assert pair.issue.number == 2
