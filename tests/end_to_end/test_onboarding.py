"""Installing Duly on a repository of notes: one pull request that proposes a config, and nothing else before its merge."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.config.load import load
from bot.core.issues.board.marker import TITLE as BOARD
from bot.core.onboarding.asking import BRANCH, TITLE
from bot.sandbox import AppSpec, Repository, Sandbox
from bot.sandbox.github.app import PERMISSIONS
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import Issue
from tests.support.contract import delivery_violations, violations
from tests.support.duly import CONFIG, Hurry, Stage, beside, settings_of

NOTE = """# {day} meeting

## Attendees

| Name | Initials | GitHub ID |
|---|---|---|
| Ada Lind | AL | ada |
| Zoe Moss | ZM | zoe |

## Action items

{lines}
"""
PEOPLE = {"ada": "write", "bea": "write", "cyd": "read"}


def note(day: str, *lines: str) -> dict[str, str]:
    return {f"notes/{day}.md": NOTE.format(day=day, lines="\n".join(lines))}


NOTES = (
    note("2024-01-10", "* [ ] (AL) paint the wall", "* [ ] (ZM) mend the pump", "* [ ] (PQ) oil the lock")
    | note("2024-02-10", "* [ ] (AL) paint the wall", "* [x] (ZM) mend the pump")
    | note("2024-03-10", "* [ ] (AL) paint the wall", "* [ ] (PQ) order the rope")
)
OTHERS = {
    ".github/workflows/greet.yml": "on: {issues: {types: [opened]}}\njobs:\n  hello:\n    runs-on: ubuntu-latest\n    steps: []\n",
    "notes/TEMPLATE.md": "# Date\n\n## Agenda\n",
}


def a_repository(sandbox: Sandbox, name: str = "harbour/notes", files: dict[str, str] = NOTES) -> Repository:
    """A repository that the App is not installed on yet."""
    return sandbox.create_repository(name, collaborators=PEOPLE, files=files, installed=False)


async def install(stage: Stage, *repositories: Repository) -> None:
    for repository in repositories or (stage.repository,):
        stage.sandbox.install(repository)
    await stage.rest()


def pulls(repository: Repository) -> list[Issue]:
    return [issue for issue in repository.state.issues.values() if issue.pull]


def written(repository: Repository) -> list[str]:
    """What Duly wrote, each as method and the last named part of its path."""
    return [f"{method} {path.partition(f'{repository.full_name}/')[2]}" for method, path in repository.writes]


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Duly beside a repository with three notes, a workflow and a template; not installed yet."""
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    async with sandbox.serve():
        repository = a_repository(sandbox, files=NOTES | OTHERS)
        async with beside(sandbox, tmp_path, hurry) as queue:
            yield Stage(sandbox, repository, queue, settings_of(sandbox, sandbox.url))
        assert violations(sandbox) == []
        assert delivery_violations(sandbox) == []


async def test_installing_opens_one_pull_request_and_writes_nothing_else(stage: Stage) -> None:
    await install(stage)
    (pull,) = pulls(stage.repository)
    assert (pull.title, pull.user.login, pull.pull and pull.pull.head) == (TITLE, "duly[bot]", BRANCH)
    assert stage.repository.issues == []
    # The check run is the preview that every pull request with a config gets.
    assert written(stage.repository) == [
        "POST git/refs",
        f"PUT contents/{CONFIG}",
        "POST pulls",
        "POST check-runs",
    ]
    assert stage.repository.files(BRANCH) == sorted([*NOTES, *OTHERS, CONFIG])


async def test_its_config_holds_what_the_notes_show(stage: Stage) -> None:
    await install(stage)
    config, problems = load(stage.repository.read(CONFIG, BRANCH) or "")
    assert config is not None and problems == ()
    assert config.notes == ("notes/*.md",)
    # Zoe has no access to the repository.
    assert {person.login for people in config.people.values() for person in people} == {"ada"}


SAID = [
    pytest.param("## Your last year, replayed", id="the replay"),
    pytest.param("would have opened 4 issues, carried 2 lines", id="what was opened and carried"),
    pytest.param("closed 1 issue by a tick. 1 item left the notes without a tick", id="what ended"),
    pytest.param("| 2024-02 | 0 | 1 | 1 | 1 |", id="a row per month"),
    pytest.param("?plain=1#L", id="permalinks"),
    pytest.param("## What will happen when you merge", id="the merge"),
    pytest.param("- “paint the wall”, assigned to ada", id="the first issues with their owners"),
    pytest.param("One more issue, the board, lists all that stands open", id="the board"),
    pytest.param('add "PQ: their-login" to `people`', id="an unknown name with the line to paste"),
    pytest.param("### What was read, and what opens no issue", id="what opens none"),
    pytest.param("`.github/workflows/greet.yml`, job `hello`", id="a workflow that greets"),
    pytest.param("`if: github.event.issue.user.login != 'duly[bot]'`", id="its exception"),
    pytest.param("`notes/TEMPLATE.md` has no place for action items", id="a template without actions"),
    pytest.param("## What Duly never does", id="what it never does"),
]


