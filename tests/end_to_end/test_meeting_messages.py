"""One message before a meeting, and one comment on each issue that the agenda of the last one links."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.jobs.meetings.messages import MOST_COMMENTS
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import Comment
from bot.sandbox.github.state.repository import Repository
from tests.support.contract import violations
from tests.support.duly import PEOPLE, Hurry, Stage, staged

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


@pytest.mark.parametrize("series", ["notes/*.md", "crane/*.md"])
async def test_the_message_in_the_issue_names_the_note_that_duly_prepares(tmp_path: Path, series: str) -> None:
    """And not that of another series that meets on this day."""
    hurry = Hurry()
    hurry.leapt += (datetime(2031, 3, 1, 12, tzinfo=UTC) - hurry.utc()).total_seconds()
    config = CONFIG.format(wanted="digest: 48").replace("agenda}", f"agenda, series: {series}}}")
    config += "notes: [notes/*.md, crane/*.md]\nnext: {every: 2 weeks}\n"
    async with staged(tmp_path, config=config, hurry=hurry) as stage:
        await stage.push(
            {"notes/2031-02-26.md": note(*LINES), "crane/2031-02-26.md": note("* [ ] (Ada) oil the crane")}
        )
        number = stage.repository.open_issue("Meeting 2031-03-12", "See you.", by="bea", labels=("agenda",)).number
        await stage.rest()
        hurry.leapt += timedelta(days=10).total_seconds()
        await look(stage)
        await look(stage)
        (pull,) = stage.pulls
        (said,) = talk(stage, number, "digest")
        assert (f"\n\nIts note is prepared in #{pull.number}.\n\n" in said.body) is (series == "notes/*.md")
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


TIMES = [
    pytest.param("Meeting {day} 17:00 UTC", "See you.", "", "17:00", id="title"),
    pytest.param("Meeting {day}", "Time: 5pm UTC", "", "17:00", id="a line of the body"),
    pytest.param("Meeting {day}", "Date: {day} 9:00-10:00 (UTC-8)", "", "17:00", id="behind the date, in another zone"),
    pytest.param(
        "Meeting {day}", "See you.", "next: {every: 17 weeks 17:00 UTC, days_before: 0}\n", "17:00", id="next"
    ),
    pytest.param("Meeting {day}", "Time: 17:00 XYZ", "", "", id="a zone that nobody knows"),
]


@pytest.mark.parametrize(("title", "body", "config", "clock"), TIMES)
async def test_the_hours_count_from_the_time_of_the_meeting(
    tmp_path: Path, title: str, body: str, config: str, clock: str
) -> None:
    hurry = Hurry()
    hurry.leapt += (datetime(2031, 3, 1, 12, tzinfo=UTC) - hurry.utc()).total_seconds()
    last, coming = date(2031, 2, 26), date(2031, 3, 12)
    async with staged(tmp_path, config=CONFIG.format(wanted="digest: 4") + config, hurry=hurry) as stage:
        await stage.push({f"notes/{last}.md": note(*LINES)})
        texts = [text.format(day=coming) for text in (title, body)]
        number = stage.repository.open_issue(*texts, by="bea", labels=("agenda",)).number
        await stage.rest()
        # From when on the message is there, hour by hour. One that came earlier would be there at the first look.
        wanted = datetime(2031, 3, 12, 13, tzinfo=UTC) if clock else datetime(2031, 3, 11, 20, tzinfo=UTC)
        hurry.leapt += (wanted - timedelta(hours=1.5) - hurry.utc()).total_seconds()
        began = None
        for _ in range(4):
            await look(stage)
            if talk(stage, number, "digest"):
                began = hurry.utc()
                break
            hurry.leapt += 3600
        assert began is not None
        assert timedelta(0) <= began - wanted <= timedelta(hours=1)
        (said,) = talk(stage, number, "digest")
        assert (f"which begins on {coming} at {clock} UTC" in said.body) is bool(clock)


async def test_no_message_after_it_has_begun(tmp_path: Path) -> None:
    hurry = Hurry()
    hurry.leapt += (datetime(2031, 3, 1, 12, tzinfo=UTC) - hurry.utc()).total_seconds()
    async with staged(tmp_path, config=CONFIG.format(wanted="digest: 4"), hurry=hurry) as stage:
        await stage.push({"notes/2031-02-26.md": note(*LINES)})
        number = stage.repository.open_issue("Meeting 2031-03-12 17:00 UTC", "", by="bea", labels=("agenda",)).number
        await stage.rest()
        hurry.leapt += (datetime(2031, 3, 12, 17, 30, tzinfo=UTC) - hurry.utc()).total_seconds()
        await look(stage)
        assert talk(stage, number, "digest") == []


async def test_a_meeting_that_was_moved_after_its_message_gets_no_second_one(tmp_path: Path) -> None:
    hurry = Hurry()
    last, coming = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="digest: 48"), hurry=hurry) as stage:
        await stage.push({f"notes/{last}.md": note(*LINES)})
        number = stage.repository.open_issue(f"Meeting {coming}", "", by="bea", labels=("agenda",)).number
        await stage.rest()
        hurry.leapt += timedelta(days=9).total_seconds()
        await look(stage)
        stage.repository.edit_issue(number, by="bea", title=f"Meeting {coming + timedelta(days=1)}")
        await stage.rest()
        await look(stage)
        assert len(talk(stage, number, "digest")) == 1


def another(stage: Stage, name: str = "harbour/crane", *, installed: bool = True) -> Repository:
    """Another repository, with one issue."""
    made = stage.sandbox.create_repository(name, collaborators=PEOPLE, files={"README.md": "x"}, installed=installed)
    made.open_issue("It creaks", by="bea")
    return made


async def test_issues_of_other_repositories_of_the_installation(tmp_path: Path) -> None:
    hurry = Hurry()
    last, _ = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="discussed: true"), hurry=hurry) as stage:
        sandbox = stage.sandbox
        crane, alone, far = (
            another(stage),
            another(stage, "harbour/alone", installed=False),
            another(stage, "pier/lamps"),
        )
        crane.push({"README.md": "y"}, author="bea", branch="mend")
        crane.open_pull("Oil it", "mend", by="bea")
        agenda = (
            f"* harbour/crane#1\n* {sandbox.url}/harbour/alone/issues/1\n* pier/lamps#1\n"
            "* harbour/crane#99\n* harbour/crane#2\n* https://elsewhere.example/harbour/crane/issues/1"
        )
        await stage.push({f"notes/{last}.md": note(LINES[0], agenda=agenda)})
        (said,) = crane.issue(1).comments
        assert f"duly:comment discussed.{last}.harbour/notes" in said.body
        assert f"Discussed on {last}: [minutes]({sandbox.url}/harbour/notes/blob/" in said.body
        assert [alone.issue(1).comments, far.issue(1).comments] == [[], []]
        summary = (stage.repository.checks[-1].summary or "").replace("\u200b", "")
        assert (
            f"harbour/alone#1 was on the agenda of {last} and gets no comment: Duly is not installed there" in summary
        )
        assert f"pier/lamps#1 was on the agenda of {last} and gets no comment" in summary
        assert f"harbour/crane#99 was on the agenda of {last} and gets no comment: there is no such issue" in summary
        assert f"harbour/crane#2 was on the agenda of {last} and gets no comment: it is a pull request" in summary
        calls = len(sandbox.recorder)
        await look(stage)
        listed = [path for _, path in sandbox.recorder.calls()[calls:] if path.startswith("/installation/repositories")]
        assert len(listed) == 1, "once for all issues that are left out"
        assert stage.repository.checks[-1].conclusion == "success"
        await look(stage)
        await stage.look()
        assert len(crane.issue(1).comments) == 1
        assert violations(sandbox) == []


@pytest.mark.parametrize("where", ["harbour/notes", "harbour/crane"])
async def test_a_comment_that_github_refuses_is_named_once(tmp_path: Path, where: str) -> None:
    hurry = Hurry()
    last, _ = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="discussed: true"), hurry=hurry) as stage:
        crane = another(stage)
        number = (stage.repository if where == "harbour/notes" else crane).open_issue("The lamp", by="bea").number
        path = f"{where}/issues/{number}/comments$"
        refusal = Fault(what=What.ERROR, method="POST", path=path, status=403, times=None)
        stage.sandbox.faults.on(refusal)
        await stage.push({f"notes/{last}.md": note(LINES[0], agenda=f"* {where}#{number}")})
        said = f"#{number} was on the agenda of {last} and gets no comment: GitHub answered: "
        assert said in (stage.repository.checks[-1].summary or "").replace("\u200b", "")
        await look(stage)
        await stage.look()
        assert stage.sandbox.faults.struck_by(refusal) == 1
        assert said not in (stage.repository.checks[-1].summary or "").replace("\u200b", "")


async def test_issues_that_get_no_comment_keep_none_from_the_others(tmp_path: Path) -> None:
    hurry = Hurry()
    last, _ = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="discussed: true"), hurry=hurry) as stage:
        crane = another(stage)
        away = [f"* adrift/boat#{number}" for number in range(1, MOST_COMMENTS + 2)]
        await stage.push({f"notes/{last}.md": note(LINES[0], agenda="\n".join([*away, "* harbour/crane#1"]))})
        assert len(crane.issue(1).comments) == 1
        summary = (stage.repository.checks[-1].summary or "").replace("\u200b", "")
        assert all(f"adrift/boat#{number} was on" in summary for number in range(1, MOST_COMMENTS + 2))


async def test_private_minutes_are_not_named_in_public(tmp_path: Path) -> None:
    hurry = Hurry()
    last, _ = days(hurry)
    async with staged(tmp_path, config=CONFIG.format(wanted="discussed: true"), hurry=hurry) as stage:
        crane = another(stage)
        stage.repository.state.private = True
        await stage.push({f"notes/{last}.md": note(LINES[0], agenda="* harbour/crane#1")})
        assert crane.issue(1).comments == []
        assert "these notes are private" in (stage.repository.checks[-1].summary or "")
