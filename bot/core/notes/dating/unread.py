"""Headings that say when a meeting was, without a date that can be read: `30 Novt 2024`, `Meeting 3`."""

import re
from collections.abc import Sequence

from bot.core.markdown.heading_lines import BOLD
from bot.core.notes.dating.dated_headings import Heading
from bot.core.notes.dating.title_words import words_beside_date

_NO_DAY = re.compile(
    r"\d{1,2}:\d\d|\d{1,2} ?[ap]\.?m\b|(?:19|20)\d\d[-./]\d{1,2}(?![-./\d])|v\d[\d.]*|(?<![\d.])\d{1,2}\.\d{1,2}(?![.\d])",
    re.IGNORECASE,
)
"""A time of day, a month, or a version."""

_DAY = re.compile(r"(?<![^\W_])(?:\d{1,2}(?:st|nd|rd|th)?|XX?)(?![^\W_])")


def with_unread(found: Sequence[Heading], meetings: Sequence[Heading]) -> tuple[Heading, ...]:
    """The headings of meetings, with those of `found` that have their level, their words and a number or `XX`, but no date.

    The notes below them are those of other meetings: the date of the meeting above would be a wrong one.
    """
    if not meetings:
        return ()
    level = meetings[0].level
    known = {each.number for each in meetings}
    alike = {words_beside_date(each.text) for each in meetings}
    unread = [
        each
        for each in found
        if each.level == level < BOLD
        and each.number not in known
        and not (each.written or each.listed or each.template)
        and _DAY.search(_NO_DAY.sub(" ", each.text))
        and words_beside_date(each.text) in alike
    ]
    return tuple(sorted((*meetings, *unread), key=lambda each: each.number))
