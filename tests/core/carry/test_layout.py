"""The forms that communities write their lists in: where what is carried stands in each, and where a missing heading goes."""

from datetime import date

import pytest

from bot.core.carry.next_note import carry
from bot.core.config.schema import Config, Headings
from bot.core.model.notes import NoteFile
from tests.core.carry.test_next_note import NEXT, carried, tracker_with

FLAT = "# {day}\n\n## Talk\n\n* the flood\n\n## TODOs\n\n{todo}\n## End\n"
LISTS = "# {day}\n\n## Previous action items\n\n{old}\n## Talk\n\n## New action items\n\n{new}"
TOPICS = "# {day}\n\n### From previous meeting(s)\n\n{old}\n### Talk\n\n- [x] the flood\n\n### Pushed to next meeting\n\n{pushed}\n"
ROPE, WALL = "* [ ] (Bea) order the rope\n", "* [ ] (Ada) paint the harbour wall green\n"
DAY = "2024-03-26"


@pytest.mark.parametrize(
    ("last", "target", "expected"),
    [
        pytest.param(
            FLAT.format(day="2024-03-05", todo=f"{ROPE}* [x] mow\n{WALL}"),
            FLAT.format(day=DAY, todo=""),
            FLAT.format(day=DAY, todo=ROPE + WALL),
            id="one list, in its order",
        ),
        pytest.param(
            LISTS.format(day="2024-03-05", old=ROPE, new=WALL),
            LISTS.format(day=DAY, old="", new=""),
            LISTS.format(day=DAY, old=ROPE + WALL, new=""),
            id="one for earlier items, one for new ones",
        ),
        pytest.param(
            TOPICS.format(
                day="2024-03-05",
                old="- [x] the tide\n",
                pushed="- [ ] the regatta\n    - who comes\n- [x] done\n- [ ]\n",
            ),
            TOPICS.format(day=DAY, old="- [ ]\n", pushed="- [ ]\n"),
            TOPICS.format(day=DAY, old="- [ ] the regatta\n    - who comes\n", pushed="- [ ]\n"),
            id="topics pushed to the next meeting",
        ),
        pytest.param(
            TOPICS.format(day="2024-03-05", old="- [ ] the tide\n", pushed="- the regatta\n    - who comes\n"),
            TOPICS.format(day=DAY, old="", pushed=""),
            TOPICS.format(day=DAY, old="- [ ] the tide\n- [ ] the regatta\n    - who comes\n", pushed=""),
            id="topics of which one has a box",
        ),
        pytest.param(
            TOPICS.format(day="2024-03-05", old="- [ ] the tide\n", pushed=""),
            TOPICS.format(day=DAY, old="- the budget\n", pushed=""),
            TOPICS.format(day=DAY, old="- the budget\n- the tide\n", pushed=""),
            id="topics with boxes beside one that has none",
        ),
        pytest.param(
            FLAT.format(day="2024-03-05", todo=WALL),
            f"# {DAY}\n\n## Talk\n\n* the tide\n\n## End\n",
            f"# {DAY}\n\n## Talk\n\n* the tide\n\n## TODOs\n\n{WALL}\n## End\n",
            id="no heading: behind the neighbour it had",
        ),
        pytest.param(
            FLAT.format(day="2024-03-05", todo=WALL),
            f"# {DAY}\n\nWelcome\n\n## End\n\n* bye\n",
            f"# {DAY}\n\nWelcome\n\n## TODOs\n\n{WALL}\n## End\n\n* bye\n",
            id="no heading: before the neighbour it had",
        ),
        pytest.param(
            FLAT.format(day="2024-03-05", todo=WALL),
            f"# {DAY}\n\nWelcome",
            f"# {DAY}\n\nWelcome\n\n## TODOs\n\n{WALL}",
            id="no heading and no neighbour: at the end",
        ),
        pytest.param(
            f"# 2024-03-05\n\n**Action items**\n\n{WALL}",
            f"# {DAY}\n\n**Action items**\n\n",
            f"# {DAY}\n\n**Action items**\n\n{WALL}",
            id="a bold line for a heading",
        ),
        pytest.param(
            f"# 2024-03-05\n\n## Action items\n\n2024-02-20\n{ROPE}2024-02-06\n**Walls**\n{WALL}",
            f"# {DAY}\n\n## Action items\n\n",
            f"# {DAY}\n\n## Action items\n\n2024-02-20\n{ROPE}\n2024-02-06\n**Walls**\n{WALL}",
            id="dates above the lines",
        ),
    ],
)
def test_dialects(last: str, target: str, expected: str) -> None:
    assert carried(tracker_with(d2024_03_05=last), target).text == expected


