"""Words of scripts that write no space between them: Hiragana, Katakana and ideographs.

No dictionary is used. Two ideographs side by side stand for a word, which is the length of most words; Katakana stand for one
together, and Hiragana are endings and particles, where words end.
"""

import re
from collections.abc import Container, Iterable, Iterator

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_RUNS = re.compile(
    r"[\u30a0-\u30ff]+|[\u3400-\u9fff]+|[\u3040-\u309f]+[\u3040-\u309f\u30fc]*|[^\u3040-\u30ff\u3400-\u9fff]+"
)
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


def written_in(text: str) -> bool:
    """Whether a text has characters of such a script."""
    return not text.isascii() and bool(_UNSPACED.search(text))


def parts(text: str, fillers: Container[str]) -> Iterator[str]:
    """What stands for the words of a text: runs of Katakana, and each two ideographs side by side. `fillers` are words that are not
    divided.
    """
    for run in _RUNS.findall(text):
        if run in fillers or not _UNSPACED.match(run) or (run[0] > "\u309f" and run[0] < "\u3100"):
            yield run
        elif _IDEOGRAPH.match(run):
            yield from (run[n : n + 2] for n in range(max(len(run) - 1, 1)))


def is_pair(part: str) -> bool:
    """Whether a part is two ideographs."""
    return len(part) == 2 and part[0] > "\u33ff" and _IDEOGRAPH.match(part) is not None


def overlapping(some: Iterable[str]) -> int:
    """How many of some parts share a character with the part before them: as many as there are more parts than characters."""
    count, before = 0, ""
    for part in some:
        count += bool(before) and before[-1] == part[0] and is_pair(part) and is_pair(before)
        before = part
    return count


def surplus(some: Iterable[str]) -> float:
    """How many parts there are more than words, where the words around them are others: three pairs differ where one word of two
    characters is replaced by another.
    """
    total, run, before = 0.0, 0, ""
    for part in (*some, ""):
        if is_pair(part) and run and before[-1] == part[0]:
            run += 1
        else:
            total += run - max((run - 1) / 2, 1) if run else 0
            run = int(is_pair(part))
        before = part
    return total
