"""Commands end to end: a comment by real HTTP, what came of it on the issue, the receipt, the reply."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.core.issues import marker
from bot.jobs.apply import WRITES_IN_A_ROW
from bot.sandbox import Sandbox
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.state.records import AccountType, Comment, Issue, Reaction
from tests.support.contract import CONTRACT, delivery_violations, violations
from tests.support.duly import CONFIG as CONFIG_PATH
from tests.support.duly import NAME, Hurry, Stage, beside, settings_of, staged
from tests.support.paths import need

CONFIG = """\
people: {Ada: ada, Bea: bea, Cyd: cyd, Zoe: zoe}
subteams: {docs: team/docs, piers: team/piers}
"""
PEOPLE = {"ada": "write", "bea": "maintain", "cyd": "triage", "dot": "read"}
DAY, NEXT = "2024-03-05", "2024-03-12"
WALL, PUMP, ROOF = "paint the harbour wall green", "mend the old pump by the gate", "find slates for the roof"
LINES = (f"* [ ] (Ada) {WALL}", f"* [ ] (Bea) {PUMP}", f"* [ ] (???) {ROOF}")
WELL, BADLY = ["eyes", "rocket"], ["eyes", "confused"]


@pytest_asyncio.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """#1 of ada, #2 of bea, #3 of nobody; #4 is a person's."""
    async with staged(tmp_path, config=CONFIG, people=PEOPLE, hurry=Hurry()) as made:
        await made.note(DAY, *LINES)
        made.repository.open_issue("The wall is grey", by="dot")
        yield made


async def say(stage: Stage, by: str, *lines: str, on: int = 1) -> Comment:
    """A comment, when Duly has come to rest."""
    made = stage.repository.comment(on, by, "\n".join(lines))
    await stage.rest()
    return made


async def edit(stage: Stage, comment: Comment, *lines: str, on: int = 1, by: str | None = None) -> None:
    stage.repository.edit_comment(on, comment, "\n".join(lines), by=by)
    await stage.rest()


async def again(stage: Stage, event: str = "issue_comment") -> None:
    """Every delivery of that event is delivered once more, the newest first."""
    heard = [one.id for one in stage.sandbox.world.hooks.attempts if one.event == event and not one.redelivery]
    for delivery in reversed(heard):
        stage.sandbox.world.hooks.again(delivery)
    await stage.rest()


def receipt(comment: Comment) -> list[str]:
    """The reactions to a comment."""
    return [one.content for one in comment.reactions]


def replies(stage: Stage, on: int = 1) -> list[str]:
    """Duly's comments on an issue, without their hidden line."""
    comments = stage.repository.issue(on).comments
    return [one.body.partition("\n")[2] for one in comments if one.user.login == stage.sandbox.bot_login]


def state(issue: Issue) -> str:
    """`#1 open @ada [action-item]`."""
    how = "open" if issue.state == "open" else issue.state_reason
    people = "".join(f" @{who.login}" for who in issue.assignees)
    return f"#{issue.number} {how}{people} {sorted(label.name for label in issue.labels)}"


def states(stage: Stage) -> list[str]:
    return [state(issue) for issue in stage.repository.issues]


START = [
    "#1 open @ada ['action-item']",
    "#2 open @bea ['action-item']",
    "#3 open ['action-item', 'needs-owner']",
    "#4 open []",
]


@dataclass(frozen=True, slots=True)
class Told:
    """A comment on an issue, and what is to be seen then: the issues that changed, the receipt, the start of the reply."""

    id: str
    lines: tuple[str, ...]
    after: dict[int, str] = field(default_factory=dict)
    by: str = "bea"
    on: int = 1
    reactions: tuple[str, ...] = ("eyes", "rocket")
    reply: str = ""


