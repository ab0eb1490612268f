"""Markdown as HTML for the page. Input is untrusted: nothing in it runs, loads, or breaks the layout.

Raw HTML is shown as text, except a few tags without attributes; comments are dropped, and images become links. Every box
that `bot.core.markdown` recognises becomes a checkbox with its line number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from typing import TypeVar
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from bot.core.markdown.blocks import Block
from bot.core.markdown.boxes import MARK
from bot.core.markdown.inline import see
from bot.core.markdown.reading.parser import MAX_NESTING
from bot.core.markdown.source import document
from bot.core.model.notes import State

MAX_TEXT = 256 * 1024
"""Characters above which a text is shown as plain text."""

# The parser's time is quadratic in the number of brackets. A paragraph beyond these bounds is shown as plain text.
_LONGEST, _MOST_BRACKETS = 20_000, 500

_TAGS = r"b|br|code|del|details|em|i|ins|kbd|p|s|small|strong|sub|summary|sup"
_HTML = re.compile(rf"<!--.*?(?:-->|\Z)|(?P<tag></?(?:{_TAGS})\s?/?>)|[^<]+|<", re.DOTALL | re.IGNORECASE)
_BOX = re.compile(MARK)
_BULLET = re.compile(r"\s*(?:[-*+]\s+)?")
_REFERENCE = re.compile(
    r"(?P<url>https?://[^\s<>\"`|]{0,2000}[^\s<>\"`|.,:;!?)'\]*_~])"
    r"|(?<![\w/#&])#(?P<issue>\d{1,7})\b"
    r"|(?<![\w/.-])(?P<path>[\w./-]{1,200}\.md):(?P<line>\d{1,6})\b"
)
_INSIDE = re.compile(r"/(?:issues|pull)/(?P<issue>\d+)|/blob/[^/]+/(?P<path>[^?#]+)[^#]*(?:#L(?P<line>\d+))?")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageContext:
    """The context of a text: the repository's web addresses, and the issue of each line that has one."""

    homes: tuple[str, ...] = ()
    issues: Mapping[int, int] = field(default_factory=dict)
    breaks: bool = False
    """Each line is one of its own, as in bodies and comments on GitHub, but not in files."""

    def target(self, url: str) -> str:
        """The target of a link: a view of this page, another site, or none (empty)."""
        for home in self.homes:
            found = _INSIDE.match(url.removeprefix(home)) if url.startswith(home) else None
            if found and found["issue"]:
                return issue_view(found["issue"])
            if found:
                return note_view(unquote(found["path"]), found["line"] or "")
        return url if re.match(r"https?://[^/]|mailto:", url, re.IGNORECASE) else ""


def issue_view(number: int | str) -> str:
    """The address of the view of an issue."""
    return f"#/issues/{number}"


def note_view(path: str, line: int | str = "") -> str:
    """The address of the view of a note, at a line if given."""
    return f"#/notes/{path}:{line}" if line else f"#/notes/{path}"


def line_key(line: str) -> str:
    """A key of a line that does not depend on the state of its box."""
    return sha256(_BOX.sub("[]", line, count=1).strip().encode()).hexdigest()[:12]


def render(text: str, context: PageContext) -> str:
    """Safe HTML of a note, a body, a comment or a summary."""
    if len(text) > MAX_TEXT:
        return f"<pre>{escape(text)}</pre>"
    read = document(text)
    boxes = {block.number: block for block in read.blocks if block.box is not None}
    env = {"references": read.references, "context": context, "boxes": boxes, "lines": read.lines, "line": 0}
    return str(_PARSER.render("\n".join(read.lines), env))


def _given(env: EnvType, key: str, kind: type[T]) -> T:
    """The context that `render` put into the parser's environment."""
    value = env[key]
    assert isinstance(value, kind)
    return value


# -- reading


