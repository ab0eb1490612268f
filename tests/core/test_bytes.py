"""Ticking boxes and inserting lines without touching another byte, whatever stands in the file."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.blocks import Block
from bot.core.markdown import document, inserted, with_box
from bot.core.model import State

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


@pytest.mark.parametrize(
    ("text", "number", "lines", "expected"),
    [
        pytest.param("a\n", 1, [], "a\n", id="nothing"),
        pytest.param("a\nb\n", 1, ["x"], "x\na\nb\n", id="in front"),
        pytest.param("a\nb\n", 2, ["x", "y"], "a\nx\ny\nb\n", id="between"),
        pytest.param("a\nb\n", 3, ["x"], "a\nb\nx\n", id="at the end"),
        pytest.param("a\nb", 3, ["x"], "a\nb\nx", id="at the end without a line end"),
        pytest.param("a", 2, ["x", ""], "a\nx\n", id="an empty line at the end"),
        pytest.param("", 1, ["x"], "x\n", id="empty file"),
        pytest.param("\ufeff", 1, ["x"], "\ufeffx\n", id="nothing but a byte order mark"),
        pytest.param("\ufeffa\r\n", 1, ["x"], "\ufeffx\r\na\r\n", id="behind the byte order mark"),
        pytest.param("a\r\nb", 3, ["x"], "a\r\nb\r\nx", id="CRLF"),
        pytest.param("a\rb\r", 2, ["x"], "a\rx\rb\r", id="CR alone"),
        pytest.param("a\nb\r\nc\n", 3, ["x"], "a\nb\r\nx\r\nc\n", id="mixed ends: as the line above"),
        pytest.param("a\u2028b\x0c\n", 2, ["x\u2029"], "a\u2028b\x0c\nx\u2029\n", id="what ends no line"),
    ],
)
def test_inserted(text: str, number: int, lines: list[str], expected: str) -> None:
    assert inserted(text, number, lines) == expected


@pytest.mark.parametrize(
    ("text", "number", "line"),
    [
        pytest.param("a\n", 0, "x", id="line 0"),
        pytest.param("a\n", 3, "x", id="behind the end"),
        pytest.param("a", 3, "x", id="behind the end of the last line"),
        pytest.param("a\n", 1, "x\ny", id="two lines in one"),
    ],
)
def test_no_place_to_insert(text: str, number: int, line: str) -> None:
    with pytest.raises(ValueError, match="line"):
        inserted(text, number, [line])


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


@given(TEXTS, st.integers(1, 50), st.lists(st.sampled_from(["", "* [ ] x", "\u2028", "  é"]), max_size=3))
def test_inserting_moves_bytes_and_changes_none(text: str, number: int, lines: list[str]) -> None:
    kept = lines_of(text.removeprefix("\ufeff"))
    number = min(number, len(kept) + (kept[-1] != ""))
    there = inserted(text, number, lines)
    assert any(there.startswith(text[:at]) and there.endswith(text[at:]) for at in range(len(text) + 1))
    assert lines_of(there.removeprefix("\ufeff")) == [*kept[: number - 1], *lines, *kept[number - 1 :]]
