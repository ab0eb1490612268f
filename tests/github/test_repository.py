import pytest

from bot.core.issues import marker
from bot.core.issues.marker import Marker
from bot.core.model.plan import Close, Edit, Open
from bot.core.model.questions import NO_QUESTIONS, Assignable, IssueNumbered, Labelled, LabelledIssues, LabelNames
from bot.github.errors import OtherRepository, Unreachable
from tests.github.git.test_files import COMMIT, TREE, leaf, many, on_files
from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, issue, repository_at

REF = f"{BASE}/git/ref/heads/main"


async def test_empty_repository(stage: ScriptedGitHub) -> None:
    stage.on("GET", REF, Answer({"message": "Git Repository is empty."}, 409))
    stage.on("GET", BASE, {"id": 7, "full_name": "owner/notes", "default_branch": "main"})
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.head.commit == ""
    assert snapshot.config is None


async def test_no_config_reads_nothing_more(stage: ScriptedGitHub) -> None:
    on_files(stage, {"notes/2020-01-01.md": b"* [ ] work"})
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.config is None
    assert (snapshot.notes, snapshot.issues, snapshot.problems) == ((), (), ())
    assert stage.lines() == [f"GET {REF}", "GET /user", f"GET {TREE}"]


async def test_broken_config_reads_nothing_more_and_says_why(stage: ScriptedGitHub) -> None:
    on_files(stage, {".github/duly.yml": b"lables: [x]\n", "notes/2020-01-01.md": b""})
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.config is None
    assert "lables" in str(snapshot.problems[0])
    assert not stage.asked(path=f"{BASE}/issues")


async def test_config_with_the_other_suffix(stage: ScriptedGitHub) -> None:
    on_files(stage, {".github/duly.yaml": b"max_closes: 7"})
    stage.on("GET", f"{BASE}/issues", [])
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.config is not None
    assert (snapshot.config_path, snapshot.config.max_closes) == (".github/duly.yaml", 7)


async def test_two_configs_are_a_mistake(stage: ScriptedGitHub) -> None:
    on_files(stage, {".github/duly.yml": b"", ".github/duly.yaml": b"", "notes/2020-01-01.md": b""})
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.config is None
    assert [str(problem) for problem in snapshot.problems] == [
        ".github/duly.yaml: .github/duly.yml is a config too; delete one of them"
    ]
    assert not stage.asked(path=f"{BASE}/issues")


async def test_snapshot_holds_all_that_a_decision_needs(stage: ScriptedGitHub) -> None:
    on_files(stage, many(2))
    stage.on("GET", f"{BASE}/issues", [issue(9), issue(4, pull_request={"url": "x"}), issue(2, state="closed")])
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert (snapshot.head.commit, snapshot.head.branch, snapshot.head.full_name) == (COMMIT, "main", "owner/notes")
    assert snapshot.writer == "duly-person"
    assert [note.path for note in snapshot.notes] == ["notes/2020-01-01.md", "notes/2020-01-02.md"]
    assert [(found.number, found.open) for found in snapshot.issues] == [(2, False), (9, True)]


async def test_calls_of_a_first_and_of_a_second_snapshot(stage: ScriptedGitHub) -> None:
    on_files(stage, many(1))
    async with repository_at(stage) as repository:
        first = await repository.snapshot()
        calls = len(stage.calls)
        second = await repository.snapshot()
    assert first == second
    assert calls == 6  # tip, login, tree, config, note, issues
    assert stage.lines()[calls:] == [f"GET {REF}", f"GET {BASE}/issues"]
    assert all("if-none-match" in call.headers for call in stage.calls[calls:])


async def test_calls_of_a_push_that_changes_one_note(stage: ScriptedGitHub) -> None:
    on_files(stage, many(5))
    async with repository_at(stage) as repository:
        await repository.snapshot()
        calls = len(stage.calls)
        changed = {**many(5), "notes/2020-01-05.md": b"changed"}
        on_files(stage, changed)
        stage.on("GET", REF, {"object": {"sha": "d" * 40}})
        stage.on("GET", TREE.replace(COMMIT, "d" * 40), {"tree": [leaf(*file) for file in changed.items()]})
        snapshot = await repository.snapshot()
    assert snapshot.notes[-1].text == "changed"
    assert len(stage.calls) - calls == 4  # tip, tree, one blob, issues


