"""What people made of the next note stays: a look adds what is new, and puts nothing back that they took out or changed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from bot.core.carry.lists import lines_of
from bot.core.items.issue_suffix import number_at_end, without_number
from bot.core.markdown.source import with_box
from bot.core.model.notes import State
from bot.core.text.merge import equal_ends

DIGEST = 8
"""Characters of a digest."""
_BOX = re.compile(r"^(?P<before>\s*(?:[-*+]|\d{1,3}[.)])\s*)\[(?P<state>[^\]]?)\]")


@dataclass(frozen=True, slots=True)
class Mine:
    """What Duly wrote in a note, as digests of lines: those that it ever added, those that it ticked, and all of its newest
    version.
    """

    added: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()
    last: frozenset[str] = frozenset()

    @classmethod
    def of(cls, versions: Sequence[tuple[str, str]]) -> "Mine":
        """From the texts before and after each of Duly's writes, the newest first."""
        mine = cls()
        for before, after in reversed(versions):
            mine = mine.with_version(before, after)
        return mine

    def with_version(self, before: str, after: str) -> "Mine":
        """The same after one more write."""
        rows = _rows(after) - _rows(before)
        was_open = {_key(line) for line in _rows(before) if not _is_ticked(line)}
        ticked = {digest(line) for line in rows if _is_ticked(line) and _key(line) in was_open}
        added = frozenset(map(digest, rows))
        return Mine(self.added | added, self.ticked | ticked, frozenset(map(digest, _rows(after))))

    def wrote(self, line: str) -> bool:
        """Whether Duly added a line like this."""
        return digest(line) in self.added

    def reopened(self, text: str, open_now: frozenset[int]) -> str:
        """`text`, in which the lines that Duly ticked are open again where their issue is: somebody reopened it."""
        for number, line in enumerate(lines_of(text), 1):
            if digest(line) in self.ticked and _is_ticked(line) and number_at_end(line.rstrip()) in open_now:
                text = with_box(text, number, State.OPEN)
        return text


NOTHING_WRITTEN = Mine()


def all_of(text: str) -> Mine:
    """As if Duly had written and ticked all of it."""
    rows = frozenset(map(digest, _rows(text)))
    return Mine(rows, rows, rows)


def digest(line: str) -> str:
    """A line in few characters; white space at its end makes no difference."""
    return sha256(line.rstrip().encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST]


def kept(live: str, wanted: str, mine: Mine) -> str:
    """`wanted`, which was made from `live`, without what people undid.

    A line that Duly added once and that is missing in `live` was taken out by people, so it is not put back. A line that they
    changed since Duly's newest version is not changed back to what Duly wrote.
    """
    if live == wanted:
        return wanted
    return "".join(piece for step in _steps(lines_of(live), lines_of(wanted)) for piece in _piece(*step, mine))


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """What became of each line, or of no line: those that differ only in box and number are one line."""
    # Comparing takes the square of the number of equal lines, such as empty ones, so what is equal at both ends is left out.
    head, tail = equal_ends(before, after)
    yield from (([line], [line]) for line in before[:head])
    yield from _different(before[head : len(before) - tail], after[head : len(after) - tail])
    yield from (([line], [line]) for line in before[len(before) - tail :])


def _different(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    keys = [_key(line) for line in before], [_key(line) for line in after]
    for tag, start, end, first, last in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (([one], [other]) for one, other in zip(before[start:end], after[first:last], strict=True))
        else:
            yield list(before[start:end]), list(after[first:last])


def _piece(old: list[str], new: list[str], mine: Mine) -> Iterable[str]:
    """The lines to write for one step."""
    if [line.rstrip() for line in old] == [line.rstrip() for line in new]:
        return new
    if not old:
        fresh = [line for line in new if not line.strip() or not mine.wrote(line)]
        return fresh if any(line.strip() for line in fresh) else []
    untouched = all(digest(line) in mine.last for line in old)
    return new if untouched or not all(map(mine.wrote, new)) else old


def _key(line: str) -> str:
    return without_number(_BOX.sub(r"\g<before>[]", line.rstrip()))


def is_open_box(line: str) -> bool:
    """Whether a line is a bullet with an open box."""
    found = _BOX.match(line)
    return bool(found and not found["state"].strip())


def _is_ticked(line: str) -> bool:
    found = _BOX.match(line)
    return bool(found and found["state"] in ("x", "X"))


def _rows(text: str) -> frozenset[str]:
    return frozenset(line.rstrip() for line in text.splitlines())
