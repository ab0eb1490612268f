"""The forms of what stands before an item's words, as regular expressions made of the word files.

Each is compiled once for each language.
"""

import re
from functools import cache

from bot.core.markdown.done_words import SIGN
from bot.core.people.name_forms import AT, LOGIN_OR_NAME, NAME, join, joined
from bot.core.words import words
from bot.core.words.phrases import any_of, capitalised, literally, shouted

_TAG = r"\((?P<tag>[^()]{1,60})\)"
_NUMBER = r"(?:\s\d{4}-\d\d-\d\d|(?:[ -]?#|-| ?(?!(?:19|20)\d\d\b))\d{1,4}(?:\.\d{1,3}){0,2}(?![\w.]))?"
"""The number of an action, or its day; a year is none."""
_COLON = r"\s*+:?\s*+"
"""What may stand between a word for work and what is to be done."""
_SYMBOL = "[\u2190-\u21ff\u2300-\u23ff\u2460-\u27bf\u2900-\u2bff\U0001f000-\U0001faff]"


def _word(form: str) -> str:
    """A word for work, as the group `word`."""
    return rf"(?P<word>{form})"


def _kind(language: str) -> str:
    """What may stand in front of a word for work: `New …`."""
    return rf"(?:{any_of(words(language).work.kinds)}\s)?"


@cache
def todo(language: str) -> re.Pattern[str]:
    """`TODO …`, `to do: …`, `Another TODO: …`"""
    return re.compile(
        rf"{_kind(language)}{_word(any_of(words(language).work.todo))}(?P<colon>\s*[:：–-]{{1,3}}(?=\s|$))?\s*+"
    )


@cache
def marker(language: str) -> re.Pattern[str]:
    """`Action item 3 (Ann): …`, `ACTION-12: …`, `New actions: …`. Initials count in capitals only: `Ai:` is a speaker."""
    word = _word(any_of(words(language).work.markers, whole=False))
    return re.compile(rf"{_kind(language)}{word}{_NUMBER}(?P<tag>\s*\([^()]{{1,60}}\))?\s*(?:[:：]|[–-](?=\s))\s*+")


@cache
def tagged(language: str) -> re.Pattern[str]:
    """`AI(DS) …`, `Action item [Ann] …`. `AI (…)` with a blank is as often the subject and its explanation."""
    work = words(language).work
    no_blank = "".join(rf"(?<!{re.escape(short)} )" for short in work.initials)
    return re.compile(
        rf"{_word(capitalised(work.named))}(?: ?{no_blank}{_TAG}| ?\[(?P<name>[^\[\]]{{1,60}})\]){_COLON}"
    )


@cache
def named(language: str) -> re.Pattern[str]:
    """`Action item for Lee: …`, `AP Lee: …`"""
    work = words(language).work
    names = rf"(?P<names>{joined(LOGIN_OR_NAME, language)})"
    word = any_of(work.named)
    front = rf"{_word(word)}{_NUMBER}\s+(?:{any_of(work.introducing)}\s+)?{names}"
    return re.compile(rf"{front}(?:(?:\s*[:：]|\s[–-])\s+|(?P<prose>\s+{verb(language)}\s+[a-z]))")


@cache
def shared(language: str) -> re.Pattern[str]:
    """`Action all: …`, `Action for the members: …`: nobody in particular does it."""
    work, owners = words(language).work, words(language).owners
    who = rf"(?:{any_of(owners.everyone)}|{any_of(work.introducing)}\s+(?:\w+\s+)?{any_of(owners.everybody)})"
    return re.compile(rf"{_word(any_of(work.named))}{_NUMBER}\s+{who}\s*[:：]\s+(?=\S)")


@cache
def bracketed(language: str) -> re.Pattern[str]:
    """`[Action - Lee] …`"""
    work = words(language).work
    word = any_of((*work.action, *work.action_item, *work.initials, *work.todo))
    return re.compile(rf"[\[(]{_word(word)}\s*(?:[-–:]\s*(?P<names>[^\[\]()]{{1,60}}))?[\])]{_COLON}")


@cache
def hashed(language: str) -> re.Pattern[str]:
    """`#action lee to …`"""
    work = words(language).work
    return re.compile(rf"#{_word(any_of((*work.action, *work.action_item, *work.todo)))}(?![\w-]){_COLON}")


