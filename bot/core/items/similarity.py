"""When two wordings are one piece of work: normal form, fingerprint, likeness.

The figures come from reading 2,547 hops of items from note to note: 95 % are copied to the letter, half a per cent
reworded; true duplicates score as low as .54 by plain text ratio and false ones (`issues/955`, `issues/952`) as high
as .98. Hence likeness counts words, not letters, and hard tokens have a veto.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from heapq import nlargest
from itertools import chain

from rapidfuzz.fuzz import token_sort_ratio

from bot.core.items.comparing.opposites import Opposed, opposites, with_opposites
from bot.core.items.issue_suffix import number_at_end
from bot.core.items.words import opening, sense
from bot.core.text.front_id import front_id
from bot.core.text.normalise import TOKEN, letters, pages
from bot.core.text.outgoing import hard_tokens, normalise, words
from bot.core.values import dataclass
from bot.core.words import all_words
from bot.core.words.phrases import any_of

_ASIDE = re.compile(r"\((?:[^()]*\?|[^()]*://[^()]*)\)|https?://\S+")

# What stands in front of it begins before the place of the match, so that `a -> b -> c` is found twice.
_DIRECTED = re.compile(
    rf"(?<![\w.+-])(?=(?P<left>[\w.+-]*\w)(?:\s*(?:[-=]+>|→)\s*|\s+(?:{any_of(all_words().identity.directions)})\s+)"
    r"(?P<right>\w[\w.+-]*))"
)

_VERSION = "1"
"""Of the normal form: fingerprints of another version never match by chance."""

ALIKE = 0.8
"""Share of common words (Jaccard) from which two wordings are one: the lowest true pair of the first user's notes."""

CONTAINED = 0.6
"""Score of a wording that holds all words of another: below every likeness that counts."""

_SPELLING = 93
"""Ratio (0 to 100) of sorted words from which a difference is one of spelling."""

_ENOUGH_WORDS = 3
"""Content words below which words alone do not decide whether two items are one."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording prepared for comparing: `content` leaves out the words that every sentence has."""

    normal: str
    tokens: frozenset[str]
    core: frozenset[str]
    """Its words without asides that ask or link, `(quay?)`: they come and go while the work is the same."""
    content: frozenset[str]
    hard: frozenset[str]
    """Numbers, versions, ids, letters that stand alone, issue links: also of links whose address the reader does not see."""
    pages: frozenset[str]
    """The other links, shown or not."""
    sense: tuple[str, ...] = ()
    """Its words that say what the work is, see `words.sense`."""
    ordinal: str = ""
    """The number that a list gives the line: `81.2`."""
    counted: frozenset[str] = frozenset()
    """Those of `hard` that stand in it."""
    labelled: bool = False
    """A word for work stands before it, so that it is a list's number for certain: `ACTION 81.2`."""
    number: int | None = None
    """The issue number at its end."""
    opening: tuple[str, ...] = ()
    """The sense of its first sentence where others follow and it says enough, see `words.opening`."""
    front: str = ""
    """The number or id that it begins with, see `front_id`."""
    opposed: frozenset[Opposed] = frozenset()
    """Its words that have an opposite."""

    def __hash__(self) -> int:
        """Of the normal form alone: wordings are keys of caches, and most of their sets follow from it."""
        return hash(self.normal)

    @property
    def fingerprint(self) -> str:
        """Twelve hex digits after the version; equal for wordings with the same normal form."""
        return digest(self.normal)


class Index:
    """Wordings by their content words, so that each is compared with its neighbours and not with all there are."""

    COMMON = 200
    """Wordings that share a word from which on the word is ignored: it keeps 10,000 boxes from 50 million comparisons."""

    NEAREST = 60
    """Wordings that one is compared with: lines made of a few hundred words each share some with thousands."""

    def __init__(self) -> None:
        self._by_word: dict[str, set[int]] = defaultdict(set)

    def add(self, number: int, words: Iterable[str]) -> None:
        """Add a wording of `number` with these content words."""
        for word in words:
            self._by_word[word].add(number)

    def copied(self) -> "Index":
        """One that can be added to while this one stays as it is."""
        copy = Index()
        copy._by_word = defaultdict(set, {word: set(numbers) for word, numbers in self._by_word.items()})
        return copy

    def near(self, words: Iterable[str], most: int = NEAREST) -> list[int]:
        """The numbers that share an uncommon word with `words`; at most `most`, those that share most, newest first."""
        known = (self._by_word[word] for word in words if word in self._by_word)
        shared = Counter(chain.from_iterable(numbers for numbers in known if len(numbers) <= self.COMMON))
        if len(shared) <= most:
            return sorted(shared)
        return sorted(nlargest(most, shared, key=lambda number: (shared[number], number)))


