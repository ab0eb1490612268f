"""Failures of GitHub: nothing is lost or done twice, and other installations are not delayed."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.core.issues.marker import key_of
from bot.github.client import Waits
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.records import Issue
from bot.sandbox.github.state.repository import Repository
from tests.support.duly import CONFIG, NAME, PEOPLE, Hurry, Stage, beside, settings_of, staged

TERMS = """
people: {Ada: ada, Bea: bea}
subteams: {docs: {label: team/docs, words: [manual]}}
"""
FIRST = (
    "* [ ] (Ada) paint the harbour wall green",
    "* [ ] (Bea) write the manual of the crane",
    "* [ ] (Ada) mend the old buoy\n    * https://github.com/harbour/notes/issues/1",
)
SECOND = (
    "* [x] (Ada) paint the harbour wall green",
    "* [ ] (Bea) write the manual of the crane, with drawings",
    "* [x] (Ada) mend the old buoy\n    * https://github.com/harbour/notes/issues/1",
    "* [ ] (Bea) order new rope",
)
SHORT = Waits(answer=0.3)
LONG = Waits()


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """The log of these tests is long, and formatting it takes longer than the tests."""
    with capture_logs():
        yield


async def play(stage: Stage) -> None:
    """Two meetings: issues are opened; then one is closed, one edited, one commented on, one more opened."""
    await stage.note("2024-03-05", *FIRST)
    await stage.note("2024-03-19", *SECOND)


async def second_run(stage: Stage) -> list[tuple[str, str]]:
    """The writes of one more sync, check runs left out."""
    before = stage.writes()
    path = stage.repository.files()[-1]
    await stage.push({path: (stage.repository.read(path) or "") + "\n"})
    return [write for write in stage.repository.writes[before:] if not write[1].endswith("/check-runs")]


@dataclass(frozen=True, slots=True)
class Seen:
    """What people see of an issue in the end."""

    number: int
    key: str | None
    title: str
    body: str
    state: tuple[str, str | None]
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    comments: tuple[str, ...]


def seen(issue: Issue) -> Seen:
    return Seen(
        number=issue.number,
        key=key_of(issue.body or ""),
        title=issue.title,
        body=same(issue.body or ""),
        state=(issue.state, issue.state_reason),
        labels=tuple(sorted(label.name for label in issue.labels)),
        assignees=tuple(sorted(user.login for user in issue.assignees)),
        comments=tuple(same(comment.body) for comment in issue.comments),
    )


def same(body: str) -> str:
    """A text without what differs from day to day: the marker's digests, ports and commits."""
    return re.sub(r"127\.0\.0\.1:\d+|[0-9a-f]{40}", "X", re.sub(r"^<!-- duly:1 .*", "", body))


Outcome = tuple[list[Seen], list[tuple[str, str]]]


def outcome(repository: Repository) -> Outcome:
    """The issues and the labels."""
    labels = sorted((label.name, label.color) for label in repository.state.labels.values())
    return [seen(issue) for issue in repository.issues], labels


@asynccontextmanager
async def stage_with_a_buoy(folder: Path, hurry: Hurry, *faults: Fault, waits: Waits = LONG) -> AsyncIterator[Stage]:
    """A stage whose tracker holds a person's issue, with faults switched on."""
    async with staged(folder, config=TERMS, hurry=hurry, waits=waits) as stage:
        stage.repository.open_issue("The buoy leaks", by="ada")
        stage.sandbox.faults.on(*faults)
        yield stage


_known: list[Outcome] = []


async def good_day(folder: Path) -> Outcome:
    """How the story ends without faults; played once."""
    if not _known:
        folder.mkdir()  # noqa: ASYNC240 once, on a local disk
        async with stage_with_a_buoy(folder, Hurry()) as stage:
            await play(stage)
            _known.append(outcome(stage.repository))
    return _known[0]


