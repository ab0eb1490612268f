"""What each command decides, and who may give it. `/link`, `/merge` and `/release` have a file of their own."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.carry.next_note import CarryOptions
from bot.core.commands import COMMANDS, Role, SyncRequest, UserError
from bot.core.config.schema import Config, Subteam
from bot.core.issues import marker
from bot.core.issues.policy import NEEDS_OWNER
from bot.core.model.plan import Close
from tests.support.tracker import Tracker

WALL, PUMP, ROOF = "paint the harbour wall green", "mend the old pump of pier two", "find slates for the roof"
FIRST, SECOND, THIRD = "2024-03-05", "2024-03-12", "2024-03-19"
CONFIG = Config(subteams=(Subteam("docs", "team/docs"), Subteam("Piers", "team/piers", words=("pier",))))


@pytest.fixture
def tracker() -> Tracker:
    """#1 of WALL, unowned; #2 of PUMP, bea's, of the sub-team Piers; #3 of ROOF, ada's."""
    made = Tracker(config=CONFIG)
    made.write(FIRST, f"* [ ] (???) {WALL}", f"* [ ] (@bea) {PUMP}", f"* [ ] (@ada) {ROOF}")
    made.sync()
    return made


def lasts(tracker: Tracker, number: int) -> bool:
    """Whether the notes, carried on and reworded a little, leave an issue as people have it."""
    before = tracker.issues[number]
    tracker.sync()
    tracker.write(SECOND, f"* [ ] (???) {WALL}", f"* [ ] (@bea) {PUMP}", f"* [ ] (@ada) {ROOF}")
    tracker.sync()
    now = tracker.issues[number]
    fields = (now.open, now.state_reason, set(now.labels), set(now.assignees))
    return fields == (before.open, before.state_reason, set(before.labels), set(before.assignees))


def error(tracker: Tracker, line: str, on: int = 1, by: str = "ada", role: Role = Role.WRITE) -> str:
    with pytest.raises(UserError) as raised:
        tracker.say(line, on, by, role)
    return str(raised.value)


# --- who may

LINES = {
    "done": "/done",
    "drop": "/drop the vendor does it",
    "assign": "/assign",
    "unassign": "/unassign",
    "subteam": "/subteam docs",
    "link": "/link #4",
    "merge": "/merge #3",
    "release": "/release",
    "carry": "/carry",
    "help": "/help",
    "plan": "/plan",
    "sync": "/sync",
    "approve": "/approve",
    "actions": "/actions",
}
NEEDS = {
    Role.READ: {"help", "plan", "actions"},
    Role.TRIAGE: {"assign", "unassign", "subteam", "carry", "approve"},
    Role.WRITE: {"done", "drop", "link", "merge", "release", "sync"},
}


def test_every_command_is_in_these_tables() -> None:
    assert LINES.keys() == COMMANDS.keys() == set.union(*NEEDS.values())


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name.lower())
@pytest.mark.parametrize("name", LINES)
def test_who_may(tracker: Tracker, name: str, role: Role) -> None:
    tracker.person_opens("The wall is grey")
    needed = next(needs for needs, names in NEEDS.items() if name in names)
    if role >= needed:
        tracker.say(LINES[name], by="cyd", role=role)
        return
    before = dict(tracker.issues)
    assert error(tracker, LINES[name], by="cyd", role=role).startswith(f"it needs the {needed.name.lower()} role")
    assert tracker.issues == before


@pytest.mark.parametrize("name", LINES)
def test_an_assignee_may_close_and_leave_and_nothing_more(tracker: Tracker, name: str) -> None:
    tracker.person_opens("The wall is grey")
    tracker.change(1, assignees=("Zoe",))
    if name in {"done", "unassign"} or name in NEEDS[Role.READ]:
        tracker.say(LINES[name], by="zoe", role=Role.READ)
    else:
        assert "role" in error(tracker, LINES[name], by="zoe", role=Role.READ)


@pytest.mark.parametrize("name", LINES)
def test_on_a_pull_request(tracker: Tracker, name: str) -> None:
    if COMMANDS[name].pulls:
        assert tracker.say(LINES[name], pull=True).changes == ()
        return
    with pytest.raises(UserError, match="this works on issues only"):
        tracker.say(LINES[name], role=Role.NONE, pull=True)


# --- words after a command

