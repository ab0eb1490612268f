"""The board: which changes bring it to where it should be, from the state after a sync."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.config.schema import Config
from bot.core.issues import closers, marker
from bot.core.issues.board.marker import KEY, LABEL, MOST_REMEMBERED, TITLE, BoardMarker, Off, read, remembered, write
from bot.core.issues.labels import creations
from bot.core.model.issues import Issue
from bot.core.model.notes import State
from bot.core.model.plan import Change, Close, Comment, Edit, Open, Plan, Reopen
from bot.core.model.questions import NO_QUESTIONS, Questions
from bot.core.model.snapshot import Snapshot
from bot.core.reports.board_text import Shown, board_text
from bot.core.reports.open_items import open_items

_CLOSED = "board.closed"
"""The key of the comment on a board that a person closed."""

FAREWELL = (
    "Closed, so Duly writes no board in this repository any more. To have it again, reopen this issue. "
    "All else goes on as before."
)
_NOT_KEPT = {
    Off.PERSON: "> This board was closed, so it is not kept any more. Reopen it, and it is.",
    Off.CONFIG: "> The config does not ask for a board any more. `board: true` opens it again.",
    Off.DUPLICATE: "> There is an older board, which is kept instead of this one.",
}


@dataclass(frozen=True, slots=True)
class Steps:
    """The changes, in their order; where `ask` is not empty they are a draft."""

    changes: tuple[Change, ...] = ()
    ask: Questions = NO_QUESTIONS


def board_steps(snapshot: Snapshot, plan: Plan) -> Steps:
    """What to do about the board. `plan` is as its changes left it. A second run over the outcome gives no change."""
    config = snapshot.config
    if config is None:
        return Steps()
    boards = [board for board in snapshot.boards if _off(board) is not Off.DUPLICATE]
    if not boards:
        return Steps(tuple(_opened(snapshot, plan, config)))
    board, *others = sorted(boards, key=lambda one: one.number)
    duplicates = [
        Close(one.number, "duplicate", f"#{board.number} is the board", _ended(Off.DUPLICATE))
        for one in others
        if one.open
    ]
    ask = closers.unknown(snapshot, board) if config.board and not board.open and not _off(board) else NO_QUESTIONS
    return Steps((*duplicates, *_kept(snapshot, plan, config, board)), ask)


def _off(board: Issue) -> Off:
    known = read(board.body)
    return known.off if known else Off.KEPT


def _opened(snapshot: Snapshot, plan: Plan, config: Config) -> Iterator[Change]:
    """The first board, as soon as there is something to show."""
    if config.board and (any(one.issue and one.issue.open for one in open_items(plan)) or plan.held):
        opened = Open(KEY, TITLE, _text(snapshot, plan, config), (LABEL,), (), "the first open items")
        yield from creations([opened], snapshot)
        yield opened


def _kept(snapshot: Snapshot, plan: Plan, config: Config, board: Issue) -> Iterator[Change]:
    """The changes of a board that is there."""
    off = _off(board)
    if not config.board:
        if board.open:
            yield Close(board.number, "not_planned", "the config does not ask for a board", _ended(Off.CONFIG, board))
        return
    text = _text(snapshot, plan, config)
    news = text != board.body.replace("\r\n", "\n")
    if board.open:
        if news:
            yield Edit(board.number, "what it shows has changed", body=text)
    elif off is Off.CONFIG:
        yield Reopen(board.number, "the config wants it again", text)
    elif off is Off.KEPT and closers.bot_that_closed(snapshot, board):
        if news:
            yield Reopen(board.number, "a bot closed it, and there is news", text)
    elif off is Off.KEPT:
        if not board.locked:
            body = f"{marker.comment_marker(_CLOSED)}\n{FAREWELL}"
            yield Comment(board.number, _CLOSED, body, "a person closed it")
        yield Edit(board.number, "a person closed it", body=_ended(Off.PERSON, board))


def _text(snapshot: Snapshot, plan: Plan, config: Config) -> str:
    known = _known(snapshot, plan)
    keys = {key.partition(".")[0]: number for key, number in known.items()}
    shown = Shown(plan, config, snapshot.head, snapshot.config_path, keys)
    return board_text(shown, BoardMarker(issues=known))


def _known(snapshot: Snapshot, plan: Plan) -> dict[str, int]:
    """Key → number of the issues of open items, those that are gone too; the newest ones, in the order of their numbers."""
    writers = {snapshot.writer.casefold(), *(snapshot.config.trusted_writers if snapshot.config else ())}
    still_open = {tracked.item.id for tracked in plan.items if tracked.item.state is State.OPEN}
    found = {key: number for key, number in remembered(snapshot.boards).items() if key.partition(".")[0] in still_open}
    for tracked in plan.items:
        live = tracked.live
        if tracked.item.id in still_open and live and live.author.casefold() in writers:
            key = marker.key_of(live.body)
            if key:
                found[key] = live.number
    newest: Sequence[tuple[int, str]] = sorted((number, key) for key, number in found.items())[-MOST_REMEMBERED:]
    return {key: number for number, key in newest}


def _ended(off: Off, board: Issue | None = None) -> str:
    """The text of a board that is not kept: its marker and why, above what it said last."""
    known = (read(board.body) if board else None) or BoardMarker()
    lines = board.body.replace("\r\n", "\n").split("\n") if board else []
    rest = [line for line in lines if not line.startswith(("<!-- duly:board ", "> "))]
    return "\n".join([write(known.model_copy(update={"off": off})), _NOT_KEPT[off], *rest])
