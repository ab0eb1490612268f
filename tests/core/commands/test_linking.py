"""`/link`, `/merge` and `/release`: what later syncs make of them. Every story ends with a second run that plans nothing."""

from collections.abc import Iterator

import pytest

from bot.core.commands import UserError
from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.items.issue_suffix import issue_reference
from bot.core.model.notes import State
from bot.core.model.plan import Change, Comment
from tests.support.tracker import REPOSITORY, Tracker

WALL, PUMP, LAMP = (
    "paint the harbour wall green",
    "mend the old pump of pier two",
    "look after the lamp of the lighthouse",
)
FIRST, SECOND, THIRD, FOURTH = "2024-03-05", "2024-03-12", "2024-03-19", "2024-03-26"


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    """Issues #1 of WALL and #2 of PUMP."""
    made = Tracker()
    made.write(FIRST, f"* [ ] {WALL}", f"* [ ] {PUMP}")
    made.sync()
    yield made
    assert quiet(made)


def quiet(tracker: Tracker) -> bool:
    """Whether the next run plans nothing, and the one after it neither."""
    tracker.sync()
    return tracker.sync().changes == ()


def states(tracker: Tracker) -> dict[int, str]:
    """Issue → `open`, or why it is closed."""
    return {
        number: "open" if issue.open else str(issue.state_reason) for number, issue in sorted(tracker.issues.items())
    }


def is_marked(tracker: Tracker, number: int, **fields: object) -> bool:
    read = marker.read(tracker.issues[number].body)
    assert read is not None
    return all(getattr(read, name) == value for name, value in fields.items())


# --- /link


@pytest.mark.parametrize("there", [False, True], ids=["on Duly's issue", "on the person's"])
def test_a_linked_item_is_followed_in_the_persons_issue(tracker: Tracker, there: bool) -> None:
    theirs = tracker.person_opens("The wall is grey")
    tracker.say("/link #1", on=theirs) if there else tracker.say(f"/link #{theirs}")
    assert states(tracker) == {1: "duplicate", 2: "open", theirs: "open"}
    assert is_marked(tracker, 1, link=theirs)
    assert quiet(tracker)
    tracker.write(SECOND, f"* [ ] {WALL}", f"* [ ] {PUMP}")
    assert quiet(tracker)
    tracker.tick(SECOND, WALL)
    changes = tracker.sync().changes
    assert states(tracker) == {1: "duplicate", 2: "open", theirs: "completed"}
    assert [type(change).__name__ for change in changes] == ["Close", "Comment"]


@pytest.mark.parametrize("number", [1, 3], ids=["Duly's number", "the person's number"])
def test_a_carried_line_with_a_number_is_the_linked_item_still(tracker: Tracker, number: int) -> None:
    theirs = tracker.person_opens("The wall is grey")
    tracker.say(f"/link #{theirs}")
    for day in (SECOND, THIRD):
        tracker.write(day, f"* [ ] {WALL} #{number}", f"* [ ] {PUMP} #2")
        assert quiet(tracker)
    tracker.tick(THIRD, WALL)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "open", theirs: "completed"}


def test_what_a_person_reopens_after_the_tick_stays_open(tracker: Tracker) -> None:
    theirs = tracker.person_opens("The wall is grey")
    tracker.say(f"/link #{theirs}")
    tracker.tick(FIRST, WALL)
    tracker.sync()
    tracker.change(theirs, open=True)
    assert quiet(tracker)
    assert tracker.issues[theirs].open


def test_whoever_reopens_dulys_issue_takes_the_link_back(tracker: Tracker) -> None:
    theirs = tracker.person_opens("The wall is grey")
    tracker.say(f"/link #{theirs}")
    tracker.change(1, open=True)
    tracker.sync()
    assert is_marked(tracker, 1, link=None)
    tracker.tick(FIRST, WALL)
    tracker.sync()
    assert states(tracker) == {1: "completed", 2: "open", theirs: "open"}


