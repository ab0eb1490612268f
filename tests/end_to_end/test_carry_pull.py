"""`/carry` on the pull request of the next meeting's note: committed where that lasts, else posted to be pasted."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date

import pytest
import pytest_asyncio
from aiohttp import web
from aiohttp.typedefs import Handler
from markdown_it import MarkdownIt

from bot.core.carry.next_note import CarryOptions
from bot.core.commands import UserError
from bot.core.issues.policy import NEXT_MEETING
from bot.core.limits import NOTE as LARGEST
from bot.core.limits import PULL_NOTES as MANY
from bot.github.client import GitHub
from bot.github.repository import Repository
from bot.jobs.carry import carry_pull, withdraw
from bot.jobs.sync import sync
from bot.sandbox import Repository as Remote
from bot.sandbox import Sandbox
from bot.sandbox.github.faults import Fault, What
from tests.support.contract import violations
from tests.support.duly import NAME, PEOPLE, Hurry, settings_of

OLD, NEXT = "notes/2024-03-05.md", "notes/2024-03-19.md"
BRANCH = "meeting-2024-03-19"
CONFIG = "notes: [notes/*.md]\npeople: {Ada: ada, Bea: bea}\nnumbers: plain\n"
LISTED = """\
# 2024-03-05 meeting

## Check in on previous action items

### This meeting

* [ ] (Ada) paint the harbour wall green
* [x] (Bea) book the hall

### Last meeting

* [ ] (Bea) order the rope for spring
"""
TEMPLATE = "# 2024-03-19 meeting\n\n## Agenda\n\n## Check in on previous action items\n"


@dataclass(slots=True)
class Desk:
    """The sandbox's repository, and Duly's view of it. #1 is the wall, #2 the rope, and #3 the pull request."""

    sandbox: Sandbox
    remote: Remote
    repository: Repository
    pull: int = 0

    @property
    def note(self) -> str:
        """The next note as it stands on its branch."""
        return self.remote.read(NEXT, BRANCH) or ""

    def propose(self, text: str = TEMPLATE, *, body: str = "", files: Mapping[str, str | None] | None = None) -> int:
        """Open the pull request of the next note, or of other files."""
        self.remote.push(files or {NEXT: text}, branch=BRANCH, author="ada")
        self.pull = self.remote.open_pull("Notes of March 19", BRANCH, body=body, by="ada").number
        return self.pull

    async def carry(self, how: str = "", since: date | None = None) -> str:
        """What `/carry` answers."""
        return await carry_pull(self.repository, self.pull, CarryOptions(how, since))

    def commits(self) -> int:
        """How many commits the repository has."""
        return len(self.remote.state.store.commits)


@asynccontextmanager
async def opened(sandbox: Sandbox | None = None, config: str | None = CONFIG) -> AsyncIterator[Desk]:
    """A desk whose old note is synced."""
    sandbox = sandbox or Sandbox()
    async with sandbox.serve() as url:
        files = {OLD: LISTED} | ({} if config is None else {".github/duly.yml": config})
        remote = sandbox.create_repository(NAME, collaborators=PEOPLE, files=files)
        async with GitHub(settings_of(sandbox, url), time=Hurry().time) as github:
            repository = await github.repository(NAME)
            await sync(repository)
            yield Desk(sandbox, remote, repository)


@pytest_asyncio.fixture
async def desk() -> AsyncIterator[Desk]:
    async with opened() as made:
        yield made


def pasted(answer: str) -> str:
    """The block that an answer holds."""
    (fence,) = (token for token in MarkdownIt().parse(answer) if token.type == "fence")
    return fence.content


async def test_the_open_items_are_committed_to_the_branch_in_one_commit(desk: Desk) -> None:
    desk.propose()
    before = desk.commits()
    answer = await desk.carry()
    assert desk.commits() == before + 1
    tip = desk.remote.state.store.commits[desk.remote.state.refs[f"refs/heads/{BRANCH}"]]
    assert tip.author.name == desk.sandbox.bot_login
    assert f"[{tip.sha[:7]}]({desk.sandbox.url}/{NAME}/commit/{tip.sha})" in answer
    assert desk.note.startswith(TEMPLATE.rstrip("\n"))
    assert "* [ ] (Ada) paint the harbour wall green #1" in desk.note
    assert "* [ ] (Bea) order the rope for spring #2" in desk.note
    assert "book the hall" not in desk.note
    assert violations(desk.sandbox) == []


