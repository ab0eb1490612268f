"""One file at the tip of a branch: no change of another writer is lost, and nothing is written where it is not allowed."""

import base64

import pytest

from bot.github.errors import Refused, Unanswered, Unwritable
from bot.github.git.commits import STALE_PAUSES, Amended, Draft
from bot.github.git.files import blob_sha
from bot.github.repository import Repository
from bot.sandbox.github.faults import Fault, What
from tests.github.test_sandbox import both
from tests.support.contract import violations
from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, repository_at

NOTE = "notes/2024-01-01.md"
URL = f"{BASE}/contents/{NOTE}"
COMMIT = "d" * 40
PUT = Answer({"content": None, "commit": {"sha": COMMIT}})


def stored(content: bytes, **fields: object) -> dict[str, object]:
    """A file as GitHub shows it."""
    encoded = base64.encodebytes(content).decode()
    return {"type": "file", "sha": blob_sha(content), "content": encoded, "encoding": "base64", **fields}


def ticked(text: str) -> Draft:
    """Every box ticked."""
    return Draft(text.replace("[ ]", "[x]"), "Tick")


async def tick(repository: Repository, branch: str = "main") -> Amended[Draft] | None:
    return await repository.amend(NOTE, branch, ticked)


async def test_a_write_names_the_blob_that_it_replaces(stage: ScriptedGitHub) -> None:
    stage.on("GET", URL, stored(b"\xef\xbb\xbf* [ ] oil\r\n"))
    stage.on("PUT", URL, PUT)
    async with repository_at(stage) as repository:
        assert await tick(repository, "next/week") == Amended(Draft("\ufeff* [x] oil\r\n", "Tick"), True, COMMIT)
    (read,), (write,) = stage.asked("GET", URL), stage.asked("PUT", URL)
    assert read.query == "ref=refs/heads/next/week"
    assert write.body == {
        "message": "Tick",
        "branch": "next/week",
        "content": base64.b64encode(b"\xef\xbb\xbf* [x] oil\r\n").decode(),
        "sha": blob_sha(b"\xef\xbb\xbf* [ ] oil\r\n"),
    }


async def test_what_stays_as_it_is_is_not_written(stage: ScriptedGitHub) -> None:
    stage.on("GET", URL, stored(b"* [x] oil\n"))
    async with repository_at(stage) as repository:
        assert await tick(repository) == Amended(Draft("* [x] oil\n", "Tick"), written=False)
    assert stage.asked("PUT") == []


async def test_no_file_no_write(stage: ScriptedGitHub) -> None:
    async with repository_at(stage) as repository:
        assert await tick(repository) is None
    assert stage.asked("PUT") == []


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param(409, f"{NOTE} does not match {'a' * 40}", id="another blob"),
        pytest.param(409, f"is at {'a' * 40} but expected {'b' * 40}", id="a push at the same moment"),
        pytest.param(409, f"refs/heads/main expected to be at {'a' * 40}", id="an old server's words"),
        pytest.param(409, "something new", id="words that nobody knows yet"),
        pytest.param(422, 'Invalid request.\n\n"sha" wasn\'t supplied.', id="made meanwhile"),
    ],
)
async def test_stale_is_read_and_revised_again(stage: ScriptedGitHub, status: int, said: str) -> None:
    stage.on("GET", URL, stored(b"* [ ] oil\n"), stored(b"* [ ] oil\n* [ ] tar\n"))
    stage.on("PUT", URL, Answer({"message": said}, status), PUT)
    async with repository_at(stage) as repository:
        amended = await tick(repository)
    assert amended is not None
    assert amended.draft.text == "* [x] oil\n* [x] tar\n"
    assert stage.clock.slept == [STALE_PAUSES[0]]


async def test_where_others_are_always_faster_it_ends(stage: ScriptedGitHub) -> None:
    stage.on("GET", URL, stored(b"* [ ] oil\n"))
    stage.on("PUT", URL, Answer({"message": f"{NOTE} does not match"}, 409))
    async with repository_at(stage) as repository:
        with pytest.raises(Unwritable, match="does not match"):
            await tick(repository)
    assert len(stage.asked("PUT")) == len(STALE_PAUSES) + 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param(409, "Could not update file: Changes must be made through a pull request.", id="protected"),
        pytest.param(409, 'Could not update file: Required status check "ci" is expected.', id="a check is required"),
        pytest.param(409, "Repository rule violations found\n\nCommits must have signatures.", id="a ruleset"),
        pytest.param(403, "Resource not accessible by integration", id="no right"),
        pytest.param(404, "Branch next not found", id="no such branch"),
        pytest.param(422, "Something about the path", id="GitHub does not like it"),
    ],
)
async def test_a_refusal_is_reported_in_githubs_words_and_not_tried_again(
    stage: ScriptedGitHub, status: int, said: str
) -> None:
    stage.on("GET", URL, stored(b"* [ ] oil\n"))
    stage.on("PUT", URL, Answer({"message": said}, status))
    async with repository_at(stage) as repository:
        with pytest.raises(Unwritable) as raised:
            await tick(repository)
    assert raised.value.said == said
    assert len(stage.asked("PUT")) == 1


async def test_another_refusal_is_not_about_the_file(stage: ScriptedGitHub) -> None:
    stage.on("GET", URL, stored(b"* [ ] oil\n"))
    stage.on("PUT", URL, Answer({"message": "Repository access blocked"}, 451))
    async with repository_at(stage) as repository:
        with pytest.raises(Refused):
            await tick(repository)


