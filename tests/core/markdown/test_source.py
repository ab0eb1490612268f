"""Where boxes stand, in every form people write them."""

import pytest

from bot.core.markdown.blocks import Form
from bot.core.markdown.source import document
from bot.core.model.notes import State

OPEN, X, D, M = State.OPEN, State.DONE, State.DROPPED, State.MOVED


def boxes(text: str) -> list[tuple[int, State, str]]:
    """The boxes outside quotes: line, state and Markdown."""
    return [
        (block.number, block.box, block.source) for block in document(text).blocks if block.box and not block.quoted
    ]


def nested(text: str) -> list[tuple[int, int | None]]:
    """Each bullet's line beside the line of the bullet above it."""
    blocks = document(text).blocks
    bullets = [block for block in blocks if block.form is Form.BULLET]
    return [(block.number, None if block.parent is None else blocks[block.parent].number) for block in bullets]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("Some words [ ] in a sentence.", [], id="brackets in a sentence"),
        pytest.param("* [ ] water plants", [(1, OPEN, "water plants")], id="star"),
        pytest.param("- [x] water plants", [(1, X, "water plants")], id="dash, ticked"),
        pytest.param("+ [X] water plants", [(1, X, "water plants")], id="plus, capital"),
        pytest.param("3. [ ] water plants", [(1, OPEN, "water plants")], id="numbered"),
        pytest.param("* [~] water plants", [(1, D, "water plants")], id="dropped"),
        pytest.param("* [x ] water plants", [(1, X, "water plants")], id="blank behind the tick"),
        pytest.param("* [ X] water plants", [(1, X, "water plants")], id="blank before the tick"),
        pytest.param("* [ ]", [(1, OPEN, "")], id="empty"),
        pytest.param("* [] water plants", [(1, OPEN, "water plants")], id="no blank inside"),
        pytest.param("* [?] water plants", [(1, OPEN, "water plants")], id="question mark"),
        pytest.param("* [!] water plants", [(1, OPEN, "water plants")], id="important"),
        pytest.param("* [/] water plants", [(1, OPEN, "water plants")], id="begun"),
        pytest.param("* [-] water plants", [(1, D, "water plants")], id="cancelled"),
        pytest.param("* [>] water plants", [(1, M, "water plants")], id="moved on"),
        pytest.param("* [<] water plants", [(1, M, "water plants")], id="moved to a plan"),
        pytest.param("* [a] water plants", [], id="a letter is no box"),
        pytest.param("* \\[ \\] water plants", [(1, OPEN, "water plants")], id="escaped by an export"),
        pytest.param("* \\[x\\] water plants", [(1, X, "water plants")], id="escaped by an export, ticked"),
        pytest.param("* ☐ water plants", [(1, OPEN, "water plants")], id="sign"),
        pytest.param("* ☐water plants", [(1, OPEN, "water plants")], id="sign without a blank"),
        pytest.param("☑ water\n☐ plant", [(1, X, "water"), (2, OPEN, "plant")], id="signs without bullets"),
        pytest.param("* ⬜ water\n* ✅ plant", [(1, OPEN, "water"), (2, X, "plant")], id="coloured signs"),
        pytest.param(
            "* ☑\ufe0f water\n* ☒ plant\n* ✔ mow", [(1, X, "water"), (2, X, "plant"), (3, X, "mow")], id="ticks"
        ),
        pytest.param("* ✅ water\n* plant", [], id="a sign among plain bullets is a word"),
        pytest.param("* ✅ water\n* [ ] plant", [(1, X, "water"), (2, OPEN, "plant")], id="a sign among boxes"),
        pytest.param("* ACTION: ✅ water", [], id="a sign behind words is no box"),
        pytest.param('* <input type="checkbox"> water', [(1, OPEN, "water")], id="HTML"),
        pytest.param("* <input type=checkbox disabled checked /> water", [(1, X, "water")], id="HTML, ticked"),
        pytest.param('* <input type="text"> water', [], id="another field of HTML"),
        pytest.param(
            '<ul>\n<li><input type="checkbox"> a</li>\n<li><input checked type="checkbox"> b<br>c</li>\n</ul>',
            [(2, OPEN, "a"), (3, X, "b")],
            id="a list of HTML",
        ),
        pytest.param('<!--\n<input type="checkbox"> a\n-->', [], id="HTML in a comment"),
        pytest.param('<div>\n<!-- <input type="checkbox"> a -->\n</div>', [], id="a comment in HTML"),
        pytest.param("* [x](http://x.org) water", [], id="a link is no box"),
        pytest.param("* [ ]\u00a0water plants", [(1, OPEN, "water plants")], id="no-break space behind the box"),
        pytest.param("*\u00a0[ ] water plants", [(1, OPEN, "water plants")], id="no-break space before the box"),
        pytest.param("-[ ] water plants", [(1, OPEN, "water plants")], id="no space behind the dash"),
        pytest.param("[ ] water plants", [(1, OPEN, "water plants")], id="bare"),
        pytest.param("[ ] one\n[x] two", [(1, OPEN, "one"), (2, X, "two")], id="bare, two lines of one paragraph"),
        pytest.param("* ( ) [ ] water plants", [(1, OPEN, "( ) water plants")], id="empty owner before the box"),
        pytest.param("* (Ann) [x] water plants", [(1, X, "(Ann) water plants")], id="owner before the box"),
        pytest.param("* TODO (Ann) [ ] water", [(1, OPEN, "TODO (Ann) water")], id="marker and owner before the box"),
        pytest.param("* [ ] one\n  two\n  three", [(1, OPEN, "one two three")], id="wrapped"),
        pytest.param("* [ ] one\ntwo", [(1, OPEN, "one two")], id="wrapped without indent"),
        pytest.param("* [ ] \n  one", [(1, OPEN, "one")], id="words on the next line only"),
        pytest.param("* [ ]  \n  one\n  [x] two", [(1, OPEN, "one"), (3, X, "two")], id="blanks behind an empty box"),
        pytest.param("* a\n        * [ ] b", [(2, OPEN, "b")], id="indented too far"),
        pytest.param("a\n    * [ ] b", [(2, OPEN, "b")], id="indented below a sentence"),
        pytest.param("* a\n  [x] b", [(2, X, "b")], id="bare inside a bullet"),
        pytest.param("\t* [ ] a", [], id="tab in front is code"),
        pytest.param("* a\n\t* [ ] b", [(2, OPEN, "b")], id="tab below a bullet"),
        pytest.param("    * [ ] a", [], id="indented code"),
        pytest.param("```\n* [ ] a\n```", [], id="fence"),
        pytest.param("* b\n  ~~~\n  * [ ] a\n  ~~~", [], id="fence in a bullet"),
        pytest.param("<!--\n* [ ] a\n-->\n* [ ] b", [(4, OPEN, "b")], id="comment"),
        pytest.param("> * [ ] a", [], id="quote"),
        pytest.param("> [!NOTE]\n> * [ ] a", [], id="alert"),
        pytest.param(":::info\n* [ ] a\n:::\nb", [(2, OPEN, "a")], id="container"),
        pytest.param('{% hint style="info" %}\n* [ ] a\n{% endhint %}\nb', [(2, OPEN, "a")], id="tags of GitBook"),
        pytest.param(
            "* [ ] a {% b %}\n{{% note %}}\nc", [(1, OPEN, "a {% b %}")], id="tags of Hugo, and one in a line"
        ),
        pytest.param("{% raw %} * [ ] a {% endraw %}\n\n* [ ] b", [(3, OPEN, "b")], id="words between tags"),
        pytest.param("```\n:::\n```\n* [ ] a", [(4, OPEN, "a")], id="colons in a fence"),
        pytest.param("---\ntitle: x\n---\n* [ ] a", [(4, OPEN, "a")], id="front matter"),
        pytest.param("---\n* [ ] a", [(2, OPEN, "a")], id="a rule is no front matter"),
        pytest.param("\ufeff* [ ] a", [(1, OPEN, "a")], id="byte order mark"),
        pytest.param("x\r\n\r\n* [ ] a\r\n* [x] b\r\n", [(3, OPEN, "a"), (4, X, "b")], id="CRLF"),
        pytest.param("x\r\r* [ ] a", [(3, OPEN, "a")], id="CR alone"),
        pytest.param("a\u2028b\x0c\n* [ ] c", [(2, OPEN, "c")], id="only CR and LF end lines"),
        pytest.param("[1]: http://x.org\n* [ ] a", [(2, OPEN, "a")], id="link definition"),
        pytest.param("* [ ] a\n# [ ] b", [(1, OPEN, "a")], id="a heading is no box"),
        pytest.param("* # [ ] a\n* b\n  # [ ] c", [], id="a heading in a bullet is no box"),
    ],
)
def test_boxes(text: str, expected: list[tuple[int, State, str]]) -> None:
    assert boxes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("* a\n* b", [(1, None), (2, None)], id="side by side"),
        pytest.param("* a\n    * b\n  * c", [(1, None), (2, 1), (3, 1)], id="uneven indents"),
        pytest.param("* a\n        * b\n        * c", [(1, None), (2, 1), (3, 1)], id="too far, side by side"),
        pytest.param("* a\n        * b\n            * c", [(1, None), (2, 1), (3, 2)], id="too far, and further"),
        pytest.param("* a\n    *  b\n       c\n    [x] d", [(1, None), (2, 1), (4, 1)], id="bare, level with a bullet"),
        pytest.param("[ ] a\n  * b", [(1, None), (2, 1)], id="below a bare box"),
        pytest.param("[ ] a\n\n  * b", [(1, None), (3, None)], id="apart from a bare box"),
    ],
)
def test_nesting(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert nested(text) == expected


@pytest.mark.parametrize("mark", [">", "* ", "1. "])
def test_nesting_that_is_too_deep_is_reported(mark: str) -> None:
    assert document(f"a\n\n{mark * 40}b").deep is None
    assert document(f"a\n\n{mark * 120}b").deep == 3


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        pytest.param("##待办事项\n- 刷墙", ["待办事项"], id="no blank behind the signs"),
        pytest.param("###Tasks", ["Tasks"], id="in English"),
        pytest.param("#12 is open", [], id="the number of an issue"),
        pytest.param("```\n##x\n```", [], id="in code"),
        pytest.param("####", [""], id="signs alone"),
    ],
)
def test_headings_without_a_blank(text: str, headings: list[str]) -> None:
    blocks = document(text).blocks
    assert [block.source for block in blocks if block.form is Form.HEADING] == headings