DUPLICATE = "#1 duplicate @ada ['action-item']"
TOLD = (
    Told("no command", ("Well.",), reactions=()),
    Told("a path", ("/etc/passwd",), reactions=()),
    Told("quoted", ("> /done",), reactions=()),
    Told("done", ("/done",), {1: "#1 completed @ada ['action-item']"}),
    Told("done by who owns it", ("/done",), {3: "#3 completed @dot ['action-item']"}, on=3, by="dot"),
    Told("done on a person's", ("/done",), {4: "#4 completed []"}, on=4),
    Told("drop", ("/drop the vendor does it",), {1: "#1 not_planned @ada ['action-item']"}),
    Told("assign", ("/assign @cyd",), {3: "#3 open @cyd ['action-item']"}, on=3, by="cyd"),
    Told("assign oneself", ("/assign",), {1: "#1 open @ada @cyd ['action-item']"}, by="cyd"),
    Told("unassign", ("/unassign @ada",), {1: "#1 open ['action-item']"}),
    Told("sub-team", ("/subteam docs",), {1: "#1 open @ada ['action-item', 'team/docs']"}),
    Told("link", ("/link #4",), {1: DUPLICATE}),
    Told("link from there", ("/link #1",), {1: DUPLICATE}, on=4),
    Told("merge", ("/merge #2",), {1: DUPLICATE, 2: "#2 open @bea @ada ['action-item']"}),
    Told("release", ("/release",), reply="Duly no longer manages this issue."),
    Told("carry", ("/carry",), {4: "#4 open ['next-meeting']"}, on=4),
    Told("help", ("/help",), by="dot", reply="| command | what it does | who may |"),
    Told("plan", ("/plan",), by="dot", reply="**A sync would do now: nothing to do**"),
    Told("actions", ("/actions @ada",), by="dot", reply="1 open item of ada:"),
    Told("sync", ("/sync",)),
    Told("approve", ("/approve",)),
    Told(
        "several",
        ("Two things:", "/subteam piers", "/assign @cyd", "", "/done"),
        {1: "#1 completed @ada @cyd ['action-item', 'team/piers']"},
    ),
    Told(
        "one of several is wrong",
        ("/subteam cooks", "/done"),
        {1: "#1 completed @ada ['action-item']"},
        reactions=("eyes", "confused"),
        reply="@bea\n- `/subteam`: `cooks` is not a sub-team here; there are `docs`, `piers`.",
    ),
    Told(
        "nearly one",
        ("/dnoe",),
        reactions=("eyes", "confused"),
        reply="@bea\n- `/dnoe`: there is no such command; try `/done`",
    ),
    Told(
        "no right",
        ("/drop it",),
        by="cyd",
        reactions=("eyes", "confused"),
        reply="@cyd\n- `/drop`: it needs the write role in this repository.",
    ),
    Told(
        "a stranger",
        ("/done",),
        by="eve",
        reactions=("eyes", "confused"),
    ),
    Told(
        "assign a stranger",
        ("/assign @eve",),
        reactions=("eyes", "confused"),
        reply="@bea\n- `/assign`: GitHub cannot assign `eve`",
    ),
    Told(
        "link to nothing",
        ("/link #99",),
        reactions=("eyes", "confused"),
        reply="@bea\n- `/link`: #99 is not an issue of this repository.",
    ),
    Told(
        "too many",
        ("/done",) * 21,
        reactions=("eyes", "confused"),
        reply="@bea\n- These are more than 20 commands in one comment, so none was run.",
    ),
)


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told.id.replace(" ", "-"))
async def test_what_comes_of_a_comment(stage: Stage, told: Told) -> None:
    if told.by == "dot" and told.on == 3:
        stage.repository.edit_issue(3, by="ada", assignees=["dot"], labels=["action-item"])
    made = await say(stage, told.by, *told.lines, on=told.on)
    after = [told.after.get(number, seen) for number, seen in enumerate(START, 1)]
    assert states(stage) == after
    assert receipt(made) == list(told.reactions)
    said = replies(stage, told.on)
    assert len(said) == bool(told.reply)
    assert "".join(said).startswith(told.reply)
    # Delivered once more, and looked at again, nothing happens.
    writes = stage.writes()
    await again(stage)
    await again(stage, "push")
    assert stage.repository.writes[writes:] == []
    # The next meeting lists all of it again: what people said stays.
    await stage.note(NEXT, *LINES)
    assert states(stage) == after
    assert replies(stage, told.on) == said


async def test_the_traffic_is_as_github_has_it(stage: Stage) -> None:
    need(CONTRACT)
    for told in TOLD:
        await say(stage, told.by, *told.lines, on=told.on)
    made = await say(stage, "bea", "/dnoe", on=3)
    await edit(stage, made, "/help", on=3)
    assert violations(stage.sandbox) == []
    assert delivery_violations(stage.sandbox) == []


