"""The process beside the sandbox: comes up, is heard, and never stays behind."""

import sys
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.sandbox.demo import child
from bot.sandbox.demo.bot_log import Line
from bot.sandbox.demo.child import BotFailed
from bot.sandbox.demo.screen import Screen
from tests.support.sandbox import SandboxClient

STUB = (sys.executable, str(Path(__file__).with_name("stub_bot.py")))


async def test_the_output_of_the_bot_is_read_and_the_bot_is_stopped(client: SandboxClient) -> None:
    heard: list[Line] = []
    async with child.running(client.sandbox.app, client.sandbox.url, heard.append, STUB) as bot:
        client.sandbox.webhook_url = f"{bot.url}/webhook"
        commit = client.repo.push({"b.md": "b"})
        await bot.done_with(commit)
    assert bot.process.returncode is not None
    assert [line["event"] for line in heard] == ["applied", "said", "synced"]


async def test_the_bot_is_stopped_when_the_demo_fails(client: SandboxClient) -> None:
    with pytest.raises(RuntimeError, match="broken off"):
        async with child.running(client.sandbox.app, client.sandbox.url, lambda _: None, STUB) as bot:
            raise RuntimeError("broken off")
    assert bot.process.returncode is not None


async def test_a_bot_that_does_not_come_up_says_why(client: SandboxClient) -> None:
    with pytest.raises(BotFailed, match="no App, no bot"):
        async with child.running(client.sandbox.app, client.sandbox.url, lambda _: None, (*STUB, "die")):
            pytest.fail("it came up")


async def test_a_bot_that_ends_in_the_middle_is_noticed(client: SandboxClient) -> None:
    async with child.running(client.sandbox.app, client.sandbox.url, lambda _: None, STUB) as bot:
        bot.process.terminate()
        with pytest.raises(BotFailed, match="ended with"):
            await bot.done_with("0" * 40, patience=20)


async def test_a_wait_is_given_up(client: SandboxClient) -> None:
    async with child.running(client.sandbox.app, client.sandbox.url, lambda _: None, STUB) as bot:
        with pytest.raises(BotFailed, match="had not synced 0000000"):
            await bot.done_with("0" * 40, patience=0)


def test_changes_problems_and_warnings_are_printed_once(client: SandboxClient) -> None:
    console = Console(file=StringIO(), width=100)
    screen = Screen(client.repo, console)
    client.repo.open_issue("Oil [x]", labels=("docs",), assignees=("will",))
    screen.note("notes/2024-03-01.md")
    screen.line({"event": "applied", "change": "open", "number": 1, "title": "Oil [x]", "reason": "open in [b]"})
    screen.line({"event": "applied", "change": "comment", "number": 1, "reason": "an answer to a command"})
    screen.line({"event": "request", "level": "info"})
    screen.line({"event": "the job is dropped", "level": "warning", "reason": "deleted"})
    for _ in range(2):
        screen.line({"event": "synced", "first_problems": ["notes/2024-03-01.md:3: no login"]})
    screen.done("notes/2024-03-01.md", 7)
    screen.summary()
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert "● opened   #1 Oil [x] @will  docs" in shown
    assert "open in [b]" in shown
    assert "❝ commented #1" in shown
    assert "request" not in shown
    assert "! the job is dropped: deleted" in shown
    assert shown.count("? notes/2024-03-01.md:3: no login") == 1
    assert "1 opened, 1 commented · 7 calls" in shown
    assert "1 issue, 1 of them open" in shown
    assert "held" not in shown


def test_what_is_held_is_printed(client: SandboxClient) -> None:
    console = Console(file=StringIO(), width=100)
    screen = Screen(client.repo, console)
    for did in ("1 opened, 2 held", "2 held, 1 possible pair"):
        screen.line({"event": "synced", "did": did})
    screen.done("notes/2024-03-01.md", 7)
    screen.summary()
    assert isinstance(console.file, StringIO)
    shown = console.file.getvalue()
    assert "2 held · 7 calls" in shown
    assert "2 held: the newest check run on the page says why" in shown
