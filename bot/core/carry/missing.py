"""What a text that Duly does not write lacks: one block to paste, and the lines to change by hand."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.carry.insert import Arrivals, Filled, rows_of
from bot.core.carry.lists import ActionList, Outline, lines_of
from bot.core.carry.pieces.piece import Piece


@dataclass(frozen=True, slots=True)
class Missing:
    """`block` is one piece of text; `below` the heading that it goes under, empty where it has its headings itself.

    `changed` are lines that stand there without a tick or number, as they should be.
    """

    block: str = ""
    below: str = ""
    changed: tuple[str, ...] = ()
    parts: bool = False
    """The block has headings that the text has already."""
    new: tuple[str, ...] = ()
    """The titles in it that the text has not."""
    rows: bool = False
    """They are rows of a table that the text has."""


NOTHING = Missing()


@dataclass(frozen=True, slots=True)
class Changes:
    """What issues change in a text: `there` are lines that it has, as they are then; `came` are lines that were added → as they
    are then.
    """

    there: tuple[str, ...] = ()
    came: Mapping[str, str] = field(default_factory=dict)


def missing(form: Outline, arrivals: Iterable[Arrivals], known: Container[str], changes: Changes) -> Missing:
    """What the lists of `form` lack, in their order. `known` are the keys of the headings that the text has already.

    A single list needs no heading where the text has it.
    """
    lists = [(each, pieces) for each in sorted(arrivals, key=lambda each: each.slot.head) if (pieces := _new(each))]
    if len(lists) == 1 and lists[0][0].slot.key in known:
        each, pieces = lists[0]
        is_table = bool(each.slot.columns)
        return Missing(_text(rows_of(each, pieces), changes), each.slot.title, changes.there, rows=is_table)
    rows: list[str] = []
    for each, pieces in lists:
        rows += [*([""] if rows else []), *_head(form, each.slot), *rows_of(each, pieces)]
    new = tuple(each.slot.title for each, _ in lists if each.slot.key not in known)
    return Missing(_text(rows, changes), changed=changes.there, parts=len(new) < len(lists), new=new)


def _head(form: Outline, slot: ActionList) -> Iterator[str]:
    """What stands above a list: its heading, or for a table the heading above it and its first two lines."""
    own = [line.rstrip("\r\n") for line in form.lines[slot.head - 1 : slot.body - 1]]
    if not slot.columns:
        yield from (*own, "")
        return
    above = next((heading for heading in reversed(form.headings) if heading.number < slot.head), None)
    if above and slot.title:
        yield from (form.lines[above.number - 1].rstrip("\r\n"), "")
    yield from own


def changes_of(before: str, stated: str, form: Outline, filled: Filled, after: str) -> Changes:
    """What is otherwise in `after`.

    `stated` has the lines of `before` with their states, `form` the headings that were missing too, `filled` what came, and
    `after` the states of what is there then.
    """
    own = _own(before, stated, form)
    there: list[str] = []
    came: dict[str, str] = {}
    for was, line, number in zip(lines_of(filled.text), lines_of(after), filled.numbers, strict=True):
        if number in own and line.strip() != own[number].strip():
            there.append(line.strip())
        elif not number:
            came[was.rstrip("\r\n")] = line.rstrip("\r\n")
    return Changes(tuple(there), came)


def _own(before: str, stated: str, form: Outline) -> dict[int, str]:
    """Number of a line of `form` → the line of `before` that it is: between them headings were added."""
    own = zip(lines_of(stated), lines_of(before), strict=True)
    found: dict[int, str] = {}
    now, old = next(own, (None, ""))
    for number, line in enumerate(form.lines, 1):
        if now is not None and line.rstrip("\r\n") == now.rstrip("\r\n"):
            found[number] = old
            now, old = next(own, (None, ""))
    return found


def _new(each: Arrivals) -> list[Piece]:
    return [piece for piece, there in each.pieces if there is None]


def _text(rows: Iterable[str], changes: Changes) -> str:
    return "".join(f"{changes.came.get(row, row)}\n" for row in rows)
