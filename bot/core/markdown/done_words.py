"""States that words give a line, besides its box: `✅ …`, `[DONE] …`, `… -> done`, all of it struck through."""

import re
from functools import cache, lru_cache

from bot.core.words import ENGLISH, words
from bot.core.words.lookup import hits, whole_hits
from bot.core.words.phrases import any_of, capitalised, expanded, folded, telling_words, words_in

SIGN = r"(?:[✅☑✔]\ufe0f?|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):)"
_SIGN = re.compile(rf"{SIGN}\s+")
_DASH = r"\s*(?:[-=]>|→|➡\ufe0f?|\s(?:--?|[–—]))\s*"
_WHEN = r"(?:,?\s+(?:\w{2}\s+)?(?=[^\d]{0,12}\d)[\w./-]{1,12}(?:\s[\w./-]{1,12}){0,2})?"
_TAG_IN_FRONT = re.compile(r"\s*[\[(（【](?P<inside>[^\[\]()（）【】]{1,25})[\])）】]:?\s*(?=\S)")
_TAG_BEHIND = re.compile(
    r"(?:\s*[\[(（【](?P<inside>[^\[\]()（）【】]{1,25})[\])）】]|\s*(?:[-=]>|→|\s[-–—]{1,2})\s*(?P<last>\w[^-–—>→]{1,25}))\s*[.。]?$"
)
_OPENING, _CLOSING = ("[", "(", "（", "【"), ("]", ")", "）", "】")
_FAR = 100
"""Characters in front that may say that the work goes on."""
_WORDS_BEHIND = r"(?=[^\w\s#]*[^\W\d])(?!\S*://)"
"""No day, number of an issue or address alone, of which the state is said: `Pending: #12`."""
_NEAR = 30
"""Characters in front of a comma in which another one makes a list of words."""
_FRONT_OF_CELL = " *_`🟢🟡🟠🔴🔵🟣🟤⚪⚫🟩🟨🟧🟥🟦"
"""Marks in front of the word in a cell, a light in some colour too: `🟢 Complete`."""
_LITTLE = 20
"""Characters that may stand behind the word in a cell that says so: `done in #12`."""
_FURTHER = r"\s*(?:[,:;]|[.!](?=\s)|\s[-–—])\s*"
"""Between the word and what is said of it: `(done, see #12)`, `(Done. Ann sent it)`, `- done: it is online`."""
_REMARK = r"[^()\[\]]{1,120}"
_ADDRESS = re.compile(r"\S*://\S*")
_SOMEBODY_TO = re.compile(r"\b[A-Z][\w'’-]*\s(?:will|to(?!\s(?:the|an?)\s))\s[a-z]")
# A sign, or the colon of a name such as `:white_check_mark:`; one of them comes first, so that it is found at once.
_MAY_SAY = re.compile(r"[✅☑✔:](?:(?<!:)|\w+_)")
_DASHED = re.compile(r"[-–—>→]")
_WHO = r"(?:[(\[][^()\[\]~<]{1,40}[)\]]:?|(?:[^\s~<:]{1,20}\s){0,3}[^\s~<:]{1,20}(?:\s[-–—]|:))"
_STRUCK = re.compile(
    rf"(?:{_WHO}\s+)?(?:~~[^~]{{1,2000}}~~|<(?P<tag>s|del)>[^<]{{1,2000}}</(?P=tag)>)(?P<behind>.{{0,200}})"
)
_SAID_ALONE = re.compile(r"(?P<mark>\*\*|__|\*|_)(?P<said>[^*_]{1,20})(?P=mark)$")
"""The last words of a line, set off: `… **Completed**`."""


# A bare "done" may be part of the sentence ("check that all is done"): it counts in capitals, in brackets, before a colon,
# behind a dash, an arrow or a comma.
@cache
def _telling() -> frozenset[str]:
    states = words().states
    return telling_words((*states.done, *states.done_alone, *states.dropped))


@lru_cache(maxsize=8192)
def _may_say(text: str) -> bool:
    """Whether an English word or a sign for a state may stand in `text`: most lines have none."""
    return _MAY_SAY.search(text) is not None or not _telling().isdisjoint(words_in(folded(text)))


@cache
def _front() -> re.Pattern[str]:
    done, alone = any_of(words().states.done), any_of(words().states.done_alone)
    return re.compile(rf"\s*(?:{SIGN}|{_tag()}:?|{done}:|{alone}(?:\s[-–—])?)\s*(?=\S)")


@cache
def _back() -> re.Pattern[str]:
    done, alone = any_of(words().states.done), any_of(words().states.done_alone)
    said = capitalised(words().states.done)
    when = rf"\s{any_of(words().states.done_when)}(?:\s[\w'’-]+){{0,3}}"
    behind = rf"{_DASH}{done}!?(?:{_WHEN}|{when}|\s+\([^()]{{1,30}}\))|[\s.:;,]\s*{alone}!?|[.!?]\s+{said}|(?P<comma>,)\s+{done}|:\s+{done}"
    return re.compile(rf"(?:\s*{SIGN}|\s+{_tag()}|{behind})\s*\.?$")


