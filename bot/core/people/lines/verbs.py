"""Whether the word behind `to` or `will` is what somebody does: `Ann to mow`, not `Back to the roots`."""

import re

from bot.core.people.context import Context
from bot.core.words import ENGLISH, words


def is_order(word: str, context: Context) -> bool:
    """Whether a word with a capital is what somebody is to do: `ACTION: Ann to Email the list`."""
    return context.language == ENGLISH and word.istitle() and word.casefold() in words(ENGLISH).not_names.openers


def is_verb(found: re.Match[str], context: Context) -> bool:
    """Whether `next` is what the owner does, behind "to" or "will"."""
    owners, word = words(context.language).owners, found["next"]
    goes_on = owners.going_on and found.string[found.end() :].split(maxsplit=1)[:1]
    if word in owners.never_verbs and goes_on and goes_on[0].endswith(owners.going_on):
        return True
    if word == "be" and found["verb"] in owners.promises and found["verb"].endswith(" to"):
        # `Ann volunteered to be the host`
        return True
    return (
        (word[:1].islower() or context.language != ENGLISH)
        and word not in owners.never_verbs
        and (found["verb"] not in owners.to or word not in owners.not_verbs)
    )
