"""The rows of an action table: which column holds what, in any order, and what a row says."""

import re
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.done_words import is_done
from bot.core.markdown.inline import see
from bot.core.markdown.sections import Section
from bot.core.model.notes import State
from bot.core.notes.classify import LISTED, Candidate
from bot.core.people.names import split_cell, split_tag
from bot.core.people.prefix import LinePrefix
from bot.core.words import words
from bot.core.words.phrases import any_of

Columns = dict[str, int]
"""`item`, `words` (a longer description), `owner`, `state`, `due` → the number of their column."""

_ID = re.compile(r"\W*[A-Za-z]{0,4}[-#]?\d[\d.]*\W*")


@cache
def _keys() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The columns in the order in which they are looked for: `Action due` is a due date."""
    heads = words().columns
    forms = (
        ("due", heads.due),
        ("owner", heads.owner),
        ("words", heads.description),
        ("item", heads.item),
        ("state", heads.state),
    )
    return tuple((key, re.compile(any_of(phrases))) for key, phrases in forms)


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(words().columns.name)}\s*")


@cache
def _action() -> re.Pattern[str]:
    return re.compile(any_of(words().columns.action))


def columns(head: Block, place: Section) -> Columns:
    """Which column of an action table holds what; empty where the table is none."""
    found: Columns = {}
    for index, cell in enumerate(head.cells):
        key = next((key for key, form in _keys() if form.search(cell)), None)
        if key:
            found.setdefault(key, index)
    # "Name" beside "Assigned to" is the work's name; by itself it is a person's.
    if "item" not in found and "owner" in found:
        found.update(("item", index) for index, cell in enumerate(head.cells) if _name().fullmatch(cell))
    says_so = place.meaning in LISTED or any(_action().search(cell) for cell in head.cells)
    return found if "item" in found and says_so else {}


def row(index: int, block: Block, place: Section, found: Columns) -> Candidate | None:
    """The action of a row; None where it says nothing. Where the item is only an id or who does it, its description says what."""
    cells = {key: block.cells[at].strip() if at < len(block.cells) else "" for key, at in found.items()}
    said = cells.get("item", "")
    if not said.strip("- ") or _ID.fullmatch(said[:40]) or (cells.get("words") and split_tag(said[:80])):
        said = cells.get("words", "")
    if not said:
        return None
    owners = split_cell(cells.get("owner", ""))
    placeholder = "owner" in found and not owners
    state = State.DONE if is_done(cells.get("state", "")) else State.OPEN
    seen = see([said], {})
    head = LinePrefix(seen.text, owners, placeholder)
    text = Block(Form.ROW, block.number, [said])
    return Candidate(index, text, place, seen, head, state=state, deadline=cells.get("due", ""))
