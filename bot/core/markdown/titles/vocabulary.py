"""What headings say in the community's own words and in languages other than English.

`english` has the patterns for English. Here a title is looked up: first in the config, then in the word files, those of the
note's own language before the others.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache

from bot.core.config.schema import Headings
from bot.core.text.phrases import phrase_in
from bot.core.words import ENGLISH, all_words, words
from bot.core.words.load import languages
from bot.core.words.lookup import ANY, Hit, hits
from bot.core.words.phrases import any_of, is_unspaced


class Meaning(Enum):
    """What stands below: work, work for the tracker, talk, people, what is done, what is past, or what running
    the meeting takes."""

    ACTION = 1
    TRACKER = 2
    AGENDA = 3
    PEOPLE = 4
    DONE = 5
    PAST = 6
    RUNNING = 7

    # Places are asked for their meaning at every step. The hash of `Enum` is a function in Python.
    __hash__ = object.__hash__


NO_HEADINGS = Headings()

_CONFIG = "config"
"""In place of a language: the community's own words."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a title means, and the words that decided with their language. `whole`: the title has no others."""

    meaning: Meaning
    word: str
    language: str = ENGLISH
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words by which the titles of one note are read: its own language, and the headings of the config."""

    language: str = ENGLISH
    own: Headings = NO_HEADINGS

    def __hash__(self) -> int:
        """Cheap, for titles are looked up with it by the thousand; few vocabularies are in use at a time."""
        return hash(self.language)


ANY_LANGUAGE = Vocabulary()
"""For titles of which nothing else is known."""


@lru_cache(maxsize=64)
def vocabulary_of(language: str, own: Headings) -> Vocabulary:
    """The same value for all notes of a language and a config: equal ones are compared field by field."""
    return Vocabulary(language, NO_HEADINGS if own == NO_HEADINGS else own)


_MEANINGS = {
    "tracker": Meaning.TRACKER,
    "done": Meaning.DONE,
    "action": Meaning.ACTION,
    "action_alone": Meaning.ACTION,
    "agenda": Meaning.AGENDA,
    "other": Meaning.AGENDA,
    "people": Meaning.PEOPLE,
}
"""Key of a word file → meaning, in the order in which they count where a title has several."""


def keys_of(meanings: Collection[Meaning]) -> tuple[str, ...]:
    """The keys of a word file whose phrases have one of some meanings, or any where none is given."""
    return tuple(key for key, meaning in _MEANINGS.items() if not meanings or meaning in meanings)


# A short word that begins or ends a title may as well belong to a sentence: `fertig`, but not `erledigte Aufgaben`.
_LONG, _LONG_UNSPACED, _LONG_ALONE = 9, 3, 5
_MOST_QUALIFIERS = 3
_MOST_OF_DUTIES = 3
"""Blanks in a phrase that says of when it speaks: `pour la prochaine réunion du bureau` are no standing duties."""


_LONGEST_QUESTION = 10
"""Words of a question that may still announce work: `What is left to do before the next release?`"""

_ASKS = re.compile(r"\?[*_]*(?:\s|$)")

_NAMES = re.compile(r"[:：]\s*[^\W\d_]")
"""A heading for people that has them itself: below `Participants: all` stands something else."""
_FEW = 3
"""Words of a title that say no more than that people follow."""


def asks_at_length(title: str) -> bool:
    """Whether a title of many words asks something, as in an interview: it is about what stands below it."""
    return "?" in title and _ASKS.search(title) is not None and len(title.split()) > _LONGEST_QUESTION


def community_said(title: str, vocabulary: Vocabulary) -> Said | None:
    """What a plain title means by the config."""
    own = vocabulary.own
    for meaning, phrases in (
        (Meaning.TRACKER, own.tracker),
        (Meaning.DONE, own.done),
        (Meaning.ACTION, own.action),
        (Meaning.PEOPLE, own.people),
        (Meaning.AGENDA, own.agenda),
    ):
        if phrases and (found := phrase_in(title, phrases)):
            return Said(meaning, found, _CONFIG)
    return None


def is_of_people(title: str, said: Said | None) -> bool:
    """Whether all that a title says is that people follow."""
    return said is not None and said.meaning is Meaning.PEOPLE and len(title.split()) < _FEW


def has_names(title: str, said: Said | None) -> bool:
    """Whether a title for people has them itself: `Participants: all`."""
    return said is not None and said.meaning is Meaning.PEOPLE and _NAMES.search(title) is not None


def is_kind(title: str, key: str) -> bool:
    """Whether a plain title is a phrase of `key` in a language other than English: `Ziele` is one of `boxed`."""
    return any(hit.key == key and hit.exact for hit in hits("headings", title, ANY))


def is_kind_until(title: str, key: str) -> bool:
    """The same of a title that may say until when: `Ziele bis zur nächsten Sitzung`."""
    begins = any(hit.key == key and hit.start == 0 for hit in hits("headings", title, ANY))
    return begins and is_kind(_without_until(title), key)


def _without_until(title: str) -> str:
    """A plain title without until when, in a language other than English: `Ziele bis zur nächsten Sitzung`."""
    return _until().sub("", title)


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf" {any_of(all_words().headings.until)}$")


def whole_said(title: str, language: str) -> Said | None:
    """What a plain title means where all of it, or all before its first sign, is a phrase of a word file."""
    found = [hit for hit in _hits(title, language) if hit.whole]
    return _first([hit for hit in found if hit.language == found[0].language] if found else [])


def qualified_said(title: str, language: str) -> Said | None:
    """What a plain title means without the words in front that only say of when or how many it speaks: `offene Aktionen`."""
    rest = _without_until(title) if language != ENGLISH else title
    for _ in range(_MOST_QUALIFIERS):
        rest = _without_qualifier(rest, language)
        if not rest or rest == title:
            return None
        hit = next((hit for hit in _hits(rest, language) if hit.exact and hit.language == language), None)
        if hit:
            return Said(_MEANINGS[hit.key], hit.phrase, hit.language, whole=False)
    return None


def _without_qualifier(title: str, language: str) -> str:
    for said in _qualifiers(language):
        if title.startswith(said) and (is_unspaced(said) or title[len(said) : len(said) + 1] == " "):
            return title[len(said) :].lstrip(" 의の的")
    return title


@cache
def _qualifiers(language: str) -> tuple[str, ...]:
    """The longest first."""
    said = words(language).headings.qualifiers if language != ENGLISH else ()
    return tuple(sorted(said, key=len, reverse=True))


def part_said(title: str, language: str, *, only_own: bool = False) -> Said | None:
    """What a plain title means by a phrase that it begins or ends with; `only_own`: of the note's own language."""
    asks = title.startswith(_asking(language))
    found = [hit for hit in _hits(title, language) if hit.whole or (_counts(hit) and not asks)]
    return _first([hit for hit in found if not only_own or hit.language == language])


