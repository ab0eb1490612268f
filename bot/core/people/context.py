"""What is read of a note before its lines: its people, its language and its text."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from bot.core.people.stop_words import stop_words
from bot.core.words import ENGLISH, words
from bot.core.words.phrases import any_of, is_unspaced

_WORD = re.compile(r"[^\W_]+")
_LONGEST_ARTICLE = 12
"""Characters of an article with the blank behind it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the lines of one note are read by."""

    known: frozenset[str] = frozenset()
    """Names of the note's people, in lower case."""
    language: str = ENGLISH
    """The code of the note's own language."""
    text: str = field(default="", repr=False)
    """The whole note, case folded."""
    bare_ai: bool = False
    """The note uses `AI:` for its action items, so that `AI remove the label` is one too."""
    mentioned: frozenset[str] = frozenset()
    """Of `known` those of whom the note has only logins written with `@`."""

    def knows(self, name: str) -> bool:
        """Whether `name` is one of the note's people."""
        return name.casefold().rstrip("?.") in self.known

    def vouches_for(self, name: str) -> bool:
        """Whether `name` is one of the note's people by more than a mention."""
        return self.knows(name) and name.casefold() not in self.mentioned

    def may_know(self, text: str) -> bool:
        """Whether one of the note's people, a login or a name of a language other than English may stand in `text`: most have none."""
        if self.language != ENGLISH or "@" in text or is_unspaced(text):
            return True
        return not _beginnings(self.known).isdisjoint(_WORD.findall(text.casefold()))

    def is_called(self, name: str) -> bool:
        """Whether `name` is a given name, alone or of two parts, in a note that is not English: there many are common words."""
        given = stop_words(self.language).given
        parts = name.casefold().split("-")
        return self.language != ENGLISH and name[:1].isupper() and len(parts) <= 2 and given.issuperset(parts)

    def is_given(self, word: str) -> bool:
        """Whether `word` is a given name of the note's language and no other word of it: `Erin`, not `Mark` or `Will`."""
        said, stops = word.casefold(), stop_words(self.language)
        return word[:1].isupper() and said in words(self.language).owners.given and not stops.is_common(said)

    def is_thing(self, word: str) -> bool:
        """Whether `word` names no person: a common word of the language, or one that the note writes with an article."""
        said, stops = word.casefold().strip(".?"), stop_words(self.language)
        # `Sub-group`
        group = "-" in said and said.rsplit("-", 1)[-1] in stops.everybody
        return group or stops.is_common(said) or self.has_article(said)

    def has_article(self, word: str) -> bool:
        """Whether the note writes `word`, in lower case, with an article: `the timeline`."""
        return bool(_WORD.match(word)) and _has_article(self.text, word, self.language)


@lru_cache(maxsize=64)
def _beginnings(names: frozenset[str]) -> frozenset[str]:
    """The first word of each name."""
    return frozenset(found[0] for name in names if (found := _WORD.search(name)))


@lru_cache(maxsize=4096)
def _has_article(text: str, word: str, language: str) -> bool:
    """Whether an article stands before `word` in `text`: few words are asked for, so that each is looked for by itself."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        is_whole = text[at - 1 : at].isspace() and not text[end : end + 1].isalnum()
        if is_whole and _article(language).search(text, max(at - _LONGEST_ARTICLE, 0), at):
            return True
        at = text.find(word, end)
    return False


@cache
def _article(language: str) -> re.Pattern[str]:
    """An article and the blank behind it at the end of what is searched."""
    return re.compile(rf"(?<!\w){any_of(words(language).not_names.articles, whole=False)}\s\Z")
