"""The meetings of a file that has no headings for them: lines that are dates, or labels for the date, separate their notes."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.markdown.dates import says_other_day
from bot.core.markdown.heading_lines import is_heading
from bot.core.markdown.written_date import Period, WrittenDate
from bot.core.notes.dating.date_lines import date_in, value_of_label
from bot.core.notes.dating.date_rows import TOKEN, date_of_row, may_be_meeting
from bot.core.notes.dating.order import written_one_way
from bot.core.notes.dating.path_words import names_meetings

PARTLY = 1 / 5
"""The share of the headings of meetings that may have no date below them: that line was not filled in."""

_MANY_LINES = 2
"""Lines that the notes of a meeting have at least."""

_LONGEST_OPENING = 40
"""Characters before a colon that may be a label."""

_RULE = re.compile(r" {0,3}([-*_=])(?:\s*\1){2,}\s*$")
_LABEL = re.compile(r"[\s>*_+-]*[^\W\d_][^:\n]{0,20}[*_]*:(?:[*_]*\s|$)")
_OPENING = re.compile(r"[\s>*_#+-]*(?P<said>[^\W\d_][^:\n]*?)[*_]*(?:\s*[:：]|$)")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of its own with a date: the 1-based line on which its meeting begins, and what stands on that line beside the date.

    `labelled`: the date stands behind a label; there it may be one that cannot be read, without a form.
    """

    first: int
    written: WrittenDate | None
    rest: str
    labelled: bool
    form: str
    """The date without its numbers and names: rows of one form separate the same thing."""


def dated_rows(lines: Sequence[str], path: str, around: Period, languages: frozenset[str]) -> tuple[Row, ...]:
    """The lines between the meetings of a file that have nothing but a date: two or more of one form, in order.

    Behind labels they may have any form, or none that can be read: the date of the meeting above would be a wrong one.
    What stands below them is that of meetings: it has the same labels again and again, or the path says so.
    """
    found = list(_rows(lines, around, languages))
    usual = Counter(each.form for each in found if each.written).most_common(1)
    alike = [each for each in found if usual and each.form == usual[0][0]]
    rows = [each for each in found if each.labelled] if alike and all(each.labelled for each in alike) else alike
    dates = [each.written for each in rows if each.written]
    days = {tuple(each.readings.items()) for each in dates}
    if len(alike) < 2 or len(days) < len(dates) or not written_one_way(dates):
        return ()
    if not _are_all(rows, lines):
        return ()
    ends = [*(each.first - 1 for each in rows[1:]), len(lines)]
    sections = [lines[each.first : end] for each, end in zip(rows, ends, strict=True)]
    named = names_meetings(path) and not all(each.labelled for each in rows) and _have_text(sections)
    return tuple(rows) if named or _are_alike(sections) else ()


def _are_all(rows: Sequence[Row], lines: Sequence[str]) -> bool:
    """Whether rows that begin with a heading are those of all meetings: nearly all headings like them have a date."""
    begun = [lines[each.first - 1] for each in rows[1:] if is_heading(lines[each.first - 1])]
    if not begun:
        return True
    level = begun[0].partition(" ")[0]
    alike = [line for line in lines if line.startswith(f"{level} ") and may_be_meeting(line)]
    return all(map(may_be_meeting, begun)) and len(rows) - len(begun) < 2 and len(alike) <= len(rows) * (1 + PARTLY)


@dataclass(slots=True)
class _Above:
    """What stands above a line, by index: the last heading, the first line with text below it, and the first of the labels right above."""

    heading: int | None = None
    text: int | None = None
    labels: int = 0

    def add(self, at: int, line: str) -> None:
        """Go on below a line."""
        if is_heading(line):
            self.heading, self.text = at, None
        elif self.text is None and line.strip():
            self.text = at
        if not _LABEL.match(line):
            self.labels = at + 1

    def first(self) -> int:
        """Where the notes of a label for the date begin: with the heading above, where nothing but labels stands between."""
        bare = self.text is None or self.text >= self.labels
        return self.labels if self.heading is None or not bare else self.heading


def _rows(lines: Sequence[str], around: Period, languages: frozenset[str]) -> Iterator[Row]:
    above = _Above()
    for at, line in enumerate(lines):
        if any(map(str.isdigit, line)) and not is_heading(line):
            yield from _row(at, lines, above, around, languages)
        above.add(at, line)


def _row(at: int, lines: Sequence[str], above: _Above, around: Period, languages: frozenset[str]) -> Iterator[Row]:
    line = lines[at]
    value = value_of_label(line)
    if not _is_separated(lines, at if value is None else above.labels):
        return
    if value is not None:
        written = date_in(value, around, languages)
        if above.heading is None or not says_other_day(lines[above.heading].strip("# *")):
            first = above.first()
            yield Row(first + 1, written, lines[first], True, _form(value, written) if written else "")
    elif line[:1] not in "*+->|" and (row := date_of_row(line, around, languages, place=True)):
        written, said = row
        yield Row(at + 1, written, said[written.end :], False, _form(said, written))


def _is_separated(lines: Sequence[str], at: int) -> bool:
    above = lines[at - 1] if at else ""
    return not above.strip() or bool(_RULE.match(above)) or is_heading(above)


def _form(text: str, written: WrittenDate) -> str:
    said = text[written.start : written.end]
    return TOKEN.sub(lambda token: "0" if token[0].isdigit() else "a", said)


def _are_alike(sections: Sequence[Sequence[str]]) -> bool:
    """Whether most sections have a label or heading that others have too."""
    openings = [{said for line in section if (said := _opening(line))} for section in sections]
    counts = Counter(said for each in openings for said in each)
    shared = {said for said, count in counts.items() if count > 1}
    return sum(bool(each & shared) for each in openings) * 2 > len(sections)


def _opening(line: str) -> str:
    found = _OPENING.match(line[: _LONGEST_OPENING + 1])
    is_label_line = found is not None and (":" in line or "：" in line or line.lstrip().startswith(("#", "**")))
    return found["said"].casefold() if found and is_label_line else ""


def _have_text(sections: Sequence[Sequence[str]]) -> bool:
    short = sum(sum(bool(line.strip()) for line in section) < _MANY_LINES for section in sections)
    return short <= len(sections) * PARTLY
