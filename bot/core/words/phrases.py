"""The notation of phrases in the word files, turned into regular expressions. `en.toml` describes it."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from itertools import groupby, product
from operator import itemgetter

# Scripts that write words without blanks between them: a phrase may stand next to any other character.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_OPENING, _CLOSING = "([", ")]"
_GAPS = re.compile("[…#]")
_SIGNS = re.compile("[…#-]")
_NOTATION = re.compile(r"[…#(\[-]")
_WORDS = re.compile(r"[^\W_]+")
_WORDS_OF_ASCII = bytes(code if chr(code).isalnum() else ord(" ") for code in range(128)).ljust(256)
"""Each character of ASCII that is part of a word as it is, and a blank for each other."""

_Frame = tuple[str, str]
"""What stands before and behind an expression."""


def any_of(phrases: Iterable[str], numbers: Sequence[str] = (), *, whole: bool = True) -> str:
    """A regular expression for any of `phrases`, the longest first, as whole words where `whole` says so.

    Without phrases it matches nothing.
    """
    return _in_frames((_frame(phrase, whole=whole), _expression(phrase, numbers)) for phrase in _longest_first(phrases))


def not_behind(said: Iterable[str]) -> str:
    """A regular expression for a place that has none of these words and a blank in front of it."""
    return "".join(f"(?<!{re.escape(word)} )" for word in said)


def in_small_letters(phrases: Iterable[str]) -> str:
    """A regular expression for any of `phrases` and of what begins like one, in text that has only small letters.

    Much faster than `any_of`, to leave out most lines before that one looks closely.
    """
    return _choice([_expression(phrase.lower(), ()) for phrase in _longest_first(phrases)])


def capitalised(phrases: Iterable[str]) -> str:
    """Like `any_of`, where a phrase in small letters has to begin with a capital."""
    return _in_frames((_frame(phrase, "(?![a-zß-ÿ])"), _expression(phrase, ())) for phrase in _longest_first(phrases))


def shouted(phrases: Iterable[str]) -> str:
    """Like `any_of`, where every phrase has to stand in capitals."""
    return any_of(phrase.upper() for phrase in phrases)


def literally(words: Iterable[str]) -> str:
    """A regular expression for any of `words` without notation, parts of words too."""
    return _choice([re.escape(word) for word in sorted(words, key=len, reverse=True)])


def expanded(phrase: str) -> tuple[str, ...]:
    """All texts that `phrase` stands for, in lower case. A hyphen is taken as it is; `…` and `#` stand for nothing here."""
    return _spellings(phrase.casefold()) if "(" in phrase or "[" in phrase else (phrase.casefold(),)


@cache
def _spellings(phrase: str) -> tuple[str, ...]:
    """All texts of a phrase with brackets, in lower case: the same brackets stand in many phrases."""
    spelled = product(*map(_spelled, _split(phrase, " ")))
    return tuple(dict.fromkeys(" ".join(filter(None, words)) for words in spelled))


def _spelled(word: str) -> list[str]:
    """The spellings of one word of a phrase; one of them is empty where it may be left out."""
    if not ("(" in word or "[" in word):
        return [word]
    forms, at = [""], 0
    while at < len(word):
        if word[at] not in _OPENING:
            forms = [form + word[at] for form in forms]
        else:
            end = _closing(word, at)
            inside = [each for part in _split(word[at + 1 : end], "|") for each in expanded(part)]
            forms = [form + each for form in forms for each in (inside if word[at] == "[" else ["", *inside])]
            at = end
        at += 1
    return forms


def folded(text: str) -> str:
    """`text` in the form in which the patterns made here compare letters: `İ` and `ı` are an `i` for them."""
    return text.lower() if text.isascii() else text.replace("İ", "i").replace("ı", "i").casefold()


def hints(phrases: Iterable[str]) -> tuple[str, ...]:
    """Pieces of which each text that `any_of(phrases)` matches has one: a quick look for them leaves out most texts.

    Those with a capital letter count as they are written.
    """
    forms = {piece for phrase in phrases for piece in _pieces(phrase)}
    return tuple(sorted(each for each in forms if not any(other != each and other in each for other in forms)))


def has_hint(text: str, some: Iterable[str]) -> bool:
    """Whether one of `hints` stands in `text`."""
    return any(map(f"{text} {folded(text)}".__contains__, some))


def telling_words(phrases: Iterable[str], common: Set[str] = frozenset()) -> frozenset[str]:
    """Words of which each text that `any_of(phrases)` matches has one, folded, between signs or blanks; none of the `common` ones,
    which stand in many texts, where a phrase has another.

    For scripts that write blanks between words.
    """
    return frozenset(word for phrase in phrases for word in _telling(phrase.lower(), common))


def _telling(phrase: str, common: Set[str]) -> list[str]:
    """The forms of one word of a phrase, of that whose shortest form is longest.

    All texts that a phrase stands for may be thousands, the forms of one of its words are few.
    """
    forms = (_forms(word, common) for word in _split(phrase, " "))
    return max(forms, key=lambda some: ("" not in some and common.isdisjoint(some), min(map(len, some))))


def _forms(word: str, common: Set[str]) -> list[str]:
    """The longest part of each spelling of a phrase's word, the last of two (`to-do`); empty where it may be left out or has a gap."""
    if _GAPS.search(word):
        return [""]
    parts = map(_WORDS.findall, _pieces(word))
    return [max(reversed(some), key=lambda part: (part not in common, len(part)), default="") for some in parts]


