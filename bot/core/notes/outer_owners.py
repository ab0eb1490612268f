"""Owners that stand outside the front of a line: above, at the end, below, or in a form that is the habit of the note."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from bot.core.markdown.sections import Section
from bot.core.notes.candidates.candidate import LISTED, Candidate
from bot.core.people.attendees import LINKED
from bot.core.people.context import Context
from bot.core.people.lines.actor import read_actor, read_doer, read_emphasised, read_given_name, read_slashed
from bot.core.people.lines.prefix import read_dash, read_label, read_prefix
from bot.core.people.lines.promises import begins_with_promise, read_promise
from bot.core.people.lines.suffix import LineSuffix, read_tail
from bot.core.people.names import split_subject, split_tag
from bot.core.people.owner import Owner
from bot.core.people.persons import may_be_stranger
from bot.core.text.most import are_most

_WORDS = "mow"


def read_owners(
    candidates: Sequence[Candidate],
    led: Mapping[int, tuple[Owner, ...]],
    below: Mapping[int, tuple[Owner, ...]],
    context: Context,
) -> None:
    """Give the lines the owners that stand outside their prefixes: above, at the end, and in lines `below` them."""
    _read_days(candidates)
    _read_leads(candidates, led, context)
    _read_dashes(candidates, context)
    _read_ends(candidates, below, context)
    _read_labels(candidates, context)
    _read_promises(candidates, context)


def _read_days(candidates: Sequence[Candidate]) -> None:
    """A date in brackets in front of who does something marks work: `[2021-04-06]: Ann to mow`."""
    for each in candidates:
        if each.seen.day and each.prefix.owners and not each.prefix.marker:
            each.prefix = replace(each.prefix, marker=f"[{each.seen.day}]")


def _read_leads(candidates: Sequence[Candidate], led: Mapping[int, tuple[Owner, ...]], context: Context) -> None:
    """Give lines without an owner the one above them: a bullet `Ann:`, a bold line or a sub-heading `Ann` and below it what Ann does."""
    of_heading = cache(partial(_heading_owners, context=context))
    for each in candidates:
        parent = each.block.parent
        owners = of_heading(each.section) if parent is None else led.get(parent)
        if owners and not each.prefix.owners and not each.prefix.placeholder:
            each.prefix = replace(each.prefix, owners=owners)


def _heading_owners(section: Section, context: Context) -> tuple[Owner, ...]:
    """The people of the note whom a bold line or a sub-heading of an action list names."""
    if section.meaning not in LISTED:
        return ()
    title = section.topic or (section.headings[-1] if len(section.headings) > 1 else "")
    if section.topic and section.label:
        # Such a line takes the list of a label apart: `Action items:`, and below it `Ann:` and `Bob:`.
        return split_subject(title, context)
    return read_label(title, context) if title else ()


def _read_dashes(candidates: Sequence[Candidate], context: Context) -> None:
    """`Ann - mow` where most lines of the action lists name their owner so: a single line may as well name its subject."""
    listed = [each for each in candidates if each.section.meaning in LISTED and each.prefix.text]
    found = [(each, read_dash(each.prefix.text, context)) for each in listed if not each.prefix.says]
    dashed = [(each, prefix) for each, prefix in found if prefix.owners]
    if not dashed:
        return
    alike = [owners for each in listed if each.prefix.says and (owners := read_dash(each.seen.text, context).owners)]
    several = len({prefix.owners for _, prefix in dashed}.union(alike)) > 1
    if not several or not are_most(len(dashed) + len(listed) - len(found), len(listed)):
        return
    for each, prefix in dashed:
        each.prefix = replace(each.prefix, owners=prefix.owners, text=prefix.text)


def _read_ends(candidates: Sequence[Candidate], below: Mapping[int, tuple[Owner, ...]], context: Context) -> None:
    """Give lines without an owner in front the one that they name at the end, in the middle, or in a line `below` them."""
    for each in candidates:
        if each.seen.names and not each.prefix.owners and (names := split_tag(", ".join(each.seen.names), context)):
            each.prefix = replace(each.prefix, owners=names)
    _read_emphasised(candidates, context)
    _read_tails(candidates, context)
    context = replace(context, known=context.known | _slashed(candidates, context))
    for each in candidates:
        if not each.prefix.owners and not each.prefix.placeholder:
            owners = below.get(each.index) or read_promise(each.seen.text, context) or _actor(each, context)
            each.prefix = replace(each.prefix, owners=owners, text=_without_link(each)) if owners else each.prefix


def _without_link(each: Candidate) -> str:
    """The words behind a link to who does it: `[Ann](mailto:…) mow`."""
    found = LINKED.match(each.block.source)
    name = found["name"].strip("*_") if found else ""
    return each.prefix.text.removeprefix(name).lstrip(" :,–-") or each.prefix.text


def _actor(each: Candidate, context: Context) -> tuple[Owner, ...]:
    """Where a line is work for sure, the people it begins with do it."""
    is_work = each.prefix.marker or each.section.meaning in LISTED
    if not is_work:
        return ()
    text = each.prefix.text
    return (
        read_actor(text, context)
        or read_doer(text, context)
        or read_given_name(text, context)
        or read_slashed(text, context)
    )


def _slashed(candidates: Sequence[Candidate], context: Context) -> frozenset[str]:
    """Names beside a given name, in lower case: who is in `Erin/Bijan mend it` is known in `Bijan/Cyd paint it`."""
    listed = (each.prefix.text for each in candidates if each.section.meaning in LISTED and not each.prefix.owners)
    return frozenset(owner.name.casefold() for text in listed for owner in read_slashed(text, context))


def _read_emphasised(candidates: Sequence[Candidate], context: Context) -> None:
    """`_EVD_ Mow`: the note's people, and where two lines begin with different ones, initials that nobody of the note bears."""
    may_be = (each for each in candidates if each.block.box is not None or each.section.meaning in LISTED)
    plain = [each for each in may_be if not each.prefix.says]
    read = [(each, *read_emphasised(each.prefix.text, each.block.source, context)) for each in plain]
    found = [(each, owners, rest) for each, owners, rest in read if owners]
    is_habit = len({owners for _, owners, _ in found}) > 1
    for each, owners, rest in found:
        if is_habit or all(context.knows(owner.name) for owner in owners):
            # `**Ann** takes care of it` is a sentence.
            text = rest if rest[0].isupper() else each.prefix.text
            each.prefix = replace(each.prefix, owners=owners, text=text)


