"""What GitHub takes for a mention, a closing keyword or a reference, written down apart from the code under test.

It looks at the text of the rendered page, outside code.
"""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

MENTION = re.compile(r"(?:^|[^A-Za-z0-9_])@[A-Za-z0-9]")
CLOSES = re.compile(
    r"(?:^|[^A-Za-z0-9_])(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+"
    r"(?:[\w.-]+/[\w.-]+)?(?:#\d|GH-\d|https?://(?:www\.)?github\.com/[\w.-]+/[\w.-]+/(?:issues|pull)/\d)",
    re.IGNORECASE,
)
URL = re.compile(r"https?://\S+", re.IGNORECASE)  # a link, in which GitHub looks for no short reference


def foreign(repository: str) -> re.Pattern[str]:
    """Addresses that leave a back-link in a repository other than `repository`."""
    own = re.escape(repository)
    return re.compile(rf"https?://(?:www\.)?github\.com/(?!{own}/)[\w.-]+/[\w.-]+/(?:issues|pull)/\d", re.IGNORECASE)


def links(repository: str, host: str) -> re.Pattern[str]:
    """Addresses of issues of other repositories at `host`, also without their scheme and host."""
    own = re.escape(repository)
    return re.compile(
        rf"^(?:(?:https?:)?//(?:www\.)?{re.escape(host)}(?::\d+)?)?/(?!{own}/)[\w.-]+/[\w.-]+/(?:issues|pull|discussions)/\d",
        re.IGNORECASE,
    )


def short(repository: str) -> re.Pattern[str]:
    """The same as `owner/name#1` or `GH-1`."""
    own = re.escape(repository)
    return re.compile(
        rf"(?<![A-Za-z0-9./-])(?!{own}#)[A-Za-z0-9][\w.-]*/[\w.-]+#\d|(?<![A-Za-z0-9/])GH-\d+\b", re.IGNORECASE
    )


def acts(text: str, repository: str) -> bool:
    """Whether GitHub finds somebody to notify or something to close in a piece of text."""
    return any(pattern.search(text) for pattern in (MENTION, CLOSES, foreign(repository)))


def refers(text: str, repository: str) -> bool:
    """Whether GitHub finds another repository's issue in a piece of text, in its short form."""
    return bool(short(repository).search(URL.sub(" ", text)))


def nodes(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """(kind, text) of the page's pieces: `text` for each run of text in one element, `html`, and `url` for link targets."""
    for token in tokens:
        if token.type == "inline":
            yield from nodes(token.children or [])
        elif token.type in {"html_block", "html_inline"}:
            yield "html", token.content
        elif token.type == "text":
            yield "text", token.content
        elif token.type in {"link_open", "image"}:
            yield "url", str(token.attrGet("href") or token.attrGet("src"))


def pieces(markdown: str, kind: str) -> list[str]:
    """The texts of one kind on the page."""
    return [text for each, text in nodes(MarkdownIt("commonmark", {"html": True}).parse(markdown)) if each == kind]


def live(markdown: str, repository: str) -> list[str]:
    """What in `markdown` would act on GitHub, in the tracker `repository`."""
    found = pieces(markdown, "html")
    found += [text for text in pieces(markdown, "text") if acts(text, repository)]
    found += [url for url in pieces(markdown, "url") if foreign(repository).search(url)]
    return found + [text for text in pieces(URL.sub(" ", markdown), "text") if refers(text, repository)]
