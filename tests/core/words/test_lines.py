import pytest

from bot.core.words.lines import Lines

TEXT = ("Ann will mow", "AI: water", "", "It will do. It will.", "WILL and Ai", "the İstanbul will")


@pytest.mark.parametrize(
    ("pieces", "within", "found"),
    [
        pytest.param((), None, set(), id="no piece"),
        pytest.param(("rake",), None, set(), id="a piece that no line has"),
        pytest.param(("will",), None, {0, 3, 4, 5}, id="in small letters, in any case"),
        pytest.param(("AI",), None, {1}, id="with a capital, as written"),
        pytest.param(("AI", "mow"), None, {0, 1}, id="any of several"),
        pytest.param(("will",), 8, {0, 3, 4}, id="within the first characters"),
        pytest.param(("will",), 7, {3, 4}, id="within as many that the piece does not fit"),
    ],
)
def test_the_lines_that_have_a_piece(pieces: tuple[str, ...], within: int | None, found: set[int]) -> None:
    assert Lines(TEXT).having(pieces, within) == found
