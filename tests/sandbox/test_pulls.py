"""Pull requests: from a branch or a fork, into branches that may be protected, and who may talk on them."""

from base64 import b64encode

import pytest

from tests.support.sandbox import SandboxClient

NOTE = "2024-03-01.md"


async def test_a_forks_branch_is_followed_and_merged(client: SandboxClient) -> None:
    fork = client.sandbox.fork(client.repo, "zoe")
    fork.push({NOTE: "* [x] oil\n"}, branch="done", author="zoe")
    number = client.repo.open_pull("Oiled", "zoe:done", by="zoe").number
    head = fork.push({NOTE: "* [x] oil\n* [ ] tar\n"}, branch="done", author="zoe")
    pull = (await client("GET", f"/pulls/{number}")).body
    assert (pull["head"]["sha"], pull["head"]["repo"]["full_name"]) == (head, "zoe/notes")
    assert pull["base"]["repo"]["full_name"] == "harbour/notes"
    (file,) = (await client("GET", f"/pulls/{number}/files")).body
    # All forks share their objects: what the fork's file holds is read from the repository itself.
    assert (await client("GET", f"/git/blobs/{file['sha']}")).status == 200
    assert client.repo.read(NOTE, "done") is None
    client.repo.merge_pull(number, by="ada")
    assert client.repo.read(NOTE) == "* [x] oil\n* [ ] tar\n"


async def test_a_branch_of_the_same_name_in_a_fork_is_another(client: SandboxClient) -> None:
    fork = client.sandbox.fork(client.repo, "zoe")
    for repository in (client.repo, fork):
        repository.push({NOTE: f"* [x] oil {repository.full_name}\n"}, branch="done")
    numbers = [client.repo.open_pull("Oiled", head).number for head in ("done", "zoe:done")]
    before = client.repo.issue(numbers[0]).pull
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
    client: SandboxClient, method: str, path: str, body: dict[str, object], status: int
) -> None:
    client.repo.push({"side.md": "s"}, branch="side")
    client.repo.protect("main")
    known = {"BLOB": (await client("GET", f"/contents/{NOTE}")).body["sha"], "HEAD": client.repo.head}
    before = client.repo.head
    sent = {name: known.get(str(value), value) for name, value in body.items()}
    reply = await client(method, path, sent)
    assert reply.status == status
    if status != 201:
        assert "Changes must be made through a pull request." in reply.body["message"]
    assert client.repo.head == before
    assert (await client("GET", "/branches/main")).body["protected"] is True


@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        pytest.param({"issues": "write", "pull_requests": "write"}, 201, id="both"),
        pytest.param({"issues": "write", "pull_requests": "read"}, 403, id="only issues"),
    ],
)
async def test_talk_on_a_pull_request_needs_its_permission(
    client: SandboxClient, permissions: dict[str, str], status: int
) -> None:
    client.repo.push({"side.md": "s"}, branch="side")
    number = client.repo.open_pull("Side", "side", by="will").number
    comment = client.repo.comment(number, "will", "/carry").id
    await client.log_in(permissions=permissions)
    assert (await client("POST", f"/issues/{number}/comments", {"body": "done"})).status == status
    for path in (f"/issues/{number}/reactions", f"/issues/comments/{comment}/reactions"):
        assert (await client("POST", path, {"content": "eyes"})).status == status
