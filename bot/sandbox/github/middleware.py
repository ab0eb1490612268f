"""What every route of the API has in common: headers, credentials, rate limits, errors."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from hashlib import sha256

from aiohttp import web

from bot.sandbox.github import auth
from bot.sandbox.github.auth import Caller
from bot.sandbox.github.call import Answer, Call, Route
from bot.sandbox.github.errors import Refused, moved, not_found
from bot.sandbox.github.local import check_host, check_same_origin
from bot.sandbox.github.state.records import RepositoryState
from bot.sandbox.github.state.world import Window, World

VERSIONS = ("2022-11-28", "2026-03-10")
HOUR = timedelta(hours=1)
CALLER = web.RequestKey("caller", Caller)
WORLD = web.AppKey("world", World)


def handler(route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The aiohttp handler for a route, in any application that has a WORLD."""

    async def answer(request: web.Request) -> web.StreamResponse:
        world = request.app[WORLD]
        try:
            return _respond(world, request, await _answer(world, request, route))
        except Refused as refusal:
            return _respond(world, request, Answer(refusal.status, refusal.body(), refusal.headers))

    return answer


async def unknown(request: web.Request) -> web.StreamResponse:
    """The handler for paths without a route."""
    refusal = not_found()
    return web.json_response(refusal.body(), status=refusal.status)


async def _answer(world: World, request: web.Request, route: Route) -> Answer:
    check_host(world, request)
    _check_headers(request)
    if request.path.startswith("/sandbox/"):
        # These routes need no token, so pages of other sites must not reach them.
        check_same_origin(request)
    who = auth.caller(world, request.headers.get("Authorization"))
    request[CALLER] = who
    _count(world, who)
    repo = _repository(world, request, who)
    if repo and who.token and request.method != "GET":
        repo.writes.append((request.method, request.path))
    _allow(who, repo, route)
    call = Call(
        world=world,
        method=request.method,
        path=request.path.removeprefix("/api/v3"),
        params=request.match_info,
        query=request.query,
        accept=request.headers.get("Accept", ""),
        sent=await _body(request),
        caller=who,
        found=repo,
    )
    return route.answer(call)


def _check_headers(request: web.Request) -> None:
    if not request.headers.get("User-Agent"):
        raise Refused(
            403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."
        )
    version = request.headers.get("X-GitHub-Api-Version", VERSIONS[0])
    if version not in VERSIONS:
        raise Refused(400, f"{version} is not a supported version of the API.")


def _repository(world: World, request: web.Request, who: Caller) -> RepositoryState | None:
    """The repository that the path names. An old name redirects with 301 (307 for writes) to the address by id."""
    params = request.match_info
    if "repository_id" in params:
        repo = world.repositories.get(int(params["repository_id"])) if params["repository_id"].isdigit() else None
    elif "owner" in params and "repo" in params:
        name = f"{params['owner']}/{params['repo']}"
        repo = world.find(name)
        if repo and repo.full_name.lower() != name.lower() and auth.sees(who, repo):
            raise moved(301 if request.method == "GET" else 307, _by_id(world, repo, request))
    else:
        return None
    if repo is None or not (auth.sees(who, repo) or who.is_app):
        raise not_found()
    return repo


def _by_id(world: World, repo: RepositoryState, request: web.Request) -> str:
    rest = request.raw_path.removeprefix("/api/v3").split("/", 4)[4:]
    return "/".join([f"{world.base}/repositories/{repo.id}", *rest])


def _allow(who: Caller, repo: RepositoryState | None, route: Route) -> None:
    if route.needs == "app":
        if not who.is_app:
            raise Refused(401, "A JSON web token could not be decoded")
    elif who.is_app:
        raise Refused(401, auth.BAD)
    elif route.needs == "installation":
        if who.token is None:
            raise Refused(
                403,
                "You must authenticate with an installation access token in order to list repositories for an installation.",
            )
    elif route.needs and repo:
        auth.allow(who, repo, route.needs)


async def _body(request: web.Request) -> object:
    raw = await request.read()
    if not raw:
        return None
    try:
        return json.loads(raw)
    except ValueError:
        raise Refused(400, "Problems parsing JSON") from None


def _count(world: World, who: Caller) -> None:
    window = world.windows.get(who.name)
    if window is None or world.now() >= window.start + HOUR:
        window = world.windows[who.name] = Window(world.now())
    if window.used >= world.rate_limit:
        raise Refused(403, f"API rate limit exceeded for {who.name}.")
    window.used += 1


def limits(world: World, who: Caller) -> dict[str, int]:
    """A caller's primary rate limit."""
    window = world.windows.get(who.name) or Window(world.now())
    reset = int((window.start + HOUR).timestamp())
    left = max(world.rate_limit - window.used, 0)
    return {"limit": world.rate_limit, "remaining": left, "reset": reset, "used": window.used}


def _respond(world: World, request: web.Request, answer: Answer) -> web.Response:
    raw, headers = answer.raw(), dict(answer.headers)
    who: Caller | None = request.get(CALLER)
    if request.method == "GET" and answer.status == 200:
        # The tag covers only the body, because GitHub's answers to one caller are equal while the resource is.
        tag = f'W/"{sha256(raw).hexdigest()}"'
        headers |= {"ETag": tag, "Cache-Control": "private, max-age=60, s-maxage=60"}
        if tag in _tags(request):
            _give_back(world, who)
            return web.Response(status=304, headers=headers | _common(world, request, who))
    headers |= _common(world, request, who)
    if not raw:
        return web.Response(status=answer.status, headers=headers)
    return web.Response(status=answer.status, body=raw, headers=headers | {"Content-Type": answer.media})


def _common(world: World, request: web.Request, who: Caller | None) -> dict[str, str]:
    """The headers of every answer, with the rate limit if the caller is known."""
    version = request.headers.get("X-GitHub-Api-Version", VERSIONS[0])
    headers = {"X-GitHub-Media-Type": "github.v3; format=json", "X-GitHub-Api-Version-Selected": version}
    if who is not None:
        headers |= {f"X-RateLimit-{name.title()}": str(value) for name, value in limits(world, who).items()}
        headers["X-RateLimit-Resource"] = "core"
    return headers


def _tags(request: web.Request) -> set[str]:
    """The tags of If-None-Match, compared weakly."""
    given = (tag.strip() for tag in request.headers.get("If-None-Match", "").split(","))
    return {tag if tag.startswith("W/") else f"W/{tag}" for tag in given if tag}


def _give_back(world: World, who: Caller | None) -> None:
    if who is not None and who.name in world.windows:
        world.windows[who.name].used -= 1
