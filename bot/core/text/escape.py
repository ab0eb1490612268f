"""Copied text without effect: it never mentions, closes, links back or renders as HTML.

GitHub matches the rendered text, so `&#64;` is a mention like `@` itself. A zero width space after the `@` breaks it,
because GitHub's pattern needs a letter or digit there. Code is treated like other text, because whether backticks pair up
depends on the text around the copied one; only `<` is written differently there.
"""

import html
import re
from collections.abc import Callable, Iterator

from bot.core.text.unicode import BREAK, URL, visible

# An email address keeps its `@`: a mention has no letter or digit in front.
_MENTION = re.compile(r"(?<![A-Za-z0-9])@(?=[A-Za-z0-9])")
_MENTION_IN_URL = re.compile(r"(?<![A-Za-z0-9])@")
_CHARACTER = re.compile(r"&(?=(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{1,12});)", re.IGNORECASE)
_NAMED = re.compile(r"&#?\w{1,32};")
_SIGNS = frozenset("@#:/._-")

# What follows a closing keyword, and the keyword with its first letter in a group: it is broken after that.
_ISSUE = (
    r"(?:#\d|gh-\d|[\w./-]{1,140}#\d"
    r"|(?:[^\[\]\n]{0,200}\]\(\s?<?)?(?:(?:https?:)?//|/)[^\s<>()]{1,300}/(?:issues|pull|discussions)/\d)"
)
_CLOSING = re.compile(
    rf"(?<![A-Za-z0-9])([cfrd])(lose[sd]?|ix(?:e[sd])?|esolve[sd]?|uplicate\s++of)(?=(?:&#?\w{{1,32}};|[^a-z0-9#&])++{_ISSUE})",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    rf"(?P<url>{URL})|(?<![\w./-])(?P<repository>[\w./-]++)#(?=\d)|(?<![A-Za-z0-9])(?P<gh>GH-\d)", re.IGNORECASE
)
_GH = re.compile(r"(?<![A-Za-z0-9])(GH)(?=-\d)", re.IGNORECASE)
_GITHUB = re.compile(
    r"https?://(?:www\.)?github\.com\.?(?::\d+)?/(?P<repository>[\w.-]+/[\w.-]+)(?=[/?#]|$)", re.IGNORECASE
)
# Emphasis may stand in front: `_www.github.com/…_`.
_WWW_GITHUB = re.compile(r"(?<![A-Za-z0-9/.-])www\.github\.com\.?(?=/)", re.IGNORECASE)
# An issue on another server: an Enterprise Server links back as github.com does, but has no such host as REDIRECT.
_ELSEWHERE = re.compile(
    r"(?P<head>https?://(?!redirect\.github\.com/)[^\s/?#()<>]+/(?P<repository>[\w.-]+/[\w.-]+))/(?=(?:issues|pull|discussions|commit)/\w)",
    re.IGNORECASE,
)
_SAME_SCHEME = re.compile(r"(?<=\]\()(\s*<?)(?://(?:www\.)?github\.com\.?(?::\d+)?/)", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<=\]\()\s*<?(?!https?:)[^\s()<>]{1,400}", re.IGNORECASE)
_TO_ISSUE = re.compile(r"(?<=[^\s()<>])(?<!/\.)/(?=(?:issues|pull|discussions|commit)/\w)", re.IGNORECASE)
"""Where an address goes on to an issue or the like."""
_SAME_PLACE = "/./"
"""A step that browsers leave out of an address. GitHub finds no issue in an address that has it."""
_NOT_OWNERS = frozenset(
    {"orgs", "users", "settings", "topics", "apps", "marketplace", "sponsors", "features", "search"}
)
REDIRECT = "redirect.github.com"
"""The host whose links to issues create no backlink."""
IMAGE = "image"
"""The text of a link to an image without a description."""

# Autolinks are the only tags that copied text may keep.
_TAG = re.compile(
    r"(?<!\\)(?P<escapes>\\*+)<(?=[a-z/!?])(?!(?:https?://|mailto:)[^\s<>]*+>|[\w.+-]++@[\w.-]++>)", re.IGNORECASE
)
# The page does not show a backslash before a sign, so `o/r\\#12` is a reference. At the start of a word it may be needed.
_BACKSLASH = re.compile(r"(?<=[\w:/.])\\(?=[#:/.@-]+[\w/\\])")
_BADGE = re.compile(r"\[!\[(?P<alt>[^\[\]\n]*+)\]\([^()\n]*+\)(?=\]\()")
_IMAGE = re.compile(r"!++\[(?P<empty>[ \t]*+\](?=[(\[]))?")
_BACKTICKS = re.compile(r"`+")

# The definition of a link or footnote is invisible and applies to the whole page, also to what people write.
_DEFINITION = re.compile(
    r"^((?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*+\[(?:[^\[\]\\]|\\.){1,999}+\]):", re.MULTILINE | re.DOTALL
)


