"""Open rows of tables of actions: they go on as rows into the table of the next note that has the same columns."""

import pytest

from bot.core.carry.lists import Outline
from bot.core.carry.outline import outline
from bot.core.config.schema import Config
from bot.core.model.plan import Close
from tests.core.carry.test_next_note import carried, tracker_with
from tests.support.tracker import Tracker

HEAD = "| Action | Who | Status |\n|:-------|-----|:------:|\n"
EMPTY = "| | | |\n"
WALL = "| paint the harbour wall | Ada | open |\n"
ROPE = "|  order the rope  |  Bea  |  [in work](https://example.org)  |\n"
DONE = "| mow the lawn | Ada | done |\n"


def note(day: str, *rows: str, head: str = HEAD) -> str:
    """A note with a table of actions."""
    return f"# {day}\n\n## Actions\n\n{head}{''.join(rows)}\n## End\n\n* bye\n"


def numbered(*rows: str, numbers: str = "plain", head: str = HEAD) -> Tracker:
    """A tracker that has opened the issues of a note with these rows."""
    tracker = Tracker(config=Config(numbers="link" if numbers == "link" else "plain", without_box="all"))
    tracker.notes["notes/2024-03-05.md"] = note("2024-03-05", *rows, head=head)
    tracker.sync()
    return tracker


@pytest.mark.parametrize(
    ("last", "there", "expected"),
    [
        pytest.param((WALL, DONE, ROPE), (), (WALL, ROPE), id="a table without rows"),
        pytest.param((WALL, DONE, ROPE), (EMPTY, EMPTY), (WALL, ROPE), id="empty rows give way"),
        pytest.param((WALL,), ("| [ ] |   | TBD |\n",), (WALL,), id="a box and a placeholder are empty too"),
        pytest.param((DONE,), (EMPTY,), (EMPTY,), id="nothing to carry leaves the empty row"),
        pytest.param((WALL, ROPE), (ROPE,), (WALL, ROPE), id="in front of the one that stands there"),
        pytest.param(
            (WALL, ROPE),
            (WALL, "| new | Cy | |\n"),
            (WALL, ROPE, "| new | Cy | |\n"),
            id="behind the one that stands there",
        ),
        pytest.param(
            (WALL, ROPE), ("| | Cy | |\n",), ("| | Cy | |\n", WALL, ROPE), id="a row that somebody began stays"
        ),
        pytest.param(
            ("| a \\| b `c \\| d` | Ada \\| Bea | |\n",),
            (),
            ("| a \\| b `c \\| d` | Ada \\| Bea | |\n",),
            id="escaped signs",
        ),
        pytest.param(("paint | Ada | open\n",), (), ("paint | Ada | open\n",), id="without outer signs"),
    ],
)
def test_rows_go_on_as_they_are(last: tuple[str, ...], there: tuple[str, ...], expected: tuple[str, ...]) -> None:
    done = carried(tracker_with(d2024_03_05=note("2024-03-05", *last)), note("2024-03-26", *there))
    assert done.text == note("2024-03-26", *expected)


@pytest.mark.parametrize(
    ("last", "numbers", "expected"),
    [
        pytest.param(
            WALL, "link", WALL.replace("wall ", "wall [#1](https://github.com/harbour/notes/issues/1) "), id="a link"
        ),
        pytest.param(
            "| paint the wall          | Ada |      |\n",
            "plain",
            "| paint the wall #1       | Ada |      |\n",
            id="as wide as it was",
        ),
        pytest.param("|paint|Ada||\n", "plain", "|paint #1|Ada||\n", id="no blanks"),
        pytest.param("| a \\| b | Ada | |\n", "plain", "| a \\| b #1 | Ada | |\n", id="an escaped sign"),
        pytest.param("| [ ] paint | Ada | |\n", "plain", "| [ ] paint #1 | Ada | |\n", id="a box in the cell"),
        pytest.param("| paint | Ada | [ ] |\n", "plain", "| paint #1 | Ada | [ ] |\n", id="a box in another cell"),
        pytest.param("| Ada | Ada | |\n", "plain", "| Ada #1 | Ada | |\n", id="the same words in another cell"),
        pytest.param("paint | Ada |\n", "plain", "paint #1 | Ada |\n", id="without outer signs"),
    ],
)
def test_the_number_stands_in_the_cell_of_the_title(last: str, numbers: str, expected: str) -> None:
    tracker = numbered(last, numbers=numbers)
    done = carried(tracker, note("2024-03-26", EMPTY))
    assert done.text == note("2024-03-26", expected)
    tracker.notes["notes/2024-03-26.md"] = done.text
    assert tracker.sync().changes == (), "the row has its issue still"


