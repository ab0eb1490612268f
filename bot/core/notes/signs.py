"""What the other lines of a note mean: headings, topics, labels, people, and boxes that are not read."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Section
from bot.core.markdown.source import box_lines
from bot.core.markdown.titles.vocabulary import Meaning, Said
from bot.core.model.notes import Attendee
from bot.core.people.present import Present


class Says(StrEnum):
    """What a line means that is no item."""

    ACTIONS = "an action list"
    TRACKER = "work for the tracker"
    AGENDA = "an agenda"
    PEOPLE = "people"
    DONE = "what is done"
    PAST = "what is past"
    RUNNING = "a checklist for running the meeting"
    NOTHING = "no action list"
    MEETING = "begins the notes of a meeting"
    TOPIC = "a topic"
    LABEL = "announces the work below it"
    PERSON = "a person"
    QUOTED = "a box in a quote: not read"
    UNSEEN = "a box in code or a comment: not read"


_MEANINGS = {
    Meaning.ACTION: Says.ACTIONS,
    Meaning.TRACKER: Says.TRACKER,
    Meaning.AGENDA: Says.AGENDA,
    Meaning.PEOPLE: Says.PEOPLE,
    Meaning.DONE: Says.DONE,
    Meaning.PAST: Says.PAST,
    Meaning.RUNNING: Says.RUNNING,
    None: Says.NOTHING,
}


@dataclass(frozen=True, slots=True)
class Sign:
    """What the line `number` means. `of` are the people it names; `heading`: it stands for a heading; `by`: the words that decided."""

    number: int
    says: Says
    of: tuple[Attendee, ...] = ()
    heading: bool = False
    by: Said | None = None


def signs(
    text: str, blocks: Sequence[Block], sections: Sequence[Section], labels: Collection[int], present: Present
) -> tuple[Sign, ...]:
    """The signs of a note in the order of its lines, one a line at most."""
    found = [
        *_people(present),
        *_headings(blocks, sections),
        *(Sign(blocks[index].number, Says.LABEL) for index in sorted(labels)),
        *_unread(text, blocks),
    ]
    first = {sign.number: sign for sign in reversed(found)}
    return tuple(first[number] for number in sorted(first))


def _people(present: Present) -> Iterator[Sign]:
    named: dict[int, list[Attendee]] = {}
    for number, person in present:
        named.setdefault(number, []).append(person)
    for number, people in named.items():
        yield Sign(number, Says.PERSON, tuple(people))


def _headings(blocks: Sequence[Block], sections: Sequence[Section]) -> Iterator[Sign]:
    """Headings, and lines that stand for one or for a topic: those that begin the section of what follows."""
    before = Section()
    for block, section in zip(blocks, sections, strict=True):
        if block.quoted:
            continue
        if block.form is Form.HEADING:
            yield Sign(block.number, _MEANINGS[section.meaning], heading=True, by=section.by)
        elif block.form is Form.PARAGRAPH and block.parent is None:
            if section.topic and section.topic != before.topic:
                yield Sign(block.number, Says.TOPIC)
            elif section.meaning is not before.meaning and section.meaning is not None:
                yield Sign(block.number, _MEANINGS[section.meaning], heading=True, by=section.by)
        before = section


def _unread(text: str, blocks: Sequence[Block]) -> Iterator[Sign]:
    """Lines that look like boxes and are none of the note's."""
    read = {block.number for block in blocks if block.box is not None and not block.quoted}
    quoted = {block.number for block in blocks if block.quoted}
    for number in box_lines(text):
        if number not in read:
            yield Sign(number, Says.QUOTED if number in quoted else Says.UNSEEN)
