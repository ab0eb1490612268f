"""Git objects, held to git itself; branches, files and archives over HTTP."""

import io
import os
import subprocess
import tarfile
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import Repository
from bot.sandbox.github.state.git import NOWHERE, Signature, Store, text_changes
from tests.support.paths import need
from tests.support.sandbox import SandboxClient

FILES = {"a.md": "one\n", "a/b.md": "two\n", "a/c/d.md": "", "a.b": "three", "ü/ö.md": "# Ümlaut\n"}
NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0\n"), min_size=1, max_size=8)


def test_objects_have_the_names_that_git_gives_them(tmp_path: Path) -> None:
    need("git")
    for path, text in FILES.items():
        file = tmp_path / path if path != "a.md" else tmp_path / "a.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    when = datetime(2024, 3, 1, 12, tzinfo=UTC)
    stamp = f"{int(when.timestamp())} +0000"
    own = {
        f"GIT_{role}_{what}": value
        for role in ("AUTHOR", "COMMITTER")
        for what, value in (("NAME", "Ada"), ("EMAIL", "ada@x.org"), ("DATE", stamp))
    }

    def git(*words: str) -> str:
        environment = {**os.environ, **own, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        return subprocess.run(
            ["git", *words], cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "--no-gpg-sign", "-m", "first")
    store = Store()
    tree = store.rewrite(None, text_changes(store, FILES))
    commit = store.add_commit(tree, (), "first\n", Signature("Ada", "ada@x.org", when))
    assert tree == git("rev-parse", "HEAD^{tree}")
    assert commit.sha == git("rev-parse", "HEAD")


@given(st.dictionaries(NAMES, st.binary(max_size=5), max_size=8))
def test_rewriting_back_gives_the_first_tree(files: dict[str, bytes]) -> None:
    store = Store()
    first = store.rewrite(
        None, text_changes(store, {"keep": b"k", **{f"x/{name}": text for name, text in files.items()}})
    )
    added = store.rewrite(first, text_changes(store, {"new/deep/file": b"n"}))
    assert store.rewrite(added, {"new": None}) == first
    assert store.difference(first, added).added == ("new/deep/file",)


async def test_a_file_is_read_back_as_it_was_written(client: SandboxClient) -> None:
    text = "# Ü\r\n\ttabs\n"
    put = await client("PUT", "/contents/x/y.md", {"message": "m", "content": b64encode(text.encode()).decode()})
    got = (await client("GET", "/contents/x/y.md")).body
    blob = (await client("GET", f"/git/blobs/{put.body['content']['sha']}")).body
    assert b64decode(got["content"]).decode() == b64decode(blob["content"]).decode() == text
    assert client.repo.read("x/y.md") == text


async def test_the_tree_can_be_had_by_branch_commit_or_sha(client: SandboxClient) -> None:
    client.repo.push({"notes/b.md": "b"})
    commit = (await client("GET", "/commits/main")).body
    names = ("main", commit["sha"], commit["commit"]["tree"]["sha"])
    trees = [(await client("GET", f"/git/trees/{name}?recursive=1")).body for name in names]
    assert trees[0] == trees[1] == trees[2]
    assert [one["path"] for one in trees[0]["tree"]] == ["2024-03-01.md", "notes", "notes/b.md"]


async def test_the_sha_alone(client: SandboxClient) -> None:
    reply = await client("GET", "/commits/main", Accept="application/vnd.github.sha")
    assert reply.body == client.repo.head


async def test_compare_lists_what_changed(client: SandboxClient) -> None:
    before = client.repo.head
    client.repo.push({"b.md": "1\n2\n"})
    client.repo.push({"b.md": "1\n3\n", "2024-03-01.md": None})
    body = (await client("GET", f"/compare/{before}...main")).body
    assert (body["status"], body["ahead_by"], body["behind_by"]) == ("ahead", 2, 0)
    assert [(one["filename"], one["status"]) for one in body["files"]] == [
        ("2024-03-01.md", "removed"),
        ("b.md", "added"),
    ]
    assert (await client("GET", f"/compare/main...{before}")).body["status"] == "behind"


async def test_a_branch_only_goes_forward_unless_forced(client: SandboxClient) -> None:
    before = client.repo.head
    client.repo.push({"b.md": "b"})
    assert (await client("PATCH", "/git/refs/heads/main", {"sha": before})).status == 422
    assert (await client("PATCH", "/git/refs/heads/main", {"sha": before, "force": True})).status == 200
    assert client.repo.head == before


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        pytest.param("heads/duly/carry-", ["refs/heads/duly/carry-1", "refs/heads/duly/carry-12"], id="some"),
        pytest.param("heads/none", [], id="none"),
        pytest.param("", ["refs/heads/duly/carry-1", "refs/heads/duly/carry-12", "refs/heads/main"], id="all"),
    ],
)
async def test_refs_that_begin_so(client: SandboxClient, prefix: str, names: list[str]) -> None:
    for number in (12, 1):
        client.repo.push({"b.md": "b"}, branch=f"duly/carry-{number}")
    assert [each["ref"] for each in (await client("GET", f"/git/matching-refs/{prefix}")).body] == names


