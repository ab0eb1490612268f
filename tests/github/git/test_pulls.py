"""Pull requests as GitHub shows them."""

import pytest

from bot.core.carry.pull_request import Changed, Pull
from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, issue, repository_at

URL = f"{BASE}/pulls/3"


def side(ref: str, repository: int | None) -> dict[str, object]:
    return {"ref": ref, "sha": "a" * 40, "repo": {"id": repository} if repository else None}


def shown(**fields: object) -> dict[str, object]:
    """A pull request from `next` into `main`, but for `fields`."""
    shape: dict[str, object] = {"number": 3, "title": "Next", "body": "Text", "state": "open", "merged": False}
    return shape | {"head": side("next", 7), "base": side("main", 7)} | fields


PULL = Pull(3, "Next", "Text", open=True, merged=False, branch="next", commit="a" * 40, fork=False)


@pytest.mark.parametrize(
    ("fields", "pull"),
    [
        pytest.param({}, PULL, id="from a branch"),
        pytest.param({"body": None}, Pull(3, "Next", "", True, False, "next", "a" * 40, False), id="without a text"),
        pytest.param(
            {"head": side("next", 8)}, Pull(3, "Next", "Text", True, False, "next", "a" * 40, True), id="a fork"
        ),
        pytest.param(
            {"head": side("next", None)},
            Pull(3, "Next", "Text", True, False, "next", "a" * 40, True),
            id="a fork that is gone",
        ),
        pytest.param(
            {"state": "closed", "merged": True},
            Pull(3, "Next", "Text", False, True, "next", "a" * 40, False),
            id="merged",
        ),
    ],
)
async def test_one(stage: ScriptedGitHub, fields: dict[str, object], pull: Pull) -> None:
    stage.on("GET", URL, shown(**fields))
    async with repository_at(stage) as repository:
        assert await repository.pulls.one(3) == pull


async def test_an_issues_number_is_no_pull_request(stage: ScriptedGitHub) -> None:
    async with repository_at(stage) as repository:
        assert await repository.pulls.one(3) is None


async def test_what_is_changed_on_all_pages(stage: ScriptedGitHub) -> None:
    files = [
        {"filename": "new.md", "status": "added", "sha": "1"},
        {"filename": "old.md", "status": "removed", "sha": "2"},
        {"filename": "moved.md", "status": "renamed", "sha": "3", "previous_filename": "was.md"},
        {"filename": "module", "status": "modified", "sha": None},
    ]
    more = {"link": f'<{stage.url}/more>; rel="next"'}
    stage.on("GET", f"{URL}/files", Answer(files, headers=more))
    stage.on("GET", "/more", [{"filename": "edited.md", "status": "modified", "sha": "4"}])
    async with repository_at(stage) as repository:
        found = await repository.pulls.changed(3)
    assert found == (
        Changed("new.md", "1"),
        Changed("old.md", ""),
        Changed("moved.md", "3", "was.md"),
        Changed("module", ""),
        Changed("edited.md", "4"),
    )


@pytest.mark.parametrize(
    ("answer", "numbers"),
    [
        pytest.param([issue(9), issue(4, pull_request={"url": "x"}), issue(2)], [2, 9], id="issues, by number"),
        pytest.param(Answer({"message": "Issues are disabled for this repo"}, 410), [], id="issues switched off"),
    ],
)
async def test_labelled(stage: ScriptedGitHub, answer: object, numbers: list[int]) -> None:
    stage.on("GET", f"{BASE}/issues", answer)
    async with repository_at(stage) as repository:
        found = await repository.issues.labelled("next meeting")
    assert [one.number for one in found] == numbers
    assert stage.asked("GET", f"{BASE}/issues")[0].query == "labels=next meeting&per_page=100"
