"""A three-way merge of texts by their lines, in which people win."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

_Edit = tuple[int, int, Sequence[str]]
"""The lines `first` up to `last` of the base, and those that stand there instead."""


def merged(base: str, theirs: str, ours: str) -> str:
    """`theirs` with the edits that made `ours` of `base`, without those where people edited the same lines.

    Lines that both sides added in one place stay, those of people first. How lines end is no edit: it is as in `theirs`.
    """
    lines = _ended_as(theirs, base).splitlines(keepends=True)
    mine = list(_edits(lines, _ended_as(theirs, ours).splitlines(keepends=True)))
    people = list(_edits(lines, theirs.splitlines(keepends=True)))
    kept = [edit for edit in mine if edit not in people and not any(_meet(edit, other) for other in people)]
    together = sorted([*((each, 0) for each in people), *((each, 1) for each in kept)], key=_order)
    found: list[str] = []
    at = 0
    for (first, last, instead), _ in together:
        found += [*lines[at:first], *instead]
        at = max(at, last)
    return "".join([*found, *lines[at:]])


def _ended_as(other: str, text: str) -> str:
    """A text with the ends of lines of another one; as it is where that one has several kinds."""
    windows, all_ends = other.count("\r\n"), other.count("\n")
    if not all_ends or windows not in (0, all_ends):
        return text
    plain = text.replace("\r\n", "\n")
    return plain.replace("\n", "\r\n") if windows else plain


def _edits(base: Sequence[str], text: Sequence[str]) -> Iterator[_Edit]:
    """The edits between what both begin and end with.

    Of 200 lines or more, a line that makes up over 1 % is compared only beside others: a text of equal lines would take the
    square of their number.
    """
    head, tail = equal_ends(base, text)
    inner = text[head : len(text) - tail]
    for tag, first, last, start, end in SequenceMatcher(None, base[head : len(base) - tail], inner).get_opcodes():
        if tag != "equal":
            yield head + first, head + last, inner[start:end]


def equal_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many lines both begin with, and how many of the rest both end with."""
    head = _equal(zip(one, other, strict=False))
    return head, _equal(zip(reversed(one[head:]), reversed(other[head:]), strict=False))


def _equal(pairs: Iterable[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _meet(one: _Edit, other: _Edit) -> bool:
    """Whether two edits change a line in common. Two additions in one place do not."""
    return max(one[0], other[0]) < min(one[1], other[1])


def _order(edit: tuple[_Edit, int]) -> tuple[int, int, int]:
    (first, last, _), rank = edit
    return first, last, rank
