"""The merge of a text that people and Duly edited at the same time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.text.merge import merged

BASE = "a\nb\nc\nd\n"
MERGES = [
    pytest.param(BASE, BASE, "a\nB\nc\nd\n", "a\nB\nc\nd\n", id="only ours"),
    pytest.param(BASE, "a\nb\nc\nD\n", BASE, "a\nb\nc\nD\n", id="only theirs"),
    pytest.param(BASE, "a\nb\nc\nD\n", "a\nB\nc\nd\n", "a\nB\nc\nD\n", id="other lines"),
    pytest.param(BASE, "a\nthey\nc\nd\n", "a\nwe\nc\nd\n", "a\nthey\nc\nd\n", id="the same line"),
    pytest.param(BASE, "a\nb\nthey\nc\nd\n", "a\nb\nwe\nc\nd\n", "a\nb\nthey\nwe\nc\nd\n", id="two lines in one place"),
    pytest.param(BASE, "a\nb\nboth\nc\nd\n", "a\nb\nboth\nc\nd\n", "a\nb\nboth\nc\nd\n", id="the same edit"),
    pytest.param(BASE, "", "a\nB\nc\nd\n", "", id="they took all out"),
    pytest.param(BASE, "a\r\nb\r\nc\r\nD\r\n", "a\nB\nc\nd\n", "a\r\nB\r\nc\r\nD\r\n", id="their ends of lines"),
    pytest.param("a\r\nb\r\n", "a\nb\nc\n", "A\r\nb\r\n", "A\nb\nc\n", id="their ends of lines, plain"),
    pytest.param("a\r\nb", "a\r\nb\r\nc", "A\r\nb", "A\r\nb\r\nc", id="line ends, none at the end"),
    pytest.param(
        "x\n" * 9000, "y\n" + "x\n" * 9000, "x\n" * 9000 + "z\n", "y\n" + "x\n" * 9000 + "z\n", id="equal lines"
    ),
]


@pytest.mark.parametrize(("base", "theirs", "ours", "both"), MERGES)
def test_merges(base: str, theirs: str, ours: str, both: str) -> None:
    assert merged(base, theirs, ours) == both


def test_of_equal_lines_edited_at_both_ends_the_text_of_people_stays() -> None:
    """Line by line that is 81 million comparisons, so the lines between both edits count as one."""
    base = "x\n" * 9000
    assert merged(base, f"y\n{base}y\n", base.replace("x", "z", 1)) == f"y\n{base}y\n"


lines = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "* [ ] d\n", "\n"]), max_size=8).map("".join)


@given(lines, lines)
def test_an_edit_of_one_side_is_the_outcome(base: str, edited: str) -> None:
    assert merged(base, edited, base) == edited
    assert merged(base, base, edited) == edited
    assert merged(base, edited, edited) == edited


@given(lines, lines, lines)
def test_no_line_of_theirs_that_is_new_is_lost(base: str, theirs: str, ours: str) -> None:
    new = [f"{line[:-1]} by people\n" for line in theirs.splitlines(keepends=True)]
    both = merged(base, "".join(new), ours).splitlines(keepends=True)
    assert [line for line in both if line.endswith("by people\n")] == new
