"""Lines that people edit or carry keep their issue: by its number, by their place, by their words; never somebody else's."""

from dataclasses import replace

import pytest

from bot.core.issues import marker
from bot.core.model.plan import Close, Edit, Open, Plan
from tests.support.tracker import Tracker

FIRST, SECOND, THIRD = "2024-03-05", "2024-03-19", "2024-04-02"
WALL, NETS, CRANE, TUG = (
    "* [ ] paint the harbour wall green",
    "* [ ] mend the long nets",
    "* [ ] oil the crane in the dock",
    "* [ ] sell the old tug",
)


def kinds(plan: Plan) -> list[str]:
    return sorted(type(change).__name__ for change in plan.changes)


def synced(*lines: str, day: str = FIRST) -> Tracker:
    tracker = Tracker()
    tracker.write(day, *lines)
    tracker.sync()
    return tracker


def followed(tracker: Tracker) -> dict[str, int | None]:
    """The words of the newest line of each open or ticked item of the newest note → its issue."""
    newest = max(tracker.notes)
    return {
        tracked.item.newest.wording: tracked.issue
        for tracked in tracker.plan().items
        if tracked.item.newest.path == newest
    }


NUMBERS = [
    pytest.param("whitewash it all again #1", id="as carrying writes it"),
    pytest.param("whitewash it all again (#1)", id="in brackets"),
    pytest.param("whitewash it all again → #1", id="behind an arrow"),
    pytest.param("whitewash it all again [#1](https://github.com/harbour/notes/issues/1)", id="as a link"),
    pytest.param("whitewash berth 7 #1", id="beside another number"),
]


@pytest.mark.parametrize("words", NUMBERS)
@pytest.mark.parametrize("day", [FIRST, SECOND], ids=["in place", "in the next note"])
def test_a_line_with_its_number_keeps_its_issue_however_reworded(day: str, words: str) -> None:
    tracker = synced("* [ ] paint the harbour wall of berth 3", NETS)
    tracker.write(day, NETS, f"* [ ] {words}")
    assert kinds(tracker.sync()) == ["Edit"]
    assert tracker.plan().changes == ()
    assert len(tracker.issues) == 2
    assert "#1" not in tracker.issues[1].title


def test_a_list_whose_links_all_follow_a_repository_to_its_new_owner_keeps_its_issues() -> None:
    before, after = (
        [
            f"* [ ] [{words}](https://github.com/{owner}/rules/issues/{number})"
            for words, number in (("Oars", 114), ("Nets", 115))
        ]
        for owner in ("pilots", "harbour-wg")
    )
    tracker = synced(*before)
    known = followed(tracker)
    tracker.write(FIRST, *after)
    assert "Open" not in kinds(tracker.sync())
    assert sorted(filter(None, followed(tracker).values())) == sorted(filter(None, known.values()))


def test_what_a_number_joined_stays_joined_without_it() -> None:
    tracker = synced(WALL, NETS)
    tracker.write(SECOND, NETS, "* [ ] whitewash it all again #1")
    tracker.sync()
    tracker.write(SECOND, NETS, "* [ ] whitewash it all again")
    assert kinds(tracker.sync()) == []
    tracker.write(THIRD, NETS, "* [ ] whitewash it all again")
    assert kinds(tracker.sync()) == []
    tracker.tick(THIRD, "whitewash")
    assert kinds(tracker.sync()) == ["Close"]


def test_age_and_first_line_of_a_joined_item_are_those_of_both() -> None:
    tracker = synced(WALL, NETS)
    tracker.write(SECOND, NETS, "* [ ] whitewash it all again #1")
    tracker.write(THIRD, NETS, "* [ ] whitewash it all again #1")
    item = next(tracked.item for tracked in tracker.plan().items if tracked.issue == 1)
    assert (str(item.first.note_date), item.carried) == (FIRST, 2)


REFERENCES = [
    pytest.param("sell the tug, blocked by #1", id="by"),
    pytest.param("sell the tug, see #1", id="see"),
    pytest.param("sell the tug after #1", id="after"),
    pytest.param("sell the tug as done in #1", id="in"),
    pytest.param("sell #1 the tug", id="in the middle"),
]


@pytest.mark.parametrize("words", REFERENCES)
def test_a_reference_takes_no_issue(words: str) -> None:
    tracker = synced(WALL)
    tracker.write(SECOND, f"* [ ] {words}")
    assert kinds(tracker.sync()) == ["Open"]


def test_a_number_whose_own_line_still_stands_takes_no_issue() -> None:
    tracker = synced(WALL)
    tracker.write(FIRST, WALL, "* [ ] sell the old tug #1")
    assert kinds(tracker.sync()) == ["Open"]
    assert followed(tracker) == {"paint the harbour wall green": 1, "sell the old tug #1": 2}


