"""A template's places for the date of the meeting, filled in.

Communities write them as tags of a template language (`{{ date }}`, `{{ date.strftime("%Y-%m-%d") }}`, `{{date:YYYY-MM-DD}}`,
`<% tp.date.now("YYYY-MM-DD") %>`), as words in brackets (`[date]`, `<meeting date>`), as letters (`YYYY-MM-DD`, `20XX-XX-XX`,
`Month DD, YYYY`), or leave a label empty (`Date:`).
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from bot.core.markdown.heading_lines import without_code
from bot.core.upcoming.english import DAYS, MONTHS, ordinal
from bot.core.words import all_words
from bot.core.words.phrases import any_of

_TAG = re.compile(r"(?:\{\{-?|<%[-_=+*]?)(?P<inside>[^{}<>]{1,200}?)(?:-?\}\}|[-_]?%>)")
_QUOTED = re.compile(r"[\"'](?P<form>[^\"']{1,60})[\"']")
_OF_NOW = re.compile(r"date|today|now|time", re.IGNORECASE)
_WORDS = r"(?:(?:insert|enter|add|the|meeting|iso|today'?s?|current|utc)[\s_-]+)*(?:date|today)(?:[\s_-]+(?:here|of (?:the )?meeting))?"
_NAMED = re.compile(
    rf"(?:\$\{{(?:{_WORDS})\}}|\$(?:{_WORDS})\b|%(?:{_WORDS})%|__(?:{_WORDS})__|\{{(?:{_WORDS})\}}|<(?:{_WORDS})>|"
    rf"\[(?:{_WORDS})\](?![(\[:]))",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"YYYY|yyyy|YY|MMMM|MMM|MM|M|Do|DD|D|dddd|ddd|dd|d|HH|mm|\[[^\]]*\]")
_LETTERS = re.compile(
    r"(?<![^\W_])(?:"
    r"(?P<iso>(?:YYYY|yyyy|20YY|20XX|20xx|20\?\?|XXXX|xxxx)(?P<s>[-./_]?)(?:MM|mm|XX|xx|\?\?)(?P=s)(?:DD|dd|XX|xx|\?\?))|"
    r"(?P<european>(?:DD|dd)(?P<t>[-./_])(?:MM|mm)(?P=t)(?:YYYY|yyyy|YY|yy))|"
    r"(?P<american>(?:MM|mm)(?P<u>[-./_])(?:DD|dd)(?P=u)(?:YYYY|yyyy|YY|yy))|"
    r"(?P<month_first>(?:MMMM|Month|MONTH|MMM|Mon) (?:DD|D|dd|Day|DAY|XX|##)(?P<th>th)?,? (?:YYYY|yyyy|Year|YEAR|20XX))|"
    r"(?P<day_first>(?:DD|D|dd|Day|DAY|XX|##)(?:th)? (?:MMMM|Month|MONTH|MMM|Mon),? (?:YYYY|yyyy|Year|YEAR|20XX))"
    r")(?![^\W_])"
)
_BOX = re.compile(r"\s*(?:[-*+]|\d{1,2}[.)])?\s*\[[ xX]?\]")
_FRAME = r"[ \t>*_#|+-]*"


def dated(text: str, starts: datetime) -> str:
    """`text` with the date of the meeting in each place for it; lines with a box, code and comments stay as they are.

    Where there is no place at all, it goes behind the first label for a date that has nothing behind it.
    """
    lines = text.split("\n")
    seen = list(without_code(line.rstrip("\r") for line in lines))
    filled = [_filled(line, starts) if _may_hold(shown) else line for line, shown in zip(lines, seen, strict=True)]
    if filled == lines:
        at = next((number for number, shown in enumerate(seen) if _empty_label().fullmatch(shown)), None)
        if at is not None:
            end = lines[at][len(lines[at].rstrip()) :].lstrip(" \t")
            filled[at] = f"{lines[at].rstrip()} {starts:%Y-%m-%d}{end}"
    return "\n".join(filled)


def _may_hold(line: str) -> bool:
    return bool(line) and not _BOX.match(line)


def _filled(line: str, starts: datetime) -> str:
    for form, meaning in ((_TAG, _of_tag), (_NAMED, _of_place), (_LETTERS, _of_place)):
        line = _each(form, meaning, line, starts)
    return line


def _each(form: re.Pattern[str], meaning: Callable[[re.Match[str], datetime], str], line: str, starts: datetime) -> str:
    return form.sub(lambda found: found[0] if _other(line, found) else meaning(found, starts), line)


def _other(line: str, found: re.Match[str]) -> bool:
    """Whether a place is for the date of something else: the next meeting, the day by which something is due."""
    return bool(_of_other_day().search(line[: found.start()]))


@cache
def _of_other_day() -> re.Pattern[str]:
    return re.compile(rf"{any_of(all_words().dates.other_day)}\W*(?:\w+\W+)?$")


@cache
def _empty_label() -> re.Pattern[str]:
    return re.compile(rf"{_FRAME}{any_of(all_words().dates.labels)}[ \t*_]*[:：][ \t*_]*")


def _of_tag(found: re.Match[str], starts: datetime) -> str:
    """What a tag of a template language stands for; as it is where it is no date."""
    inside = found["inside"]
    if not _OF_NOW.search(inside):
        return found[0]
    quoted = _QUOTED.search(inside.partition("strftime")[2] or inside.partition("|")[2] or inside)
    form = quoted["form"] if quoted else inside.partition(":")[2].strip()
    if "%" in form:
        return strftime(form, starts)
    if "YYYY" in form or "DD" in form or "HH" in form:
        return _MOMENT.sub(lambda token: _moment(token[0], starts), form)
    plain = re.sub(r"[\s_.-]+", " ", inside).strip()
    return f"{starts:%Y-%m-%d}" if re.fullmatch(rf"(?:[a-z]+ )?{_WORDS}(?: \|.*)?", plain, re.IGNORECASE) else found[0]


def _of_place(found: re.Match[str], starts: datetime) -> str:
    parts = found.groupdict()
    if parts.get("month_first"):
        return f"{MONTHS[starts.month - 1]} {starts.day}{ordinal(starts.day) if parts['th'] else ''}, {starts.year}"
    if parts.get("day_first"):
        return f"{starts.day} {MONTHS[starts.month - 1]} {starts.year}"
    year = f"{starts:%Y}" if "yyyy" in found[0].casefold() else f"{starts:%y}"
    if parts.get("european"):
        return parts["t"].join((f"{starts:%d}", f"{starts:%m}", year))
    if parts.get("american"):
        return parts["u"].join((f"{starts:%m}", f"{starts:%d}", year))
    separator = parts["s"] if parts.get("iso") else "-"
    return starts.strftime(f"%Y{separator}%m{separator}%d")


def strftime(form: str, starts: datetime) -> str:
    """As Python's, with English names whatever the machine's language is."""
    names = {
        "%A": DAYS[starts.weekday()],
        "%a": DAYS[starts.weekday()][:3],
        "%B": MONTHS[starts.month - 1],
        "%b": MONTHS[starts.month - 1][:3],
    }
    for sign, name in names.items():
        form = form.replace(sign, name)
    return starts.strftime(form)


def _moment(token: str, starts: datetime) -> str:
    """A token of the forms that moment.js reads."""
    day = date(starts.year, starts.month, starts.day)
    return {
        "YYYY": f"{day:%Y}",
        "yyyy": f"{day:%Y}",
        "YY": f"{day:%y}",
        "MMMM": MONTHS[day.month - 1],
        "MMM": MONTHS[day.month - 1][:3],
        "MM": f"{day:%m}",
        "M": str(day.month),
        "Do": f"{day.day}{ordinal(day.day)}",
        "DD": f"{day:%d}",
        "D": str(day.day),
        "dddd": DAYS[day.weekday()],
        "ddd": DAYS[day.weekday()][:3],
        "HH": f"{starts:%H}",
        "mm": f"{starts:%M}",
    }.get(token, token.strip("[]"))
