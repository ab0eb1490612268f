"""What a reader sees of an item's Markdown, and the links in it."""

import pytest

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
