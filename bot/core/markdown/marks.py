"""Marks that editors leave in a line and that are none of its words.

HackMD writes who wrote something and when, `[name=Ann] [time=…] [color=…]`. It mentions people by a number in 22 letters, which is
no login: `@bN3xK9tZRmGc5VhLw2YdEQ`. Obsidian's plugins write dates, priorities and fields: `📅 2024-06-01 🔺`,
`[due:: 2024-06-01]`, `@due(2024-06-01)`, `^a1b2c3`.
"""

import re
from dataclasses import replace
from datetime import date

from bot.core.markdown.dates import day_at
from bot.core.markdown.inline import Seen

_DATE = r"\ufe0f?\s*(?P<{0}>\d{{4}}-\d\d-\d\d)"
# A random UUID in base64: its version is the ninth letter, and the last one has four bits of it.
_USER = r"[\w-]{8}[Q-T][\w-]{12}[AQgw]"
_PATTERN = "|".join(
    (
        r"(?<![^\s])\[name=(?P<name>[^\[\]]{1,60})\]",
        r"\[(?:time|color)=[^\[\]]{0,80}\]",
        rf"[📅📆🗓]{_DATE.format('day')}",
        rf"[⏳⌛🛫➕❌]{_DATE.format('other')}",
        r"[🔺⏫🔼🔽⏬]\ufe0f?(?=\s|$)",
        r"🔁\ufe0f?\s*(?:[a-z0-9]+(?:\s|$)){1,8}",
        r"(?:🆔|⛔|🏁)\ufe0f?\s*[\w,-]{1,60}",
        r"[\[(](?P<key>[a-z][\w -]{0,30})::\s*(?P<value>[^\[\]()]{0,80})[\])]",
        r"(?<![\w@])@(?P<at>[a-z]{2,20})\((?P<inside>\d{4}-\d\d-\d\d[^()]{0,20})\)",
        rf"(?<![\w@/])@{_USER}(?![\w-])",
        r"(?<=\s)\^[a-z0-9-]{1,40}$",
    )
)
_MARK = re.compile(_PATTERN)
_HINT = re.compile(rf"\[(?:name|time|color)=|::|@[a-z]{{2,20}}\(|@{_USER}|\^|[📅📆🗓⏳⌛🛫➕❌🔺⏫🔼🔽⏬🔁🆔⛔🏁✅]")
"""What every mark has: most lines have none."""
_HINTS_OF_ASCII = ("=", "::", "@", "^")
"""The same for a line in ASCII, and quicker to see."""
_DONE_ON = re.compile(rf"(?P<sign>✅){_DATE.format('done')}")
_DATED = re.compile(r"[\[(](?P<day>[^\[\]()]{6,20})[\])](?:\s*[:–-])?\s+(?=\S)")
"""`[2021-04-06]: …`"""
_DUE = "due"
"""The field that both notations name so, whatever the language of the note."""


def without_marks(seen: Seen) -> Seen:
    """`seen` without its marks; the people that they name and the day that they give stand in fields of their own."""
    dated = _DATED.match(seen.lines[0]) if seen.lines and seen.lines[0][:1] in ("[", "(") else None
    day = day_at(dated["day"]) if dated else None
    if not day and not any(map(_may_be_marked, seen.lines)):
        return seen
    if dated and day:
        seen = replace(seen, lines=(seen.lines[0][dated.end() :], *seen.lines[1:]), day=day)
    lines = [_DONE_ON.sub(r"\g<sign>", line) for line in seen.lines]
    found = [match for line in lines for match in _MARK.finditer(line)]
    if not found and tuple(lines) == seen.lines:
        return seen
    days = (day for match in found if (day := _due(match)))
    names = tuple(match["name"].strip() for match in found if match["name"])
    return replace(seen, lines=tuple(map(_without, lines)), names=names, due=next(days, None))


def _may_be_marked(line: str) -> bool:
    if line.isascii() and not any(map(line.__contains__, _HINTS_OF_ASCII)):
        return False
    return bool(_HINT.search(line))


def _without(line: str) -> str:
    """A name in front stays: it is read as any tag of an owner."""
    kept = _MARK.sub(lambda match: match[0] if match["name"] and match.start() == 0 else " ", line)
    return " ".join(kept.split()).replace(" )", ")")


def _due(match: re.Match[str]) -> date | None:
    if match["day"]:
        return day_at(match["day"])
    if (match["key"] or match["at"]) == _DUE:
        return day_at((match["value"] or match["inside"]).strip())
    return None
