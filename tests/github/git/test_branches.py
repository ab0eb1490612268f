"""Branches: those of a prefix, and which of them are deleted as empty."""

import pytest

from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, repository_at

BRANCH = "duly/next-2024-03-19"
REF = f"{BASE}/git/ref/heads/{BRANCH}"
DELETED = f"{BASE}/git/refs/heads/{BRANCH}"
TIP = {"object": {"sha": "a" * 40}}
COMMIT = {"sha": "b" * 40, "commit": {"message": "Write"}, "author": {"login": "ada"}}


@pytest.mark.parametrize(
    ("tip", "compared", "deleted"),
    [
        pytest.param(TIP, {"commits": []}, True, id="without a commit of its own"),
        pytest.param(TIP, {"commits": [COMMIT]}, False, id="with a commit"),
        pytest.param(TIP, Answer({"message": "Not Found"}, 404), False, id="no comparison"),
        pytest.param(Answer({"message": "Not Found"}, 404), {"commits": []}, False, id="not there"),
    ],
)
async def test_only_an_empty_branch_is_deleted(
    stage: ScriptedGitHub, tip: object, compared: object, deleted: bool
) -> None:
    stage.on("GET", REF, tip)
    stage.on("GET", f"{BASE}/compare/main...{BRANCH.replace('/', '%2F')}", compared)
    stage.on("DELETE", DELETED, Answer(None, 204))
    async with repository_at(stage) as repository:
        await repository.branches.delete_empty(BRANCH)
    assert bool(stage.asked("DELETE", DELETED)) is deleted


async def test_branches_are_named_without_their_folder(stage: ScriptedGitHub) -> None:
    refs = [{"ref": "refs/heads/duly/carry-7"}, {"ref": "refs/heads/duly/carry-all"}]
    stage.on("GET", f"{BASE}/git/matching-refs/heads/duly/carry-", refs)
    async with repository_at(stage) as repository:
        assert await repository.branches.named("duly/carry-") == ("duly/carry-7", "duly/carry-all")
