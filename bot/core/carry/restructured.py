"""Notes in reStructuredText that are changed in the Markdown that says the same.

`marked` gives the Markdown, line for line, each with its number in white space at its end; what is made of it goes back with
`restored`: lines that are as they were stay byte for byte, new ones are written as the form wants it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from bot.core.items.issue_suffix import without_number
from bot.core.markdown.boxes import boxes_in
from bot.core.markdown.rst import Title, as_markdown, titles
from bot.core.markdown.rst_write import OWN_BULLET, Titles, Writer, rst_inline, width_of
from bot.core.markdown.source import LINE_END

_BITS = 17
"""More than the number of a line of the largest note that is read has."""
_MARK = re.compile(rf"\t(?P<bits>[ \t]{{{_BITS}}})\t$", re.MULTILINE)
_ZERO_ONE = str.maketrans(" \t", "01")
_WHITE = str.maketrans("01", " \t")
_Line = tuple[int | None, str]
"""The number of a line of the note, None for a new one, and its Markdown."""


def marked(text: str) -> str | None:
    """The Markdown of a note with the marks; None for a note that is not read."""
    shown, lines = as_markdown(text).split("\n"), LINE_END.split(text)
    if len(shown) != len(lines):
        return None
    return "\n".join(line + _mark(at) if at < len(lines) - 1 or line else line for at, line in enumerate(shown))


def unmarked(text: str) -> str:
    """Marked Markdown without the marks: what is copied from it is a new line, and no line of the note."""
    return _MARK.sub("", text)


def restored(text: str, changed: str) -> str:
    """The note `text` with what was made of its marked Markdown."""
    return _Restoring(text).all(list(_numbered(LINE_END.split(changed), LINE_END.split(text))))


def source_of(text: str) -> Callable[[str], str]:
    """The line of the note `text` for a row of its marked Markdown; any other row as it is."""
    lines = LINE_END.split(text)

    def source(row: str) -> str:
        number, _ = next(_numbered([row.rstrip("\r\n")], lines))
        return row if number is None else lines[number]

    return source


def with_rules(before: str, after: str) -> str:
    """`after`, the note `before` with other words in its titles, with rules above and below these as long as they need."""
    rows = after.split("\n")
    for title in titles(before):
        width = width_of(rows[title.at].strip())
        for at in {title.first, title.last} - {title.at}:
            rule = rows[at].rstrip()
            rows[at] = rule[:1] * max(width, len(rule)) + rows[at][len(rule) :]
    return "\n".join(rows)


def _mark(number: int) -> str:
    return f"\t{f'{number:0{_BITS}b}'.translate(_WHITE)}\t"


def _numbered(rows: Iterable[str], lines: Sequence[str]) -> Iterator[_Line]:
    """The rows without their marks. Only a mark that goes on from the one before it counts."""
    last = -1
    for row in rows:
        found = _MARK.search(row)
        number = int(found["bits"].translate(_ZERO_ONE), 2) if found else None
        if found is None or number is None or not last < number < len(lines):
            yield None, row
            continue
        last = number
        yield number, row[: found.start()]


class _Restoring:
    """A note on its way back: its lines, what they were shown as, and the rows that are written."""

    def __init__(self, text: str) -> None:
        self._lines = LINE_END.split(text)
        self._ends = [*LINE_END.findall(text), ""]
        self._shown = as_markdown(text).split("\n")
        self._titles = {title.at: title for title in titles(text)}
        self._rules = {at for title in self._titles.values() for at in (title.first, title.last)} - {*self._titles}
        self._rows: list[tuple[str, str]] = []
        self._forms = Titles(self._marks())
        self._level = 0

    def all(self, changed: list[_Line]) -> str:
        """The text of the note."""
        at = 0
        while at < len(changed):
            number, row = changed[at]
            if number is not None:
                self._keep(number, row)
                at += 1
                continue
            new = [row for _, row in takewhile(lambda each: each[0] is None, changed[at:])]
            rest = changed[at + len(new) :]
            held = self._held(rest)
            for number, row in rest[:held]:
                self._keep(number or 0, row)
            below = next((self._lines[self._first(n)] for n, _ in rest[held:] if n is not None), "")
            is_end = not rest and new[-1:] == [""]
            self._write(new[:-1] if is_end else new, below)
            at += len(new) + held
        return "".join(row + end for row, end in self._rows)

    def _first(self, number: int) -> int:
        return self._titles[number].first if number in self._titles else number

    # --- lines that stand there

    def _keep(self, number: int, row: str) -> None:
        """A line of the note; a title comes with the rules above and below it."""
        if number in self._rules:
            return
        title = self._titles.get(number, Title(number, number, number, 0))
        self._level = title.level or self._level
        for each in range(title.first, title.last + 1):
            line = self._lines[each]
            line = line if each != number or row == self._shown[each] else _changed(line, self._shown[each], row)
            self._rows.append((line, self._ends[each]))

    def _held(self, rest: Sequence[_Line]) -> int:
        """How many lines behind the place of new ones are still of the bullet above, and shown as empty: a literal block."""
        held = 0
        for at, (number, _) in enumerate(rest, 1):
            if number is None or number in self._rules or number in self._titles or self._shown[number].strip():
                break
            if self._lines[number].strip():
                if not self._lines[number].startswith((" ", "\t")):
                    break
                held = at
        return held

    # --- new lines

    def _write(self, new: Sequence[str], below: str) -> None:
        if not new:
            return
        end = next(iter(self._ends), "") or "\n"
        if self._rows and self._rows[-1][0] and not self._rows[-1][1]:
            self._rows[-1] = self._rows[-1][0], end
        above = [row for row, _ in reversed(self._rows)]
        column = next((OWN_BULLET.match(row) for row in new if OWN_BULLET.match(row)), None)
        base = column["indent"] if column else ""
        near = [*_list_of(above, base), *_list_of([below], base)]
        writer = Writer(
            self._forms,
            above[0] if above else "",
            self._level,
            next(iter(near), ""),
            base if near else "",
        )
        self._rows += ((row, end) for row in writer.written(new, below))

    def _marks(self) -> dict[int, tuple[str, bool]]:
        found: dict[int, tuple[str, bool]] = {}
        for title in self._titles.values():
            found.setdefault(title.level, (self._lines[title.last][0], title.first < title.at))
        return found


def _list_of(rows: Iterable[str], indent: str) -> Iterator[str]:
    """The sign of the list that rows belong to, where one of this indent goes on to the first of them."""
    for row in rows:
        found = OWN_BULLET.match(row)
        if found and found["indent"] == indent:
            yield found["sign"] if found["sign"] in "-*+" else "#."
            return
        if row.strip() and not row.startswith(f"{indent} "):
            return


def _changed(line: str, before: str, after: str) -> str:
    """A line of the note as its Markdown was changed: other boxes, another number at its end."""
    for nth, (old, new) in enumerate(zip(boxes_in(before), boxes_in(after), strict=False)):
        if old.state is not new.state:
            before = boxes_in(before)[nth].set(before, new.state)
            line = boxes_in(line)[nth].set(line, new.state)
    words = without_number(before.rstrip())
    removed, added = (rst_inline(each.rstrip().removeprefix(words)) for each in (before, after))
    said = line.rstrip()
    return said.removesuffix(removed) + added + line[len(said) :]