@cache
def named_todo(language: str) -> re.Pattern[str]:
    """`Lee TODO: …`, `Lee Example - ACTION - …`, `Lee's to-do: …`"""
    work = words(language).work
    said = (*work.todo, *work.action, *work.action_item)
    word = _word(rf"{shouted(said)}|{any_of(said)}(?=\s*:)")
    return re.compile(
        rf"(?P<name>[^\W\d_][\w.-]*(?: [A-Z][\w-]*\.?)?)(?:['’]s)?(?: [–-])? {word}(?!\()(?:\s*:|\s[–-])?\s*+"
    )


@cache
def before_login(language: str) -> re.Pattern[str]:
    """`ACTION @lee …`"""
    return re.compile(rf"{_word(capitalised(words(language).work.named))}{_NUMBER}\s+(?=@\w)")


@cache
def bare_initials(language: str) -> re.Pattern[str]:
    """`AI remove the label`. `AI in packaging`, `AI is a subject`: there the letters are what is spoken of."""
    work = words(language).work
    other = rf"(?!{any_of(work.after_other_meaning)})"
    return re.compile(rf"{_word(any_of(work.initials))} (?:{any_of(work.to)} )?{other}(?=[a-z])")


@cache
def inner(language: str) -> re.Pattern[str]:
    """`… AI(DS) figure out …`, `… TODO(name)`"""
    work = words(language).work
    word = capitalised((*work.named, *work.todo))
    return re.compile(rf"(?P<before>\S.*?)\s+{_word(word)}{_TAG}\s*+:?\s*+(?P<after>.*)")


@cache
def work_before(language: str) -> re.Pattern[str]:
    """A word for work and its colon at the end."""
    work = words(language).work
    return re.compile(rf"{any_of((*work.markers, *work.todo))}:\s*$")


@cache
def mark(language: str) -> re.Pattern[str]:
    """What says how much the work matters: `P1: …`, `[P1] …`, `URGENT …`, an emoji."""
    word = rf"(?:[Pp][0-5]|{any_of(words(language).work.urgent)})"
    return re.compile(
        rf"(?!{SIGN})(?:{_SYMBOL}\ufe0f?(?:\u200d{_SYMBOL}\ufe0f?)*|:[a-z][a-z_+-]{{1,30}}:|[\[(]{word}[\])]:?|{word}(?:\s*[:!–-]+)?(?=\s))\s*+"
    )


@cache
def verb(language: str) -> str:
    """What stands between who does something and what, as the group `verb`."""
    owners = words(language).owners
    return rf"(?P<verb>{literally((*owners.to, *owners.verbs, *owners.promises))})"


@cache
def verb_starts(language: str) -> frozenset[str]:
    """The first word of each `verb`."""
    owners = words(language).owners
    return frozenset(each.split()[0] for each in (*owners.to, *owners.verbs, *owners.promises))


@cache
def prose(language: str) -> re.Pattern[str]:
    """`Eric to add …`"""
    nobody = rf"(?!(?i:{any_of(words(language).owners.of_nobody)}))"
    return re.compile(rf"{nobody}(?P<names>\S+(?:\s+\S+){{0,6}}?)\s+{verb(language)}\s+(?P<next>\S+)")


@cache
def verb_first(language: str) -> re.Pattern[str]:
    """`to add …`"""
    return re.compile(rf"{verb(language)}\s+(?P<next>\S+)")


@cache
def logins(language: str) -> re.Pattern[str]:
    """`@ann, @bob and @cid`"""
    return re.compile(rf"{AT}(?:\[bot\])?(?:{join(language)}{AT}|\s+{AT})*")


@cache
def full_names(language: str) -> re.Pattern[str]:
    """`@Ann Example, @Bob Example - …`: people as chats and transcripts mention them, where the first name is no login."""
    name = r"@[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*\.?){1,2}"
    return re.compile(rf"{joined(name, language, '*')}(?=\s*:\s|\s+[–—-]\s|\s+{verb(language)}\s)")


@cache
def before_dash(language: str) -> re.Pattern[str]:
    """`Ann, Bob - …`"""
    return re.compile(rf"(?P<names>{joined(NAME, language)})\s+[–—-]\s+")
