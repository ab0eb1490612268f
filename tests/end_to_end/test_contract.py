"""Everything that bot and sandbox say to each other, in one long story, held to GitHub's own description."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.cli.doctor import examine
from bot.core.carry.next_note import CarryOptions
from bot.core.onboarding.asking import BRANCH, TITLE
from bot.github.client import GitHub
from bot.github.transport.rate_limit import Time
from bot.jobs.carry import carry_pull
from bot.jobs.duties import Duties
from bot.jobs.gather import gather
from bot.jobs.hourly import queue_catch_ups
from bot.jobs.meetings.standing_words import title
from bot.jobs.onboard import onboard
from bot.jobs.sync import SyncResult, sync
from bot.sandbox import Repository, Sandbox
from bot.sandbox.github.faults import Fault, What
from bot.sandbox.github.recorder import Exchange, write_lines
from bot.settings import Settings
from tests.support.call_sites import reached, sites
from tests.support.contract import CONTRACT, judge, operations
from tests.support.duly import NAME, PEOPLE, Hurry, Stage, staged
from tests.support.paths import need

CONFIG = "people: {Ada: ada, Bea: bea, Zoe: zoe}\nsubteams: {docs: security+systems}\ntrusted_writers: ['duly[bot]']\n"

MINUTES = "# Meeting\n\n## Action items\n\n* [ ] (Ada) sweep pier {month}\n"

SAID = {
    "apps/create-installation-access-token",
    "apps/get-authenticated",
    "apps/get-repo-installation",
    "apps/list-installations",
    "apps/list-repos-accessible-to-installation",
    "apps/list-webhook-deliveries",
    "apps/redeliver-webhook-delivery",
    "checks/create",
    "checks/list-for-ref",
    "git/create-blob",
    "git/create-commit",
    "git/create-ref",
    "git/create-tree",
    "git/delete-ref",
    "git/get-blob",
    "git/get-commit",
    "git/get-ref",
    "git/get-tree",
    "git/list-matching-refs",
    "git/update-ref",
    "graphql",
    "issues/add-sub-issue",
    "issues/check-user-can-be-assigned",
    "issues/check-user-can-be-assigned-to-issue",
    "issues/create",
    "issues/create-comment",
    "issues/create-label",
    "issues/get",
    "issues/get-comment",
    "issues/get-label",
    "issues/get-parent",
    "issues/list-assignees",
    "issues/list-comments",
    "issues/list-comments-for-repo",
    "issues/list-for-repo",
    "issues/list-labels-for-repo",
    "issues/update",
    "issues/update-comment",
    "pulls/create",
    "pulls/get",
    "pulls/list",
    "pulls/list-files",
    "pulls/merge",
    "pulls/update",
    "rate-limit/get",
    "reactions/create-for-issue-comment",
    "reactions/delete-for-issue-comment",
    "reactions/list-for-issue-comment",
    "repos/compare-commits",
    "repos/create-or-update-file-contents",
    "repos/download-tarball-archive",
    "repos/get",
    "repos/get-collaborator-permission-level",
    "repos/get-content",
    "repos/list-commits",
}
"""Every operation that Duly calls as an App."""
SAID_WITH_A_TOKEN = "users/get-authenticated"
"""The one that only people may call."""


async def at_once(_seconds: float) -> None:
    """A pause that nobody waits for."""


@asynccontextmanager
async def started(settings: Settings) -> AsyncIterator[GitHub]:
    """The client of a process that has just started, with empty caches."""
    async with GitHub(settings, time=Time(sleep=at_once)) as github:
        yield github


async def synced(settings: Settings, name: str = NAME) -> SyncResult:
    """What `duly sync` does in a process of its own."""
    async with started(settings) as github:
        return await sync(await github.repository(name))


async def test_everything_said_is_as_github_says_it(tmp_path: Path) -> None:
    need(CONTRACT)
    hurry = Hurry()
    sandbox = Sandbox(clock=hurry.utc)
    # So many that those who matter stand on the second page of who can be assigned.
    crowd = {f"sailor{number}": "read" for number in range(100)} | PEOPLE
    with reached() as lines:
        async with staged(tmp_path, config=CONFIG, sandbox=sandbox, people=crowd, hurry=hurry) as stage:
            await _a_year_at_once(stage)
            await _ticks_and_slips(stage)
            await _an_owner_who_has_to_comment(stage)
            await _an_issue_of_a_persons(stage)
            await _a_lost_marker(stage)
            await _commands(stage)
            await _a_downtime(stage)
            await _a_meeting_in_an_issue(stage)
            await _meetings_in_comments_and_bodies(stage)
            await _a_board(stage)
            await _a_protected_branch(stage, await _a_next_meeting(stage, hurry))
            await _another_repository(stage)
            # From here on other processes do the work: this one gets no webhook.
            sandbox.webhook_url, as_app, repository = None, stage.settings, stage.repository
            await _after_a_restart(as_app)
            await _carried_into_the_next_note(sandbox, repository, as_app)
            await _answers_lost(sandbox, repository, as_app)
            await _boxes_below(sandbox, repository, as_app)
            assert [finding async for finding in examine(as_app, repository.full_name)] != []
            await _another_name(repository, as_app)
            by_the_app = list(sandbox.recorder.exchanges)
            token = replace(as_app, app_id="", private_key="", github_token=sandbox.person("ada"))
            assert (await synced(token, repository.full_name)).plan.changes == ()
            await sandbox.settled()
    unreached = {site: call for site, call in sites().items() if site not in lines}
    assert unreached == {}, "the story has to come through every call of the client"
    assert operations(sandbox) == SAID | {SAID_WITH_A_TOKEN}
    _judge(sandbox, by_the_app, tmp_path)


async def _meetings_in_comments_and_bodies(stage: Stage) -> None:
    """What is open is carried into a comment where a program writes the issue, and ticked there; a person's comment opens an
    issue. The next meeting's issue is by a person, and gets what is open into its body.
    """
    files = {
        ".github/duly.yml": "meetings: {issues: {label: agenda, comments: true}}\nwrite_back: true\n",
        "2025-01-04.md": MINUTES.format(month=1),
    }
    people = PEOPLE | {"agenda[bot]": "write"}
    other = stage.sandbox.create_repository("harbour/minutes-in-talks", collaborators=people, files=files)
    other.push({"2025-02-04.md": MINUTES.format(month=2)})
    await stage.rest()
    call = other.open_issue("Call of 2025-02-11", "## Agenda", by="agenda[bot]", labels=("agenda",))
    await stage.rest()
    other.comment(call.number, "ada", "/carry")
    other.comment(call.number, "bea", "## Action items\n\n* [ ] (Bea) tar the jetty\n")
    await stage.rest()
    assert [issue.title for issue in other.issues] == ["sweep pier 2", call.title, "tar the jetty"]
    other.close_issue(1, by="ada")
    await stage.rest()
    (own,) = (comment for comment in call.comments if "sweep pier 2" in comment.body)
    assert "* [x] (Ada) sweep pier 2" in own.body
    later = other.open_issue("Call of 2025-02-18", "## Action items\n", by="ada", labels=("agenda",))
    await stage.rest()
    other.comment(later.number, "ada", "/carry")
    await stage.rest()
    assert "* [ ] (Bea) tar the jetty" in (later.body or "")


async def _a_board(stage: Stage) -> None:
    """A repository whose config asks for a board."""
    files = {".github/duly.yml": "board: true\n", "2025-01-04.md": MINUTES.format(month=1)}
    other = stage.sandbox.create_repository("harbour/minutes-with-a-board", collaborators=PEOPLE, files=files)
    other.push({"2025-02-04.md": MINUTES.format(month=2)})
    await stage.rest()
    assert other.state.pinned == [2]
    other.close_issue(2, by="ada")
    await stage.rest()
    assert len(other.issue(2).comments) == 1


NEXT = "harbour/minutes-that-make-themselves"


async def _a_next_meeting(stage: Stage, hurry: Hurry) -> Repository:
    """The note of the next meeting stands in a pull request, and a line of it is ticked there."""
    today = hurry.utc().date()
    files = {
        ".github/duly.yml": "board: false\nwrite_back: true\nnext: {every: week}\n",
        f"{today - timedelta(days=12)}.md": MINUTES.format(month=1),
    }
    other = stage.sandbox.create_repository(NEXT, collaborators=PEOPLE, files=files)
    other.push({f"{today - timedelta(days=5)}.md": MINUTES.format(month=2) + "* [ ] (Bea) paint the pier\n"})
    await stage.rest()
    note, branch = f"{today + timedelta(days=2)}.md", f"duly/next-{today + timedelta(days=2)}"
    assert "paint the pier [#2](" in (other.read(note, branch) or "")
    other.close_issue(2, by="bea")
    await stage.rest()
    # The tick on the default branch is a push, after which Duly looks at the next note too.
    assert "[x] (Bea) paint the pier [#2](" in (other.read(note, branch) or "")
    return other


async def _a_protected_branch(stage: Stage, other: Repository) -> None:
    """Ticks go to one pull request, which is made anew, and closed when nothing is left."""
    other.protect("main")

    async def looked() -> None:
        await stage.rest()
        async with started(stage.settings) as github:
            await queue_catch_ups(github, stage.queue)
        await stage.rest()

    for act in (other.close_issue, other.reopen_issue, other.close_issue):
        act(1, by="ada")
        await looked()
    path = next(path for path in other.files() if "paint the pier" in (other.read(path) or ""))
    other.push({path: (other.read(path) or "") + "* [ ] (Ada) count the gulls\n"}, author="ada")
    await looked()
    assert "count the gulls" in (other.read(path, "duly/ticks") or "")
    assert [one.title for one in other.state.issues.values() if one.pull and one.state == "open"][-1] == title(
        ticks=True, note=False
    )
    other.push({"README.md": "x"}, branch="duly/ticks", author="ada")
    await looked()
    assert other.read("README.md", "duly/ticks") == "x"
    other.delete_branch("duly/ticks", by="ada")
    other.close_issue(max(one.number for one in other.state.issues.values() if one.pull), by="ada")
    other.state.auto_merges = True
    stage.sandbox.faults.on(lost("PUT", "/merge$"))
    other.push({".github/duly.yml": f"{other.read('.github/duly.yml')}auto_merge: true\n"}, author="ada")
    other.close_issue(other.issues[-1].number, by="ada")
    await looked()
    assert "[x] (Ada) count the gulls" in (other.read(path) or "")
    stage.sandbox.faults.off()
    other.reopen_issue(other.issues[-1].number, by="ada")
    await looked()
    assert "[ ] (Ada) count the gulls" in (other.read(path) or "")


async def _another_repository(stage: Stage) -> None:
    """The App is installed on a second repository: a config is proposed, its text renewed although an answer is lost, and refused."""
    sandbox, files = stage.sandbox, {f"2025-0{month}-04.md": MINUTES.format(month=month) for month in (1, 2, 3)}
    other = sandbox.create_repository("harbour/minutes-of-2025", collaborators=PEOPLE, files=files, installed=False)
    sandbox.faults.on(lost("POST", "/git/refs$"), lost("POST", "/pulls$"), lost("PATCH", "/pulls/1$"))
    sandbox.install(other)
    await stage.rest()
    other.push({".github/duly.yml": "people: {Ada: ada}\n"}, branch=BRANCH, author="ada")
    await stage.rest()
    pull = other.issue(1)
    assert pull.pull and "## What will happen when you merge" in (pull.body or "")
    other.close_issue(1, by="ada")
    await stage.rest()
    assert len(pull.comments) == 1
    assert sandbox.faults.struck == 3
    sandbox.faults.off()
    other.delete_branch(BRANCH, by="ada")
    other.edit_issue(1, by="ada", title="Not yet")
    await stage.rest()
    other.push({".github/duly.yml": "people: {Ada: ada}\n"}, branch=BRANCH, author="ada")
    await stage.rest()
    assert "assigned to ada" in (other.issue(2).body or "")
    # An App that may only read files posts the file to paste.
    where = sandbox.installation(other)
    where.permissions["contents"] = "read"
    third = sandbox.create_repository("harbour/minutes-of-2026", collaborators=PEOPLE, files=files, installed=False)
    sandbox.install(third)
    await stage.rest()
    async with started(stage.settings) as github:
        # Nobody asked for it here: the installation has had its proposal.
        await onboard(await github.repository(third.full_name), asked=True)
    assert [issue.title for issue in third.issues] == [TITLE]
    where.permissions["contents"] = "write"


def _judge(sandbox: Sandbox, by_the_app: list[Exchange], folder: Path) -> None:
    # GraphQL is not in the description of the REST API.
    app = [one.as_json() for one in by_the_app if one.path not in {"/rate_limit", "/graphql"}]
    token = [one.as_json() for one in sandbox.recorder.exchanges[len(by_the_app) :]]
    # GitHub's description asks for credentials at /rate_limit, which GitHub answers without; `duly doctor` sends none.
    assert {row["status"] for row in app} >= {200, 201, 204, 301, 302, 304, 307, 404, 502}
    # GitHub answers a renamed repository's old name with a redirect anywhere; its description says so of few operations.
    redirected = [row for row in app if row["status"] in (301, 307)]
    write_lines(folder / "redirected.jsonl", redirected)
    judge("validate.py", folder / "redirected.jsonl", "--app", "--requests-only", "--quiet")
    write_lines(folder / "app.jsonl", (row for row in app if row not in redirected))
    judge("validate.py", folder / "app.jsonl", "--app", "--quiet")
    write_lines(folder / "token.jsonl", token)
    judge("validate.py", folder / "token.jsonl", "--quiet")
    sandbox.write_deliveries(folder / "hooks.jsonl")
    judge("validate_webhook.py", folder / "hooks.jsonl", "--app", "--secret", sandbox.app.webhook_secret)


async def _a_year_at_once(stage: Stage) -> None:
    """More notes than are asked for one by one: a tarball. Owners of all kinds, a label that is there in another case."""
    stage.repository.create_label("Security+Systems", "aabbcc", by="ada")
    notes: dict[str, str | None] = {
        f"notes/2024-{month:02}-05.md": f"# Meeting\n\n## Action items\n\n* [x] (Ada) sweep pier {month}\n"
        for month in range(1, 13)
    }
    await stage.push(notes)
    await stage.note(
        "2025-01-07",
        "* [ ] (Ada) paint the harbour wall green",
        "    * [ ] order the paint",
        "* [ ] (Zoe) write docs for the new pump",
        "* [ ] (???) mend the roof of the boat house",
    )
    assert len(stage.repository.open_issues) == 3
    assert stage.sandbox.archive_calls


async def _ticks_and_slips(stage: Stage) -> None:
    for done, state in ((True, "closed"), (False, "open")):
        await stage.tick("2025-01-07", "harbour wall", done=done)
        assert stage.repository.issue(1).state == state
    await stage.push({"setup.cfg": "[notes]\n"})


async def _a_downtime(stage: Stage) -> None:
    """Deliveries fail, or none comes: both are found by a look. (Whatever GitHub redelivers arrives as well.)"""
    hooks, repository = stage.sandbox.world.hooks, stage.repository
    there, hooks.url = hooks.url, "http://127.0.0.1:9/webhook"
    asked = repository.comment(repository.issues[0].number, "ada", "/help")
    await stage.sandbox.settled()
    hooks.url = None
    unheard = repository.comment(repository.issues[0].number, "ada", "/actions")
    path = repository.files()[-1]
    repository.push({path: f"{repository.read(path)}\nSee you.\n"}, author="ada")
    hooks.url = there
    async with started(stage.settings) as github:
        assert await Duties(stage.settings, github, stage.queue).identify() == ""
        await queue_catch_ups(github, stage.queue)
    await stage.rest()
    for comment in (asked, unheard):
        assert {each.content for each in comment.reactions} == {"eyes", "rocket"}


async def _a_meeting_in_an_issue(stage: Stage) -> None:
    """Its line opens an issue, and its tick closes that."""
    await stage.push({".github/duly.yml": CONFIG + "meetings: {issues: {label: agenda, title: 'Call of {date}'}}\n"})
    text = "## Action items\n\n* [{}] (Ada) tar the jetty\n"
    call = stage.repository.open_issue("Call of 2025-02-05", text.format(" "), by="bea", labels=("agenda",)).number
    await stage.rest()
    (jetty,) = (issue for issue in stage.repository.issues if issue.title == "tar the jetty")
    stage.repository.edit_issue(call, by="bea", body=text.format("x"))
    await stage.rest()
    assert jetty.state == "closed"
    await stage.push({".github/duly.yml": CONFIG})


async def _an_owner_who_has_to_comment(stage: Stage) -> None:
    number = next(issue.number for issue in stage.repository.issues if "pump" in issue.title)
    stage.repository.comment(number, "zoe", "I can do that")
    await stage.rest()
    assert [who.login for who in stage.repository.issue(number).assignees] == ["zoe"]


async def _an_issue_of_a_persons(stage: Stage) -> None:
    """Linked, reported on once, never edited."""
    theirs = stage.repository.open_issue("The lamp is dim", by="bea").number
    url = f"https://github.com/{NAME}/issues/{theirs}"
    await stage.note("2025-02-04", "* [ ] (Bea) look after the lamp", f"    * {url}")
    await stage.tick("2025-02-04", "the lamp")
    assert stage.repository.issue(theirs).state == "open"
    assert len(stage.repository.issue(theirs).comments) == 1


async def _a_lost_marker(stage: Stage) -> None:
    stage.repository.edit_issue(1, by="ada", body="All mine")
    await stage.rest()
    assert (stage.repository.issue(1).body or "").startswith("<!-- duly")


async def _commands(stage: Stage) -> None:
    """An unknown command, corrected by an edit: the reaction to the first is removed."""
    made = stage.repository.comment(2, "bea", "/asign @bea")
    await stage.rest()
    stage.repository.edit_comment(2, made, "/assign @bea\n/plan\n/carry")
    await stage.rest()
    assert [one.content for one in made.reactions] == ["eyes", "rocket"]
    stage.repository.comment(2, "sailor1", "/release")
    await stage.rest()


async def _after_a_restart(settings: Settings) -> None:
    """Nothing is known any more, and nothing is to be done: the check run is looked for and found."""
    assert (await synced(settings)).plan.changes == ()


async def _carried_into_the_next_note(sandbox: Sandbox, repository: Repository, settings: Settings) -> None:
    """Two commits to a pull request's branch, although the answer to the second is lost; a preview makes none."""
    repository.push({"notes/2025-02-11.md": "# Meeting\n\n## Action items\n\n* [ ] (Ada) grease the crane\n"})
    await synced(settings)
    (crane,) = (issue.number for issue in repository.issues if issue.title == "grease the crane")
    path, branch = "notes/2025-02-18.md", "next"
    repository.push({path: "# Meeting\n"}, branch=branch, author="ada")
    number = repository.open_pull("The next note", branch, by="ada").number
    before = len(repository.state.store.commits)
    async with started(settings) as github:
        known = await github.repository(NAME)
        await carry_pull(known, number, CarryOptions("preview"))
        await carry_pull(known, number, CarryOptions())
        repository.close_issue(crane, by="ada")
        sandbox.faults.on(lost("PUT", "/contents/"))
        await carry_pull(known, number, CarryOptions())
    sandbox.faults.off()
    assert f"[x] (Ada) grease the crane [#{crane}](" in (repository.read(path, branch) or "")
    assert len(repository.state.store.commits) == before + 2


