"""Words that tell how something stands, what was said or what was decided, where others of a list say what is to be done."""

import re
from functools import cache

from bot.core.markdown.deadlines import is_deadline
from bot.core.notes.candidates.next_steps import is_next_step
from bot.core.notes.candidates.reviews import says_only_state
from bot.core.people.context import Context
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.promises import names_a_doer
from bot.core.people.lines.suffix import read_owner_line
from bot.core.people.names import split_subject
from bot.core.people.persons import is_full_name
from bot.core.words import ENGLISH, words
from bot.core.words.phrases import any_of, literally

_FRONT = 5
"""Words that may stand in front of the verb of a sentence."""


def reports(prefix: LinePrefix, context: Context) -> bool:
    """Whether a bullet is a report of what was said, done or decided: `Foi decidido …`, `Decisione: …`; or says nothing but how the
    work beside it stands, whose it is, or until when.

    One that promises something is work all the same: `It was agreed that Ann will write it down`, `Agreed: Ann to write it`.
    """
    if read_owner_line(prefix.text, context):
        return True
    if says_only_state(prefix.text):
        return not names_a_doer(prefix.text, context)
    if is_deadline(prefix.text.replace(":", " "), context.language):
        return True
    if _says_somebody(prefix.text[:120], context) or _did_something(prefix.text[:120], context):
        return not (prefix.marker or names_a_doer(prefix.text, context))
    report = _report(context.language).match(prefix.text[:80].casefold())
    is_owned = any(owner.name in prefix.text for owner in prefix.owners)
    return bool(report) and not is_owned and not names_a_doer(prefix.text, context)


def tells(prefix: LinePrefix, label: str, context: Context) -> bool:
    """Whether words behind or below `label`, one for next steps, say how something stands: `Next steps: we are at it`."""
    if prefix.owners or not is_next_step(label):
        return False
    return _is_statement(prefix.text) and not names_a_doer(prefix.text, context)


def _is_statement(text: str) -> bool:
    """Whether `text` begins as a sentence about how something is: `The new bot is useful`, not `Check what is left`."""
    front = [word.strip(".,;:!?()'\"").casefold() for word in text.split()[: _FRONT + 2]]
    said = words().nothing
    at = next((index for index, word in enumerate(front[: _FRONT + 1]) if word in said.stating), 0)
    goes_on = front[at + 1 : at + 2] != ["to"]
    return at > 0 and goes_on and not any(word in said.ensuring for word in front[:at])


def _says_somebody(text: str, context: Context) -> bool:
    """Whether somebody of the note, or a whole name, has said what follows: `Ann Example mentioned …`, not `Fix reported bugs`."""
    found = _said().match(text)
    if found is None:
        return False
    return bool(split_subject(found["who"], context, only_known=True) or is_full_name(found["who"], context))


def _did_something(text: str, context: Context) -> bool:
    """Whether somebody of the note, or a given name, did what follows: `Ann sent the slides`, not `Ann agreed to send them`.

    Of what somebody has done the name need not be known: `ACME has asked for a crane` is said of a body.
    """
    found = _did().match(text) if context.language == ENGLISH else None
    if found is None:
        return False
    who = found["who"]
    return context.knows(who) or context.is_given(who) or (bool(found["has"]) and not context.is_thing(who))


@cache
def _did() -> re.Pattern[str]:
    past = literally(dict.fromkeys(form for forms in words().identity.irregular for form in forms.split()[1:]))
    return re.compile(
        rf"(?P<who>[A-Z][\w'’-]+)(?:\s[A-Z][\w'’]*\.?)?\s(?P<has>ha(?:s|ve)\s)?(?:also\s|already\s)?"
        rf"(?:[a-z]{{2,}}(?<!e)ed|{past})(?!\w|\sto\s(?!(?:the|an?)\s|[A-Z]))"
    )


@cache
def _said() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>[^,.:;()]{{1,40}}\.?)(?:\s?\([^()]{{1,40}}\))?\s(?:also\s)?{literally(words().nothing.reported)}(?!\w)"
    )


@cache
def _report(language: str) -> re.Pattern[str]:
    said = words(language)
    return re.compile(rf"{any_of(said.nothing.reporting)}|{any_of(said.decisions.label)}\s*[:：]")
