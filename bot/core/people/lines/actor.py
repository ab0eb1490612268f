"""Who stands in front of what they do, without a colon or a verb for a promise between: `Ann and Bob coordinate the move`."""

from bot.core.people.context import Context
from bot.core.people.names import split_subject
from bot.core.people.owner import Owner
from bot.core.people.stop_words import stop_words
from bot.core.words import words


def read_actor(text: str, context: Context) -> tuple[Owner, ...]:
    """The note's people at the front of what they are to do: `Ann and Bob coordinate the move`."""
    front = text[:120].split()[:8]
    for at in range(1, len(front)):
        if _may_be_deed(front[at], context) and (
            names := split_subject(" ".join(front[:at]), context, only_known=True)
        ):
            return names
    return ()


def read_doer(text: str, context: Context) -> tuple[Owner, ...]:
    """One of the note's people, marked as who does something in a language without blanks between words: `李雷负责…`, `田中さんが…`."""
    owners = words(context.language).owners
    if not (owners.doer_before or owners.doer_behind):
        return ()
    said = text.removeprefix(next((each for each in owners.doer_before if text.startswith(each)), ""))
    name = max((each for each in context.known if each and said.casefold().startswith(each)), key=len, default="")
    rest = said[len(name) :]
    title = next((each for each in owners.honorifics if rest.startswith(each)), "")
    is_marked = said != text or rest.removeprefix(title).startswith(owners.doer_behind or ("\0",))
    return (Owner(said[: len(name)]),) if name and is_marked else ()


def read_given_name(text: str, context: Context) -> tuple[Owner, ...]:
    """A given name that is no other word, at the front of what somebody is to do: `Erin open an issue`."""
    front = text[:120].split(maxsplit=2)
    is_named = len(front) > 2 and context.is_given(front[0]) and _may_be_deed(front[1], context)
    return (Owner(front[0]),) if is_named else ()


def _may_be_deed(word: str, context: Context) -> bool:
    """Whether `word` is what somebody is to do, and no report of what they did or said."""
    owners, stops = words(context.language).owners, stop_words(context.language)
    plain = word[:1].islower() and word.isalpha() and word not in stops.function_words and word not in stops.particles
    return plain and word not in owners.telling and not word.endswith(owners.past_endings or ("\0",))
