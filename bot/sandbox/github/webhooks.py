"""Signed webhooks: sent in the background, one after the other, once each, with a record of the answers."""

import asyncio
import hmac
import json
import time
from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import uuid4

import aiohttp

from bot.sandbox.github.clock import Clock
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import stamp

PATIENCE = 10.0
"""Seconds that GitHub waits for an answer."""


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One attempt to deliver an event. Attempts of one event share the `guid`; `duration` is in seconds."""

    id: int
    guid: str
    event: str
    action: str | None
    installation: int | None
    repository: int | None
    headers: dict[str, str]
    body: str
    redelivery: bool = False
    delivered_at: str = ""
    duration: float = 0.0
    status: str = ""
    status_code: int = 0
    answer_headers: dict[str, str] = field(default_factory=dict)
    answer: str = ""

    def listed(self) -> Json:
        """A `hook-delivery-item`."""
        return {
            "id": self.id,
            "guid": self.guid,
            "delivered_at": self.delivered_at,
            "redelivery": self.redelivery,
            "duration": self.duration,
            "status": self.status,
            "status_code": self.status_code,
            "event": self.event,
            "action": self.action,
            "installation_id": self.installation,
            "repository_id": self.repository,
            "throttled_at": None,
        }

    def in_full(self, url: str) -> Json:
        """A `hook-delivery`."""
        request: Json = {"headers": self.headers, "payload": json.loads(self.body)}
        response: Json = {"headers": self.answer_headers, "payload": self.answer}
        return self.listed() | {"url": url, "request": request, "response": response}


class Hooks:
    """The App's webhook. Without a `url` nothing is sent, as on GitHub."""

    def __init__(self, app_id: int, secret: str, url: str | None, clock: Clock) -> None:
        self.app_id = app_id
        self.secret = secret
        self.url = url
        self.attempts: list[Delivery] = []
        self.patience = PATIENCE
        self._clock = clock
        self._waiting: deque[Delivery] = deque()
        self._work = asyncio.Event()
        self._still = asyncio.Event()
        self._still.set()
        self._ids = 0

    def send(self, event: str, payload: Json, installation: int | None, repository: int | None) -> None:
        """Queue an event for delivery."""
        if self.url is None:
            return
        body = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
        guid = str(uuid4())
        action = payload.get("action")
        self._queue(
            Delivery(
                id=self._next(),
                guid=guid,
                event=event,
                action=action if isinstance(action, str) else None,
                installation=installation,
                repository=repository,
                headers=self._headers(event, guid, body),
                body=body,
            )
        )

    def again(self, delivery_id: int) -> bool:
        """Queue another attempt of a delivery, with the same GUID. False if there is no such id."""
        first = self.find(delivery_id)
        if first is None:
            return False
        self._queue(
            Delivery(
                id=self._next(),
                guid=first.guid,
                event=first.event,
                action=first.action,
                installation=first.installation,
                repository=first.repository,
                headers=first.headers,
                body=first.body,
                redelivery=True,
            )
        )
        return True

    def find(self, delivery_id: int) -> Delivery | None:
        """The attempt with that id."""
        return next((one for one in self.attempts if one.id == delivery_id), None)

    async def settled(self) -> None:
        """Wait until nothing is queued or being sent."""
        await self._still.wait()

    async def run(self) -> None:
        """Deliver queued events, without end."""
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.patience)) as session:
            while True:
                while self._waiting:
                    await self._deliver(session, self._waiting[0])
                    self._waiting.popleft()
                self._still.set()
                self._work.clear()
                await self._work.wait()

    def _next(self) -> int:
        self._ids += 1
        return 90_000_000_000 + self._ids

    def _queue(self, delivery: Delivery) -> None:
        self._waiting.append(delivery)
        self._still.clear()
        self._work.set()

    def _headers(self, event: str, guid: str, body: str) -> dict[str, str]:
        digest = hmac.new(self.secret.encode(), body.encode(), sha256).hexdigest()
        return {
            "Accept": "*/*",
            "Content-Type": "application/json",
            "User-Agent": "GitHub-Hookshot/5a4db0x",
            "X-GitHub-Delivery": guid,
            "X-GitHub-Event": event,
            "X-GitHub-Hook-ID": "1",
            "X-GitHub-Hook-Installation-Target-ID": str(self.app_id),
            "X-GitHub-Hook-Installation-Target-Type": "integration",
            "X-Hub-Signature-256": f"sha256={digest}",
        }

    async def _deliver(self, session: aiohttp.ClientSession, it: Delivery) -> None:
        started = time.monotonic()
        it.delivered_at = stamp(self._clock())
        try:
            async with session.post(self.url or "", data=it.body.encode(), headers=it.headers) as response:
                it.answer = (await response.read()).decode(errors="replace")
                it.answer_headers = dict(response.headers)
                it.status_code = response.status
                it.status = "OK" if response.ok else f"Invalid HTTP Response: {response.status}"
        except TimeoutError:
            it.status = "timed out"
        except aiohttp.ClientError:
            it.status = "failed to connect to host"
        it.duration = round(time.monotonic() - started, 2)
        self.attempts.append(it)
