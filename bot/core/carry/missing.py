"""What a text that Duly does not write lacks: one block to paste, and the lines to change by hand."""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from bot.core.carry.bullets import Piece
from bot.core.carry.insert import Arrivals, rows_of
from bot.core.carry.outline import Outline, lines_of


@dataclass(frozen=True, slots=True)
class Missing:
    """`block` is one piece of text; `below` the heading that it goes under, empty where it has its headings itself.

    `changed` are lines that stand there without a tick or number, as they should be.
    """

    block: str = ""
    below: str = ""
    changed: tuple[str, ...] = ()


NOTHING = Missing()


def missing(form: Outline, arrivals: Iterable[Arrivals], present: Container[str], changed: tuple[str, ...]) -> Missing:
    """What the lists of `form` lack, in their order. `present` are the keys of the headings that the text has already.

    A single list needs no heading where the text has it.
    """
    lists = [(each, pieces) for each in sorted(arrivals, key=lambda each: each.slot.head) if (pieces := _new(each))]
    if len(lists) == 1 and lists[0][0].slot.key in present:
        each, pieces = lists[0]
        return Missing(_text(rows_of(each, pieces)), each.slot.title, changed)
    rows: list[str] = []
    for each, pieces in lists:
        heading = [line.rstrip("\r\n") for line in form.lines[each.slot.head - 1 : each.slot.body - 1]]
        rows += [*([""] if rows else []), *heading, "", *rows_of(each, pieces)]
    return Missing(_text(rows), changed=changed)


def changed_lines(before: str, after: str) -> tuple[str, ...]:
    """The lines of `after` that stand otherwise in `before`; both have the same number of lines."""
    pairs = zip(lines_of(before), lines_of(after), strict=True)
    return tuple(new.strip() for old, new in pairs if old != new)


def _new(each: Arrivals) -> list[Piece]:
    return [piece for piece, there in each.pieces if there is None]


def _text(rows: Iterable[str]) -> str:
    return "".join(f"{row}\n" for row in rows)
