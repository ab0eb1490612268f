"""The words of a line that say what the work is, and which of two lines' words are the same but for spelling."""

import re
from collections.abc import Iterable, Sequence
from operator import add

from bot.core.items.comparing.spelling import twin
from bot.core.items.issue_suffix import without_number
from bot.core.text import unspaced
from bot.core.text.outgoing import words as words_of
from bot.core.values import dataclass
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

_FORMS = {form: forms[0] for forms in map(str.split, _WORDS.irregular) for form in forms[1:]}
"""Irregular form of a verb → the verb: a report says `bought` where the work was `buy`."""

_COMMON_WEIGHT = 0.75
"""What a common word counts; any other counts 1."""

_VERSION_WEIGHT = 1.5
"""What a version counts: `3.5` says more than a word, a plain number does not."""
_VERSION = re.compile(r"v?\d+(?:\.\d+)+(?:\.x)?")

_FEWEST_INITIALS = 3
"""Letters from which a word may be the first letters of others; one less …"""
_ENOUGH_BESIDE_INITIALS = 3
"""… where so many other words are kept."""
_MOST_WORDS = 60
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
        return Sense(tuple(sense_words(said if bare == normal else words_of(bare))), "")
    return Sense(tuple(sense_words(words_of(bare[found.end() :]))), found["number"], bool(found["marker"]))


_SENTENCE = re.compile(r"[.?!;](?=\s)|(?:→|\s[-=]+>)(?=\s+(?:\S+\s|[^\x00-\u2fff]))")
"""Its end, or an arrow with a report behind it. A single word is what something is turned into: `MySQL -> Postgres`."""
_OPENING = 3.0
"""Words, by weight, from which a first sentence says what the work is."""


def opening(normal: str) -> tuple[str, ...]:
    """The words of the first of several sentences, or in front of an arrow, where they say what the work is; () otherwise."""
    found = _SENTENCE.search(normal)
    said = tuple(sense_words(words_of(normal[: found.start()]))) if found else ()
    return said if weight(said) >= _OPENING else ()


def sense_words(some: Iterable[str]) -> list[str]:
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
                    found[_FORMS.get(each, each)] = None
    return list(found)[:_MOST_WORDS]


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
        other_spelling = twin(word, after)
        if other_spelling is not None:
            shared.append(word)
            before.remove(word)
            after.remove(other_spelling)
    if before and after:
        least = _FEWEST_INITIALS - (len(shared) >= _ENOUGH_BESIDE_INITIALS)
        shared += _initials(before, after, other, least) + _initials(after, before, one, least)
    return Overlap(
        kept=weight(shared),
        substituted=min(_other(before), _other(after)) if before and after else 0,
        changed=_changed(before, after) if len(shared) > 1 else len(before) + len(after),
        shared=tuple(shared),
        before=tuple(before),
        after=tuple(after),
    )


def _changed(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words only one side has; how far the work is changes."""
    return sum(word not in STAGES for side in (before, after) for word in side)


def same_verb(one: Iterable[str], other: Iterable[str], names: frozenset[str]) -> bool:
    """Whether two lines' words begin with the same one, which mostly says what is to be done; names and stages do not."""
    verbs = [next((word for word in side if word not in names and word not in STAGES), None) for side in (one, other)]
    return verbs[0] is not None and verbs[0] == verbs[1]


def _other(some: Sequence[str]) -> float:
    count = sum(word not in STAGES and not word.isdigit() for word in some)
    return count if "".join(some).isascii() else count - unspaced.surplus(some)


def _initials(short: list[str], long: list[str], said: Sequence[str], least: int) -> list[str]:
    """Words of one side that are the first letters of words side by side on the other, which are taken out of both: `cla` for
    `contributor license agreements`. `said` are all words of the other side. Fewer letters than `least` may be a word by accident.
    """
    found: list[str] = []
    may_be = [word for word in short if least <= len(word) <= len(long)]
    letters = "".join([word[0] for word in said]) if may_be else ""
    for word in may_be:
        # What stands first says what is to be done.
        at = letters.find(word, 1) if len(word) <= len(long) else -1
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


def weight(some: Iterable[str]) -> float:
    """The sum of what the words count."""
    words = tuple(some)
    total = sum(
        _COMMON_WEIGHT if word in COMMON else _VERSION_WEIGHT if _VERSION.fullmatch(word) else 1.0 for word in words
    )
    return total if "".join(words).isascii() else total - unspaced.overlapping(words) / 2