async def test_renamed_repository_is_known_by_its_id(stage: ScriptedGitHub) -> None:
    on_files(stage, many(1))
    stage.on("GET", REF, Answer({}, 301, {"location": "/repositories/7/git/ref/heads/main"}))
    stage.on("GET", "/repositories/7/git/ref/heads/main", {"object": {"sha": COMMIT}})
    stage.on("GET", BASE, Answer({}, 301, {"location": "/repositories/7"}))
    facts = {"id": 7, "full_name": "owner/renamed", "default_branch": "main"}
    stage.on("GET", "/repositories/7", facts)
    stage.on("GET", f"/repos/owner/renamed/git/trees/{COMMIT}", {"tree": []})
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.head.full_name == "owner/renamed"


async def test_renamed_default_branch(stage: ScriptedGitHub) -> None:
    on_files(stage, many(1))
    stage.on("GET", REF, Answer({}, 404))
    stage.on("GET", BASE, {"id": 7, "full_name": "owner/notes", "default_branch": "trunk/2026 #1"})
    stage.on("GET", f"{BASE}/git/ref/heads/trunk/2026%20%231", {"object": {"sha": COMMIT}})
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.head.branch == "trunk/2026 #1"
    assert len(snapshot.notes) == 1


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        pytest.param(
            {"id": 8, "full_name": "owner/notes", "default_branch": "main"}, OtherRepository, id="name reused"
        ),
        pytest.param(Answer({}, 404), Unreachable, id="deleted"),
    ],
)
async def test_repository_that_is_not_ours_any_more(
    stage: ScriptedGitHub, facts: object, error: type[Exception]
) -> None:
    stage.on("GET", REF, Answer({}, 404))
    stage.on("GET", BASE, facts)
    async with repository_at(stage) as repository:
        with pytest.raises(error):
            await repository.snapshot()


async def test_issues_switched_off_stops_everything_with_a_problem(stage: ScriptedGitHub) -> None:
    on_files(stage, many(1))
    stage.on("GET", f"{BASE}/issues", Answer({"message": "Issues are disabled for this repo"}, 410))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert snapshot.config is not None
    assert (snapshot.notes, snapshot.issues) == ((), ())
    assert "switched off" in str(snapshot.problems[0])


async def test_issues_of_trusted_writers_count_and_those_of_strangers_do_not(stage: ScriptedGitHub) -> None:
    on_files(stage, {".github/duly.yml": b"trusted_writers: ['Old-Bot']\n"})
    everyone = [
        issue(1),
        issue(2, user={"login": "old-bot"}),
        issue(3, user={"login": "stranger"}),
        issue(4, user=None),
    ]
    stage.on("GET", f"{BASE}/issues", everyone)
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert [found.number for found in snapshot.issues] == [1, 2]
    queries = [call.query for call in stage.asked(path=f"{BASE}/issues")]
    assert queries == [f"state=all&creator={login}&per_page=100" for login in ("duly-person", "old-bot")]


@pytest.mark.parametrize(
    ("config", "query", "expected"),
    [
        pytest.param(b"labels: [Task]", "state=all&labels=Task&per_page=100", [3, 4], id="by the first label"),
        pytest.param(b"labels: ['a, b']", "state=all&per_page=100", [], id="a label with a comma cannot be asked for"),
        pytest.param(b"labels: []", "state=all&per_page=100", [3, 4, 5], id="no label"),
        pytest.param(
            b"{labels: [task], trusted_writers: [ada]}",
            "state=all&labels=task&per_page=100",
            [4],
            id="trusted ones count",
        ),
    ],
)
async def test_issues_of_others_are_those_with_a_marker_and_the_label(
    stage: ScriptedGitHub, config: bytes, query: str, expected: list[int]
) -> None:
    on_files(stage, {".github/duly.yml": config})
    marked: dict[str, object] = {"body": marker.write(Marker(key="1-abc")), "labels": [{"name": "task"}]}
    listed = [
        issue(1, **marked),
        issue(2, user={"login": "ada"}, labels=[{"name": "task"}]),
        issue(3, user={"login": "ada"}, **marked),
        issue(4, user={"login": "old[bot]"}, **marked),
        issue(5, user={"login": "mallory"}, **marked | {"labels": []}),
        issue(6, user={"login": "ada"}, pull_request={}, **marked),
    ]
    stage.on("GET", f"{BASE}/issues", listed)
    async with repository_at(stage) as repository:
        answered = await repository.answer(await repository.snapshot(), frozenset({LabelledIssues()}))
    found = answered.answers.get(LabelledIssues()) or Labelled()
    assert [issue.number for issue in found.others] == expected
    assert stage.asked(path=f"{BASE}/issues")[-1].query == query


NOW = "2026-03-01T12:00:00Z"
LATER = "2026-03-01T12:00:05Z"


