"""The log of a repository as server-sent events: past events, then `live`, then new ones as they come."""

import asyncio
import json
from contextlib import suppress

from aiohttp import web

from bot.sandbox.demo.bot_log import BotLog
from bot.sandbox.demo.page.security import HEADERS
from bot.sandbox.github.events import Event
from bot.sandbox.github.state.repository import Repository
from bot.sandbox.github.state.world import World

OWN = ("bot.", "push", "reaction.")
"""Events that are shown from the bot although its log is shown as well: the log itself, and changes that it does not mention."""
MAX_LOG = 300
"""The number of past events that a new page gets."""


class LogStreams:
    """The open streams of all pages."""

    def __init__(self, world: World, log: BotLog) -> None:
        self._world = world
        self._log = log
        self._streams: set[asyncio.Task[None]] = set()

    async def end(self, _: web.Application) -> None:
        """End the open streams, which the server would wait for."""
        for stream in self._streams:
            stream.cancel()

    async def serve(self, request: web.Request, repository: Repository) -> web.StreamResponse:
        """The stream that answers `request`, until either side ends it. Each event has its number as id."""
        seen = request.headers.get("Last-Event-ID", "")
        response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        stream = asyncio.create_task(self._stream(response, repository, int(seen) if seen.isdigit() else 0))
        self._streams.add(stream)
        try:
            with suppress(asyncio.CancelledError, ConnectionError):
                await stream
        finally:
            stream.cancel()
            self._streams.discard(stream)
        return response

    async def _stream(self, response: web.StreamResponse, repository: Repository, after: int) -> None:
        events = self._world.events
        old = [one for one in events.after(after) if self._is_shown(one, repository)]
        after = max(after, len(events))
        await response.write("".join(map(_text, old[-MAX_LOG:])).encode() + b"event: live\ndata: {}\n\n")
        async for event in events.follow(after):
            if self._is_shown(event, repository):
                await response.write(_text(event).encode())

    def _is_shown(self, event: Event, repository: Repository) -> bool:
        # The bot's log gives the reason of each change of an issue, so the event of the change itself is left out.
        bot = self._world.app.bot.login
        better = self._log.used and event.actor == bot and not event.what.startswith(OWN)
        return event.repository == repository.full_name and not better


def _text(event: Event) -> str:
    return f"id: {event.number}\ndata: {json.dumps(event.as_json(), ensure_ascii=False)}\n\n"
