"""Titles about next steps: of the meeting, where work stands below them, and of a topic, where its talk goes on."""

import re
from collections.abc import Sequence
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.deadlines import is_deadline
from bot.core.markdown.deeds import says_deed
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import LONGEST_TITLE, plain
from bot.core.markdown.titles.labels import is_bold
from bot.core.notes.candidates.candidate import LISTED
from bot.core.people.context import Context
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.promises import names_a_doer
from bot.core.people.persons import is_everybody
from bot.core.words import ENGLISH, words
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


def is_list_of_work(place: Section) -> bool:
    """Whether a heading announces work, and none above does so only by a word for next steps."""
    return place.meaning in LISTED and bool(place.section) and not any(map(is_next_step, place.section))


def goes_on(section: Sequence[str], label: str) -> bool:
    """Whether a bullet stands below a topic of `Next steps`, or below a label that says so, in the middle of a topic."""
    outer = next((at for at, title in enumerate(section) if is_next_step(title)), len(section))
    return is_next_step(label) or outer + 1 < len(section)


def names_topic(title: str, context: Context) -> bool:
    """Whether a title is about the next steps of a topic, so that what is said of it stands below: `Next steps for the website`.

    `Next steps for Ann` and `Next steps for next week` are lists of work.
    """
    found = _of_topic().fullmatch(plain(title[:LONGEST_TITLE]))
    if found is None or found["topic"] is None:
        return found is not None
    dates, topic = words().dates, found["topic"]
    is_day = any(is_deadline(each, ENGLISH) for each in (topic, f"{dates.due[0]} {topic}"))
    bare = topic.removeprefix(f"{dates.article[0]} ")
    return not (is_day or is_everybody(bare, context) or context.knows(bare))


def titles_topic(block: Block, found: LinePrefix, context: Context) -> bool:
    """Whether a bold line stands for a heading about the next steps of a topic: `**Next steps: the website**`.

    One that says who does something, or begins with what is to be done, is work.
    """
    if block.form is not Form.PARAGRAPH or not (is_next_step(found.marker or "") and is_bold(block.source)):
        return False
    is_work = bool(found.owners) or names_a_doer(found.text, context) or says_deed(found.text, context.language)
    return not is_work and names_topic(block.source, context)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(any_of(words().work.next_step))


@cache
def _of_topic() -> re.Pattern[str]:
    said = words().headings
    behind = rf"(?:\s?:\s*|\s{any_of(said.topic_after)}\s)(?!{any_of(said.until)}$)(?P<topic>\S.*)"
    until = rf"(?!\s{any_of(said.until)}$)"
    return re.compile(rf"{any_of(words().work.next_step)}{until}(?:{behind}|\s{any_of(said.talked)})")