def test_people_copied_a_row_without_its_number() -> None:
    row = "| paint the harbour wall |     | in work |\n"
    done = carried(numbered(WALL), note("2024-03-26", row, EMPTY))
    assert done.text == note("2024-03-26", row.replace("wall ", "wall #1 "), EMPTY)


@pytest.mark.parametrize(
    ("why", "box", "words"),
    [
        pytest.param("completed", "[x]", "paint the wall #1", id="done"),
        pytest.param("not_planned", "[~]", "paint the wall #1 (dropped)", id="dropped"),
    ],
)
def test_the_box_of_a_closed_issue(why: str, box: str, words: str) -> None:
    tracker = numbered("| [ ] | paint the wall | Ada |\n", WALL, head="| | Action | Who |\n|-|-|-|\n")
    tracker.apply(Close(1, why, "by a person"))
    done = carried(tracker, note("2024-03-26", head="| | Action | Who |\n|-|-|-|\n"))
    assert f"| {box} | {words} | Ada |\n" in done.text


def test_the_bullet_of_a_row_has_the_tick_of_its_issue() -> None:
    tracker = numbered("| [ ] paint the wall | Ada | |\n", WALL)
    tracker.apply(Close(1, "completed", "by a person"))
    assert "* [x] (Ada) paint the wall #1\n" in carried(tracker, "# 2024-03-26\n\n## Actions\n").text


@pytest.mark.parametrize(
    "target",
    [
        pytest.param("# 2024-03-26\n\n## Actions\n\n", id="no table"),
        pytest.param("# 2024-03-26\n\n## Actions\n\n| Action | Owner |\n|--|--|\n| | |\n", id="other columns"),
        pytest.param(
            "# 2024-03-26\n\n## Actions\n\n" + "".join(f"    {row}\n" for row in HEAD.splitlines()), id="code"
        ),
    ],
)
def test_without_such_a_table_a_row_becomes_a_bullet(target: str) -> None:
    done = carried(tracker_with(d2024_03_05=note("2024-03-05", WALL)), target)
    assert "* (Ada) paint the harbour wall\n" in done.text
    assert done.text.startswith(target.rstrip())


def test_rows_go_to_the_table_of_the_list_for_their_age() -> None:
    def lists(day: str, old: str, new: str) -> str:
        return f"# {day}\n\n## Previous action items\n\n{HEAD}{old}\n## New action items\n\n{HEAD}{new}"

    last = lists("2024-03-05", WALL, ROPE)
    done = carried(tracker_with(d2024_03_05=last), lists("2024-03-26", EMPTY, EMPTY))
    assert done.text == lists("2024-03-26", WALL + ROPE, EMPTY)


def test_a_bullet_behind_a_table_stays_a_bullet() -> None:
    last = note("2024-03-05", WALL, "\n* [ ] (Bea) sell the ferry\n")
    target = note("2024-03-26", EMPTY)
    assert carried(tracker_with(d2024_03_05=last), target).text == note(
        "2024-03-26", WALL, "\n* [ ] (Bea) sell the ferry\n"
    )


def test_a_table_in_another_place_of_the_note() -> None:
    last = f"# 2024-03-05\n\n## Talk\n\n{HEAD}{WALL}"
    target = f"# 2024-03-26\n\n## Talk\n\n{HEAD}{EMPTY}\n## End\n"
    expected = f"# 2024-03-26\n\n## Talk\n\n{HEAD}{WALL}\n## End\n"
    assert carried(tracker_with(d2024_03_05=last), target).text == expected


def test_the_last_line_of_a_note_has_no_end() -> None:
    last = note("2024-03-05", WALL)
    target = f"# 2024-03-26\n\n## Actions\n\n{HEAD}".rstrip("\n")
    assert carried(tracker_with(d2024_03_05=last), target).text == f"{target}\n{WALL}"


def test_line_ends_of_windows() -> None:
    last = note("2024-03-05", WALL).replace("\n", "\r\n")
    target = note("2024-03-26", EMPTY).replace("\n", "\r\n")
    assert carried(tracker_with(d2024_03_05=last), target).text == note("2024-03-26", WALL).replace("\n", "\r\n")


def test_what_a_text_in_hackmd_lacks() -> None:
    tracker = tracker_with(d2024_03_05=note("2024-03-05", WALL, ROPE))
    lacks = carried(tracker, note("2024-03-26", ROPE)).missing
    assert (lacks.block, lacks.below, lacks.rows) == (WALL, "Actions", True)


def test_a_block_of_a_table_and_a_list_has_both_heads() -> None:
    last = note("2024-03-05", WALL) + "\n## Next steps\n\n* [ ] (Bea) sell the ferry\n"
    target = note("2024-03-26", EMPTY) + "\n## Next steps\n\n"
    lacks = carried(tracker_with(d2024_03_05=last), target).missing
    assert lacks.block == f"## Actions\n\n{HEAD}{WALL}\n## Next steps\n\n* [ ] (Bea) sell the ferry\n"
    assert lacks.parts and not lacks.new


