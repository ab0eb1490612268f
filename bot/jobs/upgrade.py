"""What the last syncs did in each repository, remembered in the queue for the brake after an upgrade of Duly.

It may be lost with the queue: then nothing is known, and nothing is held for an upgrade.
"""

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from bot import __version__
from bot.core.model.plan import Close, Open, Plan
from bot.core.model.snapshot import Usual
from bot.queue.job import Queue

SYNCS = 10
"""How many of the last syncs that opened or closed something count."""


@dataclass(frozen=True, slots=True)
class _Record:
    version: str
    opened: tuple[int, ...] = ()
    """How many issues each of the last syncs opened, oldest first."""
    closed: tuple[int, ...] = ()
    """How many they closed."""


_RECORD = TypeAdapter(_Record)


async def usual(queue: Queue, repository: int) -> Usual | None:
    """What was usual in a repository, by its id, where another version of Duly synced it last."""
    record = await _recall(queue, repository)
    if record is None or record.version == __version__:
        return None
    return Usual(record.version, max(record.opened, default=0), max(record.closed, default=0))


async def remember(queue: Queue, repository: int, plan: Plan) -> None:
    """Keep what a sync did. A sync that the brake held does not change the record, so that the next one is held too."""
    if any(held.too_many for held in plan.held):
        return
    old = await _recall(queue, repository)
    record = _with(old or _Record(__version__), plan)
    if record != old:
        await queue.remember(_name(repository), _RECORD.dump_json(record).decode())


def _with(record: _Record, plan: Plan) -> _Record:
    opened = sum(isinstance(change, Open) for change in plan.changes)
    closed = sum(isinstance(change, Close) for change in plan.changes)
    if not (opened or closed):
        return _Record(__version__, record.opened, record.closed)
    return _Record(__version__, (*record.opened, opened)[-SYNCS:], (*record.closed, closed)[-SYNCS:])


async def _recall(queue: Queue, repository: int) -> _Record | None:
    try:
        return _RECORD.validate_json(await queue.recall(_name(repository)))
    except ValidationError:
        return None


def _name(repository: int) -> str:
    return f"usual/{repository}"