def test_a_linked_issue_that_is_gone_is_reported(tracker: Tracker) -> None:
    theirs = tracker.person_opens("The wall is grey")
    tracker.say(f"/link #{theirs}")
    del tracker.issues[theirs]
    plan = tracker.sync()
    assert plan.changes == ()
    assert [problem.message for problem in plan.problems] == [
        f"#1 goes on in #{theirs}, which is gone: reopen #1 to have it followed again"
    ]


def test_the_boxes_below_a_linked_item_have_issues_of_their_own() -> None:
    tracker = Tracker()
    tracker.write(FIRST, f"* [ ] {WALL}", "    * [ ] buy ten buckets of paint")
    tracker.sync()
    assert states(tracker) == {1: "open"}
    tracker.say(f"/link #{tracker.person_opens('The wall is grey')}")
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "open", 3: "open"}
    assert quiet(tracker)


LINK_ERRORS = [
    pytest.param("/link", "add the number of one issue, like `/link #12`", id="no number"),
    pytest.param("/link #2 #3", "add the number of one issue", id="two numbers"),
    pytest.param("/link #1", "#1 is this issue itself", id="itself"),
    pytest.param("/link #2", "#2 is managed by Duly too: use `/merge #2`", id="another of Duly's"),
    pytest.param("/link #99", "#99 is not an issue of this repository", id="absent"),
    pytest.param("/link octo/other#2", "`octo/other#\u200b2` is in another repository", id="another repository's"),
    pytest.param("/link https://github.com/octo/other/issues/2", "is in another repository", id="its address"),
    pytest.param("/link #0", "add the number of one issue", id="zero"),
    pytest.param("/link harbour wall", "add the number of one issue", id="words"),
]


@pytest.mark.parametrize(("line", "message"), LINK_ERRORS)
def test_links_that_cannot_be(tracker: Tracker, line: str, message: str) -> None:
    with pytest.raises(UserError) as error:
        tracker.say(line)
    assert message in str(error.value)


def test_two_issues_of_people_stand_for_nothing(tracker: Tracker) -> None:
    one, other = tracker.person_opens("The wall is grey"), tracker.person_opens("The wall is green")
    with pytest.raises(UserError, match=f"neither this issue nor #{other}"):
        tracker.say(f"/link #{other}", on=one)


WRITTEN = [
    pytest.param("#{}", id="number"),
    pytest.param("#{}.", id="at the end of a sentence"),
    pytest.param("{}", id="bare"),
    pytest.param("GH-{}", id="GH-"),
    pytest.param("Harbour/Notes#{}", id="with the repository"),
    pytest.param("https://github.com/harbour/notes/issues/{}", id="address"),
    pytest.param("https://github.com/harbour/notes/issues/{}#issuecomment-5", id="address of a comment"),
]


@pytest.mark.parametrize("written", WRITTEN)
def test_how_a_number_is_written(tracker: Tracker, written: str) -> None:
    theirs = tracker.person_opens("The wall is grey")
    tracker.say("/link " + written.format(theirs))
    assert is_marked(tracker, 1, link=theirs)


# --- /merge


def test_a_merged_item_is_done_when_both_lines_are_ticked(tracker: Tracker) -> None:
    tracker.say("/merge #2")
    assert states(tracker) == {1: "duplicate", 2: "open"}
    tracker.sync()
    assert quiet(tracker)
    tracker.tick(FIRST, PUMP)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "open"}
    assert quiet(tracker)
    tracker.tick(FIRST, WALL)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "completed"}
    tracker.tick(FIRST, WALL, done=False)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "open"}


