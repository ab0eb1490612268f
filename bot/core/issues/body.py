"""The part of an issue's body that Duly keeps."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.issues import marker
from bot.core.issues.phrases import permalink
from bot.core.issues.policy import DesiredIssue
from bot.core.items.meeting import said_in, wording_of
from bot.core.model.issues import Head
from bot.core.model.notes import Item, Line, State
from bot.core.text.outgoing import copied, cut, normalise
from bot.core.text.plural import counted
from bot.core.text.shortened import left_out

_MAX_PART = 28_000
"""Characters of the quote; GitHub allows 65,536 for the whole body, the marker takes some, and people need some."""


_MAX_CHILDREN = 12_000
"""Characters of all boxes below an item …"""


_LONGEST_CHILD = 500
"""… and of the words of one."""

IN_THE_NOTE = " in the note"

_IN_STEP = (
    "<sub>Duly keeps this part in step with the notes: tick the box there and this issue closes. "
    "What you write below stays as it is.</sub>"
)
"""The last line of Duly's part …"""

_WITHOUT_BOX = (
    "<sub>Duly keeps this part in step with the notes. The line has no box: mark it there as done (`DONE` or ✅), or close this "
    "issue. What you write below stays as it is.</sub>"
)
"""… where there is no box to tick …"""

LINELESS = (
    "<sub>Duly finds this line in no note any more, so no tick closes this issue. If a new line goes on with it in other words, comment "
    "`/merge` with this number on the issue of that line, or `/merge` alone here while it has none; otherwise close this one. "
    "What you write below stays as it is.</sub>"
)
"""… where the line is gone …"""

ONLY_OLDER = (
    "<sub>Newer notes do not have this line any more. If a new line goes on with it in other words, comment `/merge` with this "
    "number on the issue of that line, or `/merge` alone here while it has none; if the work is done, close this one. "
    "What you write below stays as it is.</sub>"
)
"""… where only older notes have it …"""

_CONTINUED = "<sub>This work goes on in #{}. What you write below stays as it is.</sub>"
"""… and where another issue took the work over."""


def _any_of(*endings: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(each).replace(re.escape("{}"), r"\d+") for each in endings))


_NOT_FOLLOWED = _any_of(LINELESS, ONLY_OLDER, _CONTINUED)
_ENDINGS = _any_of(_IN_STEP, _WITHOUT_BOX, LINELESS, ONLY_OLDER, _CONTINUED)
_PAIR = re.compile(r"^> \[!NOTE\]\n> This may be #\d+ in other words.*\n\n")


@dataclass(frozen=True, slots=True)
class Subject:
    """What an issue's body shows: the item, the state asked for, the boxes below it, and whom it waits for."""

    item: Item
    desired: DesiredIssue
    children: tuple[Item, ...]
    waiting: tuple[str, ...]
    """Logins that cannot be assigned before they comment."""
    after: int | None
    """The closed issue that this one goes on from."""
    maybe: int | None = None
    """The open issue that this one may be in other words."""
    left_out: bool = False
    """The issue says that newer notes do not have the line, and they do not have it yet."""


def part(subject: Subject, head: Head) -> str:
    """Duly's part of an issue's body: the text with its sub-bullets, the children's boxes, and where it comes from."""
    pieces = [] if subject.maybe is None else [possible_pair(subject.maybe, "")]
    pieces.append(_quote(subject.item.newest, head.full_name))
    if subject.children:
        pieces.append("\n".join(_children(subject.children, head.full_name)))
    pieces.append("\n".join(_facts(subject, head)))
    has_box = any(line.checkbox for line in subject.item.deciding)
    pieces.append(ONLY_OLDER if subject.left_out else _IN_STEP if has_box else _WITHOUT_BOX)
    return "\n\n".join(pieces)


def ended(part: str, said: str) -> str:
    """`part` with `said` in place of its last line, which says what closes the issue."""
    return _ENDINGS.sub(lambda _: said, part)


def continued(part: str, number: int) -> str:
    """`part` of an issue that was closed as the duplicate of another one: it asks for nothing any more."""
    return ended(_PAIR.sub("", part), _CONTINUED.format(number))


