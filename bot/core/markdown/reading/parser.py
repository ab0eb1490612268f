"""The parser of blocks: markdown-it-py, without the rules and tokens that no reader uses.

By itself it tries every rule on each line, and two of three of its tokens only wrap others. Most lines begin with a letter,
with which few rules begin; a table has a line of dashes below its head, and so has a heading that is underlined.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.token import Token

from bot.core.markdown.reading.plain_lists import RULES_BELOW, KeptToken, ends_list, plain_list

MAX_NESTING = 100

_SIGNS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "html_block": "<",
    "heading": "#",
}
"""Rule → the signs with which a line begins that it reads. The other rules look at more than the first sign."""

_RULED = re.compile(r"[\s>]*[|:=-][\s|:=-]*")
"""A line below the head of a table or the text of a heading, in quotes too."""
_RULE_ENDS = tuple("|:=-")

_CODE = 4
"""Columns of indent from which a line is code."""

_NEED_RULED = ("table", "lheading")
"""The rules that read a line only where a line of dashes follows."""

_PAIR, _ALONE = ("_open", "_close"), ("",)
_KEPT = {
    "list_item": _PAIR,
    "blockquote": _PAIR,
    "alert": _PAIR,
    "heading": _PAIR,
    "thead": _PAIR,
    "tr": _PAIR,
    "inline": _ALONE,
    "hr": _ALONE,
    "html_block": _ALONE,
}
"""The tokens that are kept, with what stands behind their names."""
_KEPT_TYPES = frozenset(f"{name}{end}" for name, ends in _KEPT.items() for end in ends)


def tokens_of(text: str) -> list[Token]:
    """The blocks of a text with `\\n` at its line ends: their text stays as it is, and link references are left in it."""
    state = _State(text.replace("\0", "\ufffd"), _PARSER, {RULES_BELOW: _rules_below(text.split("\n"))}, [])
    _PARSER.block.tokenize(state, state.line, state.lineMax)
    return state.tokens


def html_to_blank(tokens: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """(first, last) line of each block of HTML, outside bullets and quotes, that only an empty line ends."""
    for token in tokens:
        if token.type == "html_block" and token.level == 0 and token.map:
            first = token.content.lstrip(" ").split("\n", maxsplit=1)[0]
            if next(closes.search("") for opens, closes, _ in HTML_SEQUENCES if opens.search(first)):
                yield token.map[0] + 1, token.map[1]


class _State(StateBlock):
    """Keeps only the tokens that readers use."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """A new token. One that is not kept stands for all others of its kind."""
        if ttype not in _KEPT_TYPES:
            self.level += nesting
            return _SCRATCH
        if nesting < 0:
            self.level -= 1
        token = KeptToken(ttype, tag, nesting, self.level)
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token


_SCRATCH = Token("", "", 0)


def _rules_below(lines: Sequence[str]) -> list[bool]:
    """For each line, whether one that fits `_RULED` stands below it before the next blank line."""
    found = [False] * (len(lines) + 1)
    for at in range(len(lines) - 1, 0, -1):
        if lines[at].strip(" \t"):
            is_ruled = lines[at].rstrip().endswith(_RULE_ENDS) and _RULED.fullmatch(lines[at]) is not None
            found[at - 1] = found[at] or is_ruled
    return found


class _BySign(Ruler[RuleFuncBlockType]):
    """The rules of another ruler, each chain as one rule that tries those that may fit."""

    def __init__(self, rules: Ruler[RuleFuncBlockType]) -> None:
        super().__init__()
        self._active = rules.get_active_rules()
        self._rules = rules
        self._names = dict(zip(rules.getRules(""), self._active, strict=True))
        self._chains: dict[str, list[RuleFuncBlockType]] = {}

    def getRules(self, chainName: str = "") -> list[RuleFuncBlockType]:
        """The one rule that stands for a chain."""
        if chainName not in self._chains:
            self._chains[chainName] = [_tried(self._rules.getRules(chainName), self._names)]
            self._chains[chainName] += [ends_list] if chainName == "list" else []
        return self._chains[chainName]

    def get_active_rules(self) -> list[str]:
        """The names of the rules."""
        return self._active


def _tried(rules: list[RuleFuncBlockType], names: Mapping[RuleFuncBlockType, str]) -> RuleFuncBlockType:
    """One rule that tries those of `rules` that may read a line."""
    signs = {sign for each in _SIGNS.values() for sign in each}
    every = {sign: _beginning(sign, rules, names) for sign in ("", *signs)}
    # A bullet with words behind it is no rule.
    no_rules = {sign: [rule for rule in found if names[rule] != "hr"] for sign, found in every.items()}
    unruled = {sign: [rule for rule in found if names[rule] not in _NEED_RULED] for sign, found in no_rules.items()}

    def tried(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        at = state.bMarks[line] + state.tShift[line]
        front = state.src[at : at + 3]
        sign = front[:1] if front[:1] in signs else ""
        if state.sCount[line] - state.blkIndent >= _CODE:
            fitting = rules
        elif sign and front[2:] in (sign, " ", "\t"):
            fitting = every[sign]
        else:
            fitting = (no_rules if state.env[RULES_BELOW][line] else unruled)[sign]
        for rule in fitting:  # noqa: SIM110 a generator costs as much as the rules
            if rule(state, line, end, silent):
                return True
        return False

    return tried


def _beginning(
    sign: str, rules: list[RuleFuncBlockType], names: Mapping[RuleFuncBlockType, str]
) -> list[RuleFuncBlockType]:
    """Those of `rules` that may read a line that begins with `sign`, and is not indented as code is."""
    found = (rule for rule in rules if names[rule] != "code")
    return [rule for rule in found if names[rule] not in _SIGNS or (sign and sign in _SIGNS[names[rule]])]


def _parser() -> MarkdownIt:
    # References are read by us: the parser's own rule is quadratic in their number.
    parser = MarkdownIt("gfm-like2", {"linkify": False, "maxNesting": MAX_NESTING}).disable(["inline", "reference"])
    parser.block.ruler.at("list", plain_list, {"alt": ["paragraph", "blockquote"]})
    parser.block.ruler = _BySign(parser.block.ruler)
    return parser


_PARSER = _parser()
