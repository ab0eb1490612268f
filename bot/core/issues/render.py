"""Words for people: the part of an issue's body that Duly keeps, comments, and the text of a check run."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.core.config.problem import Problem
from bot.core.config.schema import PATH
from bot.core.config.schema import PATH as CONFIG
from bot.core.issues import marker
from bot.core.issues.policy import DesiredIssue
from bot.core.items.meeting import said_in, wording_of
from bot.core.model.issues import Head, Snapshot
from bot.core.model.notes import Item, Line, State
from bot.core.model.plan import Attach, Change, Close, Comment, CreateLabel, Edit, Held, Open, Plan, Reopen
from bot.core.text.outgoing import copied, cut, normalise

MAX_PART = 28_000
"""Characters of the quote; GitHub allows 65,536 for the whole body, the marker takes some, and people want room."""

MAX_CHILDREN = 12_000
"""Characters of all boxes below an item …"""

LONGEST_CHILD = 500
"""… and of the words of one."""

MAX_SUMMARY = 60_000
"""Bytes of a check run's summary; GitHub allows 65,535, and it does count bytes here."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What an issue's body tells of: the item, what is wanted of its issue, the boxes below it, and whom it waits for."""

    item: Item
    wanted: DesiredIssue
    children: tuple[Item, ...]
    waiting: tuple[str, ...]
    """Logins that cannot be assigned before they comment."""
    after: int | None
    """The closed issue that this one goes on from."""


def part(subject: Subject, head: Head) -> str:
    """Duly's part of an issue's body: the text with its sub-bullets, the children's boxes, and where it comes from."""
    pieces = [_quote(subject.item.newest, head.full_name)]
    if subject.children:
        pieces.append("\n".join(_children(subject.children, head.full_name)))
    pieces.append("\n".join(_facts(subject, head)))
    pieces.append(
        "<sub>Duly keeps this part in step with the notes: tick the box there and this issue closes. "
        "What you write below stays as it is.</sub>"
    )
    return "\n\n".join(pieces)


def content(subject: Subject) -> str:
    """Digest of what a part says, without age, lines and permalinks: when it changes there is something to write."""
    newest = subject.item.newest
    said = [
        normalise(newest.markdown),
        *(f"{d.depth} {normalise(d.markdown)}" for d in newest.details if d.box is None),
    ]
    said += sorted(normalise(said_in(child.newest)) for child in subject.children)
    said += [f"due {newest.due}"] if newest.due else []
    said += [*subject.wanted.owners, *sorted(subject.waiting), *_other_wordings(subject.item)]
    return marker.short("\n".join(said))


def _quote(line: Line, repository: str) -> str:
    """The line and its plain sub-bullets as a block quote, cut at a bullet where they are too long for an issue."""
    rows = [copied(line.markdown, repository)]
    length = len(rows[0])
    plain = [detail for detail in line.details if detail.box is None]
    for count, detail in enumerate(plain):
        row = "  " * (detail.depth - 1) + "- " + copied(detail.markdown, repository)
        length += len(row) + 3  # with the quote's own signs
        if length > MAX_PART:
            rows.append(f"- … and {len(plain) - count} more in the note")
            break
        rows.append(row)
    text = rows[0][:MAX_PART] + ("\n\n" if rows[1:] else "") + "\n".join(rows[1:])
    return "\n".join(f"> {row}".rstrip() for row in text.split("\n"))


def _children(children: Sequence[Item], repository: str) -> Iterable[str]:
    """The boxes below an item, as many as there is room for."""
    room = MAX_CHILDREN
    for count, child in enumerate(children):
        row = _child(child, repository)
        room -= len(row)
        if room < 0 or count == marker.MOST_BOXES:
            yield f"- … and {len(children) - count} more in the note"
            return
        yield row


def _child(child: Item, repository: str) -> str:
    text = cut(copied(child.newest.markdown, repository), LONGEST_CHILD)
    return marker.box(text, child.id, ticked=child.state is not State.OPEN)


