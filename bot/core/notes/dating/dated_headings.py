"""Which of the headings of a file begin the notes of a meeting, and where these end."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile
from operator import attrgetter

from bot.core.markdown.dates import rest_is_short, says_other_day
from bot.core.markdown.heading_lines import BOLD, HeadingLine
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.markdown.written_date import Period, WrittenDate
from bot.core.notes.dating.date_lines import is_label
from bot.core.notes.dating.date_rows import may_be_meeting
from bot.core.notes.dating.order import strictly_one_way
from bot.core.notes.dating.path_words import is_index, names_meetings
from bot.core.notes.dating.row_meetings import PARTLY
from bot.core.notes.dating.title_words import words_beside_date

_BRACKETS = re.compile(r"\s\([^()]*\)\s*$")

_MANY_AHEAD = 3
"""Headings for next meetings from which they may be those of the meetings themselves."""

_SECTION = 4
"""Lines below a title that has no notes of its own."""

SEPARATOR = BOLD + 1
"""The level of a line between meetings that is no heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the date in it. `listed`: it stands below a heading for work. `period` is what is known below it.

    `other_day`: the words in front of the date say that it is not the day of the meeting above. `worded`: it is a bold line
    with other words than a date, which is as often a remark.
    """

    line: HeadingLine
    text: str
    written: WrittenDate | None
    listed: bool
    period: Period
    new_period: bool
    template: bool
    full: bool
    """The date has its year."""
    other_day: bool = False
    worded: bool = False

    @property
    def dated(self) -> bool:
        """Whether it begins the notes of a meeting."""
        return self.written is not None and not (self.listed or self.other_day or self.worded)

    @property
    def number(self) -> int:
        """Its 1-based line."""
        return self.line.number

    @property
    def level(self) -> int:
        """1 to 6, or `BOLD`."""
        return self.line.level


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a file in order."""

    found: tuple[Heading, ...]

    def meetings(self) -> tuple[Heading, ...]:
        """The dated headings of the outermost level that has two with different dates; none where no level has.

        Those of an inner level above the first of them are meetings too: people who add theirs on top change the level. So
        are others like them where all dates together go one way. Below a heading that is a label for the date at the top
        (`Date: 2024-05-15`) those of an inner level are dates of something else.
        """
        for level in range(1, self._innermost() + 1):
            found = self._dated_at(level)
            if len({tuple(each.written.readings.items()) for each in found if each.written}) > 1:
                found = (*self._added_above(found[0]), *self._held(found))
                return _with_others(found, self._alike(found, level))
        return ()

    def _dated_at(self, level: int) -> tuple[Heading, ...]:
        """The dated headings of a level; with those of next meetings, where these are the most: people prepare them so."""
        dated = tuple(each for each in self.found if each.level == level and each.dated)
        free = [each for each in self.found if each.level == level and not (each.listed or each.worded)]
        ahead = [each for each in free if each.other_day]
        if len(ahead) < _MANY_AHEAD or len(ahead) <= len(dated) or self._is_parted(ahead):
            return dated
        return tuple(sorted((*dated, *ahead), key=lambda each: each.number))

    def _is_parted(self, found: Sequence[Heading]) -> bool:
        """Whether headings of an outer level that are no years stand between those found, and so end the notes above them."""
        between = (each for each in self.found if found[0].number < each.number < found[-1].number)
        return any(each.level < found[0].level and not each.text.strip().isdigit() for each in between)

    def _innermost(self) -> int:
        """The innermost level on which dates may begin meetings."""
        labels = (each.level for each in self.found[:2] if each.dated and is_label(each.line.title))
        return next(labels, BOLD)

    def _added_above(self, first: Heading) -> tuple[Heading, ...]:
        """The headings above the first meeting, of one inner level, that are nothing but a full date."""
        found = [each for each in self.found if each.number < first.number and first.level < each.level < BOLD]
        dates = [each for each in found if each.dated and each.full and _is_date(each)]
        return tuple(each for each in dates if each.level == min(one.level for one in dates))

    def _held(self, meetings: Sequence[Heading]) -> tuple[Heading, ...]:
        """The meetings, and those that were announced (`Next meeting: …`) and have headings of their own by now."""
        level = meetings[0].level
        announced = (
            each
            for each, below in pairwise(self.found)
            if each.level == level and each.other_day and each not in meetings and level < below.level < BOLD
        )
        return tuple(sorted((*meetings, *announced), key=lambda each: each.number))

    def _alike(self, meetings: Sequence[Heading], level: int) -> list[Heading]:
        """Headings that may be meetings as well: full dates right below one of them or of an outer level between them, or bold
        dates with words among bold dates.
        """
        if level == BOLD:
            return [each for each in self.found if each.worded and each.full]
        known = {each.number for each in meetings}
        found: list[Heading] = []
        outer: list[Heading] = []
        above: list[Heading] = []
        for each in self.found:
            while above and above[-1].level >= each.level:
                above.pop()
            below = bool(above) and above[-1].number in known and level < each.level < BOLD
            is_full = each.dated and each.full and _is_date(each)
            found += [each] if is_full and below else []
            outer += [each] if is_full and each.level < level and each.number > meetings[0].number else []
            above.append(each)
        # A single one of an inner level is a date of something else.
        return outer + (found if len(found) > 1 else [])

    def by_lines_below(
        self, below: Callable[[int], WrittenDate | None], blank: Callable[[int], bool] = lambda _: False
    ) -> "Headings":
        """The same with the dates in the lines below headings, where nearly all of a level have one. `below`: line → that date.

        `blank`: whether a label there is not filled in, as below the headings of meetings to come. A heading with a date that has
        the words of those of another level is of that level: people change it.
        """
        free = [each for each in self.found if each.other_day or not (each.written or each.listed or each.template)]
        written = {
            each.number: below(each.number)
            for each in free
            if each.level < BOLD and (each.other_day or not says_other_day(each.text))
        }
        missing = (each for each in self.found if not each.template and not written.get(each.number))
        without = Counter(each.level for each in missing if not blank(each.number))
        levels = Counter(each.level for each in self.found)
        partly = {level for level, count in without.items() if count > levels[level] * PARTLY}
        dated = {number: day for number, day in written.items() if day}
        whole = [each for each in self.found if each.level not in partly]
        level_of = {words_beside_date(each.text): each.level for each in whole if each.number in dated}
        return Headings(tuple(_with_day(each, dated.get(each.number), partly, level_of) for each in self.found))

    def counting(self) -> "Headings":
        """Those without a date that count meetings or weeks, or name a meeting, and those of templates."""
        return Headings(
            tuple(each for each in self.found if each.template or (not each.written and may_be_meeting(each.text)))
        )

    def end(self, start: Heading, last: int) -> int:
        """The last line of the notes below a dated heading: before the next one, an outer heading, or that of a template.

        `last` is that before the next meeting.
        """
        behind = self._from(bisect_right(self.found, start.number, key=attrgetter("number")))
        later = takewhile(lambda each: each.number <= last, behind)
        return next((each.number - 1 for each in later if _ends(each, start.level)), last)

    def _from(self, index: int) -> Iterator[Heading]:
        """The headings from one on; a slice would copy them all for each heading of a long file."""
        return (self.found[at] for at in range(index, len(self.found)))

    def are_undated(self, first: int, last: int, level: int) -> bool:
        """Whether headings of `level`, below no more than a title, name all that stands in the lines, and none a list of work."""
        inside = [each for each in self.found if first <= each.number <= last and each.level < BOLD]
        if inside and inside[0].level < level:
            del inside[0]
        outer = [each for each in inside if each.level <= level]
        return (
            bool(inside)
            and inside[0].level == level
            and all(each.level == level and meaning(each.text) is None for each in outer)
        )

    def templates(self, last: int) -> Iterator[range]:
        """The lines below headings of templates."""
        for index, each in enumerate(self.found):
            if each.template:
                later = (other for other in self._from(index + 1) if other.level <= each.level or other.dated)
                yield range(each.number, next((other.number for other in later), last + 1))

    def single(self) -> WrittenDate | None:
        """The date of a file with one meeting: that of the first or second heading, else of the only dated one."""
        heads = [each for each in self.found if each.level < BOLD]
        near = next((each.written for each in islice(heads, 2) if each.dated and not self._follows_section(each)), None)
        dated = [each for each in heads if each.dated and each.written and rest_is_short(each.text, each.written)]
        return near or (dated[0].written if len(dated) == 1 else None)

    def _follows_section(self, second: Heading) -> bool:
        """Whether a heading stands beside the first one, below a heading of its own text: it is a date of one part."""
        first = self.found[0]
        return second.number - first.number > _SECTION and second.level <= first.level

    def are_of_meeting(self, path: str) -> bool:
        """Whether they are those of the notes of a meeting: an agenda, attendees and work, or one of them if the path says so.

        A file that tells of the notes beside it has attendees or work.
        """
        meanings = {said for each in self.found if (said := meaning(each.text))}
        is_idle = is_index(path) and meanings.isdisjoint({Meaning.ACTION, Meaning.PEOPLE})
        return not is_idle and len(meanings) >= (1 if names_meetings(path) else 2)

    @property
    def title_period(self) -> Period:
        """The time that the first heading gives for the file."""
        return self.found[0].period if self.found else Period()


