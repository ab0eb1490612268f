"""Fault injection: errors, hangs, refusals, lost answers and stale lists, for chosen calls and a chosen number of times.

`POST /sandbox/faults` with a Fault as JSON adds one, `GET` lists those that are active, `DELETE` removes them all.
"""

import asyncio
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import ClassVar

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from pydantic import ConfigDict, TypeAdapter, ValidationError

from bot.sandbox.github.errors import Refused, invalid, not_found
from bot.sandbox.github.lag import Past
from bot.sandbox.github.state.world import World

CONTROL = "/sandbox/faults"
UNICORN = "<!DOCTYPE html><html><head><title>Unicorn! &middot; GitHub</title></head></html>"
"""GitHub's load balancers answer with HTML, whatever media type was requested."""


class What(StrEnum):
    """The kinds of fault."""

    ERROR = "error"
    """A page of HTML with `status`."""
    DROP = "drop"
    """The connection ends without an answer."""
    CUT = "cut"
    """The connection ends in the middle of the answer; the request was processed."""
    SLOW = "slow"
    """The answer comes after `seconds`. Without `acted`, the request is processed only then, even if the client is gone."""
    EXPIRED = "expired"
    """All installation tokens become invalid: 401."""
    PRIMARY = "primary"
    """The hourly limit is used up for `seconds`: 403 or 429 by `status`."""
    SECONDARY = "secondary"
    """Secondary rate limit: 403 or 429 by `status`, with `retry-after` unless `seconds` is 0."""
    MISSING = "missing"
    """404."""
    CONFLICT = "conflict"
    """409: the SHA that the request names is stale."""
    DISABLED = "disabled"
    """410: issues are disabled in the repository."""
    INVALID = "invalid"
    """422 for `field` of an issue, with `value` unless that is empty."""
    LAG = "lag"
    """Lists and branches are `seconds` old. Set `path`, or everything else is as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A fault, for calls with `method` (empty: any) whose path matches the regular expression `path`.

    The first `skip` calls pass, then every `each`-th fails, `times` in all (None: until it is removed).
    `acted`: the request is processed, and only the answer is lost.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    what: What
    method: str = ""
    path: str = ""
    skip: int = 0
    each: int = 1
    times: int | None = 1
    acted: bool = False
    status: int = 0
    """HTTP; 0: 502 for an error, 403 for a limit."""
    seconds: float = 0.0
    field: str = ""
    value: str = ""


@dataclass(slots=True)
class _Rule:
    """An active fault. `met` counts the calls that it matches, `struck` those that it changed."""

    fault: Fault
    met: int = 0
    struck: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Whether the fault applies to this call. Counts the call."""
        fault = self.fault
        if fault.method not in ("", method) or not re.search(fault.path, path):
            return False
        self.met += 1
        late = self.met - fault.skip
        if late <= 0 or (late - 1) % max(fault.each, 1) or self.struck == fault.times:
            return False
        self.struck += 1
        return True


