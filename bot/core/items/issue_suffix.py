"""The number of an item's issue at the end of its line: `#12`, `(#12)`, `→ #12`, `[#12](…)`.

Carrying puts it there, as a link by default, since GitHub makes none of `#12` in a file. It says which issue a line has and
nothing about the work: without it the words are the same.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.core.model.notes import Item, Kind, Line
from bot.core.text.outgoing import cut
from bot.core.words import all_words

LONGEST_REASON = 120
"""Characters of the reason for dropping an item that its line shows."""

_LINK = r"\[#(?P<{0}>\d{{1,9}})\]\([^\s()]{{1,300}}\)"
_RST = r"`#(?P<rst>\d{1,9}) <[^\s<>`]{1,300}>`__?"
"""The link in a note in reStructuredText."""
_FORMS = (
    rf"#(?P<bare>\d{{1,9}})|\(#(?P<bracketed>\d{{1,9}})\)|{_LINK.format('link')}|\({_LINK.format('linked')}\)|{_RST}"
)
_NUMBER = re.compile(rf"(?:\s(?:→|->))?\s(?:{_FORMS})\.?$")
_DROPPED = re.compile(rf"(?:\s→)?\s(?:#(?P<bare>\d{{1,9}})|{_LINK.format('link')}) \(dropped(?::|\)$)")
_LONGEST = 340
"""Characters at the end of a line in which a number in any form has room."""

# `blocked by #12` and `DONE in #12` say something about #12; it is not the issue of this line.
_REFERENCES = frozenset(all_words().identity.references)
_BEFORE = re.compile(r"(?:(?<!\w)(?P<word>\w{1,20})\.?|(?P<sign>[,;&+/:]))$")


def number_at_end(text: str) -> int | None:
    """The number of an issue that a wording ends with; None where there is none or where it is a reference."""
    return _number(_at_end(text))


def without_number(text: str) -> str:
    """`text` without the number at its end and the reason behind it."""
    return _before(text, _at_end(text))


def _number(found: re.Match[str] | None) -> int | None:
    return int(next(filter(None, found.groupdict().values()))) if found else None


def _before(text: str, found: re.Match[str] | None) -> str:
    return text[: found.start()].rstrip() if found else text


def _at_end(text: str, *, references: bool = False) -> re.Match[str] | None:
    """Where the number at the end begins. A reason is all text up to the closing bracket at the end of its line.

    With `references` also where the words before it make it one: `review this PR #12`.
    """
    said = text.rstrip(" \t")
    found = _NUMBER.search(said, max(len(said) - _LONGEST, 0))
    if found is None and said.endswith(")"):
        found = _DROPPED.search(said, max(map(said.rfind, "\r\n")) + 1)
    if found is None or references:
        return found
    return None if _is_reference(said[: found.start()].rstrip()) else found


def _is_reference(before: str) -> bool:
    """Whether the words before a number make it one that the line is about, and not its own."""
    found = _BEFORE.search(before, max(len(before) - 22, 0))
    return bool(found and (found["sign"] or found["word"].casefold() in _REFERENCES))


def issue_reference(number: int, issues: str = "") -> str:
    """The number as it is written: `[#12](…/12)` where `issues` is the address below which the issues stand, else `#12`."""
    return f"[#{number}]({issues}/{number})" if issues else f"#{number}"


def with_number(
    line: str, number: int | None, dropped: str | None = None, *, instead_of: int | None = None, issues: str = ""
) -> str:
    """A source line with the number behind its words, and the reason if it was dropped; white space at its end stays.

    `instead_of` is a number that it replaces, where the line ends with it. `issues` as in `written`.
    """
    said = line.rstrip()
    if instead_of is not None and number_at_end(said) == instead_of:
        said = without_number(said)
    suffix = f" {issue_reference(number, issues)}" if number is not None else ""
    if dropped is not None:
        reason = cut(dropped, LONGEST_REASON)
        suffix += f" (dropped: {reason})" if reason else " (dropped)"
    return said + suffix + line[len(line.rstrip()) :]


def with_link(line: str, number: int, issues: str) -> str:
    """A source line whose number at the end, plain as in `#12`, is a link from now on; any other line as it is."""
    said = line.rstrip()
    bare = f"#{number}"
    if not issues or number_at_end(said) != number or not said.endswith(f" {bare}"):
        return line
    return said.removesuffix(bare) + issue_reference(number, issues) + line[len(said) :]


def for_issue(item: Item, is_own: Callable[[int, str], bool]) -> Item:
    """The item as its issue should show it: its own number is no news, nor is a line that moved to the tracker and left
    there what its issue has already. `is_own` says whether the number at the end of these words is that of its issue.
    """
    lines: list[Line] = []
    for line in item.lines:
        plain = _plain(line, is_own)
        if plain is not line and not line.details and line.kind is Kind.MOVE_TO_TRACKER and lines:
            plain = replace(plain, details=lines[-1].details)
        lines.append(plain)
    return replace(item, lines=tuple(lines)) if tuple(lines) != item.lines else item


def _plain(line: Line, is_own: Callable[[int, str], bool]) -> Line:
    """Behind any words: carrying puts the number of its issue behind `review this PR` too."""
    said = line.wording or (line.details[0].markdown if line.details else "")
    number = _number(_at_end(said, references=True))
    if number is None or not is_own(number, said):
        return line
    if line.wording:
        forms = (line.text, line.wording, line.markdown)
        text, wording, markdown = (_before(each, _at_end(each, references=True)) for each in forms)
        links = tuple(link for link in line.links if link in markdown or link not in line.markdown)
        return replace(line, markdown=markdown, text=text, wording=wording, links=links)
    # A box that holds only an owner has the words of its first sub-bullet.
    first = replace(line.details[0], markdown=_before(said, _at_end(said, references=True)))
    return replace(line, details=(first, *line.details[1:]))