def _inline(state: StateCore) -> None:
    """The parser's own rule with a bound, which also records where the block starts."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        token.children = []
        state.env["line"] = token.map[0] + 1 if token.map else 0
        if len(token.content) > _LONGEST or token.content.count("[") > _MOST_BRACKETS:
            token.children.append(Token("text", "", 0, content=token.content))
        else:
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _box(state: StateInline, silent: bool) -> bool:
    """A checkbox where the core recognises a box on that line."""
    found = _BOX.match(state.src, state.pos)
    start = _given(state.env, "line", int)
    if not found or not start:
        return False
    number = start + state.src.count("\n", 0, state.pos)
    boxes: dict[int, Block] = _given(state.env, "boxes", dict)
    if number not in boxes:
        return False
    if not silent:
        first = _on_its_own_line(state)
        # A second `[ ]` on the line is text.
        state.push("box", "", 0).meta = {"line": number, "block": boxes.pop(number), "first": first}
    state.pos = found.end()
    return True


def _on_its_own_line(state: StateInline) -> bool:
    """Whether the box begins the block. One that begins a wrapped line gets its own row, without the bullet."""
    row = [token for token in state.tokens[-2:] if token.type == "softbreak"]
    bullet = "".join(token.content for token in state.tokens[-1:] if token.type == "text") + state.pending
    if row and _BULLET.fullmatch(bullet):
        # A `*` is a separate token, because it could be emphasis.
        row[-1].type, row[-1].tag = "hardbreak", "br"
        state.tokens[-1].content = state.pending = ""
    return not state.tokens and not state.pending


def _links(state: StateCore) -> None:
    """Turn bare URLs, `#12` and `note.md:12` into links, except inside links."""
    for block in state.tokens:
        depth, children = 0, []
        for token in block.children or ():
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            children += _linked(token.content) if token.type == "text" and not depth else [token]
        block.children = children if block.children is not None else None


def _linked(text: str) -> list[Token]:
    made, end = [], 0
    for found in _REFERENCE.finditer(text):
        url = found["url"] or (
            issue_view(found["issue"]) if found["issue"] else note_view(found["path"], found["line"])
        )
        made += [_text(text[end : found.start()]), Token("link_open", "a", 1, attrs={"href": url})]
        made += [_text(found.group()), Token("link_close", "a", -1)]
        end = found.end()
    return [*made, _text(text[end:])]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _lines(state: StateCore) -> None:
    """Add line numbers to blocks, and a class for the alignment of a column, since the page allows no inline style."""
    for token in state.tokens:
        if token.map and token.nesting == 1 and token.type in ("heading_open", "paragraph_open", "list_item_open"):
            token.attrSet("data-line", str(token.map[0] + 1))
        style = token.attrs.pop("style", None)
        if style:
            token.attrSet("class", str(style).rpartition(":")[2])


# -- writing

_Tokens = Sequence[Token]


def _draw_box(_self: RendererHTML, tokens: _Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    number, block = tokens[at].meta["line"], tokens[at].meta["block"]
    kind = ' class="first"' if tokens[at].meta["first"] else ""
    lines = _given(env, "lines", tuple)
    name = escape(see(block.lines, {}).text[:200] or "empty box")
    ticked = "" if block.box is State.OPEN else " checked" if block.box is State.DONE else " data-dropped"
    box = (
        f'<input type="checkbox"{kind} data-box="{number}" data-key="{line_key(lines[number - 1])}" aria-label="{name}"'
        f"{ticked}>"
    )
    issue = _given(env, "context", PageContext).issues.get(number)
    if issue is None:
        return box
    return f'{box}<a class="chip" data-issue="{issue}" href="{issue_view(issue)}">#{issue}</a>'


def _draw_link(_self: RendererHTML, tokens: _Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    return _anchor(str(tokens[at].attrs.get("href", "")), env)


def _draw_image(_self: RendererHTML, tokens: _Tokens, at: int, _options: OptionsDict, env: EnvType) -> str:
    # An image would be fetched from another site.
    words = tokens[at].content or "picture"
    return f"{_anchor(str(tokens[at].attrs.get('src', '')), env)}🖼 {escape(words)}</a>"


def _anchor(url: str, env: EnvType) -> str:
    target = url if url.startswith("#/") else _given(env, "context", PageContext).target(url)
    if not target:
        return "<a>"
    away = "" if target.startswith("#") else ' target="_blank" rel="noopener noreferrer"'
    return f'<a href="{escape(target)}"{away}>'


def _draw_html(_self: RendererHTML, tokens: _Tokens, at: int, _options: OptionsDict, _env: EnvType) -> str:
    return "".join(_harmless(piece) for piece in _HTML.finditer(tokens[at].content))


def _draw_break(_self: RendererHTML, _tokens: _Tokens, _at: int, _options: OptionsDict, env: EnvType) -> str:
    return "<br>\n" if _given(env, "context", PageContext).breaks else "\n"


def _harmless(piece: re.Match[str]) -> str:
    if piece["tag"]:
        return piece["tag"].lower()
    return "" if piece.group().startswith("<!--") else escape(piece.group())


def _parser() -> MarkdownIt:
    options = {"linkify": False, "tasklists": False, "maxNesting": MAX_NESTING}
    # References are read by the core, because the parser's own rule is quadratic in their number.
    made = MarkdownIt("gfm-like2", options).disable(["reference"])
    made.core.ruler.at("inline", _inline)
    made.core.ruler.push("links", _links)
    made.core.ruler.push("lines", _lines)
    made.inline.ruler.before("link", "box", _box)
    for name, draw in (
        ("box", _draw_box),
        ("link_open", _draw_link),
        ("image", _draw_image),
        ("html_inline", _draw_html),
        ("html_block", _draw_html),
        ("softbreak", _draw_break),
    ):
        made.add_render_rule(name, draw)
    return made


_PARSER = _parser()
