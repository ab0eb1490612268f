"""The grammar of what stands behind an item's words: owners at the end of a line.

`… (Ann)`, `… [on Ann - due June]`, `… - @ann`, `… → Ann`, `… | Ann`, `… **Ann**`, `… Owner: Ann`, `… the page @ann`. Only names
that the note's people bear count everywhere; others are the note's habit, or none.
"""

import re
from dataclasses import replace
from itertools import pairwise

from bot.core import limits
from bot.core.config.logins import is_plain_login
from bot.core.people.context import NOBODY_KNOWN, Context
from bot.core.people.lines import suffix_forms as forms
from bot.core.people.lines.mentions import mentioned_at_end
from bot.core.people.name_forms import join
from bot.core.people.names import split_subject, split_tag
from bot.core.people.owner import Owner
from bot.core.people.persons import is_everybody
from bot.core.people.stop_words import stop_words
from bot.core.values import dataclass
from bot.core.words import words
from bot.core.words.phrases import has_hint, is_unspaced

_TAG = re.compile(r"\s?[\[(（【](?P<inside>[^\[\]()（）【】]{1,60})[\])）】]\s*[.。]?$")
_REMARK = re.compile(r"\s\([^()]{3,160}\)\s*\.?$")
_BOLD = re.compile(r"(?:(?<!\w)(?P<mark>\*{1,2}|_{1,2}))(?P<inside>[^*_\n]{1,60}?)\s*:?(?P=mark)\s*[.:]?$")
_CLOSING = "])）】.。"
# A quick look for what stands in front of `suffix_forms.names`: most lines have none.
_MAY_SIGN = re.compile(r"\s(?:[-–—→⇒←⇐➡⬅👉|]|=>|<[-=])|[.!?]\s|[。！？]")
_DUE = re.compile(r"\s[-–—]\s.*")
_DASHES = re.compile(r"\s[-–—]{1,2}\s.*\s[-–—]{1,2}\s")
_ADDRESSES = re.compile(r"(?:\s+https?://\S+)+$")
_LABEL_ENDS = re.compile(r"[:：=]\s*$")
_LONGEST_UNSPACED = 6
"""Characters of a name in a script without blanks."""
_LONGEST = 240
"""Characters at the end of a line that may name owners."""
_LONGEST_NAMES = 120
_PASSIVE = 4
"""Words that a passive has at most: `to be looked into`."""
_ONE_NUMBER = r"(?:\(?#\d{1,9}\)?|\(?\[#\d{1,9}\]\([^\s()]{1,300}\)\)?)"
# `(Ann) ~ 1 week`, `(Ann) ~2h: urgent`
_ESTIMATE = re.compile(r"\s~\s?\d+(?:[.,]\d+)?\s?[^\W\d_]{1,8}\b[^()]{0,40}$")
_NUMBER = re.compile(rf"\s(?:(?:→|->|[-–—]{{1,2}})\s)?{_ONE_NUMBER}(?:,\s?{_ONE_NUMBER}){{0,9}}\s*$")
_MORE = ("{0,5}", "{0}")
"""All names of a field, and where they are none its first alone: `(Owner: Ann, high priority)`."""


@dataclass(frozen=True, slots=True)
class LineSuffix:
    """What stands behind the words, and the words. `sure`: the names are those of the note's people."""

    text: str
    owners: tuple[Owner, ...] = ()
    sure: bool = False


def read_tail(text: str, context: Context = NOBODY_KNOWN, source: str = "") -> LineSuffix:
    """`text` without the names at its end, and these; `source` is its Markdown, which shows what is bold.

    Addresses, the numbers of issues, or an estimate may stand behind the names: carrying puts a number there.
    """
    end = text[-_LONGEST:]
    for behind, sign in ((_ADDRESSES, "://"), (_NUMBER, "#"), (_ESTIMATE, "~")):
        found = behind.search(text, max(len(text) - _LONGEST, 0)) if sign in end else None
        before = (
            _names_at_end(text[: found.start()], context, behind.sub("", source[-limits.LINE :].rstrip()))
            if found
            else None
        )
        if found and before and before.owners:
            return replace(before, text=before.text + found.group())
    named = _names_at_end(text, context, source)
    return named if named.owners else _before_remark(text, context) or named


