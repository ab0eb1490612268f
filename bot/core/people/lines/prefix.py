"""The grammar of what stands before an item's words: owner tags, empty owner places and marker words.

`(JK) text`, `(MRB / ED) text`, `[name=X] text`, `@login: text`, `John K.: text`, `Eric to add …`, `TODO(name) text`,
`[Action - Lee] text`, and behind other words `… AI(DS) text`, `text TODO(name)`. Read on the visible text of the item's
first line. The first form that fits counts.
"""

import re
from dataclasses import replace

from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.lines import prefix_forms as forms
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.owners_in_front import BRACKET, PAREN, before_dash, owners_in_front
from bot.core.people.lines.subject import is_known_or_given
from bot.core.people.lines.work_in_front import inner_tag, word_in_front
from bot.core.people.names import split_subject, split_tag
from bot.core.people.owner import Owner
from bot.core.words import words

# `2: Ann: mow`, `2024.05.15-3 [Ann] mow`
_NUMBER = re.compile(r"#?\d{1,3}[.:)]\s+(?=[^\W\d]|[(@\[])|\d[\d./-]{2,14}\d:?\s+(?=\[)")


def read_label(text: str, context: Context) -> tuple[Owner, ...]:
    """The people whom a line like `Ann:` or `@ann` names, all of them known or written as logins; empty for any other line."""
    names = text.strip().rstrip(":：").strip()
    tag = PAREN.fullmatch(names) or BRACKET.fullmatch(names)
    if tag:
        return split_tag(tag["inside"], context) or ()
    return split_subject(names, context, only_known=True) if len(names) <= 60 else ()


def read_prefix(text: str, context: Context = NOBODY_KNOWN) -> LinePrefix:
    """The word for work and the owners in front of `text`, and the words behind them."""
    first = _numbered(text, context)
    if first.marker:
        return first
    # `[Lee] [Action - Victor] …`: who says it is not who does it.
    is_behind = first.owners and word_in_front(first.text, context, bare_ai=False)
    inner = _marked(first.text, context) if is_behind else inner_tag(first.text, context)
    if inner.marker:
        owners = inner.owners if inner.owners and (inner.tagged or not first.tagged) else first.owners
        return LinePrefix(inner.text, owners, first.placeholder, inner.marker, first.tagged or inner.tagged, inner.done)
    return first


def read_dash(text: str, context: Context) -> LinePrefix:
    """`text` without names that nobody bears before a dash, and these; whether they own the work is the note's habit."""
    return before_dash(text, context, marked=True) or LinePrefix(text)


def _numbered(text: str, context: Context) -> LinePrefix:
    """A number or mark in front hides no owner: `2: Ann: mow`, `P1: Ann: mow`; where there is none it is one of the words."""
    number = _NUMBER.match(text) if text[:1] == "#" or text[:1].isdigit() else None
    front = number or forms.mark(context.language).match(text)
    if front and front.end():
        prefix = _marked(text[front.end() :], context)
        if prefix.says:
            return prefix
    return _marked(text, context)


def _marked(text: str, context: Context) -> LinePrefix:
    """Marker, then owners: those inside the marker, else those behind it."""
    found = word_in_front(text, context, bare_ai=context.bare_ai)
    if found and found.owners:
        return found
    prefix = _by_whom(found.text, context) or owners_in_front(found.text, context, marked=True) if found else None
    if not (found and prefix) or (found.marker in words().work.initials_named and not _is_sure(prefix, context)):
        return owners_in_front(text, context, marked=False)
    return replace(prefix, marker=found.marker, done=found.done)


def _by_whom(text: str, context: Context) -> LinePrefix | None:
    """The owners behind `TODO by`: `TODO by Lars: fix the wall`, not `TODO by Friday: …`."""
    agent, _, rest = text.partition(" ")
    prefix = owners_in_front(rest, context, marked=True) if agent in words(context.language).owners.agents else None
    return prefix if prefix and prefix.owners else None


def _is_sure(prefix: LinePrefix, context: Context) -> bool:
    """Whether those named behind initials are people without doubt: `AR: SPDY will be faster` is what somebody says."""
    return any(is_known_or_given(owner, context) for owner in prefix.owners)
