"""Meanings of headings, bold lines and labels for the lines below them.

Words are generic; a heading that says nothing takes the meaning of the one above (`This meeting` under `Action items`).
"""

import re
from functools import cache, lru_cache

from bot.core.markdown.titles.english import agenda_first, english_said, rules
from bot.core.markdown.titles.vocabulary import (
    ANY_LANGUAGE,
    NO_HEADINGS,
    Meaning,
    Said,
    Vocabulary,
    asks_at_length,
    community_said,
    keys_of,
    part_said,
    qualified_said,
    whole_said,
)
from bot.core.words import ENGLISH, words
from bot.core.words.lookup import telling
from bot.core.words.phrases import any_of, words_in

LONGEST_LABEL = 100
"""Characters of a line that may still stand for a heading: longer ones are sentences."""
LONGEST_TITLE = 200
"""Characters of a title that are read."""

# One digit comes first, so that it is found without a look at each place of the text.
_NUMBERING = re.compile(r"\d\d{0,2}[.)](?:\d{1,3}[.)]){0,4}(?:\d{1,3})?\s+")
_ORNAMENT = re.compile(r":[a-z_0-9+-]+:|[^\w\s&/+():,.'’-]")
_DAY = re.compile(r"\s+\((?=[^()]*\d\s?[./-]\s?\d)[^()]{1,40}\)$")
"""A day in parentheses at the end of a label: `Til næste møde (fredag d. 03/10)`; an agenda has minutes there: `(5 min.)`."""
_ASIDE = re.compile(r"\s\([^():]{1,40}:\s[^()]+\)$")


@lru_cache(maxsize=4096)
def plain(title: str) -> str:
    """A heading's words in lower case, without numbering, emoji and closing colon."""
    said = _ORNAMENT.sub(" ", title.casefold().replace("’", "'"))
    return _NUMBERING.sub("", " ".join(said.split())).strip(" :.-")


def without_day(title: str) -> str:
    """A title without a day in parentheses at its end."""
    return _DAY.sub("", title)


def without_aside(title: str) -> str:
    """A title without what is said of the heading itself at its end: `Summary (TODO: add the slides)`."""
    return _ASIDE.sub("", title)


def title_parts(plain_title: str) -> list[str]:
    """What a title joins by a sign or a word: `review`, `todos`."""
    return _parts().split(plain_title)


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[/&+,;|]|\s[-–—]\s|{any_of(words().owners.joiners)})\s*")


def meaning(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> Meaning | None:
    """What `title` says; None where it says nothing of its own."""
    return found.meaning if (found := said_by(title, vocabulary)) else None


def said_by(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> Said | None:
    """What `title` says, with the words that decided and their language."""
    return None if asks_at_length(title) else _said_by(title[:LONGEST_TITLE], vocabulary)


def opens_agenda(title: str) -> bool:
    """Whether a title begins with the word for an agenda: others of its meaning (`Introductions`) stand in documents too."""
    return bool(agenda_first().match(plain(title)))


def may_say(title: str, vocabulary: Vocabulary, *meanings: Meaning) -> bool:
    """Whether a word of a heading of some meanings, by default of any, stands in `title`: a quick look that leaves out most lines."""
    is_sure = title.isascii() and vocabulary.own is NO_HEADINGS
    return not is_sure or not _telling(meanings).isdisjoint(words_in(title.lower()))


@cache
def _telling(meanings: tuple[Meaning, ...]) -> frozenset[str]:
    words = (words for meaning, words, _ in rules() if not meanings or meaning in meanings)
    return telling("headings", *keys_of(meanings)).union(*words)


@lru_cache(maxsize=16_384)
def _said_by(title: str, vocabulary: Vocabulary) -> Said | None:
    """The same headings stand in note after note, and several steps read the lines of a note."""
    said, language = plain(title) if may_say(title, vocabulary) else "", vocabulary.language
    if not said:
        return None
    return (
        community_said(said, vocabulary)
        or whole_said(said, language)
        or qualified_said(said, language)
        or (part_said(said, language, only_own=True) if language != ENGLISH else None)
        or english_said(plain(_without_others(title, language)))
        or part_said(said, language)
    )


def _without_others(title: str, language: str) -> str:
    """`title` without the words that mean something else in `language` than in English; in capitals they do not."""
    others = words(language).headings.not_here
    return re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)", "…", title) if others else title
