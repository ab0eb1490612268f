"""Lists with HTML in them: what is carried stands behind a block of HTML as Markdown, not in it."""

import pytest

from bot.core.carry.outline import outline
from tests.core.carry.test_next_note import carried, tracker_with

HEAD = "# 2024-03-26\n\n## Actions\n\n"
ROPE, WALL = "* [ ] (Bea) order the rope\n", "* [ ] (Ada) paint the harbour wall green\n"
LAST = f"# 2024-03-05\n\n## Actions\n\n{ROPE}{WALL}"
TABLE = "<table>\n<tr><td>the tide</td></tr>\n</table>\n"
BOXES = "<table>\n<tr><td><input type=checkbox> mow the lawn</td></tr>\n</table>\n"
AGENDA = "\n## Agenda\n\n* the flood\n"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        pytest.param(HEAD + TABLE, f"{HEAD}{TABLE}\n{ROPE}{WALL}", id="a table"),
        pytest.param(HEAD + TABLE.rstrip("\n"), f"{HEAD}{TABLE}\n{ROPE}{WALL}", id="a table, no end of its last line"),
        pytest.param(HEAD + TABLE + AGENDA, f"{HEAD}{TABLE}\n{ROPE}{WALL}{AGENDA}", id="a table before a heading"),
        pytest.param(
            f"{HEAD}<details>\n\nthe tide\n\n</details>\n",
            f"{HEAD}<details>\n\nthe tide\n\n</details>\n\n{ROPE}{WALL}",
            id="the end of details",
        ),
        pytest.param(
            f"{HEAD}the tide\n</details>\n", f"{HEAD}the tide\n</details>\n\n{ROPE}{WALL}", id="behind a paragraph"
        ),
        pytest.param(f"{HEAD}<ins>\nthe tide\n", f"{HEAD}<ins>\nthe tide\n\n{ROPE}{WALL}", id="any element"),
        pytest.param(HEAD + BOXES, f"{HEAD}{BOXES}\n{ROPE}{WALL}", id="not in the midst of a table with a box"),
        pytest.param(
            f"{HEAD}{ROPE}\n <br>\n", f"{HEAD}{ROPE}\n <br>\n\n{WALL}", id="indented less than a bullet's words"
        ),
        pytest.param(
            f"{HEAD}<!-- as agreed -->\n", f"{HEAD}<!-- as agreed -->\n{ROPE}{WALL}", id="a comment has an end"
        ),
        pytest.param(f"{HEAD}<pre>\n\n</pre>\n", f"{HEAD}<pre>\n\n</pre>\n{ROPE}{WALL}", id="so has preformatted text"),
        pytest.param(
            f"{HEAD}{ROPE}  <hr>\n", f"{HEAD}{ROPE}  <hr>\n{WALL}", id="the next bullet ends HTML below a bullet"
        ),
        pytest.param(
            "# 2024-03-26\n\n<h2>Actions</h2>\n", f"# 2024-03-26\n\n<h2>Actions</h2>\n\n{ROPE}{WALL}", id="a heading"
        ),
    ],
)
@pytest.mark.parametrize("below", ["\n\n", "\n"], ids=["airy", "tight"])
def test_a_bullet_behind_html(target: str, expected: str, below: str) -> None:
    last = LAST.replace("Actions\n\n", f"Actions{below}")
    done = carried(tracker_with(d2024_03_05=last), target)
    assert done.text == expected
    bullets = [bullet.said for slot in outline(done.text).slots for bullet in slot.bullets]
    assert {"(Bea) order the rope", "(Ada) paint the harbour wall green"} <= set(bullets)