def test_of_two_lines_with_one_number_the_likest_has_the_issue() -> None:
    tracker = synced("* [ ] paint the wall and the long pier")
    tracker.write(FIRST, "* [ ] sell the tug #1", "* [ ] paint the long pier #1")
    assert kinds(tracker.sync()) == ["Edit", "Open"]
    assert followed(tracker)["paint the long pier"] == 1


PLACES = [
    pytest.param((WALL, NETS, CRANE), (WALL, "* [ ] mend", CRANE), id="cut off between two neighbours"),
    pytest.param((NETS, WALL), ("* [ ] mend", WALL), id="at the edge beside a neighbour"),
    pytest.param((WALL, NETS), (WALL, "* [ ] repair, then mend the long nets"), id="more words in front"),
    pytest.param(
        (WALL, "* [ ] read [the chart](https://charts.example/a7)", CRANE),
        (WALL, "* [ ] read [the chart](https://charts.example/b9)", CRANE),
        id="another address behind the same words",
    ),
    pytest.param(
        (WALL, "* [ ] mend nets by March 31", CRANE),
        (WALL, "* [ ] mend nets by Sunday April 7th", CRANE),
        id="another day",
    ),
    pytest.param(
        (WALL, "* [ ] mend nets (due 2024-03-31)", CRANE),
        (WALL, "* [ ] mend nets (due 2024-04-07)", CRANE),
        id="in ISO",
    ),
]


