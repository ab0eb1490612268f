"""kill -9 at each write of the next meeting's note: it is opened once, and its pull request too."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository
from tests.end_to_end.test_kill_steps import kept, killed_at
from tests.support.duly import CONFIG, NAME, PEOPLE
from tests.support.server import Cut

NOTE = "# {day}\n\n## Action items\n\n* [ ] (Ada) paint the wall\n"
TODAY = datetime.now(UTC).date()
NEXT = TODAY + timedelta(days=2)


def weekly(sandbox: Sandbox) -> Repository:
    """A series that meets in two days."""
    files = {CONFIG: "board: false\nnext: {every: week}\npeople: {Ada: ada}\n"}
    return sandbox.create_repository(NAME, collaborators=PEOPLE, files=files)


def noted(_: Sandbox, repository: Repository) -> None:
    day = TODAY - timedelta(days=5)
    repository.push({f"notes/{day}.md": NOTE.format(day=day)}, author="ada")


@pytest.mark.kill
@pytest.mark.parametrize(("nth", "done"), [pytest.param(0, False, id="no kill"), *kept(6)])
async def test_the_next_note_is_opened_once(tmp_path: Path, nth: int, done: bool) -> None:
    repository = await killed_at(tmp_path, Cut(nth, done), weekly, noted, lag=False)
    pulls = [issue for issue in repository.state.issues.values() if issue.pull]
    assert [pull.pull.head for pull in pulls if pull.pull] == [f"duly/next-{NEXT}"]
    text = repository.read(f"notes/{NEXT}.md", f"duly/next-{NEXT}") or ""
    assert text.startswith(f"# {NEXT}\n") and text.count("paint the wall [#1](") == 1
    assert [issue.title for issue in repository.issues] == ["paint the wall"]
