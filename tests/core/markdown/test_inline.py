"""What a reader sees of an item's Markdown, and the links in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.markdown import inline
from bot.core.markdown.inline import References, see

REFERENCES: References = {"@ANN": {"href": "https://github.com/ann", "title": ""}}


@pytest.mark.parametrize(
    ("source", "text", "links"),
    [
        pytest.param("plain words", "plain words", [], id="plain"),
        pytest.param("a  **bold**, _leaning_ `code`  word", "a bold, leaning code word", [], id="marks and spaces"),
        pytest.param("look [here](https://x.org/a) now", "look here now", ["https://x.org/a"], id="link"),
        pytest.param(
            "see https://x.org/a_(b), then", "see https://x.org/a_(b), then", ["https://x.org/a_(b)"], id="bare URL"
        ),
        pytest.param(
            "done (https://x.org/pull/1)?",
            "done (https://x.org/pull/1)?",
            ["https://x.org/pull/1"],
            id="URL in brackets",
        ),
        pytest.param("<https://x.org/a>", "https://x.org/a", ["https://x.org/a"], id="autolink"),
        pytest.param("[https://x.org](https://x.org)", "https://x.org", ["https://x.org"], id="said twice"),
        pytest.param("[@ann][] and [@bob][]", "@ann and [@bob][]", ["https://github.com/ann"], id="references"),
        pytest.param("fish &amp; chips \\[x\\]", "fish & chips [x]", [], id="entities and escapes"),
        pytest.param("a <!-- hidden --> b<br>c", "a bc", [], id="HTML is not seen"),
        pytest.param("![a plot](https://x.org/p.png)", "a plot", [], id="image"),
        pytest.param("[mail](mailto:a@x.org) [up](#top)", "mail up", [], id="only web links"),
        pytest.param("~~old~~ new", "old new", [], id="struck"),
    ],
)
def test_see(source: str, text: str, links: list[str]) -> None:
    seen = see([source], REFERENCES)
    assert (seen.text, list(seen.links)) == (text, links)


def test_lines_stay_apart() -> None:
    assert see(["**one", "two** three"], {}).lines == ("one", "two three")


@pytest.mark.parametrize("bomb", ["[" * 5000, "[a](" * 2000, "**a " * 3000, "<" * 9000])
def test_beyond_the_bounds_the_source_is_what_is_seen(bomb: str) -> None:
    assert see([f"{bomb} https://x.org"], {}).links == ("https://x.org",)


PIECES = (
    ("a", "b c", "1", "é", " ", "\n", ".", ",", "(", ")", "!", "_", "x_y", "*", "**", "`", "~", "[", "](", "]", "&amp;", "<br>", "[x](https://a.org/b_c)", "[x (y)](#up)", "[Ann] ", "[^1]", "**bold**", "**Note:** ", "`co de`", "https://x.org/a_b", "__", "__bold__", "_it_", "*it*", "&", "P&L", ";")
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_what_is_simple_is_read_as_a_parse_reads_it(source: str) -> None:
    assert inline._simple(source) in (None, inline._parsed(source, {}))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("look [here](https://x.org/a) now", id="link"),
        pytest.param("**Status:** `make` the [docs: part 2](#part-2)", id="bold, code, anchor"),
        pytest.param("[Ann] moves a_b", id="brackets"),
        pytest.param("__Action__: *mow* (_on Monday_)", id="italics"),
        pytest.param("R&D, fish & chips", id="and signs"),
    ],
)
def test_most_lines_are_simple(source: str) -> None:
    assert inline._simple(source) is not None
