"""Numbers of issues that a line of the notes names, and which of them it names as its own."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from bot.core.items.issue_suffix import number_at_end
from bot.core.items.meeting import said_in
from bot.core.model.notes import Item, Line
from bot.core.words import words
from bot.core.words.phrases import any_of

_LABELLED = re.compile(
    r"\[#(?P<link>\d{1,9})\]\((?P<to>https?://[^\s()]{1,300})\)|`#(?P<rst>\d{1,9}) <(?P<at>https?://[^\s<>`]{1,300})>`__?"
)
"""A number that is a link, in Markdown and in reStructuredText."""


def linked_number(item: Item, repository: str, ours: Iterable[int] = ()) -> int | None:
    """The issue of the tracker that the newest line names as its own, unless it is one of `ours`."""
    return next((number for number in _linked_numbers(item.newest, repository) if number not in ours), None)


def own_numbers(line: Line, repository: str) -> set[int]:
    """Numbers of issues that a line names as its own: the one at its end, and those it says it is tracked in."""
    at_end = number_at_end(said_in(line))
    return {*_linked_numbers(line, repository), *(() if at_end is None else (at_end,))}


def _linked_numbers(line: Line, repository: str) -> Iterator[int]:
    """Issues named by the link that is all that the line says, or its only sub-bullet, or after `tracked in`, `moved to`, an
    arrow. Any other link is a reference.
    """
    texts = [line.markdown] + ([line.details[0].markdown] if len(line.details) == 1 else [])
    for text in (_without_foreign(text, repository) for text in texts):
        links = _links_in(text, repository)
        alone = bool(links) and not _without_links(text, repository).strip(" <>()[].:")
        for found in links:
            before = text[max(found.start() - 200, 0) : found.start()]
            if alone or _tracked().search(before):
                yield int(found.group(1))


@cache
def _tracked() -> re.Pattern[str]:
    """What stands in front of the link to a line's own issue."""
    return re.compile(rf"(?:{any_of(words().identity.tracked)}|→|->)\s*:?\s*\[?\S*$")


def _without_links(text: str, repository: str) -> str:
    """A text without the links to issues, and without the words that such a link shows."""
    return _links(repository).sub("", re.sub(r"\[[^\[\]]{1,200}\](?=\(https?://)", "", text))


def named(line: Line, repository: str) -> set[int]:
    """Numbers of the tracker's issues that a line and its sub-bullets name."""
    text = "\n".join((line.markdown, *(detail.markdown for detail in line.details if detail.box is None)))
    return numbers_in(text, repository)


def numbers_in(text: str, repository: str) -> set[int]:
    """Numbers of the tracker's issues that a text names."""
    return {int(found.group(1)) for found in _links_in(_without_foreign(text, repository), repository)}


def _without_foreign(text: str, repository: str) -> str:
    """A text without the numbers that are links to anything but the issue of that number: `[#12](…/other/name/issues/12)`."""

    def kept(found: re.Match[str]) -> str:
        address, number = found["to"] or found["at"], found["link"] or found["rst"]
        return (
            found[0]
            if re.search(rf"/{re.escape(repository)}/(?:issues|pull)/{number}(?!\d)", address, re.IGNORECASE)
            else ""
        )

    return _LABELLED.sub(kept, text) if "#" in text else text


def elsewhere_in(text: str, repository: str, host: str) -> set[tuple[str, int]]:
    """The issues of other repositories that a text names, as `owner/name` in small letters and number.

    An address counts on `host` only, where `repository` is.
    """
    found = (
        (each["place"] or each["name"], int(each["number"] or each["short"])) for each in _foreign(host).finditer(text)
    )
    return {(name.casefold(), number) for name, number in found if name.casefold() != repository.casefold()}


@lru_cache(maxsize=16)
def _foreign(host: str) -> re.Pattern[str]:
    name, number = r"[\w-]{1,39}/[\w.-]{1,100}", r"\d{1,9}"
    where = rf"https?://(?:www\.|redirect\.)?{re.escape(host)}/(?P<place>{name})/issues/(?P<number>{number})"
    return re.compile(rf"(?:{where}|(?<![\w/.-])(?P<name>{name})#(?P<short>{number}))(?![\w/])", re.IGNORECASE)


def _links_in(text: str, repository: str) -> list[re.Match[str]]:
    # Most lines have neither. The pattern tries each of their characters.
    return list(_links(repository).finditer(text)) if "#" in text or "://" in text else []


@lru_cache(maxsize=16)
def _links(repository: str) -> re.Pattern[str]:
    """A web address of an issue of `repository` (host left open: Enterprise Server), `owner/name#12`, or a bare `#12`."""
    name = re.escape(repository)
    return re.compile(rf"(?:https?://[^\s/)]+/{name}/issues/|{name}#|(?<![\w/&#])#)(\d{{1,9}})(?![\w/])", re.IGNORECASE)