# --- on the next sync


async def test_a_link_is_followed_by_the_notes(stage: Stage) -> None:
    await say(stage, "bea", "/link #4")
    await stage.tick(DAY, WALL)
    assert states(stage)[3] == "#4 completed []"
    assert replies(stage, 4)[0].startswith("Ticked in the [notes of 2024-03-05]")


async def test_a_merge_is_followed_by_the_notes(stage: Stage) -> None:
    await say(stage, "bea", "/merge #2")
    await stage.tick(DAY, WALL)
    assert stage.repository.issue(2).state == "open"
    await stage.tick(DAY, PUMP)
    assert stage.repository.issue(2).state == "closed"


async def test_a_released_issue_stays_as_it_is(stage: Stage) -> None:
    await say(stage, "bea", "/release")
    await stage.tick(DAY, WALL)
    assert states(stage) == START


async def test_a_reason_is_kept_in_the_marker(stage: Stage) -> None:
    await say(stage, "bea", "/drop the vendor does it")
    read = marker.read(stage.repository.issue(1).body or "")
    assert read is not None and read.dropped == "the vendor does it"


async def test_a_comment_that_is_waited_for_counts_with_a_command_too(stage: Stage) -> None:
    await stage.note(NEXT, *LINES, "* [ ] (Zoe) count the buoys")
    assert states(stage)[4] == "#5 open ['action-item']"
    await say(stage, "zoe", "Here I am.", "/help", on=5)
    assert states(stage)[4] == "#5 open @zoe ['action-item']"


WRITTEN_BACK = [
    pytest.param("/done", "x", id="done"),
    pytest.param("/drop the vendor does it", "~", id="dropped"),
    pytest.param("/merge #2", " ", id="merged: it is still to be done"),
    pytest.param("/link #4", " ", id="linked: it is still to be done"),
    pytest.param("/release", " ", id="release"),
]


@pytest.mark.parametrize(("line", "box"), WRITTEN_BACK)
async def test_the_notes_follow_a_close_by_command(tmp_path: Path, line: str, box: str) -> None:
    async with staged(tmp_path, config=f"{CONFIG}write_back: true\n", people=PEOPLE) as stage:
        await stage.note(DAY, *LINES)
        stage.repository.open_issue("The wall is grey", by="dot")
        await say(stage, "bea", line)
        assert f"* [{box}] (Ada) {WALL}" in (stage.repository.read(f"notes/{DAY}.md") or "")
        assert f"* [ ] (Bea) {PUMP}" in (stage.repository.read(f"notes/{DAY}.md") or "")


# --- said twice, edited, deleted, out of order


async def test_what_people_undid_stays_undone(stage: Stage) -> None:
    await say(stage, "bea", "/done")
    stage.repository.reopen_issue(1, by="ada")
    await again(stage)
    assert states(stage) == START


async def test_other_peoples_reactions_are_no_receipt(stage: Stage) -> None:
    async with late(stage):
        made = stage.repository.comment(1, "bea", "/done")
        made.reactions.append(Reaction(1, stage.sandbox.world.account("ada"), "rocket", stage.sandbox.world.now()))
    assert stage.repository.issue(1).state == "closed"
    assert receipt(made) == ["rocket", *WELL]


async def test_a_corrected_command_is_run_and_its_receipt_is_replaced(stage: Stage) -> None:
    made = await say(stage, "bea", "/dnoe")
    assert receipt(made) == BADLY
    await edit(stage, made, "/done")
    assert receipt(made) == WELL
    assert stage.repository.issue(1).state == "closed"
    stage.repository.reopen_issue(1, by="ada")
    await again(stage)
    assert (states(stage), receipt(made), len(replies(stage))) == (START, WELL, 1)


async def test_an_edit_gives_only_what_is_new(stage: Stage) -> None:
    made = await say(stage, "bea", "/done")
    stage.repository.reopen_issue(1, by="ada")
    await edit(stage, made, "/done", "/help")
    assert (states(stage), len(replies(stage))) == (START, 1)
    await edit(stage, made, "Never mind.", "/done", "/help")
    assert (states(stage), len(replies(stage))) == (START, 1)


