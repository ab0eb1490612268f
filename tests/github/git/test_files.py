import base64
import io
import tarfile
from collections.abc import Mapping

import pytest

from bot.github.errors import RateLimited
from bot.github.git.files import FEW, NOTE_LIMIT, TARBALL_LIMIT, blob_sha, unpacked
from bot.github.transport.bounds import ANSWER
from tests.support.scripted_github import BASE, Answer, ScriptedGitHub, repository_at

COMMIT = "c" * 40
TREE = f"{BASE}/git/trees/{COMMIT}"
TARBALL = f"{BASE}/tarball/{COMMIT}"
CONFIG = b"notes: [notes/*.md]\n"


def packed(files: dict[str, bytes]) -> bytes:
    """A tarball of the files as GitHub makes it: everything below one folder."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w:gz") as archive:
        for path, content in files.items():
            member = tarfile.TarInfo(f"owner-notes-{COMMIT[:7]}/{path}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def leaf(path: str, content: bytes, **fields: object) -> dict[str, object]:
    return {
        "path": path,
        "mode": "100644",
        "type": "blob",
        "sha": blob_sha(content),
        "size": len(content),
        **fields,
    }


def on_files(stage: ScriptedGitHub, files: dict[str, bytes], *more: Mapping[str, object]) -> None:
    """The stage shows `files` at the branch's tip."""
    stage.on("GET", f"{BASE}/git/ref/heads/main", {"object": {"sha": COMMIT}})
    stage.on("GET", TREE, {"tree": [*(leaf(path, content) for path, content in files.items()), *more]})
    stage.on("GET", f"{BASE}/issues", [])
    for content in files.values():
        blob = {"content": base64.encodebytes(content).decode(), "encoding": "base64"}
        stage.on("GET", f"{BASE}/git/blobs/{blob_sha(content)}", blob)


def many(count: int) -> dict[str, bytes]:
    return {".github/duly.yml": CONFIG, **{f"notes/2020-01-{n:02}.md": b"note %d" % n for n in range(1, count + 1)}}


def blobs(stage: ScriptedGitHub) -> int:
    return sum("/git/blobs/" in line for line in stage.lines())


def test_blob_sha_is_gits() -> None:
    assert blob_sha(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    assert blob_sha(b"test content\n") == "d670460b4b4aece5915caf5c68d12f560a9fe3e4"


@pytest.mark.parametrize(
    ("archive", "found"),
    [
        pytest.param(packed({"a.md": b"a", "b.md": b"b"}), {b"a"}, id="only what is wanted"),
        pytest.param(packed({"a.md": b"a rewritten by export-subst"}), set(), id="rewritten by git attributes"),
        pytest.param(packed({"a.md": b"a"})[:40], set(), id="cut off"),
        pytest.param(b"<html>", set(), id="no archive"),
        pytest.param(b"", set(), id="nothing"),
    ],
)
def test_unpacked(archive: bytes, found: set[bytes]) -> None:
    assert unpacked(archive, {blob_sha(b"a")}) == {blob_sha(content): content for content in found}


async def test_few_notes_come_as_blobs(stage: ScriptedGitHub) -> None:
    on_files(stage, many(FEW))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert len(snapshot.notes) == FEW
    assert blobs(stage) == FEW + 1
    assert not stage.asked(path=TARBALL)


async def test_many_notes_come_as_one_tarball_from_a_host_without_credentials(stage: ScriptedGitHub) -> None:
    host = ScriptedGitHub()
    await host.server.start_server()
    files = many(FEW + 2)
    on_files(stage, files)
    stage.on("GET", TARBALL, Answer(None, 302, {"location": f"{host.url}/legacy.tar.gz/main?token=abc"}))
    host.on("GET", "/legacy.tar.gz/main", Answer(packed(files), headers={"content-type": "application/x-gzip"}))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    await host.server.close()
    assert {note.path: note.text.encode() for note in snapshot.notes} | {".github/duly.yml": CONFIG} == files
    assert blobs(stage) == 1
    assert [call.authorization for call in host.calls] == [""]


async def test_what_the_tarball_does_not_hold_comes_as_blobs(stage: ScriptedGitHub) -> None:
    files = many(FEW + 2)
    on_files(stage, files)
    stage.on("GET", TARBALL, Answer(packed(dict(list(files.items())[:-3]))))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert len(snapshot.notes) == FEW + 2
    assert blobs(stage) == 1 + 3


async def test_an_archive_is_unpacked_up_to_a_limit(stage: ScriptedGitHub) -> None:
    content = b"x" * NOTE_LIMIT
    files = {f"{n}.bin": content for n in range(ANSWER // NOTE_LIMIT + 1)} | {"notes/last.md": b"last"}
    archive = packed(files)
    assert len(archive) < 2**20
    assert unpacked(archive, {blob_sha(content), blob_sha(b"last")}) == {blob_sha(content): content}


async def test_no_tarball_where_there_is_none(stage: ScriptedGitHub) -> None:
    on_files(stage, many(FEW + 2))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert len(snapshot.notes) == FEW + 2
    assert blobs(stage) == 1 + FEW + 2


async def test_limit_met_by_one_of_many_blobs_is_seen_as_one(stage: ScriptedGitHub) -> None:
    on_files(stage, many(3))
    stage.on("GET", f"{BASE}/git/blobs/{blob_sha(b'note 2')}", Answer({}, 429))
    async with repository_at(stage) as repository:
        with pytest.raises(RateLimited):
            await repository.snapshot()


async def test_no_tarball_of_a_huge_repository(stage: ScriptedGitHub) -> None:
    on_files(stage, many(FEW + 2), leaf("video.mp4", b"", size=TARBALL_LIMIT))
    async with repository_at(stage) as repository:
        await repository.snapshot()
    assert not stage.asked(path=TARBALL)


async def test_links_and_submodules_are_no_notes(stage: ScriptedGitHub) -> None:
    odd = (
        leaf("notes/2020-02-01.md", b"x", mode="120000"),
        {"path": "notes/2020-02-02.md", "mode": "160000", "type": "commit", "sha": "d" * 40},
        {"path": "notes/2020-02-03.md", "mode": "040000", "type": "tree", "sha": "e" * 40},
    )
    on_files(stage, many(1), *odd)
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert [note.path for note in snapshot.notes] == ["notes/2020-01-01.md"]


async def test_file_that_is_too_long_is_a_problem(stage: ScriptedGitHub) -> None:
    on_files(stage, many(1), leaf("notes/2020-02-01.md", b"x", size=2**20 + 1))
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert [note.path for note in snapshot.notes] == ["notes/2020-01-01.md"]
    assert [problem.path for problem in snapshot.problems] == ["notes/2020-02-01.md"]


async def test_tree_that_github_cut_is_a_problem(stage: ScriptedGitHub) -> None:
    on_files(stage, many(1))
    files = [leaf(path, content) for path, content in many(1).items()]
    stage.on("GET", TREE, {"tree": files, "truncated": True})
    async with repository_at(stage) as repository:
        snapshot = await repository.snapshot()
    assert [problem.serious for problem in snapshot.problems] == [True]