def test_merged_lines_are_one_item_with_one_issue_through_later_notes(tracker: Tracker) -> None:
    tracker.say("/merge #2")
    tracker.sync()
    for day in (SECOND, THIRD, FOURTH):
        tracker.write(day, f"* [ ] {PUMP}", f"* [ ] {WALL}")
        plan = tracker.sync()
        assert [(tracked.issue, tracked.item.state) for tracked in plan.items] == [(2, State.OPEN)]
        assert quiet(tracker)
    assert states(tracker) == {1: "duplicate", 2: "open"}


@pytest.mark.parametrize("issues", ["", f"https://github.com/{REPOSITORY}/issues"], ids=["plain", "links"])
@pytest.mark.parametrize("numbers", [(1, 2), (2, 2)], ids=["each its own", "the survivor's"])
def test_carried_lines_with_numbers_are_the_merged_item_still(
    tracker: Tracker, numbers: tuple[int, int], issues: str
) -> None:
    tracker.say("/merge #2")
    wall, pump = (issue_reference(number, issues) for number in numbers)
    for day in (SECOND, THIRD):
        tracker.write(day, f"* [ ] {WALL} {wall}", f"* [ ] {PUMP} {pump}")
        assert quiet(tracker)
    assert states(tracker) == {1: "duplicate", 2: "open"}
    for words in (WALL, PUMP):
        tracker.tick(THIRD, words)
        tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "completed"}


REWORDED = "slap fresh colour onto those stones"


@pytest.mark.parametrize(("loser", "winner"), [(3, 1), (1, 3)], ids=["new into old", "old into new"])
def test_a_line_reworded_beyond_recognition_is_joined_and_its_tick_closes(
    tracker: Tracker, loser: int, winner: int
) -> None:
    tracker.write(SECOND, f"* [ ] {REWORDED}", f"* [ ] {PUMP}")
    tracker.sync()
    assert states(tracker) == {1: "open", 2: "open", 3: "open"}
    tracker.say(f"/merge #{winner}", on=loser)
    assert quiet(tracker)
    # The old wording has left the notes: it does not hold the item open.
    tracker.tick(SECOND, REWORDED)
    tracker.sync()
    assert states(tracker) == {loser: "duplicate", winner: "completed"} | {2: "open"}


def with_a_pair(tracker: Tracker) -> None:
    """Issue #3 may be #1 in other words."""
    tracker.write(FIRST, f"* [ ] {REWORDED}", f"* [ ] {PUMP}")
    tracker.sync()


@pytest.mark.parametrize("written", ["<sub>", "my words\n\n<sub>"], ids=["as it was", "with a person's words"])
@pytest.mark.parametrize(("loser", "winner"), [(3, 1), (1, 3)], ids=["new into old", "old into new"])
def test_what_is_closed_as_a_duplicate_asks_for_nothing(
    tracker: Tracker, loser: int, winner: int, written: str
) -> None:
    with_a_pair(tracker)
    asking = tracker.issues[loser].body
    assert "`/merge" in asking
    tracker.change(loser, body=asking.replace("<sub>", written))
    tracker.say(f"/merge #{winner}", on=loser)
    text = tracker.issues[loser].body
    assert "`/merge" not in text
    assert "tick the box" not in text
    assert f"{written}This work goes on in #{winner}." in text
    assert quiet(tracker)
    assert tracker.issues[loser].body == text


@pytest.mark.parametrize("day", [FIRST, SECOND], ids=["in place", "in the next note"])
def test_a_reopened_issue_has_its_line_again(tracker: Tracker, day: str) -> None:
    tracker.write(day, f"* [ ] {REWORDED}", f"* [ ] {PUMP}")
    tracker.sync()
    tracker.say("/merge #1", on=3)
    tracker.sync()
    tracker.change(3, open=True)
    assert quiet(tracker)
    assert states(tracker) == {1: "open", 2: "open", 3: "open"}
    tracker.tick(day, REWORDED)
    tracker.sync()
    assert states(tracker) == {1: "open", 2: "open", 3: "completed"}


