"""The client before the sandbox: every call it can make, held to GitHub's own description."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.core.config.problem import Problem
from bot.core.issues.marker import comment_marker
from bot.core.model.issues import Issue
from bot.core.model.plan import Close, Comment, CreateLabel, Edit, Open, Reopen
from bot.core.model.questions import Assignable, AssignableTo, CommentKeys, IssueNumbered, LabelNames
from bot.github.checks import CheckRun
from bot.github.client import GitHub
from bot.github.errors import Gone, IssuesDisabled
from bot.github.repository import Repository
from bot.sandbox import Repository as Remote
from bot.sandbox import Sandbox
from bot.settings import Settings
from tests.support.contract import operations, violations
from tests.support.duly import Hurry
from tests.support.scripted_github import marked

CALLED = {
    "apps/create-installation-access-token",
    "apps/get-authenticated",
    "apps/get-repo-installation",
    "checks/create",
    "checks/list-for-ref",
    "git/get-blob",
    "git/get-ref",
    "git/get-tree",
    "issues/check-user-can-be-assigned-to-issue",
    "issues/create",
    "issues/create-comment",
    "issues/create-label",
    "issues/get",
    "issues/list-assignees",
    "issues/list-comments",
    "issues/list-for-repo",
    "issues/list-labels-for-repo",
    "issues/update",
    "repos/download-tarball-archive",
    "repos/get",
}
"""Every operation of a good day. A token's own `GET /user`, the look for a label whose create was unclear, and single
assignees of a repository with over a hundred are left to the other tests."""


@asynccontextmanager
async def both(notes: int = 1) -> AsyncIterator[tuple[Sandbox, Remote, Repository]]:
    """A sandbox with some notes, its repository, and the client's view of it as the App."""
    sandbox = Sandbox()
    async with sandbox.serve() as url:
        files = {f"notes/2024-01-{day:02}.md": f"* [ ] (AB) oil crane {day}\n" for day in range(1, notes + 1)}
        people = {"ada": "admin", "bob": "write"}
        remote = sandbox.create_repository(
            "harbour/notes", collaborators=people, files={".github/duly.yml": "notes: [notes/*.md]\n", **files}
        )
        app = sandbox.app
        settings = Settings(app_id=str(app.id), private_key=app.private_key, github_api_url=url, write_interval=0.0)
        async with GitHub(settings, time=Hurry().time) as github:
            yield sandbox, remote, await github.repository("harbour/notes")


async def opened(repository: Repository, key: str = "k", assignees: tuple[str, ...] = ()) -> Issue:
    issue = await repository.apply(Open(key, "Oil", marked(key), ("docs",), assignees, why="test"))
    assert issue is not None
    return issue


async def test_every_call_exists_on_github() -> None:
    async with both(notes=12) as (sandbox, remote, repository):
        snapshot = await repository.snapshot()
        asked = frozenset({LabelNames(), Assignable("ada"), Assignable("nobody"), IssueNumbered(77)})
        answered = await repository.answer(snapshot, asked)
        for _ in range(2):
            await repository.apply(CreateLabel("security+systems", "aabbcc", "Keys", why="test"))
        issue = await opened(repository, assignees=("nobody", "bob"))
        await repository.apply(Edit(issue.number, why="test", title="New", labels=(), assignees=("ada",)))
        await repository.apply(Close(issue.number, "not_planned", why="test", body=marked("k")))
        await repository.apply(Reopen(issue.number, why="test"))
        await repository.apply(Comment(issue.number, "c", f"{comment_marker('c')}\nHello", why="test"))
        assert not await repository.has_report(remote.head)
        assert await repository.report(
            CheckRun(remote.head, "neutral", "Title", "*Text*", (Problem("notes/a.md", 3, "who?"),))
        )
        assert await repository.issue(issue.number) is not None
        remote.comment(issue.number, "stranger", "I can do that")
        here = {login: AssignableTo(issue.number, login) for login in ("stranger", "nobody")}
        comments = CommentKeys(issue.number)
        last = await repository.answer(snapshot, frozenset({*here.values(), comments}))
        assert violations(sandbox) == []
        assert operations(sandbox) == CALLED
        assert sandbox.archive_calls
        assert not any(shown for _, shown in sandbox.archive_calls)
    assert [answered.answers.get(Assignable(login)) for login in ("ada", "nobody")] == [True, False]
    assert answered.is_absent(77)
    assert issue.assignees == ("bob",)
    assert {login: last.answers.get(question) for login, question in here.items()} == {
        "stranger": True,
        "nobody": False,
    }
    assert last.answers.get(comments) == frozenset({"c"})
    assert len(snapshot.notes) == 12