ERRORS = [
    pytest.param("/done thanks", "write `/done` alone on its line", id="words that it does not take"),
    pytest.param("/dnoe", "there is no such command; try `/done`", id="nearly a command"),
    pytest.param("/drop", "add a reason, like", id="no reason"),
    pytest.param("/assign the crew", "GitHub cannot assign `the`, `crew`", id="words"),
    pytest.param("/assign @-x", "`@-x` is not a login; write `@login`", id="no login"),
    pytest.param("/assign @zoe", "GitHub cannot assign `zoe`", id="a stranger"),
    pytest.param("/assign @octo/crew", "`@\u200bocto/crew` is not a login", id="a team"),
    pytest.param("/unassign a_/_b", "`a_/_b` is not a login", id="no login to take off"),
    pytest.param("/subteam", "add one of `docs`, `Piers`", id="no sub-team"),
    pytest.param(
        "/subteam cooks", "`cooks` is not a sub-team here; there are `docs`, `Piers`", id="an unknown sub-team"
    ),
    pytest.param("/subteam `@all`", "`` `@\u200ball` `` is not a sub-team here", id="what would ping stands in code"),
    pytest.param("/carry commit", "on an issue, write `/carry` alone", id="options on an issue"),
    pytest.param("/merge #1", "#1 is this issue itself", id="itself"),
]


@pytest.mark.parametrize(("line", "message"), ERRORS)
def test_errors(tracker: Tracker, line: str, message: str) -> None:
    before = dict(tracker.issues)
    assert message in error(tracker, line)
    assert tracker.issues == before


def test_without_subteams_the_error_says_so(tracker: Tracker) -> None:
    tracker.config = Config()
    assert error(tracker, "/subteam docs") == "this repository's config has no `subteams`"


# --- /done and /drop


def test_done_is_a_persons_close(tracker: Tracker) -> None:
    tracker.say("/done")
    assert (tracker.issues[1].open, tracker.issues[1].state_reason) == (False, "completed")
    assert lasts(tracker, 1)


def test_what_was_dropped_is_not_done_in_silence(tracker: Tracker) -> None:
    tracker.say("/drop the vendor does it")
    assert "closed as not planned; reopen it first" in error(tracker, "/done")
    assert tracker.issues[1].state_reason == "not_planned"


@pytest.mark.parametrize("reason", ["completed", "not_planned"])
def test_done_on_an_issue_that_a_bot_closed_is_a_persons_word(tracker: Tracker, reason: str) -> None:
    number = tracker.snapshot().issues[0].number
    tracker.closes(number, "2024-03-20", by="stale[bot]", reason=reason)
    result = tracker.say("/done")
    assert result.reply is not None
    assert "`stale[bot]` had closed this issue" in result.reply
    issue = tracker.snapshot().issues[0]
    assert (issue.open, issue.state_reason) == (False, "completed")
    assert not [problem for problem in tracker.sync().problems if "stale[bot]" in problem.message]
    assert tracker.say("/done").changes == ()


def test_done_twice_is_done_once(tracker: Tracker) -> None:
    tracker.say("/done")
    assert tracker.say("/done").changes == ()


def test_drop_keeps_the_reason(tracker: Tracker) -> None:
    tracker.say("/drop  the vendor\u00a0does it, see #2.")
    assert (tracker.issues[1].open, tracker.issues[1].state_reason) == (False, "not_planned")
    assert dropped(tracker, 1) == "the vendor does it, see #2."
    assert lasts(tracker, 1)
    assert dropped(tracker, 1) == "the vendor does it, see #2."


def dropped(tracker: Tracker, number: int) -> str:
    read = marker.read(tracker.issues[number].body)
    assert read is not None
    return read.dropped


REASONS = [
    pytest.param("ask @ada", "ask @\u200bada", id="a mention"),
    pytest.param("--> <b>out</b>", "--> &lt;b>out&lt;/b>", id="the end of a comment"),
    pytest.param("passcode: 123456", "passcode: [redacted]", id="a secret"),
    pytest.param("word " * 200, None, id="too long"),
]


@pytest.mark.parametrize(("reason", "kept"), REASONS)
def test_a_reason_does_no_harm(tracker: Tracker, reason: str, kept: str | None) -> None:
    tracker.say(f"/drop {reason}")
    assert len(dropped(tracker, 1)) <= 500
    assert kept is None or "pass" in kept or dropped(tracker, 1) == kept
    assert "123456" not in tracker.issues[1].body
    assert lasts(tracker, 1)


def test_another_reason_takes_the_place_of_the_first(tracker: Tracker) -> None:
    tracker.say("/drop one")
    tracker.say("/drop other")
    assert dropped(tracker, 1) == "other"


def test_what_is_done_cannot_be_dropped(tracker: Tracker) -> None:
    tracker.say("/done")
    assert "closed already; reopen it first" in error(tracker, "/drop too late")


def test_a_persons_issue_is_dropped_without_a_marker(tracker: Tracker) -> None:
    theirs = tracker.person_opens("The wall is grey", body="It is.")
    tracker.say("/drop we like grey", on=theirs)
    assert (tracker.issues[theirs].state_reason, tracker.issues[theirs].body) == ("not_planned", "It is.")