async def test_who_edits_a_comment_is_who_says_it(stage: Stage) -> None:
    made = await say(stage, "eve", "Please close.")
    await edit(stage, made, "/done", by="bea")
    assert stage.repository.issue(1).state == "closed"


@asynccontextmanager
async def late(stage: Stage, *, reverse: bool = False) -> AsyncIterator[None]:
    """What happens within reaches Duly only at the end."""
    hooks = stage.sandbox.world.hooks
    address, hooks.url = hooks.url, "http://127.0.0.1:9/webhook"
    before = len(hooks.attempts)
    yield
    await stage.sandbox.settled()
    hooks.url = address
    missed = [one.id for one in hooks.attempts[before:]]
    for delivery in reversed(missed) if reverse else missed:
        hooks.again(delivery)
    await stage.rest()


@pytest.mark.parametrize("reverse", [False, True], ids=["in order", "the newest first"])
async def test_only_what_still_stands_in_the_comment_is_run(stage: Stage, reverse: bool) -> None:
    async with late(stage, reverse=reverse):
        made = stage.repository.comment(1, "bea", "/done")
        stage.repository.edit_comment(1, made, "/assign @cyd")
    assert states(stage) == ["#1 open @ada @cyd ['action-item']", *START[1:]]
    assert receipt(made) == WELL


async def test_a_deleted_comment_is_not_run(stage: Stage) -> None:
    async with late(stage):
        made = stage.repository.comment(1, "bea", "/done")
        stage.repository.delete_comment(1, made, by="bea")
    assert states(stage) == START


@pytest.mark.parametrize("reverse", [False, True], ids=["in order", "the newest first"])
async def test_an_edit_while_the_first_command_waits_loses_neither(stage: Stage, reverse: bool) -> None:
    async with late(stage, reverse=reverse):
        made = stage.repository.comment(1, "bea", "/subteam docs")
        stage.repository.edit_comment(1, made, "/subteam docs\n/assign @cyd")
    assert states(stage) == ["#1 open @ada @cyd ['action-item', 'team/docs']", *START[1:]]
    assert receipt(made) == WELL


# --- what is no command, or not for Duly


async def test_a_bots_comment_is_no_command(stage: Stage) -> None:
    stage.sandbox.world.account("renovate[bot]", AccountType.BOT)
    made = await say(stage, "renovate[bot]", "/done")
    assert (states(stage), receipt(made)) == (START, [])


async def test_dulys_own_words_are_no_commands(stage: Stage) -> None:
    await say(stage, "bea", "/help", "/assing")
    await again(stage)
    assert (states(stage), len(replies(stage))) == (START, 1)


@pytest.mark.parametrize("config", [None, "lables: [x]\n"], ids=["no config", "a bad one"])
async def test_without_a_config_not_even_a_reaction(tmp_path: Path, config: str | None) -> None:
    async with staged(tmp_path, config=config, people=PEOPLE) as stage:
        stage.repository.open_issue("The wall is grey", by="dot")
        made = await say(stage, "bea", "/done", "/help")
        assert (receipt(made), stage.repository.writes) == ([], [])


async def test_on_a_pull_request(stage: Stage) -> None:
    stage.repository.push({f"notes/{NEXT}.md": "# Next\n"}, branch="next")
    number = stage.repository.open_pull("The next meeting", "next", by="bea").number
    assert receipt(await say(stage, "bea", "/plan", on=number)) == WELL
    assert receipt(await say(stage, "bea", "/done", on=number)) == BADLY
    plan, error = replies(stage, number)
    assert plan.startswith("**When this is merged, a sync would do: nothing to do**")
    assert error == "@bea\n- `/done`: this works on issues only."
    assert stage.repository.issue(number).state == "open"


async def test_in_a_locked_conversation_the_work_is_done_without_a_word(stage: Stage) -> None:
    stage.sandbox.faults.on(Fault(what=What.INVALID, method="POST", path="/reactions$", times=None))
    stage.repository.lock_issue(1, by="ada")
    await say(stage, "bea", "/subteam docs", "/help")
    assert states(stage)[0] == "#1 open @ada ['action-item', 'team/docs']"
    assert replies(stage) == []