class Faults:
    """The active faults of a sandbox. If several match a call, the oldest applies."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rules: list[_Rule] = []
        self._past = Past(world)

    def on(self, *faults: Fault) -> None:
        """Add faults."""
        self._rules += map(_Rule, faults)
        # A lagging list can show no state from before this moment.
        self._past.keep()

    def off(self, *faults: Fault) -> None:
        """Remove these faults, or all."""
        self._rules = [rule for rule in self._rules if faults and rule.fault not in faults]

    @property
    def struck(self) -> int:
        """The number of calls that active faults changed."""
        return sum(rule.struck for rule in self._rules)

    def struck_by(self, fault: Fault) -> int:
        """The number of calls that this fault changed."""
        return sum(rule.struck for rule in self._rules if rule.fault == fault)

    def shown(self) -> list[dict[str, object]]:
        """The active faults with their counts."""
        return [asdict(rule.fault) | {"met": rule.met, "struck": rule.struck} for rule in self._rules]

    def middleware(self) -> Middleware:
        """The middleware that applies the faults."""

        @web.middleware
        async def strike(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path == CONTROL:
                return await self._control(request)
            if request.path.startswith("/sandbox/"):
                return await handler(request)
            watched = any(rule.fault.what is What.LAG for rule in self._rules)
            if watched:
                self._past.keep()
            rule = next((rule for rule in self._rules if rule.strikes(request.method, request.path)), None)
            response = await (self._spoilt(rule.fault, request, handler) if rule else handler(request))
            if watched:
                self._past.keep()
            return response

        return strike

    async def _control(self, request: web.Request) -> web.Response:
        match request.method:
            case "GET":
                return web.json_response(self.shown())
            case "DELETE":
                self.off()
                return web.Response(status=204)
            case "POST":
                try:
                    fault = _FAULT.validate_json(await request.read())
                    re.compile(fault.path)
                except ValidationError as error:
                    return web.json_response({"message": str(error)}, status=422)
                except re.error as error:
                    return web.json_response({"message": f"path: {error}"}, status=422)
                self.on(fault)
                return web.json_response(self.shown()[-1], status=201)
        return web.json_response({"message": "GET, POST or DELETE"}, status=405)

    async def _spoilt(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        match fault.what:
            case What.SLOW:
                return await _slow(fault, request, handler)
            case What.EXPIRED:
                self._world.tokens.clear()
                return await handler(request)
            case What.LAG:
                return self._past.shown(fault.seconds, lambda: handler(request))
            case What.CUT:
                return await _cut(request, await handler(request))
        if fault.acted:
            await handler(request)
        if fault.what is What.DROP:
            return _dropped(request)
        return self._refusal(fault)

    def _refusal(self, fault: Fault) -> web.Response:
        if fault.what is What.ERROR:
            return web.Response(status=fault.status or 502, text=UNICORN, content_type="text/html")
        refused = _REFUSALS[fault.what](fault, self._world)
        return web.json_response(refused.body(), status=refused.status, headers=refused.headers)


_FAULT: TypeAdapter[Fault] = TypeAdapter(Fault)


async def _slow(fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
    early = await handler(request) if fault.acted else None
    await asyncio.sleep(fault.seconds)
    return early or await handler(request)


def _dropped(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response(status=502)


async def _cut(request: web.Request, whole: web.StreamResponse) -> web.StreamResponse:
    """Half of an answer."""
    body = whole.body if isinstance(whole, web.Response) and isinstance(whole.body, bytes) else b"{}"
    half = web.StreamResponse(status=whole.status, headers={"Content-Type": "application/json"})
    half.content_length = len(body)
    await half.prepare(request)
    await half.write(body[: len(body) // 2])
    if request.transport:
        request.transport.abort()
    return half


def _primary(fault: Fault, world: World) -> Refused:
    reset = int(world.clock().timestamp() + fault.seconds)
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(reset), "X-RateLimit-Resource": "core"}
    return Refused(fault.status or 403, "API rate limit exceeded for installation.", headers=headers)


def _secondary(fault: Fault, _world: World) -> Refused:
    headers = {"Retry-After": f"{fault.seconds:.0f}"} if fault.seconds else {}
    return Refused(fault.status or 403, "You have exceeded a secondary rate limit.", headers=headers)


def _invalid(fault: Fault, _world: World) -> Refused:
    return invalid("Issue", fault.field, **({"value": fault.value} if fault.value else {}))


_REFUSALS: dict[What, Callable[[Fault, World], Refused]] = {
    What.PRIMARY: _primary,
    What.SECONDARY: _secondary,
    What.INVALID: _invalid,
    What.MISSING: lambda _fault, _world: not_found(),
    What.CONFLICT: lambda _fault, _world: Refused(409, "is at another blob by now: read it again"),
    What.DISABLED: lambda _fault, _world: Refused(410, "Issues are disabled for this repo"),
}
