"""Requests that the sandbox refuses because they come from elsewhere: DNS rebinding and pages of other sites."""

from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.github.errors import Refused
from bot.sandbox.github.state.world import World

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def check_host(world: World, request: web.Request) -> None:
    """403 unless `Host` names this machine or the address that the sandbox is served at."""
    if urlsplit(f"//{request.host}").hostname not in LOCAL | {urlsplit(world.base).hostname}:
        raise Refused(403, "The sandbox answers only to requests for this machine.")


def check_same_origin(request: web.Request) -> None:
    """403 for a request other than GET that a browser sends for a page of another site."""
    if request.method == "GET":
        return
    origin = request.headers.get("Origin", f"http://{request.host}")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if origin != f"http://{request.host}" or site != "same-origin":
        raise Refused(403, "The request was sent by a page of another site.")
