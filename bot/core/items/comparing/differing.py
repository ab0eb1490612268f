"""Where the words of two lines differ, and whether that names other work. The texts are normal forms."""

from collections.abc import Container, Sequence
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from bot.core.items.similarity import Wording
from bot.core.items.words import COMMON, Overlap
from bot.core.text.normalise import TOKEN
from bot.core.words.calendar import is_weekday, month_numbers


def in_several_places(one: str, other: str) -> bool:
    """Whether the words differ in more than one place. A sentence in which a single part was replaced is often other work:
    `create a poll for Tooling` and `create a poll for Technical`.
    """
    left, right = TOKEN.findall(one), TOKEN.findall(other)
    same = [left_word == right_word for left_word, right_word in zip(left, right, strict=False)]
    start = same.index(False) if False in same else len(same)
    left, right = left[start:], right[start:]
    while left and right and left[-1] == right[-1]:
        left.pop()
        right.pop()
    return not set(left).isdisjoint(right)


def refilled(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words were only replaced by others, and none were added, left out or moved: `ask Ann for the Python build` and
    `ask Ben for the Kotlin build`.
    """
    left = right = 0
    for same in LCSseq.editops(one, other).as_matching_blocks():
        if (same.a == left) != (same.b == right):
            return False
        left, right = same.a + same.size, same.b + same.size
    return True


def in_one_blank(one: Sequence[str], other: Sequence[str], shared: Overlap) -> bool:
    """Whether one word was replaced by one other beside the same kept word, wherever that stands now: `open the chapter Bonn with a
    site` and `open a site of the chapter Ulm`.
    """
    return shared.most == 1 and not _beside(one, shared.before).isdisjoint(_beside(other, shared.after))


def _beside(said: Sequence[str], own: Container[str]) -> set[tuple[str, str]]:
    """The words in front of one's own and behind it, with an empty text in its place."""
    pairs = pairwise(said)
    blanks = {("" if left in own else left, "" if right in own else right) for left, right in pairs}
    return {blank for blank in blanks if "" in blank}


def other_object(one: Wording, other: Wording, shared: Overlap) -> bool:
    """Whether only the last word or one in brackets is another one, which is mostly what the work is done to: `publish the wheels on
    PyPI` and `publish the wheels on conda-forge`, `print the leaflet (red)` and `print the leaflet (blue)`. Another day is when it is
    done.
    """
    if not shared.substituted or shared.most != 1 or len(shared.before) != 1:
        return False
    before, after = shared.before[0], shared.after[0]
    if _is_common_or_time(before) or _is_common_or_time(after):
        return False
    if f"({before})" in one.normal and f"({after})" in other.normal:
        return True
    return one.sense[-1] == before and other.sense[-1] == after and one.sense[-2:-1] == other.sense[-2:-1] != ()


def names_another(one: str, other: str, shared: Overlap) -> bool:
    """Whether the other word names another day or month, or says which one is meant: `order red paint` and `order blue paint`,
    not `choose a day for the regatta` and `choose a date for the regatta`.
    """
    if any(map(_is_time, shared.before)) and any(map(_is_time, shared.after)):
        return True
    kept = frozenset(shared.shared)
    return _says_which(one, shared.before, kept) and _says_which(other, shared.after, kept)


def other_months(shared: Overlap) -> bool:
    """Whether each side names a month that the other does not. Short forms of days are words of other languages: `pr`, `same`."""
    return not month_numbers().keys().isdisjoint(shared.before) and not month_numbers().keys().isdisjoint(shared.after)


def of_other_months(one: str, other: str, shared: Overlap) -> bool:
    """Whether a month in front of a kept word is another one: `the March minutes` and `the April minutes`, also with a year. A month
    behind a word is when it is done, which may be put off: `done by April 2026`.
    """
    months, kept = month_numbers().keys(), frozenset(shared.shared)
    left, right = months & set(shared.before), months & set(shared.after)
    if not left or not right:
        return False
    one, other = (" ".join(word for word in TOKEN.findall(text) if not word.isdigit()) for text in (one, other))
    return _says_which(one, left, kept) and _says_which(other, right, kept)


def _is_common_or_time(word: str) -> bool:
    return word in COMMON or _is_time(word)


def _is_time(word: str) -> bool:
    return is_weekday(word) or word in month_numbers()


def _says_which(text: str, own: Container[str], kept: Container[str]) -> bool:
    """Whether one of its own words stands right in front of a kept one. The first word says what is to be done with it."""
    said = TOKEN.findall(text)[1:]
    return any(left in own and right in kept for left, right in pairwise(said))
