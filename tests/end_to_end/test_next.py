"""Duly makes the next meeting's note: five meetings of a community by the clock, with no edit by hand but the talk itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from bot.core.markdown.rst import LARGEST as LARGEST_RST
from bot.sandbox import Repository, Sandbox
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import Issue
from tests.support.contract import delivery_violations, violations
from tests.support.duly import CONFIG, PEOPLE, Hurry, Stage, beside, settings_of

TEMPLATE = """# Meeting {{ date.strftime("%Y-%m-%d") }}

## Attendees

| Name | Initials | GitHub ID |
|---|---|---|
|  |  |  |

## Agenda

-

## Action items

"""
FIRST = """# Meeting 2031-03-05

## Attendees

| Name | Initials | GitHub ID |
|---|---|---|
| Ada Lind | AL | ada |

## Agenda

- the harbour

## Action items

* [ ] (AL) paint the wall
* [ ] (AL) mend the pump
"""
EVERY = "notes: notes/*.md\nnext: {every: 2 weeks 17:00 UTC}\n"


@dataclass(slots=True)
class Scene(Stage):
    """Duly beside a repository, and a clock that is set to a day."""

    hurry: Hurry = field(kw_only=True)

    async def at(self, when: str) -> None:
        """Let it be this time, and let Duly look at everything twice, as it does every hour."""
        day = datetime.fromisoformat(when).replace(tzinfo=UTC)
        self.hurry.leapt += day.timestamp() - self.hurry.now()
        for _ in range(2):
            await self.look()

    @property
    def open(self) -> list[str]:
        """The branches of open pull requests."""
        return [issue.pull.head for issue in self.pulls if issue.pull and issue.state == "open"]

    def text(self, day: str, branch: str | None = None) -> str:
        return self.repository.read(f"notes/{day}.md", branch or f"duly/next-{day}") or ""

    def write(self, day: str, old: str, new: str, *, path: str = "", branch: str = "") -> None:
        """A person edits the note on its branch."""
        branch = branch or f"duly/next-{day}"
        path = path or f"notes/{day}.md"
        text = self.repository.read(path, branch) or ""
        assert old in text, text
        self.repository.push({path: text.replace(old, new, 1)}, author="ada", branch=branch)

    def close(self, title: str) -> None:
        """A person closes an issue."""
        number = next(issue.number for issue in self.repository.issues if issue.title == title)
        self.repository.close_issue(number, by="bea")


def before(day: str, *, days: float) -> str:
    """A time before noon of a day."""
    return (datetime.fromisoformat(f"{day}T12:00") - timedelta(days=days)).isoformat()


def a_scene(sandbox: Sandbox, config: str, files: dict[str, str]) -> Repository:
    given = {"notes/2031-03-05.md": FIRST, "notes/TEMPLATE.md": TEMPLATE, CONFIG: config} | files
    return sandbox.create_repository("harbour/notes", collaborators=PEOPLE, files=given)


@pytest_asyncio.fixture
async def scene(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    config, files = getattr(request, "param", (EVERY, {}))
    hurry = Hurry()
    hurry.leapt = datetime(2031, 3, 6, tzinfo=UTC).timestamp() - hurry.now()
    sandbox = Sandbox(clock=hurry.utc)
    async with sandbox.serve():
        repository = a_scene(sandbox, config, files)
        async with beside(sandbox, tmp_path, hurry) as queue:
            yield Scene(sandbox, repository, queue, settings_of(sandbox, sandbox.url), hurry=hurry)
        assert violations(sandbox) == []
        assert delivery_violations(sandbox) == []


WORK = {
    "2031-03-19": "order the rope",
    "2031-04-02": "write to the harbour master",
    "2031-04-16": "oil the crane",
    "2031-04-30": "count the lamps",
    "2031-05-14": "sell the old boat",
}
"""Day of a meeting → what somebody takes on there."""


async def test_five_meetings(scene: Scene) -> None:
    """Duly makes each note three days before; people only talk, close what is done, and merge."""
    await scene.at("2031-03-06T12:00")
    assert [issue.title for issue in scene.repository.issues] == ["paint the wall", "mend the pump"]
    done = ""
    for day, work in WORK.items():
        await scene.at(before(day, days=4))
        assert scene.open == [], "not before it is time"
        await scene.at(before(day, days=2))
        assert scene.open == [f"duly/next-{day}"]
        note = scene.text(day)
        assert note.startswith(f"# Meeting {day}\n")
        assert "paint the wall [#1](" in note
        assert not done or f"[x] (AL) {done} [#" in note
        scene.write(day, "## Action items\n\n", f"## Action items\n\n* [ ] (AL) {work}\n")
        await scene.at(f"{day}T18:00")
        scene.repository.merge_pull(scene.pulls[-1].number, by="ada")
        await scene.rest()
        done = work
        scene.close(work)
        await scene.rest()
    titles = [(issue.title, issue.state) for issue in scene.repository.issues]
    assert titles == [
        ("paint the wall", "open"),
        ("mend the pump", "open"),
        *((work, "closed") for work in WORK.values()),
    ]
    assert len(scene.pulls) == len(WORK)
    # Each look is made twice: one commit made each note, and no second one was needed.
    assert len([path for method, path in scene.repository.writes if method == "PUT"]) == len(WORK)


NOTED = "2031-03-19"
EVE = "2031-03-17T12:00"


async def test_what_people_write_stays(scene: Scene) -> None:
    """Lines that people took out, reworded, unticked or added stay so, look after look, while new things arrive."""
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    pump = next(line for line in scene.text(NOTED).splitlines() if "pump" in line)
    scene.write(NOTED, pump + "\n", "")
    scene.write(NOTED, "## Agenda\n\n-", "## Agenda\n\n- the roof\n  - it leaks")
    scene.write(NOTED, "* [ ] (AL) paint the wall", "* [ ] (AL) paint the east wall")
    by_hand = scene.text(NOTED)
    await scene.at("2031-03-17T14:00")
    assert scene.text(NOTED) == by_hand
    scene.repository.open_issue("Which colour?", by="bea", labels=("agenda",))
    await scene.at("2031-03-17T15:00")
    agenda = "- the roof\n  - it leaks\n- Which colour? [#4]"
    assert agenda in scene.text(NOTED) and "pump" not in scene.text(NOTED)
    # Issue 3 is the pull request.
    scene.write(NOTED, "* [ ] (AL) paint the east wall", "* [x] (AL) paint the east wall")
    await scene.at("2031-03-17T16:00")
    scene.write(NOTED, "* [x] (AL) paint the east wall", "* [ ] (AL) paint the east wall")
    by_hand = scene.text(NOTED)
    await scene.at("2031-03-17T17:00")
    assert scene.text(NOTED) == by_hand


async def test_the_agenda_follows_the_label(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    scene.repository.open_issue("Which colour?", by="bea", labels=("agenda",))
    await scene.at(EVE)
    assert "## Agenda\n\n- Which colour? [#3](" in scene.text(NOTED)
    scene.repository.edit_issue(3, by="bea", labels=[])
    scene.repository.open_issue("A new lamp?", by="bea", labels=("Agenda",))
    await scene.at("2031-03-17T13:00")
    assert "Which colour?" not in scene.text(NOTED) and "- A new lamp? [#5](" in scene.text(NOTED)


async def test_states_follow_the_issues(scene: Scene) -> None:
    """A line is ticked when its issue is closed, and open again when it is reopened."""
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    scene.close("mend the pump")
    await scene.at("2031-03-17T13:00")
    assert "* [x] (AL) mend the pump [#2]" in scene.text(NOTED)
    scene.repository.reopen_issue(2, by="bea")
    await scene.at("2031-03-17T14:00")
    assert "* [ ] (AL) mend the pump [#2]" in scene.text(NOTED)


@pytest.mark.parametrize(
    "scene", [pytest.param((EVERY + "write_back: true\n", {}), id="ticks are written back")], indirect=True
)
async def test_a_tick_in_the_last_note_reaches_the_next(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    scene.close("mend the pump")
    await scene.rest()
    assert "* [x] (AL) mend the pump [#2]" in scene.text(NOTED)
    scene.write(NOTED, "* [x] (AL) mend the pump", "* [ ] (AL) mend the pump")
    by_hand = scene.text(NOTED)
    await scene.at("2031-03-17T14:00")
    assert scene.text(NOTED) == by_hand


async def test_nothing_is_changed_once_the_meeting_has_begun(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    note = scene.text(NOTED)
    await scene.at("2031-03-19T17:00")
    scene.close("mend the pump")
    await scene.at("2031-03-19T18:00")
    assert scene.text(NOTED) == note


async def test_closing_the_pull_request_skips_the_meeting(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    scene.repository.close_issue(scene.pulls[0].number, by="ada")
    await scene.at("2031-03-18T12:00")
    assert scene.open == [] and len(scene.pulls) == 1
    await scene.at("2031-03-31T12:00")
    assert scene.open == ["duly/next-2031-04-02"]


@pytest.mark.parametrize(
    ("day", "after"),
    [
        pytest.param("2031-03-21", "2031-04-04", id="by two days"),
        pytest.param("2031-03-26", "2031-04-09", id="by half of the distance"),
        pytest.param("2031-03-29", "2031-04-12", id="nearer to the next"),
    ],
)
async def test_renaming_the_file_moves_the_meeting(scene: Scene, day: str, after: str) -> None:
    """It is kept where it is by now, until the new day, and no second note is made for the old one."""
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    branch, path = f"duly/next-{NOTED}", f"notes/{day}.md"
    taken_out = next(line for line in scene.text(NOTED).splitlines(keepends=True) if "paint the wall" in line)
    scene.write(NOTED, taken_out, "")
    scene.repository.push({f"notes/{NOTED}.md": None, path: scene.text(NOTED)}, author="ada", branch=branch)
    scene.close("mend the pump")
    await scene.at("2031-03-19T12:00")
    moved = scene.repository.read(path, branch) or ""
    assert scene.open == [branch]
    assert scene.repository.read(f"notes/{NOTED}.md", branch) is None
    assert "* [x] (AL) mend the pump" in moved
    assert "paint the wall" not in moved
    scene.repository.merge_pull(scene.pulls[0].number, by="ada")
    # Two weeks count from the newest meeting.
    await scene.at(before(after, days=2))
    assert scene.open == [f"duly/next-{after}"]


async def test_a_workflows_pull_request_is_filled(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    tip = scene.repository.head
    scene.repository.move("minutes", tip, by="ada")
    scene.repository.push({f"notes/{NOTED}.md": TEMPLATE.replace("{{", "")}, branch="minutes", author="ada")
    scene.repository.open_pull("Minutes", "minutes", by="ada")
    await scene.at(EVE)
    assert scene.open == ["minutes"]
    assert "* [ ] (AL) mend the pump [#2](" in scene.text(NOTED, "minutes")


async def test_a_pull_request_that_names_hackmd_gets_one_comment(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    scene.repository.move("minutes", scene.repository.head, by="ada")
    scene.repository.push({f"notes/{NOTED}.md": TEMPLATE}, branch="minutes", author="ada")
    pull = scene.repository.open_pull("Minutes", "minutes", body="Written in HackMD", by="ada")
    await scene.at(EVE)
    await scene.at("2031-03-17T13:00")
    (comment,) = pull.comments
    assert "next sync would overwrite a commit" in comment.body and "mend the pump [#2](" in comment.body
    assert "pump" not in scene.text(NOTED, "minutes")


async def test_a_file_of_the_day_is_filled(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    scene.repository.push({f"notes/{NOTED}.md": TEMPLATE}, author="ada")
    await scene.at(EVE)
    assert scene.pulls == []
    assert "* [ ] (AL) mend the pump [#2](" in scene.text(NOTED, "main")


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(
            Fault(what=What.ERROR, method="POST", path=r"/git/refs$", times=9), id="no branch, again and again"
        ),
        pytest.param(
            Fault(what=What.DROP, method="POST", path=r"/git/refs", acted=True),
            id="the answer about the branch is lost",
        ),
        pytest.param(
            Fault(what=What.DROP, method="PUT", path=r"/contents/", acted=True), id="the answer about the note is lost"
        ),
        pytest.param(
            Fault(what=What.DROP, method="POST", path=r"/pulls", acted=True),
            id="the answer about the pull request is lost",
        ),
        pytest.param(
            Fault(what=What.ERROR, method="POST", path=r"/pulls$", times=9), id="no pull request, again and again"
        ),
    ],
)
async def test_it_is_opened_once_whatever_fails(scene: Scene, fault: Fault) -> None:
    await scene.at("2031-03-06T12:00")
    scene.sandbox.faults.on(fault)
    await scene.at(EVE)
    await scene.at("2031-03-17T18:00")
    assert scene.open == [f"duly/next-{NOTED}"] and len(scene.pulls) == 1
    assert scene.text(NOTED).count("paint the wall") == 1


async def test_without_next_no_call_is_made_for_it(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    scene.sandbox.recorder.clear()
    await scene.at("2031-03-10T12:00")
    asked = {path for _, path in scene.sandbox.recorder.calls()}
    assert not [path for path in asked if "/pulls" in path or path.endswith("/commits")]


ROLLING = """# Minutes

