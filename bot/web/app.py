"""The web application: deliveries from GitHub, health, and a page for people."""

import time

import structlog
from aiohttp import web

from bot import __version__, metrics
from bot.queue.job import Queue
from bot.settings import Settings
from bot.web.intake import Intake
from bot.web.readiness import Readiness
from bot.web.signature import LIMIT

log = structlog.get_logger(__name__)

READINESS = web.AppKey("readiness", Readiness)
QUEUE: web.AppKey[Queue] = web.AppKey("queue", Queue)


def create_app(queue: Queue, settings: Settings, readiness: Readiness | None = None) -> web.Application:
    """The web application; `queue` has to be open while `readiness` has no reason against it."""
    app = web.Application(client_max_size=LIMIT)
    app[READINESS] = readiness = readiness or Readiness()
    app[QUEUE] = queue
    app.router.add_post("/webhook", Intake(queue, settings, readiness).answer)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    if not settings.metrics_port:
        app.router.add_get("/metrics", metrics_page)
    app.router.add_get("/", front)
    return app


async def healthz(_request: web.Request) -> web.Response:
    """Whether the process runs."""
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