def test_drop_vanished(tracker: Tracker) -> None:
    tracker.write(SECOND, f"* [ ] {WALL}")
    tracker.sync()
    tracker.change(3, open=False)
    answer = tracker.say("/drop vanished", on=1)
    assert answer.reply == "Dropped, because their lines left the notes without a tick: #2."
    assert [number for number, issue in tracker.issues.items() if issue.open] == [1]
    assert dropped(tracker, 2) == "vanished from the notes"
    assert tracker.say("/drop Vanished").reply.startswith("Nothing to drop")
    assert tracker.sync().changes == ()
    # Back in the notes it stays closed: a person has closed it.
    tracker.write(THIRD, f"* [ ] {WALL}", f"* [ ] (@bea) {PUMP}")
    tracker.sync()
    assert not tracker.issues[2].open


def test_drop_vanished_spares_linked_and_released_issues(tracker: Tracker) -> None:
    theirs = tracker.person_opens("The pump is old")
    tracker.say(f"/link #{theirs}", on=2)
    tracker.say("/release", on=3)
    tracker.write(SECOND, f"* [ ] {WALL}")
    tracker.sync()
    assert tracker.say("/drop vanished").changes == ()
    assert tracker.issues[theirs].open and tracker.issues[3].open


def test_drop_vanished_has_the_brake(tracker: Tracker) -> None:
    tracker.write(SECOND, f"* [ ] {WALL}")
    tracker.sync()
    tracker.config = replace(CONFIG, max_closes=1)
    assert error(tracker, "/drop vanished").startswith("held: 2 issues are more than `max_closes: 1` allows (#2, #3)")
    assert all(issue.open for issue in tracker.issues.values())


# --- /assign, /unassign, /subteam, /carry

ASSIGNED = [
    pytest.param(1, "/assign @ada", ("ada",), id="one"),
    pytest.param(1, "/assign @ada, @cyd.", ("ada", "cyd"), id="two"),
    pytest.param(1, "/assign ada and @cyd", ("ada", "cyd"), id="without the sign"),
    pytest.param(1, "/assign", ("bea",), id="whoever says it"),
    pytest.param(1, "/assign me", ("bea",), id="me"),
    pytest.param(2, "/assign @ada", ("bea", "ada"), id="beside another"),
    pytest.param(2, "/assign @BEA", ("bea",), id="who is there already"),
    pytest.param(2, "/assign @ada @Ada", ("bea", "ada"), id="twice"),
    pytest.param(2, "/unassign @Bea", (), id="taken off"),
    pytest.param(2, "/unassign", (), id="whoever says it, taken off"),
    pytest.param(2, "/unassign @ada", ("bea",), id="who is not there, taken off"),
]


@pytest.mark.parametrize(("on", "line", "expected"), ASSIGNED)
def test_assignees(tracker: Tracker, on: int, line: str, expected: tuple[str, ...]) -> None:
    tracker.say(line, on=on, by="bea", role=Role.TRIAGE)
    assert tracker.issues[on].assignees == expected
    assert (NEEDS_OWNER in tracker.issues[on].labels) == (not expected and on == 1)
    assert lasts(tracker, on)


def test_whoever_has_commented_may_be_assigned(tracker: Tracker) -> None:
    tracker.comment(1, "zoe", "I can do it")
    tracker.say("/assign @zoe")
    assert tracker.issues[1].assignees == ("zoe",)
    assert "`zoe`" in error(tracker, "/assign @zoe", on=2)


def test_ten_assignees_are_enough(tracker: Tracker) -> None:
    tracker.change(1, assignees=tuple(f"sailor{number}" for number in range(10)))
    assert error(tracker, "/assign @ada") == "an issue has at most 10 assignees"


SUBTEAMS = [
    pytest.param(1, "/subteam docs", {"team/docs"}, id="by name"),
    pytest.param(1, "/subteam DOCS.", {"team/docs"}, id="in capitals"),
    pytest.param(1, "/subteam team/piers", {"team/piers"}, id="by label"),
    pytest.param(2, "/subteam docs", {"team/docs"}, id="instead of another"),
    pytest.param(2, "/subteam piers", {"team/piers"}, id="the same"),
]


@pytest.mark.parametrize(("on", "line", "expected"), SUBTEAMS)
def test_subteams(tracker: Tracker, on: int, line: str, expected: set[str]) -> None:
    tracker.change(on, labels=(*tracker.issues[on].labels, "Bug"))
    tracker.say(line, on=on)
    labels = set(tracker.issues[on].labels)
    assert {label for label in labels if label.startswith("team/")} == expected
    assert {"Bug", "action-item"} <= labels
    assert lasts(tracker, on)