def _before_remark(text: str, context: Context) -> LineSuffix | None:
    """`… [Ann] (see the plan)`: the note's people in brackets, with a remark in others behind them."""
    remark = _REMARK.search(text, max(len(text) - _LONGEST, 0)) if text.rstrip(" .")[-1:] == ")" else None
    named = _in_brackets(text[: remark.start()], context) if remark else None
    return replace(named, text=named.text + remark.group()) if remark and named and named.sure else None


def _names_at_end(text: str, context: Context, source: str) -> LineSuffix:
    end = text[-_LONGEST:]
    for form in (_in_brackets, _behind_label, _at_logins, _behind_sign, _behind_colon, _between_dashes):
        found = form(end, context)
        if found is not None:
            return LineSuffix(text[: len(text) - len(end)] + found.text, found.owners, found.sure)
    return _in_bold(text, source, context) or LineSuffix(text)


def read_owner_line(text: str, context: Context = NOBODY_KNOWN) -> tuple[Owner, ...]:
    """The owners whom a line that says nothing else names: `Owner: Ann`."""
    found = forms.owner_line(context.language).fullmatch(text.strip())
    return (split_tag(found["inside"].strip(" *_."), context) or ()) if found else ()


def _found(match: re.Match[str], owners: tuple[Owner, ...] | None, context: Context) -> LineSuffix | None:
    """The suffix, where it names anybody: a small word that nobody bears is a remark."""
    owners = tuple(owner for owner in owners or () if not is_everybody(owner.name, context))
    if not owners or not all(_looks_like_name(owner, context) for owner in owners):
        return None
    text = match.string if any(owner.team for owner in owners) else match.string[: match.start()].rstrip()
    return LineSuffix(text, owners, all(context.vouches_for(owner.name) for owner in owners))


def _looks_like_name(owner: Owner, context: Context) -> bool:
    """Whether an owner is known, a login, or written as a name is: with a capital, or in a script without them."""
    return owner.at or context.knows(owner.name) or owner.name[0].isupper() or not owner.name[0].isascii()


def _with_labelled(found: re.Match[str], context: Context) -> Context:
    """`context` with the names behind `Owner:`, which says that they are some: `ann-lind`, or a script without capitals."""
    if not _LABEL_ENDS.search(found.string, found.start(), found.start("inside")):
        return context
    names = (part.strip() for part in re.split(join(context.language), found["inside"]))
    new = (name for name in names if not context.knows(name) and _may_be_labelled(name, context))
    plain = frozenset(map(str.casefold, new))
    return replace(context, known=context.known | plain) if plain else context


def _may_be_labelled(name: str, context: Context) -> bool:
    stops, said = stop_words(context.language), name.casefold()
    if any(said in group for group in (stops.everybody, stops.nobody, stops.places, stops.not_names)):
        return False
    if is_unspaced(name):
        return 1 < len(name) <= _LONGEST_UNSPACED
    return is_plain_login(name) and not context.is_thing(name)


def _in_brackets(text: str, context: Context) -> LineSuffix | None:
    """`… (Ann)`, `… (assigned to Ann)`, `… [on Ann - due 2024-06-01]`."""
    found = _TAG.search(text) if text.rstrip()[-1:] in _CLOSING else None
    if not found or not text[: found.start()].strip():
        return None
    inside = found["inside"]
    if not context.knows(inside) and _abbreviates(inside, text[: found.start()]):
        return None
    if on := forms.introduced(context.language).match(inside):
        inside = _DUE.sub("", inside[on.end() :])
    inside = forms.until(context.language).sub("", inside)
    return _found(found, split_tag(inside, context), context)


def _abbreviates(inside: str, before: str) -> bool:
    """Whether `inside` is short for the last words in front of it: `the Free Software Foundation (FSF)`."""
    words_before = re.split(r"[\s-]+", before.strip())[-len(inside) :]
    return len(inside) > 1 and inside == "".join(word[:1] for word in words_before)


