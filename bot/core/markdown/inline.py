"""What a reader sees of a piece of Markdown, and the links in it: a second, bounded parse of one item's text."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.core.text.unicode import visible
from bot.core.values import dataclass

_PARSER = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": 20})
# Without any of these a parse gives back the text as it is; brackets alone mean something only where they name a reference.
# Each form begins with a sign, so that it is found without a look at each place of the text.
_MARKUP = re.compile(r"\*|`|~|\\|_(?:(?<!\w_)|(?!\w))|\]\(|<[A-Za-z/!?]|&[#\w]")
_URL = re.compile(r"https?://[^\s<>\"`|]{1,2000}", re.IGNORECASE)
# `_` between letters, `!` before anything but a bracket, `&` that begins no entity, and brackets that no link can begin with are
# text.
_CHARACTER = r"(?:[^\\`*~_\[\]<&!\n]++|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|!(?!\[)|&(?!#|[A-Za-z][A-Za-z0-9]{1,31};))"
_BRACKETED = rf"\[(?!\^){_CHARACTER}*+\](?![(\[:])"
_ADDRESS = r"https?://[a-z0-9]++(?:[.-][a-z0-9]++)++(?:[/?#](?:[A-Za-z0-9/?#=+:.,@~_-]|%[0-9A-F]{2})*)?"
_PIECE = re.compile(
    rf"(?P<text>(?:{_CHARACTER}|\n|{_BRACKETED})++)"
    rf"|(?<!\*)\*\*(?P<bold>(?=[^\W_]){_CHARACTER}++)(?:(?<=[^\W_])|(?<=\S)(?=\*\*(?:\s|\Z)))\*\*(?!\*)"
    rf"|(?<![^\s(])(?P<sign>\*|__?)(?P<emphasised>(?=[^\W_]){_CHARACTER}++)(?<=[^\W_])(?P=sign)(?![\w*])"
    r"|(?<!`)`(?P<code>[^\s`](?:[^`\n]*[^\s`])?)`(?!`)"
    rf"|\[(?P<label>{_CHARACTER}++)\]\((?P<url>{_ADDRESS}|#[a-z0-9-]++)\)"
)
References = dict[str, dict[str, str]]
"""`reference(label)` → `{"href": url, "title": ""}`: what `[label]: url` lines of the note say."""

# The parser's time grows with the square of the brackets.
_LONGEST, _MOST_BRACKETS = 4000, 50
_DEFINITION = re.compile(r"\[[^\[\]^]{1,200}\]:\s*<?\w[\w+.-]*://\S+")
_LABEL = re.compile(r"\[([^\[\]]{1,200})\]")
_LINES_KEPT, _LONGEST_KEPT = 16_384, 1000
"""Pieces of text that are read once, as many as a note has lines, and how many characters they have."""
_LONGEST_CELL = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """Visible text line by line, and the URLs in order, without repeats; what marks of editors say."""

    lines: tuple[str, ...]
    links: tuple[str, ...]
    names: tuple[str, ...] = ()
    due: date | None = None
    day: date | None = None
    """A date in brackets in front of the words."""

    @property
    def text(self) -> str:
        """All lines joined by one space."""
        if len(self.lines) == 1:
            return self.lines[0]
        return " ".join(line for line in self.lines if line)


Look = Callable[[int], Seen]
"""Index of a block → the block as a reader sees it."""


def see(lines: list[str], references: References) -> Seen:
    """`lines` of Markdown as a reader sees them. Beyond the bounds the source itself stands for what is seen."""
    if not lines:
        return Seen((), ())
    source = "\n".join(lines)
    named = _named(source, references) if references and "[" in source else ()
    if len(source) > _LONGEST_KEPT:
        return _read(source, named)
    return _read_once(source, named)


def cell_text(cell: str) -> str:
    """The visible text of the beginning of a table's cell."""
    return see([cell[:_LONGEST_CELL]], {}).text


def _named(source: str, references: References) -> tuple[tuple[str, str], ...]:
    """The labels of references that stand in brackets in `source`, with their addresses."""
    labels = (reference(label) for label in _LABEL.findall(source))
    return tuple((label, references[label]["href"]) for label in labels if label in references)


def defines_links(lines: list[str]) -> bool:
    """Whether all lines say where the links of a note lead: `[mill]: https://example.org`."""
    return bool(lines) and lines[0][:1] == "[" and all(map(_DEFINITION.fullmatch, lines))


def reference(label: str) -> str:
    """The form of a link's label in which spellings of it are equal, as CommonMark compares them."""
    return " ".join(label.split()).lower().upper()


@lru_cache(maxsize=_LINES_KEPT)
def _read_once(source: str, named: tuple[tuple[str, str], ...]) -> Seen:
    """Several steps read each line, and nearly all lines are copied from note to note."""
    return _read(source, named)


def _read(source: str, named: tuple[tuple[str, str], ...]) -> Seen:
    marked = named or _MARKUP.search(source)
    if not marked or len(source) > _LONGEST or source.count("[") > _MOST_BRACKETS:
        return Seen(tuple(map(_tidy, source.split("\n"))), _unique(_bare_links(source)) if "://" in source else ())
    references = {label: {"href": url, "title": ""} for label, url in named}
    return (None if references else _simple(source)) or _parsed(source, references)


def _parsed(source: str, references: References) -> Seen:
    return _collect(_PARSER.parseInline(source, {"references": references}))


def _simple(source: str) -> Seen | None:
    """The same as a parse where there are only links, code and text in bold or italics without markup in them; None for all else."""
    lines, links, end = [""], [], 0
    while end < len(source):
        found = _PIECE.match(source, end)
        if found is None:
            return None
        end = found.end()
        if found["url"]:
            links.append(found["url"])
        text = found["text"] or found["bold"] or found["emphasised"] or found["label"] or ""
        first, *others = (text or found["code"]).split("\n")
        lines[-1] += first
        lines += others
        links += _bare_links(text)
    return Seen(tuple(map(_tidy, lines)), _unique(links))


def _collect(tokens: list[Token]) -> Seen:
    """Text and links of the inline tokens."""
    lines, links = [""], []
    for token in (child for block in tokens for child in block.children or ()):
        match token.type:
            case "text":
                lines[-1] += token.content
                links += _bare_links(token.content)
            case "code_inline":
                lines[-1] += token.content
            case "image":
                lines[-1] += token.content
            case "softbreak" | "hardbreak":
                lines.append("")
            case "link_open":
                links.append(str(token.attrs.get("href", "")))
    return Seen(tuple(map(_tidy, lines)), _unique(links))


def _bare_links(text: str) -> list[str]:
    """URLs that stand in text as GitHub would link them: without closing punctuation, brackets in pairs."""
    return [_trimmed(found.group()) for found in _URL.finditer(text)] if "://" in text else []


def _trimmed(url: str) -> str:
    while url and (url[-1] in "?!.,:*_~'\";]" or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def _unique(links: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(link for link in links if link.startswith(("http://", "https://"))))


def _tidy(line: str) -> str:
    return " ".join(visible(line).split())