def _facts(subject: Subject, head: Head) -> Iterable[str]:
    item, newest = subject.item, subject.item.newest
    place = f"the notes of {newest.note_date}{_place(newest, head.full_name)}"
    yield f"- **From** {place}: [line {newest.number}]({permalink(newest, head)})"
    if item.first.note_date != newest.note_date:
        times = "time" if item.carried == 1 else "times"
        yield f"- **First seen** {item.first.note_date}, carried {item.carried} {times} since"
    if newest.due:
        yield f"- **Due** {newest.due}"
    if subject.after is not None:
        yield f"- **Goes on from** #{subject.after}, which was ticked before"
    if subject.waiting:
        names = ", ".join(login if login in subject.wanted.guessed else f"@{login}" for login in subject.waiting)
        yield f"- **Owner** {names}: please leave a comment here, then Duly can assign you"
    if subject.wanted.owners:
        names = ", ".join(copied(name, head.full_name) for name in subject.wanted.owners)
        yield f"- **Owner in the notes** {names} (no login known: `people` in `.github/duly.yml` can name it)"
    if others := _other_wordings(item):
        yield "- **Also written as** " + "; ".join(f"“{cut(copied(other, head.full_name))}”" for other in others)


def _place(line: Line, repository: str) -> str:
    names = [*line.section[-1:], *([line.topic] if line.topic else [])]
    return ", " + " › ".join(f"“{cut(copied(name, repository))}”" for name in names) if names else ""


def _other_wordings(item: Item) -> tuple[str, ...]:
    """How else the item has been written, newest first, without what differs only in form."""
    own = wording_of(item.newest).normal
    others = {wording_of(line).normal: said_in(line) for line in item.lines}
    others.pop(own, None)
    return tuple(reversed(others.values()))[:5]


def reminder(item: Item, owners: Iterable[str], head: Head) -> str:
    """The one comment that asks after an item which is carried and carried."""
    names = " ".join(f"@{login}" for login in owners)
    since = f"{item.carried} meetings since {item.first.note_date}"
    return f"{names}: this was carried through {since}, last in [the notes]({permalink(item.newest, head)}). Is it still to be done?"


def ticked(line: Line, head: Head, *, closing: bool) -> str:
    """The comment on a person's issue whose item was ticked in the notes."""
    end = "so it is closed with it." if closing else "if this issue is done too, please close it."
    return f"Ticked in the [notes of {line.note_date}]({permalink(line, head)}); {end}"


def permalink(line: Line, head: Head) -> str:
    """The line at the commit that was read; `plain=1` shows Markdown as lines."""
    return f"{head.url}/blob/{head.commit}/{quote(line.path)}?plain=1#L{line.number}"


def place(line: Line) -> str:
    """`path:line`, for reasons."""
    return f"{line.path}:{line.number}"


def describe(change: Change) -> str:
    """A change in one line, without its reason."""
    match change:
        case Open(title=title):
            said = f"open “{title}”"
        case Edit(number=number):
            said = f"edit #{number} ({', '.join(edited(change))})"
        case Close(number=number, reason=reason):
            said = f"close #{number} as {reason.replace('_', ' ')}"
        case Reopen(number=number):
            said = f"reopen #{number}"
        case Comment(number=number):
            said = f"comment on #{number}"
        case Attach(number=number, parent=parent):
            said = f"put #{number} under #{parent}"
        case CreateLabel(name=name):
            said = f"create label “{name}”"
    return said


def edited(change: Edit) -> tuple[str, ...]:
    """The fields that an edit changes."""
    return tuple(name for name in ("title", "body", "labels", "assignees") if getattr(change, name) is not None)


def headline(plan: Plan, *, done: bool = False) -> str:
    """What a plan does, in a few words: `3 to open, 2 held`, when it is done `3 opened, 2 held`; else `nothing to do`."""
    counts = [
        (sum(isinstance(change, Open) for change in plan.changes), "to open", "opened"),
        (sum(isinstance(change, Close) for change in plan.changes), "to close", "closed"),
        (sum(isinstance(change, Reopen) for change in plan.changes), "to reopen", "reopened"),
        (sum(isinstance(change, Edit | Comment | Attach) for change in plan.changes), "to edit", "edited"),
        (sum(len(held.changes) for held in plan.held), "held", "held"),
    ]
    said = [f"{count} {past if done else still}" for count, still, past in counts if count]
    return ", ".join(said) or "nothing to do"


