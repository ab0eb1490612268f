"""`duly doctor`: what is wrong with a set-up, and what to do about it.

It looks at credentials, permissions, deliveries, the clock, and the config of a repository. It reads only. Each finding says
what was seen and, where something is wrong, what to do.
"""

import asyncio
import email.utils
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import aiohttp
import click

from bot.cli.common.environment import read_settings
from bot.core.config.schema import PATH, Config
from bot.core.model.questions import Assignable, LabelNames
from bot.core.model.snapshot import Snapshot
from bot.core.text.plural import counted
from bot.github import manifest
from bot.github.client import GitHub
from bot.github.errors import GitHubError
from bot.github.installations import AppApi
from bot.logs.setup import set_up
from bot.settings import Settings, SettingsError

CLOCK = 30.0
"""Seconds by which this machine's clock may differ from GitHub's: an App's tokens are refused at 60."""
DELIVERIES = 30
"""The newest deliveries that are looked at."""

USES = {
    "checks": "the plan is shown in the log only",
    "contents": "nothing is committed: text to paste is posted instead",
    "issues": "no issue can be opened, so Duly does nothing",
    "metadata": "the roles of people are unknown, so no command is run",
    "pull_requests": "commands on pull requests get no reply",
}
"""What is missing without a permission."""

NEEDED = frozenset({"issues", "metadata"})
"""Permissions without which Duly does nothing."""


class Grade(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was seen, and `remedy`, what to do where it is not in order."""

    grade: Grade
    what: str
    remedy: str = ""


COLOURS = {Grade.OK: "green", Grade.WARNING: "yellow", Grade.FAILED: "red"}


@click.command("doctor")
@click.argument("repository", metavar="[OWNER/REPO]", required=False)
def command(repository: str | None) -> None:
    """Check credentials, permissions, deliveries, clock and, with OWNER/REPO, its config, people and labels.

    Reads only. The exit code is 1 where something failed.
    """
    settings = read_settings()
    # Failures are in the findings; the log is shown on request only.
    set_up(settings.log_level if "LOG_LEVEL" in os.environ else "critical", sys.stderr, settings.secrets)
    failed = asyncio.run(_show(settings, repository))
    sys.exit(1 if failed else 0)


async def _show(settings: Settings, repository: str | None) -> bool:
    """Print each finding as it comes; whether one failed."""
    failed = False
    async for finding in examine(settings, repository):
        failed |= finding.grade is Grade.FAILED
        _print(finding)
    return failed


def _print(finding: Finding) -> None:
    click.echo(f"{click.style(finding.grade.value.ljust(8), fg=COLOURS[finding.grade])}{finding.what}")
    if finding.remedy:
        click.echo(f"{' ' * 8}→ {finding.remedy}")


async def examine(
    settings: Settings, repository: str | None, now: Callable[[], float] = time.time
) -> AsyncIterator[Finding]:
    """The findings, in the order in which they matter; without working credentials only the first ones."""
    if settings.app_id or settings.github_token:
        yield _public_url(settings)
    try:
        async with GitHub(settings) as github:
            identity = await github.identity()
            accounts = (
                "" if identity.installations is None else f", installed on {counted(identity.installations, 'account')}"
            )
            yield Finding(Grade.OK, f"GitHub accepts these credentials as {identity.login}{accounts}")
            yield await _clock(settings, now)
            if github.app:
                async for finding in _app(github.app):
                    yield finding
            if repository:
                async for finding in _repository(github, repository):
                    yield finding
    except (SettingsError, GitHubError) as error:
        yield Finding(
            Grade.FAILED,
            str(error),
            "check APP_ID with PRIVATE_KEY, or GITHUB_TOKEN, and GITHUB_API_URL; then the clock",
        )


def _public_url(settings: Settings) -> Finding:
    if not settings.app_id:
        return Finding(Grade.OK, "a token does the work, so no webhook is needed for `duly sync`")
    if not settings.public_url:
        return Finding(
            Grade.WARNING, "PUBLIC_URL is not set", "set it to the address under which GitHub reaches this server"
        )
    if urlsplit(settings.public_url).scheme != "https":
        return Finding(
            Grade.WARNING, "PUBLIC_URL is not https", "GitHub signs webhooks, and does not encrypt them: use https"
        )
    return Finding(Grade.OK, f"webhooks are expected at {settings.public_url}/webhook")


async def _clock(settings: Settings, now: Callable[[], float]) -> Finding:
    """The clock against GitHub's, by the date of any answer."""
    timeout = aiohttp.ClientTimeout(total=30)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"{settings.github_api_url}/rate_limit") as answer,
        ):
            off = now() - email.utils.parsedate_to_datetime(answer.headers.get("Date", "")).timestamp()
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Finding(Grade.WARNING, f"the clock was not compared with GitHub's: {error}", "run `duly doctor` again")
    if abs(off) > CLOCK:
        way = "ahead" if off > 0 else "behind"
        remedy = "set it by NTP: GitHub refuses tokens with a wrong time"
        return Finding(Grade.FAILED, f"the clock is {abs(off):.0f} seconds {way}", remedy)
    return Finding(Grade.OK, "the clock agrees with GitHub's")