async def test_the_outcome_without_faults(tmp_path: Path) -> None:
    issues, labels = await good_day(tmp_path / "good")
    assert [(issue.title, issue.state[0], issue.assignees, len(issue.comments)) for issue in issues] == [
        ("The buoy leaks", "open", (), 1),
        ("paint the harbour wall green", "closed", ("ada",), 0),
        ("write the manual of the crane, with drawings", "open", ("bea",), 0),
        ("order new rope", "open", ("bea",), 0),
    ]
    assert {name for name, _ in labels} >= {"action-item", "team/docs"}


# --- the table: (fault, where it strikes)

READS = {
    "app": "/app$",
    "tip": "/git/ref/",
    "tree": "/git/trees/",
    "blob": "/git/blobs/",
    "list": "/issues$",
    "linked issue": r"/issues/\d+$",
    "labels": "/labels$",
    "assignees": "/assignees$",
    "comments": "/comments$",
}
WRITES = {
    "token": ("POST", "/access_tokens$"),
    "create label": ("POST", "/labels$"),
    "create": ("POST", "/issues$"),
    "patch": ("PATCH", r"/issues/\d+$"),
    "comment": ("POST", "/comments$"),
    "check run": ("POST", "/check-runs$"),
}
FAULTS: dict[str, dict[str, object]] = {
    "500": {"what": What.ERROR, "status": 500, "times": 2},
    "502 after it acted": {"what": What.ERROR, "status": 502, "acted": True},
    "503 for long": {"what": What.ERROR, "status": 503, "times": 12},
    "dropped": {"what": What.DROP, "times": 2},
    "dropped after it acted": {"what": What.DROP, "acted": True, "times": 4},
    "cut in its middle": {"what": What.CUT, "times": 2},
    "slow": {"what": What.SLOW, "acted": True, "seconds": 0.5},
    "token expired": {"what": What.EXPIRED},
    "used up": {"what": What.PRIMARY, "seconds": 1800},
    "used up, 429": {"what": What.PRIMARY, "status": 429, "seconds": 20},
    "too many": {"what": What.SECONDARY, "times": 3},
    "too many, 429 with retry-after": {"what": What.SECONDARY, "status": 429, "seconds": 90},
    "404 twice": {"what": What.MISSING, "times": 2},
    "every second one 404": {"what": What.MISSING, "times": 3, "each": 2},
}
FLAPPING = ("404 twice", "every second one 404")


def at(fault: str, method: str, path: str) -> Fault:
    return Fault(method=method, path=path, **FAULTS[fault])  # type: ignore[arg-type]


def rows() -> Iterator[object]:
    for fault in FAULTS:
        for where, (method, path) in WRITES.items():
            yield pytest.param([at(fault, method, path)], id=f"{fault}-{where}")
        if fault not in FLAPPING:
            yield pytest.param([at(fault, "GET", path) for path in READS.values()], id=f"{fault}-every read")
    for fault in FLAPPING:
        # For assignees a 404 is a valid answer; a wrong one cannot be recognised.
        for where in READS.keys() - {"assignees"}:
            yield pytest.param([at(fault, "GET", READS[where])], id=f"{fault}-{where}")


@pytest.mark.sampled(4)
@pytest.mark.parametrize("faults", sorted(rows(), key=lambda row: row.id))  # type: ignore[attr-defined]
async def test_with_faults_the_outcome_is_as_without(tmp_path: Path, faults: list[Fault]) -> None:
    expected = await good_day(tmp_path / "good")
    async with stage_with_a_buoy(tmp_path, Hurry(), *faults, waits=SHORT) as stage:
        await play(stage)
        assert stage.sandbox.faults.struck
        assert outcome(stage.repository) == expected
        assert await second_run(stage) == []


async def test_a_job_that_fails_is_kept_with_back_off(tmp_path: Path) -> None:
    hurry = Hurry()
    async with stage_with_a_buoy(tmp_path, hurry, at("503 for long", "GET", READS["tip"])) as stage:
        await play(stage)
    assert [(seconds, why[:10]) for seconds, why in hurry.pauses] == [
        (seconds, "Unanswered") for seconds in (5, 10, 20, 40)
    ]


