"""Meanings of headings, bold lines and labels for the lines below them.

Words are generic; a heading that says nothing takes the meaning of the one above (`This meeting` under `Action items`).
"""

import re
from collections.abc import Callable
from enum import Enum
from functools import cache, lru_cache

from bot.core.words import words
from bot.core.words.phrases import any_of, capitalised


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


LONGEST_LABEL = 100
"""Characters of a line that may still stand for a heading: longer ones are sentences."""
_LONGEST_TITLE = 200

_NUMBERING = re.compile(r"(?:\d{1,3}[.)]){1,5}(?:\d{1,3})?\s+")
_AND = re.compile(r"(?<=\s)&(?=\s)|\s?[/+]\s?")
_WORDS = re.compile(r"[\w'-]*\w")
_ORNAMENT = re.compile(r":[a-z_0-9+-]+:|[^\w\s&/+():,.'’-]")


@cache
def _tracker() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.tracker))


@cache
def _agenda() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.agenda))


@cache
def _agenda_first() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.agenda_first, whole=False))


@cache
def _other() -> re.Pattern[str]:
    said = words().headings
    return re.compile(any_of((*said.other, *said.agenda)))


@cache
def _running() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.running))


@cache
def _review() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.review))


@cache
def _initials_label() -> re.Pattern[str]:
    """`AI:`, `AIs:`"""
    short = words().work.initials
    return re.compile(rf"[*_]{{0,3}}{any_of((*short, *(f'{each}s' for each in short)))}[*_]{{0,3}}:[*_]{{0,3}}")


@cache
def _names_who() -> re.Pattern[str]:
    """`AI @cyd to organise:`: a word for work with who does it, and a colon at the end."""
    other = any_of(words().work.after_other_meaning)
    return re.compile(rf"[*_]{{0,3}}{capitalised(words().work.named)}\s(?!{other})[^:]{{2,80}}:[*_]{{0,3}}")


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:[/&+,;|]|\s[-–—]\s|{any_of(words().owners.joiners)})\s*")


@cache
def _talk() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.talk))


@cache
def _people() -> re.Pattern[str]:
    said = words().headings
    before = rf"(?:{any_of(said.people_before)} ){{0,4}}"
    behind = rf"(?:$| {any_of(said.people_after)}$|\s*(?:[:(/&,-]|{any_of(words().owners.joiners)} ).*)"
    return re.compile(before + any_of(said.people) + behind)


@cache
def _phrase() -> re.Pattern[str]:
    work = words().work
    return re.compile(any_of((*work.action_item, *work.todo, *words().headings.action)))


# Alone they announce work; with words behind them they are as often a subject ("Action in Brussels").
@cache
def _alone() -> re.Pattern[str]:
    work = words().work
    phrases = any_of((*work.action, *work.actions, *work.item, *words().headings.action_alone))
    return re.compile(rf"{phrases}(?:$|[ ]?[(:/&,-].*)")


@cache
def _opening() -> re.Pattern[str]:
    work = words().work
    return re.compile(rf"{any_of((*work.actions, *work.next_step, *words().headings.action_first))}(?:$|[^\w].*)")


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(words().headings.qualifiers)


@cache
def _actions() -> re.Pattern[str]:
    said = words().headings
    before = "".join(f"(?<!{re.escape(word)} )" for word in said.not_after)
    return re.compile(f"{before}{any_of(words().work.actions)}(?! {any_of(said.not_before)})")


@cache
def _age() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.age, words().dates.numbers))


@cache
def _bucket() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().headings.bucket)}(?:\(s\))?")


@cache
def _continues() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.continues))


def plain(title: str) -> str:
    """A heading's words in lower case, without numbering, emoji and closing colon."""
    said = _ORNAMENT.sub(" ", title.casefold().replace("’", "'"))
    return _NUMBERING.sub("", " ".join(said.split())).strip(" :.-")


def meaning(title: str) -> Meaning | None:
    """What `title` says; None where it says nothing of its own."""
    return _meaning(title[:_LONGEST_TITLE])


@lru_cache(maxsize=4096)
def _meaning(title: str) -> Meaning | None:
    """The same headings stand in note after note."""
    said = plain(title)
    return next((found for found, says in _RULES if says(said)), None) if said else None


def is_mixed(title: str) -> bool:
    """Whether a heading of work names something else too, so that a plain bullet below it may be either."""
    return len(parts := _parts().split(plain(title[:_LONGEST_TITLE]))) > 1 and any(map(_other().fullmatch, parts))


