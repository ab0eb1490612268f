"""A bullet on its way to the next note."""

import re
from dataclasses import dataclass

from bot.core.carry.lists import ActionList
from bot.core.items.issue_suffix import issue_reference
from bot.core.markdown.boxes import BULLET
from bot.core.model.notes import Item, Line

LONGEST_TOPIC = 60
"""Characters of a topic that goes in front of a line; a longer one is a sentence, not a name."""

SIGNS = "*-+"
SIGN = re.compile(rf"[ \t]*{BULLET}[ \t]+")
SIGN_AND_BOX = re.compile(rf"(?P<sign>{SIGN.pattern})(?P<box>\[.\]\s+)?")

_TICKED = re.compile(SIGN.pattern + r"\[[xX]\]\s")
_OPEN = re.compile(SIGN.pattern + r"\[ \]\s")


@dataclass(frozen=True, slots=True)
class Above:
    """What a line stood below that its new place does not show: a topic. `words` and `owners` are the line's own."""

    topic: str
    words: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A bullet on its way to the next note: its lines without their ends, with number and box as its issue has them.

    `slot` is where it stood, None for what comes from the agenda; `item` the item of its first line, None for what is no work.
    """

    lines: tuple[str, ...]
    said: str
    item: Item | None = None
    slot: ActionList | None = None
    leads: tuple[str, ...] = ()
    gap: bool = False
    collapsed: tuple[str, ...] | None = None
    """The bullet as it goes to the tracker's list: one line where the issue has what stands below it."""
    open: tuple[Item, ...] = ()
    """The items of its lines that are open."""
    above: Above | None = None
    path: str = ""
    """The note that it comes from; empty for what people raised."""


def above(topic: str, line: Line) -> Above | None:
    """What a line stood below; None where that is no short name, or the words begin with it already."""
    plain = topic.strip(" :")
    if not plain or len(plain) > LONGEST_TOPIC or line.text.casefold().startswith(plain.casefold()):
        return None
    return Above(plain, line.text, line.owners)


def is_half_done(piece: Piece) -> bool:
    """Whether a bullet's own box is ticked and one below it is open."""
    return bool(_TICKED.match(piece.lines[0])) and any(map(_OPEN.match, piece.lines[1:]))


def of_issue(title: str, number: int, sign: str = "*", issues: str = "") -> Piece:
    """An issue that people raised, as a bullet: the arrow makes it the line's own issue. `issues` as in `Knowledge`."""
    text = f"{title} → {issue_reference(number, issues)}"
    return Piece((f"{sign} [ ] {text}",), text)
