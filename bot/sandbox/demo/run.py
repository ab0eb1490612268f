"""The demo: the sandbox, the bot as a child process, and notes that are pushed one by one."""

import asyncio
import json
import signal
from dataclasses import dataclass
from pathlib import Path

from bot.core.config.schema import PATH as CONFIG
from bot.core.text.plural import counted
from bot.sandbox.demo import child
from bot.sandbox.demo.bot_log import Line
from bot.sandbox.demo.child import Bot
from bot.sandbox.demo.community import Community, from_folder, sample
from bot.sandbox.demo.page import site
from bot.sandbox.demo.screen import Screen
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.repository import Repository


@dataclass(frozen=True, slots=True)
class Options:
    """The options of the command line. `notes` None: the sample; `once`: stop after the last note."""

    notes: Path | None = None
    config: Path | None = None
    port: int = 0
    once: bool = False


def community(options: Options) -> Community:
    """The community to use. NoCommunity if its folder cannot be used."""
    return from_folder(options.notes, options.config) if options.notes else sample()


async def run(options: Options) -> None:
    """Run the demo until Ctrl-C or SIGTERM or, with `once`, until the last note is synced. BotFailed if the bot fails."""
    story = asyncio.current_task()
    assert story is not None
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, story.cancel)
    try:
        await _play(options, community(options))
    except asyncio.CancelledError:
        # By a signal. Everything was stopped while the exception passed.
        return
    finally:
        for one in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(one)


async def _play(options: Options, subject: Community) -> None:
    sandbox = Sandbox()
    log = site.attach(sandbox)
    async with sandbox.serve(options.port) as url:
        repository = _make(sandbox, subject)
        screen = Screen(repository)
        screen.say(f"{subject.full_name}: {counted(len(subject.notes), 'note')} · GitHub stand-in at {url}", "bold")
        if not options.once:
            screen.page(url)

        def on_line(line: Line) -> None:
            screen.line(line)
            log.record(line)

        async with child.running(sandbox.app, url, on_line) as bot:
            sandbox.webhook_url = f"{bot.url}/webhook"
            for path, text in subject.notes:
                await _push(sandbox, repository, bot, screen, path, text)
            screen.summary()
            if not options.once:
                _invite(screen, sandbox, repository)
                await bot.process.wait()
                raise child.BotFailed(f"the bot ended with {bot.process.returncode}\n{bot.end_of_log()}")


def _make(sandbox: Sandbox, subject: Community) -> Repository:
    """The repository before the first note: config, people and their issues. The bot gets no webhooks about it."""
    people = dict.fromkeys(sorted(subject.people), "write")
    made = sandbox.create_repository(subject.full_name, collaborators=people, files={CONFIG: subject.config})
    for title in subject.issues:
        made.open_issue(title, by=min(subject.people))
    return made


async def _push(sandbox: Sandbox, repository: Repository, bot: Bot, screen: Screen, path: str, text: str) -> None:  # noqa: PLR0913, PLR0917 - everything that takes part
    screen.note(path)
    before = len(sandbox.recorder)
    author = min(repository.state.collaborators, default=None)
    commit = repository.push({path: text}, message=f"Notes: {path}", author=author)
    await sandbox.settled()
    await bot.done_with(commit)
    screen.done(path, len(sandbox.recorder) - before)


def _invite(screen: Screen, sandbox: Sandbox, repository: Repository) -> None:
    """Print how to go on by hand."""
    note = repository.files()[-1]
    token = sandbox.person(repository.state.owner.login)
    push = {"repository": repository.full_name, "files": {note: "the full text of the note"}, "message": "Tick a box"}
    screen.page(sandbox.url)
    screen.say("Running until Ctrl-C. To go on from another terminal:", "bold")
    screen.say(f"  curl {sandbox.url}/sandbox/push -d '{json.dumps(push)}'")
    screen.say(
        f"  curl -X PATCH {sandbox.url}/repos/{repository.full_name}/issues/1 -H 'Authorization: token {token}' -d '{{\"state\": \"closed\"}}'"
    )
    screen.say(f"  curl '{sandbox.url}/sandbox/events?after={len(sandbox.events)}'")
