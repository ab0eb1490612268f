"""Five meetings by push, pull request, issue and comment: in order, and with every webhook twice and out of order.

The results are equal. Meetings that stand in issues, or some in files and some in issues, come to the same as those in files.
"""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import Issue
from tests.support.contract import CONTRACT, judge
from tests.support.duly import Hurry, Stage, staged
from tests.support.paths import CORPUS, need
from tests.support.post_office import PostOffice, post_office, rest
from tests.support.server import Served

REAL = ("2020-08-26", "2020-09-02", "2020-09-09")
FOURTH, FIFTH = "2020-09-23", "2020-10-07"
PEOPLE = {"ada": "write", "bea": "write", "cyd": "triage"}
TEMPLATE = "# {day} meeting\n\n## Agenda\n\n## Check in on previous action items\n"
_VOLATILE = re.compile(
    r'(?:http://)?127\.0\.0\.1:\d+|\b[0-9a-f]{40}\b|\b[0-9a-f]{7}(?=\])|"part":"\w+"|(?<=duly:comment )reply\.\S+'
)
"""Addresses of this run; SHAs, in which times stand; digests of these; keys of replies, which have the time of the comment."""

DOCKER = "Docker hub: work with dockerhub to see if we can get OSS status"


ISSUES = "meetings: {issues: {label: agenda, title: 'WG meeting {date}'}}\n"
SOURCES: Mapping[str, frozenset[str]] = {
    "files": frozenset(),
    "issues": frozenset({*REAL, FOURTH, FIFTH}),
    "both": frozenset({REAL[1], FOURTH}),
}
"""Name → the days of the meetings that stand in issues."""


_ONE = "/issues/[0-9]+$"
FAULTS = (
    Fault(what=What.DROP, method="PATCH", path=_ONE, acted=True, skip=2, each=5, times=6),
    Fault(what=What.DROP, method="PATCH", path=_ONE, skip=3, each=7, times=4),
    Fault(what=What.ERROR, method="POST", path="/(issues|comments)$", acted=True, skip=4, each=9, times=4),
    Fault(what=What.CUT, method="GET", path="/issues(/[0-9]+)?$", skip=6, each=8, times=6),
    Fault(what=What.SECONDARY, method="PATCH", path=_ONE, skip=1, seconds=1, times=1),
    Fault(what=What.LAG, method="GET", path="/issues$", seconds=4.0, each=3, times=None),
)
"""Answers that are lost after and before the write was done, cut off, or ask for a pause; and lists that lag."""


@dataclass(slots=True)
class Community:
    """People with meetings in files, or on some days in issues, who wait for Duly after each action."""

    stage: Stage | Served
    office: PostOffice | None
    in_issues: frozenset[str] = field(default=frozenset(), kw_only=True)
    ending: str = field(default="md", kw_only=True)
    """Of the names of files."""

    async def rest(self) -> None:
        """Wait until only second copies of webhooks are undelivered."""
        await rest(self.stage, self.office)

    async def push(self, day: str, text: str, branch: str | None = None) -> None:
        """Push a note, or write it into the issue of its meeting."""
        repository, issue = self.stage.repository, self.issue_of(day)
        if day not in self.in_issues:
            repository.push({self.path(day): text}, author="ada", branch=branch)
        elif issue is None:
            repository.open_issue(f"WG meeting {day}", text, by="ada", labels=("agenda",))
        else:
            repository.edit_issue(issue.number, by="ada", body=text)
        await self.rest()

    def path(self, day: str) -> str:
        """The file of a meeting."""
        return f"notes/{day}.{self.ending}"

    def issue_of(self, day: str) -> Issue | None:
        """The issue of a meeting."""
        return next((one for one in self.stage.repository.issues if one.title == f"WG meeting {day}"), None)

    async def propose(self, day: str, text: str, body: str = "") -> int:
        """Open the pull request of a note, or the issue of its meeting."""
        await self.push(day, text, branch=day)
        if issue := self.issue_of(day):
            return issue.number
        number = self.stage.repository.open_pull(f"Notes of {day}", day, body=body, by="ada").number
        await self.rest()
        return number

    async def say(self, number: int, words: str, by: str = "bea") -> None:
        """Comment."""
        self.stage.repository.comment(number, by, words)
        await self.rest()

    async def merge(self, number: int) -> None:
        """Merge a pull request."""
        if self.stage.repository.issue(number).pull:
            self.stage.repository.merge_pull(number, by="ada")
            await self.rest()

    def note(self, day: str, branch: str | None = None) -> str:
        """A note as it stands."""
        if issue := self.issue_of(day):
            return issue.body or ""
        return self.stage.repository.read(self.path(day), branch) or ""

    def number(self, title: str) -> int:
        """The issue of that title."""
        (found,) = (issue.number for issue in self.stage.repository.issues if issue.title == title)
        return found


