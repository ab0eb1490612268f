"""A log of what happened in the sandbox, for the demo, the page and tests."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. `what` is named as in webhooks: `issues.opened`, `push`, `check_run.created` …

    The demo adds events from the bot's own log: `bot.open`, `bot.close` … with the reason in `text`, `bot.synced`, `bot.warning`.
    """

    number: int
    time: datetime
    actor: str
    repository: str
    what: str
    issue: int | None = None
    title: str = ""
    text: str = ""

    def as_json(self) -> dict[str, object]:
        """The event as `GET /sandbox/events` returns it."""
        return asdict(self) | {"time": self.time.isoformat()}


class Events:
    """All events in order; `follow` yields new ones as they come."""

    def __init__(self) -> None:
        self._all: list[Event] = []
        self._news = asyncio.Event()

    def __len__(self) -> int:
        """The number of events, which is also the number of the newest."""
        return len(self._all)

    def __getitem__(self, place: int) -> Event:
        """An event by index."""
        return self._all[place]

    def add(self, **fields: object) -> None:
        """Append an event. Numbers count from 1."""
        self._all.append(Event(number=len(self._all) + 1, **fields))  # type: ignore[arg-type]
        self._news.set()
        self._news = asyncio.Event()

    def after(self, number: int) -> tuple[Event, ...]:
        """All events newer than `number`; 0 for all."""
        return tuple(self._all[max(number, 0) :])

    async def follow(self, after: int = 0) -> AsyncIterator[Event]:
        """All events newer than `after`, then new ones as they come, without end."""
        while True:
            for event in self.after(after):
                after = event.number
                yield event
            if after == len(self._all):
                await self._news.wait()
