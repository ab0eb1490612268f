"""The standing pull request: kill -9 at each of its writes, and webhooks that come twice and out of order."""

from pathlib import Path

import pytest

from bot.jobs.meetings.standing_words import WILL_MERGE
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository
from tests.end_to_end.test_five_meetings import made
from tests.end_to_end.test_kill_steps import kept, killed_at, named
from tests.support.contract import violations
from tests.support.duly import CONFIG, NAME, PEOPLE, Stage, staged
from tests.support.post_office import PostOffice, post_office, rest
from tests.support.server import Cut

DAY, BRANCH = "2024-03-05", "duly/ticks"
NOTE = f"# {DAY}\n\n## Action items\n\n* [ ] (Ada) paint the wall\n* [ ] (Ada) order the rope\n"
SETTINGS = "board: false\npeople: {Ada: ada}\nwrite_back: true\nauto_merge: true\n"
PROPOSED = [
    "PUT 2024-03-05.md",
    "POST blobs",
    "POST trees",
    "POST commits",
    "POST refs",
    "POST pulls",
    "POST graphql",
    "PATCH 3",
    # The preview of the pull request.
    "POST check-runs",
]


def protected(sandbox: Sandbox) -> Repository:
    """A branch that waits for a review of each pull request."""
    repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: SETTINGS})
    repository.protect("main")
    repository.state.auto_merges = repository.state.needs_review = True
    return repository


def pushed(_: Sandbox, repository: Repository) -> None:
    repository.push({f"notes/{DAY}.md": NOTE}, author="ada")


def closed(_: Sandbox, repository: Repository) -> None:
    repository.close_issue(1, by="ada")


def boxes(repository: Repository, branch: str | None = BRANCH) -> str:
    text = repository.read(f"notes/{DAY}.md", branch) or ""
    return " ".join(line[2:5] for line in text.splitlines() if line.startswith("* ["))


@pytest.mark.kill
@pytest.mark.parametrize(("nth", "done"), [pytest.param(0, False, id="no kill"), *kept(len(PROPOSED))])
async def test_it_is_opened_once(tmp_path: Path, nth: int, done: bool) -> None:
    cut = Cut(nth, done)
    repository = await killed_at(tmp_path, cut, protected, closed, first=pushed)
    if not nth:
        assert named(cut) == PROPOSED
    (pull,) = (issue for issue in repository.state.issues.values() if issue.pull)
    assert (pull.state, boxes(repository), boxes(repository, None)) == ("open", "[x] [ ]", "[ ] [ ]")
    assert pull.pull and pull.pull.auto_merge and WILL_MERGE in (pull.body or "")


def both_closed(sandbox: Sandbox, repository: Repository) -> None:
    closed(sandbox, repository)
    repository.close_issue(2, by="ada")


@pytest.mark.kill
@pytest.mark.parametrize(("nth", "done"), kept(len(PROPOSED)))
async def test_two_that_are_closed_stand_in_one(tmp_path: Path, nth: int, done: bool) -> None:
    repository = await killed_at(tmp_path, Cut(nth, done), protected, both_closed, first=pushed)
    pulls = [issue.state for issue in repository.state.issues.values() if issue.pull]
    assert (pulls, boxes(repository)) == (["open"], "[x] [x]")


async def a_story(stage: Stage, office: PostOffice | None) -> tuple[object, ...]:
    """Boxes are ticked and unticked, and the pull request is merged; what is there in the end."""
    here = stage.repository
    pushed(stage.sandbox, here)
    await rest(stage, office)
    closed(stage.sandbox, here)
    await rest(stage, office)
    here.close_issue(2, by="ada")
    here.reopen_issue(1, by="bea")
    await rest(stage, office)
    await stage.look()
    standing = boxes(here)
    (pull,) = stage.pulls
    here.approve_pull(pull.number, by="ada")
    await rest(stage, office)
    closed(stage.sandbox, here)
    await rest(stage, office)
    await stage.look()
    titles = [(one.number, one.title, one.state, one.body) for one in stage.pulls]
    return standing, boxes(here), boxes(here, None), titles, [one.state for one in here.issues]


async def told(folder: Path, seed: int | None) -> tuple[object, ...]:
    """The end of the story; with a `seed` every webhook comes twice and out of order."""
    async with staged(made(folder), config=SETTINGS) as stage:
        stage.repository.protect("main")
        stage.repository.state.auto_merges = stage.repository.state.needs_review = True
        if seed is None:
            return await a_story(stage, None)
        assert stage.sandbox.webhook_url
        async with post_office(stage.sandbox.webhook_url, seed) as (office, address):
            stage.sandbox.webhook_url = address
            end = await a_story(stage, office)
            await office.deliver(office.all)
            await rest(stage, office)
            assert violations(stage.sandbox) == []
            return end


@pytest.mark.slow
async def test_it_ends_the_same_in_any_order_of_webhooks(tmp_path: Path) -> None:
    end = await told(tmp_path / "in order", None)
    assert end[:3] == ("[ ] [x]", "[x] [x]", "[ ] [x]")
    for seed in range(3):
        assert await told(tmp_path / f"twice {seed}", seed) == end
