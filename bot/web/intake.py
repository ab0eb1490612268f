"""Takes deliveries: checks them, has them read, keeps what they ask for, and answers."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import NamedTuple

import structlog
from aiohttp import web
from pydantic_core import to_json

from bot import metrics
from bot.core.text.plural import counted
from bot.metrics import DeliveryOutcome
from bot.queue.batches import Outcome
from bot.queue.job import Job, Queue
from bot.settings import Settings
from bot.web.limits import BodyBudget
from bot.web.outcomes import Ignored, Leave, Translated
from bot.web.readiness import Readiness
from bot.web.signature import LIMIT, Refusal, admit

log = structlog.get_logger(__name__)

READING = 30.0
"""Seconds for the whole of a body to arrive; GitHub itself gives up after 10."""
LONG = 32 * 1024
"""Bytes of a payload above which it is read in a thread."""
SLOW = frozenset({"issue_comment"})
"""Events that are read in a thread at any length: a comment is searched for commands."""
_JSON = {"Content-Type": "application/json; charset=utf-8"}

Translate = Callable[[str, bytes, str], Translated]


class Answer(NamedTuple):
    """The answer to a delivery."""

    status: int
    outcome: DeliveryOutcome
    reason: str


class _Head(NamedTuple):
    """What the head of a request says of its delivery; it arrived at `began`."""

    headers: Mapping[str, str]
    event: str
    id: str
    began: float


class _Waiting(NamedTuple):
    """A delivery that is here and waits for the next round."""

    head: _Head
    body: bytes
    response: asyncio.Future[web.Response]


class Intake:
    """Answers deliveries.

    Those that arrive in one round of the event loop are taken together, and each step is done for all of them before the
    next one: a step that was done a moment ago finds its code and data in the processor's caches. One after the other, a
    delivery cost 210 µs instead of 160. A round has at most one delivery of each connection.

    What takes long to read is read in a thread, so that no other delivery waits for it.
    """

    def __init__(self, queue: Queue, settings: Settings, readiness: Readiness) -> None:
        self._queue = queue
        self._settings = settings
        self._readiness = readiness
        self._bodies = BodyBudget(settings.limits.body_bytes)
        # As it is configured now: to look that up for each delivery costs.
        self._log = log.bind()
        self._translate: Translate | None = None
        """Loaded with the first delivery, in a thread: an idle server needs a third less memory."""
        self._waiting: list[_Waiting] = []
        self._rounds: set[asyncio.Task[None]] = set()
        self._forgetting = asyncio.Lock()
        """Held while the jobs of an installation are removed. What arrives later is kept after that.

        It is this process's own: which of two deliveries to two processes came first is not known. A job that another process
        keeps while the removal runs may be removed with the others; where the App is back by then, the hourly catch-up finds what
        it was for.
        """

    async def answer(self, request: web.Request) -> web.Response:
        """Take a delivery: 202 once its job is durable, or with the reason why there is none; 200 for a ping."""
        headers = request.headers
        head = _Head(
            headers, headers.get("X-GitHub-Event", ""), headers.get("X-GitHub-Delivery", ""), time.perf_counter()
        )
        try:
            with self._bodies.reserve(self._size(request)):
                body = await _body(request)
                if self._translate and len(body) <= LONG and head.event not in SLOW:
                    return await self._in_a_round(head, body)
                answer = await self._in_a_thread(head, body)
        except Refusal as refusal:
            answer = _refused(refusal)
        except Exception:
            answer = _failed(head)
        return self._response(head, answer)

    def _size(self, request: web.Request) -> int:
        """Bytes of the body, or the most that it may have; raises Refusal where it is not to be read."""
        if not_ready_reason := self._readiness.not_ready_reason:
            raise Refusal(503, not_ready_reason)
        if "Content-Encoding" in request.headers:
            # Unpacking before the signature is checked would let anybody fill the memory.
            raise Refusal(415, "send the body without a Content-Encoding")
        size = LIMIT if request.content_length is None else request.content_length
        if size > LIMIT:
            raise Refusal(413, f"the body is larger than {LIMIT} bytes")
        return size

    async def _in_a_thread(self, head: _Head, body: bytes) -> Answer:
        """Take a delivery that is read in a thread."""
        found = await asyncio.to_thread(self._read, head, body)
        (answer,) = await self._carry_out([found])
        return answer

    async def _in_a_round(self, head: _Head, body: bytes) -> web.Response:
        """Take a delivery together with the others of this round of the event loop."""
        response: asyncio.Future[web.Response] = asyncio.get_running_loop().create_future()
        if not self._waiting:
            # The task starts in the next round of the loop.
            task = asyncio.create_task(self._round())
            self._rounds.add(task)
            task.add_done_callback(self._rounds.discard)
        self._waiting.append(_Waiting(head, body, response))
        return await response

    async def _round(self) -> None:
        """Take all that wait."""
        waiting, self._waiting = self._waiting, []
        try:
            found = [self._read(each.head, each.body) for each in waiting]
            for each, answer in zip(waiting, await self._carry_out(found), strict=True):
                response = self._response(each.head, answer)
                if not each.response.done():  # the server may be stopping
                    each.response.set_result(response)
        except Exception as error:
            for each in waiting:
                if not each.response.done():
                    each.response.set_exception(error)

    def _read(self, head: _Head, body: bytes) -> Job | Leave | Answer:
        """What a delivery asks for, or the answer to it."""
        try:
            delivery = admit(self._settings.webhook_secrets, head.headers, body)
            if self._translate is None:
                self._translate = import_module("bot.web.events").translate
            return self._served(delivery.event, self._translate(delivery.event, delivery.body, delivery.id))
        except Refusal as refusal:
            return _refused(refusal)
        except Exception:
            # A bug that one delivery runs into is not to refuse the others of its round.
            return _failed(head)

    def _served(self, event: str, found: Translated) -> Job | Leave | Answer:
        """What was found in a delivery; an answer where nothing is to be done here."""
        if event == "ping":
            return Answer(200, DeliveryOutcome.PONG, "Duly is listening")
        if isinstance(found, Ignored):
            return Answer(202, DeliveryOutcome.IGNORED, found.reason)
        if isinstance(found, Job) and not self._settings.serves(found.full_name):
            return Answer(202, DeliveryOutcome.IGNORED, "this server does not serve the account")
        return found

    async def _carry_out(self, found: Sequence[Job | Leave | Answer]) -> list[Answer]:
        """The answers, once what they say is durable. What came after an uninstall is kept after it."""
        answers: list[Answer] = []
        jobs_or_answers: list[Job | Answer] = []
        for one in found:
            if isinstance(one, Leave):
                answers += await self._queue_jobs(jobs_or_answers)
                jobs_or_answers = []
                answers.append(await self._forget(one))
            else:
                jobs_or_answers.append(one)
        return answers + await self._queue_jobs(jobs_or_answers)

    async def _queue_jobs(self, found: Sequence[Job | Answer]) -> list[Answer]:
        """The answers, once the jobs among what was found are kept with one commit."""
        kept = iter(await self._put([one for one in found if isinstance(one, Job)]))
        return [one if isinstance(one, Answer) else _queued(one, next(kept)) for one in found]

    async def _put(self, jobs: Sequence[Job]) -> Sequence[Outcome[bool]]:
        """For each job whether it is new, or why the queue did not keep it."""
        try:
            if self._forgetting.locked():
                async with self._forgetting:
                    pass
            return await self._queue.put_all(jobs) if jobs else ()
        except Exception as error:
            return [error] * len(jobs)

    async def _forget(self, leave: Leave) -> Answer:
        try:
            async with self._forgetting:
                count = await self._queue.forget(leave.installation)
        except Exception as error:
            return _not_kept(error, delivery=leave.delivery, installation=leave.installation)
        return Answer(202, DeliveryOutcome.FORGOTTEN, f"{leave.why}; {counted(count, 'waiting job')} removed")

    def _response(self, head: _Head, answer: Answer) -> web.Response:
        """The response to a delivery, counted and logged: one line for each."""
        status, outcome, reason = answer
        seconds = time.perf_counter() - head.began
        metrics.count_delivery(head.event, outcome, status, seconds)
        self._log.log(
            _level(status),
            "delivery",
            status=status,
            outcome=outcome.value,  # a plain text, which is logged faster
            reason=reason,
            milliseconds=round(seconds * 1000, 1),
            **_named(head),
        )
        return web.Response(body=to_json({"status": outcome, "reason": reason}), headers=_JSON, status=status)


async def _body(request: web.Request) -> bytes:
    """The body of a request; raises Refusal."""
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
    except ConnectionError:
        # The answer is not received, but it is logged and counted.
        raise Refusal(400, "the connection ended before the body did") from None


def _named(head: _Head) -> dict[str, str]:
    """The delivery in a log line, as far as its headers name it."""
    return {"delivery": head.id[:200], "github_event": head.event[:200]}


def _level(status: int) -> int:
    """What is refused is worth a look, a failure of ours needs one."""
    if status >= 500:
        return logging.ERROR
    return logging.WARNING if status >= 400 else logging.INFO


def _refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status, DeliveryOutcome.REFUSED, refusal.reason)


def _failed(head: _Head) -> Answer:
    """On the exception that is being handled, which is a bug."""
    log.exception("a delivery failed", **_named(head))
    return Answer(500, DeliveryOutcome.REFUSED, "an error of Duly's; see its log")


def _queued(job: Job, kept: Outcome[bool]) -> Answer:
    if isinstance(kept, Exception):
        return _not_kept(kept, delivery=job.delivery, installation=job.installation)
    return Answer(202, DeliveryOutcome.QUEUED, job.why if kept[0] else f"{job.why}; an equal job waits already")


def _not_kept(error: Exception, *, delivery: str, installation: int) -> Answer:
    """On any error of the queue, so that the delivery can be delivered again."""
    log.error("the queue did not take a delivery", exc_info=error, delivery=delivery, installation=installation)
    return Answer(503, DeliveryOutcome.REFUSED, "the queue cannot keep it now; deliver it again later")