def names_work(title: str) -> bool:
    """Whether a word for work stands in `title`: `Completed action items`, not `Completed`."""
    return bool(_phrase().search(said := plain(title[:_LONGEST_TITLE])) or _actions().search(said))


def is_bucket(title: str) -> bool:
    """Whether `title` only says of which meeting the lines below are: `Last meeting`, `Pushed to next meeting`."""
    said = plain(title[:LONGEST_LABEL])
    return bool(_bucket().fullmatch(said) or _age().fullmatch(said))


def announces_talk(text: str) -> bool:
    """Whether a bullet of an action list only announces something else below it: `Links:`, `Decisions:`, `Discussion`."""
    short = len(text) <= LONGEST_LABEL and _nothing_after_colon(text)
    return short and bool(_talk().fullmatch(plain(text)))


def is_label(text: str) -> bool:
    """Whether a bullet or short line only announces the work below it: `TODO:`, `Next steps`, `Actions to be done by …:`."""
    return len(text) <= LONGEST_LABEL and _is_label(text)


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    if _initials_label().fullmatch(text.strip()) or _names_who().fullmatch(text.strip()):
        return True
    said = plain(text)
    short = len(said.split()) <= 4 or (text.rstrip().endswith(":") and _leads_or_ends(said))
    return short and meaning(text) is Meaning.ACTION and _nothing_after_colon(text)


def _leads_or_ends(title: str) -> bool:
    """Whether a word for work stands at the beginning, behind qualifiers or at the end: elsewhere it is part of a sentence."""
    said = title.split()
    return _opens_with_core(said) or any(
        found.start() == 0 or found.end() == len(title) or set(title[: found.start()].split()) <= _qualifiers()
        for form in (_phrase(), _actions())
        for found in form.finditer(title)
    )


def is_review(text: str) -> bool:
    """Whether a bullet announces that old work is gone through: `Review of actions from May`. What is said there is how it stands."""
    said = plain(text[:LONGEST_LABEL])
    return bool(_review().search(said)) and names_work(said)


def _nothing_after_colon(text: str) -> bool:
    _, colon, after = text.partition(":")
    return not colon or not after.strip(" *_:")


def _is_done(plain_title: str) -> bool:
    """Whether a word for what is done stands first or last, with nothing but words that say of what or since when."""
    said = words().headings
    title = _WORDS.findall(_AND.sub(f" {words().owners.joiners[0]} ", plain_title))
    at = next((index for index, word in enumerate(title) if word in said.done), None)
    if at is None or (at and title[at - 1] in said.not_done):
        return False
    before = [word for word in title[:at] if word not in said.done_before]
    behind = [word for word in title[at + 1 :] if not word.isdigit()]
    if before and (behind or not _is_action(" ".join(before))):
        return False
    if len(behind) > 1 and behind[0] in words().owners.joiners and behind[1] not in said.done:
        # `Completed and pending action items`
        return False
    rest = [word for word in behind if word not in said.done_after and word not in said.done]
    return not rest or behind[0] in said.done_since or _is_action(" ".join(behind))


def _is_action(title: str) -> bool:
    if _agenda_first().match(title):
        return False
    if _phrase().search(title) or _age().fullmatch(title):
        return True
    if _opens_with_core(title.split()):
        # "Follow-up from last meeting / discussions": what was talked about goes on.
        return not (_continues().match(title) and _agenda().search(title))
    return len(title.split()) <= 5 and bool(_actions().search(title))


def _opens_with_core(title: list[str]) -> bool:
    """Whether a word for work stands first, or behind qualifiers only."""
    for index, word in enumerate(title):
        rest = " ".join(title[index:])
        if _alone().fullmatch(rest) or _opening().fullmatch(rest):
            return True
        bare = word.strip(",/&+")
        if bare and bare not in _qualifiers():
            return False
    return False


_RULES: tuple[tuple[Meaning, Callable[[str], object]], ...] = (
    (Meaning.TRACKER, lambda said: _tracker().search(said)),
    (Meaning.PAST, lambda said: said.split(" ", 1)[0] in words().headings.past),
    (Meaning.DONE, _is_done),
    (Meaning.ACTION, _is_action),
    (Meaning.RUNNING, lambda said: _running().fullmatch(said)),
    (Meaning.PEOPLE, lambda said: _people().match(said)),
    (Meaning.AGENDA, lambda said: _agenda().search(said)),
)
"""What a plain title means: the first that fits."""