def test_the_words_of_a_chain_go_back_to_the_issue_that_is_reopened(tracker: Tracker) -> None:
    tracker.write(FIRST, f"* [ ] {REWORDED}", f"* [ ] {PUMP}")
    tracker.sync()
    tracker.say("/merge #1", on=3)
    tracker.sync()
    tracker.say("/merge #2", on=1)
    tracker.sync()
    tracker.change(3, open=True)
    assert quiet(tracker)
    tracker.tick(FIRST, REWORDED)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "open", 3: "completed"}


def test_a_merged_issue_without_a_line_asks_again_once_it_is_reopened(tracker: Tracker) -> None:
    with_a_pair(tracker)
    asking = tracker.issues[1].body
    tracker.say("/merge #3", on=1)
    tracker.sync()
    tracker.change(1, open=True)
    assert quiet(tracker)
    assert marker.split(tracker.issues[1].body)[1] == marker.split(asking)[1]


def test_the_survivors_line_may_leave_the_notes_for_good(tracker: Tracker) -> None:
    tracker.say("/merge #2")
    tracker.notes.clear()
    tracker.write(SECOND, f"* [ ] {WALL}")
    assert quiet(tracker)
    tracker.tick(SECOND, WALL)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "completed"}


def test_chains_end_in_the_last(tracker: Tracker) -> None:
    tracker.write(FIRST, f"* [ ] {WALL}", f"* [ ] {PUMP}", f"* [ ] {LAMP}")
    tracker.sync()
    tracker.say("/merge #2", on=1)
    tracker.sync()
    tracker.say("/merge #3", on=2)
    assert quiet(tracker)
    for words in (WALL, PUMP):
        tracker.tick(FIRST, words)
        tracker.sync()
        assert states(tracker) == {1: "duplicate", 2: "duplicate", 3: "open"}
    tracker.tick(FIRST, LAMP)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "duplicate", 3: "completed"}


def test_whoever_reopens_it_takes_the_merge_back(tracker: Tracker) -> None:
    tracker.say("/merge #2")
    tracker.sync()
    tracker.change(1, open=True)
    tracker.sync()
    assert is_marked(tracker, 1, merged_into=None)
    tracker.tick(FIRST, PUMP)
    tracker.sync()
    assert states(tracker) == {1: "open", 2: "completed"}


def test_a_cycle_of_merges_merges_nothing(tracker: Tracker) -> None:
    tracker.say("/merge #2")
    tracker.change(2, open=False, state_reason="duplicate", body=marker.amended(tracker.issues[2].body, merged_into=1))
    tracker.sync()
    # The work is not done: the issue that Duly closed is open again, and with that the circle.
    assert states(tracker) == {1: "open", 2: "duplicate"}
    assert is_marked(tracker, 1, merged_into=None)


def test_without_the_survivor_the_other_opens_again(tracker: Tracker) -> None:
    tracker.say("/merge #2")
    tracker.sync()
    del tracker.issues[2]
    tracker.notes.clear()
    tracker.write(FIRST, f"* [ ] {WALL}")
    tracker.sync()
    assert states(tracker) == {1: "open"}


@pytest.mark.parametrize("line", ["/merge #2", "/link #3"])
def test_a_tick_right_after_a_reopen_closes(tracker: Tracker, line: str) -> None:
    tracker.person_opens("The wall is grey")
    tracker.say(line)
    tracker.change(1, open=True)
    tracker.tick(FIRST, WALL)
    tracker.sync()
    assert states(tracker) == {1: "completed", 2: "open", 3: "open"}


def test_the_survivor_takes_the_assignees(tracker: Tracker) -> None:
    tracker.change(1, assignees=("bea", "cyd"))
    tracker.change(2, assignees=("ada", "Bea"))
    tracker.say("/merge #2")
    assert tracker.issues[2].assignees == ("ada", "Bea", "cyd")
    assert quiet(tracker)
    assert tracker.issues[2].assignees == ("ada", "Bea", "cyd")


