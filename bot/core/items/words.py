"""The words of a line that say what the work is, and which of two lines' words are the same but for spelling."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from rapidfuzz.distance import OSA

from bot.core.items.issue_suffix import without_number
from bot.core.text import unspaced
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
FILLERS = frozenset(_WORDS.fillers).difference(all_words().owners.given)
"""Words that say nothing about the work, beside those that the normal form leaves out. A given name is none, also where it is one
in another language: `ask Bob` and `ask Dan` are two pieces of work.
"""

COMMON = frozenset(_WORDS.common)
"""Words that the work of every community has."""

STAGES = frozenset(_WORDS.stages)
"""Words that say how far the work is. One that a single side has is no other word: `write the abstract`, `continue the abstract`."""

COMMON_WEIGHT = 0.75
"""What a common word counts; any other counts 1."""

VERSION_WEIGHT = 1.5
"""What a version counts: `3.5` says more than a word, a plain number does not."""
_VERSION = re.compile(r"v?\d+(?:\.\d+)+(?:\.x)?")

_ID = re.compile(r"(?=\w*\d)[^\W\d]{2}\w{2,}")
"""Letters, then digits, in all four or more: `armv7`."""
_REPOSITORY_OWNER = re.compile(r"^[\w.-]+/(?=[\w.-]+#\d{2,}$)")
"""The owner in front of a repository's issue. Two repositories called `docs` often have an issue of one digit."""
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=\d)")

_ENDINGS = frozenset(_WORDS.endings)
_STEM = 3
"""Letters from which a word with another ending is the same word."""
_ONE_SLIP = 5
"""Letters from which one slip of the pen is forgiven …"""
_TWO_SLIPS = 8
"""… and two."""
_FEWEST_INITIALS = 3
"""Letters from which a word may be the first letters of others; one less …"""
_ENOUGH_BESIDE_INITIALS = 3
"""… where so many other words are kept."""
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
    substituted: float
    """Words that only one side has, as many as have a counterpart on the other: words merely added or cut are no substitutes."""
    changed: int
    """Words that only one side has, on both sides together."""
    shared: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def most(self) -> int:
        """Words that only one side has, of the side that has more of them."""
        return max(len(self.before), len(self.after))


# `docs+tests` are two words, `C++` is one.
_COMPOUND = re.compile(r"/|(?<=[^\W\d]{3})\+(?=[^\W\d]{3})")

# An aside that asks comes and goes while the work is the same: `push images to quay (github?)`.
_ASIDE = re.compile(r"\([^()]*\?\)")


def sense(normal: str, said: Sequence[str]) -> Sense:
    """The sense of a wording. `normal` is its normal form, `said` are the words of that, see `normalise.words`."""
    bare = _ASIDE.sub(" ", without_number(normal) if "#" in normal else normal)
    found = _ORDINAL.match(bare)
    if not found or not (found["sign"] or found["marker"]) or not bare[found.end() :].strip():
        return Sense(tuple(meaning(said if bare == normal else words_of(bare))), "")
    return Sense(tuple(meaning(words_of(bare[found.end() :]))), found["number"], bool(found["marker"]))


_SENTENCE = re.compile(r"[.?!;](?=\s)|(?:→|\s[-=]+>)(?=\s+(?:\S+\s|[^\x00-\u2fff]))")
"""Its end, or an arrow with a report behind it. A single word is what something is turned into: `MySQL -> Postgres`."""
_OPENING = 3.0
"""Words, by weight, from which a first sentence says what the work is."""


def opening(normal: str) -> tuple[str, ...]:
    """The words of the first of several sentences, or in front of an arrow, where they say what the work is; () otherwise."""
    found = _SENTENCE.search(normal)
    said = tuple(meaning(words_of(normal[: found.start()]))) if found else ()
    return said if weight(said) >= _OPENING else ()


def meaning(some: Iterable[str]) -> list[str]:
    """Those of a line's words that say what the work is. `points/people` are two, the package `@harbour/charts` is one.

    Scripts without spaces between words give pairs of characters, so that a longer text may differ a little.
    """
    found: dict[str, None] = {}
    for word in some:
        if "#" in word or "://" in word or word.find("@") > 0:
            # Links, issue numbers and addresses of people are compared as such, not as words.
            continue
        for part in _parts(word):
            for each in unspaced.parts(part, FILLERS) if unspaced.written_in(part) else (part,):
                if each and each not in FILLERS:
                    found[each] = None
    return list(found)[:MOST_WORDS]


def _parts(word: str) -> Sequence[str]:
    if word[0] == "@":
        return (word if "/" in word else word.lstrip("@"),)
    return _COMPOUND.split(word) if "/" in word or "+" in word else (word,)