@cache
def _no_deeds() -> tuple[str, ...]:
    """The words for done that are no deeds: `Form - complete, sign and send it` says what is to be done."""
    deeds = frozenset(words().deeds.front)
    said = (*words().states.done, *words().headings.done)
    return tuple(dict.fromkeys(text for phrase in said for text in expanded(phrase) if text not in deeds))


@cache
def _explained() -> re.Pattern[str]:
    """The word, and behind it what is said of it: `(done, see #12)`, `- done, see #12`, `. Done: it is online`."""
    done, said = any_of(_no_deeds()), capitalised(_no_deeds())
    when = rf"\s{any_of(words().states.done_when)}\s"
    tag = rf"\s+[(\[]{done}!?(?:{_FURTHER}|{_WHEN}{_FURTHER}|{when}){_REMARK}[)\]]"
    sentence = rf"[.!?]\s+{said}{_FURTHER}"
    return re.compile(rf"(?:{tag}|(?:{_DASH}{done}(?:\s*[,:;]\s|{when})|{sentence}).{{1,120}})\s*\.?$")


@cache
def _dropped() -> re.Pattern[str]:
    dropped = any_of(words().states.dropped)
    return re.compile(
        rf"\s*[(\[]{dropped}[)\]]:?\s*(?=\S)|(?<=\S)(?:\s+[(\[]{dropped}[)\]]|{_DASH}{dropped}{_WHEN})\s*\.?$"
    )


@cache
def _cell() -> re.Pattern[str]:
    states = words().states
    return re.compile(
        rf"\s*(?:{any_of((*states.done, *states.done_cell))}|{SIGN})(?!\w)(?:.{{0,{_LITTLE}}}|[*_]*[,:;.!].*)"
    )


def _tag() -> str:
    return rf"[(\[]{any_of(words().states.done)}!?[)\]]"


@lru_cache(maxsize=8192)
def without_done(text: str) -> tuple[str, bool]:
    """`text` without the word or sign in front or at its end that says it is done, and whether there was one."""
    if front := _in_front(text):
        return text[front.end() :], True
    back = (_behind(text) or _remarked(text) if _may_say(text) else None) or _told_behind(text, "done")
    if not back or not back.start() or is_in_part(back[0]):
        return text, False
    return text[: back.start()].rstrip(), True


def is_in_part(said: str) -> bool:
    """Whether a word for done, with what stands behind it, says that some is left or asks: `done, but not merged`, `done, Ann to merge`."""
    said = _ADDRESS.sub("", said)
    return "?" in said or bool(_SOMEBODY_TO.search(said)) or bool(_in_part().search(said.casefold()))


@cache
def _in_part() -> re.Pattern[str]:
    return re.compile(any_of(words().states.done_in_part))


def _remarked(text: str) -> re.Match[str] | None:
    """The word that a remark follows. One in a list of states is none: `columns - done, doing`."""
    found = _explained().search(text, max(len(text) - _FAR * 2, 0))
    return None if found and _beside().search(text[: found.start()].casefold()) else found


def _behind(text: str) -> re.Match[str] | None:
    """The word or sign at the end. Behind several commas, or another state, it is one of a list: `columns for doing, done`."""
    found = _back().search(text, max(len(text) - 60, 0))
    before = text[max(found.start() - _NEAR, 0) : found.start()] if found and found["comma"] else ""
    return None if "," in before or _beside().search(before.casefold()) else found


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().states.done_beside)}$")


def begins_done(text: str) -> bool:
    """Whether `text` begins with a word or sign that says that it is done."""
    return _in_front(text) is not None


def _in_front(text: str) -> re.Match[str] | None:
    return (_front().match(text) if _may_say(text) else None) or _told_in_front(text, "done")


@lru_cache(maxsize=8192)
def without_dropped(text: str) -> tuple[str, bool]:
    """`text` without the words that say it was dropped, `(cancelled) …`, `… -> dropped`, and whether there were any."""
    found = (_dropped().search(text) if _may_say(text) else None) or _told(text, "dropped")
    return (f"{text[: found.start()]} {text[found.end() :]}".strip(), True) if found else (text, False)


@lru_cache(maxsize=8192)
def without_begun(text: str) -> str:
    """`text` without what says that the work still goes on: `In progress: …`, `[Open - Ann to ask] …`, `… - ongoing`."""
    if found := _begun().match(text[:_FAR]):
        return text[found.end() :]
    found = _begun_behind().search(text, max(len(text) - _NEAR, 1))
    return text[: found.start()] if found else text


