"""What words say of a line's state, besides its box: `✅ …`, `[DONE] …`, `… -> done`, all of it struck through."""

import re

_DONE = r"(?i:done|completed?|finished)"
_SIGN = r"(?:[✅☑✔]\ufe0f?|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):)"
_TAG = rf"[(\[]{_DONE}!?[)\]]"
# A bare "done" may be part of the sentence ("check that all is done"): it counts in capitals, in brackets, before a colon,
# behind a dash or an arrow.
_FRONT = re.compile(rf"\s*(?:{_SIGN}|{_TAG}:?|{_DONE}:|DONE\b(?:\s[-–—])?)\s*(?=\S)")
_BACK = re.compile(rf"(?:\s*{_SIGN}|\s+{_TAG}|\s*(?:[-=]>|→|➡\ufe0f?|\s[-–—])\s*{_DONE}!?|[\s.:;,]\s*DONE!?)\s*\.?$")
_STRUCK = re.compile(r"~~[^~]{1,2000}~~\W?|<(s|del)>[^<]{1,2000}</\1>\W?")
_CELL = re.compile(rf"\s*(?:{_DONE}|(?i:closed|yes|x)|{_SIGN})(?!\w).{{0,20}}")


def without_done(text: str) -> tuple[str, bool]:
    """`text` without the word or sign in front or at its end that says it is done, and whether there was one."""
    if front := _FRONT.match(text):
        return text[front.end() :], True
    back = _BACK.search(text, max(len(text) - 60, 0))
    return (text[: back.start()].rstrip(), True) if back and back.start() else (text, False)


def is_struck(source: str) -> bool:
    """Whether all of a line's Markdown is struck through."""
    return bool(_STRUCK.fullmatch(source[:2100].strip()))


def is_done(words: str) -> bool:
    """Whether the words of a table's cell, or those in the tag behind a marker (`AI (done): …`), say that the work is done."""
    return bool(_CELL.fullmatch(words[:60]))
