"""The page's routes: its files, its data, and the visitor's actions."""

import asyncio
from functools import partial
from importlib.resources import files
from urllib.parse import urlencode

from aiohttp import web

from bot.sandbox.demo.bot_log import BotLog
from bot.sandbox.demo.page import view
from bot.sandbox.demo.page.actions import push, sets, ticked
from bot.sandbox.demo.page.log_stream import LogStreams
from bot.sandbox.demo.page.markdown import PageContext, issue_view
from bot.sandbox.demo.page.proposals import install_on_new, open_meeting, propose, save_config
from bot.sandbox.demo.page.security import Answer, body_of, guarded
from bot.sandbox.demo.page.tracked import Tracked, text_and_blob
from bot.sandbox.github.errors import Refused, not_found
from bot.sandbox.github.fields import Body, required, string
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.state.records import CheckRun, Issue
from bot.sandbox.github.state.repository import Repository
from bot.sandbox.github.state.world import World

HOME = "/sandbox/page"
IN = HOME + "/in/{owner}/{repo}"
NAME = "page"
"""The prefix of the names of the page's routes."""

KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def attach(sandbox: Sandbox) -> BotLog:
    """Serve the page beside the sandbox's API. Returns the log that the bot's lines are to be recorded in."""
    log = BotLog(sandbox.world)
    sandbox.extensions.append(partial(_add_routes, log, sandbox))
    return log


def _add_routes(log: BotLog, sandbox: Sandbox, application: web.Application, world: World) -> None:
    site = Site(sandbox, log)
    application.on_shutdown.append(site.streams.end)
    for method, path, answer in site.routes():
        name = f"{NAME}.{method.lower()}{len(application.router.routes())}"
        application.router.add_route(method, path, guarded(world, answer), name=name)