def test_carry_raises_an_issue(tracker: Tracker) -> None:
    tracker.labels.append("Next-Meeting")
    for number in (1, tracker.person_opens("The wall is grey")):
        tracker.say("/carry", on=number)
        assert "Next-Meeting" in tracker.issues[number].labels
        assert tracker.say("/carry", on=number).changes == ()
    assert lasts(tracker, 1)


def test_a_closed_issue_is_not_raised(tracker: Tracker) -> None:
    tracker.change(1, open=False, state_reason="completed")
    assert error(tracker, "/carry").startswith("this issue is closed; reopen it first")


def test_the_label_is_made_first(tracker: Tracker) -> None:
    tracker.say("/carry")
    assert "next-meeting" in tracker.labels


OPTIONS = [
    pytest.param("/carry", CarryOptions(), id="bare"),
    pytest.param("/carry commit", CarryOptions("commit"), id="commit"),
    pytest.param("/carry Preview.", CarryOptions("preview"), id="preview"),
    pytest.param("/carry from 2024-03-05", CarryOptions("", date(2024, 3, 5)), id="from a note"),
    pytest.param("/carry commit from 2024-03-05.", CarryOptions("commit", date(2024, 3, 5)), id="both"),
]


@pytest.mark.parametrize(("line", "options"), OPTIONS)
def test_what_to_carry_into_a_pull_request(tracker: Tracker, line: str, options: CarryOptions) -> None:
    assert tracker.say(line, pull=True).carry == options


NO_WISHES = [
    pytest.param("/carry on", "write `/carry`, `/carry commit`", id="another word"),
    pytest.param("/carry from", "write `/carry`, `/carry commit`", id="no date"),
    pytest.param("/carry from 2024-13-05", "`2024-13-05` is not a date", id="no such day"),
    pytest.param("/carry from last week", "write `/carry`, `/carry commit`", id="words for a date"),
]


@pytest.mark.parametrize(("line", "message"), NO_WISHES)
def test_what_cannot_be_carried(tracker: Tracker, line: str, message: str) -> None:
    with pytest.raises(UserError) as raised:
        tracker.say(line, pull=True)
    assert message in str(raised.value)


# --- text and looks


def test_help_names_every_command(tracker: Tracker) -> None:
    words = tracker.say("/help").reply
    assert [one.usage for one in COMMANDS.values() if f"| `{one.usage}` |" not in words] == []


def test_plan_shows_and_does_not_do(tracker: Tracker) -> None:
    tracker.tick(FIRST, WALL)
    before = dict(tracker.issues)
    words = tracker.say("/plan", role=Role.READ).reply
    assert words.startswith("**A sync would do now: 1 to close**")
    assert "notes/2024-03-05.md:5" in words
    assert tracker.issues == before


ACTIONS = [
    pytest.param("/actions", "bea", [PUMP], id="whoever asks"),
    pytest.param("/actions @ada", "bea", [ROOF], id="somebody else"),
    pytest.param("/actions ADA", "bea", [ROOF], id="in capitals"),
    pytest.param("/actions @cyd", "bea", [], id="nothing open"),
]


@pytest.mark.parametrize(("line", "by", "expected"), ACTIONS)
def test_actions(tracker: Tracker, line: str, by: str, expected: list[str]) -> None:
    words = tracker.say(line, by=by, role=Role.READ).reply
    assert [text for text in (WALL, PUMP, ROOF) if text in words] == expected
    assert "@" not in words, "nobody is pinged by a list"


LOOKS = [
    pytest.param("/sync", SyncRequest.AGAIN, id="sync"),
    pytest.param("/approve", SyncRequest.APPROVED, id="approve"),
    pytest.param("/merge #2", SyncRequest.AGAIN, id="merge"),
    pytest.param("/done", None, id="done"),
]


@pytest.mark.parametrize(("line", "look"), LOOKS)
def test_looks(tracker: Tracker, line: str, look: SyncRequest | None) -> None:
    assert tracker.say(line).sync is look


def test_below_the_write_role_only_what_a_program_wrote_is_approved(tracker: Tracker) -> None:
    said = tracker.say("/approve", role=Role.TRIAGE)
    assert said.sync is SyncRequest.NOTES_APPROVED
    assert "The rest of what is held needs the write role" in said.reply


def test_what_is_approved_is_not_held(tracker: Tracker) -> None:
    tracker.config = replace(CONFIG, max_closes=1, max_new_issues=0)
    for words in (WALL, PUMP):
        tracker.tick(FIRST, words)
    assert [held.kind for held in tracker.plan().held] == ["close"]
    plan = tracker.plan(approved=True)
    assert (plan.held, [change.number for change in plan.changes if isinstance(change, Close)]) == ((), [1, 2])
    assert "`/approve`" in tracker.plan().held[0].message