def _read_tails(candidates: Sequence[Candidate], context: Context) -> None:
    """`… redirect the page (Ann)`: the note's people own the work at the end of which they stand.

    Others do where the note writes names there rather than in front: who is no person for sure only where most lines end so.
    """
    unowned = [each for each in candidates if not each.prefix.owners]
    may_have = [each for each in unowned if not each.prefix.placeholder]
    behind = [(each, tail) for each in may_have if (tail := _tail(each, context)).owners]
    is_habit = len(behind) > len(candidates) - len(unowned)
    is_firm = len(behind) * 2 >= len(may_have) and len({tail.owners for _, tail in behind}) > 1
    strangers = {owner for _, tail in behind for owner in tail.owners if is_firm or may_be_stranger(owner, context)}
    if is_habit:
        # Who stands at the end of one line is known in the next: `… - Ann - due in June`.
        context = replace(context, known=context.known.union(owner.name.casefold() for owner in strangers))
        behind = [(each, tail) for each in may_have if (tail := _tail(each, context)).owners]
    for each, tail in behind:
        if tail.sure or (is_habit and strangers.issuperset(tail.owners)):
            text = read_tail(each.prefix.text, context, each.block.source).text
            each.prefix = replace(each.prefix, owners=tail.owners, text=text or each.prefix.text)


def _tail(each: Candidate, context: Context) -> LineSuffix:
    return read_tail(each.seen.text, context, each.block.source)


def _read_labels(candidates: Sequence[Candidate], context: Context) -> None:
    """Give lines without any owner those that the label above their list names: `AI @ann to organise:`, `Actions for Ann:`."""
    of_label = cache(partial(_label_owners, context=context))
    for each in candidates:
        label = each.label or (each.section.label if each.block.parent is None else None)
        if label and not each.prefix.owners and not each.prefix.placeholder:
            each.prefix = replace(each.prefix, owners=of_label(label))


def _label_owners(label: str, context: Context) -> tuple[Owner, ...]:
    # With words behind it a label reads like the front of a line.
    prefix = read_prefix(f"{label} {_WORDS}", context)
    return prefix.owners if prefix.marker else ()


def _read_promises(candidates: Sequence[Candidate], context: Context) -> None:
    """Mark the lines that say what somebody is to do, in a sentence rather than behind a name and a colon."""
    for each in candidates:
        owners = () if each.prefix.tagged else each.prefix.owners
        each.promised = bool(owners) and begins_with_promise(each.prefix.text, owners[0], context)
