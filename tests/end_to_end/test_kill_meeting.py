"""kill -9 at each write to the issues of meetings: boxes are set, lines carried and issues opened once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository
from tests.end_to_end.test_kill_steps import kept, killed_at, named
from tests.support.duly import CONFIG, NAME, PEOPLE
from tests.support.server import Cut

SETTINGS = "board: false\npeople: {Ada: ada}\nwrite_back: true\nmeetings: {issues: {label: agenda}}\n"
LINES = "* [ ] (Ada) paint the wall\n* [ ] (Ada) order the rope\n"
TEXT = f"## Action items\n\n{LINES}"
TODAY = datetime.now(UTC).date()


def in_issues(sandbox: Sandbox) -> Repository:
    return sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: SETTINGS})


def met(_: Sandbox, repository: Repository) -> None:
    """Duly reads the config, and people open the issues of two meetings."""
    repository.push({"README.md": "# The notes\n"}, author="ada")
    repository.open_issue("Meeting 2024-03-05", TEXT, by="ada", labels=("agenda",))
    repository.open_issue("Meeting 2024-03-19", "## Action items\n\n-\n", by="ada", labels=("agenda",))
    repository.push({"README.md": "# The notes of the harbour\n"}, author="ada")


def number_of(repository: Repository, title: str) -> int:
    (found,) = (issue.number for issue in repository.issues if issue.title == title)
    return found


def closed(_: Sandbox, repository: Repository) -> None:
    repository.close_issue(number_of(repository, "paint the wall"), by="ada")


@pytest.mark.kill
@pytest.mark.parametrize(("nth", "done"), [pytest.param(0, False, id="no kill"), *kept(2)])
async def test_a_box_is_set_once(tmp_path: Path, nth: int, done: bool) -> None:
    cut = Cut(nth, done)
    repository = await killed_at(tmp_path, cut, in_issues, closed, first=met)
    if not nth:
        assert named(cut) == ["PATCH 1", "PATCH 3"]
    assert repository.issue(1).body == TEXT.replace("[ ] (Ada) paint", "[x] (Ada) paint")
    assert [issue.state for issue in repository.issues if issue.title == "paint the wall"] == ["closed"]


def carried(_: Sandbox, repository: Repository) -> None:
    repository.comment(2, "ada", "/carry")


@pytest.mark.kill
@pytest.mark.parametrize(("nth", "done"), [pytest.param(0, False, id="no kill"), *kept(4)])
async def test_lines_are_carried_once(tmp_path: Path, nth: int, done: bool) -> None:
    cut = Cut(nth, done)
    repository = await killed_at(tmp_path, cut, in_issues, carried, first=met)
    if not nth:
        assert named(cut)[:4] == ["POST reactions", "PATCH 2", "POST comments", "POST reactions"]
    body = repository.issue(2).body or ""
    assert [body.count(words) for words in ("order the rope #", "paint the wall #")] == [1, 1]
    assert len([one for one in repository.issue(2).comments if one.user.login == "duly[bot]"]) == 1
    assert len(repository.issues) == 4


def weekly(sandbox: Sandbox) -> Repository:
    settings = f"{SETTINGS}next: {{every: week, as: issue, agenda_label: topic}}\n"
    return sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: settings})


def noted(_: Sandbox, repository: Repository) -> None:
    day = TODAY - timedelta(days=5)
    repository.push({f"notes/{day}.md": f"# {day}\n\n{TEXT}"}, author="ada")


@pytest.mark.kill
@pytest.mark.parametrize(("nth", "done"), [pytest.param(0, False, id="no kill"), *kept(5)])
async def test_the_issue_of_the_next_meeting_is_opened_once(tmp_path: Path, nth: int, done: bool) -> None:
    repository = await killed_at(tmp_path, Cut(nth, done), weekly, noted)
    titles = sorted(issue.title for issue in repository.issues)
    assert titles == [f"Meeting {TODAY + timedelta(days=2)}", "order the rope", "paint the wall"]
    (issue,) = (one for one in repository.issues if one.title.startswith("Meeting"))
    assert (issue.body or "").count("order the rope") == 1
