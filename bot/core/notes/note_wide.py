"""What a note's own habits tell of who owns what: a name in one place explains a name in another."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.done_words import is_struck, without_done
from bot.core.markdown.headings import Meaning
from bot.core.model.notes import State
from bot.core.notes.classify import LISTED, Candidate, Shape
from bot.core.people.names import Known, Owner, split_tag
from bot.core.people.prefix import read_head, read_promise, read_tail

_TAG = re.compile(r"\((?P<inside>[^()]{1,60})\)")


def tagged(blocks: Iterable[Block]) -> Known:
    """Names that stand in parentheses at the front of any bullet: who speaks in this note, in lower case."""
    tags = (_TAG.match(block.lines[0]) for block in blocks if block.form is Form.BULLET and block.lines)
    names = (split_tag(tag["inside"]) or () for tag in tags if tag)
    return frozenset(owner.name.casefold() for owners in names for owner in owners if len(owner.name) > 1)


def listed(candidates: Iterable[Candidate]) -> Known:
    """Who owns a line of an action list: `Ann: mow` tells that in `Ann - water` a person stands before the dash."""
    heads = (each.head for each in candidates if each.place.meaning in LISTED)
    return frozenset(owner.name.casefold().rstrip("?.") for head in heads for owner in head.owners)


def read_states(candidates: Sequence[Candidate], form: Shape) -> None:
    """Tick what says itself that it is done, `✅ …`, `[DONE] …`, `… -> done`, all of it struck through, and what a heading says so of."""
    for each in candidates:
        text, done = without_done(each.head.text)
        if done:
            again = read_head(text)
            first = again if not each.head.owners else each.head
            each.head = replace(each.head, text=again.text if first is again else text, owners=first.owners)
        over = each.place.meaning is Meaning.DONE or form.is_finished(each.index)
        if each.state is State.OPEN and (over or done or each.head.done or is_struck(each.block.source)):
            each.state = State.DONE


def read_leads(candidates: Sequence[Candidate], led: Mapping[int, tuple[Owner, ...]]) -> None:
    """Give lines that name nobody the owner whom the bullet above them names: `Ann:` and below it what Ann does."""
    for each in candidates:
        owners = led.get(each.block.parent) if each.block.parent is not None else None
        if owners and not each.head.owners and not each.head.placeholder:
            each.head = replace(each.head, owners=owners)


def read_ends(candidates: Sequence[Candidate]) -> None:
    """Give lines that name nobody in front the owner whom they name at the end or in the middle."""
    for each in candidates:
        if each.seen.names and not each.head.owners and (names := split_tag(", ".join(each.seen.names))):
            each.head = replace(each.head, owners=names)
    _read_tails(candidates)
    for each in candidates:
        if not each.head.owners and not each.head.placeholder and (names := read_promise(each.seen.text)):
            each.head = replace(each.head, owners=names)


def _read_tails(candidates: Sequence[Candidate]) -> None:
    """`… redirect the page (@ann)`: names at the end own the work where the note writes them there rather than in front."""
    tails = [(each, *read_tail(each.seen.text)) for each in candidates if not each.head.owners]
    behind = [(each, names) for each, _, names in tails if names and not each.head.placeholder]
    if len(behind) <= len(candidates) - len(tails):
        return
    for each, names in behind:
        each.head = replace(each.head, owners=names, text=read_tail(each.head.text)[0])