def _rows(source: Outline) -> list[tuple[int, str, bool]]:
    return [(row.first, row.said, row.empty) for table in source.tables for row in table.bullets]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param(
            f"## Actions\n\n{HEAD}{WALL}{EMPTY}", [(5, "paint the harbour wall", False), (6, "", True)], id="work"
        ),
        pytest.param(f"## Actions\n\n{HEAD}| [ ] a<br>[ ] b | | |\n", [(5, "", False)], id="two actions in a row"),
        pytest.param("## Agenda\n\n| Topic | Who |\n|-|-|\n| talk | Ada |\n", [], id="no table of actions"),
        pytest.param(f"> ## Actions\n>\n> {HEAD.strip()}\n", [], id="quoted"),
    ],
)
def test_tables_of_actions(text: str, rows: list[tuple[int, str, bool]]) -> None:
    assert _rows(outline(text)) == rows


@pytest.mark.parametrize(
    ("cell", "bullets"),
    [
        pytest.param(
            "[ ] order the rope<br>[ ] sell the ferry",
            "* [ ] (Ada) order the rope #1\n* [ ] (Ada) sell the ferry #2\n",
            id="both",
        ),
        pytest.param("[ ] order the rope<br>[x] sell the ferry", "* [ ] (Ada) order the rope #1\n", id="the first"),
        pytest.param("[x] order the rope<br>[ ] sell the ferry", "* [ ] (Ada) sell the ferry #2\n", id="the second"),
    ],
)
def test_each_open_action_of_a_row_becomes_a_bullet(cell: str, bullets: str) -> None:
    tracker = numbered("| [ ] order the rope<br>[ ] sell the ferry | Ada | |\n")
    tracker.notes["notes/2024-03-05.md"] = note("2024-03-05", f"| {cell} | Ada | |\n")
    tracker.sync()
    done = carried(tracker, note("2024-03-26"))
    assert done.text == note("2024-03-26", f"\n{bullets}")


SIMPLE = """\
2024-03-05
==========

Actions
-------

====== ====
Action Who
====== ====
paint  Ada
====== ====
"""


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param(SIMPLE.replace("paint  Ada\n", ""), "\n* [ ] (Ada) paint #1\n", id="a new line"),
        pytest.param(SIMPLE, "", id="it stands there"),
    ],
)
def test_a_table_in_restructuredtext_stays_as_it_is(target: str, expected: str) -> None:
    """Its columns have fixed widths, so that a row from elsewhere becomes a bullet, and a number has no room."""
    tracker = Tracker(config=Config(numbers="plain", without_box="all"))
    tracker.notes["notes/2024-03-05.rst"] = SIMPLE
    tracker.sync()
    target = target.replace("2024-03-05", "2024-03-26")
    done = carried(tracker, target, "notes/2024-03-26.rst")
    assert done.text == target + expected
    tracker.notes["notes/2024-03-26.rst"] = done.text
    assert tracker.sync().changes == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("| paint | paint |\n", "| paint | paint #1 |\n", id="outer signs"),
        pytest.param("paint | paint\n", "paint | paint #1\n", id="no outer signs"),
    ],
)
def test_the_number_stands_behind_the_action_where_a_cell_before_says_the_same(row: str, expected: str) -> None:
    head = "| Topic | Action |\n|-------|--------|\n"
    tracker = numbered(row, head=head)
    done = carried(tracker, note("2024-03-26", head=head))
    assert done.text == note("2024-03-26", expected, head=head)


def test_boxes_of_other_forms_are_boxes_of_a_row() -> None:
    tracker = numbered("| ☐ order the rope<br>☐ sell the ferry | Ada | |\n")
    done = carried(tracker, note("2024-03-26"))
    assert done.text == note("2024-03-26", "\n* [ ] (Ada) order the rope #1\n* [ ] (Ada) sell the ferry #2\n")


def test_a_bullet_goes_on_with_the_owner_that_a_row_of_equal_words_names() -> None:
    """The bullet goes on with what is open below it; the row beside it would be a second line of one issue."""
    tracker = Tracker(config=Config(numbers="plain"))
    text = f"## TODOs\n\n**Gear**\n* [ ] mow\n    * [ ] oil the mower\n\n{HEAD}| [ ] mow | Ada | |\n"
    tracker.notes["notes/2024-03-05.md"] = f"# 2024-03-05\n\n{text}"
    tracker.sync()
    done = carried(tracker, "# 2024-03-26\n\n## TODOs\n")
    assert done.text == "# 2024-03-26\n\n## TODOs\n\n**Gear**\n* [ ] Ada: mow #1\n    * [ ] oil the mower\n"
