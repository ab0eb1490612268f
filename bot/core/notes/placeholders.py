"""Placeholders of templates, and words that say that there is nothing: `...`, `None this time`, `Action 1`, `[owner]: <task>`."""

import re
from functools import cache, lru_cache

from bot.core.words import ENGLISH, all_words, words
from bot.core.words.calendar import is_weekday, month_numbers
from bot.core.words.load import languages
from bot.core.words.lookup import ANY, hits
from bot.core.words.phrases import any_of, expanded, is_unspaced

_LONGEST = 200
"""Characters of a text that may still be a placeholder."""
_MOST_WORDS = 20
_LONGEST_ELSEWHERE = 40
_MOST_WORDS_ELSEWHERE, _MOST_SIGNS = 4, 9
"""Words, or characters of a script without blanks, in `Keine neuen Aufgaben`, `特になし`: with more it is a sentence."""
_BRACES = re.compile(r"\{\{.*?\}\}|\{[^{}]*\}|<(?!https?:|mailto:)[^<>@/]*>")
_SQUARE = re.compile(
    r"\[(?P<inside>[^\[\]]*)\](?:\[[^\[\]]*\])?|\((?P<round>[^()]*)\)|[【（](?P<wide>[^【】（）]*)[】）]"
)
_OPENING = re.compile(r"[\[(【（{<]")
_OPEN_DATE = re.compile(
    r"(?:[:：]\s*|[\[(（<])([A-Z])\1{1,3}(?P<sign>[-/.])([A-Z])\3(?P=sign)([A-Z])\4{1,3}(?![A-Za-z])"
)
"""A date that is to be filled in: `due: YYYY-MM-DD`, `[TT.MM.JJJJ]`."""
_DATE_SIGNS = re.compile(r"[-/.](?<=[A-Za-z]{2}[-/.])[A-Za-z]{2}[-/.][A-Za-z\d]{2}")
"""Letters for a date, from the first sign between them: texts without one are passed over at once."""
_BRACKETS = re.compile(r"[\W_]*(?:\[(?P<last>[^\W\d_][^\[\]@#]*)\](?!\()[\W_]*)+")
"""Nothing but brackets with words in them: `[What happens next]`, `[task] [deadline if mentioned]`."""
_FEW, _FEW_SIGNS = 2, 4
"""Words, or characters of a script without blanks, that may stand in brackets of their own: `[the plan]`."""
_FIELDS = re.compile(r"(?:[^\W\d_][^\W\d_ ]*(?: [^\W\d_]+){0,3}\s?[:：][\s|,;/–—-]*){2,6}")
"""Names of fields with nothing behind them: `Task: Assigned to: | Due date:`."""
_COLONS = re.compile(r"[\s|,;/–—-]*[:：][\s|,;/–—-]*")
_FIELD = re.compile(r"(?<!\w)([^\W\d_]{2,20})[:：](?=\s)")
_NAMES_OF_FIELDS = re.compile(r"\s*[/|–—,]\s*")
_COUNTED = re.compile(r"\s?#?\d{1,2}\.?$")
"""Which of the places it is: `Tarea 1`."""
_LINK = r"(?:#\d+|<?https?://[^\s>]*>?|!?\[[^\[\]]*\]\([^()\s]*\)|\([^()]*\)\[https?://[^\[\]]*\])[\s.]*"
_NUMBER = re.compile(r"#\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@lru_cache(maxsize=4096)
def says_nothing(text: str) -> bool:
    """Whether `text`, without box and owner, says nothing that could be done."""
    if len(text) > _LONGEST or text.count(" ") > _MOST_WORDS or _NUMBER.search(text):
        return False
    if _OPEN_DATE.search(text) or (_DATE_SIGNS.search(text) and _open_day().search(text)):
        return True
    plain = _numbered_owner().sub("", " ".join(text.replace("_", " ").split()), count=1)
    return (
        bool(_nothing().fullmatch(plain))
        or _is_placeholder(plain)
        or _says_so_elsewhere(plain)
        or _announces_next_meeting(plain)
        or _is_unfilled(plain)
    )


def only_points(source: str) -> bool:
    """Whether the Markdown of a line is a link and nothing else, or the name of a thing and a link."""
    return bool(_link_only().fullmatch(source[:500]))


def _announces_next_meeting(text: str) -> bool:
    """Whether `text` only says when the next meeting is: `Next meeting: Tue March 2, 5 PM`, `The next meeting will be on 6 June`."""
    found = _next_meeting().match(text)
    if not found:
        return False
    if not text[found.end() :].strip(" :：*_"):
        return True
    between, digit, _ = text[found.end() :].partition(next(filter(str.isdigit, text), "\0"))
    said = [word.casefold() for word in _WORD.findall(between)]
    nothing = words().nothing
    if said and said[0] in nothing.of:
        said = said[next((at for at, word in enumerate(said) if word in nothing.next_meeting_is), 0) :]
    known = (*nothing.next_meeting_on, *nothing.next_meeting_is)
    is_dated = bool(digit) or any(map(is_weekday, said))
    return is_dated and all(word in known or is_weekday(word) or word in month_numbers() for word in said)


def _is_unfilled(text: str) -> bool:
    """Whether `text` only says in brackets, by the names of fields or by a number what is to be filled in."""
    if "[" in text:
        return _is_in_brackets(text)
    if ":" in text or "：" in text:
        return _names_fields(text.replace("*", ""))
    if len(text) > _LONGEST_ELSEWHERE:
        return False
    # Few texts end so. The search tries each blank of the others.
    is_counted = text[-1:].isdigit() or text.endswith(".")
    names = _NAMES_OF_FIELDS.split(_COUNTED.sub("", text) if is_counted else text)
    return names != [text] and all(name.strip(" .").casefold() in _places_elsewhere() for name in names)


def _names_fields(text: str) -> bool:
    """Whether `text` is names of fields with nothing behind them, of which one at least is a word of templates."""
    names = filter(None, _COLONS.split(text)) if _FIELDS.fullmatch(text) else ()
    return any(_names_a_place(name) or name.casefold() in _places_elsewhere() for name in names)


def _is_in_brackets(text: str) -> bool:
    """Whether all words of `text` but the names of fields stand in brackets, and are more than a few."""
    rest = _FIELD.sub(lambda found: "" if found[1].casefold() in _places_elsewhere() else found[0], text)
    found = _BRACKETS.fullmatch(rest) if "://" not in rest else None
    if not found:
        return False
    inside, several = found["last"], rest.count("[") > 1
    return several or (len(inside) > _FEW_SIGNS if is_unspaced(inside) else inside.count(" ") >= _FEW)


def _says_so_elsewhere(text: str) -> bool:
    """Whether a language other than English says by `text` that there is nothing: `Keine.`, `Aucune action prévue`."""
    if len(text) > _LONGEST_ELSEWHERE:
        return False
    count = len(text) if is_unspaced(text) else text.count(" ") + 1
    most = _MOST_SIGNS if is_unspaced(text) else _MOST_WORDS_ELSEWHERE
    return any(
        (hit.key == "alone" and hit.exact) or (hit.key == "no" and count <= most)
        for hit in hits("nothing", text.strip(" .。!！"), ANY)
    )


def _is_placeholder(text: str) -> bool:
    """Whether nothing is left without the places that a template leaves open and the words that name such places."""
    rest = text
    if _OPENING.search(text):
        rest = _SQUARE.sub(
            lambda found: " " if _is_open(found["inside"] or found["round"] or found["wide"] or "") else found[0],
            _BRACES.sub(" ", text),
        )
    return _names_a_place(rest) or (rest != text and not _WORD.search(rest) and not re.search(r"[\d#]", rest))


def _is_open(inside: str) -> bool:
    """Whether brackets hold no words, or only the words for what is to stand in them."""
    return (
        not re.search(r"\w", inside) or _names_a_place(inside) or inside.strip(" .:").casefold() in _places_elsewhere()
    )


@cache
def _places_elsewhere() -> frozenset[str]:
    """What stands in brackets in templates of other languages: `[Descripción de la tarea]`."""
    others = (language for code, language in languages().items() if code != ENGLISH)
    said = (some.nothing.places for language in others for some in (language.sure, language.own))
    return frozenset(text for phrases in said for phrase in phrases for text in expanded(phrase))


def _names_a_place(text: str) -> bool:
    """Whether all words of `text` are a template's: `Action item 2`, `owner`, `task - due date`, `Item A`."""
    known = _known_words()
    if not all(len(word[0]) == 1 or word[0].casefold() in known for word in _LETTERS.finditer(text)):
        return False
    rest, count = _place().subn(" ", text)
    fillers = words().nothing.fillers
    left = all(len(word) == 1 or word.casefold() in fillers for word in _WORD.findall(rest))
    return count > 0 and left and not re.search(r"\d{3}|#\d|://", rest)


@cache
def _known_words() -> frozenset[str]:
    """Every word that a template's text may have."""
    said = words().nothing
    texts = [text for each in (*said.places, *said.alone) for text in expanded(each)]
    # A hyphen of a phrase may be left out.
    together = (text.replace("-", "") for text in texts)
    return frozenset(word for text in (*texts, *together, *said.fillers) for word in _LETTERS.findall(text))


@cache
def _place() -> re.Pattern[str]:
    said = words().nothing
    return re.compile(rf"(?<![^\W\d_]){any_of((*said.places, *said.alone), whole=False)}(?![^\W\d_])")


@cache
def _nothing() -> re.Pattern[str]:
    """No words at all, words that say that there is nothing, and what asks to fill in something.

    A sentence may follow that asks for nothing: `None. Keep on as present.`
    """
    said = words().nothing
    alone = rf"{any_of((*said.alone, *said.no))}(?: {any_of(said.no_more)}.{{0,30}})?"
    more = rf"\.\s+{any_of(said.as_before)}(?:\s[^.,:;!?]{{1,40}})?\W*"
    return re.compile(rf"\W*(?:[\d\s./:-]*|(?:{alone}|{any_of(said.fill_in)})(?:\W*|{more}))")


@cache
def _numbered_owner() -> re.Pattern[str]:
    """An owner's place of a template in front: `Member 1: …`."""
    return re.compile(rf"^{any_of(words().owners.place)} \d{{1,2}}:\s*(?=\S)")


@cache
def _open_day() -> re.Pattern[str]:
    """A day at the end that is to be filled in, behind a dash or until when it is: `— due YYYY-MM-DD`, `By xx/xx/2020`."""
    before = rf"(?<!\w){any_of(all_words().dates.due)}|[:|–—-]"
    return re.compile(
        rf"(?:{before})\s*[`(\[<]?(?:[YJA]{{4}}([-/.])MM\1(?:DD|TT|JJ)|(?:[A-Za-z]{{2}}[-/.]){{2}}(?:\d{{4}}|[YJA]{{2,4}}))[`)\]>.*_\s]*$",
        re.IGNORECASE,
    )


@cache
def _next_meeting() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(words().nothing.next_meeting)}")


@cache
def _link_only() -> re.Pattern[str]:
    """A link, or the name of a thing and a link, points somewhere: `The agenda: https://…`, `Minutes of May: https://…`.

    So does what says where the work stands (`Located in [issues](…)`), and a word with a link to another part of the note
    (`Events: [below](#events)`). What may be an order does not: `Update the docs: https://…`, `See Ann about [the key](…)`.
    """
    said = words().nothing
    thing = rf"(?:{any_of(said.pointing)}\s|\w+ {any_of(said.of)}\s)[^:?]{{1,80}}:\s+"
    place = rf"{any_of(said.elsewhere)}\s(?:[^:?\[\]A-Z]{{1,25}}:?\s+)?"
    inside = r"(?:[^\s:?]{1,40}:[*_]*\s+)?\[[^\[\]]*\]\(#[^()\s]*\)[\s.*_]*"
    return re.compile(rf"(?:{thing}|{place})?{_LINK}|{inside}")
