"""The pace of one installation: when the next call may go out, and what an answer says about it.

The numbers are GitHub's documented limits: writes one after the other and at least a second apart, 80 a minute and 500 an
hour; `retry-after` and `x-ratelimit-reset` are honoured; carrying on may get the App banned.
"""

import asyncio
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from aiohttp import ClientHandlerType, ClientRequest, ClientResponse

from bot import metrics
from bot.github.errors import RateLimited, Unanswered

READS = frozenset({"GET", "HEAD"})
WINDOWS = ((60.0, 80), (3600.0, 500))
"""Seconds, and how many writes may fall into them."""
PATIENCE = 30.0
"""Seconds that a call waits by itself; a longer wait is the queue's to sit out."""
SECONDARY_PAUSE = 60.0
"""The first wait for a secondary limit that gives no time; it doubles with each in a row."""
LONGEST_PAUSE = 3600.0
STRIKES = 6
"""Limits in a row after which a call gives up, however patient it is."""


_REPEATS: ContextVar[bool] = ContextVar("repeats", default=True)


@contextmanager
def not_repeated() -> Iterator[None]:
    """Within this, a call that met a limit is not sent again after the pause: Unanswered is raised before it.

    What the call would overwrite may have been edited during the pause.
    """
    token = _REPEATS.set(False)
    try:
        yield
    finally:
        _REPEATS.reset(token)


@dataclass(frozen=True, slots=True)
class Time:
    """The clocks of a process and the sleep that goes with them; tests pass their own."""

    now: Callable[[], float] = time.time
    """Seconds since 1970, for what GitHub dates: tokens, `x-ratelimit-reset`."""
    monotonic: Callable[[], float] = time.monotonic
    """Seconds that only ever grow, for distances: somebody may set the other clock."""
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


SYSTEM_TIME = Time()
"""The machine's clocks."""


