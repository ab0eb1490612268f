"""The marker of the board: which issue is the board, and which issues it has shown."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.core.issues import marker
from bot.core.limits import BOT
from bot.core.model.issues import Issue

KEY = "board"
"""The key of the change that opens the board."""
LABEL = "duly-board"
TITLE = "Action items: the board"

MOST_REMEMBERED = 400
"""Issues that a marker remembers, the newest ones."""

_MARKER = re.compile(r"^<!-- duly:board (\{.*\}) -->[ \t]*\r?$", re.MULTILINE)


class Off(StrEnum):
    """Why a board is not kept."""

    KEPT = ""
    PERSON = "person"
    """A person closed it."""
    CONFIG = "config"
    """`board: false`."""
    DUPLICATE = "duplicate"
    """There is an older one."""


class BoardMarker(BaseModel):
    """The first line of the board's text."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    off: Off = Off.KEPT
    issues: dict[str, int] = {}
    """Key of each open item's issue → its number."""


def read(body: str) -> BoardMarker | None:
    """The marker in a text; None where there is none."""
    for line in _MARKER.finditer(body):
        try:
            return BoardMarker.model_validate_json(line.group(1))
        except ValidationError:
            continue
    return None


def write(board: BoardMarker) -> str:
    """The line of a marker."""
    return f"<!-- duly:board {board.model_dump_json(exclude_defaults=True)} -->"


def is_board(issue: Issue) -> bool:
    """Whether an issue by one of Duly's writers is the board. An App's is known by its label too, where its marker was removed."""
    if read(issue.body):
        return True
    return issue.author.endswith(BOT) and issue.bears(LABEL) and marker.read(issue.body) is None


def divided(issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], tuple[Issue, ...]]:
    """Issues by Duly's writers as those that may belong to items, and the boards."""
    issues = tuple(issues)
    boards = tuple(issue for issue in issues if is_board(issue))
    return tuple(issue for issue in issues if issue not in boards), boards


def remembered(boards: Iterable[Issue]) -> Mapping[str, int]:
    """Key → number of the issues that boards have shown, without those whose box a person ticked to have a new issue."""
    found: dict[str, int] = {}
    for issue in boards:
        known, ticked = read(issue.body), marker.boxes(issue.body)
        if known:
            found |= {key: number for key, number in known.issues.items() if not ticked.get(str(number))}
    return found


def key_of(body: str) -> str | None:
    """The key in the marker of an issue's text, also of the board's; None: not Duly's."""
    return marker.key_of(body) or (KEY if read(body) else None)
