"""Pull requests: from a branch or a fork, into branches that may be protected, and who may talk on them."""

from base64 import b64encode

import pytest

from tests.support.sandbox import Stage

NOTE = "2024-03-01.md"


async def test_a_forks_branch_is_followed_and_merged(on_stage: Stage) -> None:
    fork = on_stage.sandbox.fork(on_stage.repo, "zoe")
    fork.push({NOTE: "* [x] oil\n"}, branch="done", author="zoe")
    number = on_stage.repo.open_pull("Oiled", "zoe:done", by="zoe").number
    head = fork.push({NOTE: "* [x] oil\n* [ ] tar\n"}, branch="done", author="zoe")
    pull = (await on_stage("GET", f"/pulls/{number}")).body
    assert (pull["head"]["sha"], pull["head"]["repo"]["full_name"]) == (head, "zoe/notes")
    assert pull["base"]["repo"]["full_name"] == "harbour/notes"
    (file,) = (await on_stage("GET", f"/pulls/{number}/files")).body
    # All forks share their objects: what the fork's file holds is read from the repository itself.
    assert (await on_stage("GET", f"/git/blobs/{file['sha']}")).status == 200
    assert on_stage.repo.read(NOTE, "done") is None
    on_stage.repo.merge_pull(number, by="ada")
    assert on_stage.repo.read(NOTE) == "* [x] oil\n* [ ] tar\n"


async def test_a_branch_of_the_same_name_in_a_fork_is_another(on_stage: Stage) -> None:
    fork = on_stage.sandbox.fork(on_stage.repo, "zoe")
    for repository in (on_stage.repo, fork):
        repository.push({NOTE: f"* [x] oil {repository.full_name}\n"}, branch="done")
    numbers = [on_stage.repo.open_pull("Oiled", head).number for head in ("done", "zoe:done")]
    before = on_stage.repo.issue(numbers[0]).pull
    assert before is not None
    sha = before.head_sha
    fork.push({NOTE: "* [x] all\n"}, branch="done")
    assert before.head_sha == sha


PUT = {"message": "m", "content": b64encode(b"x").decode()}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        pytest.param("PUT", "/contents/new.md", PUT, 409, id="a new file"),
        pytest.param("PUT", f"/contents/{NOTE}", PUT | {"sha": "BLOB"}, 409, id="a known file"),
        pytest.param("DELETE", f"/contents/{NOTE}", PUT | {"sha": "BLOB"}, 409, id="a file away"),
        pytest.param("PATCH", "/git/refs/heads/main", {"sha": "HEAD", "force": True}, 422, id="the branch moved"),
        pytest.param("PUT", "/contents/new.md", PUT | {"branch": "side"}, 201, id="another branch"),
    ],
)
async def test_a_protected_branch(
    on_stage: Stage, method: str, path: str, body: dict[str, object], status: int
) -> None:
    on_stage.repo.push({"side.md": "s"}, branch="side")
    on_stage.repo.protect("main")
    known = {"BLOB": (await on_stage("GET", f"/contents/{NOTE}")).body["sha"], "HEAD": on_stage.repo.head}
    before = on_stage.repo.head
    sent = {name: known.get(str(value), value) for name, value in body.items()}
    reply = await on_stage(method, path, sent)
    assert reply.status == status
    if status != 201:
        assert "Changes must be made through a pull request." in reply.body["message"]
    assert on_stage.repo.head == before
    assert (await on_stage("GET", "/branches/main")).body["protected"] is True


@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        pytest.param({"issues": "write", "pull_requests": "write"}, 201, id="both"),
        pytest.param({"issues": "write", "pull_requests": "read"}, 403, id="only issues"),
    ],
)
async def test_talk_on_a_pull_request_needs_its_permission(
    on_stage: Stage, permissions: dict[str, str], status: int
) -> None:
    on_stage.repo.push({"side.md": "s"}, branch="side")
    number = on_stage.repo.open_pull("Side", "side", by="will").number
    comment = on_stage.repo.comment(number, "will", "/carry").id
    await on_stage.log_in(permissions=permissions)
    assert (await on_stage("POST", f"/issues/{number}/comments", {"body": "done"})).status == status
    for path in (f"/issues/{number}/reactions", f"/issues/comments/{comment}/reactions"):
        assert (await on_stage("POST", path, {"content": "eyes"})).status == status
