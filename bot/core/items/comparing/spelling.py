"""Which words and ids of two lines are the same but for spelling: slips of the pen, endings, hyphens."""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA, Prefix

from bot.core.text.outgoing import words as words_of
from bot.core.words import all_words

_ID = re.compile(r"(?=\w*\d)[^\W\d]{2}\w{2,}")
"""Letters, then digits, in all four or more: `armv7`."""
_REPOSITORY_OWNER = re.compile(r"^[\w.-]+/(?=[\w.-]+#\d{2,}$)")
"""The owner in front of a repository's issue. Two repositories called `docs` often have an issue of one digit."""
_HYPHEN = re.compile(r"(?<=[^\W\d])-(?=\d)")

_ENDINGS = frozenset(all_words().identity.endings)
_STEM = 2
"""Letters from which a word with another ending is the same word: `PR` and `PRs`."""
_ONE_SLIP = 5
"""Letters from which one slip of the pen is forgiven …"""
_TWO_SLIPS = 8
"""… and two."""
_REPEATED = 4
"""Letters from which `re` in front says that it is done once more."""
_LONG_STEM = 6
"""Letters that two words with other endings begin with …"""
_LONG_ENDING = 6
"""… the longest such ending …"""
_WORD = 3
"""… the letters from which one that no language has may be a word …"""
_OF_SHORT, _OF_LONG = 1.5, 2
"""… and how much of the shorter word and of the longer one the stem is: two thirds, and half."""


def same_id(one: str, other: str, *, moved: bool = False) -> bool:
    """Whether two ids are one in other spelling, `4444` and `#4444`, `covid19` and `covid-19`, or one of letters and digits is a longer
    form of the other: `armv7` and `linux-armv7l`. `moved`: `ann/docs#12` and `docs-wg/docs#12` too.
    """
    one, other = _plain_id(one, moved=moved), _plain_id(other, moved=moved)
    short, long = sorted((one, other), key=len)
    if short == long or short not in long or not _ID.fullmatch(short):
        return short == long
    return bool(re.search(rf"(?<![^\W_]){re.escape(short)}(?![\d.])", long))


def _plain_id(token: str, *, moved: bool) -> str:
    """An id without the sign of a number, without hyphens between letters and digits, and where repositories have `moved` without the
    owner of one.
    """
    if token.isalnum():
        return token
    return _HYPHEN.sub("", (_REPOSITORY_OWNER.sub("", token) if moved else token).removeprefix("#"))


def twin(word: str, others: Iterable[str]) -> str | None:
    """The first of `others` that is `word` in another spelling, or a longer or shorter form of an id."""
    has_spelling = _has_spelling(word)
    alike = _spelt_alike if has_spelling else same_id
    first, length, is_compound = word[0], len(word), "-" in word
    near_front, behind_front, end = word[2:4], word[2:], word[-3:]
    for other in others:
        # Most pairs begin differently, and are short or differ in length by more than two slips. An id may begin with more.
        # A slip at the front leaves all behind it as it is; of two, the second leaves the end or what stands between them.
        if (
            other[0] == first
            or is_compound
            or "-" in other
            or (
                length >= _ONE_SLIP <= len(other)
                and -2 <= length - len(other) <= 2
                and (
                    other.endswith(behind_front)
                    or (length >= _TWO_SLIPS <= len(other) and (other[-3:] == end or near_front in other[1:5]))
                    or not has_spelling
                )
            )
        ) and alike(word, other):
            return other
    return None


@lru_cache(maxsize=16384)
def _has_spelling(word: str) -> bool:
    """Whether a word may be misspelt: a short one and one with digits are another word with another letter."""
    return len(word) >= _STEM and not any(map(str.isdigit, word))


@lru_cache(maxsize=65536)
def _spelt_alike(one: str, other: str) -> bool:
    """Whether two words differ by one slip of the pen (two in a long word), or by their endings. Words with digits are never alike."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if not _has_spelling(one) or not _has_spelling(other):
        return False
    slips = (len(short) >= _ONE_SLIP) + (len(short) >= _TWO_SLIPS)
    near = len(long) - len(short) <= slips and OSA.distance(short, long, score_cutoff=slips) <= slips
    if near and not _in_two_letters(short, long):
        return True
    if short[0] != long[0] and "-" not in long:
        # The same ending, stem or sign behind a word needs the same front.
        return _once_more(short, long)
    return _with_sign(short, long) or _with_ending(short, long) or _of_one_stem(short, long)


def _in_two_letters(one: str, other: str) -> bool:
    """Whether two letters side by side are others: `internal` and `external`. Slips of the pen are rarely so."""
    if len(one) != len(other):
        return False
    at = [number for number, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    return len(at) == 2 and at[1] - at[0] == 1 and one[at[0]] != other[at[1]]


def _with_sign(short: str, long: str) -> bool:
    """Whether a word has a sign or a part more: `quay` and `quay.io`, `write up` and `write-up`, `confirm` and `reconfirm`."""
    if short.rpartition(".")[0] == long or long.rpartition(".")[0] == short:
        return True
    if "-" in long and list(words_of(long.replace("-", " "))) == [short]:
        return True
    return _once_more(short, long)


def _once_more(short: str, long: str) -> bool:
    return len(short) >= _REPEATED and long in (f"re{short}", f"re-{short}")


def _with_ending(short: str, long: str) -> bool:
    """Whether one word is the other with an ending, or both have one: `debug` and `debugging`, `describe` and `describing`,
    `sponsors` and `sponsorships`. The last letter may be doubled.
    """
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return True
    stem = short.removesuffix("e")
    if stem == short and len(short) >= _ONE_SLIP:
        stem = short.removesuffix("s")
        if stem != short and not long.startswith(stem):
            stem = stem.removesuffix("e")
    if not long.startswith(stem):
        return False
    rest = long[len(stem) :]
    return rest in _ENDINGS or (rest[0] == stem[-1] and rest[1:] in _ENDINGS)


def _of_one_stem(short: str, long: str) -> bool:
    """Whether two words are one long stem with two endings: `discussed` and `discussion`. The stem alone with what is no ending is
    another word: `harbour` and `harbourmaster`, and so is one of two long ones: `harbourwall`, `harbourtown`.
    """
    if not (short.isalpha() and long.isalpha()):
        return False
    same = Prefix.similarity(short, long)
    if not _LONG_STEM <= same < len(short) or len(long) - same > _LONG_ENDING:
        return False
    are_words = all(len(word) - same >= _WORD and word[same:] not in _ENDINGS for word in (short, long))
    return not are_words and _OF_SHORT * same >= len(short) and _OF_LONG * same >= len(long)
