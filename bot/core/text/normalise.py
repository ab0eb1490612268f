"""The normal form of a wording: equal for two lines that differ only in spelling, copying or line breaks."""

import re
import unicodedata
from functools import lru_cache

from bot.core.text.escape import REDIRECT, without_images
from bot.core.text.redact import REDACTED, redact
from bot.core.text.unicode import URL, trimmed

_ESCAPED = re.compile(r"&lt;(?=[A-Za-z/!?])")
_OTHER_HOSTS = re.compile(rf"(?<=://)(?:{re.escape(REDIRECT)}|www\.github\.com)(?=/)", re.IGNORECASE)
_COMMIT_PART = re.compile(r"(?<=/)(blob|tree|raw|blame)/[^/\s()\[\]<>\"]+(?=/)")
_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛ʼ´`", "'") | dict.fromkeys("“”„‟«»", '"'))
_BOX = re.compile(r"(?:[-*+] +|\d{1,9}[.)] +)?(?:\( *\) *)?\[[ xX~]{0,3}\](?= |$) *")
# Numbers in front count the lines of one list; in the next note the same work has another number.
_COUNT = re.compile(r"\d{1,2}[.:)] +(?=\D)")
# An owner tag has no digit: "(3.8) roll out" and "(3.9) roll out" are two items.
_OWNER = re.compile(r"\([^()\d]{0,40}\) *(?=\S)")
_FRONTS = (_BOX, _COUNT, _OWNER)
"""What may stand in front of the words, in this order."""

_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be by for from has have in into is it its of on or our so that the their them then there this "
        "to up us was we were will with would",
    )
)
_WORD = r"[\w@#/]++(?:[.'+-]++[\w@#/]++)*+"
_WORDS = re.compile(_WORD)
_WORDS_AND_URLS = re.compile(rf"(?P<url>{URL})|{_WORD}")
TOKEN = re.compile(r"\w+(?:[.'+-]\w+)*")
"""A word of a normal form, with what a sign joins to it: `docs-theme`, `3.11`."""
_DIGIT = re.compile(r"\d")

_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(re.findall(r"\w+", "two three four five six seven eight nine ten eleven twelve"), 2)
}
# `第一`: the first.
_COUNTED = re.compile("第([一二三四五六七八九十])")
_REST = r"""(?:[/?#][^\s<>"`()\[\]|]*+)?"""  # of a URL: a page, query or anchor
_GITHUB_ISSUE = re.compile(rf"https?://github\.com/([\w.-]+/[\w.-]+)/(?:issues|pull|discussions)/(\d+){_REST}")
_GITHUB_COMMIT = re.compile(rf"https?://github\.com/([\w.-]+/[\w.-]+)/commit/([0-9a-f]{{7}})[0-9a-f]*+{_REST}")
_LINK = re.compile(URL)
_PROFILE = re.compile(r"https?://(?:github\.com/@?|[^\s/]+/(?:u|users?)/|[^\s/]+/@)[\w.-]+/?(?![\w/?#.-])")
_PARTS = re.compile(r"[/?&=]")
_DAY = re.compile(r"(?<!\d)20\d\d(?:-?\d\d){2}(?!\d)")
_SHORT = re.compile(r"(?<![\w/@.-])([\w.-]++/[\w.-]++)?#(\d+)(?!\w)")
_SPOKEN = re.compile(r"(?<!\w)(?:pr|pull request|pull|issue|gh)[ -]#?(\d+)(?!\w|\.\d)")
_SPOKEN_HINTS = ("pr", "pull", "issue", "gh")
_ENHANCEMENT = re.compile(r"(?<!\w)(cfep|cep|pep|nep|slep|jep)[ -]?0*(\d+)(?!\w)")
_NUMERALS = {sign: str(number) for number, sign in enumerate("一二三四五六七八九十", 1)}
_FIRM = re.compile(r"(?<![\w@])\w++(?:[.+-]\w++)*+")
# Behind a word in small letters: `room A`, `bindings for C++`; no word of its own as in `as I said`.
_LETTER = re.compile(r"(?<=[a-zß-öø-ÿ] )[A-HJ-Z](?:\+\+|#)?(?![\w.'&/+#-])")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")


@lru_cache(maxsize=1024)
def normalise(text: str) -> str:
    """The form in which equal wordings are equal: in lower case, on one line.

    Bullet, number in the list, box, leading owner tag, case, kind of quotes, spaces, the commit in a URL, the final full
    stop and all that copying changes (see `redact` and `neutralise`) make no difference.
    """
    text = without_images(redact(text)).replace("%40", "@").replace("/./", "/")
    text = _ESCAPED.sub("<", text) if "&lt;" in text else text
    text = _COMMIT_PART.sub(r"\1", _OTHER_HOSTS.sub("github.com", text)) if "/" in text else text
    text = (text if text.isascii() else unicodedata.normalize("NFKC", text)).translate(_QUOTES).casefold()
    text = " ".join(text.split())
    for front in _FRONTS:
        if found := front.match(text):
            text = text[found.end() :]
    return text.rstrip(". ")


def words(text: str) -> tuple[str, ...]:
    """The content words of `text` in order, normalised; a URL is one word, a link to an issue its short form."""
    plain = normalise(text).replace(REDACTED, " ")
    if "://" in plain:
        found = [_word(match) for match in _WORDS_AND_URLS.finditer(plain)]
    else:
        found = [word.strip("/") for word in _WORDS.findall(plain)]
    return tuple(word for word in found if word and word not in _STOP_WORDS)


def hard_tokens(text: str) -> frozenset[str]:
    """The parts of `text` that no rewording changes: numbers, versions, `cfep-10`, `py38`, and `owner/repo#12` with `#12`.

    A link to an issue or pull request gives the same as its short form, `PR 12` the same as `#12`, `two` the same as `2`.
    The result always has the short form too, so that `#12` and a link to 12 of some repository do not contradict each other.
    """
    text = normalise(text).replace(REDACTED, " ")
    if "第" in text:
        text = _COUNTED.sub(lambda found: f" {_NUMERALS[found[1]]} ", text)
    if "://" not in text and not _has_digit(text):
        return frozenset(_NUMBER_WORDS[word] for word in _FIRM.findall(text) if word in _NUMBER_WORDS)
    found: set[str] = set()
    for needed, pattern, form in (
        (("github.com/",), _GITHUB_ISSUE, r"\1#\2"),
        (("github.com/",), _GITHUB_COMMIT, r"\1@\2"),
        (("://",), _LINK, None),
        (("#",), _SHORT, r"\1#\2"),
        (_SPOKEN_HINTS, _SPOKEN, r"#\1"),
        (("ep",), _ENHANCEMENT, r"\1-\2"),
    ):
        if not any(map(text.__contains__, needed)):
            continue
        if form:
            found.update(match.expand(form) for match in pattern.finditer(text))
        text = pattern.sub(" ", text)
    found.update([token[token.index("#") :] for token in found if "#" in token])
    firm = [_firm(token) for token in _FIRM.findall(text) if not token.isalpha() or token in _NUMBER_WORDS]
    return frozenset(found.union(firm) - {""})


def letters(text: str) -> frozenset[str]:
    """The capitals that stand alone in `text` and say which one is meant: `room A`, `Plan B`, `bindings for C++`."""
    return frozenset(_LETTER.findall(text))


def _has_digit(text: str) -> bool:
    return bool(_DIGIT.search(text)) if text.isascii() else any(map(str.isdigit, text))


def pages(text: str) -> frozenset[str]:
    """What identifies the web pages that `text` links to. Issues and commits are hard tokens instead, profiles are owners.

    For each page that is the longest part of its path and query, with the day in it: hosts and folders get renamed, ids and file
    names stay.
    """
    if "://" not in text:
        return frozenset()
    text = normalise(text).replace(REDACTED, " ")
    for pattern in (_GITHUB_ISSUE, _GITHUB_COMMIT, _PROFILE):
        text = pattern.sub(" ", text)
    return frozenset(map(_page, _LINK.findall(text)))


def _page(url: str) -> str:
    host, *parts = _PARTS.split(trimmed(url).partition("://")[2].partition("#")[0])
    name = max(parts, key=len, default="") or host
    day = next((part for part in reversed(parts) if _DAY.search(part)), name)
    return name if day == name else f"{name}/{day}"


def _firm(token: str) -> str:
    """The plain form of a token with a digit or of a number word; empty for any other."""
    if token in _NUMBER_WORDS:
        return _NUMBER_WORDS[token]
    if not any(map(str.isdigit, token)):
        return ""
    if ordinal := _ORDINAL.fullmatch(token):
        return ordinal[1]
    plain = token.removesuffix(".x")
    plain = plain[1:] if re.match(r"v\d", plain) else plain
    return plain.lstrip("0") or "0" if plain.isdigit() else plain


def _word(match: re.Match[str]) -> str:
    if not match["url"]:
        return match[0].strip("/")
    url = trimmed(match["url"])
    return _GITHUB_ISSUE.sub(r"\1#\2", url) if _GITHUB_ISSUE.fullmatch(url) else url
