"""One message before a meeting, and one comment on each issue that the agenda of the last one links."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.sandbox.github.state.records import Comment
from tests.support.contract import violations
from tests.support.duly import Hurry, Stage, staged

CONFIG = "meetings: {{issues: {{label: agenda}}, {wanted}}}\npeople: {{Ada: ada, Bea: bea}}\n"
LINES = (
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (Bea) order the rope for spring",
    "* [ ] (Zoe) oil the gate",
    "* [ ] count the buoys",
)


def note(*lines: str, agenda: str = "* the lamp") -> str:
    return f"## Agenda\n\n{agenda}\n\n## Action items\n\n" + "\n".join(lines) + "\n"


def talk(stage: Stage, number: int, key: str) -> list[Comment]:
    return [one for one in stage.repository.issue(number).comments if f"duly:comment {key}" in one.body]


async def look(stage: Stage) -> None:
    """Something happens, and Duly syncs."""
    await stage.push({"README.md": (stage.repository.read("README.md") or "") + "!"})


def days(hurry: Hurry) -> tuple[date, date]:
    """A meeting a week ago, and one in ten days."""
    today = hurry.utc().date()
    return today - timedelta(days=7), today + timedelta(days=10)


@pytest.mark.parametrize("place", ["issue", "pull request"])
async def test_one_message_before_a_meeting(tmp_path: Path, place: str) -> None:
    hurry = Hurry()
    last, coming = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="digest: 48"), hurry=hurry) as stage:
        await stage.push({f"notes/{last}.md": note(*LINES)})
        if place == "issue":
            number = stage.repository.open_issue(f"Meeting {coming}", "See you.", by="bea", labels=("agenda",)).number
        else:
            stage.repository.push({f"notes/{coming}.md": note()}, author="bea", branch="next")
            number = stage.repository.open_pull("The next note", "next", by="bea").number
        stage.repository.close_issue(2, by="bea")
        await stage.rest()
        assert talk(stage, number, "digest") == []
        hurry.leapt += timedelta(days=9).total_seconds()
        await look(stage)
        (said,) = talk(stage, number, "digest")
        assert (
            f"**Before the meeting of {coming}**: 3 open items, 1 without an owner, 1 closed since {last}." in said.body
        )
        assert [line for line in said.body.splitlines() if line.startswith("**")][1:] == [
            "**`ada`**",
            "**zoe**",
            "**Nobody owns**",
            f"**Closed since {last}**",
        ]
        assert "@" not in said.body
        await look(stage)
        await look(stage)
        assert len(talk(stage, number, "digest")) == 1
        assert violations(stage.sandbox) == []


async def test_two_meetings_of_one_day_get_a_message_each(tmp_path: Path) -> None:
    hurry = Hurry()
    last, coming = days(hurry)
    config = "meetings: {issues: [{label: docs, series: docs}, {label: infra, series: infra}], digest: 48}\npeople: {Ada: ada}\n"
    async with staged(tmp_path, config=config, hurry=hurry) as stage:
        numbers = []
        for label, line in (("docs", "* [ ] (Ada) write the guide"), ("infra", "* [ ] (Ada) order the rack")):
            stage.repository.open_issue(f"Meeting {last}", note(line), by="bea", labels=(label,))
            numbers.append(
                stage.repository.open_issue(f"Meeting {coming}", "See you.", by="bea", labels=(label,)).number
            )
        await stage.rest()
        hurry.leapt += timedelta(days=9).total_seconds()
        for _ in range(3):
            await look(stage)
        said = [talk(stage, number, "digest") for number in numbers]
        assert [len(each) for each in said] == [1, 1]
        assert ["guide" in each[0].body for each in said] == [True, False]
        assert ["rack" in each[0].body for each in said] == [False, True]


NO_MESSAGE = [
    pytest.param("digest: off", "", "open", id="not asked for"),
    pytest.param("digest: 2", "", "open", id="too early"),
    pytest.param("digest: 48", "", "closed", id="the meeting was called off"),
    pytest.param("digest: 48", "x", "open", id="nothing is open"),
]


@pytest.mark.parametrize(("wanted", "box", "state"), NO_MESSAGE)
async def test_no_message(tmp_path: Path, wanted: str, box: str, state: str) -> None:
    hurry = Hurry()
    last, _ = days(hurry)
    # In the middle of a day, so that a meeting of the day after tomorrow is more than two hours away.
    coming = hurry.utc().date() + timedelta(days=2)
    lines = [line.replace("[ ]", f"[{box or ' '}]") for line in LINES]
    async with staged(tmp_path, config=CONFIG.format(wanted=wanted), hurry=hurry) as stage:
        await stage.push({f"notes/{last}.md": note(*lines)})
        number = stage.repository.open_issue(f"Meeting {coming}", "See you.", by="bea", labels=("agenda",)).number
        if state == "closed":
            stage.repository.close_issue(number, by="bea")
        await stage.rest()
        await look(stage)
        assert talk(stage, number, "digest") == []


async def test_what_was_on_the_agenda_gets_one_comment(tmp_path: Path) -> None:
    hurry = Hurry()
    last, coming = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="discussed: true"), hurry=hurry) as stage:
        lamp = stage.repository.open_issue("The lamp is dim", by="bea").number
        rope = stage.repository.open_issue("A new rope", by="bea").number
        old = stage.repository.open_issue("The old crane", by="bea").number
        agenda = f"* the lamp #{lamp}\n* https://github.com/harbour/notes/issues/{rope}\n* other/repo#{old}"
        text = note(f"* [ ] (Ada) paint the wall, see #{old}", agenda=agenda)
        await stage.push({f"notes/{last}.md": text, f"notes/{coming}.md": note(agenda=f"* #{old}")})
        for number in (lamp, rope):
            (said,) = talk(stage, number, "discussed")
            assert f"Discussed on {last}: [minutes](" in said.body
            assert f"/notes/{last}.md)" in said.body
        assert talk(stage, old, "discussed") == []
        calls = len(stage.sandbox.recorder)
        await look(stage)
        assert len(talk(stage, lamp, "discussed")) == 1
        assert not [path for _, path in stage.sandbox.recorder.calls()[calls:] if path.endswith(f"/issues/{lamp}")]


async def test_an_agenda_in_an_issue_and_minutes_in_a_file(tmp_path: Path) -> None:
    hurry = Hurry()
    last, _ = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="discussed: true"), hurry=hurry) as stage:
        lamp = stage.repository.open_issue("The lamp is dim", by="bea").number
        await look(stage)
        stage.repository.open_issue(f"Meeting {last}", note(agenda=f"* #{lamp}"), by="bea", labels=("agenda",))
        stage.repository.push({f"notes/{last}.md": note(LINES[0], agenda="* all of it")}, author="ada")
        await stage.rest()
        assert [f"/notes/{last}.md)" in one.body for one in talk(stage, lamp, "discussed")] == [True]
