"""Bad days at GitHub: whatever fails on the way, nothing is lost, nothing doubled, and nobody else is held up."""

import re
from pathlib import Path

import pytest

from bot.core.marker import key_of
from bot.github.client import Waits
from bot.sandbox.faults import Fault, What
from bot.sandbox.repository import Repository
from bot.sandbox.state import Issue
from tests.stage import Hurry, Stage, staged

CONFIG = """
people: {Ada: ada, Bea: bea}
subteams: {docs: {label: team/docs, words: [manual]}}
"""
FIRST = (
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (Bea) write the manual of the crane",
    "* [ ] (Ada) mend the old buoy\n    * https://github.com/harbour/notes/issues/1",
)
SECOND = (
    "* [x] (Ada) paint the harbour wall green",
    "* [ ] (Bea) write the manual of the crane, with drawings",
    "* [x] (Ada) mend the old buoy\n    * https://github.com/harbour/notes/issues/1",
    "* [ ] (Bea) order new rope",
)
SHORT = Waits(answer=0.3)

STRIKES = {
    "token": ("POST", "/access_tokens$"),
    "app": ("GET", "/app$"),
    "tip": ("GET", "/git/ref/"),
    "tree": ("GET", "/git/trees/"),
    "blob": ("GET", "/git/blobs/"),
    "list": ("GET", "/issues$"),
    "linked issue": ("GET", r"/issues/\d+$"),
    "labels": ("GET", "/labels$"),
    "create label": ("POST", "/labels$"),
    "assignees": ("GET", "/assignees$"),
    "create": ("POST", "/issues$"),
    "patch": ("PATCH", r"/issues/\d+$"),
    "comments": ("GET", "/comments$"),
    "comment": ("POST", "/comments$"),
    "check run": ("POST", "/check-runs$"),
}
FAULTS: dict[str, dict[str, object]] = {
    "500": {"what": What.ERROR, "status": 500, "times": 4},
    "502 after it acted": {"what": What.ERROR, "status": 502, "acted": True},
    "503 for long": {"what": What.ERROR, "status": 503, "times": 12},
    "dropped": {"what": What.DROP, "times": 2},
    "dropped after it acted": {"what": What.DROP, "acted": True, "times": 4},
    "cut in its middle": {"what": What.CUT, "times": 2},
    "slow": {"what": What.SLOW, "acted": True, "seconds": 0.6},
    "token expired": {"what": What.EXPIRED},
    "used up": {"what": What.PRIMARY, "seconds": 1800},
    "used up, 429": {"what": What.PRIMARY, "status": 429, "seconds": 20},
    "too many": {"what": What.SECONDARY, "times": 3},
    "too many, 429 with retry-after": {"what": What.SECONDARY, "status": 429, "seconds": 90},
    "404 twice": {"what": What.MISSING, "times": 2},
    "every second one 404": {"what": What.MISSING, "times": 3, "each": 2},
}
HONEST = {("assignees", "404 twice"), ("assignees", "every second one 404")}
"""What cannot be told from the truth: there a 404 is an answer."""


async def play(stage: Stage) -> None:
    """Two meetings: issues are opened; then one is closed, one edited, one commented on, one more opened."""
    await stage.note("2024-03-05", *FIRST)
    await stage.note("2024-03-19", *SECOND)


def shown(issue: Issue) -> dict[str, object]:
    """What people see of an issue, ports and commits left out: they differ from day to day."""

    def text(body: str | None) -> str:
        return re.sub(r"127\.0\.0\.1:\d+|[0-9a-f]{40}", "X", re.sub(r"^<!-- duly:1 .*", "", body or ""))

    return {
        "number": issue.number,
        "title": issue.title,
        "body": text(issue.body),
        "key": key_of(issue.body or ""),
        "state": (issue.state, issue.state_reason),
        "labels": sorted(label.name for label in issue.labels),
        "assignees": sorted(user.login for user in issue.assignees),
        "comments": [(comment.user.login, text(comment.body)) for comment in issue.comments],
    }


def outcome(repository: Repository) -> object:
    labels = [(label.name, label.color) for label in repository.state.labels.values()]
    return [shown(issue) for issue in repository.issues], sorted(labels)


async def second_run(stage: Stage) -> list[tuple[str, str]]:
    """The writes of one more sync, check runs left out."""
    before = stage.writes()
    text = stage.repository.read("notes/2024-03-19.md") or ""
    await stage.push({"notes/2024-03-19.md": text + "\n"})
    return [write for write in stage.repository.writes[before:] if not write[1].endswith("/check-runs")]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """The outcome of a good day, once it is known."""
    return []


async def good_day(good: list[object], folder: Path) -> object:
    if not good:
        async with staged(folder, config=CONFIG, hurry=Hurry()) as stage:
            stage.repository.open_issue("The buoy leaks", by="ada")
            await play(stage)
            good.append(outcome(stage.repository))
    return good[0]


ROWS = [pytest.param(None, None, id="a good day")] + [
    pytest.param(strike, fault, id=f"{fault}-{strike}")
    for fault in FAULTS
    for strike in STRIKES
    if (strike, fault) not in HONEST
]


@pytest.mark.parametrize(("strike", "fault"), ROWS)
async def test_a_bad_day_ends_like_a_good_one(
    tmp_path: Path, good: list[object], strike: str | None, fault: str | None
) -> None:
    (tmp_path / "good").mkdir()
    expected = await good_day(good, tmp_path / "good")
    async with staged(tmp_path, config=CONFIG, hurry=Hurry(), waits=SHORT) as stage:
        stage.repository.open_issue("The buoy leaks", by="ada")
        if strike and fault:
            method, path = STRIKES[strike]
            stage.sandbox.faults.on(Fault(method=method, path=path, **FAULTS[fault]))  # type: ignore[arg-type]
        await play(stage)
        assert outcome(stage.repository) == expected
        assert await second_run(stage) == []
        assert fault is None or stage.sandbox.faults.struck
