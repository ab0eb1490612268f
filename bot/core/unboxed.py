"""Actions without a box: `ACTION: …`, `TODO(name) …`, plain bullets of an action list, rows of an action table."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bot.core.blocks import Block, Form
from bot.core.headings import Meaning
from bot.core.inline import Seen, see
from bot.core.model import State
from bot.core.names import Owner, is_tagged_person, split_cell
from bot.core.owners import Head, ReadHead, read_head
from bot.core.sections import Place
from bot.core.work import LISTED, Candidate, Shape

Look = Callable[[int], Seen]

_WORK_WORD = re.compile(r"to[- ]?do|fixme|action|follow|next step|work item")
_SHORT_WORK_WORD = re.compile(r"\ba[ip]\b")
_INNER_WORD = re.compile(r"(?:AI|ACTION|Action|TODO|FIXME)\(")
_NO_WORDS = re.compile(r"(?:https?://\S*|[\d\s./:-]*|\W*)")
_TICK = re.compile(r"\s*[✅☑✔]\ufe0f?\s*")
# `[] Ann`, `[?] Bob`: whose turn it is to speak. Before other words it is a box whose blank is missing.
_TURN = re.compile(r"\[\??\]\s*")
_STRUCK = re.compile(r"~~.{1,2000}~~\W?")
_DONE_CELL = re.compile(r"\s*(?:done|completed?|closed|finished|yes|x|[✅☑✔]\ufe0f?)(?!\w).{0,20}", re.IGNORECASE)
_ITEM_HEAD = re.compile(r"\b(?:actions?|tasks?|to-?dos?|items?|what|steps?)\b", re.IGNORECASE)
_WORDS_HEAD = re.compile(r"\b(?:description|details?|summary)\b", re.IGNORECASE)
_OWNER_HEAD = re.compile(
    r"\b(?:owners?|who|assignees?|assigned(?: to)?|responsible|leads?|persons?|champions?|dri|by)\b", re.IGNORECASE
)
_STATE_HEAD = re.compile(r"\b(?:status|state|done|complete[d]?)\b", re.IGNORECASE)
_ID = re.compile(r"\W*[A-Za-z]{0,4}[-#]?\d[\d.]*\W*")


def unboxed(
    blocks: Sequence[Block], places: Sequence[Place], form: Shape, look: Look, head: ReadHead
) -> Iterator[Candidate]:
    """The candidates among blocks without a box, in the order of the note."""
    boxed = {block.parent for block in blocks if block.box is not None}
    taken: set[int] = set()
    table: dict[str, int] = {}
    for index, (block, place) in enumerate(zip(blocks, places, strict=True)):
        found = None
        if block.form is Form.ROW:
            table = _columns(block, place) if block.head else table
            found = None if block.head else _row(index, block, place, table)
        elif (
            block.form is not Form.HEADING
            and block.box is None
            and not block.quoted
            and place.meaning is not Meaning.PEOPLE
        ):
            found = _marked(index, block, place, look, head)
            if not found and index not in boxed and _is_listed(index, block, place, form, taken):
                found = _plain(index, block, place, look, head)
        if found:
            taken.add(index)
            yield found


def _marked(index: int, block: Block, place: Place, look: Look, head: ReadHead) -> Candidate | None:
    """A bullet or paragraph that starts with a word for work, or has one with its owners further on."""
    if not block.lines or not _has_work_word(block.lines[0]):
        return None
    seen = look(index)
    found = head(seen.lines[0])
    return _candidate(index, block, place, seen, found) if found.marker and found.text.strip() else None


def _has_work_word(line: str) -> bool:
    """Whether a word for work stands near the front, or one with a parenthesis anywhere: only then the line is read."""
    front = line[:80].lower()
    if _WORK_WORD.search(front) or _SHORT_WORK_WORD.search(front):
        return True
    return "(" in line and _INNER_WORD.search(line) is not None


def _plain(index: int, block: Block, place: Place, look: Look, head: ReadHead) -> Candidate | None:
    seen = look(index)
    first = seen.lines[0] if seen.lines else ""
    if turn := _TURN.match(first):
        first = first[turn.end() :]
        if is_tagged_person(first):
            return None
    found = head(first)
    return None if _NO_WORDS.fullmatch(found.text[:300]) else _candidate(index, block, place, seen, found)


def _is_listed(index: int, block: Block, place: Place, form: Shape, taken: set[int]) -> bool:
    """Whether a plain bullet stands in an action list itself, not below one of its entries."""
    if block.form is not Form.BULLET or index in form.labels:
        return False
    above = form.above(index)
    if above and above[0] in form.labels:
        return taken.isdisjoint(above)
    return place.meaning in LISTED and all(each in form.labels for each in above)


def _candidate(index: int, block: Block, place: Place, seen: Seen, head: Head) -> Candidate:
    """A tick in front, or all of it struck through, is how an action without a box is ticked."""
    ticked = _TICK.match(head.text)
    if ticked:
        again = read_head(head.text[ticked.end() :])
        head = replace(head, text=again.text, owners=head.owners or again.owners)
    done = ticked or _STRUCK.fullmatch(block.source[:2100])
    return Candidate(index, block, place, seen, head, state=State.DONE if done else State.OPEN)


def _columns(head: Block, place: Place) -> dict[str, int]:
    """Which column of an action table holds what, in any order; empty where the table is none."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(head.cells):
        for key, form in (("owner", _OWNER_HEAD), ("words", _WORDS_HEAD), ("item", _ITEM_HEAD), ("state", _STATE_HEAD)):
            if form.search(cell):
                columns.setdefault(key, index)
                break
    says_so = place.meaning in LISTED or any(re.search(r"\baction\b", cell, re.IGNORECASE) for cell in head.cells)
    return columns if "item" in columns and says_so else {}


def _row(index: int, row: Block, place: Place, columns: dict[str, int]) -> Candidate | None:
    cells = {key: row.cells[at].strip() if at < len(row.cells) else "" for key, at in columns.items()}
    words = cells.get("item", "")
    if _ID.fullmatch(words[:40]):
        words = cells.get("words", "")
    if not words:
        return None
    owners: tuple[Owner, ...] = split_cell(cells.get("owner", ""))
    block = Block(Form.ROW, row.number, [words])
    placeholder = "owner" in columns and not owners
    state = State.DONE if _DONE_CELL.fullmatch(cells.get("state", "-")) else State.OPEN
    seen = see([words], {})
    return Candidate(index, block, place, seen, Head(seen.text, owners, placeholder), state=state)
