"""What a note's text tells about a word."""

import pytest

from bot.core.people.context import Context


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        pytest.param("we sail the timeline.", "timeline", True, id="behind an article"),
        pytest.param("(the timeline)", "timeline", True, id="in parentheses"),
        pytest.param("the timelines", "timeline", False, id="a longer word"),
        pytest.param("breathe timeline", "timeline", False, id="the end of another word"),
        pytest.param("the old timeline", "timeline", False, id="a word between"),
        pytest.param("the\ntimeline", "timeline", True, id="the next line"),
        pytest.param("ask the docs team", "docs team", True, id="two words"),
        pytest.param("ask the docs people", "docs team", False, id="another second word"),
        pytest.param("use the re-read page", "re-read", True, id="a hyphen"),
        pytest.param("the", "", False, id="no word"),
    ],
)
def test_a_word_with_an_article(text: str, word: str, expected: bool) -> None:
    assert Context(text=text).has_article(word) is expected