class Pace:
    """Client middleware of one installation: one writer, with a gap between writes, and a pause while GitHub asks for one.

    `interval` 0 lifts the spacing and the windows (tests and the sandbox); what an answer asks for is honoured all the same.
    A wait longer than `patience` seconds raises RateLimited before anything is sent.
    """

    def __init__(self, interval: float, time: Time, patience: float = PATIENCE, *, serial: bool = True) -> None:
        """`serial`: one write at a time. The App's own POSTs ask for tokens: one that hangs may hold up no other installation."""
        self._interval = interval
        self._serial = serial
        self._time = time
        self._patience = patience
        self._writer = asyncio.Lock()
        self._writes: deque[float] = deque(maxlen=WINDOWS[-1][1])
        self._quiet_until = 0.0
        self._why = ""
        self._strikes = 0

    async def __call__(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        """The answer to `request`, once it may go out."""
        if request.method in READS or not self._serial:
            return await self._send(request, handler)
        async with self._writer:
            return await self._send(request, handler)

    def window(self) -> tuple[tuple[float, ...], float]:
        """How many seconds ago each write was that still counts (oldest first), and for how many seconds to be quiet."""
        now = self._time.monotonic()
        ages = (now - at for at in self._writes)
        return tuple(age for age in ages if age < WINDOWS[-1][0]), max(0.0, self._quiet_until - now)

    def resume(self, ages: Iterable[float], quiet: float) -> None:
        """Count the writes that another process made for this installation, in the form of `window`."""
        now = self._time.monotonic()
        times = sorted((*self._writes, *(now - age for age in ages)))
        # The writes of this process come back among them; real ones are further apart.
        self._writes = deque(_apart(times, self._interval / 2), maxlen=self._writes.maxlen)
        self._quiet_until = max(self._quiet_until, now + quiet)

    async def _send(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        while True:
            await self._acquire(writing=request.method not in READS)
            response = await handler(request)
            if not await self._limited(response):
                return response
            if not _REPEATS.get():
                raise Unanswered(f"{request.method} {request.url.path}: {self._why}")

    async def until_free(self, *, writing: bool = True) -> None:
        """Wait until a call may go out. RateLimited where that takes too long."""
        while (wait := self._wait(writing=writing)) > 0:
            if wait > self._patience:
                raise RateLimited(wait, self._why or "the pace of writes")
            metrics.API_WAIT_SECONDS.labels("call").inc(wait)
            await self._time.sleep(wait)

    async def _acquire(self, *, writing: bool) -> None:
        """Wait until a call may go out, and count it."""
        await self.until_free(writing=writing)
        if writing and self._interval:
            self._writes.append(self._time.monotonic())

    def _wait(self, *, writing: bool) -> float:
        now = self._time.monotonic()
        quiet = self._quiet_until - now
        if not writing or not self._interval:
            return quiet
        return max(quiet, spacing(self._writes, self._interval, now))

    async def _limited(self, response: ClientResponse) -> bool:
        """Whether `response` is a limit and not an answer; records how long to pause."""
        pause = pause_asked(response.status, response.headers, await response.read(), self._time.now(), self._strikes)
        if pause is None:
            self._strikes = 0 if response.status < 400 else self._strikes
            self._note_remaining(response.headers)
            return False
        self._strikes += 1
        self._quiet(pause, f"GitHub's rate limit (HTTP {response.status})")
        if self._strikes >= STRIKES:
            raise RateLimited(pause, f"{self._why}, {self._strikes} times in a row")
        return True

    def _note_remaining(self, headers: Mapping[str, str]) -> None:
        """Stop before the limit is hit: this answer was the last one that the hour allows."""
        if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-resource", "core") == "core":
            self._quiet(until_reset(headers, self._time.now()), "GitHub's rate limit (none remaining)")

    def _quiet(self, pause: float, why: str) -> None:
        self._quiet_until = max(self._quiet_until, self._time.monotonic() + min(pause, LONGEST_PAUSE))
        self._why = why


def _apart(times: Iterable[float], seconds: float) -> Iterator[float]:
    """Those of ascending times that are so far from the one before."""
    last = -math.inf
    for at in times:
        if at - last >= seconds:
            last = at
            yield at


def spacing(writes: deque[float], interval: float, now: float) -> float:
    """Seconds until another write may follow `writes` (their times, oldest first); 0: now."""
    waits = [writes[-1] + interval - now] if writes else []
    waits += [writes[-limit] + window - now for window, limit in WINDOWS if len(writes) >= limit]
    return max(0.0, *waits) if waits else 0.0


def pause_asked(status: int, headers: Mapping[str, str], body: bytes, now: float, strikes: int) -> float | None:
    """Seconds of quiet that an answer asks for; None: it is no rate limit.

    `strikes` counts the limits just before it, in a row: where no header gives a time, the pause doubles with each.
    """
    if status not in {403, 429}:
        return None
    if (after := headers.get("retry-after", "")).isdigit():
        return float(after)
    if headers.get("x-ratelimit-remaining") == "0":
        return until_reset(headers, now)
    if status == 429 or b"rate limit" in body.lower() or b"abuse detection" in body.lower():
        return SECONDARY_PAUSE * (1 << strikes)
    return None


def until_reset(headers: Mapping[str, str], now: float) -> float:
    """Seconds until `x-ratelimit-reset`, and one more for what is cut off; a minute where it is missing.

    GitHub's own clock (`Date`) counts where the answer has it: `now` may be wrong by hours.
    """
    reset = headers.get("x-ratelimit-reset", "")
    if not reset.isdigit():
        return SECONDARY_PAUSE
    return max(float(reset) - said_at(headers, now), 0.0) + 1


def said_at(headers: Mapping[str, str], now: float) -> float:
    """When GitHub sent an answer, in seconds since 1970; `now` where it does not say."""
    try:
        return parsedate_to_datetime(headers.get("date", "")).timestamp()
    except ValueError:
        return now