async def test_after_a_lost_answer_it_looks_before_it_writes_again(stage: ScriptedGitHub) -> None:
    stage.on("GET", URL, stored(b"* [ ] oil\n"), stored(b"* [x] oil\n"))
    stage.on("PUT", URL, Answer(drop=True))
    async with repository_at(stage) as repository:
        assert await tick(repository) == Amended(Draft("* [x] oil\n", "Tick"), written=True, commit="")
    assert len(stage.asked("PUT")) == 1


async def test_a_write_that_never_succeeded_is_reported(stage: ScriptedGitHub) -> None:
    stage.on("GET", URL, stored(b"* [ ] oil\n"))
    stage.on("PUT", URL, Answer(drop=True))
    async with repository_at(stage) as repository:
        with pytest.raises(Unanswered):
            await tick(repository)


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        pytest.param("* [ ] größe\n".encode(), "größe", "größe".encode(), id="UTF-8"),
        pytest.param("* [ ] größe\n".encode("latin-1"), "größe", "größe".encode("latin-1"), id="Latin-1 stays"),
        pytest.param(b"* [ ] oil\n", "größe", "größe".encode(), id="plain becomes UTF-8"),
        pytest.param(
            "\ufeff* [ ] größe\r\n".encode("utf-16-le"), "\ufeff→", "\ufeff→".encode("utf-16-le"), id="UTF-16 stays"
        ),
        pytest.param(
            "\ufeff* [ ] größe\n".encode("utf-16-be"), "\ufeff→", "\ufeff→".encode("utf-16-be"), id="big-endian too"
        ),
        pytest.param(b"\xff\xfe*", "ÿþ* a", b"\xff\xfe* a", id="half a sign is no UTF-16"),
    ],
)
async def test_a_file_keeps_its_encoding(stage: ScriptedGitHub, before: bytes, after: str, written: bytes) -> None:
    stage.on("GET", URL, stored(before))
    stage.on("PUT", URL, PUT)
    async with repository_at(stage) as repository:
        await repository.amend(NOTE, "main", lambda _: Draft(after, "Test"))
    (write,) = stage.asked("PUT")
    assert isinstance(write.body, dict)
    assert base64.b64decode(write.body["content"]) == written


@pytest.mark.parametrize(
    ("file", "said"),
    [
        pytest.param(stored("größe".encode("latin-1")), "Latin-1, which has no '→'", id="Latin-1 has no arrow"),
        pytest.param(stored(b"", encoding="none", size=2**21), "2,097,152 bytes", id="too large"),
        pytest.param(stored(b"", type="symlink"), "symlink", id="a link"),
    ],
)
async def test_files_that_are_left_alone(stage: ScriptedGitHub, file: dict[str, object], said: str) -> None:
    stage.on("GET", URL, file)
    async with repository_at(stage) as repository:
        with pytest.raises(Unwritable, match=said):
            await repository.amend(NOTE, "main", lambda text: Draft(f"{text}→", "Test"))
    assert stage.asked("PUT") == []


async def test_in_the_sandbox_one_commit_that_overwrites_nothing() -> None:
    async with both() as (sandbox, remote, repository):
        remote.push({NOTE: "* [ ] oil\n"}, branch="next")
        before = remote.head

        def meanwhile(text: str) -> Draft:
            if "tar" not in text:
                remote.push({NOTE: "* [ ] oil\n* [ ] tar\n"}, branch="next", author="ada")
            return ticked(text)

        amended = await repository.amend(NOTE, "next", meanwhile)
        assert amended is not None
        assert remote.read(NOTE, "next") == "* [x] oil\n* [x] tar\n"
        assert remote.state.refs["refs/heads/next"] == amended.commit
        assert remote.head == before
        assert violations(sandbox) == []


async def test_in_the_sandbox_odd_names_of_paths_and_branches() -> None:
    path, branch = "notes/März & Co #1?/a+b%20 {x}.md", "näxt/#1&x=y+z%2f"
    async with both() as (sandbox, remote, repository):
        remote.push({path: "* [ ] oil\n"}, branch=branch)
        amended = await repository.amend(path, branch, ticked)
        assert amended is not None
        assert amended.written
        assert remote.read(path, branch) == "* [x] oil\n"
        assert violations(sandbox) == []


@pytest.mark.parametrize("branch", ["main", "next"])
async def test_in_the_sandbox_a_protected_branch_refuses(branch: str) -> None:
    async with both() as (sandbox, remote, repository):
        remote.push({NOTE: "* [ ] oil\n"}, branch=branch)
        remote.protect(branch)
        with pytest.raises(Unwritable, match="through a pull request"):
            await tick(repository, branch)
        remote.protect(branch, on=False)
        assert await tick(repository, branch) is not None
        assert violations(sandbox) == []


async def test_in_the_sandbox_without_the_right_to_write() -> None:
    async with both() as (sandbox, remote, repository):
        sandbox.installation(remote).permissions["contents"] = "read"
        # The next token has less.
        sandbox.world.tokens.clear()
        with pytest.raises(Unwritable, match="not accessible by integration"):
            await tick(repository)
        assert violations(sandbox) == []


@pytest.mark.parametrize("acted", [True, False])
async def test_in_the_sandbox_a_lost_answer_makes_one_commit(acted: bool) -> None:
    async with both() as (sandbox, remote, repository):
        sandbox.faults.on(Fault(what=What.DROP, method="PUT", path="/contents/", acted=acted))
        commits = len(remote.state.store.commits)
        assert await tick(repository) is not None
        assert remote.read(NOTE) == "* [x] (AB) oil crane 1\n"
        assert len(remote.state.store.commits) == commits + 1