def _with_day(
    each: Heading, day: WrittenDate | None, partly: Container[int], level_of: Mapping[tuple[str, ...], int]
) -> Heading:
    """The heading with the date below it; as it is where few of its level have one and it has no words of another level."""
    if each.level not in partly:
        return replace(each, written=day)
    words = words_beside_date(each.text)
    if not day or not words or words not in level_of:
        return each
    return replace(each, written=day, line=replace(each.line, level=level_of[words]))


def _with_others(meetings: tuple[Heading, ...], others: Sequence[Heading]) -> tuple[Heading, ...]:
    """The meetings, with the others where no date comes twice and all of them go one way: else these are dates of the past."""
    if not others:
        return meetings
    by_line = {each.number: each for each in (*meetings, *others)}
    found = [by_line[number] for number in sorted(by_line)]
    return tuple(found) if strictly_one_way([each.written for each in found if each.written]) else meetings


def _is_date(each: Heading) -> bool:
    """Whether a heading is a date, and no more than a remark in brackets behind it."""
    return each.written is not None and rest_is_short(_BRACKETS.sub("", each.text), each.written)


def _ends(each: Heading, level: int) -> bool:
    if each.level == level and each.dated:
        return True
    # Bold dates have headings below them as often as above.
    outer = each.level < level and (level < BOLD or each.new_period)
    return outer or (each.level <= level and each.template)
