"""What the board says and when it changes, on a tracker in memory."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config
from bot.core.issues.board import marker as board
from bot.core.model.issues import Issue
from bot.core.model.plan import Change, Close, Comment, Edit, Open, Plan, Reopen
from bot.core.reports.after import after
from bot.core.reports.board import Steps, board_steps
from bot.core.reports.board_text import MOST
from tests.support.tracker import BOT, Tracker

DAY, NEXT = "2024-03-05", "2024-03-19"
WALL = "* [ ] (Ada) paint the wall"


def steps(tracker: Tracker, *boards: Issue, closer: str = "ada", wanted: bool = True) -> Steps:
    snapshot, plan = tracker.planned()
    snapshot = replace(snapshot, boards=boards, config=replace(tracker.config, board=wanted))
    found = board_steps(snapshot, plan)
    if found.ask:
        found = board_steps(snapshot.answered(replace(snapshot.answers, given=dict.fromkeys(found.ask, closer))), plan)
    return found


def kinds(found: Steps) -> list[type[Change]]:
    return [type(change) for change in found.changes]


def opened(tracker: Tracker) -> Issue:
    """The board as the first sync opens it."""
    (change,) = (one for one in steps(tracker).changes if isinstance(one, Open))
    return Issue(number=900, title=change.title, body=change.body, open=True, labels=change.labels, author=BOT)


def body(found: Steps) -> str:
    return next(one.body for one in found.changes if isinstance(one, Open | Edit | Reopen) and one.body)


@pytest.fixture
def tracker() -> Tracker:
    found = Tracker()
    found.write(DAY, WALL)
    found.sync()
    return found


def test_a_second_run_changes_nothing(tracker: Tracker) -> None:
    assert steps(tracker, opened(tracker)) == Steps()


def test_an_item_whose_issue_a_bot_closed_is_open_and_needs_a_person(tracker: Tracker) -> None:
    there = opened(tracker)
    tracker.closes(1, "2024-03-07", by="stale[bot]", reason="not_planned")
    text = body(steps(tracker, there))
    assert "**1 open item** is followed in issues." in text
    assert "### Closed by a bot, which decides nothing" in text
    assert "“paint the wall” by stale[bot], open in" in text


CLOSED = {"open": False, "state_reason": "completed"}


@pytest.mark.parametrize(
    ("wanted", "fields", "off", "expected"),
    [
        pytest.param(True, {}, board.Off.PERSON, [Edit], id="reopened by a person"),
        pytest.param(True, {}, board.Off.CONFIG, [Edit], id="reopened by a person, against the config of then"),
        pytest.param(True, CLOSED, board.Off.PERSON, [], id="closed for good"),
        pytest.param(True, CLOSED, board.Off.CONFIG, [Reopen], id="wanted again"),
        pytest.param(True, CLOSED, board.Off.KEPT, [Comment, Edit], id="just closed by a person"),
        pytest.param(True, CLOSED | {"locked": True}, board.Off.KEPT, [Edit], id="closed and locked"),
        pytest.param(False, {}, board.Off.KEPT, [Close], id="switched off"),
        pytest.param(False, CLOSED, board.Off.KEPT, [], id="switched off and closed"),
        pytest.param(False, CLOSED, board.Off.CONFIG, [], id="switched off before"),
    ],
)
def test_each_state_of_the_board(
    tracker: Tracker, wanted: bool, fields: dict[str, object], off: board.Off, expected: list[type[Change]]
) -> None:
    there = opened(tracker)
    known = board.read(there.body)
    assert known
    rest = there.body.partition("\n")[2]
    text = f"{board.write(known.model_copy(update={'off': off}))}\n{rest}"
    assert kinds(steps(tracker, replace(there, body=text, **fields), wanted=wanted)) == expected  # type: ignore[arg-type]


def test_new_meetings_and_commits_without_news_change_nothing(tracker: Tracker) -> None:
    there = opened(tracker)
    tracker.notes["notes/other.md"] = "# About\n"
    tracker.notes[f"notes/{DAY}.md"] = f"{tracker.notes[f'notes/{DAY}.md']}\nSee you.\n"
    assert steps(tracker, there) == Steps()


@pytest.mark.parametrize(
    "items", [pytest.param(10, id="few"), pytest.param(49, id="many"), pytest.param(1500, id="far too many")]
)
def test_it_fits_into_an_issue(items: int) -> None:
    tracker = Tracker(config=Config(max_new_issues=5000))
    words = [f"(Zoë{number}) paint boat number {number} {'😀 long words ' * 4}" for number in range(items)]
    tracker.write(DAY, *(f"* [ ] {each}" for each in words))
    tracker.sync()
    text = body(steps(tracker))
    assert len(text.encode()) <= MOST
    assert f"**{items} open items**" in text
    assert ("… and " in text) == (items > 100)
    known = board.read(text)
    assert known and len(known.issues) == min(items, board.MOST_REMEMBERED)


HOSTILE = [
    pytest.param("ask @bea and @harbour/crew", ["@bea", "@harbour"], id="mentions"),
    pytest.param("fixes #12, see #13", ["#12", "#13"], id="references"),
    pytest.param("see https://github.com/other/place/issues/7", ["//github.com/other/place/issues/7"], id="a backlink"),
    pytest.param("the password: swordfish99", ["swordfish99"], id="a secret"),
    pytest.param("<script>alert(1)</script> | a cell", ["<script>"], id="markup"),
    pytest.param("--> <!-- duly:board {} -->", ["--> <!--"], id="a marker"),
]


@pytest.mark.parametrize(("words", "absent"), HOSTILE)
def test_text_of_notes_has_no_effect(words: str, absent: list[str]) -> None:
    tracker = Tracker()
    tracker.write(DAY, f"* [ ] {words}", f"* [ ] (Zed @bea) {words} today")
    tracker.sync()
    text = body(steps(tracker)).partition("\n")[2]
    assert [one for one in absent if one in text] == []
    assert board.read(text) is None


NAMES = [
    pytest.param("Zed", "  Zed: their-login", id="a word"),
    pytest.param("Zoë", "  Zoë: their-login", id="another letter"),
]


@pytest.mark.parametrize(("name", "row"), NAMES)
def test_unknown_names_have_their_yaml(name: str, row: str) -> None:
    tracker = Tracker()
    tracker.write(DAY, f"* [ ] ({name}) paint the wall", f"* [ ] ({name}) mend the pump")
    tracker.sync()
    assert body(steps(tracker)).count(row) == 1


@pytest.mark.parametrize(("newest", "heading"), [("2024-03-20", "up to 30 days"), ("2024-05-05", "31 to 90 days")])
def test_ages_count_to_the_newest_meeting(tracker: Tracker, newest: str, heading: str) -> None:
    tracker.write(newest, WALL, "* [ ] mend the pump")
    tracker.sync()
    text = body(steps(tracker))
    assert f"### Open for {heading} (" in text
    assert f"“paint the wall”: Ada, since {DAY}; in [{newest}]" in text


def test_a_plan_as_its_changes_left_it(tracker: Tracker) -> None:
    tracker.write(NEXT, WALL.replace("[ ]", "[x]"), "* [ ] mend the pump")
    plan = tracker.plan()
    done = [
        (change, Issue(number=7, title=change.title, body=change.body, open=True, author=BOT))
        for change in plan.changes
        if isinstance(change, Open)
    ]
    done_plan: Plan = after(plan, done)
    assert [(each.issue, each.standing.value) for each in done_plan.items if each.item.newest.open] == [(7, "issue")]
    assert done_plan.account and done_plan.account.items == {"issue": 1}