@cache
def _begun_behind() -> re.Pattern[str]:
    begun = any_of(words().states.begun)
    return re.compile(rf"(?:\s+[(\[]{begun}[)\]]|{_DASH}{begun})\s*\.?$")


@cache
def _begun() -> re.Pattern[str]:
    begun = any_of(words().states.begun)
    return re.compile(
        rf"\s*(?:[(\[]{begun}(?:\s[-–—]\s[^()\[\]]{{1,40}})?[)\]]:?|{begun}(?::|\s[-–—](?=\s)))\s*{_WORDS_BEHIND}"
    )


def _told(text: str, state: str) -> re.Match[str] | None:
    """A word of another language than English for `state`, in front or at the end."""
    return _told_in_front(text, state) or _told_behind(text, state)


def _told_in_front(text: str, state: str) -> re.Match[str] | None:
    """In brackets: `[erledigt] …`."""
    found = _TAG_IN_FRONT.match(text) if text.lstrip().startswith(_OPENING) else None
    return found if found and state in _states_of(found["inside"]) else None


def _told_behind(text: str, state: str) -> re.Match[str] | None:
    """In brackets, or behind a dash or an arrow: `… (fait)`, `… - hecho`."""
    found = _tag_behind(text)
    return found if found and state in _states_of(found["inside"] or found["last"]) and "?" not in found[0] else None


@lru_cache(maxsize=8192)
def _tag_behind(text: str) -> re.Match[str] | None:
    start = max(len(text) - 60, 0)
    # The search tries each blank, and most lines have neither of these.
    may_be = _DASHED.search(text, start) or text.rstrip().rstrip(".。").rstrip().endswith(_CLOSING)
    return _TAG_BEHIND.search(text, start) if may_be else None


@lru_cache(maxsize=1024)
def _states_of(text: str) -> frozenset[str]:
    """The states that a word in another language than English stands for."""
    return frozenset(hit.key for hit in whole_hits("states", text.strip(" !.")) if hit.exact)


def _is_struck(source: str) -> bool:
    """Whether all of a line's Markdown is struck through, or all behind who it is for: `Ann - ~~mow~~`."""
    bare = source[:2200].strip()
    found = _STRUCK.fullmatch(bare) if "~~" in bare or "</" in bare else None
    return found is not None and _says_no_more(found["behind"].strip(" \t.,:;!*_-–—"))


def _says_no_more(said: str) -> bool:
    """Whether what stands behind struck words is nothing, an address, or how it ended: `~~mow~~ done`."""
    rest = _ADDRESS.sub("", said).strip("()[]<> ")
    return not rest or (bool(_told_over().match(rest)) and not is_in_part(rest))


@cache
def _told_over() -> re.Pattern[str]:
    return re.compile(any_of(_no_deeds()))


def is_marked_done(source: str) -> bool:
    """Whether a line's Markdown is struck through, or ends with a word for done in bold or italic letters: `mow **Completed**`."""
    return _is_struck(source) or _ends_done(source)


def _ends_done(source: str) -> bool:
    bare = source.rstrip(" \t.!")
    found = _SAID_ALONE.search(bare, max(len(bare) - _NEAR, 0)) if bare.endswith(("*", "_")) else None
    return found is not None and found.start() > 0 and bool(_done_alone().fullmatch(found["said"].strip(" .!")))


@cache
def _done_alone() -> re.Pattern[str]:
    return re.compile(any_of((*words().states.done, *words().states.done_alone)))


def without_sign(text: str) -> str:
    """`text` without the sign in front that says it is done; the same text where there is none."""
    found = _SIGN.match(text)
    return text[found.end() :] if found else text


def is_done(text: str) -> bool:
    """Whether the text of a table's cell, or those in the tag behind a marker (`AI (done): …`), say that the work is done."""
    return not is_in_part(text[:60]) and (
        bool(_cell().fullmatch(text.lstrip(_FRONT_OF_CELL)[:60]))
        or _SIGN.match(text.strip()) is not None
        or "done" in _states_of(text[:60])
        or _begins_done(text[:60])
    )


def is_dropped(text: str) -> bool:
    """Whether the text of a table's cell says that the work was dropped: `Cancelled`, `won't do, too dear`."""
    said = text.strip(_FRONT_OF_CELL)[:60]
    return bool(_dropped_cell().fullmatch(said)) or "dropped" in _states_of(said)


@cache
def _dropped_cell() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().states.dropped)}(?:\s?[(,:;.!–-].*)?")


def _begins_done(cell: str) -> bool:
    """`Concluído neste commit`: a word of another language than English for done with little behind it."""
    said = cell.strip(" !.")
    return any(
        hit.key == "done" and hit.start == 0 and len(said) - hit.length <= _LITTLE
        for hit in hits("states", said, ENGLISH)
    )
