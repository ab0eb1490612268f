"""The sandbox as two servers on loopback: the API, and the second origin, which serves archives."""

import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from email.utils import format_datetime
from functools import cache

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot.sandbox.github import middleware
from bot.sandbox.github.call import Route
from bot.sandbox.github.errors import Refused
from bot.sandbox.github.routes import apps, checks, control, database, graphql, issues, labels, repos
from bot.sandbox.github.state import pushes
from bot.sandbox.github.state.world import World

PREFIXES = ("", "/api/v3")
MAX_BODY = 64 * 2**20
IN_REPOSITORY = "/repos/{owner}/{repo}"

Extension = Callable[[web.Application, World], None]
"""Adds routes that GitHub's API does not have. Each must have a name: the recorder skips named routes."""


def api(world: World, middlewares: Sequence[Middleware] = (), extensions: Sequence[Extension] = ()) -> web.Application:
    """The API with the routes of `extensions` behind its own; `middlewares` wrap it, the outermost first (recorder, faults)."""
    application = web.Application(client_max_size=MAX_BODY, middlewares=middlewares)

    async def dated(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = format_datetime(world.now(), usegmt=True)

    application[middleware.WORLD] = world
    application.on_response_prepare.append(dated)
    for resource in _resources():
        application.router.register_resource(resource)
    for extend in extensions:
        extend(application, world)
    application.router.add_route("*", "/{rest:.*}", middleware.unknown)
    return application


@cache
def _resources() -> tuple[web.AbstractResource, ...]:
    """The API's resources. They are the same for every sandbox and take 50 ms to build, so tests share them."""
    router = web.Application().router
    for route in sorted(_all_routes(), key=_precedence):
        for path in _addresses(route.path):
            router.add_route(route.method, path, middleware.handler(route))
    return tuple(router.resources())


def _all_routes() -> list[Route]:
    modules = (apps, repos, database, issues, labels, checks, graphql, control)
    return [route for module in modules for route in module.routes.all]


def _precedence(route: Route) -> tuple[bool, int]:
    """Sort key: routes with more fixed characters first, those that match slashes last."""
    open_end = bool(re.search(r":\.[+*]}$", route.path))
    return open_end, -len(re.sub(r"{.*?}", "", route.path))


def _addresses(path: str) -> list[str]:
    """The path by name and by the repository's id, each also below `/api/v3`, as on Enterprise Server."""
    forms = [path]
    if path.startswith(IN_REPOSITORY):
        forms.append("/repositories/{repository_id}" + path.removeprefix(IN_REPOSITORY))
    return [prefix + form for form in forms for prefix in PREFIXES]


def archives(world: World, seen: list[tuple[str, bool]]) -> web.Application:
    """The origin of archives. It answers 400 to requests with credentials; `seen` gets the path and whether there were any."""

    async def answer(request: web.Request) -> web.Response:
        shown = "Authorization" in request.headers
        seen.append((request.path, shown))
        if shown:
            return web.Response(status=400, text="Only one auth mechanism allowed")
        repo = world.find("{owner}/{repo}".format_map(request.match_info))
        sha = request.match_info["sha"]
        if repo is None or request.query.get("token") != f"{repo.id}x{sha[:8]}":
            return web.Response(status=404)
        try:
            commit = pushes.resolve(repo, sha)
        except Refused as refusal:
            return web.Response(status=refusal.status)
        return web.Response(body=repos.archive(repo, commit), content_type="application/x-gzip")

    application = web.Application()
    application.router.add_get("/{owner}/{repo}/legacy.tar.gz/{sha}", answer)
    return application


@asynccontextmanager
async def listening(application: web.Application, host: str, port: int) -> AsyncIterator[str]:
    """Serve until the context ends. Yields the address. Port 0: any free one."""
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