def real(day: str) -> str:
    return (CORPUS / "conda-forge" / f"{day}.md").read_text(encoding="utf-8")


@asynccontextmanager
async def community(
    folder: Path, source: str, seed: int | None = None, *faults: Fault, ending: str = "md"
) -> AsyncIterator[Community]:
    """With a `seed` every webhook comes twice and out of order. With `faults` pauses are skipped."""
    days, hurry = SOURCES[source], Hurry() if faults else None
    config = f"notes: [notes/*.{ending}]\n" + (ISSUES if days else "")
    async with staged(folder, people=PEOPLE, config=config, hurry=hurry) as stage:
        # Duly sees the config.
        await stage.push({"README.md": "# The notes\n"})
        stage.sandbox.faults.on(*faults)
        if seed is None:
            yield Community(stage, None, in_issues=days, ending=ending)
            return
        assert stage.sandbox.webhook_url
        async with post_office(stage.sandbox.webhook_url, seed) as (office, address):
            stage.sandbox.webhook_url = address
            yield Community(stage, office, in_issues=days, ending=ending)


async def five_meetings(they: Community) -> None:
    """The story."""
    first, second, third = REAL
    await they.push(first, real(first))
    await _an_empty_template_that_the_real_note_overwrites(they, second)
    await _a_real_note_that_lacks_what_github_knows(they, third)
    await _a_block_that_people_go_on_with(they)
    await _hackmd(they)


async def _an_empty_template_that_the_real_note_overwrites(they: Community, day: str) -> None:
    pull = await they.propose(day, TEMPLATE.format(day=day))
    await they.say(pull, "Please fill it in.\n\n/carry")
    assert they.note(day, day).count("- [ ]") + they.note(day, day).count("* [ ]") >= 27
    await they.push(day, real(day), branch=day)
    await they.merge(pull)


async def _a_real_note_that_lacks_what_github_knows(they: Community, day: str) -> None:
    they.stage.repository.close_issue(they.number(DOCKER), by="bea")
    await they.rest()
    pull = await they.propose(day, real(day))
    await they.say(pull, "/carry")
    number = f"#{they.number(DOCKER)}" if day in they.in_issues else f"[#{they.number(DOCKER)}]("
    assert f"* [x] (JK) work with dockerhub to see if we can get OSS status {number}" in they.note(day, day)
    await they.merge(pull)


async def _a_block_that_people_go_on_with(they: Community) -> None:
    repository = they.stage.repository
    blog = they.number("write a blog post on CUDA stuff we discussed today")
    drone = they.number("open an issue on conda-smithy to investigate Drone issues. (ping the aarch team)")
    await they.say(blog, "/done")
    await they.say(drone, "/drop the vendor did it")
    lamp = repository.open_issue("The lamp in the hall is dim", by="cyd").number
    await they.rest()
    await they.say(lamp, "/carry", by="cyd")
    pull = await they.propose(FOURTH, TEMPLATE.format(day=FOURTH))
    await they.say(pull, "/carry\n\n/help")
    text = they.note(FOURTH, FOURTH)
    assert "The lamp in the hall is dim" in text
    assert f"#{they.number('schedule conda working group')}" in text
    text = text.replace("* [ ] (Kale) schedule", "* [x] (Kale) schedule") + "\n* [ ] (Ada) water the plants\n"
    await they.push(FOURTH, text, branch=FOURTH)
    await they.merge(pull)


async def _hackmd(they: Community) -> None:
    pull = await they.propose(FIFTH, TEMPLATE.format(day=FIFTH), body="Live copy: https://hackmd.io/@harbour/oct")
    await they.say(pull, "/carry")
    if FIFTH not in they.in_issues:
        assert they.note(FIFTH, FIFTH) == TEMPLATE.format(day=FIFTH)
    await they.say(pull, "/carry commit")
    assert "water the plants" in they.note(FIFTH, FIFTH)
    await they.merge(pull)