async def test_a_second_run_commits_nothing_and_says_so(desk: Desk) -> None:
    desk.propose()
    await desk.carry()
    before, note = desk.commits(), desk.note
    assert (await desk.carry()).startswith(f"`{NEXT}` stays as it is.\n\nNothing to add")
    assert (desk.commits(), desk.note) == (before, note)


async def test_what_was_closed_since_is_ticked_and_what_people_wrote_stays(desk: Desk) -> None:
    desk.propose()
    await desk.carry()
    desk.remote.push({NEXT: desk.note + "\nAda was here.\n"}, branch=BRANCH, author="ada")
    desk.remote.close_issue(2, by="bea")
    await desk.carry()
    assert "* [x] (Bea) order the rope for spring #2" in desk.note
    assert "* [ ] (Ada) paint the harbour wall green #1" in desk.note
    assert desk.note.endswith("\nAda was here.\n")


async def test_a_branch_that_moves_meanwhile_is_read_again(desk: Desk) -> None:
    desk.propose()
    sandbox = desk.sandbox
    sandbox.faults.on(Fault(what=What.CONFLICT, method="PUT", path="/contents/"))
    await desk.carry()
    assert sandbox.faults.struck == 1
    assert "harbour wall green #1" in desk.note


async def test_what_somebody_pushes_at_the_same_moment_is_kept() -> None:
    sandbox = Sandbox()
    pushed: list[str] = []

    @web.middleware
    async def faster(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method == "PUT" and not pushed:
            text = f"{TEMPLATE}\nBea was faster.\n"
            pushed.append(sandbox.repository(NAME).push({NEXT: text}, branch=BRANCH, author="bea"))
        return await handler(request)

    sandbox.middlewares.append(faster)
    async with opened(sandbox) as desk:
        desk.propose()
        await desk.carry()
        assert pushed
        assert "Bea was faster." in desk.note
        assert "harbour wall green #1" in desk.note


async def test_a_lost_answer_makes_no_second_commit(desk: Desk) -> None:
    desk.propose()
    before = desk.commits()
    desk.sandbox.faults.on(Fault(what=What.DROP, method="PUT", path="/contents/", acted=True))
    assert (await desk.carry()).startswith(f"Carried into `{NEXT}`.")
    assert desk.commits() == before + 1


HACKMD = "The live copy: https://hackmd.io/@harbour/march"


def forked(desk: Desk) -> None:
    fork = desk.sandbox.fork(desk.remote, "zoe")
    fork.push({NEXT: TEMPLATE}, branch="mine", author="zoe")
    desk.pull = desk.remote.open_pull("Notes", "zoe:mine", by="zoe").number


def protected(desk: Desk) -> None:
    desk.propose()
    desk.remote.protect(BRANCH)


def no_right(desk: Desk) -> None:
    desk.propose()
    desk.sandbox.installation(desk.remote).permissions["contents"] = "read"
    desk.sandbox.world.tokens.clear()


def closed(desk: Desk) -> None:
    desk.remote.close_issue(desk.propose(), by="ada")


def gone(desk: Desk) -> None:
    desk.propose()
    desk.remote.delete_branch(BRANCH, by="ada")


def merged(desk: Desk) -> None:
    desk.remote.merge_pull(desk.propose(), by="ada")


def from_main(desk: Desk) -> None:
    desk.remote.push({"README.md": "# Harbour"}, branch="archive", author="ada")
    desk.remote.push({NEXT: TEMPLATE}, author="ada")
    desk.pull = desk.remote.open_pull("Notes", "main", base="archive", by="zoe").number


@pytest.mark.parametrize(
    ("prepare", "how", "why"),
    [
        pytest.param(lambda desk: desk.propose(), "preview", "nothing was committed", id="a preview"),
        pytest.param(lambda desk: desk.propose(body=HACKMD), "", "`/carry commit` commits all the same", id="HackMD"),
        pytest.param(forked, "", "stands in a fork", id="a fork"),
        pytest.param(forked, "commit", "stands in a fork", id="a fork, and a commit asked for"),
        pytest.param(from_main, "commit", "the default one", id="the default branch, and a commit asked for"),
        pytest.param(no_right, "", "Resource not accessible by integration", id="no contents: write"),
        pytest.param(gone, "", "is not there at the tip", id="the branch is gone"),
        pytest.param(closed, "", "is closed", id="closed"),
        pytest.param(merged, "", "is merged", id="merged"),
    ],
)
async def test_where_no_commit_would_last_the_block_is_posted_with_the_reason(
    desk: Desk, prepare: Callable[[Desk], object], how: str, why: str
) -> None:
    prepare(desk)
    before = desk.commits()
    answer = await desk.carry(how)
    assert why in answer.partition("```")[0]
    assert "* [ ] (Ada) paint the harbour wall green #1\n" in pasted(answer)
    assert "# 2024-03-19" not in pasted(answer)
    assert desk.commits() == before
    assert violations(desk.sandbox) == []


async def test_a_protected_branch_where_no_pull_request_may_be_opened(desk: Desk) -> None:
    protected(desk)
    desk.sandbox.installation(desk.remote).permissions["pull_requests"] = "read"
    desk.sandbox.world.tokens.clear()
    answer = await desk.carry()
    assert "Changes must be made through a pull request" in answer.partition("```")[0]
    assert "* [ ] (Ada) paint the harbour wall green #1\n" in pasted(answer)
    assert set(desk.remote.state.refs) == {"refs/heads/main", f"refs/heads/{BRANCH}"}
    assert violations(desk.sandbox) == []


async def test_a_protected_branch_gets_the_block_in_a_pull_request_of_its_own(desk: Desk) -> None:
    protected(desk)
    answer = await desk.carry()
    proposal = desk.pull + 1 if desk.remote.issue(desk.pull + 1).pull else desk.pull
    assert answer.startswith(f"This branch takes no commits of mine, so the block for `{NEXT}` is in #{proposal}")
    branches = desk.remote.issue(proposal).pull
    assert branches and (branches.head, branches.base) == (f"duly/carry-{desk.pull}", BRANCH)
    text = desk.remote.read(NEXT, branches.head) or ""
    assert "* [ ] (Ada) paint the harbour wall green #1\n" in text
    commits = desk.commits()
    assert (await desk.carry()).startswith("This branch takes no commits of mine") and desk.commits() == commits
    desk.remote.push({NEXT: f"{text}\nBea was late.\n"}, branch=branches.head, author="bea")
    await desk.carry()
    assert "Bea was late." in (desk.remote.read(NEXT, branches.head) or "")
    desk.remote.merge_pull(proposal, by="ada")
    assert "harbour wall green #1" in desk.note
    assert (await desk.carry()).startswith(f"`{NEXT}` stays as it is")
    assert violations(desk.sandbox) == []


async def test_a_branch_with_commits_of_people_is_not_moved_where_its_pull_request_is_closed(desk: Desk) -> None:
    protected(desk)
    await desk.carry()
    (number, branch) = max((one.number, one.pull.head) for one in desk.remote.state.issues.values() if one.pull)
    text = desk.remote.read(NEXT, branch) or ""
    desk.remote.push({NEXT: f"{text}\nBea was late.\n"}, branch=branch, author="bea")
    desk.remote.close_issue(number, by="ada")
    assert (await desk.carry()).startswith("This branch takes no commits of mine")
    assert "Bea was late." in (desk.remote.read(NEXT, branch) or "")
    assert violations(desk.sandbox) == []


async def test_a_branch_that_people_made_anew_is_kept(desk: Desk) -> None:
    """It has nothing in common with the branch of the first one, so it cannot be compared with that."""
    protected(desk)
    await desk.carry()
    branch = max(one.pull.head for one in desk.remote.state.issues.values() if one.pull and "duly/" in one.pull.head)
    anew = desk.remote.commit({NEXT: "Bea was late.\n"}, author="bea", parent="")
    desk.remote.move(branch, anew, by="bea", force=True)
    desk.remote.close_issue(desk.pull, by="ada")
    await withdraw(desk.repository, desk.pull)
    assert desk.remote.state.refs[f"refs/heads/{branch}"] == anew
    assert violations(desk.sandbox) == []


@pytest.mark.parametrize("by_people", [False, True], ids=["only Duly", "people too"])
async def test_the_pull_request_for_a_closed_one_is_withdrawn_where_only_duly_committed_to_it(
    desk: Desk, *, by_people: bool
) -> None:
    protected(desk)
    await desk.carry()
    (number, branch) = max((one.number, one.pull.head) for one in desk.remote.state.issues.values() if one.pull)
    if by_people:
        desk.remote.push({NEXT: f"{desk.remote.read(NEXT, branch)}\nBea was late.\n"}, branch=branch, author="bea")
    await withdraw(desk.repository, desk.pull)
    assert desk.remote.issue(number).state == "open", "the first one is open"
    desk.remote.close_issue(desk.pull, by="ada")
    await withdraw(desk.repository, desk.pull)
    await withdraw(desk.repository, desk.pull)
    assert desk.remote.issue(number).state == ("open" if by_people else "closed")
    assert (f"refs/heads/{branch}" in desk.remote.state.refs) is by_people
    assert violations(desk.sandbox) == []


async def test_commit_all_the_same_although_hackmd_is_named(desk: Desk) -> None:
    desk.propose(body=HACKMD)
    assert (await desk.carry("commit")).startswith("Carried into")
    assert "harbour wall green #1" in desk.note


async def test_a_posted_block_that_was_pasted_leaves_nothing_to_carry(desk: Desk) -> None:
    desk.propose(body=HACKMD)
    block = pasted(await desk.carry())
    heading = "## Check in on previous action items\n"
    pasted_in = TEMPLATE.replace(heading, block) if heading in block else TEMPLATE + "\n" + block
    desk.remote.push({NEXT: pasted_in}, branch=BRANCH, author="ada")
    assert (await desk.carry()).startswith(f"`{NEXT}` stays as it is.")


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param({"README.md": "# Hello\n"}, "neither adds nor edits a note", id="no note at all"),
        pytest.param({"notes/about.md": "# About\n"}, "neither adds nor edits a note", id="a note without a date"),
        pytest.param({OLD: None}, "neither adds nor edits a note", id="a note taken away"),
        pytest.param(
            {f"notes/2023-{n // 28 + 1:02}-{n % 28 + 1:02}.md": "# Old\n" for n in range(MANY + 1)},
            f"changes {MANY + 1} notes",
            id="an archive",
        ),
        pytest.param({NEXT: TEMPLATE + "x" * LARGEST}, f"`{NEXT}` has more than 256 KB", id="a note too large"),
    ],
)
async def test_where_there_is_no_next_note_it_says_so(desk: Desk, files: dict[str, str | None], said: str) -> None:
    desk.propose(files=files)
    before = desk.commits()
    with pytest.raises(UserError, match=said):
        await desk.carry()
    assert desk.commits() == before


