"""What all that reads or rewrites text agrees on: which characters nobody sees, and how far a URL reaches."""

import re

BREAK = "\u200b"
"""ZERO WIDTH SPACE: ends a word for GitHub, takes no room for the reader, and works in titles, where HTML comments show."""

# `&lt;` ends a URL as `<` does, so that escaping changes nothing.
_URL_CHARACTER = r"""(?:(?!&lt;)[^\s<>"`\[\]()|])"""
URL = rf"(?:https?|zoommtg|zoomus)://(?:{_URL_CHARACTER}|\({_URL_CHARACTER}*+\))++"
"""A URL in text or Markdown, matched without regard to case. One pair of parentheses may stand in it, so that it ends
where the parentheses around it do."""

# Bidi controls reorder what a reader sees; the rest are letters and marks that take no room, with which one writes a word
# that looks like another. ZWJ and ZWNJ stay: emoji and Persian need them, and no rule here reads across them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")


def visible(text: str) -> str:
    """`text` without characters that nobody sees, its line ends all `\\n`."""
    if text.isprintable():
        return text
    return _INVISIBLE.sub("", _LINE_END.sub("\n", text))


def without_comments(text: str) -> str:
    """`text` without its HTML comments; one that nobody closes stays."""
    *closed, rest = text.split("-->")
    # Piece by piece: a pattern would look for the end of each comment that is begun, and take the square of the length.
    return "".join(piece.partition("<!--")[0] if "<!--" in piece else f"{piece}-->" for piece in closed) + rest


def trimmed(url: str) -> str:
    """`url` without the punctuation of the sentence around it."""
    return url.rstrip(".,:;!?'*_~\\")