def _behind_label(text: str, context: Context) -> LineSuffix | None:
    if not has_hint(text, forms.label_hints(context.language)):
        return None
    found = forms.label(context.language).search(text)
    if found:
        people = _with_labelled(found, context)
        if named := _found(found, split_tag(found["inside"], people), people):
            opens = named.text.rfind("(") > named.text.rfind(")")
            return replace(named, text=text) if opens else named
    for more in _MORE:
        field = forms.field(context.language, more).search(text)
        if not field:
            return None
        people = _with_labelled(field, context)
        if named := _found(field, split_tag(field["inside"], people), people):
            return replace(named, text=text, sure=True)
    return None


def _at_logins(text: str, context: Context) -> LineSuffix | None:
    """`… - @ann`; without a sign in front only where the word there leaves the login alone: not `… ask @ann`, `… with @ann`."""
    found = forms.logins(context.language).search(text) if "@" in text else None
    if not found:
        said, mentioned = mentioned_at_end(text, context)
        return LineSuffix(said, mentioned, sure=True) if mentioned else None
    before = text[: found.start()].split()
    passive = not found["sign"] and len(before) > 1 and _is_passive(before, context)
    if not found["sign"] and (len(before) < 2 or not (_leaves_alone(before[-1], context) or passive)):
        return None
    named = _found(found, split_tag(found["inside"].replace(" @", ", @"), context), context)
    return replace(named, text=text) if named and passive else named


def _leaves_alone(word: str, context: Context) -> bool:
    stops = stop_words(context.language)
    said = word.casefold().strip("()[]\"'*_`").replace("/", "").replace("-", "")
    return (
        said.isalnum()
        and not said.isdigit()
        and said not in stops.function_words
        and said not in words(context.language).owners.asking
    )


def _is_passive(before: list[str], context: Context) -> bool:
    """Whether who follows is to do what is said: `to be reviewed by @ann`, `will be looked into by @ann`."""
    owners = words(context.language).owners
    if before[-1].casefold() not in owners.agents:
        return False
    near = before[-_PASSIVE - 1 : -1]
    to_do = frozenset(phrase.split()[-1] for phrase in (*owners.to, *owners.promises, *owners.verbs))
    verb = next((at for at, pair in enumerate(pairwise(near)) if pair[0] in to_do and pair[1] in owners.passives), None)
    return verb is not None and not any(word.endswith((",", ";", ".", ":")) for word in near[verb:])


def _behind_sign(text: str, context: Context) -> LineSuffix | None:
    found = forms.names(context.language).search(text) if _MAY_SIGN.search(text) else None
    return _found(found, split_subject(found["inside"], context), context) if found else None


def _behind_colon(text: str, context: Context) -> LineSuffix | None:
    """`mow the lawn: Ann`: only the note's people, no label of one word such as `Contact: Ann`, nor `decided by: Ann`."""
    at = max(text.rfind(":"), text.rfind("："))
    before, after = text[: max(at, 0)].rstrip(), text[at + 1 :].strip(" .;。；")
    if not after or len(after) > _LONGEST_NAMES or (len(before.split()) < 2 and not (is_unspaced(before) and at > 3)):
        return None
    if before and before.split()[-1].casefold() in stop_words(context.language).function_words:
        return None
    owners = split_subject(after, context, only_known=True)
    return LineSuffix(before, owners, sure=True) if owners else None


def _between_dashes(text: str, context: Context) -> LineSuffix | None:
    """`… - Ann - due in June`: only the note's people; the words stay as they are."""
    found = forms.inner(context.language).search(text) if _DASHES.search(text) else None
    owners = split_subject(found["inside"], context, only_known=True) if found else ()
    if not found or not owners or not text[: found.start()].strip():
        return None
    return LineSuffix(text, owners, sure=True)


def _in_bold(text: str, source: str, context: Context) -> LineSuffix | None:
    """`… **Ann**`, `… _Ann_`, where something else stands in front."""
    found = _BOLD.search(source.rstrip()) if "*" in source or "_" in source else None
    inside = found["inside"].strip() if found else ""
    if not found or not source[: found.start()].strip() or not text.rstrip(" .:").endswith(inside):
        return None
    owners = split_subject(inside, context, only_known=True)
    kept = text.rstrip(" .:")[: -len(inside)].rstrip()
    return LineSuffix(kept, owners, sure=True) if owners and kept else None
