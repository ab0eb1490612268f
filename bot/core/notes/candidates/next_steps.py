"""Titles about next steps: of the meeting, where work stands below them, and of a topic, where its talk goes on."""

import re
from functools import cache

from bot.core.markdown.deeds import says_deed
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import LONGEST_TITLE, plain
from bot.core.notes.candidates.candidate import LISTED
from bot.core.people.context import Context
from bot.core.people.persons import is_everybody
from bot.core.words import words
from bot.core.words.phrases import any_of


def is_next_step(marker: str) -> bool:
    """Whether a word for work, or a label, is one for next steps: what stands behind it may only go on with what was said."""
    return bool(_goes_on().fullmatch(marker.strip(" :-–*_").casefold()))


def is_question(text: str, word: str, language: str) -> bool:
    """Whether words behind or below a word for next steps are a question of the talk: `Where did we stop?`, not `Ask about it?`."""
    if not (text.rstrip().endswith("?") and is_next_step(word)):
        return False
    is_order = text.partition(" ")[0].casefold() in words(language).owners.asking
    return not (is_order or says_deed(text, language))


def is_list_of_work(section: Section) -> bool:
    """Whether a heading announces work, and none above does so only by a word for next steps."""
    return section.meaning in LISTED and bool(section.headings) and not any(map(is_next_step, section.headings))


def names_topic(title: str, context: Context) -> bool:
    """Whether a title is about the next steps of a topic, so that what is said of it stands below: `Next steps for the website`.

    `Next steps for Ann` and `Next steps for next week` are lists of work.
    """
    found = _of_topic().fullmatch(plain(title[:LONGEST_TITLE]))
    return found is not None and not (is_everybody(found["topic"], context) or context.knows(found["topic"]))


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(any_of(words().work.next_step))


@cache
def _of_topic() -> re.Pattern[str]:
    said = words().headings
    behind = rf"(?:\s?:\s*|\s{any_of(said.topic_after)}\s)(?!{any_of(said.until)}$)(?:{any_of(words().dates.article)} )?(?P<topic>\S.*)"
    return re.compile(rf"{any_of(words().work.next_step)}(?!\s{any_of(said.until)}$){behind}")
