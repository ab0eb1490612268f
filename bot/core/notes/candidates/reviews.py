"""Where old work is gone through: its lines say how it stands, and what stands below them says whether it is done."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.done_words import SIGN
from bot.core.markdown.headings import meaning, plain
from bot.core.markdown.labels import is_bucket, is_review
from bot.core.notes.candidates.candidate import LISTED
from bot.core.words import words
from bot.core.words.phrases import any_of

_SPEAKER = re.compile(r"[^\W\d_]{2,20}\s?:\s+")
_FIRST = re.compile(r"[^,.;:()]*")
_SIGN = re.compile(rf"{SIGN}\s*")


@lru_cache(maxsize=4096)
def goes_through(section: tuple[str, ...]) -> bool:
    """Whether the headings above a line say that old work is gone through: `Action item review`, or `Previous actions` with a
    heading of its own for each of them."""
    for at in range(len(section) - 1, -1, -1):
        title = section[at]
        if meaning(title) in LISTED:
            inner = section[at + 1 :]
            of_single = bool(inner) and bool(_earlier().search(plain(title))) and not any(map(is_bucket, inner))
            return is_review(title) or of_single
    return False


def state_below(index: int, blocks: Sequence[Block]) -> tuple[bool, bool]:
    """Whether a bullet right below a line begins with the word that the work is done, or dropped: `done, it is merged`.

    A sign for done without such a word is of a part of the work where other bullets stand beside it.
    """
    said = [_SPEAKER.sub("", text, count=1) for text in bullets_below(index, blocks)]
    signed = [bool(_SIGN.match(text)) for text in said]
    first = [_FIRST.match(_SIGN.sub("", text, count=1)) for text in said]
    begins = [found[0].strip().casefold() for found in first if found]
    done = any(
        _done().fullmatch(text) or (sign and _done().match(text)) for text, sign in zip(begins, signed, strict=True)
    )
    return done or (bool(signed) and all(signed)), any(bool(_dropped().fullmatch(text)) for text in begins)


def bullets_below(index: int, blocks: Sequence[Block]) -> Iterator[str]:
    """The source of the bullets right below a line; all that stands below it follows it without a gap."""
    for at in range(index + 1, len(blocks)):
        parent = blocks[at].parent
        if parent is None or parent < index:
            return
        if parent == index and blocks[at].form is Form.BULLET:
            yield blocks[at].source


@cache
def _earlier() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.earlier))


@cache
def _done() -> re.Pattern[str]:
    return re.compile(any_of(words().states.done))


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(any_of(words().states.dropped))