@pytest.mark.parametrize("words", SAID)
async def test_its_text(stage: Stage, words: str) -> None:
    await install(stage)
    assert words in (pulls(stage.repository)[0].body or "")


async def test_its_merge_begins_the_work(stage: Stage) -> None:
    await install(stage)
    stage.repository.merge_pull(pulls(stage.repository)[0].number, by="ada")
    await stage.rest()
    titles = [issue.title for issue in stage.repository.issues]
    assert titles == ["paint the wall", "order the rope", BOARD]
    assert all(f"- “{title}”" in (pulls(stage.repository)[0].body or "") for title in titles[:2])
    assert len(pulls(stage.repository)) == 1


async def test_its_text_follows_the_config_in_its_branch(stage: Stage) -> None:
    await install(stage)
    (pull,) = pulls(stage.repository)
    config = stage.repository.read(CONFIG, BRANCH) or ""
    stage.repository.push({CONFIG: f"{config}people: {{PQ: bea}}\n"}, branch=BRANCH, author="ada")
    await stage.rest()
    assert "mistakes" in (pull.body or ""), "`people` twice"
    people = config.replace("people:\n", 'people:\n  "PQ": bea\n')
    stage.repository.push({CONFIG: people}, branch=BRANCH, author="ada")
    await stage.rest()
    assert "“order the rope”, assigned to bea" in (pull.body or "")
    assert "PQ" not in (pull.body or "").partition("### Needs attention")[2]


async def test_closing_it_means_no_and_the_comment_says_how_to_undo_it(stage: Stage) -> None:
    await install(stage)
    (pull,) = pulls(stage.repository)
    stage.repository.close_issue(pull.number, by="ada")
    await stage.rest()
    (comment,) = pull.comments
    assert "reopen this pull request or give it another title" in comment.body
    stage.sandbox.uninstall(stage.repository)
    await install(stage)
    assert (len(pulls(stage.repository)), len(pull.comments)) == (1, 1)


async def test_reopening_it_asks_again(stage: Stage) -> None:
    await install(stage)
    (pull,) = pulls(stage.repository)
    stage.repository.close_issue(pull.number, by="ada")
    await stage.rest()
    stage.repository.push(note("2024-04-10", "* [ ] (AL) rig the mast"), author="ada")
    stage.repository.reopen_issue(pull.number, by="ada")
    await stage.rest()
    assert "rig the mast" in (pull.body or "")
    stage.repository.close_issue(pull.number, by="ada")
    await stage.rest()
    assert len(pull.comments) == 1


async def test_renaming_it_asks_again(stage: Stage) -> None:
    await install(stage)
    (old,) = pulls(stage.repository)
    stage.repository.close_issue(old.number, by="ada")
    stage.repository.delete_branch(BRANCH, by="ada")
    await stage.rest()
    stage.repository.edit_issue(old.number, by="ada", title="Not yet")
    await stage.rest()
    first, second = pulls(stage.repository)
    assert (first.state, second.state, second.title) == ("closed", "open", TITLE)


async def test_a_person_asks_by_making_the_branch(stage: Stage) -> None:
    stage.sandbox.install(stage.repository)
    await stage.rest()
    (old,) = pulls(stage.repository)
    stage.repository.close_issue(old.number, by="ada")
    stage.repository.delete_branch(BRANCH, by="ada")
    await stage.rest()
    stage.repository.move(BRANCH, stage.repository.head, by="ada")
    await stage.rest()
    assert [pull.state for pull in pulls(stage.repository)] == ["closed", "open"]
    assert CONFIG in stage.repository.files(BRANCH)


async def test_a_repository_with_a_config_gets_none(stage: Stage) -> None:
    stage.repository.push({CONFIG: ""}, author="ada")
    await install(stage)
    assert pulls(stage.repository) == []


OTHER = [
    pytest.param({"README.md": "# Code\n", "src/main.py": "pass\n"}, id="no notes"),
    pytest.param(note("2024-01-10", "* [ ] paint the wall"), id="one note"),
    pytest.param({f"_posts/2024-0{month}-01-news.md": "# News\n\nWords.\n" for month in range(1, 9)}, id="a blog"),
]


@pytest.mark.parametrize("files", OTHER)
async def test_another_repository_gets_none(stage: Stage, files: dict[str, str]) -> None:
    other = a_repository(stage.sandbox, "harbour/code", files)
    await install(stage, other)
    assert (other.writes, pulls(other)) == ([], [])