async def test_the_archive_comes_from_elsewhere_and_must_not_see_the_token(client: SandboxClient) -> None:
    client.repo.push({"notes/b.md": "b\n"})
    way = await client("GET", "/tarball/main")
    assert way.status == 302
    assert not way.headers["Location"].startswith(client.sandbox.url)
    assert (await client.call("GET", way.headers["Location"])).status == 400
    async with client.session.get(way.headers["Location"]) as response:
        raw = await response.read()
    with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
        names = [name.partition("/")[2] for name in tar.getnames()]
    assert names == ["2024-03-01.md", "notes/b.md"]
    assert [shown for _, shown in client.sandbox.archive_calls] == [True, False]


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        pytest.param(
            lambda repo: repo.push({"b.md": "b"}),
            {"commits": [(["b.md"], [], [])], "created": False, "forced": False},
            id="a commit",
        ),
        pytest.param(
            lambda repo: repo.push({"2024-03-01.md": "x", "c.md": "c"}),
            {"commits": [(["c.md"], [], ["2024-03-01.md"])]},
            id="added and modified",
        ),
        pytest.param(
            lambda repo: repo.push({"2024-03-01.md": None}), {"commits": [([], ["2024-03-01.md"], [])]}, id="removed"
        ),
        pytest.param(
            lambda repo: repo.move("main", _two(repo)),
            {"commits": [(["d.md"], [], []), (["e.md"], [], [])]},
            id="two commits, oldest first",
        ),
        pytest.param(
            lambda repo: repo.push({"b.md": "b"}, branch="side"),
            {"ref": "refs/heads/side", "created": True, "commits": [(["b.md"], [], [])]},
            id="a new branch",
        ),
        pytest.param(
            lambda repo: repo.move("side", repo.head),
            {"created": True, "commits": [], "deleted": False},
            id="a branch on an old commit",
        ),
        pytest.param(lambda repo: repo.tag("v1"), {"ref": "refs/tags/v1", "commits": [], "created": True}, id="a tag"),
        pytest.param(
            lambda repo: repo.delete_branch("main"),
            {"deleted": True, "commits": [], "head_commit": None, "after": NOWHERE},
            id="a deletion",
        ),
        pytest.param(
            lambda repo: repo.move("main", repo.commit({"z.md": "z"}, parent=_first(repo)), force=True),
            {"forced": True, "commits": [(["z.md"], [], [])]},
            id="forced",
        ),
    ],
)
async def test_a_push_names_the_files_it_changed(
    client: SandboxClient, deed: Callable[[Repository], object], expected: dict[str, object]
) -> None:
    client.repo.push({"first.md": "1"})
    await client.events()
    deed(client.repo)
    await client.sandbox.settled()
    [(event, payload)] = client.heard
    lists = [(one["added"], one["removed"], one["modified"]) for one in payload["commits"]]
    assert event == "push"
    assert {name: lists if name == "commits" else payload[name] for name in expected} == expected


def _two(repo: Repository) -> str:
    return repo.commit({"e.md": "e"}, parent=repo.commit({"d.md": "d"}))


def _first(repo: Repository) -> str:
    return repo.state.store.history(repo.head)[-1].sha