@pytest.mark.parametrize(
    ("listed", "by_number", "title", "calls"),
    [
        pytest.param([issue(1, title="new")], None, "new", 0, id="the list shows the write"),
        pytest.param([issue(1, title="old", updated_at="2026-03-01T11:00:00Z")], "new", "new", 1, id="it lags"),
        pytest.param([issue(1, title="old")], "new", "new", 1, id="it lags within the second"),
        pytest.param([], "new", "new", 1, id="it lacks the issue"),
        pytest.param([issue(1, title="person", updated_at=LATER)], None, "person", 0, id="a person was later"),
        pytest.param([], Answer({}, 410), None, 1, id="deleted since"),
        pytest.param([], Answer({}, 301, {"location": "/repositories/8/issues/1"}), None, 1, id="transferred since"),
        pytest.param([], Answer({}, 404), "new", 3, id="it lacks the issue, and so does another server"),
    ],
)
async def test_list_that_lags_behind_a_write(
    stage: ScriptedGitHub, listed: list[object], by_number: str | Answer | None, title: str | None, calls: int
) -> None:
    on_files(stage, many(0))
    stage.on("PATCH", f"{BASE}/issues/1", issue(1, title="new", updated_at=NOW))
    stage.on("GET", f"{BASE}/issues", listed)
    if by_number:
        shown = by_number if isinstance(by_number, Answer) else issue(1, title=by_number, updated_at=NOW)
        stage.on("GET", f"{BASE}/issues/1", shown)
    async with repository_at(stage) as repository:
        await repository.apply(Edit(1, why="test", title="new"))
        snapshot = await repository.snapshot()
    assert [found.title for found in snapshot.issues] == ([title] if title else [])
    assert len(stage.asked("GET", f"{BASE}/issues/1")) == calls


async def test_what_was_written_is_forgotten_after_minutes(stage: ScriptedGitHub) -> None:
    on_files(stage, many(0))
    stage.on("POST", f"{BASE}/issues", issue(1))
    async with repository_at(stage) as repository:
        await repository.apply(Open("k", "Title", "Body", (), (), why="test"))
        stage.clock.time += 601
        assert (await repository.snapshot()).issues == ()
    assert not stage.asked("GET", f"{BASE}/issues/1")


async def test_written_issue_of_a_person_is_not_laid_over(stage: ScriptedGitHub) -> None:
    on_files(stage, many(0))
    for method in ("PATCH", "GET"):
        stage.on(method, f"{BASE}/issues/1", issue(1, user={"login": "person"}, state="closed"))
    async with repository_at(stage) as repository:
        await repository.apply(Close(1, "completed", why="test"))
        assert (await repository.snapshot()).issues == ()


async def test_nothing_asked_is_nothing_called(stage: ScriptedGitHub) -> None:
    on_files(stage, many(0))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
        calls = len(stage.calls)
        assert await repository.answer(snapshot, NO_QUESTIONS) == snapshot
    assert len(stage.calls) == calls


MORE = {"link": '</assignees?page=2>; rel="next"'}


@pytest.mark.parametrize(
    ("listed", "assignable", "unassignable", "asked"),
    [
        pytest.param([{"login": "Ann"}, {"login": "bob"}], {"ann", "bob"}, set(), 1, id="both in the list"),
        pytest.param([{"login": "Ann"}], {"ann"}, {"bob"}, 1, id="one is not"),
        pytest.param(Answer([{"login": "x"}], headers=MORE), {"ann"}, {"bob"}, 3, id="a list with more pages"),
        pytest.param(Answer({}, 404), {"ann", "bob"}, set(), 1, id="no such list here"),
    ],
)
async def test_assignability(
    stage: ScriptedGitHub, listed: object, assignable: set[str], unassignable: set[str], asked: int
) -> None:
    on_files(stage, many(0))
    stage.on("GET", f"{BASE}/assignees", listed)
    stage.on("GET", f"{BASE}/assignees/ann", Answer(status=204))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
        calls = len(stage.calls)
        for _ in range(2):
            answered = await repository.answer(snapshot, frozenset({Assignable("ann"), Assignable("bob")}))
    given = {login: answered.answers.get(Assignable(login)) for login in ("ann", "bob")}
    assert given == dict.fromkeys(assignable, True) | dict.fromkeys(unassignable, False)
    assert len(stage.calls) - calls == asked


