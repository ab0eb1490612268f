"""A word for work in front of a line, or with its owner behind other words, and the owners inside it."""

import re
from dataclasses import replace

from bot.core import limits
from bot.core.markdown.done_words import is_done
from bot.core.people.context import Context
from bot.core.people.lines import prefix_forms as forms
from bot.core.people.lines.line_prefix import LinePrefix
from bot.core.people.lines.subject import is_named_behind
from bot.core.people.lines.work_words import other_word_for_work
from bot.core.people.names import split_subject, split_tag
from bot.core.people.owner import Owner
from bot.core.people.persons import is_tagged_person
from bot.core.words.lookup import may_name_work

_ARROW = re.compile(r"(?:[-=]>|→|➡️?|👉)\s*+")


def word_in_front(text: str, context: Context, *, bare_ai: bool) -> LinePrefix | None:
    """A word for work that nobody of the note is called by, with the owners inside it."""
    arrow = _ARROW.match(text)
    bare = text[arrow.end() :] if arrow else text
    if may_name_work(text, context.language):
        initials = _bare_ai(text, context) if bare_ai else None
        found = _word_for_work(bare, context) or _named_work(bare, context) or initials
    else:
        found = _in_other_language(bare, context)
    return None if found and found.marker and context.knows(found.marker) else found


def inner_tag(text: str, context: Context) -> LinePrefix:
    """`… AI(DS) figure out …`, `… TODO(name)`: only with people in the parentheses, right behind the word."""
    is_possible = "(" in text and may_name_work(text, context.language)
    found = forms.inner(context.language).match(text[: limits.LINE]) if is_possible else None
    names = split_tag(found["tag"], context) if found else None
    if found is None or not names:
        return LinePrefix(text)
    return LinePrefix(found["after"] or found["before"].rstrip(" -–"), names, marker=found["word"], tagged=True)


def _word_for_work(text: str, context: Context) -> LinePrefix | None:
    """`[Action - Lee] …`, `TODO: …`, `ACTION(SC): …`, `AI(DS) …`, `#action …`."""
    language = context.language
    if found := forms.bracketed(language).match(text):
        return _behind(found, split_tag(found["names"] or "", context))
    if (found := forms.todo(language).match(text)) and (found["colon"] or found["word"].isupper()):
        return _behind(found)
    if found := forms.marker(language).match(text):
        tag = (found["tag"] or "").strip(" ()")
        return replace(_behind(found, split_tag(tag, context)), done=is_done(tag))
    if text.startswith("#") and (found := forms.hashed(language).match(text)):
        return _behind(found)
    return _in_other_language(text, context)


def _in_other_language(text: str, context: Context) -> LinePrefix | None:
    """`Aufgabe: …`, `Tâche (Ann) : …`, `Actiepunt Ann: …`."""
    found = other_word_for_work(text, context.language)
    owners = split_tag(found.names, context) if found and found.names else ()
    if found is None or owners is None:
        return None
    return LinePrefix(text[found.end :], owners, marker=found.word, tagged=bool(owners))


def _named_work(text: str, context: Context) -> LinePrefix | None:
    """`AI(DS) …`, `ACTION @lee: …`, `Action item for Lee: …`, `Lee TODO: …`."""
    language = context.language
    if found := forms.tagged(language).match(text):
        tag = split_tag(found["tag"] or found["name"], context)
        if tag is not None:
            return _behind(found, tag)
    if found := forms.before_login(language).match(text) or forms.shared(language).match(text):
        return _behind(found)
    found = forms.named(language).match(text)
    names = split_subject(found["names"], context) if found else ()
    if found and names and not is_named_behind(text[found.end() :], names, context):
        prefix = _behind(found, names)
        return replace(prefix, text=text[found.start("names") :], tagged=False) if found["prose"] else prefix
    found = forms.named_todo(language).match(text)
    name = found["name"] if found else ""
    is_name = (
        context.knows(name) or context.is_given(name) or (name[:1].isupper() and found and found["word"].isupper())
    )
    if found and is_name and is_tagged_person(name, context):
        return LinePrefix(text[found.end() :], (Owner(name),), marker=found["word"], tagged=True)
    return None


def _bare_ai(text: str, context: Context) -> LinePrefix | None:
    found = forms.bare_initials(context.language).match(text)
    return LinePrefix(text[found.end() :], marker=found["word"]) if found else None


def _behind(found: re.Match[str], owners: tuple[Owner, ...] | None = ()) -> LinePrefix:
    """What stands behind a word for work, with the owners inside it."""
    return LinePrefix(found.string[found.end() :], owners or (), marker=found["word"].strip(), tagged=bool(owners))