async def test_an_installation_gets_one(stage: Stage) -> None:
    fewer = a_repository(
        stage.sandbox, "harbour/archive", note("2023-01-10", "* [ ] a") | note("2023-02-10", "* [ ] a")
    )
    # The events of both are there before the first is handled.
    await install(stage, fewer, stage.repository)
    assert len(pulls(fewer)) + len(pulls(stage.repository)) == 1


STOPS = [
    pytest.param("POST", "/git/refs$", id="the branch"),
    pytest.param("PUT", "/contents/", id="the config"),
    pytest.param("POST", "/pulls$", id="the pull request"),
]


@pytest.mark.parametrize("acted", [False, True], ids=["not done", "done"])
@pytest.mark.parametrize(("method", "path"), STOPS)
async def test_after_a_stop_there_is_exactly_one(stage: Stage, method: str, path: str, acted: bool) -> None:
    broken = Fault(what=What.ERROR, method=method, path=path, acted=acted)
    stage.sandbox.faults.on(broken, Fault(what=What.ERROR, method=method, path=path))
    await install(stage)
    (pull,) = pulls(stage.repository)
    assert CONFIG in stage.repository.files(BRANCH)
    assert "## Your last year, replayed" in (pull.body or "")


LEFT = [
    pytest.param(0, id="the branch"),
    pytest.param(1, id="the branch with the config"),
    pytest.param(2, id="all of it"),
]


@pytest.mark.parametrize("steps", LEFT)
async def test_what_a_killed_process_left_is_completed(stage: Stage, steps: int) -> None:
    repository = stage.repository
    repository.move(BRANCH, repository.head, by="duly[bot]")
    if steps > 0:
        repository.push({CONFIG: "labels: [todo]\n"}, branch=BRANCH, author="duly[bot]")
    if steps > 1:
        repository.open_pull(TITLE, BRANCH, by="duly[bot]")
    repository.writes.clear()
    await install(stage)
    (pull,) = pulls(repository)
    # Where all of it is there, the proposal was made: nothing is written again.
    assert ("## Your last year, replayed" in (pull.body or "")) == (steps < 2)
    assert len(repository.writes) == {0: 3, 1: 2, 2: 0}[steps], repository.writes
    assert (repository.read(CONFIG, BRANCH) == "labels: [todo]\n") == (steps > 0)


async def test_where_files_may_only_be_read_one_issue_has_the_file(tmp_path: Path) -> None:
    sandbox = Sandbox(AppSpec(permissions=PERMISSIONS | {"contents": "read"}))
    async with sandbox.serve():
        repository = a_repository(sandbox)
        async with beside(sandbox, tmp_path) as queue:
            stage = Stage(sandbox, repository, queue, settings_of(sandbox, sandbox.url))
            await install(stage)
            (issue,) = repository.issues
            assert (issue.title, pulls(repository)) == (TITLE, [])
            _, _, rest = (issue.body or "").partition("```yaml\n")
            config, _, told = rest.partition("```")
            assert load(config)[1] == ()
            assert "## What will happen when you merge" in told
            repository.move(BRANCH, repository.head, by="ada")
            await stage.rest()
            assert len(repository.issues) == 1
            await _text_is_kept(stage, config)
        assert violations(sandbox) == []


async def _text_is_kept(stage: Stage, config: str) -> None:
    """The issue with the file to paste follows the notes, and is closed once the file is there."""
    repository = stage.repository
    issue = repository.issue(1)
    await stage.push({"README.md": "# Ours\n"})
    before = issue.body
    await stage.push({"README.md": "# Our own\n"})
    assert issue.body == before, "the proposal is the same"
    await stage.push(note("2024-03-24", "* [ ] (AL) feed the gulls"))
    assert "feed the gulls" in (issue.body or "")
    await stage.push({CONFIG: config})
    assert (issue.state, issue.state_reason) == ("closed", "completed")
    (comment,) = issue.comments
    assert comment.body.partition("\n")[2] == f"`{CONFIG}` is there, so Duly has begun, and this issue is done."
    assert "feed the gulls" in [one.title for one in repository.open_issues]
    await stage.note("2024-04-07", "* [ ] (AL) feed the gulls")
    assert len(issue.comments) == 1


async def test_an_issue_that_a_person_closed_is_not_renewed(tmp_path: Path) -> None:
    sandbox = Sandbox(AppSpec(permissions=PERMISSIONS | {"contents": "read"}))
    async with sandbox.serve():
        repository = a_repository(sandbox)
        async with beside(sandbox, tmp_path) as queue:
            stage = Stage(sandbox, repository, queue, settings_of(sandbox, sandbox.url))
            await install(stage)
            before = repository.issue(1).body
            repository.close_issue(1, by="ada")
            await stage.push(note("2024-03-24", "* [ ] (AL) feed the gulls"))
            assert (repository.issue(1).body, repository.issue(1).comments) == (before, [])
