"""The web application: deliveries from GitHub, health, and a page for people."""

import asyncio
import logging
import time
from collections.abc import Callable
from importlib import import_module

import structlog
from aiohttp import web
from pydantic_core import to_json

from bot import __version__, metrics
from bot.core.text.plural import counted
from bot.queue.job import Job, Queue
from bot.settings import Settings
from bot.web.limits import BodyBudget
from bot.web.outcomes import Ignored, Leave
from bot.web.readiness import Readiness
from bot.web.signature import LIMIT, Delivery, Refusal, admit

log = structlog.get_logger(__name__)

READING = 30.0
"""Seconds for the whole of a body to arrive; GitHub itself gives up after 10."""
LONG = 32 * 1024
"""Bytes of a payload above which it is read in a thread."""
SLOW = frozenset({"issue_comment"})
"""Events that are read in a thread at any length: a comment is searched for commands."""
_JSON = {"Content-Type": "application/json; charset=utf-8"}

READINESS = web.AppKey("door", Readiness)
QUEUE: web.AppKey[Queue] = web.AppKey("queue", Queue)
SETTINGS = web.AppKey("settings", Settings)
BODIES = web.AppKey("bodies", BodyBudget)
LOG: web.AppKey[structlog.typing.FilteringBoundLogger] = web.AppKey("log")
"""The logger as it is configured when the application is made: to look that up for each delivery costs."""


class Translator:
    """Makes jobs of deliveries. What reads them is loaded with the first one: an idle server needs a third less memory."""

    def __init__(self) -> None:
        self._translate: Callable[[str, bytes, str], Job | Ignored | Leave] | None = None

    async def translated(self, delivery: Delivery) -> Job | Ignored | Leave:
        """What a delivery asks for; raises Refusal 400."""
        translate = self._translate
        if translate is None:
            translate = self._translate = (await asyncio.to_thread(import_module, "bot.web.events")).translate
        if len(delivery.body) > LONG or delivery.event in SLOW:
            # In a thread, so that no other delivery waits for it.
            return await asyncio.to_thread(translate, delivery.event, delivery.body, delivery.id)
        return translate(delivery.event, delivery.body, delivery.id)


TRANSLATOR = web.AppKey("translator", Translator)


def create_app(queue: Queue, settings: Settings, door: Readiness | None = None) -> web.Application:
    """The web application; `queue` has to be open while `door` is."""
    app = web.Application(client_max_size=LIMIT)
    app[READINESS] = door or Readiness()
    app[QUEUE] = queue
    app[SETTINGS] = settings
    app[BODIES] = BodyBudget(settings.limits.body_bytes)
    app[LOG] = log.bind()
    app[TRANSLATOR] = Translator()
    app.router.add_post("/webhook", webhook)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    if not settings.metrics_port:
        app.router.add_get("/metrics", metrics_page)
    app.router.add_get("/", front)
    return app


async def webhook(request: web.Request) -> web.Response:
    """Take a delivery: 202 once its job is durable, or with the reason why there is none; 200 for a ping."""
    started = time.perf_counter()
    try:
        status, outcome, reason = await _take(request)
    except Refusal as refusal:
        status, outcome, reason = refusal.status, "refused", refusal.reason
    seconds = time.perf_counter() - started
    metrics.count_delivery(request.headers.get("X-GitHub-Event", ""), outcome, status, seconds)
    # Passed rather than bound: every delivery logs this line, and few log another one.
    request.app[LOG].log(
        _level(status),
        "delivery",
        status=status,
        outcome=outcome,
        reason=reason,
        milliseconds=round(seconds * 1000, 1),
        **_named(request),
    )
    body = to_json({"status": outcome, "reason": reason})
    return web.Response(body=body, headers=_JSON, status=status)


def _named(request: web.Request) -> dict[str, str]:
    """The delivery in a log line, as far as its headers name it."""
    headers = request.headers
    return {
        "delivery": headers.get("X-GitHub-Delivery", "")[:200],
        "github_event": headers.get("X-GitHub-Event", "")[:200],
    }


