"""The wording of the comments that Duly writes on issues."""

import pytest

from bot.core.issues import phrases
from bot.core.model.issues import Head
from bot.core.notes import parse

HEAD = Head("harbour/notes", "main", "abc", "https://github.com/harbour/notes")
NOTE = parse.read("2024-03-05.md", "## Action items\n\n* [x] paint the wall\n")
(LINE,) = (line for line in NOTE.lines if line.checkbox)
LINK = "https://github.com/harbour/notes/blob/abc/2024-03-05.md?plain=1#L3"


@pytest.mark.parametrize(
    ("closing", "end"),
    [
        pytest.param(True, "so it is closed with it.", id="Duly closes it"),
        pytest.param(False, "if this issue is done too, please close it.", id="its author may close it"),
    ],
)
def test_the_comment_on_a_linked_issue_whose_item_is_ticked(closing: bool, end: str) -> None:
    assert phrases.ticked(LINE, HEAD, closing=closing) == f"Ticked in the [notes of 2024-03-05]({LINK}); {end}"
