"""What is read of a note before its lines: its people, its language and its text."""

import re
from dataclasses import field
from functools import lru_cache
from itertools import compress

from bot.core.people.stop_words import stop_words
from bot.core.values import dataclass
from bot.core.words import ENGLISH, words
from bot.core.words.phrases import is_unspaced, words_in

_WORD = re.compile(r"[^\W_]+")
_SIGN = re.compile(r"\W")
_MOST = 20
"""Texts behind an article that begin with one word."""


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
    """Those of `known` of whom the note has only logins written with `@`."""

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
        return not _beginnings(self.known).isdisjoint(words_in(text.casefold()))

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
        start, _, more = word.partition(" ")
        first = _WORD.match(start)
        behind = _behind_articles(self.text, self.language).get(first[0], ()) if first else ()
        if not any(each.startswith(start) and not each[len(start) : len(start) + 1].isalnum() for each in behind):
            return False
        articles = words(self.language).not_names.articles
        return not more or any(f"{article} {word}" in self.text for article in articles)


NOBODY_KNOWN = Context()


@lru_cache(maxsize=64)
def _beginnings(names: frozenset[str]) -> frozenset[str]:
    """The first word of each name."""
    return frozenset(found[0] for name in names if (found := _WORD.search(name)))


@lru_cache(maxsize=16)
def _behind_articles(text: str, language: str) -> dict[str, list[str]]:
    """What stands behind an article in a note, up to the next blank, by its first word."""
    found: dict[str, list[str]] = {}
    articles, said = words(language).not_names.articles, text.split()
    ends = frozenset(each for each in set(said) if each.endswith(articles) and _ends_with_article(each, articles))
    # One pattern for all this takes three times as long, and a note has most words several times.
    for after in dict.fromkeys(compress(said[1:], map(ends.__contains__, said))):
        first = _WORD.match(after)
        known = found.setdefault(first[0], []) if first else []
        if len(known) < _MOST:
            known.append(after)
    return found


def _ends_with_article(text: str, articles: tuple[str, ...]) -> bool:
    """Whether a text that ends like an article is one, or has a sign in front of it: `(the`, not `bathe`."""
    return text in articles or any(text.endswith(each) and _SIGN.match(text[-len(each) - 1]) for each in articles)