def test_merged_by_mistake_with_a_released_one_nothing_happens(tracker: Tracker) -> None:
    tracker.say("/merge #2")
    tracker.say("/release", on=2)
    tracker.tick(FIRST, WALL)
    tracker.tick(FIRST, PUMP)
    tracker.sync()
    assert states(tracker) == {1: "duplicate", 2: "open"}


def merged(tracker: Tracker) -> None:
    tracker.say("/merge #1", on=2)


def closed(tracker: Tracker) -> None:
    tracker.change(2, open=False)


def released(tracker: Tracker) -> None:
    tracker.say("/release", on=2)


def linked(tracker: Tracker) -> None:
    tracker.say(f"/link #{tracker.person_opens('The pump is old')}", on=2)


def theirs(tracker: Tracker) -> None:
    tracker.change(2, author="bea")


MERGE_ERRORS = [
    pytest.param(merged, "#2 is merged into this issue already", id="a circle"),
    pytest.param(closed, "#2 is closed; reopen it first, or use `/merge #1` there", id="closed"),
    pytest.param(released, "Duly no longer manages #2", id="released"),
    pytest.param(linked, "#2 is already followed in #3: use `/link #3`", id="linked"),
    pytest.param(
        theirs,
        "#2 is not managed by Duly: use `/link` to follow an item in an issue that a person opened",
        id="a person's",
    ),
]


@pytest.mark.parametrize(("before", "message"), MERGE_ERRORS)
def test_merges_that_cannot_be(before: object, message: str) -> None:
    tracker = Tracker()
    tracker.write(FIRST, f"* [ ] {WALL}", f"* [ ] {PUMP}")
    tracker.sync()
    assert callable(before)
    before(tracker)
    with pytest.raises(UserError) as error:
        tracker.say("/merge #2")
    assert str(error.value) == message


# --- /release


def test_what_is_released_is_never_changed_again(tracker: Tracker) -> None:
    tracker.say("/release")
    body = tracker.issues[1].body
    tracker.write(SECOND, f"* [ ] (Ada) {WALL} and white", f"* [ ] {PUMP}")
    assert quiet(tracker)
    tracker.tick(SECOND, WALL)
    assert quiet(tracker)
    assert states(tracker) == {1: "open", 2: "open"}
    assert tracker.issues[1].body == body
    tracker.change(1, open=False)
    tracker.tick(SECOND, WALL, done=False)
    assert quiet(tracker)
    assert states(tracker) == {1: "None", 2: "open"}


def test_only_dulys_issues_can_be_released(tracker: Tracker) -> None:
    with pytest.raises(UserError, match="not managed by Duly"):
        tracker.say("/release", on=tracker.person_opens("The wall is grey"))


# --- said twice


@pytest.mark.parametrize("line", ["/link #3", "/merge #2", "/release", "/drop the vendor does it", "/done"])
def test_said_twice_it_changes_nothing_more(tracker: Tracker, line: str) -> None:
    tracker.person_opens("The wall is grey")
    assert changes(tracker, line) != ()
    assert changes(tracker, line) == ()


def changes(tracker: Tracker, line: str) -> tuple[Change, ...]:
    return tuple(change for change in tracker.say(line).changes if not isinstance(change, Comment))


def test_a_config_without_leave_gets_it_for_one_issue_only() -> None:
    tracker = Tracker(config=Config(close_linked=False))
    other = tracker.person_opens("The pump is old")
    tracker.write(FIRST, f"* [ ] {WALL}", f"* [ ] {PUMP}", f"    * #{other}")
    tracker.sync()
    theirs = tracker.person_opens("The wall is grey")
    tracker.say(f"/link #{theirs}", on=tracker.by_title(WALL).number)
    tracker.tick(FIRST, WALL)
    tracker.tick(FIRST, PUMP)
    tracker.sync()
    assert (tracker.issues[theirs].open, tracker.issues[other].open) == (False, True)
    assert quiet(tracker)
