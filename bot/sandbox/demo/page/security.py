"""Checks and headers of the page's routes.

The page is for browsers on this machine. Requests with other host names, and those sent by other sites, are refused.
"""

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.sandbox.github.errors import Refused
from bot.sandbox.github.fields import Body
from bot.sandbox.github.local import check_host, check_same_origin
from bot.sandbox.github.state.world import World

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(world: World, answer: Answer) -> Answer:
    """`answer` with the checks before it and the headers added."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            check_host(world, request)
            check_same_origin(request)
            if request.method != "GET" and request.content_type != "application/json":
                raise Refused(415, "Only JSON is taken.")
            response = await answer(request)
        except Refused as refusal:
            response = web.json_response({"message": _words(refusal)}, status=refusal.status)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return answered


def _words(refusal: Refused) -> str:
    details = [str(one.get("message") or f"{one.get('field')}: {one.get('code')}") for one in refusal.errors]
    return ": ".join([refusal.message, "; ".join(details)] if details else [refusal.message])


async def body_of(request: web.Request) -> Body:
    """The JSON object in the request's body; 400 for anything else."""
    try:
        body = await request.json()
    except ValueError:
        raise Refused(400, "Problems parsing JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "Body should be a JSON object")
    return body
