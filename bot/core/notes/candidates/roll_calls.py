"""Boxes that are ticked for the people who are there, and stand below no heading for people: `Voting Members of the Board`."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from bot.core.markdown.blocks import Form
from bot.core.markdown.deeds import says_deed
from bot.core.markdown.inline import Look
from bot.core.markdown.sections import Section
from bot.core.markdown.titles.headings import LONGEST_LABEL, meaning, plain
from bot.core.markdown.titles.labels import announces_people
from bot.core.markdown.titles.vocabulary import Meaning, Vocabulary
from bot.core.notes.candidates.candidate import Candidate
from bot.core.people.attendees import from_bullet
from bot.core.text.most import are_most
from bot.core.words import words
from bot.core.words.phrases import any_of


def in_roll_calls(candidates: Sequence[Candidate], look: Look, vocabulary: Vocabulary) -> frozenset[int]:
    """Boxes outside the action lists whose heading, line or bullet above says of whom they are, where most of their list are names.

    Below `Attendees` they need not be: `Voting Members` there has the boxes of seats too.
    """
    lists: dict[tuple[Section, int | None], list[Candidate]] = defaultdict(list)
    for each in candidates:
        if each.block.box is not None and each.block.form is Form.BULLET and each.section.meaning is None:
            lists[each.section, each.block.parent].append(each)
    return frozenset(
        box.index
        for (section, parent), boxes in lists.items()
        if _names_people(look(parent).text if parent is not None else _nearest(section), vocabulary)
        and (
            _is_below_people(section, vocabulary)
            or are_most(sum(_is_name(box, vocabulary.language) for box in boxes), len(boxes))
        )
        for box in boxes
    )


def _is_name(box: Candidate, language: str) -> bool:
    """Whether a box has a name and no deed: `Invite Bob Moor`."""
    return bool(from_bullet(box.seen.text)) and not says_deed(box.seen.text, language)


def _nearest(section: Section) -> str:
    return section.label or section.topic or (section.headings[-1] if section.headings else "")


def _is_below_people(section: Section, vocabulary: Vocabulary) -> bool:
    return any(meaning(title, vocabulary) is Meaning.PEOPLE for title in section.headings)


def _names_people(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a title says who is there, `Roll call of voting members`, or ends with a word for those who may be: `Project Staff`."""
    return announces_people(title, vocabulary) or bool(_roll().fullmatch(plain(title[:LONGEST_LABEL])))


@cache
def _roll() -> re.Pattern[str]:
    """A word for members at the end of a title, with the body they belong to: `Voting Members of the Board`."""
    said = words().headings
    return re.compile(rf"(?:[^\s?]+ ){{0,7}}{any_of((*said.people, *said.members))}(?: of [^?]+|[ ]?[(:,/&].*)?")
