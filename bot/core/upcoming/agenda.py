"""The open issues that people want to talk about, as lines of the next note's agenda."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.carry.ages import is_of_topics
from bot.core.carry.lists import lines_of
from bot.core.carry.outline import outline
from bot.core.config.schema import Headings
from bot.core.issues.matching.mentions import numbers_in
from bot.core.items.issue_suffix import issue_reference
from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.sections import Walker
from bot.core.markdown.source import document
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.model.issues import Issue
from bot.core.notes.placeholders import says_nothing
from bot.core.text.outgoing import copied, cut
from bot.core.words import all_words
from bot.core.words.phrases import any_of

TITLE = "Agenda"
_BULLET = re.compile(r"(?P<bullet>[ \t]*[-*+][ \t]+(?:\[[ xX]?\][ \t]*)?)(?P<words>.*)")


@dataclass(frozen=True, slots=True)
class Topics:
    """What goes into an agenda: the issues, the repository's name, and the address below which its issues stand, as in
    `issue_suffix.issue_reference`.
    """

    issues: tuple[Issue, ...]
    repository: str
    address: str

    def line(self, issue: Issue) -> str:
        """The words of an issue's line."""
        title = cut(copied(issue.title, self.repository), 200)
        return f"{title} {issue_reference(issue.number, self.address)}"


@dataclass(frozen=True, slots=True)
class _List:
    """The agenda's list: the line it begins and ends on, 1-based, and its bullets at the top."""

    head: int
    end: int
    bullets: tuple[Block, ...]


def with_agenda(text: str, topics: Topics, own: Headings, wrote: Callable[[str], bool]) -> str:
    """The next note with a line for each issue that it does not name yet.

    `wrote` says which lines Duly added: those of issues that are not to be talked about any more go.
    """
    text = _without_past(text, topics, wrote)
    there = numbers_in(text, topics.repository)
    new = [issue for issue in topics.issues if issue.number not in there]
    if not new:
        return text
    rows = lines_of(text)
    end = _line_end(rows)
    found = _agenda(text, own)
    if found is None:
        heading = f"{_level(text)} {TITLE}{end}"
        return _in_front(rows, [heading, end, *(f"- {topics.line(one)}{end}" for one in new), end], own)
    return "".join(_filled(rows, found, [topics.line(one) for one in new], end))


def _without_past(text: str, topics: Topics, wrote: Callable[[str], bool]) -> str:
    """The text without the lines that Duly wrote for issues that are closed or have lost the label, if nothing is below."""
    now = {issue.number for issue in topics.issues}
    rows = lines_of(text)
    kept: list[str] = []
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else ""
        bullet = _BULLET.match(row)
        numbers = numbers_in(row, topics.repository)
        alone = not below.strip() or len(below) - len(below.lstrip()) <= len(row) - len(row.lstrip())
        is_topic = bullet is not None and "[" not in bullet["bullet"] and row.rstrip().endswith(_ends(numbers, topics))
        if not (is_topic and wrote(row) and alone and not numbers & now):
            kept.append(row)
    return "".join(kept)


def _ends(numbers: set[int], topics: Topics) -> tuple[str, ...]:
    return tuple(f" {issue_reference(number, topics.address)}" for number in numbers) or ("\0",)


def _agenda(text: str, own: Headings) -> _List | None:
    """The list for topics: the one that is named for new ones, else the first that the agenda has."""
    found = [each for each, title in _lists(text, own) if not is_of_topics(title)]
    titles = {each.head: title for each, title in _lists(text, own)}
    new = [each for each in found if _new().search(titles[each.head].casefold())]
    return next(iter([*new, *found]), None)


def _new() -> re.Pattern[str]:
    return re.compile(any_of(all_words().headings.age_new))


def _lists(text: str, own: Headings) -> Iterator[tuple[_List, str]]:
    source = document(text)
    walker = Walker(source, own)
    head: Block | None = None
    bullets: list[Block] = []
    for block in source.blocks:
        section = walker.section_of(block)
        begins = block.form is Form.HEADING and not block.quoted
        if begins:
            if head is not None:
                yield _List(head.last, block.number - 1, tuple(bullets)), head.source
            is_agenda = section.meaning is Meaning.AGENDA and len(section.headings) > (block.level == 1)
            head, bullets = (block if is_agenda else None), []
        elif head is not None and block.form is Form.BULLET and block.parent is None and not block.quoted:
            bullets.append(block)
    if head is not None:
        yield _List(head.last, len(source.lines), tuple(bullets)), head.source


def _filled(rows: Sequence[str], found: _List, new: Sequence[str], end: str) -> list[str]:
    """The lines with the topics below the last of the list, in the place of empty bullets."""
    empty = [each for each in found.bullets if says_nothing(each.source) and each.last == each.number]
    like = _BULLET.match(rows[found.bullets[-1].number - 1]) if found.bullets else None
    sign = like["bullet"] if like else "- "
    lines = [f"{sign.rstrip()} {each}{end}" for each in new]
    if empty and len(empty) == len(found.bullets):
        at = empty[0].number - 1
        return [*rows[:at], *lines, *rows[at + 1 :]]
    if found.bullets:
        at = _last_of(rows, found)
        above = [*rows[: at - 1], _ended(rows[at - 1], end)]
        return [*above, *lines, *rows[at:]]
    above = [*rows[: found.head - 1], _ended(rows[found.head - 1], end)]
    rest = rows[found.head :]
    gap = [end] if rest and not rest[0].strip() else []
    rest = rest[len(gap) :]
    return [*above, end, *lines, *([end] if rest and rest[0].strip() else []), *rest]


def _last_of(rows: Sequence[str], found: _List) -> int:
    """The line that the list ends on, with what stands below its last bullet."""
    at = found.bullets[-1].last
    while at < found.end and rows[at : at + 1] and rows[at].startswith((" ", "\t")):
        at += 1
    while at > found.bullets[-1].last and not rows[at - 1].strip():
        at -= 1
    return at


def _level(text: str) -> str:
    """The signs of the outermost headings below the title."""
    levels = [block.level for block in document(text).blocks if block.form is Form.HEADING and not block.quoted]
    return "#" * min(levels[1:], default=min(levels[0] + 1, 6) if levels else 2)


def _in_front(rows: Sequence[str], agenda: Sequence[str], own: Headings) -> str:
    """The lines with an agenda of its own in front of the first list of work, else at the end."""
    slots = outline("".join(rows), own).slots
    at = min((slot.head for slot in slots), default=len(rows) + 1) - 1
    above = [*rows[:-1], _ended(rows[-1], agenda[1])] if rows and at == len(rows) else list(rows[:at])
    gap = [agenda[1]] if above and above[-1].strip() else []
    return "".join([*above, *gap, *agenda, *rows[at:]])


def _ended(row: str, end: str) -> str:
    return row if row.endswith(("\n", "\r")) else row + end


def _line_end(rows: Sequence[str]) -> str:
    first = rows[0] if rows else "\n"
    return first[len(first.rstrip("\r\n")) :] or "\n"
