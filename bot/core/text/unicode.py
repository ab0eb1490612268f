"""Invisible characters, colons, line ends, and where a URL ends: shared by everything that reads or rewrites text."""

import re

BREAK = "\u200b"
"""ZERO WIDTH SPACE: ends a word for GitHub, is invisible, and works in titles, where HTML comments would show."""

COLONS = (":", "：")
"""A colon as it is written, and as it is beside ideographs."""

# `&lt;` ends a URL as `<` does, so that escaping changes nothing.
_URL_CHARACTER = r"""(?:(?!&lt;)[^\s<>"`\[\]()|])"""
URL = rf"(?:https?|zoommtg|zoomus)://(?:{_URL_CHARACTER}|\({_URL_CHARACTER}*+\))++"
"""A URL in text or Markdown, to be matched without regard to case. It may contain a pair of parentheses, so that it ends
before the closing one of those around it."""

# Bidi controls reorder the visible text; the others are invisible, so that one word can look like another. ZWJ and ZWNJ
# stay: emoji and Persian need them, and no rule here matches across them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")


def visible(text: str) -> str:
    """`text` without invisible characters, all line ends `\\n`."""
    if text.isprintable():
        return text
    return _INVISIBLE.sub("", _LINE_END.sub("\n", text))


def without_comments(text: str) -> str:
    """`text` without its HTML comments; one without an end stays."""
    *closed, rest = text.split("-->")
    # Not a pattern: it would search the end of every start of a comment, in quadratic time.
    return "".join(piece.partition("<!--")[0] if "<!--" in piece else f"{piece}-->" for piece in closed) + rest


def trimmed(url: str) -> str:
    """`url` without the punctuation of the sentence around it."""
    return url.rstrip(".,:;!?'*_~\\")