PAUSES = [
    pytest.param(Fault(what=What.PRIMARY, path=READS["tip"], seconds=1800), (1800, 1802), id="used up"),
    pytest.param(Fault(what=What.SECONDARY, path=READS["tip"], seconds=90), (89, 90), id="retry-after"),
    pytest.param(Fault(what=What.SECONDARY, path=READS["tip"]), (59, 60), id="no time given"),
]


@pytest.mark.parametrize(("fault", "between"), PAUSES)
async def test_a_limit_is_waited_for_in_the_queue(tmp_path: Path, fault: Fault, between: tuple[float, float]) -> None:
    hurry = Hurry()
    async with stage_with_a_buoy(tmp_path, hurry, fault) as stage:
        await play(stage)
    ((pause, _),) = hurry.pauses
    # Between the answer and the pause some milliseconds pass.
    assert between[0] <= round(pause, 1) <= between[1]


# --- refusals that stand


CREATE = WRITES["create"]


@pytest.mark.parametrize(
    ("field", "value", "labels", "assignees"),
    [
        pytest.param("assignees", "bea", ("action-item", "team/docs"), (), id="an assignee"),
        pytest.param("labels", "team/docs", ("action-item",), ("bea",), id="a label"),
    ],
)
async def test_what_github_refuses_is_left_out(
    tmp_path: Path, field: str, value: str, labels: tuple[str, ...], assignees: tuple[str, ...]
) -> None:
    fault = Fault(what=What.INVALID, method="POST", path=CREATE[1], skip=1, field=field, value=value)
    async with stage_with_a_buoy(tmp_path, Hurry(), fault) as stage:
        await play(stage)
        issue = seen(stage.repository.issue(3))
        assert (issue.labels, issue.assignees) == (labels, assignees)
        assert await second_run(stage) == []
        assert len(stage.repository.issues) == 4


async def test_one_refused_change_holds_up_no_other(tmp_path: Path) -> None:
    hurry = Hurry()
    fault = Fault(what=What.INVALID, method="POST", path=CREATE[1], field="title", times=3)
    async with stage_with_a_buoy(tmp_path, hurry, fault) as stage:
        await stage.note("2024-03-05", *FIRST)
        assert [issue.title for issue in stage.repository.issues[1:]] == [
            "write the manual of the crane",
            "paint the harbour wall green",
        ]
        assert "refused" in (stage.repository.checks[0].summary or "")
        assert await second_run(stage) == []
    assert len(hurry.pauses) == 2


async def test_issues_switched_off_and_on_again(tmp_path: Path) -> None:
    async with stage_with_a_buoy(tmp_path, Hurry(), Fault(what=What.DISABLED, method="POST", path=CREATE[1])) as stage:
        await stage.note("2024-03-05", *FIRST)
        assert "switched off" in (stage.repository.checks[-1].summary or "")
        assert len(await second_run(stage)) == 2
        assert len(stage.repository.issues) == 3
        assert await second_run(stage) == []


# --- lists that lag

LAG = Fault(what=What.LAG, method="GET", path="/(issues|labels|comments)$", seconds=30, times=None)
LOST = Fault(what=What.DROP, method="POST", acted=True, times=None, each=2)


@pytest.mark.parametrize(
    "faults",
    [
        pytest.param([LAG], id="lists lag"),
        pytest.param([replace(LAG, seconds=300)], id="lists lag for minutes"),
        pytest.param([LAG, LOST], id="lists lag and answers are lost"),
    ],
)
async def test_lists_that_lag(tmp_path: Path, faults: list[Fault]) -> None:
    expected = await good_day(tmp_path / "good")
    async with stage_with_a_buoy(tmp_path, Hurry(), *faults) as stage:
        await play(stage)
        assert outcome(stage.repository) == expected
        assert await second_run(stage) == []


async def test_a_tip_that_lags(tmp_path: Path) -> None:
    expected = await good_day(tmp_path / "good")
    late = Fault(what=What.LAG, method="GET", path=READS["tip"], seconds=5, times=None)
    async with stage_with_a_buoy(tmp_path, Hurry(), late) as stage:
        await play(stage)
        assert outcome(stage.repository) == expected
        assert await second_run(stage) == []