## 2031-03-05

Present: Ada

### Actions

- [ ] Ada: paint the wall

## 2031-02-19

Present: Bea

### Actions

- [ ] Ada: mend the pump
"""


@pytest.mark.parametrize(
    "scene",
    [pytest.param(("notes: MINUTES.md\nnext: {every: 2 weeks}\n", {"MINUTES.md": ROLLING}), id="rolling")],
    indirect=True,
)
async def test_a_rolling_file_gets_a_new_part(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    text = scene.repository.read("MINUTES.md", f"duly/next-{NOTED}") or ""
    begin = "# Minutes\n\n## 2031-03-19\n\nPresent:\n\n### Actions\n\n- [ ] Ada: paint the wall [#1]("
    assert text.startswith(begin) and text.endswith(ROLLING.partition("# Minutes\n\n")[2])


ROLLING_RST = """Minutes
=======

2031-03-05
----------

Actions
~~~~~~~

* [ ] Ada: paint the wall

2031-02-19
----------

Actions
~~~~~~~

* [ ] Ada: mend the pump
"""


@pytest.mark.parametrize(
    "scene",
    [pytest.param(("notes: minutes.rst\nnext: {every: 2 weeks}\n", {"minutes.rst": ROLLING_RST}), id="rolling")],
    indirect=True,
)
async def test_a_rolling_file_in_restructuredtext_gets_one_too(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    branch, old = f"duly/next-{NOTED}", ROLLING_RST.partition("=\n\n")[2]
    text = scene.repository.read("minutes.rst", branch) or ""
    begin = "Minutes\n=======\n\n2031-03-19\n----------\n\nActions\n~~~~~~~\n\n* [ ] Ada: paint the wall `#1 <"
    assert text.startswith(begin) and text.endswith(old)
    scene.write(NOTED, "paint the wall `#1", "paint the whole wall `#1", path="minutes.rst")
    scene.close("paint the wall")
    await scene.at(EVE)
    after = scene.repository.read("minutes.rst", branch) or ""
    assert after == text.replace("[ ] Ada: paint the wall `#1", "[x] Ada: paint the whole wall `#1")


@pytest.mark.parametrize(
    ("scene", "path", "date", "why"),
    [
        pytest.param(
            ("notes: MINUTES.md\nnext: {every: 2 weeks}\n", {"MINUTES.md": ROLLING}),
            "MINUTES.md",
            ("## 2031-03-19", "## In spring\n\nI bring cake."),
            "is there, without the date of the meeting",
            id="without its date",
        ),
        pytest.param(
            ("notes: minutes.rst\nnext: {every: 2 weeks}\n", {"minutes.rst": ROLLING_RST}),
            "minutes.rst",
            ("Minutes\n=======\n", "Minutes\n=======\n" + "\n" * LARGEST_RST),
            "is too large or nested too deeply to be read as reStructuredText: split it",
            id="too large",
        ),
        pytest.param(
            (
                "notes: notes/*.rst\nnext: {every: 2 weeks}\n",
                {"notes/2031-03-05.md": "", "notes/2031-03-05.rst": ROLLING_RST.partition("2031-02-19")[0]},
            ),
            "notes/2031-03-19.rst",
            ("Action items\n", "\n" * LARGEST_RST + "Action items\n"),
            "is too large or nested too deeply to be read as reStructuredText: split it",
            id="a file of its own",
        ),
    ],
    indirect=["scene"],
)
async def test_what_people_wrote_stays_where_the_meeting_is_not_found_again(
    scene: Scene, path: str, date: tuple[str, str], why: str
) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    scene.write(NOTED, *date, path=path)
    by_hand = scene.repository.read(path, f"duly/next-{NOTED}")
    scene.close("paint the wall")
    await scene.at(EVE)
    assert scene.repository.read(path, f"duly/next-{NOTED}") == by_hand
    await scene.push({"README.md": "x"})
    assert f"no note is made: `{path}` {why}" in (scene.repository.checks[-1].summary or "")


AS_ISSUE: tuple[str, dict[str, str]] = (
    "notes: notes/*.md\nmeetings: {issues: {label: meeting, title: 'Harbour meeting {date}'}}\n"
    "next: {every: 2 weeks 17:00 UTC, as: issue}\n",
    {},
)


def meeting_issues(scene: Scene) -> list[Issue]:
    return [issue for issue in scene.repository.issues if issue.title.startswith("Harbour meeting")]


@pytest.mark.parametrize("scene", [pytest.param(AS_ISSUE, id="issue")], indirect=True)
async def test_an_issue_holds_the_next_meeting(scene: Scene) -> None:
    """It is opened once, kept current, and never taken for work; what people write there stays."""
    await scene.at("2031-03-06T12:00")
    assert meeting_issues(scene) == []
    scene.repository.open_issue("Which colour?", by="bea", labels=("agenda",))
    await scene.at(EVE)
    (issue,) = meeting_issues(scene)
    assert issue.title == f"Harbour meeting {NOTED}" and [label.name for label in issue.labels] == ["meeting"]
    body = issue.body or ""
    assert "- Which colour? [#3](" in body and "* [ ] (AL) mend the pump [#2](" in body
    pump = next(line for line in body.splitlines() if "pump" in line)
    scene.repository.edit_issue(
        issue.number, by="ada", body=body.replace(pump + "\n", "").replace("\n-", "\n- roof\n-")
    )
    by_hand = scene.repository.issue(issue.number).body
    await scene.at("2031-03-17T13:00")
    assert scene.repository.issue(issue.number).body == by_hand
    scene.close("paint the wall")
    await scene.at("2031-03-17T14:00")
    body = scene.repository.issue(issue.number).body or ""
    assert "* [x] (AL) paint the wall [#1](" in body and "pump" not in body and "- roof\n" in body
    assert len(meeting_issues(scene)) == 1 and scene.pulls == []


@pytest.mark.parametrize("scene", [pytest.param(AS_ISSUE, id="issue")], indirect=True)
async def test_closing_the_issue_skips_the_meeting(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    scene.repository.close_issue(meeting_issues(scene)[0].number, by="ada")
    await scene.at("2031-03-18T12:00")
    assert len(meeting_issues(scene)) == 1


@pytest.mark.parametrize("scene", [pytest.param(AS_ISSUE, id="issue")], indirect=True)
async def test_an_issue_that_people_opened_for_the_meeting_is_filled(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    theirs = scene.repository.open_issue(
        f"Harbour meeting {NOTED}", "I bring cake.\n\n## Action items\n", by="bea", labels=("meeting",)
    )
    await scene.at(EVE)
    assert meeting_issues(scene) == [theirs]
    body = theirs.body or ""
    assert "I bring cake." in body and "* [ ] (AL) mend the pump [#2](" in body
    pump = next(line for line in body.splitlines() if "pump" in line)
    scene.repository.edit_issue(theirs.number, by="ada", body=body.replace(pump + "\n", ""))
    by_hand = theirs.body
    await scene.at("2031-03-17T13:00")
    assert theirs.body == by_hand and meeting_issues(scene) == [theirs]


@pytest.mark.parametrize("scene", [pytest.param(AS_ISSUE, id="issue")], indirect=True)
async def test_an_issue_that_people_opened_and_closed_skips_the_meeting(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    theirs = scene.repository.open_issue(f"Harbour meeting {NOTED}", "", by="bea", labels=("meeting",))
    scene.repository.close_issue(theirs.number, by="bea")
    await scene.at(EVE)
    await scene.at("2031-03-18T12:00")
    assert meeting_issues(scene) == [theirs] and "pump" not in (theirs.body or "")


@pytest.mark.parametrize("scene", [pytest.param(AS_ISSUE, id="issue")], indirect=True)
async def test_another_title_moves_the_meeting(scene: Scene) -> None:
    """It is kept until it begins on its new day, in the same issue, and the one after it is made in time."""
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    (issue,) = meeting_issues(scene)
    scene.repository.edit_issue(issue.number, by="ada", title="Harbour meeting 2031-03-21")
    await scene.at("2031-03-20T12:00")
    scene.close("paint the wall")
    await scene.at("2031-03-20T14:00")
    assert "* [x] (AL) paint the wall [#1](" in (issue.body or "") and meeting_issues(scene) == [issue]
    await scene.at("2031-03-22T14:00")
    assert meeting_issues(scene) == [issue]
    await scene.at("2031-04-03T12:00")
    assert [one.title for one in meeting_issues(scene)] == ["Harbour meeting 2031-03-21", "Harbour meeting 2031-04-04"]


BY_NUMBER = {
    f"minutes/meeting-{count}.md": FIRST.replace("# Meeting 2031-03-05", f"# Meeting\n\nDate: {day}")
    for count, day in ((1, "2031-02-19"), (2, "2031-03-05"))
}


@pytest.mark.parametrize(
    "scene",
    [
        pytest.param(
            (
                "notes: minutes/*.md\nnext: {every: 2 weeks 17:00 UTC}\n",
                {**BY_NUMBER, "minutes/meeting-3.md": "Mine.\n"},
            ),
            id="in-the-way",
        )
    ],
    indirect=True,
)
async def test_a_file_in_the_way_is_left(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    # As a try leaves it that was interrupted before the file came.
    refs = scene.repository.state.refs
    refs[f"refs/heads/duly/next-{NOTED}"] = refs["refs/heads/main"]
    await scene.push({"README.md": "y"})
    await scene.at(EVE)
    assert scene.pulls == []
    assert set(scene.repository.state.refs) == {"refs/heads/main"}, "no branch is left without a note"
    assert scene.repository.read("minutes/meeting-3.md") == "Mine.\n"
    await scene.push({"README.md": "x"})
    run = scene.repository.checks[-1]
    why = "`minutes/meeting-3.md` is there, without the date of the meeting: write it into the file, or rename it"
    assert f"no note is made: {why}" in (run.summary or "") and run.conclusion == "neutral"


async def test_a_protection_of_all_branches_leaves_no_branch_without_a_note(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    scene.repository.protect(f"duly/next-{NOTED}")
    await scene.at(EVE)
    assert scene.pulls == [] and set(scene.repository.state.refs) == {"refs/heads/main"}
    await scene.push({"README.md": "x"})
    assert "no note is made: Could not create file" in (scene.repository.checks[-1].summary or "")


async def test_the_check_run_says_when_the_note_is_made(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.push({"notes/2031-03-05.md": FIRST + "* [ ] (AL) oil the crane\n"})
    run = scene.repository.checks[-1]
    assert "Next meeting: the next meeting is on 2031-03-19; its note is made on 2031-03-16 at 17:00 UTC." in (
        run.summary or ""
    )
    assert run.conclusion == "success"


async def test_a_strangers_fork_moves_no_meeting(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    fork = scene.sandbox.fork(scene.repository, "zoe")
    fork.push({f"notes/{NOTED}.md": TEMPLATE, "notes/2031-03-10.md": FIRST}, author="zoe", branch="main")
    pull = scene.repository.open_pull("Minutes", "zoe:main", by="zoe")
    await scene.at(EVE)
    assert scene.open.count(f"duly/next-{NOTED}") == 1 and pull.comments == []


@pytest.mark.parametrize(
    "scene",
    [pytest.param(("notes: notes/*.md\nnext: {every: 2 weeks 17:00 UTC, as: issue}\n", {}), id="issue")],
    indirect=True,
)
async def test_text_above_the_marker_opens_no_second_issue(scene: Scene) -> None:
    await scene.at("2031-03-06T12:00")
    await scene.at(EVE)
    (issue,) = [one for one in scene.repository.issues if (one.body or "").startswith("<!-- duly:next ")]
    scene.repository.edit_issue(issue.number, by="ada", body=f"I bring cake.\n\n{issue.body}")
    await scene.at("2031-03-17T13:00")
    assert [one.number for one in scene.repository.issues if "<!-- duly:next " in (one.body or "")] == [issue.number]
    assert (scene.repository.issue(issue.number).body or "").startswith("I bring cake.")


@pytest.mark.parametrize("scene", [pytest.param(AS_ISSUE, id="issue")], indirect=True)
async def test_five_meetings_in_issues(scene: Scene) -> None:
    """Duly opens each issue three days before; people only talk and close what is done."""
    await scene.at("2031-03-06T12:00")
    done = ""
    for day, work in WORK.items():
        before_it = len(meeting_issues(scene))
        await scene.at(before(day, days=4))
        assert len(meeting_issues(scene)) == before_it, "not before it is time"
        await scene.at(before(day, days=2))
        issue = meeting_issues(scene)[-1]
        body = issue.body or ""
        assert issue.title == f"Harbour meeting {day}" and body.count("paint the wall [#1](") == 1
        assert not done or f"[x] (AL) {done} [#" in body
        since = scene.writes()
        await scene.look()
        assert scene.writes() == since, "another look writes nothing"
        text = body.replace("* [ ] (AL) paint", f"* [ ] (AL) {work}\n* [ ] (AL) paint", 1)
        scene.repository.edit_issue(issue.number, by="ada", body=text)
        await scene.rest()
        await scene.at(f"{day}T18:00")
        done = work
        scene.close(work)
        await scene.rest()
    assert [one.title for one in meeting_issues(scene)] == [f"Harbour meeting {day}" for day in WORK]
    others = [(one.title, one.state) for one in scene.repository.issues if one not in meeting_issues(scene)]
    assert others == [
        ("paint the wall", "open"),
        ("mend the pump", "open"),
        *((work, "closed") for work in WORK.values()),
    ]
    assert scene.pulls == []
