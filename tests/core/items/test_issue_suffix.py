"""The issue's number at the end of a line: every form it has, and what only looks like it."""

import pytest

from bot.core.items.issue_suffix import number_at_end, without_number


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(" #23", id="as carrying writes it"),
        pytest.param(" (#23)", id="in brackets"),
        pytest.param(" → #23", id="behind an arrow"),
        pytest.param(" -> #23", id="behind an arrow of two signs"),
        pytest.param(" [#23](https://github.com/harbour/notes/issues/23)", id="as a link"),
        pytest.param(" ([#23](https://github.com/harbour/notes/issues/23))", id="as a link in brackets"),
        pytest.param(" #23 (dropped: no grass (yet))", id="with the reason for dropping it"),
        pytest.param(
            " [#23](https://github.com/harbour/notes/issues/23) (dropped: no grass)", id="as a link, with the reason"
        ),
        pytest.param(" #23  ", id="with blanks behind it"),
        pytest.param(" #23.", id="at the end of a sentence"),
    ],
)
def test_a_number_at_the_end_is_the_issue_of_the_line(end: str) -> None:
    assert number_at_end(f"paint the wall{end}") == 23
    assert without_number(f"paint the wall{end}").strip() == "paint the wall"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("paint the wall", id="none"),
        pytest.param("#23", id="nothing else"),
        pytest.param("paint wall #23 green", id="not at the end"),
        pytest.param("blocked by #23", id="by"),
        pytest.param("siehe #23", id="see in German"),
        pytest.param("repeindre le quai, voir #23", id="see in French"),
        pytest.param("done in #23", id="in"),
        pytest.param("paint the wall, see #23", id="see"),
        pytest.param("paint the wall after #23", id="after"),
        pytest.param("this closes #23", id="closes"),
        pytest.param("Fixes (#23)", id="fixes, in brackets"),
        pytest.param("review PR #23", id="a pull request"),
        pytest.param("write the docs for #23", id="for"),
        pytest.param("post a reply to #23", id="to"),
        pytest.param("do the same as #23", id="as"),
        pytest.param("close the window, this blocks #23", id="blocks"),
        pytest.param("answer #12, #23", id="one of several"),
        pytest.param("paint harbour/notes#23", id="another repository's"),
    ],
)
def test_a_reference_is_none(text: str) -> None:
    assert number_at_end(text) is None
    assert without_number(text) == text