@asynccontextmanager
async def with_restarts(folder: Path, *faults: Fault) -> AsyncIterator[Callable[[], "asyncio.Future[Stage]"]]:
    """A sandbox; each call starts Duly (and stops the one before, without grace): what a restart is."""
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    running: list[asyncio.Task[None]] = []

    async def run(ready: "asyncio.Future[Stage]") -> None:
        async with beside(sandbox, folder, hurry, grace=0) as queue:
            ready.set_result(Stage(sandbox, repository, queue, settings_of(sandbox, sandbox.url)))
            await asyncio.Event().wait()

    async def stop() -> None:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        running.clear()

    async def start() -> Stage:
        await stop()
        ready: asyncio.Future[Stage] = asyncio.get_running_loop().create_future()
        running.append(asyncio.create_task(run(ready)))
        return await ready

    async with sandbox.serve():
        repository = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: TERMS})
        repository.open_issue("The buoy leaks", by="ada")
        sandbox.faults.on(*faults)
        try:
            yield lambda: asyncio.ensure_future(start())
        finally:
            await stop()


async def test_a_comment_that_cannot_be_seen_for_a_while_is_not_written_again(tmp_path: Path) -> None:
    async with with_restarts(tmp_path) as start:
        await play(await start())
        stage = await start()
        stage.sandbox.faults.on(Fault(what=What.MISSING, method="GET", path=READS["comments"], times=12))
        assert await second_run(stage) == []
        assert stage.sandbox.faults.struck == 12


async def test_a_restart_while_lists_lag(tmp_path: Path) -> None:
    expected = await good_day(tmp_path / "good")
    async with with_restarts(tmp_path, LAG) as start:
        await (await start()).note("2024-03-05", *FIRST)
        stage = await start()
        await stage.note("2024-03-19", *SECOND)
        assert outcome(stage.repository) == expected
        assert await second_run(await start()) == []


CUT_OFF = [
    pytest.param("POST", "/issues$", lambda repository: len(repository.issues) > 1, id="create"),
    pytest.param("POST", "/comments$", lambda repository: repository.issue(1).comments, id="comment"),
    pytest.param("PATCH", "/issues/", lambda repository: repository.issue(2).state == "closed", id="patch"),
]


@pytest.mark.parametrize(("method", "path", "acted"), CUT_OFF)
async def test_a_write_whose_answer_is_lost_to_a_restart_while_lists_lag(
    tmp_path: Path, method: str, path: str, acted: Callable[[Repository], bool]
) -> None:
    expected = await good_day(tmp_path / "good")
    hangs = Fault(what=What.SLOW, method=method, path=path, acted=True, seconds=30)
    async with with_restarts(tmp_path, hangs, LAG) as start:
        stage = await start()
        for day, lines in (("2024-03-05", FIRST), ("2024-03-19", SECOND)):
            noting = asyncio.create_task(stage.note(day, *lines))
            while not noting.done():
                await asyncio.sleep(0.01)
                if stage.sandbox.faults.struck_by(hangs) and acted(stage.repository):
                    stage.sandbox.faults.off(hangs)
                    noting.cancel()
                    stage = await start()
                    await stage.rest()
                    break
        assert outcome(stage.repository) == expected
        assert await second_run(stage) == []


async def test_what_slips_through_is_healed_by_the_next_sync(tmp_path: Path) -> None:
    """A create that GitHub does long after the answer was given up is there twice, which is found by the next sync only."""
    late = Fault(what=What.SLOW, method="POST", path=CREATE[1], seconds=0.8)
    async with stage_with_a_buoy(tmp_path, Hurry(), late, waits=SHORT) as stage:
        await stage.note("2024-03-05", FIRST[0])
        async with asyncio.timeout(10):
            while len(stage.repository.issues) < 3:  # noqa: ASYNC110 the test watches from outside
                await asyncio.sleep(0.01)
        await stage.push({"notes/2024-03-06.md": "# Nothing\n"})
        assert [(issue.state, issue.state_reason) for issue in stage.repository.issues[1:]] == [
            ("open", None),
            ("closed", "duplicate"),
        ]
        assert await second_run(stage) == []


