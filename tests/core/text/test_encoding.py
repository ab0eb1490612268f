"""Bytes of a note and its text."""

import pytest

from bot.core.text.encoding import content_of, text_of


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param("größe\n".encode(), "größe\n", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf# Title\r\n", "\ufeff# Title\r\n", id="BOM and CRLF stay"),
        pytest.param("größe".encode("latin-1"), "größe", id="Latin-1"),
        pytest.param("\ufeffgröße".encode("utf-16-le"), "\ufeffgröße", id="UTF-16, little endian"),
        pytest.param("\ufeffgröße".encode("utf-16-be"), "\ufeffgröße", id="UTF-16, big endian"),
    ],
)
def test_text_of(content: bytes, text: str) -> None:
    assert text_of(content) == text
    assert content_of(text, content) == content


def test_a_character_that_the_encoding_lacks() -> None:
    with pytest.raises(UnicodeEncodeError):
        content_of("größe → 3", "größe".encode("latin-1"))