async def _answers_lost(sandbox: Sandbox, repository: Repository, settings: Settings) -> None:
    """A write of each kind is done and its answer lost: it is looked for, and found. One is not done: nothing is found."""
    theirs = repository.open_issue("The bell is cracked", by="bea").number
    before = len(repository.issues)
    lines = ["* [ ] (Ada) count the buoys", "* [ ] (Bea) feed the gulls", "* [x] (Ada) paint the harbour wall green"]
    lines += ["* [ ] mend the bell", f"    * https://github.com/{NAME}/issues/{theirs}"]
    lines += ["* [ ] visit the lighthouse", f"    * https://github.com/{NAME}/issues/999"]
    note = "# Meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"
    repository.push({"notes/2025-03-04.md": note, ".github/duly.yml": CONFIG + "labels: [pier]\n"})
    sandbox.faults.on(
        lost("POST", "/labels$"), lost("POST", "/issues$"), lost("PATCH", "/issues/1$"), lost("POST", "/check-runs$")
    )
    sandbox.faults.on(Fault(what=What.ERROR, method="POST", path="/issues$"))
    await synced(settings)
    repository.replace("notes/2025-03-04.md", "[ ] mend the bell", "[x] mend the bell")
    sandbox.faults.on(lost("POST", "/comments$"))
    await synced(settings)
    assert sandbox.faults.struck == 6
    # The child of the ticked wall is an item of its own by now.
    opened = [issue.title for issue in repository.issues[before:]]
    assert opened == ["count the buoys", "feed the gulls", "visit the lighthouse"]
    assert len(repository.issue(theirs).comments) == 1