async def test_same_push_again_is_two_free_calls() -> None:
    async with both() as (sandbox, _, repository):
        await repository.snapshot()
        for key in ("a", "b", "c"):
            await opened(repository, key)
        first = await repository.snapshot()
        sandbox.recorder.clear()
        assert await repository.snapshot() == first
        assert [one.status for one in sandbox.recorder.exchanges] == [304, 304]
    assert [issue.number for issue in first.issues] == [1, 2, 3]


async def test_people_edit_and_the_next_snapshot_shows_it() -> None:
    async with both() as (_, remote, repository):
        issue = await opened(repository)
        remote.edit_issue(issue.number, by="ada", title="Oil it well", labels=["urgent"])
        remote.push({"notes/2024-01-01.md": None, "notes/2024-02-01.md": "* [x] done\r\n"})
        snapshot = await repository.snapshot()
    assert [(found.title, found.labels) for found in snapshot.issues] == [("Oil it well", ("urgent",))]
    assert [(note.path, note.text) for note in snapshot.notes] == [("notes/2024-02-01.md", "* [x] done\r\n")]


async def test_renamed_repository_goes_on_under_its_new_name() -> None:
    async with both() as (sandbox, remote, repository):
        issue = await opened(repository)
        remote.rename("minutes")
        await repository.apply(Close(issue.number, "completed", why="test"))
        snapshot = await repository.snapshot()
        sandbox.recorder.clear()
        await repository.snapshot()
        assert [one.status for one in sandbox.recorder.exchanges if one.status in {301, 307}] == []
    assert snapshot.head.full_name == "harbour/minutes"
    assert [found.open for found in snapshot.issues] == [False]


@pytest.mark.parametrize("way", ["deleted", "transferred"])
async def test_issue_that_people_took_away(way: str) -> None:
    async with both() as (sandbox, remote, repository):
        issue = await opened(repository)
        if way == "deleted":
            remote.delete_issue(issue.number)
        else:
            remote.transfer_issue(issue.number, sandbox.create_repository("harbour/other"))
        with pytest.raises(Gone):
            await repository.apply(Edit(issue.number, why="test", title="x"))
        with pytest.raises(Gone):
            await repository.apply(Comment(issue.number, "c", "text", why="test"))
        assert await repository.issue(issue.number) is None
        assert (await repository.snapshot()).issues == ()


async def test_issues_switched_off() -> None:
    async with both() as (_, remote, repository):
        remote.turn_issues(False)
        with pytest.raises(IssuesDisabled):
            await opened(repository)
        assert (await repository.snapshot()).issues == ()


@pytest.mark.parametrize(
    ("config", "author", "trusted"),
    [
        pytest.param("", "duly[bot]", True, id="the App"),
        pytest.param("", "ada", False, id="a person"),
        pytest.param("trusted_writers: [Ada]\n", "ada", True, id="one that the config trusts"),
        pytest.param(
            "trusted_writers: [ada]\nlables: []\n", "ada", False, id="with a broken config no login is trusted"
        ),
        pytest.param(None, "ada", False, id="no config"),
    ],
)
async def test_trusts(config: str | None, author: str, trusted: bool) -> None:
    async with both() as (_, remote, repository):
        remote.push({".github/duly.yml": config})
        assert await repository.trusts(author) is trusted
