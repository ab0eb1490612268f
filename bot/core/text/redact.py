"""Private text that is never copied out of notes: passcodes, tokens, meeting and edit links, phone numbers, mail addresses.

The forms, in `secret_forms`, are those of real headers: `[Zoom link](https://x.zoom.us/j/1?pwd=…)`, `dial +1 347-384-8597 and
enter this PIN: 828 997 153#`, `https://hackmd.io/…?edit`, a time-zone link whose fragment is base64 of
`{"url":"https://hackmd.io/…?edit"}`. A secret without a label is recognised by its form alone.
"""

import html
import re
from functools import cache
from urllib.parse import unquote

from bot.core.text import secret_forms as forms
from bot.core.text.unicode import URL, trimmed, visible

REDACTED = "[redacted]"

_LINK = re.compile(
    rf"!?\[(?P<text>[^\[\]]*+)\]\(\s*+<?(?P<target>{URL}|(?:mailto|tel):[^\s<>()]++)>?(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\s*+\)"
    rf"|(?P<url>{URL})",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});|\\[!-/:-@\[-`{-~]", re.IGNORECASE)
"""A character reference, or a backslash with the sign that it escapes."""
_DIGITS = re.compile(r"\d(?:\D*\d){3}")
"""As many digits as every phone number has."""
_SIGN_OF_VALUE = re.compile(r"[\d:=|：]")
"""A digit, or a sign between a label and its value: every labelled secret has one."""
_ADDRESS_END = re.compile(r"[\w%/?=&#+.~:@!$,;-]*+")


def redact(text: str) -> str:
    """`text` with everything private replaced by `[redacted]`. A Markdown link keeps its text.

    Secrets that only show once character references and backslashes are read are found too; then the result has these
    characters themselves.
    """
    redacted = _redacted(visible(text))
    while "&" in redacted or "\\" in redacted:
        read = visible(_WRITTEN.sub(_character, redacted))
        again = _redacted(read)
        if again == read:
            break
        redacted = again
    return redacted


def _redacted(text: str) -> str:
    if "PRIVATE KEY" in text:
        text = forms.PEM.sub(REDACTED, text)
    if "://" in text or "](" in text:
        text = _LINK.sub(_without_secret_url, text)
    if "/" in text and "." in text:
        text = _without_places(text)
    if "://" in text:
        text = forms.CREDENTIALS.sub(REDACTED, text)
    if _SIGN_OF_VALUE.search(text) and _has_hint(text, forms.LABEL_HINTS):
        text = forms.LABELLED.sub(_after_label, text)
    if _DIGITS.search(text):
        text = forms.PHONE.sub(_after_label, text)
    if _has_hint(text, forms.EMAIL_HINTS):
        text = forms.EMAIL.sub(REDACTED, text)
    longest = max(map(len, text.split()), default=0)
    return forms.TOKEN.sub(REDACTED, text) if longest >= forms.SHORTEST_TOKEN else text


def _has_hint(text: str, hints: tuple[str, ...]) -> bool:
    return any(map(text.lower().__contains__, _in_ascii(hints) if text.isascii() else hints))


@cache
def _in_ascii(hints: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(filter(str.isascii, hints))


def is_secret(url: str) -> bool:
    """Whether `url` gives access to a meeting, a text or an account, also where it is an argument of another URL."""
    unquoted = unquote(url)
    return any(forms.SECRET_URL.search(one) or forms.PLACE.search(one) for one in {url, unquoted, unquote(unquoted)})


def _character(match: re.Match[str]) -> str:
    return match[0][1] if match[0].startswith("\\") else html.unescape(match[0])


def _without_secret_url(match: re.Match[str]) -> str:
    if match["url"] is not None:
        url = trimmed(match["url"])
        return REDACTED + match["url"][len(url) :] if is_secret(url) else match[0]
    words = _redacted(match["text"])
    if "://" not in match["target"]:
        # A person's mail address or phone number: the name says enough.
        return words or REDACTED
    if not is_secret(match["target"]):
        return match[0].replace(match["text"], words, 1)
    return words if words.endswith(REDACTED) else f"{words} {REDACTED}".lstrip()


def _without_places(text: str) -> str:
    """`text` without secret addresses that have no scheme."""
    pieces = []
    done = 0
    for match in forms.PLACE.finditer(text):
        if match.start() < done:
            continue
        end = _ADDRESS_END.match(text, match.end())
        stop = match.start() + len(trimmed(text[match.start() : end.end() if end else match.end()]))
        pieces += [text[done : match.start()], REDACTED]
        done = stop
    return "".join([*pieces, text[done:]])


def _after_label(match: re.Match[str]) -> str:
    return (match[match.lastgroup] if match.lastgroup else "") + REDACTED
