"""What people write while a plan is applied at one write a second is not lost."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox import Repository, Sandbox
from bot.sandbox.github.state.records import Issue
from tests.support.duly import NAME, Hurry, Stage, staged

DAY = "2024-03-05"
LAST = 8
CONFIG = "people: {Ada: ada, Bea: bea}\n"
Deed = Callable[[Repository], object]
"""What a person does while the plan is applied."""


def posts(owner: str, state: str = " ") -> list[str]:
    return [f"* [{state}] ({owner}) inspect mooring post number {n} for rust" for n in range(1, LAST + 1)]


@asynccontextmanager
async def at_one_write_a_second(
    folder: Path, deed: Deed, after: str = "/issues/2", answer: str = "whole"
) -> AsyncIterator[Stage]:
    """A stage with eight issues of Ada's. `deed` is done once, when a PATCH to `after` comes.

    `answer`: `whole`, or `lost` after the PATCH was done, or `dropped` or `limited` before it was, or `the last allowed`: whole, with a pause
    to follow, and no other time goes by.
    """
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    armed: list[Deed] = []

    @web.middleware
    async def write_meanwhile(request: web.Request, handler: Handler) -> web.StreamResponse:
        strikes = bool(armed) and request.method == "PATCH" and request.path.endswith(after)
        hurry.leapt += request.method in {"PATCH", "POST"} and answer != "the last allowed"
        done: web.StreamResponse = web.Response(status=429, headers={"retry-after": "10"})
        if not strikes or answer not in {"dropped", "limited"}:
            done = await handler(request)
        if strikes:
            if answer == "the last allowed":
                done.headers.update({"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(hurry.now()) + 10)})
            armed.pop()(sandbox.repository(NAME))
            if answer in {"lost", "dropped"} and request.transport:
                request.transport.abort()
        return done

    sandbox.middlewares.append(write_meanwhile)
    async with staged(folder, config=CONFIG, sandbox=sandbox, hurry=hurry) as stage:
        await stage.note(DAY, *posts("Ada"))
        armed.append(deed)
        yield stage
        assert not armed, "the deed was done"


def text_below(repository: Repository) -> object:
    return repository.edit_issue(LAST, by="bea", body=f"{repository.issue(LAST).body}\nI have a brush.\n")


def text_inside(repository: Repository) -> object:
    body = (repository.issue(LAST).body or "").replace("<!-- /duly -->", "I have a brush.\n<!-- /duly -->")
    return repository.edit_issue(LAST, by="bea", body=body)


def text_above(repository: Repository) -> object:
    return repository.edit_issue(LAST, by="bea", body=f"I have a brush.\n\n{repository.issue(LAST).body}")


def has_the_text(issue: Issue) -> bool:
    return "I have a brush." in (issue.body or "")


def people(issue: Issue) -> set[str]:
    return {user.login for user in issue.assignees}


def labels(issue: Issue) -> set[str]:
    return {label.name for label in issue.labels}


EDITS = [
    pytest.param(text_below, has_the_text, id="text below"),
    pytest.param(text_inside, has_the_text, id="text inside Duly's part"),
    pytest.param(text_above, has_the_text, id="text above the marker"),
    pytest.param(
        lambda repo: repo.edit_issue(LAST, by="bea", assignees=[*people(repo.issue(LAST)), "cyd"]),
        lambda issue: people(issue) == {"bea", "cyd"},
        id="another assignee",
    ),
    pytest.param(
        lambda repo: repo.edit_issue(LAST, by="bea", labels=["action-item", "by-hand"]),
        lambda issue: "by-hand" in labels(issue),
        id="a label",
    ),
    pytest.param(
        lambda repo: repo.edit_issue(LAST, by="bea", labels=[]), lambda issue: not labels(issue), id="no label any more"
    ),
    pytest.param(
        lambda repo: repo.edit_issue(LAST, by="bea", title="Posts"), lambda issue: issue.title == "Posts", id="a title"
    ),
    pytest.param(lambda repo: repo.close_issue(LAST, by="bea"), lambda issue: issue.state == "closed", id="a close"),
]


@pytest.mark.parametrize(("deed", "kept"), EDITS)
async def test_what_a_person_changes_during_a_plan_stays(
    tmp_path: Path, deed: Deed, kept: Callable[[Issue], bool]
) -> None:
    async with at_one_write_a_second(tmp_path, deed) as stage:
        await stage.note(DAY, *posts("Bea"))
        issues = stage.repository.issues
        last = issues[LAST - 1]
        assert kept(last)
        assert "bea" in people(last) or last.state == "closed", "and the notes' news came too"
        assert [people(issue) for issue in issues[:-1]] == [{"bea"}] * (LAST - 1)


@pytest.mark.parametrize("answer", ["lost", "dropped", "limited"])
@pytest.mark.parametrize(("deed", "kept"), EDITS)
async def test_a_write_whose_answer_is_lost_is_not_written_over_a_person(
    tmp_path: Path, deed: Deed, kept: Callable[[Issue], bool], answer: str
) -> None:
    async with at_one_write_a_second(tmp_path, deed, after=f"/issues/{LAST}", answer=answer) as stage:
        await stage.note(DAY, *posts("Bea"))
        last = stage.repository.issue(LAST)
        assert kept(last)
        assert "bea" in people(last) or last.state == "closed"


@pytest.mark.parametrize(("deed", "kept"), EDITS)
async def test_the_look_comes_after_the_pause_that_github_asked_for(
    tmp_path: Path, deed: Deed, kept: Callable[[Issue], bool]
) -> None:
    """The write before was answered at once, and its answer asked for a pause; a person edits the next issue during it."""
    async with at_one_write_a_second(tmp_path, deed, after=f"/issues/{LAST - 1}", answer="the last allowed") as stage:
        await stage.note(DAY, *posts("Ada")[: LAST - 2], *posts("Bea")[LAST - 2 :])
        last = stage.repository.issue(LAST)
        assert kept(last)
        assert "bea" in people(last) or last.state == "closed"