def neutralise(text: str, repository: str, *, markdown: bool = True) -> str:
    """`text` without effect on GitHub, with the same appearance. Idempotent.

    Links to the tracker `repository` (`owner/name`) stay. With `markdown=False` the text is for a title, where `&lt;` would
    be visible.
    """
    text = visible(text)
    if markdown:
        text = _BACKSLASH.sub("", without_images(text))
        text = _CHARACTER.sub(_reference_to_character(text), text)
        text = _SAME_SCHEME.sub(rf"\1https://{REDIRECT}/", text)
        text = _RELATIVE.sub(lambda link: _TO_ISSUE.sub(_SAME_PLACE, link.group()), text)
    text = _WWW_GITHUB.sub("https://github.com", text)
    text = _CLOSING.sub(rf"\1{BREAK}\2", text)
    text = _REFERENCE.sub(_inert(repository), text)
    text = _MENTION.sub(f"@{BREAK}", text)
    text = _DEFINITION.sub(rf"\1{BREAK}:", text)
    return _without_tags(text) if markdown else _TAG.sub(rf"\g<escapes><{BREAK}", text)


def without_mentions(text: str) -> str:
    """`text` as it is, but it mentions nobody."""
    return _MENTION.sub(f"@{BREAK}", text)


def without_images(text: str) -> str:
    """Markdown with links in place of images, which would load from any server as soon as somebody looks at the page."""
    if "![" not in text:
        return text
    text = _BADGE.sub(lambda match: f"[{match['alt'].strip() or IMAGE}", text)
    return _IMAGE.sub(lambda match: "[" if match["empty"] is None else f"[{IMAGE}]", text)


def _reference_to_character(text: str) -> Callable[[re.Match[str]], str]:
    def written(match: re.Match[str]) -> str:
        name = text[match.start() : text.index(";", match.start()) + 1]
        meant = html.unescape(name)
        return "&amp;" if meant in _SIGNS or (meant.isascii() and meant.isalnum()) else "&"

    return written


def _inert(repository: str) -> Callable[[re.Match[str]], str]:
    own = repository.casefold()

    def written(match: re.Match[str]) -> str:
        if match["url"]:
            url, rest = _to_its_end(match["url"])
            return _foreign(_MENTION_IN_URL.sub("%40", url), own) + _REFERENCE.sub(written, rest)
        if match["gh"]:
            return _without_gh(match["gh"])
        # Emphasis is not part of the name: `_#12_` is in the tracker.
        named = match["repository"].strip("_").casefold()
        return match[0] if named in {"", own} else _without_gh(match[0]) + BREAK

    return written


def _to_its_end(url: str) -> tuple[str, str]:
    """`url` up to a character reference to a blank, where GitHub's ends, and what follows."""
    blanks = (found.start() for found in _NAMED.finditer(url) if html.unescape(found[0]).isspace())
    end = next(blanks, len(url))
    return url[:end], url[end:]


def _without_gh(text: str) -> str:
    return _GH.sub(rf"\1{BREAK}", text)


def without_backlink(url: str) -> str:
    """A link to github.com that creates no backlink; any other link unchanged."""
    found = _GITHUB.match(url)
    return _redirected(url, found) if found else url


def _redirected(url: str, found: re.Match[str]) -> str:
    return f"https://{REDIRECT}/{url[found.start('repository') :]}"


def _foreign(url: str, own: str) -> str:
    found = _GITHUB.match(url) or _ELSEWHERE.match(url)
    if not found:
        return url
    named = found["repository"].casefold()
    if named.removesuffix(".git") == own or named.partition("/")[0] in _NOT_OWNERS:
        return url
    if found.re is _ELSEWHERE:
        return f"{found['head']}{_SAME_PLACE}{url[found.end() :]}"
    return _redirected(url, found)


def _without_tags(text: str) -> str:
    code = list(_code(text))

    def written(match: re.Match[str]) -> str:
        while code and code[0][1] <= match.start():
            code.pop(0)
        if code and code[0][0] <= match.start():
            return f"{match['escapes']}<{BREAK}"
        # A backslash before `<` would now escape the `&` and make the rest visible.
        return match["escapes"][: len(match["escapes"]) // 2 * 2] + "&lt;"

    return _TAG.sub(written, text)


def _code(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each probable code span or fence: between equal runs of backticks, in one paragraph for fewer than three."""
    runs = [match.span() for match in _BACKTICKS.finditer(text)]
    closers: dict[int, list[int]] = {}
    for start, end in reversed(runs):
        closers.setdefault(end - start, []).append(start)
    done = 0
    for start, end in runs:
        same = closers[end - start]
        same.pop()
        if start < done or not same:
            continue
        close = same[-1]
        if end - start >= 3 or "\n\n" not in text[end:close]:
            done = close + end - start
            yield start, done
