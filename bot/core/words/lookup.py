"""The words of all languages but English in texts, each with its language: headings, labels, heads of columns, states.

English has patterns of its own, for its words stand in notes of every language. The other languages have plain phrases, so that
one look-up in a table finds what a text says, however many languages there are. A phrase of `own` counts only in notes of its language.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache, lru_cache
from itertools import chain

from bot.core.values import dataclass
from bot.core.words.load import ENGLISH, languages, words
from bot.core.words.phrases import expanded, has_hint, hints, is_unspaced, words_in
from bot.core.words.sections import Words

_TOKEN = re.compile(r"[^\s:：;,，、；.。!！?？()（）\[\]【】/|&+–—\"“”„«»]+")
_SIGN = re.compile(r"[:：;,，、；.。!！?？()（）\[\]【】/|&+–—\"“”„«»]")
_SIGNS_OF_ASCII = bytes(32 if chr(code) in ':;,.!?()[]/|&+"' else code for code in range(256))
"""A blank for each sign of ASCII that stands in no token."""
_MOST = 7
"""Words of the longest phrase."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that was found: the key of the word file that has it, its language, and where it stood.

    `whole`: it is all of the text, or all before its first sign; `exact`: it is all of the text. `start` and `end` count words,
    or characters in a script without blanks.
    """

    key: str
    phrase: str
    language: str
    whole: bool
    exact: bool
    start: int
    end: int
    after: str = ""
    """The word behind it."""
    then: str = ""
    """The word behind that one."""
    before: tuple[str, ...] = ()
    """The two words in front of it."""

    @property
    def length(self) -> int:
        """How much of the text it covers."""
        return len(self.phrase)


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    language: str
    own: bool


@lru_cache(maxsize=8192)
def hits(section: str, text: str, language: str) -> tuple[Hit, ...]:
    """The phrases of `section` that begin or end `text` or are all of it, those of several words also within it.

    The longest come first; `language` is the note's own.
    """
    said = text.casefold()
    if is_unspaced(said):
        found = _unspaced(section, said, language)
    elif _first_words(section).isdisjoint(plain := _tokens(said)[: 2 * _MOST]):
        return ()
    else:
        found = _spaced(section, said, plain, language)
    return tuple(sorted(found, key=lambda hit: (not hit.whole, hit.language != language, -hit.length)))


def _tokens(text: str) -> list[str]:
    if text.isascii():
        # The same in a fifth of the time.
        return text.encode().translate(_SIGNS_OF_ASCII).decode().split()
    return _TOKEN.findall(text)


ANY = ""
"""In place of the note's language: words that mean something else in another one count too."""


def whole_hits(section: str, text: str, language: str = ENGLISH) -> tuple[Hit, ...]:
    """The phrases of `section` that are all of `text`."""
    return tuple(hit for hit in hits(section, text, language) if hit.whole)


@lru_cache(maxsize=16_384)
def may_name_work(text: str, language: str = ENGLISH) -> bool:
    """Whether a word for work in English or in `language` may stand in `text`: most lines have none."""
    return has_hint(text, hints_of_work(language))


@cache
def hints_of_work(language: str) -> tuple[str, ...]:
    """Pieces of which each text that names work in English or in `language` has one."""
    work = words(language).work
    return hints((*work.markers, *work.todo))


def _spaced(section: str, said: str, plain: list[str], language: str) -> Iterator[Hit]:
    """`plain` are the words of `said`."""
    index = _index(section)
    first = _before_sign(said)
    for start, end in _spans(plain, _first_words(section)):
        phrase = " ".join(plain[start:end])
        is_whole, is_exact = (start, end) == (0, first), (start, end) == (0, len(plain))
        for entry in index.get(phrase, ()):
            if not entry.own or language in (ANY, entry.language):
                after, then = (*plain[end : end + 2], "", "")[:2]
                before = tuple(plain[max(start - 2, 0) : start])
                yield Hit(entry.key, phrase, entry.language, is_whole, is_exact, start, end, after, then, before)


def _before_sign(said: str) -> int:
    """How many words stand before the first sign behind a word; all where none does."""
    first = _TOKEN.search(said)
    sign = _SIGN.search(said, first.end()) if first else None
    return len(_tokens(said[: sign.start()] if sign else said))


def _spans(plain: list[str], first_words: frozenset[str]) -> Iterator[tuple[int, int]]:
    """What begins or ends a text, and what of several words stands within it."""
    count = len(plain)
    for start in (at for at, word in enumerate(plain) if word in first_words):
        for end in range(start + 1, min(count, start + _MOST) + 1):
            if start == 0 or end == count or end - start > 1:
                yield start, end


def _unspaced(section: str, said: str, language: str) -> Iterator[Hit]:
    tokens = _TOKEN.findall(re.sub(r"\s", "", said))
    bare, front = "".join(tokens), next(iter(tokens), "")
    index = _unspaced_index(section)
    beginning, ending = _unspaced_ends(section)
    may_fit = (*beginning.get(bare[:1], ()), *ending.get(bare[-1:], ()))
    for phrase in dict.fromkeys(each for each in may_fit if bare.startswith(each) or bare.endswith(each)):
        entries = index[phrase]
        start = 0 if bare.startswith(phrase) else len(bare) - len(phrase)
        for entry in entries:
            if not entry.own or language in (ANY, entry.language):
                yield Hit(
                    entry.key,
                    phrase,
                    entry.language,
                    phrase in (bare, front),
                    phrase == bare,
                    start,
                    start + len(phrase),
                )


@cache
def _index(section: str) -> Mapping[str, tuple[_Entry, ...]]:
    """Phrase → what it means in which language."""
    found: dict[str, tuple[_Entry, ...]] = {}
    for code, language in languages().items():
        if code != ENGLISH:
            for said, own in ((language.sure, False), (language.own, True)):
                for key, phrases in _phrases(said, section):
                    entry = (_Entry(key, code, own),)
                    for text in chain.from_iterable(map(expanded, phrases)):
                        found[text] = found.get(text, ()) + entry
    return found


@cache
def _first_words(section: str) -> frozenset[str]:
    """The words with which phrases begin: without any of them a text has none."""
    return frozenset(text.split(" ", 1)[0] for text in _index(section))


@cache
def telling(section: str, *keys: str) -> frozenset[str]:
    """The longest word of each phrase of `section`, or of some keys of it, between signs or blanks: a text in ASCII without any of
    them has no phrase.
    """
    index = _index(section)
    wanted = frozenset(keys)
    some = (text for text in index if not keys or not wanted.isdisjoint([entry.key for entry in index[text]]))
    # The last one of two, as that tells more: `to do`.
    return frozenset(max(reversed(words_in(text)), key=len) for text in some if text.isascii())


@cache
def _unspaced_index(section: str) -> Mapping[str, tuple[_Entry, ...]]:
    found: dict[str, tuple[_Entry, ...]] = {}
    for text, entries in _index(section).items():
        if is_unspaced(text):
            bare = re.sub(r"\s", "", text)
            found[bare] = (*found.get(bare, ()), *entries)
    return found


@cache
def _unspaced_ends(section: str) -> tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]:
    """The phrases of scripts without blanks by their first character, and by their last."""
    beginning: dict[str, list[str]] = {}
    ending: dict[str, list[str]] = {}
    for phrase in _unspaced_index(section):
        beginning.setdefault(phrase[0], []).append(phrase)
        ending.setdefault(phrase[-1], []).append(phrase)
    return beginning, ending


def _phrases(said: Words, section: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    part = getattr(said, section)
    yield from ((each.name, getattr(part, each.name)) for each in fields(part))
