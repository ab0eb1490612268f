"""Where a marker is read, and what of a body is whose."""

import pytest

from bot.core.issues import marker
from bot.core.issues.marker import Marker

LINE = marker.write(Marker(key="a"))
OTHER = marker.write(Marker(key="b"))
PART = "> paint the wall\n\n- **From** the notes"
BODY = f"{LINE}\n{PART}\n{marker.END}\n"


@pytest.mark.parametrize(
    ("body", "key", "first"),
    [
        pytest.param(BODY, "a", True, id="as written"),
        pytest.param(f"I take this.\n\n{BODY}", "a", False, id="text above"),
        pytest.param(
            f"I take this.\r\n\r\n{BODY}".replace("\n", "\r\n"), "a", False, id="text above, typed in a browser"
        ),
        pytest.param(f"<!-- duly:1 {{broken}} -->\n{BODY}", "a", False, id="a broken one above"),
        pytest.param(f"{BODY}\n{OTHER}\n", "a", True, id="another one below"),
        pytest.param(f"> {BODY}", None, False, id="quoted"),
        pytest.param(f"see {BODY}", None, False, id="inside a line"),
        pytest.param("I take this.", None, False, id="none"),
    ],
)
def test_where_a_marker_counts(body: str, key: str | None, first: bool) -> None:
    assert marker.key_of(body) == key
    assert marker.is_first(body) is first


@pytest.mark.parametrize(
    ("body", "part", "rest"),
    [
        pytest.param(BODY, PART, "\n", id="as written"),
        pytest.param(f"{BODY}I have a brush.\n", PART, "\nI have a brush.\n", id="text below"),
        pytest.param(f"I take this.\n\n{BODY}", PART, "\n\nI take this.\n", id="text above"),
        pytest.param(f"One.\n{BODY}Two.\n", PART, "\nTwo.\n\nOne.\n", id="text above and below"),
        pytest.param(f"{LINE}\n{PART}", None, PART, id="without its end"),
        pytest.param(f"One.\n{LINE}\n{PART}", None, f"One.\n\n{PART}", id="without its end, text above"),
    ],
)
def test_what_stands_above_the_marker_goes_below_the_part(body: str, part: str | None, rest: str) -> None:
    assert marker.split(body) == (LINE, part, rest)
    joined = marker.join(Marker(key="a"), part, rest)
    assert marker.is_first(joined)
    assert marker.split(joined) == (LINE, part, rest), "the second time nothing moves"
