"""The page's own door: who may knock, what every answer carries, and how it says no.

It is for browsers on this machine. Names that lead here from elsewhere and requests that another site's page sends are refused.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.github.errors import Refused
from bot.sandbox.github.fields import Body
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
LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guarded(world: World, answer: Answer) -> Answer:
    """`answer` behind the door."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            check_home(world, request)
            if request.method != "GET" and request.content_type != "application/json":
                raise Refused(415, "Only JSON is taken.")
            response = await answer(request)
        except Refused as refusal:
            response = web.json_response({"message": _words(refusal)}, status=refusal.status)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return answered


def check_home(world: World, request: web.Request) -> None:
    """403 for a name of this machine that is not its own (DNS rebinding) and for what another site's page sends."""
    if urlsplit(f"//{request.host}").hostname not in LOCAL | {urlsplit(world.base).hostname}:
        raise Refused(403, "This page is for this machine alone.")
    if request.method == "GET":
        return
    origin = request.headers.get("Origin", f"http://{request.host}")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if origin != f"http://{request.host}" or site != "same-origin":
        raise Refused(403, "This was sent by another site.")


def _words(refusal: Refused) -> str:
    details = [str(one.get("message") or f"{one.get('field')}: {one.get('code')}") for one in refusal.errors]
    return ": ".join([refusal.message, "; ".join(details)] if details else [refusal.message])


async def body_of(request: web.Request) -> Body:
    """The JSON object that was sent; 400 for anything else."""
    try:
        body = await request.json()
    except ValueError:
        raise Refused(400, "Problems parsing JSON") from None
    if not isinstance(body, dict):
        raise Refused(400, "Body should be a JSON object")
    return body