class Site:
    """The page's routes over one world."""

    def __init__(self, sandbox: Sandbox, log: BotLog) -> None:
        self._sandbox = sandbox
        self._world = sandbox.world
        self._tracked = Tracked()
        self.streams = LogStreams(sandbox.world, log)

    def routes(self) -> list[tuple[str, str, Answer]]:
        """Method, path and what answers."""
        return [
            ("GET", "/", self._index),
            ("GET", HOME + "/static/{name}", self._static),
            ("GET", HOME + "/repositories", self._repositories),
            ("GET", IN + "/log", self._log_stream),
            ("GET", IN, self._overview),
            ("GET", IN + "/note", self._note),
            ("POST", IN + "/note", self._save),
            ("POST", IN + "/tick", self._tick),
            ("GET", IN + "/issues/{number}", self._issue),
            ("POST", IN + "/issues/{number}", self._edit),
            ("POST", IN + "/issues/{number}/tick", self._tick_body),
            ("POST", IN + "/issues/{number}/comments", self._comment),
            ("POST", IN + "/issues/{number}/delete", self._delete),
            ("POST", IN + "/pulls", self._propose),
            ("POST", IN + "/meetings", self._open_meeting),
            ("POST", IN + "/pulls/{number}/merge", self._merge),
            ("POST", IN + "/pulls/{number}/config", self._save_config),
            ("POST", IN + "/install", self._install),
            ("GET", IN + "/checks/{number}", self._run),
            ("POST", IN + "/checks/{number}/press", self._press),
            ("GET", "/{owner}/{repo}", self._to_repository),
            ("GET", r"/{owner}/{repo}/{kind:issues|pull}/{number:\d+}", self._to_issue),
            ("GET", "/{owner}/{repo}/blob/{sha}/{path:.+}", self._to_note),
        ]

    # -- reading

    async def _index(self, _: web.Request) -> web.Response:
        return _file("index.html")

    async def _static(self, request: web.Request) -> web.Response:
        return _file(request.match_info["name"])

    async def _repositories(self, _: web.Request) -> web.Response:
        return web.json_response([repo.full_name for repo in self._world.repositories.values()])

    async def _overview(self, request: web.Request) -> web.Response:
        return web.json_response(view.overview(self._at(request)))

    async def _note(self, request: web.Request) -> web.Response:
        repository, path = self._at(request), request.query.get("path", "")
        text, blob = _present(repository, path)
        context = PageContext(view.homes(repository), await self._tracked.lines(repository, path))
        return web.json_response(await asyncio.to_thread(view.note, path, text, blob, context))

    async def _issue(self, request: web.Request) -> web.Response:
        repository = self._at(request)
        return web.json_response(view.issue(repository, _issue(repository, request)))

    async def _run(self, request: web.Request) -> web.Response:
        repository = self._at(request)
        return web.json_response(view.check(repository, _check(repository, request)))

    async def _log_stream(self, request: web.Request) -> web.StreamResponse:
        return await self.streams.serve(request, self._at(request))

    # -- writing

    async def _save(self, request: web.Request) -> web.Response:
        """`{"path", "text", "blob", "by"}`: a push, unless the file is no longer `blob`; empty `blob`: a new file."""
        repository, body = self._at(request), await body_of(request)
        who, path, text = self._who(repository, body), required(body, "path").strip(), required(body, "text")
        found = text_and_blob(repository, path)
        if (found[1] if found else "") != string(body, "blob"):
            raise Refused(409, f"{path} was changed in the meantime.")
        if found is None or found[0] != text:
            push(repository, path, text, who)
        return _done()

    async def _tick(self, request: web.Request) -> web.Response:
        """`{"path", "line", "key", "done", "by"}`: a push of the newest text with that box ticked or not."""
        repository, body = self._at(request), await body_of(request)
        who, path = self._who(repository, body), required(body, "path")
        text, _ = _present(repository, path)
        changed, message = ticked(text, body)
        if changed != text:
            push(repository, path, changed, who, message)
        return _done()

    async def _edit(self, request: web.Request) -> web.Response:
        """Fields as PATCH takes them, `by`, and `add` and `remove` with `labels` or `assignees` of the newest state."""
        repository, body = self._at(request), await body_of(request)
        issue, who = _issue(repository, request), self._who(repository, body)
        fields = {key: body[key] for key in ("title", "body", "state", "state_reason") if key in body}
        repository.edit_issue(issue.number, by=who, **fields, **sets(issue, body))
        return _done()

    async def _tick_body(self, request: web.Request) -> web.Response:
        """`{"line", "key", "done", "by"}`: a box in the issue's body."""
        repository, body = self._at(request), await body_of(request)
        issue = _issue(repository, request)
        changed, _ = ticked(issue.body or "", body)
        repository.edit_issue(issue.number, by=self._who(repository, body), body=changed)
        return _done()

    async def _comment(self, request: web.Request) -> web.Response:
        repository, body = self._at(request), await body_of(request)
        issue = _issue(repository, request)
        repository.comment(issue.number, self._who(repository, body), required(body, "body"))
        return _done()

    async def _delete(self, request: web.Request) -> web.Response:
        repository, body = self._at(request), await body_of(request)
        repository.delete_issue(_issue(repository, request).number, by=self._who(repository, body))
        return _done()

    async def _propose(self, request: web.Request) -> web.Response:
        """`{"by"}`: the pull request of the next meeting's note; answers with its number."""
        repository, body = self._at(request), await body_of(request)
        return web.json_response({"number": propose(repository, self._who(repository, body)).number})

    async def _open_meeting(self, request: web.Request) -> web.Response:
        """`{"by"}`: the issue of the next meeting; answers with its number."""
        repository, body = self._at(request), await body_of(request)
        return web.json_response({"number": open_meeting(repository, self._who(repository, body)).number})

    async def _merge(self, request: web.Request) -> web.Response:
        repository, body = self._at(request), await body_of(request)
        issue = _issue(repository, request)
        if issue.pull is None or issue.state != "open":
            raise Refused(405, "Pull Request is not mergeable")
        repository.merge_pull(issue.number, by=self._who(repository, body))
        return _done()

    async def _save_config(self, request: web.Request) -> web.Response:
        """`{"path", "text", "by"}`: a push of the config to the branch of a pull request."""
        repository, body = self._at(request), await body_of(request)
        issue, who = _issue(repository, request), self._who(repository, body)
        save_config(repository, issue, who, required(body, "path"), required(body, "text"))
        return _done()

    async def _install(self, request: web.Request) -> web.Response:
        """A new repository with the notes of this one, where the App is installed; answers with its name."""
        await body_of(request)
        return web.json_response({"repository": install_on_new(self._sandbox, self._at(request)).full_name})

    async def _press(self, request: web.Request) -> web.Response:
        """`{"action", "by"}`: a button of a check run."""
        repository, body = self._at(request), await body_of(request)
        run = _check(repository, request)
        repository.press(run, required(body, "action"), by=self._who(repository, body))
        return _done()

    # -- links from elsewhere

    async def _to_repository(self, request: web.Request) -> web.Response:
        raise web.HTTPFound(f"/?{urlencode({'repository': self._at(request).full_name})}")

    async def _to_issue(self, request: web.Request) -> web.Response:
        home = urlencode({"repository": self._at(request).full_name})
        raise web.HTTPFound(f"/?{home}{issue_view(request.match_info['number'])}")

    async def _to_note(self, request: web.Request) -> web.Response:
        # The line is in the fragment, which the browser keeps and adds to the new address.
        query = {"repository": self._at(request).full_name, "note": request.match_info["path"]}
        raise web.HTTPFound(f"/?{urlencode(query)}")

    # -- parts of a request

    def _at(self, request: web.Request) -> Repository:
        state = self._world.find("{owner}/{repo}".format_map(request.match_info))
        if state is None:
            raise not_found()
        return Repository(self._world, state)

    def _who(self, repository: Repository, body: Body) -> str:
        """The login that the visitor acts as; 403 unless it may push."""
        login = string(body, "by", view.VISITOR)
        if login == view.VISITOR and login not in repository.state.collaborators:
            repository.collaborate(login, "write")
        if login not in view.people(repository):
            raise Refused(403, f"{login} may not push here.")
        return login


def _file(name: str) -> web.Response:
    kind = KINDS.get(name[name.rfind(".") :] if "." in name else "")
    here = files("bot.sandbox.demo.page") / name
    if kind is None or "/" in name or "\\" in name or not here.is_file():
        raise not_found()
    return web.Response(text=here.read_text(encoding="utf-8"), content_type=kind, charset="utf-8")


def _present(repository: Repository, path: str) -> tuple[str, str]:
    found = text_and_blob(repository, path)
    if found is None:
        raise Refused(404, f"{path} is not there.")
    return found


def _number(request: web.Request) -> int:
    text = request.match_info["number"]
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise not_found()
    return int(text)


def _issue(repository: Repository, request: web.Request) -> Issue:
    found = repository.state.issues.get(_number(request))
    if found is None:
        raise not_found()
    return found


def _check(repository: Repository, request: web.Request) -> CheckRun:
    found = repository.state.checks.get(_number(request))
    if found is None:
        raise not_found()
    return found


def _done() -> web.Response:
    return web.json_response({})
