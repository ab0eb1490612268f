"""Lines of a text that are searched together: which of them have one of some pieces.

Most rules can say something of a few lines only. One search over all lines finds these, and the others are never looked at.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from bot.core.words.phrases import folded


class Lines:
    """Lines without line ends in them, by their numbers from 0."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self._as_written = _Joined("\n".join(self.lines))
        self._folded = _Joined(folded(self._as_written.text))

    def having(self, pieces: Iterable[str], within: int | None = None) -> frozenset[int]:
        """The lines in which one of `pieces` stands, among the first `within` characters where that is given.

        Pieces with a capital letter count as they are written, others in capitals too.
        """
        return frozenset(number for piece in pieces for number in self._with(piece, within))

    def _with(self, piece: str, within: int | None) -> Iterator[int]:
        joined = self._folded if piece == piece.lower() else self._as_written
        at = joined.text.find(piece)
        while at >= 0:
            number, start = joined.line_at(at)
            if within is None or at + len(piece) <= start + within:
                yield number
            at = joined.text.find(piece, joined.end(number))


class _Joined:
    """Lines as one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._ends = list(accumulate(len(line) + 1 for line in text.split("\n")))

    def line_at(self, place: int) -> tuple[int, int]:
        """The line that stands at a place of the text, and where it starts."""
        number = bisect_right(self._ends, place)
        return number, self._ends[number - 1] if number else 0

    def end(self, number: int) -> int:
        """Where the line behind a line starts."""
        return self._ends[number]
