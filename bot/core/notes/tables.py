"""The rows of an action table: which column holds what, in any order, and what a row says."""

import re

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.done_words import is_done
from bot.core.markdown.inline import see
from bot.core.markdown.sections import Section
from bot.core.model.notes import State
from bot.core.notes.classify import LISTED, Candidate
from bot.core.people.names import split_cell, split_tag
from bot.core.people.prefix import LinePrefix

Columns = dict[str, int]
"""`item`, `words` (a longer description), `owner`, `state`, `due` → the number of their column."""

_ITEM = re.compile(r"\b(?:actions?|tasks?|to-?dos?|items?|what|steps?|deliverables?)\b", re.IGNORECASE)
_NAME = re.compile(r"\s*(?:name|title|subject|topic)\s*", re.IGNORECASE)
_WORDS = re.compile(r"\b(?:description|details?|summary|notes?|comments?)\b", re.IGNORECASE)
_OWNER = re.compile(
    r"\b(?:owners?|who|assignees?|assigned(?: to)?|responsible|leads?|persons?|champions?|dri|by)\b", re.IGNORECASE
)
_STATE = re.compile(r"\b(?:status|state|done|completed?)\b", re.IGNORECASE)
_DUE = re.compile(r"\b(?:due|deadline|when|eta|target|by when)\b", re.IGNORECASE)
_KEYS = (("due", _DUE), ("owner", _OWNER), ("words", _WORDS), ("item", _ITEM), ("state", _STATE))
_ACTION = re.compile(r"\baction\b", re.IGNORECASE)
_ID = re.compile(r"\W*[A-Za-z]{0,4}[-#]?\d[\d.]*\W*")


def columns(head: Block, place: Section) -> Columns:
    """Which column of an action table holds what; empty where the table is none."""
    found: Columns = {}
    for index, cell in enumerate(head.cells):
        key = next((key for key, form in _KEYS if form.search(cell)), None)
        if key:
            found.setdefault(key, index)
    # "Name" beside "Assigned to" is the work's name; by itself it is a person's.
    if "item" not in found and "owner" in found:
        found.update(("item", index) for index, cell in enumerate(head.cells) if _NAME.fullmatch(cell))
    says_so = place.meaning in LISTED or any(_ACTION.search(cell) for cell in head.cells)
    return found if "item" in found and says_so else {}


def row(index: int, block: Block, place: Section, found: Columns) -> Candidate | None:
    """The action of a row; None where it says nothing. Where the item is only an id or who does it, its description says what."""
    cells = {key: block.cells[at].strip() if at < len(block.cells) else "" for key, at in found.items()}
    words = cells.get("item", "")
    if not words.strip("- ") or _ID.fullmatch(words[:40]) or (cells.get("words") and split_tag(words[:80])):
        words = cells.get("words", "")
    if not words:
        return None
    owners = split_cell(cells.get("owner", ""))
    placeholder = "owner" in found and not owners
    state = State.DONE if is_done(cells.get("state", "")) else State.OPEN
    seen = see([words], {})
    head = LinePrefix(seen.text, owners, placeholder)
    text = Block(Form.ROW, block.number, [words])
    return Candidate(index, text, place, seen, head, state=state, deadline=cells.get("due", ""))
