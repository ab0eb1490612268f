"""Five weekly meetings that are written in HackMD: a workflow opens the pull request on Friday, and it is merged late.

Duly is a process of its own. Told in order, and with every webhook twice and out of order. The same end.
"""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.end_to_end.test_carry_pull import pasted
from tests.end_to_end.test_five_meetings import PEOPLE, Community, _judge, state
from tests.support.pad import Pad, pad
from tests.support.post_office import post_office
from tests.support.server import served

WORKFLOW = "github-actions[bot]"
FIRST, SECOND, THIRD, FOURTH, FIFTH = "20260708", "20260715", "20260722", "20260729", "20260805"
CONFIG = "notes: [meetings/archive/*.md]\nhackmd: {host}\npeople: {{Ada: ada, Bea: bea}}\n"
TEMPLATE = """\
---
tags: [meeting-notes]
---
# {day} Harbour community meeting

## Attendees

1. ...

## Announcements

- [ ] ...

## From previous meetings

- [ ] ...

## New agenda items

- [ ] ...

## Action items

- [ ] ...

## Deferred to next meeting

- [ ] ...
"""


@dataclass(slots=True)
class Harbour(Community):
    """The community, and where it writes."""

    pad: Pad = field(default_factory=Pad)
    pulls: dict[str, int] = field(default_factory=dict)

    async def friday(self, day: str) -> None:
        """The workflow renders the template, copies it to HackMD, and opens the pull request."""
        text = TEMPLATE.format(day=day)
        self.pad.texts[document(day)] = text
        self.stage.repository.push({archived(day): text}, author=WORKFLOW, branch=day)
        body = self.pad.body(document(day), archived(day))
        title = f"Add meeting notes {day}"
        self.pulls[day] = self.stage.repository.open_pull(title, day, body=body, by=WORKFLOW).number
        await self.rest()

    async def carry(self, day: str) -> str:
        """`/carry` on the pull request; the reply."""
        before = len(self.replies(day))
        await self.say(self.pulls[day], "/carry", by="ada")
        (reply,) = self.replies(day)[before:]
        return reply

    def replies(self, day: str) -> list[str]:
        """What Duly said on a pull request."""
        talk = self.stage.repository.issue(self.pulls[day]).comments
        return [one.body for one in talk if one.user.login == self.stage.sandbox.bot_login]

    def paste(self, day: str, block: str) -> None:
        """Paste a block in the place of its heading, or below the heading of the list of actions."""
        heading = block.partition("\n")[0] if block.startswith("#") else "## Action items"
        block = block if block.startswith("#") else f"{heading}\n\n{block}"
        self.write(day, f"{heading}\n", block)

    def write(self, day: str, old: str, new: str) -> None:
        """Edit the live text."""
        before = self.pad.texts[document(day)]
        self.pad.texts[document(day)] = before.replace(old, new, 1)
        assert self.pad.texts[document(day)] != before, old

    async def sync(self, day: str) -> None:
        """The workflow copies the live text to the branch."""
        self.stage.repository.push({archived(day): self.pad.texts[document(day)]}, author=WORKFLOW, branch=day)
        await self.rest()

    async def merged(self, day: str) -> None:
        """Somebody merges the pull request."""
        await self.merge(self.pulls[day])


def archived(day: str) -> str:
    return f"meetings/archive/{day}-harbour.md"


def document(day: str) -> str:
    return f"doc-{day}"


@asynccontextmanager
async def harbour(folder: Path, seed: int | None) -> AsyncIterator[Harbour]:
    """With a `seed` every webhook comes twice and out of order."""
    async with pad() as host, served(folder, people=PEOPLE, config=CONFIG.format(host=host.host)) as stage:
        if seed is None:
            yield Harbour(stage, None, host)
            return
        assert stage.sandbox.webhook_url
        async with post_office(stage.sandbox.webhook_url, seed) as (office, address):
            stage.sandbox.webhook_url = address
            yield Harbour(stage, office, host)


async def five_meetings(they: Harbour) -> None:
    """The story."""
    await _the_first_has_nothing_to_carry(they)
    await _the_second_comes_before_the_first_is_merged(they)
    await _the_third_loses_a_line(they)
    await _the_fourth_is_offered_it_once(they)
    await _the_fifth_has_what_is_open(they)


async def _the_first_has_nothing_to_carry(they: Harbour) -> None:
    await they.friday(FIRST)
    assert "Nothing to carry" in await they.carry(FIRST)
    they.write(
        FIRST,
        "## Action items\n\n- [ ] ...",
        "## Action items\n\n- [ ] (Ada) paint the harbour wall green\n- [ ] (Bea) order the rope for spring",
    )
    they.write(
        FIRST, "## Deferred to next meeting\n\n- [ ] ...", "## Deferred to next meeting\n\n- [ ] Bea: the regatta"
    )
    await they.sync(FIRST)