async def test_of_several_notes_the_newest_is_the_next(desk: Desk) -> None:
    desk.propose(files={NEXT: TEMPLATE, OLD: LISTED + "\nA late remark.\n"})
    assert f"`{NEXT}`" in await desk.carry()
    assert "harbour wall green #1" in desk.note


async def test_without_a_config_nothing_is_carried() -> None:
    async with opened(config=None) as desk:
        desk.propose()
        before = desk.commits()
        with pytest.raises(UserError, match="without a good"):
            await desk.carry()
        assert desk.commits() == before


async def test_an_issue_is_no_pull_request(desk: Desk) -> None:
    desk.pull = 1
    with pytest.raises(UserError, match="#1 is no pull request"):
        await desk.carry()


async def test_raised_issues_stand_in_the_next_note_until_it_was_held(desk: Desk) -> None:
    desk.remote.create_label(NEXT_MEETING)
    lamp = desk.remote.open_issue("The lamp is dim", by="bea", labels=(NEXT_MEETING, "Lamps")).number
    desk.propose()
    preview = await desk.carry("preview")
    await desk.carry()
    assert "The lamp is dim" in pasted(preview)
    (line,) = (line for line in desk.note.splitlines() if "The lamp is dim" in line)
    assert line.endswith(f"#{lamp}")
    assert {label.name for label in desk.remote.issue(lamp).labels} == {NEXT_MEETING, "Lamps"}
    desk.remote.merge_pull(desk.pull, by="ada")
    opened = len(desk.remote.issues)
    await sync(desk.repository)
    assert len(desk.remote.issues) == opened, "a person's issue is not opened a second time"
    later = "notes/2024-04-02.md"
    desk.remote.push({later: TEMPLATE.replace("03-19", "04-02")}, branch="april", author="ada")
    desk.pull = desk.remote.open_pull("Notes of April 2", "april", by="ada").number
    await desk.carry()
    assert [label.name for label in desk.remote.issue(lamp).labels] == ["Lamps"]
    assert (desk.remote.read(later, "april") or "").count("The lamp is dim") == 1


async def test_from_another_note(desk: Desk) -> None:
    desk.remote.push({"notes/2024-02-20.md": "# February\n\n## Action items\n\n* [ ] (Ada) count the buoys\n"})
    desk.propose()
    assert "notes/2024-02-20.md" in await desk.carry(since=date(2024, 2, 20))
    assert "count the buoys" in desk.note


async def test_issues_that_are_switched_off_do_not_stop_it(desk: Desk) -> None:
    desk.propose()
    desk.remote.turn_issues(False)
    await desk.carry()
    assert "harbour wall green" in desk.note
