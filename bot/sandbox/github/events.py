"""What happened in the sandbox, in order: for the demo's lines, the page and anyone who watches."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing that happened. `what` is as in webhooks: `issues.opened`, `push`, `check_run.created` …

    What the bot says of itself begins with `bot.`: `bot.open`, `bot.close` … with the reason in `text`, `bot.synced`, `bot.warning`.
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
        """The same for `GET /sandbox/events`."""
        return asdict(self) | {"time": self.time.isoformat()}


class Events:
    """The list of all that happened, which can be followed while it grows."""

    def __init__(self) -> None:
        self._all: list[Happening] = []
        self._news = asyncio.Event()

    def __len__(self) -> int:
        """How much has happened; also the number of the newest."""
        return len(self._all)

    def __getitem__(self, place: int) -> Happening:
        """By place, also from the end."""
        return self._all[place]

    def add(self, **fields: object) -> None:
        """Append a Happening; its number is given here, counting from 1."""
        self._all.append(Happening(number=len(self._all) + 1, **fields))  # type: ignore[arg-type]
        self._news.set()
        self._news = asyncio.Event()

    def after(self, number: int) -> tuple[Happening, ...]:
        """Everything newer than `number`; 0 gives all."""
        return tuple(self._all[max(number, 0) :])

    async def follow(self, after: int = 0) -> AsyncIterator[Happening]:
        """Everything newer than `after`, then what comes, without end."""
        while True:
            for happening in self.after(after):
                after = happening.number
                yield happening
            if after == len(self._all):
                await self._news.wait()
