"""Checks of what people see. Each gives a step of a scene that changes nothing."""

import re

from bot.sandbox.github.state.records import Issue
from tests.end_to_end.scenes.scene import Step
from tests.support.duly import Stage


def quietly(step: Step) -> Step:
    """The step, after which Duly writes nothing but its check run: nothing of this concerns it."""

    async def play(stage: Stage) -> None:
        writes = stage.writes()
        await step(stage)
        await stage.rest()
        assert [path for _, path in stage.repository.writes[writes:] if not path.endswith("/check-runs")] == []

    return play


def sees(*shown: str) -> Step:
    """All issues, each as `#1 open @ada [action-item] its title`; closed ones with the reason."""

    async def look(stage: Stage) -> None:
        assert [show(each) for each in stage.repository.issues] == list(shown)

    return look


def show(issue: Issue) -> str:
    """An issue in one line."""
    state = issue.state if issue.state == "open" else f"closed as {(issue.state_reason or '').replace('_', ' ')}"
    people = " ".join(f"@{person.login}" for person in issue.assignees) or "nobody"
    names = ", ".join(sorted(label.name for label in issue.labels))
    return f"#{issue.number} {state} {people} [{names}] {issue.title}"


def says(number: int, *texts: str) -> Step:
    """The body of an issue holds each of these."""

    async def look(stage: Stage) -> None:
        body = stage.repository.issue(number).body or ""
        assert [text for text in texts if text not in body] == [], body

    return look


def hides(number: int, *texts: str) -> Step:
    """The body of an issue holds none of these."""

    async def look(stage: Stage) -> None:
        body = stage.repository.issue(number).body or ""
        assert [text for text in texts if text in body] == [], body

    return look


def boxes(number: int, *shown: str) -> Step:
    """The boxes in an issue's body, each as `[x] text`."""

    async def look(stage: Stage) -> None:
        found = re.findall(r"^- (\[.\] .*?) <!-- duly:box", stage.repository.issue(number).body or "", re.MULTILINE)
        assert found == list(shown)

    return look


def marked(number: int) -> Step:
    """The issue has one marker, in its first line."""

    async def look(stage: Stage) -> None:
        body = stage.repository.issue(number).body or ""
        assert body.startswith("<!-- duly:1 {") and body.count("<!-- duly:1") == 1, body

    return look


def comments(number: int, count: int) -> Step:
    """So many comments of Duly's stand on an issue."""

    async def look(stage: Stage) -> None:
        found = stage.repository.issue(number).comments
        assert sum(one.user.login == stage.sandbox.bot_login for one in found) == count

    return look


def report(conclusion: str, *texts: str) -> Step:
    """The newest check run stands on the newest commit, with this conclusion and these texts."""

    async def look(stage: Stage) -> None:
        run = stage.repository.checks[-1]
        assert (run.head_sha, run.conclusion) == (stage.repository.head, conclusion)
        shown = f"{run.title}\n{run.summary}\n" + "\n".join(one.message for one in run.annotations)
        assert [text for text in texts if text not in shown] == [], shown

    return look


def no_report() -> Step:
    """The newest commit has no check run."""

    async def look(stage: Stage) -> None:
        assert [run for run in stage.repository.checks if run.head_sha == stage.repository.head] == []

    return look


def colour(name: str, expected: str) -> Step:
    """The colour of a label: grey (`ededed`) is one that GitHub had to make."""

    async def look(stage: Stage) -> None:
        assert stage.repository.state.labels[name].color == expected

    return look
