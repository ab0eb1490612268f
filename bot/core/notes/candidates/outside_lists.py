"""Boxes outside the action lists: which of them were typed on purpose, and which are topics and remarks."""

import re

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.list_kinds import names_discussion
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.model.notes import State
from bot.core.model.reasons import Why
from bot.core.notes.candidates.candidate import Candidate, Shape
from bot.core.words.phrases import words_in

_SPEAKER = re.compile(r"[^\W\d_a-z]{2,4}\s?:\s")
# A link with or without a name for it, a question with or without its answer.
_REMARK = re.compile(r"(?:[^:?]{1,40}:\s)?https?://\S*|https?://.*|.*\?(?:\s*(?:[-=]>|→|[-–—])\s.*)?", re.DOTALL)


def outside_lists(each: Candidate, shape: Shape, work: set[int], listed: set[str]) -> Why:
    """Why a box outside the action lists is work or is not."""
    above = shape.above(each.index)
    if not shape.roll_calls.isdisjoint((each.index, *above)):
        return Why.PEOPLE
    if each.block.asks or not above:
        return Why.TOPIC if each.block.asks else _at_top(each, shape)
    if not shape.announced.keys().isdisjoint((each.index, *above)) or not shape.labels.isdisjoint(above):
        return Why.LABEL
    if key_of(each) in listed:
        return Why.RESTATED
    return Why.BELOW_WORK if not work.isdisjoint(above) else _assigned(each, shape, above[0])


def _at_top(each: Candidate, shape: Shape) -> Why:
    """Why a box at the top of a list outside the action lists is work: it was typed on purpose where others have none, or where all
    have boxes most say what is to be done.

    In an agenda it is a topic all the same, and so is what was discussed: words stand below it. Below a sub-heading of the
    agenda only a box that names its owner counts.
    """
    if each.promised or each.index in shape.assigned:
        return Why.OWNER
    if each.index not in shape.among and each.index in shape.tasks:
        return Why.TOPIC if _is_remark(each) else Why.TASK
    if each.index not in shape.among or each.index in shape.filled or _is_remark(each):
        return Why.TOPIC
    if each.prefix.owners or each.prefix.tagged:
        is_agenda = each.section.headings and meaning(each.section.headings[-1]) is Meaning.AGENDA
        return Why.TOPIC if is_agenda and not _is_talk(each) else Why.OWNER
    return Why.TOPIC if each.section.meaning is Meaning.AGENDA and not _is_talk(each) else Why.TYPED


def _is_talk(each: Candidate) -> bool:
    """Whether a box stands among what was said (`Discussion`), and not among what was to be talked about (`Agenda`)."""
    by, outer = each.section.by, each.section.headings[:-1]
    said = by is not None and names_discussion(by.word)
    return said and all(meaning(title) is not Meaning.AGENDA for title in outer)


def _is_remark(each: Candidate) -> bool:
    """Whether a box has nothing but a link or a question."""
    return bool(_REMARK.fullmatch(each.seen.text[:500]))


def _assigned(each: Candidate, shape: Shape, parent: int) -> Why:
    """Why a box below a topic is something to do, rather than a sub-topic with its speaker.

    Editors continue `- [ ]` by themselves, so where all under a boxed topic have boxes these are sub-topics or remarks; what
    has an owner and is still open when the topic is done is work. A box below or behind a plain bullet was typed on purpose.
    """
    if each.promised:
        return Why.OWNER
    named = bool(each.prefix.owners) or each.prefix.tagged
    if named and shape.blocks[parent].box is None:
        spoken = parent in shape.boxed and not each.prefix.tagged and _SPEAKER.match(each.seen.text)
        return Why.REMARK if spoken else Why.OWNER
    if each.prefix.tagged:
        left = each.state is State.OPEN and shape.blocks[parent].box is State.DONE
        return Why.LEFT_OPEN if left else Why.OWNER if parent in shape.mixed else Why.REMARK
    # `AB: …` without parentheses is as often who speaks.
    below = each.block.form is Form.BULLET and _is_announced(shape.blocks[parent])
    typed = not named and (each.index in shape.typed or below)
    return Why.TYPED if typed and not _is_remark(each) else Why.REMARK


def _is_announced(above: Block) -> bool:
    """Whether a bullet without a box has what is to be done below it: it asks nothing and announces no people or topics."""
    asks = above.source.rstrip(" *_").endswith("?")
    return above.box is None and bool(above.source) and not asks and meaning(above.source) in (None, Meaning.ACTION)


def key_of(each: Candidate) -> str:
    """The words that two lines have in common when one restates the other."""
    return " ".join(words_in(each.prefix.text.casefold())) or f"line {each.index}"
