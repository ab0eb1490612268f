"""Which blocks of a note may have a word for work in them: most have none, and are not looked at closely."""

import re
from functools import cache

from bot.core.people.lines.inner_work import first_words
from bot.core.people.lines.work_words import hints_of_any_work, other_word_for_work
from bot.core.words import ENGLISH, words
from bot.core.words.lines import Lines
from bot.core.words.lookup import hints_of_work
from bot.core.words.phrases import any_of, capitalised, in_small_letters

BRACKETS = ("[", "(", "\\")
_NEAR = 80
"""Characters of a line in which a word for work counts as one in front."""


class Markers:
    """The words for work in the blocks of one note."""

    def __init__(self, sources: Lines, language: str) -> None:
        """`language` is that of the note."""
        self._language = language
        self._english = sources.having(hints_of_work(ENGLISH))
        self._inner = sources.having(first_words(language))
        self._any = sources.having((*BRACKETS, *hints_of_any_work(language))) | self._inner

    def may_stand_in(self, index: int) -> bool:
        """Whether a block may have a word for work, or a date in brackets in front."""
        return index in self._any

    def may_be_inner(self, index: int) -> bool:
        """Whether a block may have a word for work behind other words."""
        return index in self._inner

    def is_near(self, index: int, line: str) -> bool:
        """Whether a word for work stands near the front of a line of a block, or one with a parenthesis anywhere."""
        english = index in self._english and (
            _work_word().search(line[:_NEAR].lower()) or ("(" in line and _inner_word().search(line))
        )
        return bool(english) or other_word_for_work(line[:_NEAR], self._language) is not None


def names_initials(title: str) -> bool:
    """Whether the initials of a word for work stand in a title: `AI`."""
    return bool(_initials().search(title))


@cache
def _work_word() -> re.Pattern[str]:
    work = words().work
    return re.compile(in_small_letters((*work.markers, *work.todo)))


@cache
def _initials() -> re.Pattern[str]:
    return re.compile(any_of(words().work.initials))


@cache
def _inner_word() -> re.Pattern[str]:
    work = words().work
    return re.compile(rf"{capitalised((*work.named, *work.todo))}\(")
