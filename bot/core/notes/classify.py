"""What is work and what is talk: the kind of each line, decided over the whole note.

A box under an action heading is work; a box at the top of an agenda is a topic; a box below a topic is work where the note
says so: a word for work, a label above, a tag of owners, the words of a listed item.
"""

import re
from collections.abc import Sequence
from functools import cache

from bot.core.markdown.blocks import Form
from bot.core.markdown.inline import Look
from bot.core.markdown.titles.headings import said_by
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary
from bot.core.model.notes import Kind, State
from bot.core.model.reasons import Why, Word
from bot.core.notes.candidates.candidate import LISTED, Candidate, Shape
from bot.core.notes.candidates.outside_lists import key_of, outside_lists
from bot.core.notes.placeholders import says_nothing
from bot.core.people.persons import is_tagged_person
from bot.core.words import ENGLISH, words
from bot.core.words.lookup import ANY, whole_hits
from bot.core.words.phrases import any_of, literally

NO_WORK: dict[Meaning | None, Why] = {Meaning.PEOPLE: Why.PEOPLE, Meaning.RUNNING: Why.RUNNING}
_OVER = (Meaning.DONE, Meaning.PAST)
_BY_PLACE = frozenset({Why.LISTED, Why.FINISHED, Why.PAST, Why.PEOPLE, Why.RUNNING})
"""What the heading or label above decides."""


def kinds(candidates: Sequence[Candidate], shape: Shape) -> None:
    """Set the kind of every candidate of one note, and why."""
    for each in candidates:
        each.why = _no_work(each, shape) or Why.TOPIC
    said = [each for each in candidates if each.why is Why.TOPIC]
    listed = {key_of(each) for each in said if each.section.meaning in LISTED}
    work: set[int] = set()
    for each in said:
        each.why = _reason(each, shape, work, listed)
        if each.why.is_work:
            each.kind = LISTED.get(each.section.meaning, Kind.ACTION)
            work.add(each.index)


def _no_work(each: Candidate, shape: Shape) -> Why | None:
    """Why a candidate is no work wherever it stands; None where its section decides."""
    if each.left_out:
        return each.left_out
    if each.state is State.MOVED:
        return Why.MOVED
    return Why.EMPTY if _is_empty(each, shape) else None


def deciding_word(each: Candidate) -> Word | None:
    """The word that decided what a candidate is, with its language; None where no word did."""
    marker = each.prefix.marker
    if each.why is Why.MARKER and marker:
        return Word(marker, next((hit.language for hit in whole_hits("work", marker, ANY)), ENGLISH))
    by = each.section.by
    if each.why is Why.LABEL and each.block.form is Form.ROW:
        return Word(by.word, by.language) if by else None
    return Word(by.word, by.language) if by and each.why in _BY_PLACE else None


def label_word(each: Candidate, labels: frozenset[int], look: Look, vocabulary: Vocabulary) -> Word | None:
    """The word by which the bullet or line above announces a candidate; None where a label does not decide."""
    above = each.block.parent
    label = look(above).text if above is not None and above in labels else each.label
    said = said_by(label, vocabulary) if label and each.why is Why.LABEL else None
    return Word(said.word, said.language) if said else None


def is_only_shown(each: Candidate, without_box: str) -> bool:
    """Whether a candidate is only shown: it has no box, and `without_box`, the config's word for such, asks for more.

    Below a heading that mixes work with other things a bullet without a word for work is only shown, whatever the config says.
    """
    if each.block.box is not None or each.left_out:
        return False
    if each.block.quoted:
        return without_box != "all"
    explicit = bool(each.prefix.marker and (each.seen.day or is_explicit(each.prefix.marker)))
    if without_box == "all":
        return not explicit and each.why is Why.LISTED and not _is_meant(each)
    return without_box == "report" or not (explicit or _is_labelled(each))


def _is_meant(each: Candidate) -> bool:
    """Whether a bullet of an action list is work: below a heading that mixes only what somebody is to do."""
    return each.section.boxless or each.promised


def is_plain(each: Candidate) -> bool:
    """Whether a candidate is work only by the list that it stands in, or by `TODO:`: `without_box: auto` asks the series."""
    if each.block.box is not None:
        return False
    if each.prefix.marker:
        return each.why.is_work and not each.block.quoted and bool(_todo().fullmatch(each.prefix.marker))
    return each.why in (Why.LISTED, Why.LABEL, Why.FINISHED) and _is_meant(each) and not _is_labelled(each)


def _is_labelled(each: Candidate) -> bool:
    """Whether a line with a colon stands right above the list and says without doubt that it is work: `Action items:`."""
    return (
        each.section.boxless
        and each.label.endswith(":")
        and bool(_explicit_label().fullmatch(each.label.strip("*_: ")))
    )


def is_explicit(marker: str) -> bool:
    """Whether a word for work says so without doubt, in any language."""
    return bool(_explicit().fullmatch(marker)) or any(hit.key == "action" for hit in whole_hits("work", marker))


@cache
def _explicit() -> re.Pattern[str]:
    """The words for work that say so without doubt: `Action: …`, not `Next step: …`."""
    work = words().work
    return re.compile(any_of((*work.action, *work.actions, *work.action_item, *work.initials, *work.initials_named)))


@cache
def _todo() -> re.Pattern[str]:
    return re.compile(any_of(words().work.todo))


@cache
def _explicit_label() -> re.Pattern[str]:
    work = words().work
    before = literally(words().headings.qualifiers)
    said = any_of((*work.action, *work.actions, *work.action_item, *work.todo, *work.initials))
    return re.compile(rf"(?:{before} ){{0,3}}{said}", re.IGNORECASE)


def _reason(each: Candidate, shape: Shape, work: set[int], listed: set[str]) -> Why:
    """Why a candidate is work, or is not."""
    if each.section.meaning in NO_WORK and not _is_marked_among_people(each):
        return NO_WORK[each.section.meaning]
    if each.section.meaning in _OVER:
        return Why.PAST if each.state is State.OPEN else Why.FINISHED
    if each.section.meaning in LISTED:
        return Why.FINISHED if shape.is_finished(each.index) else Why.LISTED
    if each.block.box is None:
        return Why.MARKER if each.prefix.marker else Why.LABEL
    return Why.MARKER if each.prefix.marker else outside_lists(each, shape, work, listed)


def _is_marked_among_people(each: Candidate) -> bool:
    """Whether it has no box and a word for work in front: an agenda without a heading may follow the people."""
    return each.section.meaning is Meaning.PEOPLE and each.block.box is None and bool(each.prefix.marker)


def _is_empty(each: Candidate, shape: Shape) -> bool:
    """Whether a line has no words, or only a name, and nothing below it: it is left of a template, a vote or a roll call."""
    # A row may be filled in within the brackets of its template: somebody stands beside the words.
    filled = each.block.form is Form.ROW and each.prefix.owners
    text = each.prefix.text.strip("[] ") if filled else each.prefix.text
    if not says_nothing(text) and not (each.block.asks and is_tagged_person(text)):
        return False
    return all(map(says_nothing, each.seen.lines[1:])) and not shape.says_more(each.index)