def state(they: Community) -> Mapping[str, object]:
    """All that people see: issues and pull requests with their talk, labels, and the notes' text."""
    repository = they.stage.repository
    issues = {number: seen(issue) for number, issue in sorted(repository.state.issues.items())}
    labels = {label.name: (label.color, label.description) for label in repository.state.labels.values()}
    return {
        "issues": issues,
        "labels": labels,
        "notes": {name: plain(repository.read(name) or "") for name in repository.files()},
    }


def seen(issue: Issue) -> tuple[object, ...]:
    talk = [
        (one.user.login, plain(one.body), sorted((by.user.login, by.content) for by in one.reactions))
        for one in issue.comments
    ]
    labels, people = {label.name for label in issue.labels}, {who.login for who in issue.assignees}
    return issue.title, issue.state, issue.state_reason, labels, people, plain(issue.body or ""), talk


def plain(text: str) -> str:
    """A text without what differs from run to run."""
    return _VOLATILE.sub("…", text)


def work(they: Community) -> Mapping[str, object]:
    """What became of the work: every issue but those of meetings, without numbers and places."""
    issues = (issue for issue in they.stage.repository.issues if not issue.title.startswith("WG meeting "))
    return {
        issue.title: (
            issue.state,
            issue.state_reason,
            {label.name for label in issue.labels},
            {who.login for who in issue.assignees},
        )
        for issue in issues
    }


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


Told = tuple[Mapping[str, object], Mapping[str, object]]
_TOLD: dict[str, Told] = {}
"""Source → how the story ends that is told in order."""


async def _in_order(folder: Path, source: str) -> Told:
    """As `_told`, in order and without faults: told once for all tests of this file."""
    if source not in _TOLD:
        _TOLD[source] = await _told(folder / f"in order, {source}", source, None)
    return _TOLD[source]


async def _told(folder: Path, source: str, seed: int | None, *faults: Fault) -> Told:
    """The end of the story; and everything that was delivered in it, delivered once more, changes nothing."""
    async with community(made(folder), source, seed, *faults) as they:
        await five_meetings(they)
        end = state(they)
        if they.office:
            written, sent = len(they.stage.repository.writes), len(they.office.all)
            await they.office.deliver(they.office.all)
            await they.rest()
            assert they.stage.repository.writes[written:] == []
            assert they.office.delivered >= 2 * sent
            assert state(they) == end
        assert all(they.stage.sandbox.faults.struck_by(fault) for fault in faults)
        if not faults:
            _judge(they, folder)
        return end, work(they)


def _judge(they: Community, folder: Path) -> None:
    """The traffic is as GitHub describes it."""
    if CONTRACT.exists():
        they.stage.sandbox.write_exchanges(folder / "said.jsonl")
        judge("validate.py", folder / "said.jsonl", "--app", "--quiet")
        they.stage.sandbox.write_deliveries(folder / "hooks.jsonl")
        secret = they.stage.sandbox.app.webhook_secret
        judge("validate_webhook.py", folder / "hooks.jsonl", "--app", "--secret", secret)


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES)
async def test_five_meetings_end_the_same_in_any_order_of_webhooks(tmp_path: Path, source: str) -> None:
    need(CORPUS)
    end, _ = await _in_order(tmp_path, source)
    for seed in (0, 1):
        assert (await _told(tmp_path / f"twice {seed}", source, seed))[0] == end


@pytest.mark.slow
@pytest.mark.parametrize("source", [name for name in SOURCES if name != "files"])
async def test_five_meetings_come_to_the_same_wherever_they_stand(tmp_path: Path, source: str) -> None:
    need(CORPUS)
    _, in_files = await _in_order(tmp_path, "files")
    _, found = await _in_order(tmp_path, source)
    assert found == in_files


@pytest.mark.slow
@pytest.mark.parametrize("source", SOURCES)
async def test_five_meetings_come_to_the_same_with_faults(tmp_path: Path, source: str) -> None:
    need(CORPUS)
    _, in_files = await _in_order(tmp_path, "files")
    _, found = await _told(tmp_path / "faults", source, None, *FAULTS)
    assert found == in_files
