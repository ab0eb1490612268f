"""What a heading, a bold line or a label says of the lines below it.

Words are generic; a heading that says nothing takes the meaning of the one above (`This meeting` under `Action items`).
"""

import re
from enum import Enum
from functools import lru_cache


class Meaning(Enum):
    """What stands below: work, work for the tracker, talk, or people."""

    ACTION = 1
    TRACKER = 2
    AGENDA = 3
    PEOPLE = 4


LONGEST_LABEL = 100
"""Characters of a line that may still stand for a heading: longer ones are sentences."""
_LONGEST_TITLE = 200

_TRACKER = re.compile(
    r"\b(?:move|moved|moving|graduate|graduated|promote|transfer|convert|turn)\b.{0,20}"
    r"\b(?:in)?to (?:the |an? )?(?:git(?:hub|lab) )?(?:issue ?trackers?|issues?|tracker)\b"
)
_AGENDA = re.compile(r"\b(?:agenda|discussions?|topics?|standing items|announcements|minutes|votes?|introductions)\b")
_TALK = re.compile(
    r"(?:(?:important|useful|other|key|meeting|general) ){0,2}"
    r"(?:links?|references?|resources?|notes?|decisions?|discussions?|topics?|announcements?|agenda|minutes|attendees)"
    r"(?: (?:made|taken))?"
)
_PEOPLE = re.compile(
    r"(?:meeting |members? |people |list of |who was |who is |who's |core |in ){0,4}"
    r"(?:attendees?|attendance|attending|present|participants?|regrets|apologies|absent|guests?|roll call|scribes?|chairs?|facilitators?|here)"
    r"(?:$| list$|\s*(?:[:(/&,-]|and ).*)"
)
_PHRASE = re.compile(
    r"\b(?:action[- ]?(?:items?|points?|steps?|list|plan|register|log)|to[- ]?dos?(?: (?:list|items?))?|(?:work|follow[- ]?up) items?|task list)\b"
)
# Alone they announce work; with words after them they are as often a subject ("Action in Brussels"). "AI" alone is one.
_ALONE = re.compile(r"(?:actions?|ais|aps|tasks?|deliverables?|homework|assignments?|commitments?)(?:$|[ ]?[(:/&,-].*)")
_OPENING = re.compile(r"(?:actions|actionables?|next (?:steps?|actions?)|follow[- ]?ups?)(?:$|[^\w].*)")
_QUALIFIERS = frozenset(
    re.findall(
        r"\S+",
        "new open old previous prior past last next this current outstanding pending remaining ongoing carried over carried-over "
        "unfinished incomplete completed closed our the all any main key summary list review status of on from for minutes meeting "
        "meetings meeting's week week's weeks month's today's update updates check check-in in possible potential immediate "
        "decision decisions conclusion conclusions and & / +",
    )
)
_PLURAL = re.compile(r"(?<!github )(?<!gh )(?<!gitlab )(?<!ci )\bactions\b(?! (?:runner|workflow|ci|cache|minutes))")
_CARRIED = re.compile(r"(?:\d+|two|three|four|five) meetings? ago")
_BUCKET = re.compile(
    r"(?:(?:(?:carried over |left over )?from |since )?(?:the )?(?:this|last|previous)|"
    r"(?:pushed|deferred|moved|postponed) to (?:the )?next) (?:meeting|week|call|time)s?(?:\(s\))?"
)
_NUMBERING = re.compile(r"(?:\d{1,3}[.)]){1,5}(?:\d{1,3})?\s+")
_ORNAMENT = re.compile(r":[a-z_0-9+-]+:|[^\w\s&/+():,.'’-]")


def plain(title: str) -> str:
    """A heading's words in lower case, without numbering, emoji and closing colon."""
    words = _ORNAMENT.sub(" ", title.casefold().replace("’", "'"))
    return _NUMBERING.sub("", " ".join(words.split())).strip(" :.-")


def meaning(title: str) -> Meaning | None:
    """What `title` says; None where it says nothing of its own."""
    return _meaning(title[:_LONGEST_TITLE])


@lru_cache(maxsize=4096)
def _meaning(title: str) -> Meaning | None:
    """The same headings stand in note after note."""
    words = plain(title)
    if not words:
        return None
    if _TRACKER.search(words):
        return Meaning.TRACKER
    if _is_action(words):
        return Meaning.ACTION
    if _PEOPLE.match(words):
        return Meaning.PEOPLE
    return Meaning.AGENDA if _AGENDA.search(words) else None


def is_bucket(title: str) -> bool:
    """Whether `title` only says of which meeting the lines below are: `Last meeting`, `Pushed to next meeting`."""
    words = plain(title[:LONGEST_LABEL])
    return bool(_BUCKET.fullmatch(words) or _CARRIED.fullmatch(words))


def announces_talk(text: str) -> bool:
    """Whether a bullet of an action list only announces something else below it: `Links:`, `Decisions:`, `Discussion`."""
    short = len(text) <= LONGEST_LABEL and _nothing_after_colon(text)
    return short and bool(_TALK.fullmatch(plain(text)))


def is_label(text: str) -> bool:
    """Whether a bullet or short line only announces the work below it: `TODO:`, `Next steps`, `Actions to be done by …:`."""
    return len(text) <= LONGEST_LABEL and _is_label(text)


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    short = len(plain(text).split()) <= 4 or text.rstrip().endswith(":")
    return short and meaning(text) is Meaning.ACTION and _nothing_after_colon(text)


def _nothing_after_colon(text: str) -> bool:
    _, colon, after = text.partition(":")
    return not colon or not after.strip(" *_:")


def _is_action(words: str) -> bool:
    if words.startswith("agenda"):
        return False
    if _PHRASE.search(words) or _CARRIED.fullmatch(words):
        return True
    if _opens_with_core(words.split()):
        # "Follow-up from last meeting / discussions": what was talked about goes on.
        return not (words.startswith("follow") and _AGENDA.search(words))
    return len(words.split()) <= 5 and bool(_PLURAL.search(words))


def _opens_with_core(words: list[str]) -> bool:
    """Whether a word for work stands first, or behind qualifiers only."""
    for index, word in enumerate(words):
        rest = " ".join(words[index:])
        if _ALONE.fullmatch(rest) or _OPENING.fullmatch(rest):
            return True
        if word.strip(",/&") not in _QUALIFIERS and word.strip(",/&"):
            return False
    return False