def lost(method: str, path: str) -> Fault:
    """The next such call is done, and its answer is a 502."""
    return Fault(what=What.ERROR, method=method, path=path, acted=True)


async def _boxes_below(sandbox: Sandbox, repository: Repository, settings: Settings) -> None:
    """Issues under another, one of them although the answer is lost."""
    note = "# Meeting\n\n## Action items\n\n* [ ] (Ada) rig the mast\n    * [ ] (Bea) splice the stays\n    * [ ] (Bea) oil the block\n"
    repository.push({"notes/2025-04-01.md": note, ".github/duly.yml": CONFIG + "children: sub-issues\n"})
    sandbox.faults.on(lost("POST", "/sub_issues$"))
    await synced(settings)
    sandbox.faults.off()
    above, *below = repository.issues[-3:]
    assert above.title == "rig the mast"
    assert [(each.title, each.parent) for each in below] == [
        ("rig the mast: splice the stays", above),
        ("rig the mast: oil the block", above),
    ]


async def _another_name(repository: Repository, settings: Settings) -> None:
    """Renamed between a decision and its writes, and again before the start of the next process."""
    async with started(settings) as github:
        known = await github.repository(NAME)
        repository.replace("notes/2025-03-04.md", "[ ] (Ada) count", "[x] (Ada) count")
        _, plan = await gather(known)
        repository.rename("minutes", by="ada")
        assert [await known.apply(change) for change in plan.changes] != []
        assert (await sync(known)).plan.changes == ()
        assert known.full_name == "harbour/minutes"
    assert (await synced(settings)).plan.changes == ()
