"""What stands where other lines stood: numbers stand for lines, and those above 9 are the new ones."""

from collections.abc import Sequence

import pytest

from bot.core.items.places import replacements


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([[1, 2, 3]], [[1, 2, 3]], {}, id="nothing changed"),
        pytest.param([[1, 2, 3]], [[1, 12, 3]], {12: 2}, id="one between two"),
        pytest.param([[1, 2]], [[1, 12]], {12: 2}, id="the last beside one that stays"),
        pytest.param([[1]], [[11]], {}, id="a list of one line has no place"),
        pytest.param([[1, 2, 3, 4]], [[1, 12, 13, 4]], {12: 2, 13: 3}, id="two in their order"),
        pytest.param([[1, 2, 3, 4, 5]], [[1, 12, 13, 14, 5]], {12: 2, 13: 3, 14: 4}, id="three in their order"),
        pytest.param([[1, 2, 3, 4, 5, 6]], [[1, 12, 13, 14, 15, 6]], {}, id="four are a list made anew"),
        pytest.param([[1, 2, 3, 4]], [[1, 12, 4]], {}, id="two became one"),
        pytest.param([[1, 2, 3]], [[1, 12, 13]], {}, id="two at the edge"),
        pytest.param([[1, 2, 3, 4]], [[1, 3, 12, 4]], {}, id="one that stays moved in between"),
        pytest.param([[1, 2, 3], [1, 4, 3]], [[1, 12, 3]], {}, id="two old ones between the same two"),
    ],
)
def test_replacements(
    before: Sequence[Sequence[int]], after: Sequence[Sequence[int]], expected: dict[int, int]
) -> None:
    old = {one for listed in before for one in listed}
    goes_on = {one: one for listed in after for one in listed if one in old}
    assert dict(replacements(before, after, goes_on)) == expected