@cache
def _asking(language: str) -> tuple[str, ...]:
    """With what a title begins that is a subject: `Wie wir Aufgaben verteilen`."""
    return tuple(f"{said} " for said in words(language).headings.asking)


def names_talk(title: str, language: str) -> bool:
    """Whether a plain title begins or ends with what is no work."""
    return any(_MEANINGS[hit.key] is Meaning.AGENDA for hit in _hits(title, language) if hit.whole or _counts(hit))


def names_action(title: str, language: str) -> bool:
    """Whether a plain title begins or ends with a word for work."""
    return any(_MEANINGS[hit.key] is Meaning.ACTION for hit in _hits(title, language))


def _first(found: Sequence[Hit]) -> Said | None:
    """The meaning that counts, by its longest phrase. Work that is done beats work where it says more."""
    if not found:
        return None
    by_meaning: dict[Meaning, Hit] = {}
    for hit in sorted(found, key=lambda hit: -hit.length):
        by_meaning.setdefault(_MEANINGS[hit.key], hit)
    done, work = by_meaning.get(Meaning.DONE), by_meaning.get(Meaning.ACTION)
    if done and work and work.length > done.length:
        del by_meaning[Meaning.DONE]
    meaning = next(each for each in _MEANINGS.values() if each in by_meaning)
    hit = by_meaning[meaning]
    return Said(meaning, hit.phrase, hit.language, hit.whole)


def _counts(hit: Hit) -> bool:
    genitive = _genitives(hit.language)
    few = hit.phrase.count(" ") < _MOST_OF_DUTIES
    if (few and hit.after in genitive) or not genitive.isdisjoint(hit.before):
        # `Aufgaben des Vorstands`: standing duties. `Stand der Aufgaben`: how they stand.
        return False
    if hit.key == "action_alone":
        # `Questions pour la prochaine réunion`, but `pour la prochaine réunion (lundi)`.
        long = hit.length >= _LONG_ALONE if is_unspaced(hit.phrase) else " " in hit.phrase
        return long and hit.start == 0
    if hit.key in ("action", "tracker") or " " in hit.phrase:
        return True
    longest = _LONG_UNSPACED if is_unspaced(hit.phrase) else _LONG
    return hit.length >= longest


@cache
def _genitives(language: str) -> frozenset[str]:
    """What says in a language, or in English, whose work it is."""
    found = languages()[language]
    said = (words(), found.sure, found.own)
    return frozenset(word for each in said for word in each.headings.not_before)


@lru_cache(maxsize=4096)
def _hits(title: str, language: str) -> tuple[Hit, ...]:
    return tuple(_known(hits("headings", title, language)))


def _known(found: Iterable[Hit]) -> Iterable[Hit]:
    return (hit for hit in found if hit.key in _MEANINGS)
