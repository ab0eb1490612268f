"""Bytes of a note → its text, and text → bytes in the encoding that the note had before."""

import codecs
import contextlib

_MARKED = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def text_of(content: bytes) -> str:
    """A note's text with its BOM and line ends, decoded as UTF-8, UTF-16 or Latin-1."""
    return content.decode(_encoding_of(content))


def content_of(text: str, before: bytes) -> bytes:
    """A note's new text in the encoding of its content `before`, so that unchanged parts keep their bytes.

    UnicodeEncodeError where that encoding lacks a character.
    """
    return text.encode(_encoding_of(before))


def _encoding_of(content: bytes) -> str:
    """UTF-16 with a byte order mark, as the shell of Windows writes it, else UTF-8, else Latin-1, as in old notes."""
    for encoding in (_MARKED.get(content[:2], "utf-8"), "utf-8"):
        with contextlib.suppress(UnicodeDecodeError):
            content.decode(encoding)
            return encoding
    return "latin-1"
