import pytest

from bot.core.issues.marker import comment_marker
from bot.core.model.plan import Change, Close, Comment, CreateLabel, Edit, Open, Reopen
from bot.github.client import Waits
from bot.github.errors import Gone, IssuesDisabled, Refused, Unanswered
from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, issue, marked, repository_at

ISSUES = f"{BASE}/issues"
ONE = f"{BASE}/issues/1"
COMMENTS = f"{ONE}/comments"
OPEN = Open("key-1", "Title", marked("key-1"), ("action-item", "docs"), ("ann", "bob"), why="test")
UNCLEAR = [
    pytest.param(Answer(drop=True), id="dropped"),
    pytest.param(Answer(cut=True), id="cut off in its middle"),
    pytest.param(Answer({}, 500), id="500"),
    pytest.param(Answer(b"<html>", 502), id="502"),
    pytest.param(Answer({}, 503), id="503"),
    pytest.param(Answer({}, wait=0.3), id="too slow"),
]
FAST = Waits(answer=0.1)


def refused(field: str, value: object = None) -> Answer:
    error = {"resource": "Issue", "field": field, "code": "invalid"} | ({"value": value} if value else {})
    return Answer({"message": "Validation Failed", "errors": [error]}, 422)


@pytest.mark.parametrize(
    ("change", "method", "path", "payload"),
    [
        pytest.param(Edit(1, why="test"), "PATCH", ONE, {}, id="nothing"),
        pytest.param(Edit(1, why="t", title="x", labels=()), "PATCH", ONE, {"title": "x", "labels": []}, id="edit"),
        pytest.param(
            Edit(1, why="t", body="b", assignees=("ann",)),
            "PATCH",
            ONE,
            {"body": "b", "assignees": ["ann"]},
            id="edit of the rest",
        ),
        pytest.param(
            Close(1, "completed", why="t", body="b"),
            "PATCH",
            ONE,
            {"state": "closed", "state_reason": "completed", "body": "b"},
            id="close",
        ),
        pytest.param(
            Close(1, "duplicate", why="t"),
            "PATCH",
            ONE,
            {"state": "closed", "state_reason": "duplicate"},
            id="duplicate",
        ),
        pytest.param(Reopen(1, why="t"), "PATCH", ONE, {"state": "open", "state_reason": "reopened"}, id="reopen"),
        pytest.param(
            OPEN,
            "POST",
            ISSUES,
            {
                "title": "Title",
                "body": marked("key-1"),
                "labels": ["action-item", "docs"],
                "assignees": ["ann", "bob"],
            },
            id="open",
        ),
    ],
)
async def test_change_is_one_call(
    stage: ScriptedGitHub, change: Change, method: str, path: str, payload: object
) -> None:
    stage.on(method, path, issue(1, labels=[{"name": "docs"}], assignees=[{"login": "ann"}]))
    async with repository_at(stage) as repository:
        came = await repository.apply(change)
    (call,) = [call for call in stage.calls if call.path != "/user"]
    assert call.body == payload
    assert came is not None
    assert (came.number, came.labels, came.assignees) == (1, ("docs",), ("ann",))


async def test_label_is_made(stage: ScriptedGitHub) -> None:
    stage.on("POST", f"{BASE}/labels", {"name": "docs"})
    async with repository_at(stage) as repository:
        assert await repository.apply(CreateLabel("docs", "aabbcc", "Docs", why="test")) is None
    (call,) = stage.asked("POST")
    assert call.body == {"name": "docs", "color": "aabbcc", "description": "Docs"}


@pytest.mark.parametrize("code", ["already_exists", "invalid"])
async def test_label_that_is_there_or_cannot_be_stops_nothing(stage: ScriptedGitHub, code: str) -> None:
    error = {"resource": "Label", "code": code, "field": "name"}
    stage.on("POST", f"{BASE}/labels", Answer({"message": "Validation Failed", "errors": [error]}, 422))
    async with repository_at(stage) as repository:
        assert await repository.apply(CreateLabel("docs", "aabbcc", "Docs", why="test")) is None
    assert len(stage.asked("POST")) == 1


@pytest.mark.parametrize("bad", UNCLEAR)
async def test_create_whose_answer_was_lost_is_found_by_its_marker(stage: ScriptedGitHub, bad: Answer) -> None:
    stage.on("POST", ISSUES, bad)
    stage.on("GET", ISSUES, [issue(3, body=marked("key-2")), issue(2, body=marked("key-1"))])
    async with repository_at(stage, FAST) as repository:
        came = await repository.apply(OPEN)
    assert came is not None
    assert came.number == 2
    assert len(stage.asked("POST")) == 1