@pytest.mark.parametrize(
    ("answer", "present"),
    [
        pytest.param(issue(5, user={"login": "person"}), True, id="there"),
        pytest.param(Answer({}, 404), False, id="never was"),
        pytest.param(Answer({}, 410), False, id="deleted"),
        pytest.param(Answer({}, 301, {"location": "/repositories/8/issues/1"}), False, id="transferred"),
        pytest.param(issue(5, pull_request={}), False, id="a pull request"),
    ],
)
async def test_issue_that_was_asked_for(stage: ScriptedGitHub, answer: object, present: bool) -> None:
    on_files(stage, many(0))
    stage.on("GET", f"{BASE}/issues/5", answer)
    async with repository_at(stage) as repository:
        answered = await repository.answer(await repository.snapshot(), frozenset({IssueNumbered(5)}))
    assert list(answered.known_issues) == ([5] if present else [])
    assert answered.is_absent(5) is not present


async def test_labels_that_were_asked_for(stage: ScriptedGitHub) -> None:
    on_files(stage, many(0))
    stage.on("GET", f"{BASE}/labels", [{"name": "security+systems"}])
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
        answered = await repository.answer(snapshot, frozenset({LabelNames()}))
    assert (snapshot.label_names, answered.label_names) == ((), ("security+systems",))


OTHER = "d" * 40


@pytest.mark.parametrize(
    ("left", "tips", "read"),
    [
        pytest.param("", [COMMIT], COMMIT, id="nobody pushed"),
        pytest.param(OTHER, [COMMIT], COMMIT, id="the tip shows the push"),
        pytest.param(OTHER, [OTHER, OTHER, COMMIT], COMMIT, id="the tip lags"),
        pytest.param(COMMIT, [COMMIT], COMMIT, id="pushed back"),
    ],
)
async def test_tip_that_lags_behind_a_push(stage: ScriptedGitHub, left: str, tips: list[str], read: str) -> None:
    on_files(stage, many(0))
    stage.on("GET", REF, *({"object": {"sha": tip}} for tip in tips))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot(left)
    assert snapshot.head.commit == read
    assert len(stage.asked("GET", REF)) == (4 if left == COMMIT else len(tips))


async def test_tip_that_falls_behind_what_was_seen_before(stage: ScriptedGitHub) -> None:
    """Neither what the push left nor what it made: a replica that is two pushes late."""
    third = "e" * 40
    on_files(stage, many(0))
    for commit in (OTHER, third):
        stage.on("GET", f"{BASE}/git/trees/{commit}", {"sha": commit, "tree": [], "truncated": False})
    stage.on("GET", REF, *({"object": {"sha": tip}} for tip in (OTHER, COMMIT, OTHER, OTHER, third)))
    async with repository_at(stage) as repository:
        seen = [(await repository.snapshot(left)).head.commit for left in ("", OTHER, COMMIT)]
    assert seen == [OTHER, COMMIT, third]


async def test_default_branch_that_is_not_there_at_the_moment(stage: ScriptedGitHub) -> None:
    stage.on("GET", REF, Answer({}, 404))
    stage.on("GET", BASE, {"id": 7, "full_name": "owner/notes", "default_branch": "main"})
    async with repository_at(stage) as repository:
        with pytest.raises(Unreachable, match="main"):
            await repository.snapshot()


@pytest.mark.parametrize(
    ("listed", "beyond", "found"),
    [
        pytest.param([], [], [], id="an empty tracker"),
        pytest.param([issue(1)], [], [1], id="nothing new"),
        pytest.param([], [issue(1), issue(2)], [1, 2], id="an empty list"),
        pytest.param([issue(1)], [issue(2), None, issue(4)], [1, 2, 4], id="a number that is no issue"),
        pytest.param([issue(1)], [issue(2, pull_request={}), issue(3)], [1, 3], id="a pull request between"),
        pytest.param([issue(1)], [None, None, None, issue(5)], [1], id="too far away"),
    ],
)
async def test_catching_up_with_lists_that_lag(
    stage: ScriptedGitHub, listed: list[dict[str, object]], beyond: list[object], found: list[int]
) -> None:
    on_files(stage, many(0))
    stage.on("GET", f"{BASE}/issues", listed)
    for number, answer in enumerate(beyond, len(listed) + 1):
        if answer:
            stage.on("GET", f"{BASE}/issues/{number}", answer)
    async with repository_at(stage) as repository:
        await repository.issues.find_unlisted()
        snapshot = await repository.snapshot()
    assert [seen.number for seen in snapshot.issues] == found


async def test_catching_up_where_issues_are_switched_off(stage: ScriptedGitHub) -> None:
    stage.on("GET", f"{BASE}/issues", Answer({"message": "Issues are disabled for this repo"}, 410))
    async with repository_at(stage) as repository:
        await repository.issues.find_unlisted()
    assert len(stage.asked(path=f"{BASE}/issues")) == 1
