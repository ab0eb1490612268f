"""Ticking boxes and inserting lines without touching another byte, whatever stands in the file."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.markdown.blocks import Block
from bot.core.markdown.source import document, with_box
from bot.core.model.notes import State

OPEN, X, D = State.OPEN, State.DONE, State.DROPPED


@pytest.mark.parametrize(
    ("text", "number", "state", "expected"),
    [
        pytest.param("* [x] a", 1, X, "* [x] a", id="ticked already"),
        pytest.param("* [X] a", 1, X, "* [X] a", id="ticked already, capital"),
        pytest.param("* [ ] a", 1, OPEN, "* [ ] a", id="open already"),
        pytest.param("* [ ] a [ ] b", 1, X, "* [x] a [ ] b", id="tick"),
        pytest.param("* [x] a", 1, OPEN, "* [ ] a", id="untick"),
        pytest.param("* [~] a", 1, X, "* [x] a", id="dropped, then done"),
        pytest.param("* [~] a", 1, OPEN, "* [ ] a", id="dropped, then open"),
        pytest.param("* [ ] a", 1, D, "* [~] a", id="drop"),
        pytest.param("* [x] a", 1, D, "* [~] a", id="done, then dropped"),
        pytest.param("* [~] a", 1, D, "* [~] a", id="dropped already"),
        pytest.param("* [x ] a", 1, OPEN, "* [ ] a", id="a box has room for one character"),
        pytest.param("\ufeff* [ ] a", 1, X, "\ufeff* [x] a", id="byte order mark"),
        pytest.param("a\r\n- [ ] b\r\nc\n", 2, X, "a\r\n- [x] b\r\nc\n", id="mixed line ends"),
        pytest.param("[ ] a", 1, X, "[x] a", id="bare"),
        pytest.param("* (Ann) [ ] a", 1, X, "* (Ann) [x] a", id="owner in front"),
        pytest.param("\t*\u00a0[\u00a0]\u00a0a", 1, X, "\t*\u00a0[x]\u00a0a", id="no-break spaces"),
    ],
)
def test_with_box(text: str, number: int, state: State, expected: str) -> None:
    assert with_box(text, number, state) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        pytest.param("", 1, id="empty file"),
        pytest.param("* [ ] a", 0, id="line 0"),
        pytest.param("* [ ] a", 2, id="behind the end"),
        pytest.param("* a [ ] b", 1, id="a box in the middle"),
        pytest.param("* a\n* [ ] b", 1, id="the line above"),
    ],
)
def test_no_box_there(text: str, number: int) -> None:
    with pytest.raises(ValueError, match="line"):
        with_box(text, number, X)


PIECES = [
    *(
        "* ",
        "- ",
        "+ ",
        "1. ",
        "12) ",
        "-",
        "> ",
        "# ",
        "[ ]",
        "[x]",
        "[X]",
        "[x ]",
        "[ X]",
        "[~]",
        "[\u00a0]",
        "[",
        "]",
    ),
    *("( )", "(Ann)", "TODO:", "TODO ", "AI: ", "a", "b c", "é", "**", "\\", "|", "|-|-|\n", "[a]: http://x"),
    *("```", "~~~", "<!--", "-->", "<div>", ":::", "> [!NOTE]\n", "---", "===", "\n", "\n", "\n\n", "\r\n", "\r"),
    *(
        " ",
        "  ",
        "    ",
        "\t",
        "\u00a0",
        "\u3000",
        "\ufeff",
        "\x0b",
        "\x0c",
        "\x1c",
        "\x85",
        "\u2028",
        "\x00",
        "\udc80",
    ),
]
"""What boxes are made of, what hides them, and every character that one library or other takes for a space or a line end."""

TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=200)


def lines_of(text: str) -> list[str]:
    """The lines as an editor counts them."""
    return re.split(r"\r\n|\r|\n", text)


@given(TEXTS)
@example("* [ ]\u00a0a\r\n\r\n    [x] b")
@example("\ufeff---\n[ ] a\n---\n")
@example("* [ ]  \n  a\n  [ ] b")
@example("* # [ ] a")
def test_every_box_can_be_ticked_and_unticked(text: str) -> None:
    read = document(text)
    assert len(read.lines) == len(lines_of(text))
    for block in read.blocks:
        assert 1 <= block.number <= len(read.lines)
        if block.box is not None:
            check_box(text, block)


def check_box(text: str, block: Block) -> None:
    """Every state can be written and read again, on that line only; of an open box one character changes."""
    for state in (X, D):
        there = with_box(text, block.number, state)
        pairs = enumerate(zip(lines_of(text), lines_of(there), strict=True), 1)
        changed = [number for number, (before, after) in pairs if before != after]
        assert changed == ([] if block.box is state else [block.number])
        assert state_at(there, block.number) is state
        if block.box is OPEN:
            check_reopened(text, there, block.number)


def state_at(text: str, number: int) -> State:
    """What the first box on a line says."""
    return next(block.box for block in document(text).blocks if block.number == number and block.box is not None)


def check_reopened(text: str, there: str, number: int) -> None:
    """One character differs; opened again it is a blank, which most open boxes had."""
    (at,) = [at for at, pair in enumerate(zip(text, there, strict=True)) if pair[0] != pair[1]]
    assert with_box(there, number, OPEN) == text[:at] + " " + text[at + 1 :]
    assert text[at] in " \u00a0"