@pytest.mark.parametrize(
    ("newest", "by_number", "writes"),
    [
        pytest.param([], None, 2, id="an empty tracker"),
        pytest.param([issue(4)], None, 2, id="nothing new"),
        pytest.param([issue(4)], issue(5, body=marked("key-1")), 1, id="a list that lags"),
        pytest.param(
            [issue(3)], issue(5, body=marked("key-1")), 1, id="a list that lags, and a number that is no issue"
        ),
        pytest.param([issue(4)], issue(5, body=marked("other")), 2, id="another's issue came between"),
        pytest.param([issue(5, body=marked("key-1"), user={"login": "eve"})], None, 2, id="a forged marker"),
    ],
)
async def test_create_is_written_again_only_if_nothing_was_made(
    stage: ScriptedGitHub, newest: list[object], by_number: object, writes: int
) -> None:
    stage.on("POST", ISSUES, Answer(drop=True), issue(6, body=marked("key-1")))
    stage.on("GET", ISSUES, newest)
    if by_number:
        stage.on("GET", f"{ISSUES}/5", by_number)
    async with repository_at(stage) as repository:
        came = await repository.apply(OPEN)
    assert came is not None
    assert came.number == (6 if writes == 2 else 5)
    assert len(stage.asked("POST")) == writes


async def test_older_issue_of_the_same_key_is_not_taken_for_the_lost_one(stage: ScriptedGitHub) -> None:
    old = issue(1, body=marked("key-1"), state="closed")
    stage.on("PATCH", ONE, old)
    stage.on("POST", ISSUES, Answer(drop=True), issue(2, body=marked("key-1")))
    stage.on("GET", ISSUES, [old])
    async with repository_at(stage) as repository:
        await repository.apply(Close(1, "completed", why="test"))
        came = await repository.apply(OPEN)
    assert came is not None
    assert came.number == 2


async def test_create_gives_up_after_three_tries(stage: ScriptedGitHub) -> None:
    stage.on("POST", ISSUES, Answer({}, 502))
    stage.on("GET", ISSUES, [])
    async with repository_at(stage) as repository:
        with pytest.raises(Unanswered):
            await repository.apply(OPEN)
    assert len(stage.asked("POST")) == 3


@pytest.mark.parametrize("bad", UNCLEAR)
@pytest.mark.parametrize(
    ("shown", "writes"), [pytest.param("new", 1, id="it was done"), pytest.param("old", 2, id="it was not")]
)
async def test_edit_whose_answer_was_lost(stage: ScriptedGitHub, bad: Answer, shown: str, writes: int) -> None:
    stage.on("PATCH", ONE, bad, issue(1, title="new"))
    stage.on("GET", ONE, issue(1, title=shown))
    async with repository_at(stage, FAST) as repository:
        came = await repository.apply(Edit(1, why="test", title="new"))
    assert came is not None
    assert came.title == "new"
    assert len(stage.asked("PATCH")) == writes


@pytest.mark.parametrize(
    ("answers", "labels", "assignees"),
    [
        pytest.param([], ["action-item", "docs"], ["ann", "bob"], id="nothing refused"),
        pytest.param([refused("assignees", "bob")], ["action-item", "docs"], ["ann"], id="one assignee"),
        pytest.param([refused("assignees", ["bob"])], ["action-item", "docs"], ["ann"], id="one assignee in a list"),
        pytest.param([refused("assignees")], ["action-item", "docs"], ["ann"], id="an assignee without its name"),
        pytest.param([Answer({"message": "no"}, 422)], ["action-item", "docs"], ["ann"], id="nobody blamed"),
        pytest.param([refused("labels", "docs")], ["action-item"], ["ann", "bob"], id="one label"),
        pytest.param([refused("labels")], None, ["ann", "bob"], id="a label without its name"),
        pytest.param([refused("assignees", "bob"), refused("labels", "docs")], ["action-item"], ["ann"], id="both"),
    ],
)
async def test_refused_assignees_and_labels_are_left_out(
    stage: ScriptedGitHub, answers: list[Answer], labels: list[str] | None, assignees: list[str]
) -> None:
    stage.on("POST", ISSUES, *answers, issue(1))
    stage.on("GET", f"{BASE}/assignees/ann", Answer(status=204))
    async with repository_at(stage) as repository:
        assert await repository.apply(OPEN) is not None
    body = stage.asked("POST")[-1].body
    assert isinstance(body, dict)
    assert (body.get("labels"), body.get("assignees")) == (labels, assignees)
    assert len(stage.asked("POST")) == len(answers) + 1


