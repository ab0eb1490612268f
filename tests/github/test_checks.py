import pytest

from bot.core.config.problem import Problem
from bot.github.checks import CheckRun
from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, at, repository_at

COMMIT = "c" * 40
RUNS = f"{BASE}/commits/{COMMIT}/check-runs"
RUN = {"name": "Duly", "status": "completed", "app": {"slug": "duly"}}


async def test_report_is_one_completed_run(stage: ScriptedGitHub) -> None:
    stage.on("POST", f"{BASE}/check-runs", RUN)
    problems = [Problem("notes/a.md", 12, "who is JK?"), Problem(".github/duly.yml", 0, "broken", serious=True)]
    async with repository_at(stage) as repository:
        assert await repository.report(CheckRun(COMMIT, "neutral", "Title", "Summary", tuple(problems)))
    (call,) = stage.asked("POST")
    assert call.body == {
        "name": "Duly",
        "head_sha": COMMIT,
        "status": "completed",
        "conclusion": "neutral",
        "output": {
            "title": "Title",
            "summary": "Summary",
            "annotations": [
                {
                    "path": "notes/a.md",
                    "start_line": 12,
                    "end_line": 12,
                    "annotation_level": "warning",
                    "message": "who is JK?",
                },
                {
                    "path": ".github/duly.yml",
                    "start_line": 1,
                    "end_line": 1,
                    "annotation_level": "failure",
                    "message": "broken",
                },
            ],
        },
    }


async def test_report_keeps_to_the_limits(stage: ScriptedGitHub) -> None:
    stage.on("POST", f"{BASE}/check-runs", RUN)
    problems = [Problem("notes/a.md", line, "x") for line in range(1, 200)]
    async with repository_at(stage) as repository:
        await repository.report(CheckRun(COMMIT, "success", "Title", "x" * 70_000, tuple(problems)))
    body = stage.asked("POST")[0].body
    assert isinstance(body, dict)
    assert len(body["output"]["annotations"]) == 50
    assert len(body["output"]["summary"]) == 65_535


@pytest.mark.parametrize("status", [403, 404])
async def test_report_that_is_not_allowed(stage: ScriptedGitHub, status: int) -> None:
    stage.on("POST", f"{BASE}/check-runs", Answer({"message": "Resource not accessible"}, status))
    async with repository_at(stage) as repository:
        assert not await repository.report(CheckRun(COMMIT, "success", "Title", "Summary"))
        assert await repository.has_report(COMMIT)
    assert not stage.asked("GET", RUNS)


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        pytest.param([], False, id="none"),
        pytest.param([RUN], True, id="ours"),
        pytest.param([{**RUN, "app": {"slug": "other"}}], False, id="another App's of the same name"),
        pytest.param([{**RUN, "status": "queued"}], False, id="not done"),
        pytest.param([{**RUN, "name": "CI"}], False, id="another name"),
    ],
)
async def test_has_report(stage: ScriptedGitHub, app_key: str, runs: list[object], found: bool) -> None:
    stage.on("GET", "/app", {"slug": "duly"})
    stage.on("POST", "/app/installations/5/access_tokens", {"token": "t", "expires_at": "2026-03-01T13:00:00Z"})
    stage.on("GET", RUNS, {"total_count": len(runs), "check_runs": runs})
    async with at(stage, app_id="1", private_key=app_key) as github:
        repository = await github.repository("owner/notes", installation=5, id=7, branch="main")
        assert await repository.has_report(COMMIT) is found
        assert await repository.has_report(COMMIT) is found
    assert len(stage.asked("GET", RUNS)) == (1 if found else 2)


async def test_report_is_remembered(stage: ScriptedGitHub) -> None:
    stage.on("POST", f"{BASE}/check-runs", RUN)
    async with repository_at(stage) as repository:
        await repository.report(CheckRun(COMMIT, "success", "Title", "Summary"))
        assert await repository.has_report(COMMIT)
    assert not stage.asked("GET", RUNS)


async def test_report_whose_answer_was_lost_is_looked_for(stage: ScriptedGitHub) -> None:
    stage.on("POST", f"{BASE}/check-runs", Answer(drop=True), RUN)
    stage.on("GET", RUNS, {"check_runs": [{**RUN, "app": None}]})
    async with repository_at(stage) as repository:
        assert await repository.report(CheckRun(COMMIT, "success", "Title", "Summary"))
    assert len(stage.asked("POST")) == 1