def overlap(one: Sequence[str], other: Sequence[str], names: frozenset[str] = frozenset()) -> Overlap:
    """How two lines' words relate. `names` are the owners' names in lower case: they are no words of the work."""
    before, after = ([word for word in side if word not in names] for side in (one, other))
    same = set(before) & set(after)
    shared = [word for word in before if word in same]
    before, after = ([word for word in side if word not in same] for side in (before, after))
    for one_side, other_side in ((before, after), (after, before)):
        together = _pairs(other_side)
        for word in tuple(one_side) if together else ():
            if word.replace("-", "") in together and _joined(word, other_side):
                together = _pairs(other_side)
                shared.append(word)
                one_side.remove(word)
    for word in tuple(before) if after else ():
        twin = _twin(word, after)
        if twin is not None:
            shared.append(word)
            before.remove(word)
            after.remove(twin)
    if before and after:
        least = _FEWEST_INITIALS - (len(shared) >= _ENOUGH_BESIDE_INITIALS)
        shared += _initials(before, after, other, least) + _initials(after, before, one, least)
    return Overlap(
        kept=weight(shared),
        substituted=min(_other(before), _other(after)) if before and after else 0,
        changed=len(before) + len(after),
        shared=tuple(shared),
        before=tuple(before),
        after=tuple(after),
    )


def same_verb(one: Iterable[str], other: Iterable[str], names: frozenset[str]) -> bool:
    """Whether two lines' words begin with the same one, which mostly says what is to be done; names and stages do not."""
    verbs = [next((word for word in side if word not in names and word not in STAGES), None) for side in (one, other)]
    return verbs[0] is not None and verbs[0] == verbs[1]


def _other(some: Sequence[str]) -> int:
    return len(some) if STAGES.isdisjoint(some) else sum(word not in STAGES for word in some)


def _initials(short: list[str], long: list[str], said: Sequence[str], least: int) -> list[str]:
    """Words of one side that are the first letters of words side by side on the other, which are taken out of both: `cla` for
    `contributor license agreements`. `said` are all words of the other side. Fewer letters than `least` may be a word by accident.
    """
    found = []
    may_be = short and min(map(len, short)) <= len(long) > 1
    letters = "".join(word[0] for word in said) if may_be else ""
    for word in tuple(short) if letters else ():
        # What stands first says what is to be done.
        at = letters.find(word, 1) if least <= len(word) <= len(long) else -1
        run = said[at : at + len(word)] if at > 0 else ()
        accident = len(word) == 2 and run and (run[0].startswith(word) or not COMMON.isdisjoint(run))
        if run and not accident and set(run) <= set(long):
            found.append(word)
            short.remove(word)
            long[:] = [each for each in long if each not in run]
    return found


def _pairs(some: list[str]) -> set[str]:
    """Each two words side by side as one."""
    return set(map(add, some, some[1:]))


def _joined(word: str, after: list[str]) -> bool:
    """Whether a word stands on the other side as two, which are taken out there: `web page` for `webpage` or `web-page`."""
    plain = word.replace("-", "")
    for number in range(len(after) - 1):
        if after[number] + after[number + 1] == plain:
            del after[number : number + 2]
            return True
    return False


def same_id(one: str, other: str) -> bool:
    """Whether two ids are one in other spelling, `4444` and `#4444`, `covid19` and `covid-19`, `ann/docs#5` and `docs-wg/docs#5`, or
    one of letters and digits is a longer form of the other: `armv7` and `linux-armv7l`.
    """
    one, other = _plain_id(one), _plain_id(other)
    short, long = sorted((one, other), key=len)
    if short == long or short not in long or not _ID.fullmatch(short):
        return short == long
    return bool(re.search(rf"(?<![^\W_]){re.escape(short)}(?![\d.])", long))


def _plain_id(token: str) -> str:
    """An id without the sign of a number, without the owner of a repository, which may be handed to another one, and without
    hyphens between letters and digits.
    """
    if token.isalnum():
        return token
    return _HYPHEN.sub("", _REPOSITORY_OWNER.sub("", token).removeprefix("#"))


def _twin(word: str, others: Iterable[str]) -> str | None:
    """The first of `others` that is `word` in another spelling, or a longer or shorter form of an id."""
    has_spelling = _has_spelling(word)
    alike = _spelt_alike if has_spelling else same_id
    first, last, length, is_compound = word[0], word[-1], len(word), "-" in word
    for other in others:
        # Most pairs begin differently, and are short or differ in length by more than two slips. An id may begin with more.
        # A single slip changes one end of a word at most.
        if (
            other[0] == first
            or is_compound
            or "-" in other
            or (
                length >= _ONE_SLIP <= len(other)
                and -2 <= length - len(other) <= 2
                and (length >= _TWO_SLIPS <= len(other) or other[-1] == last or not has_spelling)
            )
        ) and alike(word, other):
            return other
    return None


def weight(some: Iterable[str]) -> float:
    """The sum of what the words count."""
    return sum(
        COMMON_WEIGHT if word in COMMON else VERSION_WEIGHT if _VERSION.fullmatch(word) else 1.0 for word in some
    )


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
    if "-" in long and list(words_of(long.replace("-", " "))) == [short]:
        # `write up` and `write-up`
        return True
    if long.removeprefix(short) in _ENDINGS:
        return True
    stem = short.removesuffix("e")
    # `debug` and `debugging`: the last letter may be doubled.
    rest = long.removeprefix(stem)
    return long.startswith(stem) and (rest in _ENDINGS or (rest[0] == stem[-1] and rest[1:] in _ENDINGS))