ROLES = [
    pytest.param("admin", True, id="admin"),
    pytest.param("maintain", True, id="maintain"),
    pytest.param("write", True, id="write"),
    pytest.param("triage", False, id="triage"),
    pytest.param("read", False, id="read"),
    pytest.param(None, False, id="none"),
]


@pytest.mark.parametrize(("role", "may"), ROLES)
async def test_rights_are_those_of_the_repository(stage: Stage, role: str | None, may: bool) -> None:
    stage.repository.collaborate("gus", role)
    await say(stage, "gus", "/done")
    assert (stage.repository.issue(1).state == "closed") is may


async def test_where_the_role_is_unknown_nothing_is_run(stage: Stage) -> None:
    stage.sandbox.faults.on(Fault(what=What.MISSING, path="/permission$", times=None))
    made = await say(stage, "bea", "/done")
    assert (states(stage), receipt(made)) == (START, BADLY)


async def test_what_github_refuses_is_reported(stage: Stage) -> None:
    stage.sandbox.faults.on(Fault(what=What.INVALID, method="PATCH", path="/issues/1$", field="body", times=None))
    made = await say(stage, "bea", "/done")
    assert receipt(made) == BADLY
    assert replies(stage) == ["@bea\n- `/done`: GitHub refused it (HTTP 422)."]


# --- /approve


async def test_what_is_held_goes_once_it_is_approved(tmp_path: Path) -> None:
    count = WRITES_IN_A_ROW + 5
    lines = [f"* [ ] (Ada) paint boat number {number}" for number in range(count)]
    async with staged(tmp_path, config=f"{CONFIG}max_new_issues: 3\n", people=PEOPLE) as stage:
        stage.repository.open_issue("Boats", by="dot")
        await stage.note(DAY, *lines)
        assert len(stage.repository.issues) == 1
        # The second comment makes the sync step back after a while; it goes on where it was, and still approved.
        stage.repository.comment(1, "bea", "/approve")
        stage.repository.comment(1, "bea", "/help")
        await stage.rest()
        assert len(stage.repository.issues) == count + 1
        await stage.note(NEXT, *lines, *(f"* [ ] (Ada) scrub pier number {number}" for number in range(4)))
        assert len(stage.repository.issues) == count + 1, "approved is what was held, not what comes"


@pytest.mark.parametrize(("by", "opened"), [("cyd", 1), ("bea", 1), ("eve", 0)])
async def test_who_releases_what_a_program_wrote(tmp_path: Path, by: str, opened: int) -> None:
    async with staged(tmp_path, config=CONFIG, people=PEOPLE, hurry=Hurry()) as stage:
        stage.repository.open_issue("Boats", by="dot")
        await stage.push({f"notes/{DAY}.md": f"# {DAY}\n\nNotes by Gemini\n\n## Action items\n\n* [ ] (Ada) mow\n"})
        assert len(stage.repository.issues) == 1
        await say(stage, by, "/approve")
        assert len(stage.repository.issues) == 1 + opened


async def test_triage_does_not_release_what_the_brake_holds(tmp_path: Path) -> None:
    async with staged(tmp_path, config=f"{CONFIG}max_new_issues: 1\n", people=PEOPLE, hurry=Hurry()) as stage:
        stage.repository.open_issue("Boats", by="dot")
        await stage.note(DAY, *LINES)
        await say(stage, "cyd", "/approve")
        assert len(stage.repository.issues) == 1
        assert "needs the write role" in stage.repository.issue(1).comments[-1].body


async def test_an_approval_does_not_outlive_a_refusal(tmp_path: Path) -> None:
    refusing = Fault(what=What.INVALID, method="POST", path="/issues$", field="title", times=None)
    async with staged(tmp_path, config=f"{CONFIG}max_new_issues: 1\n", people=PEOPLE, hurry=Hurry()) as stage:
        stage.repository.open_issue("Boats", by="dot")
        await stage.note(DAY, *LINES)
        stage.sandbox.faults.on(refusing)
        await say(stage, "bea", "/approve")
        stage.sandbox.faults.off()
        await stage.note(NEXT, *LINES)
        assert len(stage.repository.issues) == 1


# --- the process ends in the middle