async def _app(app: AppApi) -> AsyncIterator[Finding]:
    registered = await app.registration()
    known = manifest.template()
    for name, wanted in manifest.mapping(known["default_permissions"]).items():
        has = registered.permissions.get(name, "none")
        if has == wanted or (has, wanted) == ("write", "read"):
            continue
        blind = (name, has) == ("contents", "none")
        without = "no note can be read, so Duly does nothing" if blind else USES[name]
        grade = Grade.FAILED if blind or name in NEEDED else Grade.WARNING
        remedy = f"grant `{name}: {wanted}` in the App's settings; until then {without}"
        yield Finding(grade, f"the App has `{name}: {has}`", remedy)
    wanted_events = known["default_events"]
    assert isinstance(wanted_events, list)
    for event in wanted_events:
        if event not in registered.events:
            yield Finding(
                Grade.WARNING, f"the App does not get the event `{event}`", "subscribe to it in the App's settings"
            )
    yield await _deliveries(app)


async def _deliveries(app: AppApi) -> Finding:
    newest = await app.newest_deliveries(DELIVERIES)
    arrived = {one.guid for one in newest if 200 <= one.status_code < 300}
    # The earlier tries of a delivery that arrived at last have failed as well.
    failed = [one for one in newest if one.guid not in arrived]
    if not newest:
        return Finding(
            Grade.WARNING, "GitHub has delivered no webhook yet", "check the webhook's address in the App's settings"
        )
    if not failed:
        return Finding(Grade.OK, f"the last {counted(len(arrived), 'delivery', 'deliveries')} arrived")
    last = failed[0]
    remedies = {
        401: "WEBHOOK_SECRET differs from the secret in the App's settings",
        413: "a proxy in front of the server limits bodies; GitHub sends up to 25 MB",
    }
    remedy = remedies.get(last.status_code, "is the server running, and does its address end with /webhook?")
    grade = Grade.FAILED if newest[0] in failed else Grade.WARNING
    answer = f"HTTP {last.status_code}" if last.status_code else "no answer"
    lost, sent = (len({one.guid for one in items}) for items in (failed, newest))
    return Finding(grade, f"{lost} of the last {counted(sent, 'delivery', 'deliveries')} failed ({answer})", remedy)


async def _repository(github: GitHub, full_name: str) -> AsyncIterator[Finding]:
    repository = await github.repository(full_name)
    snapshot = await repository.snapshot()
    for problem in snapshot.problems:
        yield Finding(Grade.FAILED if problem.serious else Grade.WARNING, str(problem), "correct it in the repository")
    config = snapshot.config
    if config is None:
        if not snapshot.problems:
            yield Finding(
                Grade.WARNING, f"{full_name} has no `{PATH}` on its default branch", "add one; it may be empty"
            )
        return
    yield Finding(
        Grade.OK,
        f"{full_name}: {counted(len(snapshot.notes), 'note')}, {counted(len(snapshot.issues), 'issue')} of Duly's",
    )
    questions = frozenset({LabelNames(), *(Assignable(login) for login in _logins(config))})
    snapshot = await repository.answer(snapshot, questions)
    for finding in (*_people(snapshot, config), *_labels(snapshot, config)):
        yield finding


def _logins(config: Config) -> tuple[str, ...]:
    """The logins that the config names, in lower case."""
    return tuple(sorted({person.login.lower() for persons in config.people.values() for person in persons}))


def _people(snapshot: Snapshot, config: Config) -> Iterable[Finding]:
    strangers = [login for login in _logins(config) if not snapshot.answers.get(Assignable(login))]
    if strangers:
        yield Finding(
            Grade.WARNING,
            f"cannot be assigned: {', '.join(strangers)}",
            "give them access, or correct `people`; until then their issues are opened unassigned and mention them once",
        )
    elif config.people:
        yield Finding(Grade.OK, f"all {counted(len(_logins(config)), 'person', 'people')} of `people` can be assigned")


def _labels(snapshot: Snapshot, config: Config) -> Iterable[Finding]:
    known = {label.casefold() for label in snapshot.label_names}
    new = [
        label for label in (*config.labels, *(team.label for team in config.subteams)) if label.casefold() not in known
    ]
    if new:
        yield Finding(Grade.OK, f"labels that the first issue creates: {', '.join(new)}")
