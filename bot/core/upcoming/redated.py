"""A date in a text → another one, written in the same way: names of files, titles, headings."""

import re
from datetime import date

from bot.core.markdown.dates import written_dates
from bot.core.markdown.written_date import DateOrder, WrittenDate
from bot.core.upcoming.english import DAYS, ordinal
from bot.core.words.calendar import is_weekday, month_like

_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_PACKED = re.compile(r"(?P<y>(?:19|20)\d\d)\d{4}|(?P<a>\d\d)(?P<b>\d\d)(?:19|20)\d\d")


def redated(text: str, old: date, new: date, language: str = "en") -> str:
    """`text` with the date `old`, wherever it stands, written as `new`; the name of its weekday changes with it."""
    dates = [each for each in written_dates(text) if old in each.readings.values()]
    for each in reversed(dates):
        written = _rewritten(text[each.start : each.end], (old, new), language, day_first=_is_day_first(each, old))
        text = text[: each.start] + written + text[each.end :]
    return _WEEKDAY.sub(lambda match: _weekday(match[0], old, new), text) if dates else text


_WEEKDAY = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,9}(?![^\W\d_])")


def _weekday(word: str, old: date, new: date) -> str:
    """The name of the old day's weekday as that of the new one, in English."""
    name = DAYS[old.weekday()]
    if old.weekday() == new.weekday() or not is_weekday(word):
        return word
    if word.casefold() == name.casefold():
        return _cased(DAYS[new.weekday()], word)
    return _cased(DAYS[new.weekday()][:3], word) if name.casefold().startswith(word.casefold()) else word


def _is_day_first(found: WrittenDate, old: date) -> bool:
    """Whether the day stands before the month, where their numbers alone do not tell."""
    return found.readings.get(DateOrder.DAY_FIRST) == old and DateOrder.YEAR_FIRST not in found.readings


def _rewritten(written: str, days: tuple[date, date], language: str, *, day_first: bool) -> str:
    """One date, token by token: each number keeps its width, a name of a month its length."""
    old, new = days
    named = any(month_like(word, 1, language) for word in _TOKEN.findall(written) if not word.isdigit())
    left = {"y", "d"} if named else {"y", "m", "d"}
    padded = _is_padded(written)
    order = ("d", "m", "y") if day_first else ("y", "m", "d")

    def token(match: re.Match[str]) -> str:
        said = match[0]
        if packed := _PACKED.fullmatch(said):
            return _packed(packed, old, new)
        if not said.isdigit():
            return _named(said, new, language)
        for part in order:
            if part in left and _fits(said, part, old):
                left.discard(part)
                return _number(said, part, new, padded=padded)
        return said

    return _with_ordinals(_TOKEN.sub(token, written), new)


def _fits(said: str, part: str, old: date) -> bool:
    if part == "y":
        return int(said) in (old.year, old.year % 100) and (len(said) == 4 or int(said) not in (old.day, old.month))
    return int(said) == (old.month if part == "m" else old.day)


def _is_padded(written: str) -> bool:
    """Whether days and months have two digits: where no number tells, in dates without a name."""
    numbers = [each for each in _TOKEN.findall(written) if each.isdigit() and len(each) < 3]
    if any(each.startswith("0") for each in numbers):
        return True
    return all(len(each) == 2 for each in numbers) and len(numbers) > 1


def _number(said: str, part: str, new: date, *, padded: bool) -> str:
    if part == "y":
        return f"{new.year:04}"[-len(said) :]
    value = new.month if part == "m" else new.day
    return f"{value:02}" if padded else str(value)


def _packed(found: re.Match[str], old: date, new: date) -> str:
    if found["y"]:
        return f"{new:%Y%m%d}"
    day_first = (int(found["a"]), int(found["b"])) == (old.day, old.month)
    return f"{new:%d%m%Y}" if day_first else f"{new:%m%d%Y}"


def _named(said: str, new: date, language: str) -> str:
    """A name of a month as that of the new month, in its language; any other word as it is."""
    name = month_like(said, new.month, language)
    return _cased(name, said) if name else said


def _with_ordinals(written: str, new: date) -> str:
    return re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", ordinal(new.day), written)


def _cased(word: str, like: str) -> str:
    if like.isupper():
        return word.upper()
    return word.lower() if like.islower() else word[:1].upper() + word[1:]
