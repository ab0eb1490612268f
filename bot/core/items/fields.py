"""Fields behind the words of an item: `- Assignee: Ann - Priority: high - Due: May`, `| Owner: Ann | Status: open`, `(due: May)`.

They say who, until when and how much it matters; the body of an issue has them in the quote of the line.
"""

import re
from datetime import date
from functools import cache

from bot.core.items.words import FILLERS
from bot.core.notes.due import due_in
from bot.core.words import ENGLISH, all_words, words
from bot.core.words.calendar import is_weekday, month_numbers, short_month_numbers
from bot.core.words.phrases import any_of

_SIGN = re.compile(r"\s[-–—]{1,2}\s+|\s*[|;,，；]\s*|[.。]\s+|\s*[(（\[【]\s*")
_END = ")）]】.。;；| "
_FAR = 400
"""Characters at the end of a line in which fields are looked for."""
_LONGEST = 80
"""Characters of a field."""
_OTHER = r"[A-Z][\w-]*(?: [\w-]+){0,2}"
_COLON = r"\s*[:：]\s*"
_SEVERAL = (",", "，")
_INSIDE = r"[^()（）\[\]【】]"
_STAMP = r"[(\[]\d{1,2}:\d{2}(?::\d{2})?[)\]]"
_STAMPS = re.compile(rf"^{_STAMP}\s+(?=\S)|(?<=\S)\s+{_STAMP}\s*[.]?$")
_LONG_STAMP = re.compile(r"\d:\d{2}:\d{2}")
_MAY_BE = re.compile(r"[:：]")
_NUMBER = re.compile(r"\d")
_ANY_DAY = date(2000, 1, 1)
"""A day that gives others a year, where only their form counts."""


def without_fields(said: str) -> str:
    """`said` without the fields at its end, and without parentheses that have one for the owner."""
    if not _MAY_BE.search(said):
        return said
    text = _in_parentheses().sub("", said, count=1)
    text = text[: _first_field(text)]
    return text if any(map(str.isalnum, text)) else said


def _first_field(text: str) -> int:
    """Where the fields at the end of `text` begin: a known one, and all behind it."""
    start = max(len(text) - _FAR, 0)
    begins, end = len(text), len(text.rstrip(_END))
    for sign in reversed(list(_SIGN.finditer(text, start))):
        piece = text[sign.end() : end].rstrip(_END)
        if not piece:
            end = min(end, sign.start())
        elif _is_known_field(piece) and len(piece) <= _LONGEST:
            begins = end = sign.start()
        elif _other_field().match(piece) and len(piece) <= _LONGEST:
            end = sign.start()
        elif sign.group().strip() not in _SEVERAL or len(piece) > _LONGEST:
            # `Owner: Ann, Bob` is one field, `, Bob` none.
            break
    return begins


def _is_known_field(piece: str) -> bool:
    """Whether `piece` has a known label, and where that is one for a day, what may be one: not `due date: shown wrong`."""
    found = _known_field().match(piece)
    if not found or not found["due"]:
        return found is not None
    value = piece[found.end() :].split()
    plain = len(value) > 1 and all(word.isascii() and word.isalpha() and word.islower() for word in value)
    return not plain or any(word in FILLERS or is_weekday(word) or word in month_numbers() for word in value)


def without_due(said: str, due: date | None) -> str:
    """`said` without the day at its end until which it is to be done, where a sign stands in front: `… — due 2024-06-01`."""
    near = max(len(said) - _LONGEST, 0)
    found = _due_at_the_end().search(said, near) if due and _NUMBER.search(said[-30:]) else None
    text = said[: found.start()] if found else said
    return text if any(map(str.isalnum, text)) else said


def without_day(said: str) -> str:
    """`said` without the days until which it is to be done, wherever they stand: `send it by Thursday March 31st. Then …`.

    Other numbers behind such a word stay: `by version 3`.
    """
    text = _due_day().sub(lambda found: "" if due_in(found.group(), _ANY_DAY) else found.group(), said)
    return text if any(map(str.isalnum, text)) else said


def without_stamp(said: str, *, by_machine: bool) -> str:
    """`said` without the place in a recording: `… (00:12:34)`, `… (12:34)`.

    Beside a weekday or a number the short form is as often a time of day, unless a program wrote the notes.
    """
    found = _STAMPS.search(said)
    if not found:
        return said
    text = f"{said[: found.start()]}{said[found.end() :]}"
    is_time = _NUMBER.search(text) or any(is_weekday(word.strip(".,:;")) for word in text.casefold().split())
    return text if by_machine or _LONG_STAMP.search(found.group()) or not is_time else said


@cache
def _labels() -> str:
    """Any label of a field, with a word in front or behind: `Suggested deadline`, `Due date`."""
    every, own = all_words(), words()
    others = any_of((*_owner_labels(), *own.columns.state, *own.columns.rank, *every.columns.state))
    due = any_of((*own.columns.due, *every.columns.due, *own.dates.due))
    return rf"(?:[^\W\d_]+ )?(?:{others}|(?P<due>{due}))(?: date)?"


def _owner_labels() -> tuple[str, ...]:
    return (*words().owners.labels, *words().owners.assigned, *all_words().owners.labels)


@cache
def _in_parentheses() -> re.Pattern[str]:
    """Parentheses with a field for the owner."""
    label = any_of(_owner_labels())
    return re.compile(
        rf"\s{{0,3}}[(（\[【](?:{_INSIDE}{{0,150}}[,;|，；]\s*)?{label}\s*[:：]{_INSIDE}{{1,200}}[)）\]】]"
    )


@cache
def _known_field() -> re.Pattern[str]:
    return re.compile(rf"{_labels()}{_COLON}(?=[^:：|]*$|[^:：|]*\d[:：]\d[^:：|]*$)")


@cache
def _other_field() -> re.Pattern[str]:
    return re.compile(rf"{_OTHER}{_COLON}[^:：|]+$")


@cache
def _due_day() -> re.Pattern[str]:
    """A word for a day of that kind, and the day: up to two words, the first word with a digit, and a month behind that."""
    due = any_of((*words().dates.due, *all_words().dates.due))
    month = any_of((*month_numbers(), *short_month_numbers(frozenset([ENGLISH]))))
    number = r"\d(?:[\w/:-]|\.(?=\d))*"
    return re.compile(
        rf"(?<!\w){due}\s?[:：]?\s{{1,3}}(?:[^\W\d_]{{2,12}}[.,]?\s{{1,3}}){{0,2}}{number}(?:,? +{number}|\.? +{month}(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _due_at_the_end() -> re.Pattern[str]:
    due = any_of(words().dates.due)
    sign = r"(?:\s[-–—]{1,2}\s+|\s*[|;,]\s*|\s*[(\[]\s*)"
    return re.compile(rf"{sign}{due}\s*[:：]?\s+(?=[^:()]{{0,25}}\d)[^:();|]{{3,25}}[)\].]?$")