def outcome(snapshot: Snapshot, plan: Plan) -> str:
    """What a sync did, in a few words: the title of its check run."""
    if snapshot.config is not None:
        return headline(plan, done=True)
    mistakes = sum(problem.serious for problem in plan.problems)
    said = f"{mistakes} {'mistake' if mistakes == 1 else 'mistakes'} in" if mistakes else "no"
    return f"nothing written: {said} {PATH}"


def conclusion(snapshot: Snapshot, plan: Plan) -> str:
    """Of a check run: `failure` for a bad config only, `neutral` where something is held, else `success`."""
    if snapshot.config is None:
        return "failure"
    # The config is good, so it is the repository's settings that hold everything: issues are switched off.
    stopped = any(problem.serious and problem.path == CONFIG for problem in plan.problems)
    return "neutral" if plan.held or stopped else "success"


def summary(plan: Plan, unowned: str = "") -> str:
    """A plan as Markdown for a check run: changes with reasons, what is held, problems, every open item with its age.

    `unowned` is the section of the items that name nobody, see `digest.unowned_section`.
    """
    pieces = [
        *_held(plan.held),
        _section("Changes", [cell(f"{describe(change)}: {change.why}") for change in plan.changes]),
        _section("For a person to mend", [cell(row) for row in _mends(plan.problems)]),
        unowned,
        _items(plan),
    ]
    text = "\n\n".join(piece for piece in pieces if piece) or "Every open item has its issue."
    if len(text.encode()) <= MAX_SUMMARY:
        return text
    return text.encode()[:MAX_SUMMARY].decode(errors="ignore").rsplit("\n", 1)[0] + "\n\n… and more"


def _mends(problems: Iterable[Problem]) -> Iterator[str]:
    """One row for each thing to mend: an owner whom nobody knows is named once, with all the lines that have the name."""
    alike: dict[str, list[Problem]] = {}
    for problem in mended_first(problems):
        alike.setdefault(problem.message, []).append(problem)
    for first, *others in alike.values():
        more = ", ".join(each.place for each in others)
        yield f"{first} (also {more})" if more else str(first)


def mended_first(problems: Iterable[Problem]) -> list[Problem]:
    """What keeps Duly from reading comes before what it only wonders at."""
    return sorted(problems, key=lambda problem: not problem.serious)


def _held(held: Iterable[Held]) -> Iterable[str]:
    for one in held:
        yield f"> [!WARNING]\n> {one.message}"


def _section(heading: str, rows: Sequence[str]) -> str:
    return f"### {heading}\n" + "\n".join(f"- {row}" for row in rows) if rows else ""


def _items(plan: Plan) -> str:
    rows = [
        f"| {cell(said_in(tracked.item.newest))} | {f'#{tracked.issue}' if tracked.issue else ''} "
        f"| {tracked.item.first.note_date} | {tracked.item.carried} | {cell(tracked.note)} |"
        for tracked in plan.items
        if tracked.item.state is State.OPEN and not tracked.item.vanished
    ]
    table = ["### Open items", "| item | issue | first seen | carried | |", "| --- | --- | --- | --: | --- |", *rows]
    return "\n\n".join(["\n".join(table)] * bool(rows) + list(_vanished(plan)))


def _vanished(plan: Plan) -> Iterable[str]:
    """Items that left the notes without a tick: by name in the first note without them, later as a count."""
    gone = [tracked.item for tracked in plan.items if tracked.item.vanished]
    fresh = [
        f"“{cell(said_in(item.newest))}” (last in {cell(place(item.newest))})" for item in gone if item.missed == 1
    ]
    yield from filter(None, [_section("No longer in the newest list, and not ticked", fresh)])
    if older := len(gone) - len(fresh):
        yield f"{older} more open items vanished from the notes before that."


def cell(text: str) -> str:
    """Text of a note in a table of a report: no pipe, no ping, no private link."""
    return copied(text, "").replace("|", "\\|").replace("\n", " ")
