"""The marker: the hidden comment that makes an issue Duly's, and what Duly records in it.

An issue's body is `marker, Duly's part, end of part, whatever people write`. The marker is one line of JSON in an HTML
comment; `applied` in it is what Duly last asked for, the common ancestor of every three-way merge.
"""

import re
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from bot.core import limits

FORM = 1
"""Of the comment itself. It stays 1, so that an older server beside a newer one still finds every issue."""

VERSION = 2
"""Of what a marker records. A marker without a version is of the first one: it has no text and no place of the line."""

END = "<!-- /duly -->"
"""Ends Duly's part of a body; what follows is people's."""

MOST_BOXES = 200
"""Boxes below an item that its issue shows and its marker records: as many as a body has room for."""

_MARKER = re.compile(r"^<!-- duly:1 (\{.*\}) -->[ \t]*\r?(?:\n|$)", re.MULTILINE)
_ANY_MARKER = re.compile(r"^<!-- duly:\d.*-->[ \t]*\n?", re.MULTILINE)
"""Also a broken one."""
_ACTIVE = re.compile(r"[<>@]|#(?=\d)|:(?=//)")
_BOX = re.compile(r"^- \[([ xX])\] (.*) <!-- duly:box ([\w-]+) -->[ \t]*\r?$", re.MULTILINE)


class Applied(BaseModel):
    """What Duly last asked for, field by field. Texts stand as digests, sets as they are."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    open: bool = True
    title: str = ""
    title_words: str = ""
    """Digest of the title's normal form: other quotes, blanks or capitals in the notes are no news."""
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    content: str = ""
    """Digest of what the part says without age, line numbers and permalinks."""
    part: str = ""
    """Digest of the part as written, boxes left out: it shows whether a person wrote inside."""
    boxes: dict[str, bool] = Field(default_factory=dict)
    """Fingerprint of each child → ticked."""


class Marker(BaseModel):
    """What the first line of a body of Duly's says. `key` comes first: a lost create is found by it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    key: str = Field(pattern=r"^[\w.-]{1,80}$")
    series: str = ""
    """Digest of the glob of the notes."""
    meeting: Annotated[str, AfterValidator(lambda day: day and str(date.fromisoformat(day)))] = ""
    """Date of the newest action list of the series when the issue was opened."""
    version: int = 1
    wordings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Fingerprint of every wording seen → its words, hashed."""
    said: str = ""
    """The newest wording in its normal form, redacted and cut."""
    day: Annotated[str, AfterValidator(lambda day: day and str(date.fromisoformat(day)))] = ""
    """Date of the note that the issue was last written from …"""
    ticked: str = ""
    """… the date of the newest meeting that had it ticked then: it came back since …"""
    blob: str = ""
    """… its blob's SHA as it was then …"""
    around: tuple[str, ...] = ()
    """… and digests of the lines before and after the item's in its list."""
    owners: tuple[str, ...] = ()
    """Digests of the owners' names: they distinguish items of equal words."""
    titled: str = ""
    """Digest of what the title was made of at the last write: another rule for titles makes no news of it."""
    maybe: int | None = None
    """The issue that had just lost its line when this one was opened: perhaps both are one piece of work."""
    lineless: bool = False
    """Its text says that no note has its line any more."""
    plain: bool = False
    """It was opened for lines without a box or a word for work. A person approved that such lines open issues in its series."""
    after: int | None = None
    """Number of the closed issue that this one goes on from."""
    duplicate_of: int | None = None
    closed_before: bool = False
    """A person had closed it before the notes ticked it: a tick that is taken back does not reopen it."""
    waiting: dict[Annotated[str, Field(pattern=r"^[\w-]{1,60}$")], int] = Field(default_factory=dict)
    """Owners who could not be assigned → comments the issue had when that was last asked."""
    reminded: bool = False
    """Its owners were reminded: that happens once."""
    dropped: str = ""
    """Why a person dropped it; holds while the issue is closed as not planned."""
    link: int | None = None
    """The person's issue in which the item is followed instead, with leave to close it; holds while this one is closed."""
    merged_into: int | None = None
    """The issue of Duly's in which the item is followed instead; holds while this one is closed."""
    released: bool = False
    """By `/release`: nothing is changed here any more, and the item gets no other issue."""
    parent: int | None = None
    """The issue that Duly put it under as a sub-issue: that happens once, so it stays out where a person takes it out."""
    applied: Applied = Applied()


def read(body: str) -> Marker | None:
    """The marker in a body; None where there is none or it cannot be read: then the issue is not ours.

    It is the first line of what Duly writes. People write above it, so it counts on any line.
    """
    found = _find(body)
    return found[1] if found else None


def _find(body: str) -> tuple[re.Match[str], Marker] | None:
    for line in _MARKER.finditer(body):
        try:
            return line, Marker.model_validate_json(line.group(1))
        except ValidationError:
            continue
    return None


