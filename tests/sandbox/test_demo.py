"""`make run`, as a newcomer has it: the sandbox, the real bot beside it, every note pushed."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.core.config.schema import PATH as CONFIG
from bot.sandbox import Sandbox
from bot.sandbox.demo import child
from bot.sandbox.demo.community import sample
from tests.support.contract import delivery_violations, violations
from tests.support.paths import ROOT, SEED, need
from tests.support.process import run

DEMO = (sys.executable, "-m", "bot.sandbox")
WHERE = "import bot; from bot.cli.main import main; print(bot.__file__); main()"
"""`duly`, after a line that says which package it is."""
PLAIN = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


def play(*options: str) -> str:
    """What the demo prints from its start to its last note."""
    done = run("bot.sandbox", "--once", *options, env=PLAIN)
    assert done.code == 0, done.out + done.error
    return done.out


def test_the_sample_is_played_from_the_first_note_to_the_last() -> None:
    shown = play()
    assert len(re.findall(r"^notes/2024-\d\d-\d\d\.md", shown, re.MULTILINE)) >= 6
    for verb in ("opened", "closed", "reopened"):
        assert re.search(rf"{verb} +#\d+ ", shown), verb
    assert re.search(r"@adabrandt .*action-item", shown)
    assert "417 900" not in shown
    assert re.search(r"\d+ issues, \d+ of them open", shown)


async def test_all_that_bot_and_sandbox_say_is_as_github_says_it() -> None:
    subject, sandbox = sample(), Sandbox()
    async with sandbox.serve() as url:
        repository = sandbox.create_repository(subject.full_name, files={CONFIG: subject.config})
        for login in subject.people:
            repository.collaborate(login, "write")
        async with child.running(sandbox.app, url, lambda _: None) as bot:
            sandbox.webhook_url = f"{bot.url}/webhook"
            for path, text in subject.notes:
                commit = repository.push({path: text}, author="adabrandt")
                await sandbox.settled()
                await bot.done_with(commit)
            await sandbox.settled()
            repository.writes.clear()
            await bot.done_with(repository.push({path: f"{text}\nSee you in April.\n"}, author="adabrandt"))
    assert violations(sandbox) == []
    assert delivery_violations(sandbox) == []
    checks = f"/repos/{subject.full_name}/check-runs"
    assert [write for write in repository.writes if write != ("POST", checks)] == []
    assert not any(shown for _, shown in sandbox.archive_calls)


@pytest.mark.slow
def test_duly_demo_starts_the_same_from_an_installed_wheel(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    done = subprocess.run(
        [sys.executable, "-c", WHERE, "demo", "--once"],
        cwd=tmp_path,
        env={**PLAIN, "PYTHONPATH": str(tmp_path / "installed")},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.startswith(str(tmp_path / "installed"))
    assert re.search(r"\d+ issues, \d+ of them open", done.stdout)


@pytest.mark.slow
def test_a_note_of_any_community_is_played() -> None:
    need(SEED)
    assert len(re.findall(r"● opened", play("--notes", str(SEED)))) == 27


def test_a_folder_without_notes_is_wrong_usage(tmp_path: Path) -> None:
    done = run("bot.sandbox", "--notes", str(tmp_path), env=PLAIN)
    assert done.code == 2
    assert "no file in Markdown or reStructuredText there" in done.error


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "ending", [pytest.param(signal.SIGINT, id="Ctrl-C"), pytest.param(signal.SIGTERM, id="SIGTERM")]
)
def test_it_runs_until_a_signal_and_leaves_no_process_behind(ending: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "2024-01-01.md").write_text("## Action items\n\n* [ ] oil the crane\n")
    command = [*DEMO, "--notes", str(tmp_path)]
    with subprocess.Popen(command, env=PLAIN, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as demo:
        assert demo.stdout is not None
        shown = ""
        for line in demo.stdout:
            shown += line
            if "/sandbox/events" in line:
                break
        children = _children(demo.pid)
        demo.send_signal(ending)
        rest, errors = demo.communicate(timeout=60)
    assert (demo.returncode, errors) == (0, ""), shown + rest
    assert "● opened" in shown
    assert children
    assert not any(Path(f"/proc/{child}").exists() for child in children)


def _children(parent: int) -> list[int]:
    """The processes that a process started; needs /proc."""
    need(Path("/proc/self/task"))
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [int(number) for number in listed.split()]
