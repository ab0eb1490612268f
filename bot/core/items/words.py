"""The words of a line that say what the work is, and which of two lines' words are the same but for spelling."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.core.items.issue_suffix import without_number
from bot.core.text.outgoing import words as words_of
from bot.core.words import all_words, words
from bot.core.words.phrases import any_of

# A dotted number or an id in front of the words counts the lines of a list: `81.2: …`, `**6.3** — …`, `A012 - …`. Plain
# numbers are left out by the normal form. What follows a marker word needs no sign: `ACTION 58.6 Clients …`.
_MARKER = any_of(words().work.markers)
_ORDINAL = re.compile(
    rf"(?P<marker>{_MARKER}\s+)?[\[(]?#?(?P<number>[a-z]{{0,2}}-?\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}[a-z]?)[\])]?"
    r"(?P<sign>\s*[:.)\]–—-])?\s*(?=\D)",
    re.IGNORECASE,
)

_WORDS = all_words().identity
FILLERS = frozenset(_WORDS.fillers)
"""Words that say nothing about the work, beside those that the normal form leaves out."""

COMMON = frozenset(_WORDS.common)
"""Words that the work of every community has."""

COMMON_WEIGHT = 0.75
"""What a common word counts; any other counts 1."""

_ENDINGS = frozenset(_WORDS.endings)
_STEM = 3
"""Letters from which a word with another ending is the same word."""
_ONE_SLIP = 5
"""Letters from which one slip of the pen is forgiven …"""
_TWO_SLIPS = 8
"""… and two."""
MOST_WORDS = 60
"""Words of a line that are compared."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a line says about the work: its words in order, without list number, issue number, states and fillers."""

    words: tuple[str, ...]
    ordinal: str
    """The list number in front of it, as written in lower case; empty where it has none."""
    labelled: bool = False
    """A word for work stands before that number: `ACTION 58.6`."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """How the words of two lines relate. The sums are weights: a common word counts less."""

    kept: float
    substituted: int
    """Words that only one side has, as many as have a counterpart on the other: words merely added or cut are no substitutes."""
    changed: int
    """Words that only one side has, on both sides together."""
    shared: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


# An aside that asks comes and goes while the work is the same: `push images to quay (github?)`.
_ASIDE = re.compile(r"\([^()]*\?\)")


def sense(normal: str, said: Sequence[str]) -> Sense:
    """The sense of a wording. `normal` is its normal form, `said` are the words of that, see `normalise.words`."""
    bare = _ASIDE.sub(" ", without_number(normal) if "#" in normal else normal)
    found = _ORDINAL.match(bare)
    if not found or not (found["sign"] or found["marker"]) or not bare[found.end() :].strip():
        return Sense(tuple(meaning(said if bare == normal else words_of(bare))), "")
    return Sense(tuple(meaning(words_of(bare[found.end() :]))), found["number"], bool(found["marker"]))


def meaning(some: Iterable[str]) -> list[str]:
    """Those of a line's words that say what the work is. `points/people` are two, the package `@harbour/charts` is one."""
    found: dict[str, None] = {}
    for word in some:
        if "#" in word or "://" in word or word.find("@") > 0:
            # Links, issue numbers and addresses of people are compared as such, not as words.
            continue
        parts = word.split("/") if "/" in word and word[0] != "@" else (word if "/" in word else word.lstrip("@"),)
        for part in parts:
            if part and part not in FILLERS:
                found[part] = None
    return list(found)[:MOST_WORDS]


def overlap(one: Sequence[str], other: Sequence[str], names: frozenset[str] = frozenset()) -> Overlap:
    """How two lines' words relate. `names` are the owners' names in lower case: they are no words of the work."""
    before, after = ([word for word in side if word not in names] for side in (one, other))
    same = set(before) & set(after)
    shared = [word for word in before if word in same]
    before, after = ([word for word in side if word not in same] for side in (before, after))
    for word in tuple(before):
        if _joined(word, after):
            shared.append(word)
            before.remove(word)
            continue
        if not _has_spelling(word):
            continue
        twin = next((each for each in after if _comparable(word, each) and _spelt_alike(word, each)), None)
        if twin is not None:
            shared.append(word)
            before.remove(word)
            after.remove(twin)
    return Overlap(
        kept=weight(shared),
        substituted=min(len(before), len(after)),
        changed=len(before) + len(after),
        shared=tuple(shared),
        before=tuple(before),
        after=tuple(after),
    )


def _joined(word: str, after: list[str]) -> bool:
    """Whether a word stands on the other side as two, which are taken out there: `webpage` and `web page`."""
    for number in range(len(after) - 1):
        if after[number] + after[number + 1] == word:
            del after[number : number + 2]
            return True
    return False


def weight(some: Iterable[str]) -> float:
    """The sum of what the words count."""
    return sum(COMMON_WEIGHT if word in COMMON else 1.0 for word in some)


def _comparable(one: str, other: str) -> bool:
    """Whether two words may be spelt alike: most pairs differ in length by more than two slips, and begin differently."""
    return one[0] == other[0] or -2 <= len(one) - len(other) <= 2


@lru_cache(maxsize=16384)
def _has_spelling(word: str) -> bool:
    """Whether a word may be misspelt: a short one and one with digits are another word with another letter."""
    return len(word) >= _STEM and not any(map(str.isdigit, word))


@lru_cache(maxsize=65536)
def _spelt_alike(one: str, other: str) -> bool:
    """One slip of the pen (two in a long word), or another ending. Words with digits are never alike."""
    short, long = sorted((one, other), key=len)
    if not _has_spelling(one) or not _has_spelling(other):
        return False
    slips = (len(short) >= _ONE_SLIP) + (len(short) >= _TWO_SLIPS)
    if len(long) - len(short) <= slips and OSA.distance(short, long, score_cutoff=slips) <= slips:
        return True
    if short.rpartition(".")[0] == long or long.rpartition(".")[0] == short:
        # `quay` and `quay.io`
        return True
    stem = short.removesuffix("e")
    # `debug` and `debugging`: the last letter may be doubled.
    rest = long.removeprefix(stem)
    return long.startswith(stem) and (rest in _ENDINGS or (rest[0] == stem[-1] and rest[1:] in _ENDINGS))
