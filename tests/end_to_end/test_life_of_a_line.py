"""The life of one line on the sandbox, by pushes alone: reworded, ticked, carried, moved, handed on, split.

After each step there is one sync, a second one plans nothing, and the assignments that notified somebody are counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.support.community import plan_of
from tests.support.duly import Stage, staged

CONFIG = "notes: [notes/*.md]\npeople: {Ada: ada, Bea: bea, Cyd: cyd}\n"
FIRST, SECOND = "notes/2024-03-05.md", "notes/2024-03-19.md"
NETS, TUG, WALL = "* [ ] (Bea) mend the long nets", "* [ ] (Cyd) sell the old tug", "paint the long harbour wall"


def note(day: str, listed: tuple[str, ...], later: tuple[str, ...] = ()) -> str:
    """A note with two lists."""
    text = f"# {day} meeting\n\n## Action items\n\n" + "\n".join(listed) + "\n"
    return text + ("\n## Next steps\n\n" + "\n".join(later) + "\n" if later else "")


@dataclass
class Life:
    """A stage, the writes of each step, and what notified somebody so far."""

    stage: Stage
    seen: int = 0
    pings: Counter[tuple[int, str]] = field(default_factory=Counter)

    async def push(self, path: str, *listed: str, later: tuple[str, ...] = ()) -> list[str]:
        """Push a note; see `after`."""
        checks = len(self.stage.repository.checks)
        await self.stage.push({path: note(path[6:16], listed, later)})
        assert len(self.stage.repository.checks) == checks + 1, "one sync"
        return await self.after()

    async def after(self) -> list[str]:
        """What Duly did to issues since the last step: `opened 5`, `edited 2` …; a second sync would do nothing."""
        assert (await plan_of(self.stage.sandbox, self.stage.repository.full_name)).changes == ()
        events = [e for e in self.stage.sandbox.events.after(self.seen) if e.actor == self.stage.sandbox.bot_login]
        self.seen = len(self.stage.sandbox.events)
        for event in events:
            if event.what == "issues.assigned" and event.issue is not None:
                self.pings[event.issue, event.text] += 1
        wanted = ("opened", "edited", "closed", "reopened")
        done = (f"{event.what.removeprefix('issues.')} {event.issue}" for event in events if event.what[7:] in wanted)
        return sorted(dict.fromkeys(done))

    async def carry(self) -> str:
        """Carry into the next note by a pull request, and merge it; the carried lines."""
        remote = self.stage.repository
        remote.push({SECOND: "# 2024-03-19 meeting\n\n## Action items\n"}, branch="next", author="ada")
        number = remote.open_pull("Notes of March 19", "next", by="ada").number
        await self.stage.rest()
        url = f"{self.stage.sandbox.url}/repos/{remote.full_name}/issues/{number}/comments"
        token = {"Authorization": f"token {self.stage.sandbox.person('ada')}"}
        async with (
            aiohttp.ClientSession(headers=token) as session,
            session.post(url, json={"body": "/carry"}) as answer,
        ):
            assert answer.status == 201
        await self.stage.rest()
        remote.merge_pull(number, by="ada")
        await self.stage.rest()
        return remote.read(SECOND) or ""


async def test_one_line_one_issue_however_people_edit(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        life = Life(stage)
        lines = (NETS, "* [ ] (Ada) paint the harbour wall green", TUG)
        assert await life.push(FIRST, *lines) == ["opened 1", "opened 2", "opened 3"]
        assert life.pings == {(1, "bea"): 1, (2, "ada"): 1, (3, "cyd"): 1}
        pings = life.pings.copy()

        assert await life.push(FIRST, NETS, f"* [ ] (Ada) {WALL} in green", TUG) == ["edited 2"], "reworded"
        assert await life.push(FIRST, NETS, f"* [x] (Ada) {WALL} in green", TUG) == ["closed 2", "edited 2"], "ticked"
        assert await life.push(FIRST, NETS, f"* [ ] (Ada) {WALL} in green", TUG) == ["edited 2", "reopened 2"], (
            "unticked"
        )

        text = await life.carry()
        assert f"* [ ] (Ada) {WALL} in green [#2](" in text
        assert await life.after() == [], "carried"

        limed = "* [ ] (Ada) whitewash it before summer #2"
        assert await life.push(SECOND, f"{NETS} #1", limed, f"{TUG} #3") == ["edited 2"], "the carried line reworded"
        assert await life.push(SECOND, f"{NETS} #1", f"{TUG} #3", later=(limed,)) == [], "moved to another list"
        assert life.pings == pings, "nobody is notified of their own work again"

        handed = limed.replace("Ada", "Bea")
        assert await life.push(SECOND, f"{NETS} #1", f"{TUG} #3", later=(handed,)) == ["edited 2"], "handed on"
        assert life.pings == pings + Counter({(2, "bea"): 1})
        assert [user.login for user in stage.repository.issue(2).assignees] == ["bea"]
        assert "> (Bea) whitewash it before summer" in str(stage.repository.issue(2).body)

        split = (handed, "* [ ] (Ada) buy the lime for that")
        number = 5  # 4 is the pull request
        assert await life.push(SECOND, f"{NETS} #1", f"{TUG} #3", later=split) == [f"opened {number}"], "split in two"
        assert life.pings == pings + Counter({(2, "bea"): 1, (number, "ada"): 1})
        ours = [issue for issue in stage.repository.issues if not issue.pull]
        assert [issue.state for issue in ours] == ["open"] * 4
        mentions = [comment.body for issue in ours for comment in issue.comments]
        assert mentions == [], "and no comment was written"
