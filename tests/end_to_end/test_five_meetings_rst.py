"""Five meetings in reStructuredText come to the same as in Markdown, also with webhooks twice, out of order, and with faults."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.sandbox.github.faults import Fault
from tests.end_to_end.test_five_meetings import FAULTS, Community, community, made, state, work
from tests.support.contract import delivery_violations, violations

DAYS = ("2024-01-09", "2024-01-23", "2024-02-06", "2024-02-20", "2024-03-05")
FIRST = (
    "(Ada) paint the harbour wall green before the summer",
    "(Bea) order the rope for spring",
    "(Ada) write to the harbour master about the lamps",
)


def text(ending: str, day: str, *lines: str) -> str:
    """A note with an action list."""
    parts = [(f"Meeting {day}", "=", ""), ("Agenda", "-", "news of the week"), ("Action items", "-", "")]
    head = "".join(
        f"{title}\n{sign * len(title)}\n\n" if ending == "rst" else f"{'#' if sign == '=' else '##'} {title}\n\n"
        for title, sign, _ in parts
    )
    return head + "".join(f"* [ ] {line}\n" for line in lines)


async def five_meetings(they: Community) -> None:
    """Lines are carried, reworded, ticked, closed and added."""
    first, second, third, fourth, fifth = DAYS
    await they.push(first, text(they.ending, first, *FIRST))
    await _carried(they, second)
    note = they.note(second).replace("before the summer", "before summer")
    await they.push(second, note.replace("* [ ] (Bea)", "* [x] (Bea)"))
    they.stage.repository.close_issue(they.number("write to the harbour master about the lamps"), by="bea")
    await they.rest()
    await _carried(they, third)
    assert "* [x] (Ada) write to the harbour master about the lamps" in they.note(third)
    await they.push(third, f"{they.note(third).rstrip()}\n* [ ] (Bea) count the gulls on the pier\n")
    await _carried(they, fourth)
    await they.push(fourth, they.note(fourth).replace("* [ ] (Bea) count", "* [x] (Bea) count"))
    await _carried(they, fifth)
    assert "before summer" in they.note(fifth) and "gulls" not in they.note(fifth)


async def _carried(they: Community, day: str) -> None:
    pull = await they.propose(day, text(they.ending, day))
    await they.say(pull, "/carry")
    once = they.note(day, day)
    await they.say(pull, "Once more, please.\n\n/carry")
    assert they.note(day, day) == once
    await they.merge(pull)


Told = tuple[Mapping[str, object], Mapping[str, object]]
_TOLD: dict[str, Told] = {}
"""Ending of the files → how the story ends that is told in order."""


async def in_order(folder: Path, ending: str) -> Told:
    """As `told`, in order and without faults: told once for all tests of this file."""
    if ending not in _TOLD:
        _TOLD[ending] = await told(folder / ending, ending, None)
    return _TOLD[ending]


async def told(folder: Path, ending: str, seed: int | None, *faults: Fault) -> Told:
    """The end of the story, and what became of the work."""
    async with community(made(folder), "files", seed, *faults, ending=ending) as they:
        await five_meetings(they)
        if not faults:
            assert violations(they.stage.sandbox) == delivery_violations(they.stage.sandbox) == []
        return state(they), work(they)


async def test_they_come_to_the_same_as_in_markdown(tmp_path: Path) -> None:
    _, markdown = await in_order(tmp_path, "md")
    _, found = await in_order(tmp_path, "rst")
    assert found == markdown
    assert [name for name, end in found.items() if isinstance(end, tuple) and end[0] == "open"] == [
        "paint the harbour wall green before summer"
    ]


@pytest.mark.slow
async def test_they_end_the_same_in_any_order_of_webhooks(tmp_path: Path) -> None:
    end, _ = await in_order(tmp_path, "rst")
    for seed in (0, 1):
        assert (await told(tmp_path / f"twice {seed}", "rst", seed))[0] == end


@pytest.mark.slow
async def test_they_come_to_the_same_with_faults(tmp_path: Path) -> None:
    _, plain = await in_order(tmp_path, "rst")
    _, found = await told(tmp_path / "faults", "rst", None, *FAULTS)
    assert found == plain