async def _the_second_comes_before_the_first_is_merged(they: Harbour) -> None:
    await they.friday(SECOND)
    reply = await they.carry(SECOND)
    assert f"2026-07-08 (#{they.pulls[FIRST]}) was read from its pull request." in reply
    block = pasted(reply)
    assert [line for line in block.splitlines() if line.startswith("- ")] == [
        "- [ ] Bea: the regatta",
        "- [ ] (Ada) paint the harbour wall green",
        "- [ ] (Bea) order the rope for spring",
    ]
    they.paste(SECOND, block)
    assert "has everything already" in await they.carry(SECOND)
    await they.merged(FIRST)
    numbered = await they.carry(SECOND)
    assert "lacks no line" in numbered
    for title in ("paint the harbour wall green", "order the rope for spring"):
        assert f"{title} [#{they.number(title)}](" in numbered
    they.write(SECOND, "- [ ] (Bea) order the rope", "- [x] (Bea) order the rope")
    they.write(SECOND, "rope for spring\n", "rope for spring\n- [ ] (Bea) sell the old ferry\n")
    await they.sync(SECOND)


async def _the_third_loses_a_line(they: Harbour) -> None:
    await they.friday(THIRD)
    block = pasted(await they.carry(THIRD))
    wall = they.number("paint the harbour wall green")
    assert f"- [ ] (Ada) paint the harbour wall green [#{wall}](" in block
    assert "- [ ] (Bea) sell the old ferry\n" in block
    assert "rope" not in block
    they.paste(THIRD, "".join(line for line in block.splitlines(keepends=True) if "harbour wall" not in line))
    await they.sync(THIRD)
    await they.merged(SECOND)
    await they.merged(THIRD)
    assert they.stage.repository.issue(they.number("order the rope for spring")).state == "closed"
    assert they.stage.repository.issue(wall).state == "open"


async def _the_fourth_is_offered_it_once(they: Harbour) -> None:
    await they.friday(FOURTH)
    reply = await they.carry(FOURTH)
    offered = reply.partition("**Still open, not in the last note: they came along once**")[2]
    assert "harbour wall" in offered
    assert f"/drop not in the notes any more` on #{they.number('paint the harbour wall green')}" in offered
    block = pasted(reply)
    assert "**Still open, not in the last note**" in block
    ferry = next(line for line in block.splitlines() if "ferry" in line)
    they.paste(FOURTH, f"{ferry}\n- [ ] (Ada) count the buoys\n")
    assert "harbour wall" not in await they.carry(FOURTH), "people left it out"
    await they.sync(FOURTH)
    await they.say(they.number("sell the old ferry"), "/done", by="bea")


async def _the_fifth_has_what_is_open(they: Harbour) -> None:
    await they.friday(FIFTH)
    reply = await they.carry(FIFTH)
    block = pasted(reply)
    assert "- [ ] (Ada) count the buoys" in block
    assert f"- [x] (Bea) sell the old ferry [#{they.number('sell the old ferry')}](" in block
    assert "harbour wall" not in reply
    they.paste(FIFTH, block)
    await they.merged(FOURTH)
    await they.sync(FIFTH)
    await they.merged(FIFTH)


def _at_the_end(they: Harbour) -> None:
    """Every piece of work has one issue in the state that people gave it; every carried line can be ticked."""
    repository = they.stage.repository
    issues = {issue.title: issue.state for issue in repository.issues}
    assert issues == {
        "paint the harbour wall green": "open",
        "order the rope for spring": "closed",
        "sell the old ferry": "closed",
        "count the buoys": "open",
    }
    blocks = [pasted(reply) for day in they.pulls for reply in they.replies(day) if "```" in reply]
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("- ")]
    assert lines
    assert all(re.match(r"- \[[ x]\] \S", line) for line in lines)
    assert not any("..." in line for line in lines)
    assert [method for method, _ in they.pad.asked if method != "GET"] == []
    said = [reply for day in they.pulls for reply in they.replies(day)]
    assert sum("they came along once" in reply for reply in said) == 1
    assert not any("dropped on purpose?" in reply for reply in said)


async def _told(folder: Path, seed: int | None) -> Mapping[str, object]:
    """The end of the story; and everything that was delivered in it, delivered once more, changes nothing."""
    async with harbour(folder, seed) as they:
        await five_meetings(they)
        _at_the_end(they)
        end = state(they)
        if they.office:
            written = len(they.stage.repository.writes)
            await they.office.deliver(they.office.all)
            await they.rest()
            assert they.stage.repository.writes[written:] == []
            assert state(they) == end
        _judge(they, folder)
    return end


@pytest.mark.slow
async def test_five_meetings_in_hackmd_come_to_the_same_end_however_the_webhooks_come(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("in order", "twice", "twice again")]
    for folder in folders:
        folder.mkdir()
    end = await _told(folders[0], None)
    for seed, folder in enumerate(folders[1:]):
        assert await _told(folder, seed) == end