async def _take(request: web.Request) -> tuple[int, str, str]:
    """HTTP status, outcome and reason of a delivery; raises Refusal."""
    if not_ready_reason := request.app[READINESS].not_ready_reason:
        raise Refusal(503, not_ready_reason)
    if "Content-Encoding" in request.headers:
        # Unpacking before the signature is checked would let anybody fill the memory.
        raise Refusal(415, "send the body without a Content-Encoding")
    size = LIMIT if request.content_length is None else request.content_length
    if size > LIMIT:
        raise Refusal(413, f"the body is larger than {LIMIT} bytes")
    with request.app[BODIES].reserve(size):
        return await _queue(request, await _body(request))


async def _queue(request: web.Request, body: bytes) -> tuple[int, str, str]:
    delivery = admit(request.app[SETTINGS].webhook_secrets, request.headers, body)
    found = await request.app[TRANSLATOR].translated(delivery)
    if isinstance(found, Ignored):
        return (200, "pong", "Duly is listening") if delivery.event == "ping" else (202, "ignored", found.reason)
    if isinstance(found, Job) and not request.app[SETTINGS].serves(found.full_name):
        return 202, "ignored", "this server does not serve the account"
    try:
        if isinstance(found, Leave):
            count = await request.app[QUEUE].forget(found.installation)
            return 202, "forgotten", f"{found.why}; {counted(count, 'waiting job')} removed"
        new = await request.app[QUEUE].put(found)
    except Exception:
        # Reject on any queue error, so that the delivery can be delivered again.
        log.exception("the queue did not keep a job", **_named(request))
        raise Refusal(503, "the queue cannot keep it now; deliver it again later") from None
    return 202, "queued", found.why if new else f"{found.why}; an equal job waits already"


async def _body(request: web.Request) -> bytes:
    try:
        if request.content.is_eof():
            return await request.read()  # it is there already, as nearly always
        async with asyncio.timeout(READING):
            return await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise Refusal(413, f"the body is larger than {LIMIT} bytes") from None
    except TimeoutError:
        raise Refusal(408, f"the body did not arrive within {READING:.0f} seconds") from None
    except web.RequestPayloadError:
        raise Refusal(400, "the body is not what its headers say") from None


def _level(status: int) -> int:
    """What is refused is worth a look, a failure of ours needs one."""
    if status >= 500:
        return logging.ERROR
    return logging.WARNING if status >= 400 else logging.INFO


async def healthz(_request: web.Request) -> web.Response:
    """Whether the process lives."""
    return web.json_response({"status": "alive"})


async def readyz(request: web.Request) -> web.Response:
    """Whether deliveries are taken: 503 with the reason where they are not."""
    readiness = request.app[READINESS]
    not_ready_reason = (
        readiness.not_ready_reason or await _queue_problem(request.app[QUEUE]) or readiness.credentials_problem
    )
    return web.json_response({"status": not_ready_reason or "ready"}, status=503 if not_ready_reason else 200)


async def _queue_problem(queue: Queue) -> str:
    """Why the queue could not keep a job now; empty where it could."""
    try:
        await queue.check()
    except Exception as error:
        log.warning("the queue cannot keep a job", reason=str(error))
        # The reason may name a path, and anybody may ask.
        return "the queue cannot keep a job; see the log"
    return ""


def create_metrics_app(queue: Queue) -> web.Application:
    """The application behind `METRICS_PORT`: the metrics alone."""
    app = web.Application()
    app[QUEUE] = queue
    app.router.add_get("/metrics", metrics_page)
    return app


async def metrics_page(request: web.Request) -> web.Response:
    """The metrics of this process; those of the queue are of all processes. 503 where the queue does not answer."""
    try:
        backlog = await request.app[QUEUE].backlog()
    except Exception as error:
        log.warning("no metrics, because the queue does not answer", reason=str(error))
        return web.Response(text="the queue does not answer; see the log\n", status=503)
    body = metrics.exposition(time.time(), backlog)
    return web.Response(body=body, headers={"Content-Type": metrics.CONTENT_TYPE})


async def front(_request: web.Request) -> web.Response:
    """A page for people who open the address in a browser."""
    return web.Response(
        text=f"Duly {__version__} is here. GitHub delivers to POST /webhook; see also /healthz and /readyz.\n"
    )