# --- nobody else is held up

OTHERS = 6
NEVER = 3600.0
STUCK = [
    pytest.param([Fault(what=What.SLOW, path="/repos/pier-", seconds=NEVER, times=None)], id="GitHub hangs"),
    pytest.param([Fault(what=What.ERROR, path="/repos/pier-", times=None)], id="GitHub is broken"),
    pytest.param([Fault(what=What.DROP, path="/repos/pier-", times=None)], id="connections break"),
    pytest.param([Fault(what=What.SECONDARY, path="/repos/pier-", times=None, seconds=NEVER)], id="a limit"),
    pytest.param([Fault(what=What.SECONDARY, path="/repos/pier-", times=None, seconds=20)], id="a short limit"),
    pytest.param([Fault(what=What.MISSING, path="/repos/pier-", times=None)], id="not there"),
    pytest.param([], id="no token"),
]


@pytest.mark.parametrize("faults", STUCK)
async def test_other_installations_are_not_held_up(tmp_path: Path, faults: list[Fault]) -> None:
    note = {"notes/2024-03-05.md": "## Action items\n\n* [ ] (Ada) paint the harbour wall green\n"}
    sandbox = Sandbox()
    async with sandbox.serve(), beside(sandbox, tmp_path, grace=0):
        stuck = [sandbox.create_repository(f"pier-{n}/notes", files={CONFIG: TERMS}) for n in range(OTHERS)]
        well = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: TERMS})
        ids = "|".join(str(sandbox.installation(one).id) for one in stuck)
        token = Fault(what=What.SLOW, path=f"/installations/({ids})/access_tokens$", seconds=NEVER, times=None)
        sandbox.faults.on(*(faults or [token]))
        for repository in (*stuck, well):
            repository.push(note)
        async with asyncio.timeout(20):
            while not well.checks:  # noqa: ASYNC110 the test watches from outside
                await asyncio.sleep(0.01)
        assert len(well.issues) == 1
        assert not any(repository.checks for repository in stuck)


async def test_another_repository_of_the_installation_is_not_held_up(tmp_path: Path) -> None:
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    async with sandbox.serve(), beside(sandbox, tmp_path, hurry, grace=0):
        broken = sandbox.create_repository("harbour/broken", files={CONFIG: TERMS})
        well = sandbox.create_repository(NAME, collaborators=PEOPLE, files={CONFIG: TERMS})
        sandbox.faults.on(Fault(what=What.ERROR, path="/repos/harbour/broken/git/", times=None))
        for repository in (broken, well):
            repository.push({"notes/2024-03-05.md": "## Action items\n\n* [ ] (Ada) paint the harbour wall green\n"})
        async with asyncio.timeout(20):
            while not well.checks:  # noqa: ASYNC110 the test watches from outside
                await asyncio.sleep(0.01)
        assert len(well.issues) == 1


# --- switched from outside


async def test_faults_are_switched_over_http() -> None:
    sandbox = Sandbox()
    async with sandbox.serve() as url, aiohttp.ClientSession() as session:
        switch = f"{url}/sandbox/faults"
        async with session.post(switch, json={"what": "error", "path": "/app$", "status": 503}) as answer:
            assert answer.status == 201
        for status in (503, 401):
            async with session.get(f"{url}/app") as answer:
                assert answer.status == status
        async with session.get(switch) as answer:
            (shown,) = await answer.json()
            assert (shown["what"], shown["met"], shown["struck"]) == ("error", 2, 1)
        wrong: tuple[object, ...] = (
            {"what": "flood"},
            {"what": "drop", "often": True},
            {"what": "drop", "path": "("},
            [],
        )
        for bad in wrong:
            async with session.post(switch, json=bad) as answer:
                assert answer.status == 422
        async with session.delete(switch) as answer:
            assert answer.status == 204
        async with session.get(switch) as answer:
            assert await answer.json() == []
