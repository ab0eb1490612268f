"""The tokens are those of markdown-it-py itself, without the ones that no reader uses."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.core.markdown.reading.parser import MAX_NESTING, tokens_of

WHOLE = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": MAX_NESTING}).disable(["inline", "reference"])
UNTOLD = ("paragraph", "list_open", "list_close", "table", "tbody", "th_", "td_", "alert_title", "fence", "code_block")

TEXTS = {
    "a paragraph": "one\ntwo\n\nthree",
    "headings": "# one\n\ntwo\n===\n\nthree\n---\n#no\n",
    "lists in lists": "* one\n  * two\n    1. three\n\n      four\n* five\n+ six\n",
    "bullets of several lines": "* one\n  two\nthree\n    * four\n\n\n* five  \n      six\n",
    "bullets further to the left": "   * one\n  * two\n * three\n      * four\n    * five\n* six\n",
    "numbers below words": "- one\n  2. two\n- three\n  1. four\n    * five\n  2. six\n",
    "words behind a list": "* one\n* two\n# three\n* four\nfive\n\nsix\n\n* seven\n> eight\n",
    "a table behind bullets": "* one\n* two | three\n  --- | ---\n* four\n\n--- | ---\n",
    "bullets that hold more than words": "* one\n* two\n\n  three\n* # four\n* five\n* > six\n* seven\n",
    "a rule between bullets": "* one\n* * *\n- two\n- - -\n***\n---\n_ _ _\n",
    "a bullet that is a rule but for its end": "* * * one\n- - -two\n",
    "empty bullets": "*\n-\n\n  one\n1.\n",
    "numbers that begin no list": "one\n2. two\n\n2. three\n1234567890. four\n",
    "boxes": "- [ ] one\n- [x] two\n- [ ]\n",
    "a table": "| one | two |\n|---|---|\n| 3 | 4 |\n\nfive | six\n--- | ---\n7 | 8\n",
    "code": "    one\n\n```\n* two\n```\n\n~~~ three\n# four\n~~~\n* five\n\n        six\n",
    "quotes": "> one\n> * two\nthree\n\n> [!NOTE]\n> four\n",
    "HTML": "<div>\none\n</div>\n\n<!-- two\n\n* three -->\n<b>four</b>\n",
    "a tab": "*\tone\n\ttwo\n\t* three\n",
    "letters of other scripts": "一 二\n\n* 三\n１. 四\n٣. خمسة\n",
    "a null": "on\0e\n\0\n",
    "nothing": "",
}


MARKS = (
    "* ",
    "  * ",
    "    - ",
    "1. ",
    "   2. ",
    "* [ ] ",
    "  - [x] ",
    "+ ",
    "> * ",
    "\t* ",
    "        * ",
    "",
    "",
    "   ",
)
WORDS = (
    "one",
    "one",
    "# one",
    "> one",
    "---",
    "one | two",
    "--|--",
    "```",
    "<b>",
    "  one  ",
    "- one",
    "2. one",
    "[ ] one",
)


def told(tokens: Iterable[Token]) -> list[tuple[str, object, int, str, str]]:
    found = (each for token in tokens for each in apart(token) if not any(part in each.type for part in UNTOLD))
    return [(each.type, each.map, each.level, each.content, each.markup) for each in found]


def apart(token: Token) -> Iterator[Token]:
    """An item that has its words, and one without others below it, as the parser's own tokens."""
    is_item = token.type in ("list_item", "list_item_open")
    yield Token("list_item_open", "li", 1, map=token.map, level=token.level, markup=token.markup) if is_item else token
    if is_item and token.content and token.map:
        lines = [token.map[0], token.map[0] + token.content.count("\n") + 1]
        yield Token("inline", "", 0, map=lines, level=token.level + 2, content=token.content)
    if token.type == "list_item":
        yield Token("list_item_close", "li", -1, level=token.level, markup=token.markup)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_tokens(text: str) -> None:
    assert told(tokens_of(text)) == told(WHOLE.parse(text))


@given(
    st.lists(st.sampled_from([*"*-+_>#`~|:<=1.) \t\n\nab", "[ ] ", "---", "  ", "\n* ", "\n> ", "\n    "]), max_size=40)
)
def test_tokens_of_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert told(tokens_of(text)) == told(WHOLE.parse(text))


@given(
    st.lists(
        st.one_of(st.just(""), st.tuples(st.sampled_from(MARKS), st.sampled_from(WORDS)).map("".join)), max_size=14
    )
)
def test_tokens_of_any_list(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert told(tokens_of(text)) == told(WHOLE.parse(text))
