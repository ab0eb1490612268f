"""Lines of a text that are searched together: which of them have one of some pieces.

Most rules can say something of a few lines only. One search over all lines finds out which pieces there are, and the lines
without any of these are never looked at.
"""

from collections.abc import Iterable, Sequence

from bot.core.words.phrases import folded


class Lines:
    """Lines without line ends in them, by their numbers from 0."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        self._text = "\n".join(self.lines)
        self._folded = folded(self._text)
        self._folded_lines = self._folded.split("\n")
        self._known: dict[tuple[str, int | None], Sequence[int]] = {}

    def having(self, pieces: Iterable[str], within: int | None = None) -> frozenset[int]:
        """The lines in which one of `pieces` stands, among the first `within` characters where that is given.

        Pieces with a capital letter count as they are written, others in capitals too.
        """
        return frozenset[int]().union(*(self._with(piece, within) for piece in pieces))

    def _with(self, piece: str, within: int | None) -> Sequence[int]:
        """The lines with one piece: several rules ask for the same ones."""
        key = piece, within
        if key not in self._known:
            small = piece == piece.lower()
            lines = self._folded_lines if small else self.lines
            stands = piece in (self._folded if small else self._text)
            self._known[key] = [n for n, line in enumerate(lines) if piece in line[:within]] if stands else ()
        return self._known[key]
