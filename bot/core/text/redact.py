"""Private text that is never copied out of notes: passcodes, meeting links with passwords, edit links, phone numbers, tokens.

The forms are those of real headers: `[Zoom link](https://x.zoom.us/j/1?pwd=…)`, `dial +1 347-384-8597 and enter this PIN:
828 997 153#`, `https://hackmd.io/…?edit`, a time-zone link whose fragment is base64 of `{"url":"https://hackmd.io/…?edit"}`.
A secret without a label is recognised by its form alone, so the forms exclude versions, dates and issue numbers.
"""

import re
from urllib.parse import unquote

from bot.core.text.unicode import URL, trimmed, visible

REDACTED = "[redacted]"

_LINK = re.compile(
    rf"!?\[(?P<text>[^\[\]]*+)\]\(\s*+<?(?P<target>{URL})>?(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\s*+\)|(?P<url>{URL})",
    re.IGNORECASE,
)

_SECRET_URL = re.compile(
    r"://[^/?#\s:@]*+:[^/?#\s@]*+@"  # user:password@
    r"|[?&;#](?:pwd|passwd|password|passcode|pass|pin|tk|token|access_token|auth|secret|api_?key|mtid)="
    # HackMD, CodiMD, HedgeDoc. The /edit of Google's editors stays: every page of theirs has it, it needs a login, and
    # items are about such pages ("review https://docs.google.com/…/edit").
    r"|[?&](?:edit|both)(?![\w-])"
    r"|/private-[0-9a-f]{16,}"  # a calendar's secret address
    r"|(?<![A-Za-z0-9])(?-i:ey[JA]|aHR0c)[A-Za-z0-9_+/-]{8}",  # base64 of {" or { or http
    re.IGNORECASE,
)

_WORD = (
    r"(?<!\w)(?:pass[ -]?code|pass[ -]?word|passwort|passwd|pwd|kenncode|access[ -]code"
    r"|(?:meeting|conference|participant)[ -]code)"
)
# Words with other meanings too, so only digits may follow them.
_PIN = (
    r"(?<!\w)(?:(?:(?:meeting|participant|host|numeric|conference)[ -])?pin(?:[ -]code)?"
    r"|(?:host|security|entry)[ -](?:code|key))"
)
_ID = r"(?<!\w)(?:meeting|webinar|conference|event)[ -](?:id|number)(?: \(access code\))?"
_COLON = r"[*_`\"']{0,3}+\s?[:=|：]\s{0,3}+[*_\"'|]{0,3}+ ?+"
_DIGITS = r"\d{1,14}(?:[ -]\d{2,6}){0,4}\b#?"
_MIXED = r"(?=[A-Za-z]*\d)[A-Za-z0-9]{6,64}(?![\w#])"

_LABELLED = re.compile(
    "|".join(
        (
            rf"(?P<a>{_WORD}{_COLON})(?:{_DIGITS}(?![\w.])|`[^`\n]{{1,64}}`|(?![-+]\s)[^\s()\[\]|*`\"',;]+)",
            rf"(?P<b>{_WORD}\s(?:is\s)?)(?:\d{{4,14}}(?![\w-]|\.\d)|\d{{3}}(?:[ -]\d{{3,4}}){{1,3}}(?![\w-])#?)",
            rf"(?P<c>{_WORD}\sis\s|(?<!\w)(?:pass[ -]?code|access[ -]code)\s){_MIXED}",
            rf"(?P<d>{_PIN}(?:{_COLON}|\sis\s)){_DIGITS}(?!\w|\.\d)",
            # Without a colon only in capitals: "pin 1139" is about packages.
            rf"(?P<e>(?-i:(?<!\w)PIN\s)){_DIGITS}(?!\w|\.\d)",
            rf"(?P<f>{_ID}(?:{_COLON}|\s))\d{{3,4}}[ -]?\d{{3,4}}[ -]?\d{{3,5}}\b#?",
        )
    ),
    re.IGNORECASE,
)

# Every label contains one of these; searching them first avoids the slow search for most lines.
_HINTS = ("pass", "pwd", "code", "key", "pin", "meeting", "webinar", "conference", "event")

_GAP = "[ \t\u00a0\u2009\u202f.()/\u2010-\u2014-]{0,3}"
_DIGIT = rf"{_GAP}(?!\d{{4}}-\d\d-\d\d)\d"  # the next digit of a number, unless a date starts there
_TAP = r"(?:,{2,4}[*#]?\d{3,14}#?|,[*#]?\d{3,14}#)*+#?"
_PHONE = re.compile(
    "|".join(
        (
            rf"(?<![\w+./=#&-])(?:\+\s?(?!\d{{4}}-\d\d-\d\d)[1-9](?:{_DIGIT}){{7,14}}(?!\w){_TAP})+",
            rf"(?<![\w.+#/=-])(?:1[- ])?(?:\(\d{{3}}\)[ -]?|\d{{3}}-)\d{{3}}[- ]\d{{4}}(?![\w-])(?!\.\d){_TAP}",
            rf"(?P<a>(?<!\w)(?:tele)?(?:phone|tel|dial[- ]?in|toll[- ]free|fax|mobile)\b[^\d\n+]{{0,20}})"
            rf"(?!\d{{4}}-\d\d-\d\d)\d(?:{_DIGIT}){{8,14}}(?!\w){_TAP}",
            r"(?<![\w,]),,\*?\d{4,14}#",
        )
    ),
    re.IGNORECASE,
)

_TOKEN = re.compile(
    r"(?<!\w)(?:gh[pousr]_[A-Za-z0-9._-]{20,}|github_pat_\w{20,}|xox[abeprs]-[\w-]{10,}|AKIA[0-9A-Z]{16}"
    r"|eyJ[A-Za-z0-9_+/-]{16,}(?:\.[A-Za-z0-9_-]+)*=*)"
)


def redact(text: str) -> str:
    """`text` with everything private replaced by `[redacted]`. A Markdown link keeps its text."""
    text = _LINK.sub(_without_secret_url, visible(text))
    if any(hint in text.lower() for hint in _HINTS):
        text = _LABELLED.sub(_after_label, text)
    text = _PHONE.sub(_after_label, text)
    return _TOKEN.sub(REDACTED, text)


def is_secret(url: str) -> bool:
    """Whether `url` gives access to a meeting, a text or an account, also where it is an argument of another URL."""
    return any(_SECRET_URL.search(form) for form in (url, unquote(url), unquote(unquote(url))))


def _without_secret_url(match: re.Match[str]) -> str:
    if match["url"] is not None:
        url = trimmed(match["url"])
        return REDACTED + match["url"][len(url) :] if is_secret(url) else match[0]
    words = redact(match["text"])
    if not is_secret(match["target"]):
        return match[0].replace(match["text"], words, 1)
    return words if words.endswith(REDACTED) else f"{words} {REDACTED}".lstrip()


def _after_label(match: re.Match[str]) -> str:
    return (match[match.lastgroup] if match.lastgroup else "") + REDACTED