def test_a_heading_that_the_row_lacks() -> None:
    """It comes between those of less and of greater age."""
    past = {
        f"d2024_0{month}_01": f"# 2024-0{month}-01\n\n## Action items\n### Last meeting\n{WALL}\n### 3 meetings ago\n"
        for month in (1, 2)
    }
    target = f"# {DAY}\n\n## Action items\n### Last meeting\n\n### Move to Issue Tracker\n"
    text = f"### Last meeting\n\n### 2 meetings ago\n{WALL}\n### Move to Issue Tracker\n"
    assert text in carried(tracker_with(**past), target).text


def test_no_place_is_said() -> None:
    """Behind a code block that is left open nothing can be put."""
    text = f"# {DAY}\n\n```\ncode\n"
    done = carried(tracker_with(d2024_03_05=FLAT.format(day="2024-03-05", todo=WALL)), text)
    assert done.text == text
    assert "paint the harbour wall green" in done.summary.partition("No place found")[2]


def test_what_stands_elsewhere_in_the_note_needs_no_place() -> None:
    """The topics wait again, and the heading for them was deleted."""
    pushed = "- [ ] the regatta\n"
    last = TOPICS.format(day="2024-03-05", old="", pushed=pushed).replace("### Talk", f"### TODOs\n\n{WALL}\n### Talk")
    target = f"# {DAY}\n\n### Pushed to next meeting\n\n{pushed}\n```\ncode\n"
    assert "the regatta" not in carried(tracker_with(d2024_03_05=last), target).summary


def test_the_notes_that_lines_come_from_are_named() -> None:
    """Actions of one meeting, and topics that a newer one without actions left over."""
    work = FLAT.format(day="2024-03-05", todo=WALL)
    talk = TOPICS.format(day="2024-03-12", old="", pushed="- [ ] the regatta\n")
    done = carried(tracker_with(d2024_03_05=work, d2024_03_12=talk), FLAT.format(day=DAY, todo=""))
    assert "Carried 2 lines from `notes/2024-03-05.md` and `notes/2024-03-12.md`." in done.summary


def test_a_line_of_the_agenda_gets_the_bullet_of_its_note() -> None:
    talk = "# 2024-03-05\n\n## Agenda\n\n- the quay\n    - ACTION: (Ada) paint the harbour wall green\n"
    assert (
        "- [ ] ACTION: (Ada) paint the harbour wall green\n"
        in carried(tracker_with(d2024_03_05=talk), "# Meeting\n").text
    )


def test_the_note_to_carry_from() -> None:
    tracker = tracker_with(
        d2024_02_20=FLAT.format(day="2024-02-20", todo=WALL + ROPE),
        d2024_03_05=FLAT.format(day="2024-03-05", todo=ROPE),
    )
    done = carry(tracker.snapshot(), NoteFile(NEXT, ""), since=date(2024, 2, 20))
    assert done.block == f"## TODOs\n\n{WALL}{ROPE}"
    absent = carry(tracker.snapshot(), NoteFile(NEXT, "as it is"), since=date(2024, 2, 21))
    assert (absent.text, absent.source) == ("as it is", "")
    assert "no earlier note of 2024-02-21" in absent.summary


def test_the_headings_of_the_config_are_lists_to_carry() -> None:
    own = Config(headings=Headings(action=("Crew duties",), tracker=("For the backlog",)), numbers="plain")
    last = f"# 2024-03-05\n\n## Crew duties\n\n{WALL}\n## For the backlog\n\n{ROPE}"
    target = f"# {DAY}\n\n## Crew duties\n\n## For the backlog\n"
    tracker = tracker_with(d2024_03_05=last)
    tracker.config = own
    assert carried(tracker, target).text == f"# {DAY}\n\n## Crew duties\n\n{WALL}\n## For the backlog\n\n{ROPE}"