def digest(text: str, length: int = 12) -> str:
    """The first `length` hex digits of the SHA-256 of `text`, after the version."""
    return f"{_VERSION}-{sha256(text.encode()).hexdigest()[:length]}"


@lru_cache(maxsize=65536)
def wording(text: str, hidden: tuple[str, ...] = ()) -> Wording:
    """`text` prepared for comparing; `hidden` are the addresses behind its words: `review [this](https://…)`."""
    normal = normalise(text)
    tokens = frozenset(TOKEN.findall(normal))
    bare = _ASIDE.sub(" ", normal) if "(" in normal or "://" in normal else normal
    core = tokens if bare == normal else frozenset(TOKEN.findall(bare))
    hard = hard_tokens(text).union(letters(text), *map(hard_tokens, hidden))
    said = words(text)
    meant = sense(normal, said)
    return Wording(
        normal=normal,
        tokens=tokens,
        core=core,
        content=frozenset(said),
        hard=hard,
        pages=pages(text).union(*map(pages, hidden)),
        sense=meant.words,
        ordinal=meant.ordinal,
        labelled=meant.labelled,
        counted=hard_tokens(meant.ordinal) if meant.ordinal else frozenset(),
        number=number_at_end(normal) if "#" in normal else None,
        opening=opening(normal),
        front=front_id(normal, text),
        opposed=with_opposites(normal),
    )


@lru_cache(maxsize=16_384)
def content_words(text: str) -> frozenset[str]:
    """The `content` of the wording of `text`, which is all that is compared of a topic."""
    return frozenset(words(text))


def compatible(one: Wording, other: Wording) -> bool:
    """Whether nothing firm speaks against one piece of work.

    The hard tokens of one side contain the other's: gaining one is normal. One of the pages that both link to is the same, equal
    words are not turned round, and no word stands for its opposite.
    """
    if not (one.hard <= other.hard or other.hard <= one.hard):
        return False
    if turned_round(one, other) or opposites(one.opposed, other.opposed):
        return False
    return not (one.pages and other.pages and one.pages.isdisjoint(other.pages))


def turned_round(one: Wording, other: Wording) -> bool:
    """Whether of equal words two stand in the other order round an arrow or a word for a direction: `export -> import`."""
    if one.tokens != other.tokens or one.normal == other.normal:
        return False
    turned = {(found["right"], found["left"]) for found in _DIRECTED.finditer(one.normal)}
    return any((found["left"], found["right"]) in turned for found in _DIRECTED.finditer(other.normal))


def likeness(one: Wording, other: Wording) -> float:
    """Between 0 and 1; 0 where hard tokens or links disagree."""
    if not compatible(one, other):
        return 0.0
    if one.normal == other.normal:
        return 1.0
    return max(_jaccard(one.tokens, other.tokens), _jaccard(one.core, other.core), _spelling(one.normal, other.normal))


def _spelling(one: str, other: str) -> float:
    """Ratio of sorted words, 0 where it is low. The difference in length alone excludes most such pairs."""
    if 200 * min(len(one), len(other)) < _SPELLING * (len(one) + len(other)):
        return 0.0
    return token_sort_ratio(one, other, score_cutoff=_SPELLING) / 100


def contains(one: Wording, other: Wording) -> bool:
    """Whether all words of one side stand in the other, and neither hard tokens nor links disagree."""
    small, large = sorted((one.tokens, other.tokens), key=len)
    return bool(small) and small <= large and compatible(one, other)


def substantial(one: Wording, other: Wording) -> bool:
    """Whether both say enough that containment is no accident."""
    return min(len(one.content), len(other.content)) >= _ENOUGH_WORDS


def _jaccard(one: Iterable[str], other: Iterable[str]) -> float:
    """Share of common elements, 0 to 1; two empty sets share nothing."""
    left, right = frozenset(one), frozenset(other)
    common = len(left & right)
    return common / (len(left) + len(right) - common) if left or right else 0.0