@pytest.mark.parametrize(("before", "after"), PLACES)
def test_a_line_edited_where_it_stands_keeps_its_issue(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    tracker = synced(*before)
    tracker.write(FIRST, *after)
    assert kinds(tracker.sync()) == ["Edit"]
    assert tracker.plan().changes == ()


APART = [
    pytest.param((WALL, NETS, CRANE), (WALL, TUG, CRANE), id="other work in its place"),
    pytest.param((WALL, "* [ ] (Ada) mend", CRANE), (WALL, "* [ ] (Bea) mend nets", CRANE), id="of somebody else"),
    pytest.param((WALL, "* [ ] tar tug 7", CRANE), (WALL, "* [ ] tar tug 8", CRANE), id="another number"),
    pytest.param(
        (WALL, "* [ ] tar tug 7 by March 31", CRANE),
        (WALL, "* [ ] tar tug 8 by April 7", CRANE),
        id="another number and another day",
    ),
    pytest.param(
        (WALL, "* [ ] read [the chart](https://charts.example/a1) by March 31", CRANE),
        (WALL, "* [ ] read [the chart](https://charts.example/b9) by April 7", CRANE),
        id="another link and another day",
    ),
    pytest.param(
        (WALL, "* [ ] tar tug 7 by 31.3.", "* [ ] tar tug 8 by 7.4."),
        (WALL, "* [ ] tar tug 8 by 7.4."),
        id="a day moves up",
    ),
    pytest.param(
        (WALL, "* [ ] create a poll for winter", "* [ ] create a poll for summer"),
        (WALL, "* [ ] create a poll for summer"),
        id="the next line moves up",
    ),
    pytest.param((NETS,), ("* [ ] mend",), id="a list of one line has no place"),
    pytest.param(
        (WALL, NETS, TUG, CRANE), (WALL, "* [ ] sell", "* [ ] mend", CRANE), id="two at once in another order"
    ),
    pytest.param((WALL, NETS, TUG, CRANE), (WALL, "* [ ] mend", CRANE), id="two became one"),
]


@pytest.mark.parametrize(("before", "after"), APART)
def test_other_work_in_the_same_place_gets_no_issue_of_another(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    tracker = synced(*before)
    words = {number: issue.title for number, issue in tracker.issues.items()}
    tracker.write(FIRST, *after)
    plan = tracker.sync()
    assert not [change for change in plan.changes if isinstance(change, Edit) and change.title is not None]
    assert {number: tracker.issues[number].title for number in words} == words


def test_lines_side_by_side_that_are_edited_at_once_keep_their_issues_in_their_order() -> None:
    tracker = synced(WALL, NETS, TUG, CRANE)
    tracker.write(FIRST, WALL, "* [ ] mend", "* [ ] sell", CRANE)
    assert kinds(tracker.sync()) == ["Edit", "Edit"]
    assert followed(tracker) == {
        "paint the harbour wall green": 1,
        "mend": 2,
        "sell": 3,
        "oil the crane in the dock": 4,
    }
    assert tracker.plan().changes == ()


def test_one_earlier_version_is_read_for_a_note_however_much_changed() -> None:
    tracker = synced(WALL, NETS, CRANE, TUG)
    tracker.write(FIRST, WALL, "* [ ] mend", CRANE, "* [ ] sell")
    tracker.sync()
    assert len(set(tracker.versions_asked)) == 1
    tracker.versions_asked.clear()
    assert tracker.plan().changes == ()
    assert tracker.versions_asked == []


def test_nothing_is_asked_where_no_issue_lost_its_line() -> None:
    tracker = synced(WALL, NETS)
    tracker.write(FIRST, WALL, NETS, CRANE)
    tracker.sync()
    tracker.write(SECOND, NETS, CRANE)
    tracker.sync()
    assert tracker.versions_asked == []


def test_a_version_that_cannot_be_read_costs_only_that_evidence() -> None:
    tracker = synced(WALL, NETS, CRANE)
    tracker.versions.clear()
    tracker.write(FIRST, WALL, "* [ ] mend", "* [ ] oil the crane in the long dock")
    plan = tracker.sync()
    # The marker has the digests of the lines beside it, which here are no longer the same. The second edit says that the
    # issue of the nets has no line any more.
    assert kinds(plan) == ["Edit", "Edit", "Open"]
    assert followed(tracker)["oil the crane in the long dock"] == 3


def test_the_digests_of_the_neighbours_do_where_the_version_cannot_be_read() -> None:
    tracker = synced(WALL, NETS, CRANE)
    tracker.versions.clear()
    tracker.write(FIRST, WALL, "* [ ] mend", CRANE)
    assert kinds(tracker.sync()) == ["Edit"]


def test_a_tick_in_other_words_closes_the_issue() -> None:
    tracker = synced(WALL, "* [ ] (Ada) open an issue for the plugin bundle", CRANE)
    tracker.write(SECOND, WALL, "* [x] (Ada) open an issue for the plugins. DONE in #1074", CRANE)
    plan = tracker.sync()
    assert [change.number for change in plan.changes if isinstance(change, Close)] == [2]
    assert tracker.plan().changes == ()


def test_a_tick_in_other_words_in_place_closes_the_issue() -> None:
    tracker = synced(WALL, "* [ ] (Ada) open an issue for the plugin bundle", CRANE)
    tracker.write(FIRST, WALL, "* [x] (Ada) open an issue for the plugins. DONE in #1074", CRANE)
    plan = tracker.sync()
    assert [change.number for change in plan.changes if isinstance(change, Close)] == [2]


def test_what_was_done_and_stands_open_in_other_words_is_new_work() -> None:
    tracker = synced(WALL)
    tracker.tick(FIRST, "paint")
    tracker.sync()
    tracker.write(FIRST, "* [ ] paint the harbour wall green once more")
    assert kinds(tracker.sync()) == ["Open"]


def test_two_issues_of_one_key_are_one_candidate_for_a_reworded_line() -> None:
    tracker = synced(WALL)
    twin = replace(tracker.issues[1], number=next(tracker._numbers))
    tracker.issues[twin.number] = twin
    tracker.write(FIRST, "* [ ] paint the harbour wall green and white")
    assert kinds(tracker.sync()) == ["Close", "Edit"]
    assert [number for number, issue in tracker.issues.items() if issue.open] == [1]
    assert tracker.plan().changes == ()


def test_equal_words_below_two_parents_stay_two_items() -> None:
    lines = ("* [ ] Wind up the crane group", "  * [ ] send the news to the mailing list")
    more = ("* [ ] Wind up the bell group", "  * [ ] send the news to the mailing list")
    tracker = synced(*lines, *more)
    assert [issue.title for issue in tracker.issues.values()] == ["Wind up the crane group", "Wind up the bell group"]
    assert all("send the news" in issue.body for issue in tracker.issues.values())
    tracker.write(SECOND, *lines, *more)
    assert tracker.sync().changes == ()
    tracker.write(SECOND, *lines, more[0], more[1].replace("[ ]", "[x]"))
    plan = tracker.sync()
    assert kinds(plan) == ["Edit"]
    assert "- [x] send the news" in tracker.issues[2].body
    assert "- [ ] send the news" in tracker.issues[1].body


def test_an_old_marker_has_no_text_and_is_updated_once() -> None:
    tracker = synced(WALL, NETS)
    for number in (1, 2):
        old = marker.read(tracker.issues[number].body)
        assert old
        bare = old.model_copy(update={"version": 1, "said": "", "day": "", "blob": "", "around": ()})
        _, part, rest = marker.split(tracker.issues[number].body)
        tracker.change(number, body=marker.join(bare, part, rest))
    tracker.write(FIRST, "* [ ] paint the harbour wall green and white", NETS)
    plan = tracker.sync()
    assert kinds(plan) == ["Edit", "Edit"]
    assert not any(isinstance(change, Open) for change in plan.changes)
    assert tracker.plan().changes == ()


def test_a_marker_keeps_nothing_private() -> None:
    tracker = synced("* [ ] (Ada) join https://zoom.example/j/1?pwd=c2VjcmV0 and thank the pilots")
    assert "c2VjcmV0" not in tracker.issues[1].body
