"""Who was at a meeting: the people of its attendee block, and those whom other lines introduce."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.inline import Look, cell_text
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.model.notes import Attendee
from bot.core.people import attendees
from bot.core.people.resolve import derived_names, written_names
from bot.core.text.unicode import COLONS
from bot.core.words import ENGLISH, words
from bot.core.words.lines import Lines
from bot.core.words.lookup import telling, whole_hits
from bot.core.words.phrases import any_of, telling_words, words_in

Present = tuple[tuple[int, Attendee], ...]
"""Each person with the line that names them."""
_TOP = 30
"""The last line on which a table may name the people of a meeting."""
_SHORT = 30
"""Characters of a bullet that is only a word for people."""
_FAR = 150
"""Characters of a line in which its label stands."""
_LABEL = re.compile(r"[*_\s]*(?P<label>[^:：]{2,40}?)\s*(?:\([^()]*\))?[*_\s]*[:：]")


@cache
def _telling() -> frozenset[str]:
    """Words of which each label for people in ASCII has one: most lines have none."""
    return telling("headings", "people") | telling_words(words().headings.people_label)


@cache
def _present() -> re.Pattern[str]:
    label = any_of(words().headings.people_label)
    return re.compile(rf"[*_]{{0,3}}{label}[^:(]{{0,20}}(?:\([^()]{{0,100}}\)[*_]{{0,3}})?:")


def present(
    blocks: Sequence[Block],
    sources: Lines,
    sections: Sequence[Section],
    look: Look,
    language: str = ENGLISH,
) -> Present:
    """The people that a note names, each once, in the order of its tables, lists and lines.

    `sources` are the sources of its blocks.
    """
    both = zip(blocks, sections, strict=True)
    rows = [(block, section.meaning is Meaning.PEOPLE) for block, section in both if block.form is Form.ROW]
    labelled = sources.having(COLONS)
    paired = ((row.number, person) for row, _ in rows for person in _paired(row, language))
    people = [*attendees.from_tables(rows, language), *paired, *_listed(blocks, labelled, sections, look, language)]
    known = {name for _, person in people for name in written_names(person) | derived_names(person)}
    # People of the attendee block are read from it alone.
    people += (found for found in _introduced(blocks, sources) if known.isdisjoint(written_names(found[1])))
    first = {person: number for number, person in reversed(people)}
    return tuple((number, person) for person, number in reversed(first.items()))


def _listed(
    blocks: Sequence[Block],
    labelled: frozenset[int],
    sections: Sequence[Section],
    look: Look,
    language: str,
) -> Iterator[tuple[int, Attendee]]:
    """The people of lists and lines; `labelled` are the blocks that may begin with a label."""
    labels: set[int] = set()
    for index, (block, section) in enumerate(zip(blocks, sections, strict=True)):
        if block.quoted or block.box is not None or not block.lines:
            continue
        if _heads_people(index, blocks, language):
            labels.add(index)
        elif index in labelled and any(_names_present(line, language) for line in block.lines):
            labels.add(index)
            for at, line in _labelled(look(index).lines, language):
                yield from ((block.number + at, person) for person in attendees.from_line(line, language))
        elif block.form is Form.BULLET and _names_people(block, section, labels):
            seen = look(index)
            alone = block.parent is not None and _is_only(index, blocks)
            several = (attendees.from_names if alone else attendees.from_list)(seen.text, language)
            people = several or attendees.from_bullet(seen.text, seen.links)
            yield from ((block.number, person) for person in people)
        elif block.form is Form.PARAGRAPH and _names_people(block, section, labels):
            for at, line in enumerate(look(index).lines):
                yield from ((block.number + at, person) for person in attendees.from_names(line, language))


def _heads_people(index: int, blocks: Sequence[Block], language: str) -> bool:
    """Whether a bullet is a word for people, and those below it name them: `* Attendees`."""
    block = blocks[index]
    is_short = block.form is Form.BULLET and len(block.lines) == 1 and len(block.lines[0]) <= _SHORT
    is_head = is_short and index + 1 < len(blocks) and blocks[index + 1].parent == index
    return is_head and ":" not in block.lines[0] and _names_present(f"{block.lines[0].rstrip()}:", language)


def _is_only(index: int, blocks: Sequence[Block]) -> bool:
    """Whether no other bullet stands below the one above: its names are a list of people, not a person and firms."""
    parent = blocks[index].parent
    return index - 1 == parent and (index + 1 == len(blocks) or blocks[index + 1].parent != parent)


def _paired(row: Block, language: str) -> tuple[Attendee, ...]:
    """The people of a row of two cells near the top, behind a word for them: `| Attendance | AB CD |`."""
    if len(row.cells) != 2 or row.number > _TOP:
        return ()
    line = ": ".join(map(cell_text, row.cells))
    return attendees.from_line(line, language) if _names_present(line, language) else ()


def _labelled(lines: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    """Each line with a label for people and its place, with the lines that go on from it: up to one with another label."""
    found: list[tuple[int, list[str]]] = []
    goes_on = False
    for at, line in enumerate(lines):
        if _names_present(line, language):
            found.append((at, [line]))
            goes_on = True
        elif _LABEL.match(line):
            goes_on = False
        elif goes_on:
            found[-1][1].append(line)
    return ((at, " ".join(said)) for at, said in found)


def _names_present(line: str, language: str) -> bool:
    """Whether a line begins with a label for people: `Present: …`, `**Anwesend:** …`."""
    line = line[:_FAR]
    is_other = line.isascii() and _telling().isdisjoint(words_in(line.lower()))
    if is_other or not any(map(line.__contains__, COLONS)):
        return False
    if _present().match(line):
        return True
    label = _LABEL.match(line)
    found = whole_hits("headings", label["label"], language) if label else ()
    return any(hit.key == "people" for hit in found)


def _names_people(block: Block, section: Section, labels: set[int]) -> bool:
    """Whether a bullet stands right in a list of people, or below a label for them: `* Present:` and below it `* Ann`."""
    return block.parent in labels or (block.parent is None and section.meaning is Meaning.PEOPLE)


def _introduced(blocks: Sequence[Block], sources: Lines) -> Iterator[tuple[int, Attendee]]:
    """Whom bullets introduce with a login or initials as their subject, or by a link to their address or profile."""
    for index in sorted(sources.having("(")):
        block = blocks[index]
        if block.form is Form.BULLET and block.lines and not block.quoted and "(" in block.lines[0]:
            found = (*attendees.from_subject(block.lines[0]), *attendees.from_links(block.lines[0]))
            yield from ((block.number, person) for person in found)


def with_common(own: tuple[Attendee, ...], common: tuple[Attendee, ...]) -> tuple[Attendee, ...]:
    """The attendees of a meeting, and those that the file names for all its meetings.

    Whom the meeting names without a login has the one of the file, where only one person may be meant.
    """
    if not common:
        return own
    found = tuple(_completed(person, common) for person in own)
    known = frozenset[str]().union(*(written_names(person) | derived_names(person) for person in found))
    return (*found, *(person for person in common if known.isdisjoint(written_names(person))))


def _completed(person: Attendee, common: tuple[Attendee, ...]) -> Attendee:
    same = [other for other in common if written_names(person) <= written_names(other) | derived_names(other)]
    if person.login or len(same) != 1 or not same[0].login:
        return person
    return Attendee(tuple(dict.fromkeys((*person.aliases, *same[0].aliases))), same[0].login)