def is_first(body: str) -> bool:
    """Whether the marker is the first line, where Duly writes it."""
    found = _find(body)
    return found is not None and found[0].start() == 0


def write(marker: Marker) -> str:
    """The marker's line. What would end the comment, mention, or refer to something is escaped in the texts in it."""
    # Defaults are left out to keep the line short.
    text = _ACTIVE.sub(lambda found: f"\\u{ord(found.group()):04x}", marker.model_dump_json(exclude_defaults=True))
    return f"<!-- duly:{FORM} {text} -->"


def key_of(body: str) -> str | None:
    """The key in the marker of an issue's body; None: not Duly's."""
    marker = read(body)
    return marker.key if marker else None


def waits_for(body: str, login: str) -> bool:
    """Whether Duly waits for `login` to comment on the issue with this body."""
    marker = read(body)
    return marker is not None and login.lower() in marker.waiting


def split(body: str) -> tuple[str, str | None, str]:
    """A body as (marker line, Duly's part or None where its end is gone, the rest), line ends made `\\n`.

    What stands above the marker is in the rest, below what stands there already.
    """
    body = body.replace("\r\n", "\n")
    found = _find(body)
    if not found:
        return "", None, body
    line = found[0]
    above, below = body[: line.start()].strip(), body[line.end() :]
    part, end, rest = below.partition(END)
    if not end:
        return line.group(0).rstrip("\n"), None, f"{above}\n\n{below}" if above else below
    return line.group(0).rstrip("\n"), part.strip("\n"), f"{rest.rstrip()}\n\n{above}\n" if above else rest


def join(marker: Marker, part: str | None, rest: str) -> str:
    """The body made of its pieces; the inverse of `split`. Where it would be longer than GitHub allows, the marker drops words first."""
    text = f"\n{rest}" if part is None else f"\n{part}\n{END}{rest}"
    if len(write(marker)) + len(text) > limits.BODY:
        marker = marker.model_copy(update={"wordings": dict.fromkeys(marker.wordings, ()), "said": ""})
    return write(marker) + text


def amended(body: str, **fields: object) -> str:
    """A body of Duly's with some fields of its marker set; ValueError where it has no marker."""
    _, part, rest = split(body)
    marker = read(body)
    if marker is None:
        raise ValueError("this body has no marker")
    return join(marker.model_copy(update=fields), part, rest)


def retold(body: str, change: Callable[[str], str], **fields: object) -> str:
    """`amended`, with Duly's part changed too. Where a person wrote in the part it stays theirs."""
    known, (_, part, rest) = read(amended(body, **fields)), split(body)
    if known is None or part is None:
        return amended(body, **fields)
    changed = change(part)
    if part_digest(part) == known.applied.part:
        applied = known.applied.model_copy(update={"part": part_digest(changed)})
        known = known.model_copy(update={"applied": applied})
    return join(known, changed, rest)


def with_marker(before: str, now: str) -> str | None:
    """The body `now` with the marker line of `before` on top; None where `before` has none.

    Where the marker stands further down, somebody wrote above it: that text goes below Duly's part. A broken one goes.
    """
    line, _, _ = split(before)
    if not read(before):
        return None
    above, *pieces = _ANY_MARKER.split(now.replace("\r\n", "\n"))
    below = "".join(pieces)
    if not above.strip() or END not in below:
        return f"{line}\n{above}{below}"
    return f"{line}\n{below.rstrip()}\n\n{above.strip()}\n"


def boxes(part: str) -> dict[str, bool]:
    """Fingerprint of each child's box in a part → ticked."""
    return {key: state != " " for state, _, key in _BOX.findall(part)}


def box(text: str, key: str, *, ticked: bool) -> str:
    """One child as a list line whose box can be found again."""
    return f"- [{'x' if ticked else ' '}] {text} <!-- duly:box {key} -->"


def set_boxes(part: str, states: dict[str, bool]) -> str:
    """`part` with the boxes of the named children set."""

    def line(found: re.Match[str]) -> str:
        _, text, key = found.groups()
        return box(text, key, ticked=states[key]) if key in states else found.group(0)

    return _BOX.sub(line, part)


def part_digest(part: str) -> str:
    """Digest of a part without the states of its boxes and white space at line ends, which editors change."""
    blank = set_boxes(part, dict.fromkeys(boxes(part), False))
    return digest("\n".join(line.rstrip() for line in blank.strip().splitlines()))


def digest(text: str, length: int = 12) -> str:
    """Hex digest of a text, short enough for a marker."""
    return sha256(text.encode()).hexdigest()[:length]


def comment_marker(key: str) -> str:
    """The hidden first line of a comment, by which a comment written twice is recognised."""
    return f"<!-- duly:comment {key} -->"
