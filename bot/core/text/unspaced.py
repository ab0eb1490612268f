"""Words of scripts that write no space between them: Hiragana, Katakana and ideographs."""

import re
from collections.abc import Container, Iterator

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_RUNS = re.compile(r"[\u30a0-\u30ff]+|[\u3040-\u309f\u3400-\u9fff]+|[^\u3040-\u30ff\u3400-\u9fff]+")
_IDEOGRAPH_OR_KANA = re.compile(r"[\u3040-\u309f\u3400-\u9fff]")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")


def written_in(text: str) -> bool:
    """Whether a text has characters of such a script."""
    return not text.isascii() and bool(_UNSPACED.search(text))


def parts(text: str, fillers: Container[str]) -> Iterator[str]:
    """What stands for the words of a text: runs of Katakana, and each two characters side by side of which one is an ideograph. Runs
    of Hiragana alone are endings and particles. `fillers` are words that are not divided.
    """
    for run in _RUNS.findall(text):
        if run in fillers or not _IDEOGRAPH_OR_KANA.match(run):
            yield run
        else:
            yield from (run[n : n + 2] for n in range(max(len(run) - 1, 1)) if _IDEOGRAPH.search(run[n : n + 2]))
