"""Which rule decided: about a line's kind, an owner's login, a sub-team's label. Said by the rules themselves."""

from enum import StrEnum
from typing import NamedTuple

from bot.core.values import dataclass


class Why(StrEnum):
    """The rule of `bot.core.notes.classify` that decided about a line. The first eleven make it work, the others do not."""

    LISTED = "listed"
    MARKER = "marker"
    LABEL = "label"
    RESTATED = "restated"
    BELOW_WORK = "below-work"
    OWNER = "owner"
    LEFT_OPEN = "left-open"
    TYPED = "typed"
    TASK = "task"
    FINISHED = "finished"
    AGENDA_BOX = "agenda-box"
    TOPIC = "topic"
    REMARK = "remark"
    PEOPLE = "people"
    EMPTY = "empty"
    MOVED = "moved"
    PAST = "past"
    RUNNING = "running"
    TEMPLATE = "template"
    REPEATED = "repeated"
    MACHINE = "machine"
    REVIEWED = "reviewed"
    REPORTED = "reported"
    SPOKEN = "spoken"
    LOOSE = "loose"
    SUBJECT = "subject"
    COLUMNS = "columns"
    PROMISED = "promised"

    @property
    def is_work(self) -> bool:
        """Whether a line is work by this rule."""
        return self not in _NO_WORK


_NO_WORK = frozenset({Why.TOPIC, Why.REMARK, Why.PEOPLE, Why.EMPTY, Why.MOVED, Why.PAST, Why.RUNNING}) | {
    Why.TEMPLATE,
    Why.REPEATED,
    Why.MACHINE,
    Why.REVIEWED,
    Why.REPORTED,
    Why.SPOKEN,
    Why.LOOSE,
    Why.SUBJECT,
    Why.COLUMNS,
    Why.PROMISED,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word that decided, with the code of its language; `config` for the headings of the config."""

    text: str
    language: str


LEFT_OUT = (Why.REVIEWED, Why.REPORTED, Why.SPOKEN, Why.LOOSE, Why.SUBJECT, Why.COLUMNS)
"""Reasons for lines without a box in an action list that say something else than what is to be done."""


TALK = (Why.TOPIC, Why.REMARK)
"""Reasons for boxes outside the action lists, which `agenda_boxes` takes for work or not."""


class Rule(StrEnum):
    """The rule that found an owner's login, or the reason why there is none (the last four)."""

    ATTENDEES = "attendees"
    CONFIG = "config"
    AT = "at"
    LOGIN = "login"
    NEIGHBOUR = "neighbour"
    GUESS = "guess"
    SHARED = "shared"
    DATED = "dated"
    UNKNOWN = "unknown"
    TEAM = "team"


# A tuple, because tuples are compared and hashed without a call.
class Naming(NamedTuple):
    """An owner as written, the login that a rule found (None: none did), and what it went by.

    `by` is the note that a neighbour's login comes from, or the logins that a shared name stands for. `person` is the whole
    name, in lower case, of the one attendee of the note that the name stands for.
    """

    name: str
    login: str | None
    rule: Rule
    by: str = ""
    person: str = ""


class Given(StrEnum):
    """The rule that gave an item its sub-team's label, the surest first."""

    HEADING = "heading"
    WORD = "word"
    BUILT_IN = "built-in word"
    LINK = "link"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sub-team's label, the rule that gave it, and the heading, word, link or owner it went by."""

    label: str
    rule: Given
    by: str