@dataclass(slots=True)
class Stall:
    """Lets writes through until the `last`th, which the server does without an answer."""

    last: int
    begun: bool = False
    seen: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    def middleware(self) -> Middleware:
        @web.middleware
        async def stall(request: web.Request, handler: Handler) -> web.StreamResponse:
            answer = await handler(request)
            if self.begun and request.method != "GET" and "access_tokens" not in request.path:
                self.seen += 1
                if self.seen == self.last:
                    self.reached.set()
                    await self.over.wait()
            return answer

        return stall


COMMENT = ("/assign @cyd", "/carry", "/subteam cooks", "/help")
WRITES = 7
"""Eyes, the assignee, a label made, the label put, the reply, the end; and one more that never comes."""

Life = Callable[[], Awaitable[None]]


@pytest.mark.parametrize("last", range(1, WRITES + 1))
async def test_it_ends_in_the_middle_and_goes_on(tmp_path: Path, last: int) -> None:
    sandbox, stall = Sandbox(), Stall(last)
    sandbox.middlewares.append(stall.middleware())
    async with sandbox.serve():
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG_PATH: CONFIG})
        async with beside(sandbox, tmp_path, grace=0) as queue:
            stage = Stage(sandbox, repository, queue, settings_of(sandbox, sandbox.url))
            await stage.note(DAY, *LINES)
            stall.begun = True
            made = repository.comment(1, "bea", "\n".join(COMMENT))
            if last < WRITES:
                await asyncio.wait_for(stall.reached.wait(), 20)
            else:
                await stage.rest()
        stall.over.set()
        async with beside(sandbox, tmp_path) as queue:
            stage.queue = queue
            await stage.rest()
            await again(stage)
        assert state(repository.issue(1)) == "#1 open @ada @cyd ['action-item', 'next-meeting']"
        assert receipt(made) == BADLY
        assert len(replies(stage)) == 1
        assert stall.seen >= WRITES - 1


async def test_an_approved_plan_goes_on_after_the_end(tmp_path: Path) -> None:
    sandbox, stall = Sandbox(), Stall(9)
    sandbox.middlewares.append(stall.middleware())
    async with sandbox.serve():
        config = {CONFIG_PATH: f"{CONFIG}max_new_issues: 3\n"}
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files=config)
        async with beside(sandbox, tmp_path, grace=0) as queue:
            stage = Stage(sandbox, repository, queue, settings_of(sandbox, sandbox.url))
            repository.open_issue("Boats", by="dot")
            await stage.note(DAY, *(f"* [ ] (Ada) paint boat number {number}" for number in range(12)))
            stall.begun = True
            repository.comment(1, "bea", "/approve")
            await asyncio.wait_for(stall.reached.wait(), 20)
        assert 1 < len(repository.issues) < 13
        stall.over.set()
        async with beside(sandbox, tmp_path) as queue:
            stage.queue = queue
            await stage.rest()
        assert len(repository.issues) == 13


# --- faults

FAULTS = [
    pytest.param(Fault(what=What.ERROR, method="POST", path="/reactions$", acted=True), id="a reaction's answer lost"),
    pytest.param(Fault(what=What.ERROR, method="POST", path="/comments$", acted=True), id="a reply's answer lost"),
    pytest.param(Fault(what=What.ERROR, method="PATCH", path="/issues/1$", acted=True), id="an edit's answer lost"),
    pytest.param(Fault(what=What.ERROR, method="POST", path="/comments$", times=5), id="no reply for a while"),
    pytest.param(Fault(what=What.SECONDARY, method="POST", path="/reactions$", seconds=90), id="a limit at the start"),
    pytest.param(Fault(what=What.SECONDARY, method="POST", path="/comments$", seconds=90), id="a limit at the reply"),
    pytest.param(Fault(what=What.MISSING, path="/issues/comments/", times=1), id="the comment not there yet"),
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_command_is_run_once_whatever_fails(tmp_path: Path, fault: Fault) -> None:
    async with staged(tmp_path, config=CONFIG, people=PEOPLE, hurry=Hurry()) as stage:
        await stage.note(DAY, *LINES)
        stage.sandbox.faults.on(fault)
        made = await say(stage, "bea", *COMMENT)
        assert state(stage.repository.issue(1)) == "#1 open @ada @cyd ['action-item', 'next-meeting']"
        assert (receipt(made), len(replies(stage))) == (BADLY, 1)
