"""Names, states and words that are read with the whole note in view: one place explains another."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.core.config.logins import END_OF_LOGIN, LOGIN
from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.done_words import begins_done, is_marked_done, without_begun, without_done, without_dropped
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.model.notes import State
from bot.core.notes.candidates.candidate import LISTED, Candidate, Shape
from bot.core.notes.candidates.reviews import state_below
from bot.core.people.context import Context
from bot.core.people.lines.inner_work import read_inner_work
from bot.core.people.lines.prefix import read_label, read_prefix
from bot.core.people.names import split_tag
from bot.core.people.owner import Owner
from bot.core.people.stop_words import stop_words
from bot.core.words import words

_LABEL = 60
"""Characters of a line that may say nothing but names."""
_SAYS = re.compile(r"[^\W\d_]+:\s+\S")
_TAG = re.compile(r"\((?P<inside>[^()]{1,60})\)")
# The sign comes first, so that it is found without a look at each place of the text.
_MENTION = re.compile(rf"@(?<![\w@./`]@)(?P<login>{LOGIN}){END_OF_LOGIN}(?!/)")


def tagged(blocks: Iterable[Block], context: Context) -> frozenset[str]:
    """Names that stand in parentheses at the front of any bullet: who speaks in this note, in lower case."""
    fronts = (block.lines[0] for block in blocks if block.form is Form.BULLET and block.lines)
    tags = {tag["inside"] for front in fronts if front[:1] == "(" and (tag := _TAG.match(front))}
    names = (split_tag(tag, context) or () for tag in tags)
    return frozenset(owner.name.casefold() for owners in names for owner in owners if len(owner.name) > 1)


def with_mentioned(context: Context, text: str) -> Context:
    """`context` with the logins that the note writes with `@`: `japaric` is a person where `@japaric` stands too.

    `@babel/core` is a package, and `@property` a thing.
    """
    logins = {found["login"] for found in _MENTION.finditer(text)} if "@" in text else set[str]()
    strangers = (login for login in logins if login.casefold() not in context.known)
    people = (login for login in strangers if not (_is_no_name(login, context) or context.is_thing(login)))
    new = frozenset(login.casefold() for login in people)
    return replace(context, known=context.known | new, mentioned=new)


def _is_no_name(login: str, context: Context) -> bool:
    stops = stop_words(context.language)
    return login.casefold() in stops.not_names or login.casefold() in stops.everybody


def speakers(lines: Sequence[str], context: Context) -> frozenset[str]:
    """The words that may name a thing or a person, and stand in front of what is said in the note: `Travis: I agree.` In lower case."""
    names = words(context.language).not_names.people_too
    said = (line for line in lines if line[:1].isalpha() and _SAYS.match(line))
    spoken = Counter(name for line in said for name in names if line[: len(name)].casefold() == name)
    return frozenset(name for name, count in spoken.items() if count > 1)


def owners_in_lists(candidates: Iterable[Candidate]) -> frozenset[str]:
    """Who owns a line of an action list: where `Ann: mow` stands, a person stands before the dash of `Ann - water`."""
    prefixes = (each.prefix for each in candidates if each.section.meaning in LISTED)
    return frozenset(owner.name.casefold().rstrip("?.") for prefix in prefixes for owner in prefix.owners)


def with_left_out(candidates: Sequence[Candidate], everything: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with those that are left out, which tell nothing of the others, in the order of the note."""
    return sorted([*candidates, *(each for each in everything if each.left_out)], key=lambda each: each.block.number)


def read_states(candidates: Sequence[Candidate], shape: Shape, context: Context) -> None:
    """Tick what says itself that it is done, `✅ …`, `[DONE] …`, `… -> done`, all of it struck through, and what stands below a heading such as `Done`."""
    _read_marks(candidates, context)
    for each in candidates:
        text, done = without_done(each.prefix.text)
        text, dropped = without_dropped(text)
        text = without_begun(text)
        if text != each.prefix.text:
            again = read_prefix(text, context)
            first = again if not each.prefix.owners else each.prefix
            each.prefix = replace(each.prefix, text=again.text if first is again else text, owners=first.owners)
        # A state in front of the owner or of a word for work is read with it: `(dropped) Ann: mow`, `DONE #12: TODO mow`.
        dropped = dropped or without_dropped(each.seen.text)[1]
        done = done or begins_done(each.seen.text)
        over = each.section.meaning is Meaning.DONE or shape.is_finished(each.index)
        done = done or is_marked_done(each.block.source)
        if each.reviewed and not (done or dropped):
            done, dropped = state_below(each.index, shape.blocks)
        if each.state is State.OPEN and (over or done or each.prefix.done):
            each.state = State.DONE
        elif each.state is State.OPEN and dropped:
            each.state = State.DROPPED


def _read_marks(candidates: Sequence[Candidate], context: Context) -> None:
    """A box that has a word for work behind its words is work wherever it stands: `[ ] mow (TODO: Ann)`.

    Of what is to be done all words stay: `[ ] mow. TODO: water it` is one item.
    """
    for each in candidates:
        if not each.prefix.says and (found := read_inner_work(each.seen.text, context)):
            each.prefix = found if found.tagged else replace(found, text=each.prefix.text)


def take_names(candidates: Sequence[Candidate], context: Context) -> list[Candidate]:
    """The candidates without those that only name people: these own the line right above them."""
    kept: list[Candidate] = []
    named: Candidate | None = None
    for each in candidates:
        owners = _only_names(each, context)
        above = kept[-1] if owners and kept and kept[-1].section == each.section else None
        if above and (above is named or not (above.prefix.owners or above.prefix.placeholder)):
            above.prefix = replace(above.prefix, owners=(*above.prefix.owners, *owners))
            named = above
        else:
            kept.append(each)
    return kept


def _only_names(each: Candidate, context: Context) -> tuple[Owner, ...]:
    plain = each.section.meaning in LISTED and each.block.form is Form.BULLET and each.block.box is None
    return (
        read_label(each.seen.text, context) if plain and not each.prefix.marker and len(each.seen.text) < _LABEL else ()
    )


def all_words_of(candidate: Candidate) -> str:
    """All words of a line; what was read behind a word for work further on has those of later lines already."""
    text, lines = candidate.prefix.text, candidate.seen.lines
    more = () if lines and len(text) > len(lines[0]) else lines[1:]
    return " ".join(filter(None, [text, *more])).strip()
