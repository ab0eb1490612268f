"""The number of an item's issue at the end of its line: ` #12`, put there when the line is carried on.

It says which issue a line has, and nothing of the work: without it the words are the same.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.core.model.notes import Item, Kind, Line
from bot.core.text.outgoing import cut

LONGEST_REASON = 120
"""Characters of the reason for which an item was dropped that its line tells."""

_NUMBER = re.compile(r"(?: →)? #(?P<number>\d{1,9})$")
_DROPPED = re.compile(r"(?: →)? #(?P<number>\d{1,9}) \(dropped(?::|\)$)")


def number_at_end(text: str) -> int | None:
    """The number that a wording ends with; None where there is none."""
    found = _at_end(text)
    return int(found["number"]) if found else None


def without_number(text: str) -> str:
    """`text` without the number at its end and the reason behind it."""
    found = _at_end(text)
    return text[: found.start()].rstrip() if found else text


def _at_end(text: str) -> re.Match[str] | None:
    """Where the number at the end begins. A reason is whatever stands up to the closing bracket at the end of its line."""
    words = text.rstrip(" \t")
    if words.endswith(")"):
        return _DROPPED.search(words, max(map(words.rfind, "\r\n")) + 1)
    return _NUMBER.search(words)


def with_number(line: str, number: int | None, dropped: str | None = None) -> str:
    """A source line with the number behind its words, and where it was dropped the reason; white space at its end stays."""
    words = line.rstrip()
    told = f" #{number}" if number is not None else ""
    if dropped is not None:
        reason = cut(dropped, LONGEST_REASON)
        told += f" (dropped: {reason})" if reason else " (dropped)"
    return words + told + line[len(words) :]


def settled(item: Item, is_own: Callable[[int, str], bool]) -> Item:
    """The item as its issue should tell of it: its own number says nothing new, nor does a line that moved to the tracker
    and left there what its issue has already. `is_own` tells whether a number behind these words was put there by Duly.
    """
    lines: list[Line] = []
    for line in item.lines:
        plain = _plain(line, is_own)
        if plain is not line and not line.details and line.kind is Kind.MOVE_TO_TRACKER and lines:
            plain = replace(plain, details=lines[-1].details)
        lines.append(plain)
    return replace(item, lines=tuple(lines)) if tuple(lines) != item.lines else item


def _plain(line: Line, is_own: Callable[[int, str], bool]) -> Line:
    said = line.wording or (line.details[0].markdown if line.details else "")
    number = number_at_end(said)
    if number is None or not is_own(number, without_number(said)):
        return line
    if line.wording:
        text, wording, markdown = (without_number(each) for each in (line.text, line.wording, line.markdown))
        return replace(line, markdown=markdown, text=text, wording=wording)
    # The words of a box that holds only an owner are those of its first sub-bullet.
    first = replace(line.details[0], markdown=without_number(said))
    return replace(line, details=(first, *line.details[1:]))
