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
        pytest.param("• [ ] a", 1, X, "• [x] a", id="a typed bullet"),
        pytest.param("\t○\t[ ] a", 1, X, "\t○\t[x] a", id="a typed bullet between tabs"),
        pytest.param("– [ ] a", 1, X, "– [x] a", id="a dash"),
        pytest.param("(1) [ ] a", 1, X, "(1) [x] a", id="a number in parentheses"),
        pytest.param("1.) [ ] a", 1, X, "1.) [x] a", id="a number with two signs"),
        pytest.param("a) ☐ a", 1, X, "a) ☑ a", id="a letter"),
        pytest.param("*) [ ] a", 1, X, "*) [x] a", id="a star with a sign"),
        pytest.param("* (Ann) [ ] a", 1, X, "* (Ann) [x] a", id="owner in front"),
        pytest.param("* \\[ \\] a", 1, X, "* \\[x\\] a", id="escaped by an export"),
        pytest.param("* [/] a", 1, X, "* [x] a", id="begun"),
        pytest.param("* [-] a", 1, OPEN, "* [ ] a", id="cancelled, then open"),
        pytest.param("* [-] a", 1, D, "* [-] a", id="cancelled already"),
        pytest.param("* ☐ a", 1, X, "* ☑ a", id="sign"),
        pytest.param("☐a", 1, X, "☑a", id="sign without a blank"),
        pytest.param("* ☑\ufe0f a", 1, OPEN, "* ☐\ufe0f a", id="sign with a selector"),
        pytest.param("* ☒ a", 1, X, "* ☒ a", id="a ticked sign stays as it is"),
        pytest.param("* ☑ a", 1, D, "* ☑ a", id="a sign cannot be dropped"),
        pytest.param("* ⬜ a", 1, X, "* ✅ a", id="coloured sign"),
        pytest.param("* ✅ a", 1, OPEN, "* ⬜ a", id="coloured sign, opened"),
        pytest.param('* <input type="checkbox"> a', 1, X, '* <input type="checkbox" checked> a', id="HTML"),
        pytest.param("<li><input type=checkbox /> a", 1, X, "<li><input type=checkbox checked /> a", id="HTML, closed"),
        pytest.param('<input checked type="checkbox"/>a', 1, OPEN, '<input type="checkbox"/>a', id="HTML, opened"),
        pytest.param(
            '<input type=checkbox checked="checked">a', 1, OPEN, "<input type=checkbox>a", id="HTML with value"
        ),
        pytest.param("| a | [ ] |", 1, X, "| a | [x] |", id="a cell"),
        pytest.param("|a|[ ]|", 1, X, "|a|[x]|", id="a narrow cell"),
        pytest.param("\t*\u00a0[\u00a0]\u00a0a", 1, X, "\t*\u00a0[x]\u00a0a", id="no-break spaces"),
    ],
)
def test_with_box(text: str, number: int, state: State, expected: str) -> None:
    assert with_box(text, number, state) == expected


@pytest.mark.parametrize(
    ("nth", "expected"),
    [
        pytest.param(0, "| [x] a<br>- [ ] b | ☐ c |", id="first"),
        pytest.param(1, "| [ ] a<br>- [x] b | ☐ c |", id="behind a line break"),
        pytest.param(2, "| [ ] a<br>- [ ] b | ☑ c |", id="in the next cell"),
    ],
)
def test_one_of_several_boxes(nth: int, expected: str) -> None:
    assert with_box("| [ ] a<br>- [ ] b | ☐ c |", 1, X, nth) == expected
    with pytest.raises(ValueError, match="line"):
        with_box("| [ ] a<br>- [ ] b | ☐ c |", 1, X, 3)


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
        "• ",
        "○ ",
        "– ",
        "(1) ",
        "(2) ",
        "a) ",
        "b) ",
        "1.) ",
        "2.) ",
        "*) ",
        "-",
        "> ",
        "# ",
        "[ ]",
        "[x]",
        "[X]",
        "[x ]",
        "[ X]",
        "[~]",
        "[/]",
        "[>]",
        "\\[ \\]",
        "☐",
        "✅",
        '<input type="checkbox">',
        "<input type=checkbox checked/>",
        "<li>",
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
@example("* [] a")
@example("• [ ] a\n  ○ [ ] b")
@example("(1) [ ] a\n(2) [ ] b")
@example("– [ ] a\n– [x] b")
def test_every_box_can_be_ticked_and_unticked(text: str) -> None:
    read = document(text)
    assert len(read.lines) == len(lines_of(text))
    for block in read.blocks:
        assert 1 <= block.number <= len(read.lines)
        if block.box is not None:
            check_box(text, block)


def check_box(text: str, block: Block) -> None:
    """Every state can be written and read again, on that line only; of an open box one character or attribute changes."""
    for state in (X, D):
        there = with_box(text, block.number, state, block.nth)
        pairs = enumerate(zip(lines_of(text), lines_of(there), strict=True), 1)
        changed = [number for number, (before, after) in pairs if before != after]
        said = state_at(there, block)
        assert said is state or (said is X and state is D), "only brackets tell dropped work from done"
        assert changed == ([] if block.box is said else [block.number])
        if block.box is OPEN:
            check_reopened(text, there, block)


def state_at(text: str, block: Block) -> State:
    """What the box says that stands where `block` has its own."""
    found = (each for each in document(text).blocks if (each.number, each.nth) == (block.number, block.nth))
    return next(each.box for each in found if each.box is not None)


def check_reopened(text: str, there: str, block: Block) -> None:
    """One piece differs; opened again it is as before, but for a mark that said more than open."""
    start = next(at for at in range(len(there)) if text[at : at + 1] != there[at])
    end = next(at for at in range(len(there) + 1) if text[len(text) - at - 1] != there[len(there) - at - 1])
    before, after = text[start : len(text) - end], there[start : len(there) - end]
    assert (before, after) in {
        (" ", "x"),
        (" ", "~"),
        ("\u00a0", "x"),
        ("\u00a0", "~"),
        ("☐", "☑"),
        ("", " checked"),
        ("", "x"),
        ("", "~"),
    } | {
        ("/", "x"),
        ("/", "~"),
    }
    again = with_box(there, block.number, OPEN, block.nth)
    assert again == (text[:start] + " " + text[start + len(before) :] if after in "x~" else text)