@pytest.mark.parametrize(
    "refusal",
    [
        pytest.param(refused("title"), id="the title"),
        pytest.param(Answer({"message": "Validation Failed", "errors": ["odd"]}, 422), id="in plain words"),
    ],
)
async def test_other_refusals_rise(stage: ScriptedGitHub, refusal: Answer) -> None:
    stage.on("POST", ISSUES, refusal)
    async with repository_at(stage) as repository:
        with pytest.raises(Refused):
            await repository.apply(OPEN)
    assert len(stage.asked("POST")) == 1


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(Edit(1, why="t", title="x"), id="edit"),
        pytest.param(Close(1, "completed", why="t"), id="close"),
        pytest.param(Reopen(1, why="t"), id="reopen"),
        pytest.param(Comment(1, "k", "text", why="t"), id="comment"),
    ],
)
@pytest.mark.parametrize("status", [404, 410])
async def test_issue_that_is_gone(stage: ScriptedGitHub, change: Change, status: int) -> None:
    for method, path in (("PATCH", ONE), ("GET", ONE), ("GET", COMMENTS), ("POST", COMMENTS)):
        stage.on(method, path, Answer({}, status))
    async with repository_at(stage) as repository:
        with pytest.raises(Gone) as gone:
            await repository.apply(change)
    assert gone.value.number == 1


async def test_404_for_lack_of_rights_is_not_gone(stage: ScriptedGitHub) -> None:
    stage.on("PATCH", ONE, Answer({}, 404))
    stage.on("GET", ONE, issue(1))
    async with repository_at(stage) as repository:
        with pytest.raises(Refused):
            await repository.apply(Edit(1, why="test", title="x"))


async def test_open_where_issues_are_switched_off(stage: ScriptedGitHub) -> None:
    stage.on("POST", ISSUES, Answer({"message": "Issues are disabled for this repo"}, 410))
    async with repository_at(stage) as repository:
        with pytest.raises(IssuesDisabled, match="owner/notes"):
            await repository.apply(OPEN)


MARKED = f"{comment_marker('k')}\ntext"
MINE = {"body": MARKED, "user": {"login": "Duly-Person"}}


@pytest.mark.parametrize(
    ("there", "writes"),
    [
        pytest.param([MINE], 0, id="there already"),
        pytest.param([], 1, id="none yet"),
        pytest.param([{**MINE, "body": "text"}], 1, id="without the marker"),
        pytest.param([{**MINE, "body": f"> {MARKED}"}], 1, id="the marker quoted"),
        pytest.param([{**MINE, "body": comment_marker("k2")}], 1, id="of another key"),
        pytest.param([{**MINE, "user": {"login": "eve"}}, {"body": None, "user": None}], 1, id="a stranger's"),
    ],
)
async def test_comment_is_written_once(stage: ScriptedGitHub, there: list[object], writes: int) -> None:
    stage.on("GET", COMMENTS, there)
    stage.on("POST", COMMENTS, MINE)
    async with repository_at(stage) as repository:
        assert await repository.apply(Comment(1, "k", MARKED, why="test")) is None
    assert [call.body for call in stage.asked("POST")] == [{"body": MARKED}] * writes


@pytest.mark.parametrize("bad", UNCLEAR)
@pytest.mark.parametrize(
    ("then", "writes"), [pytest.param([MINE], 1, id="it was done"), pytest.param([], 2, id="it was not")]
)
async def test_comment_whose_answer_was_lost(
    stage: ScriptedGitHub, bad: Answer, then: list[object], writes: int
) -> None:
    stage.on("GET", ONE, issue(1, comments=len(then)))
    stage.on("GET", COMMENTS, [], then)
    stage.on("POST", COMMENTS, bad, MINE)
    async with repository_at(stage, FAST) as repository:
        await repository.apply(Comment(1, "k", MARKED, why="test"))
    assert len(stage.asked("POST")) == writes


async def test_comment_whose_answer_was_lost_is_found_in_a_list_that_lags(stage: ScriptedGitHub) -> None:
    stage.on("GET", ONE, issue(1, comments=1))
    stage.on("GET", COMMENTS, [], [], [MINE])
    stage.on("POST", COMMENTS, Answer(drop=True))
    async with repository_at(stage) as repository:
        await repository.apply(Comment(1, "k", MARKED, why="test"))
    assert len(stage.asked("POST")) == 1


async def test_comment_counted_but_never_shown_stops_nothing(stage: ScriptedGitHub) -> None:
    stage.on("GET", ONE, issue(1, comments=9))
    stage.on("GET", COMMENTS, [])
    stage.on("POST", COMMENTS, Answer(drop=True), MINE)
    async with repository_at(stage) as repository:
        await repository.apply(Comment(1, "k", MARKED, why="test"))
    assert len(stage.asked("POST")) == 2
