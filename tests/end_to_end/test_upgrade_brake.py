"""The first sync after an upgrade of Duly: far more than usual waits for a person. By real HTTP."""

from pathlib import Path

import pytest

from bot.jobs import upgrade
from tests.support.duly import Stage, staged

NEW = [f"* [ ] inspect mooring post number {n} for rust" for n in range(6)]


def opened(stage: Stage) -> int:
    return len(stage.repository.issues)


async def test_a_flood_after_an_upgrade_waits_until_it_is_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(tmp_path) as stage:
        await stage.note("2024-03-05", "* [ ] paint the harbour wall green")
        monkeypatch.setattr(upgrade, "__version__", "999.0")
        await stage.note("2024-03-12", "* [ ] paint the harbour wall green", *NEW)
        assert opened(stage) == 1
        run = stage.repository.checks[-1]
        assert run.conclusion == "neutral"
        assert "Duly was upgraded since" in (run.summary or "")
        # Held again by the next push, until a person has looked.
        await stage.note("2024-03-19", "* [ ] paint the harbour wall green", *NEW)
        assert opened(stage) == 1
        stage.repository.comment(1, "ada", "/approve")
        await stage.rest()
        assert opened(stage) == 7


async def test_without_an_upgrade_nothing_is_held(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await stage.note("2024-03-05", "* [ ] paint the harbour wall green")
        await stage.note("2024-03-12", "* [ ] paint the harbour wall green", *NEW)
        assert opened(stage) == 7


async def test_a_quiet_sync_after_an_upgrade_ends_the_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with staged(tmp_path) as stage:
        await stage.note("2024-03-05", "* [ ] paint the harbour wall green")
        monkeypatch.setattr(upgrade, "__version__", "999.0")
        await stage.note("2024-03-12", "* [ ] paint the harbour wall green", NEW[0])
        await stage.note("2024-03-19", "* [ ] paint the harbour wall green", *NEW)
        assert opened(stage) == 7


async def test_what_is_held_for_another_reason_does_not_keep_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with staged(tmp_path) as stage:
        await stage.note("2024-03-05", "* [ ] paint the harbour wall green")
        monkeypatch.setattr(upgrade, "__version__", "999.0")
        held = {"notes/2024-03-12.md": "# 2024-03-12 - Notes by Gemini\n\n## Action items\n\n* [ ] order the rope\n"}
        await stage.push(held)
        assert stage.repository.checks[-1].conclusion == "neutral"
        await stage.note("2024-03-19", "* [ ] paint the harbour wall green", *NEW)
        assert opened(stage) == 7