class Search:
    """A pattern that begins with one of some phrases, tried only at the words with which these begin: most texts have none.

    For folded texts, and scripts that write blanks between words.
    """

    def __init__(self, pattern: str, phrases: Iterable[str]) -> None:
        self._pattern = re.compile(pattern)
        self._first = frozenset(words_in(piece)[0] for phrase in phrases for piece in _pieces(phrase.lower()))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, none inside another."""
        end = 0
        for word in () if self._first.isdisjoint(words_in(text)) else _WORDS.finditer(text):
            if word[0] in self._first and word.start() >= end and (found := self._pattern.match(text, word.start())):
                end = found.end()
                yield found


def words_in(text: str) -> list[str]:
    """The words of a folded text as `telling_words` has them."""
    if text.isascii():
        # The same in a fifth of the time.
        return text.encode().translate(_WORDS_OF_ASCII).decode().split()
    return _WORDS.findall(text)


def _pieces(phrase: str) -> Iterator[str]:
    """A piece without notation for each text that `phrase` stands for."""
    if not _NOTATION.search(phrase):
        yield folded(phrase) if phrase == phrase.lower() else phrase
        return
    if phrase != phrase.lower():
        yield "" if any(sign in phrase for sign in "([") else max(_SIGNS.split(phrase), key=len).strip()
        return
    for text in expanded(phrase):
        longest = max(_GAPS.split(text), key=len).strip()
        forms = [""]
        for piece in longest.split("-"):
            forms = [f"{form}{gap}{piece}" for form in forms for gap in (("-", " ", "") if form else ("",))]
        yield from map(folded, forms)


def is_unspaced(text: str) -> bool:
    """Whether `text` is in a script that writes words without blanks between them."""
    return not text.isascii() and bool(_UNSPACED.search(text))


def check(phrase: str) -> None:
    """Raise ValueError where `phrase` is no phrase of the notation."""
    if not phrase or phrase != phrase.strip() or "  " in phrase:
        raise ValueError(f"{phrase!r}: a phrase has words with one blank between them")
    re.compile(any_of([phrase], ["two"]))


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(phrases), key=len, reverse=True)


def _choice(forms: Sequence[str]) -> str:
    return f"(?:{'|'.join(forms)})" if forms else r"(?!)"


def _in_frames(forms: Iterable[tuple[_Frame, str]]) -> str:
    """A choice of forms, each in its frame. Those in a row that have the same frame share one, which is read and tried once."""
    return _choice(
        [
            f"{before}{_choice([form for _, form in some])}{behind}"
            for (before, behind), some in groupby(forms, itemgetter(0))
        ]
    )


def _frame(phrase: str, front: str = "", *, whole: bool = True) -> _Frame:
    """What stands before and behind the expression of a phrase: whether case counts, and where it is whole words."""
    first, last = phrase.lstrip(_OPENING)[:1], phrase.rstrip(_CLOSING)[-1:]
    before = r"(?<![^\W_])" if whole and _is_word(first) and not _UNSPACED.match(first) else ""
    behind = r"(?![^\W_])" if whole and _is_word(last) and not _UNSPACED.match(last) else ""
    flag = "i" if phrase == phrase.lower() else "-i"
    return f"{before}{front}(?{flag}:", f"){behind}"


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "#"


def _expression(phrase: str, numbers: Sequence[str]) -> str:
    """The words of a phrase one after another; a word that may be left out takes one of its blanks along."""
    written, blank = "", False
    for word in _split(phrase, " "):
        if word == "…":
            written, blank = rf"{written}\b.{{0,20}}\b", False
        elif word[0] == "(" and _closing(word, 0) == len(word) - 1:
            inside = _alternatives(word, numbers)
            written += f"(?: {inside})?" if blank else f"(?:{inside} )?"
        else:
            written += (" " if blank else "") + _word(word, numbers)
            blank = True
    return written


def _word(word: str, numbers: Sequence[str]) -> str:
    if not _NOTATION.search(word):
        return re.escape(word)
    written, at = "", 0
    while at < len(word):
        sign = word[at]
        if sign in _OPENING:
            end = _closing(word, at)
            written += _alternatives(word[at : end + 1], numbers) + ("?" if sign == "(" else "")
            at = end
        elif sign == "-":
            written += "[- ]?"
        elif sign == "#":
            written += rf"(?:\d+|{literally(numbers)})"
        else:
            written += re.escape(sign)
        at += 1
    return written


def _alternatives(group: str, numbers: Sequence[str]) -> str:
    return _choice([_expression(each, numbers) for each in _split(group[1:-1], "|")])


def _split(text: str, separator: str) -> list[str]:
    """`text` at each `separator` that stands in no brackets."""
    if not ("(" in text or "[" in text):
        return text.split(separator)
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in _OPENING) - (sign in _CLOSING)
        if sign == separator and depth == 0:
            parts.append(text[start:at])
            start = at + 1
    return [*parts, text[start:]]


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in _OPENING) - (text[at] in _CLOSING)
        if depth == 0:
            return at
    raise ValueError(f"{text!r}: a bracket is not closed")