def ended_like(part: str, anew: str) -> str:
    """`part`, where it says that no line decides about the issue, with the last line of `anew` in place of that."""
    said = anew.rpartition("\n\n")[2]
    return _NOT_FOLLOWED.sub(lambda _: said, part)


def possible_pair(number: int, reason: str) -> str:
    """The first lines of an issue that may be another one in other words; `reason` is added as it is."""
    return (
        f"> [!NOTE]\n> This may be #{number} in other words{reason}: #{number} lost its line when this one came. "
        f"If both are the same work, comment `/merge #{number}` here."
    )


def content(subject: Subject) -> str:
    """Digest of what a part says, without age, lines and permalinks: when it changes there is something to write."""
    newest = subject.item.newest
    said = [
        normalise(newest.markdown),
        *(f"{d.depth} {normalise(d.markdown)}" for d in newest.details if d.box is None),
    ]
    said += sorted(normalise(said_in(child.newest)) for child in subject.children)
    said += [f"due {newest.due}"] if newest.due else []
    said += [*subject.desired.owners, *sorted(subject.waiting), *_other_wordings(subject.item)]
    return marker.digest("\n".join(said))


def _quote(line: Line, repository: str) -> str:
    """The line and its plain sub-bullets as a block quote, cut at a bullet where they are too long for an issue."""
    rows = [copied(line.markdown, repository)]
    length = len(rows[0])
    plain = [detail for detail in line.details if detail.box is None]
    for count, detail in enumerate(plain):
        row = "  " * (detail.depth - 1) + "- " + copied(detail.markdown, repository)
        length += len(row) + 3  # with the quote's own signs
        if length > _MAX_PART:
            rows.append(f"- {left_out(len(plain) - count)}{IN_THE_NOTE}")
            break
        rows.append(row)
    text = rows[0][:_MAX_PART] + ("\n\n" if rows[1:] else "") + "\n".join(rows[1:])
    return "\n".join(f"> {row}".rstrip() for row in text.split("\n"))


def _children(children: Sequence[Item], repository: str) -> Iterable[str]:
    """The boxes below an item, as many as there is room for."""
    room = _MAX_CHILDREN
    for count, child in enumerate(children):
        row = _child(child, repository)
        room -= len(row)
        if room < 0 or count == marker.MOST_BOXES:
            yield f"- {left_out(len(children) - count)}{IN_THE_NOTE}"
            return
        yield row


def _child(child: Item, repository: str) -> str:
    text = cut(copied(child.newest.markdown, repository), _LONGEST_CHILD)
    return marker.box(text, child.id, ticked=child.state is not State.OPEN)


def _facts(subject: Subject, head: Head) -> Iterable[str]:
    item, newest = subject.item, subject.item.newest
    place = f"the notes of {newest.note_date}{_place(newest, head.full_name)}"
    yield f"- **From** {place}: [line {newest.number}]({permalink(newest, head)})"
    if item.first.note_date != newest.note_date:
        yield f"- **First seen** {item.first.note_date}, carried {counted(item.carried, 'time')} since"
    if newest.due:
        yield f"- **Due** {newest.due}"
    if subject.after is not None:
        yield f"- **Goes on from** #{subject.after}, which was closed before"
    if subject.waiting:
        names = ", ".join(f"@{login}" for login in subject.waiting)
        yield f"- **Owner** {names}: please leave a comment here, then Duly can assign you"
    if subject.desired.owners:
        names = ", ".join(copied(name, head.full_name) for name in subject.desired.owners)
        yield f"- **Owner in the notes** {names} (not known here: `people` in the config can name the login)"
    if others := _other_wordings(item):
        yield "- **Also written as** " + "; ".join(f"“{cut(copied(other, head.full_name))}”" for other in others)


def _place(line: Line, repository: str) -> str:
    names = [*line.headings[-1:], *([line.topic] if line.topic else [])]
    return ", " + " › ".join(f"“{cut(copied(name, repository))}”" for name in names) if names else ""


def _other_wordings(item: Item) -> tuple[str, ...]:
    """How else the item has been written, newest first, without what differs only in form."""
    own = wording_of(item.newest).normal
    others = {wording_of(line).normal: said_in(line) for line in item.lines}
    others.pop(own, None)
    return tuple(reversed(others.values()))[:5]
