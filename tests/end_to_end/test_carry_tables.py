"""Rows of a table of actions: `/carry` on a pull request and `duly carry --into` on a checkout fill the same rows."""

import os
from pathlib import Path

from bot.sandbox import Sandbox
from tests.support import process
from tests.support.duly import NAME, staged

HEAD = "# {day}\n\n## Actions\n\n| Action             | Who | Status  |\n|:-------------------|-----|:-------:|\n"
EMPTY = "|                    |     |         |\n\n## End\n"
OLD, NEXT = "notes/2024-03-05.md", "notes/2024-03-19.md"
WALL = "| paint the \\| wall   | Ada | open    |\n"
ROPE = "| order the rope     | Bea | ordered |\n"
DONE = "| mow the lawn       | Ada | done    |\n"


async def test_rows_are_filled_in_the_same_way_everywhere(tmp_path: Path) -> None:
    sandbox = Sandbox()
    config = f"trusted_writers: ['{sandbox.bot_login}']\nwithout_box: all\npeople: {{Ada: ada, Bea: bea}}\n"
    async with staged(tmp_path, config=config, sandbox=sandbox) as stage:
        remote = stage.repository
        await stage.push({OLD: HEAD.format(day="2024-03-05") + WALL + DONE + ROPE})
        assert {issue.title: issue.assignees[0].login for issue in remote.issues} == {
            "paint the | wall": "ada",
            "order the rope": "bea",
        }
        template = HEAD.format(day="2024-03-19") + EMPTY
        remote.push({NEXT: template}, branch="next", author="ada")
        pull = remote.open_pull("Notes of March 19", "next", by="ada").number
        await stage.rest()
        remote.comment(pull, "ada", "/carry")
        await stage.rest()
        number = {
            issue.title: f"[#{issue.number}]({sandbox.url}/{NAME}/issues/{issue.number})" for issue in remote.issues
        }
        filled = (
            HEAD.format(day="2024-03-19")
            + f"| paint the \\| wall {number['paint the | wall']} | Ada | open    |\n"
            + f"| order the rope {number['order the rope']} | Bea | ordered |\n\n## End\n"
        )
        assert remote.read(NEXT, "next") == filled
        commits = len(remote.state.store.commits)
        remote.comment(pull, "ada", "/carry")
        await stage.rest()
        assert len(remote.state.store.commits) == commits, "a second one commits nothing"

        token = sandbox.person("ada")
        env = {"PATH": os.environ["PATH"], "GITHUB_TOKEN": token, "GITHUB_API_URL": sandbox.url}
        into = tmp_path / NEXT
        into.parent.mkdir()
        (tmp_path / ".git").mkdir()
        for text in (template, filled):
            into.write_text(text, encoding="utf-8")
            command = ("carry", "--repo", NAME, "--into", NEXT)
            done = await process.run_beside("bot", *command, cwd=tmp_path, env=env)
            assert done.code == 0, done.error
            assert into.read_text(encoding="utf-8") == filled

        remote.merge_pull(pull, by="ada")
        await stage.rest()
        assert [issue.state for issue in remote.issues] == ["open", "open"], "the rows are the same work"
