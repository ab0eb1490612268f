"""The set-up page: makes the GitHub App of a server that has no credentials yet.

It opens with a code from the server's log, so that the first visitor does not own the server. It is served only until the
App is made; then the server goes on with the credentials in the same process.
"""

import asyncio
import hmac
import html
import json
import re
import secrets
import shlex
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib.resources import files
from string import Template
from typing import Any

import structlog
from aiohttp import web

from bot.github import manifest
from bot.github.client import web_address
from bot.github.errors import GitHubError
from bot.settings import Settings, credentials
from bot.settings.credentials import AppCredentials, CredentialsError
from bot.web import setup_pages
from bot.web.limits import LimitedRunner
from bot.web.listen import listen

log = structlog.get_logger(__name__)

STATE_SECONDS = 3600.0
"""For which a form that was sent to GitHub may come back."""
MAX_STATES = 100
LONGEST_NAME = 34
"""Characters of an App's name on GitHub."""
_ORGANISATION = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})")
_NAME = re.compile(r"[\w .-]{1,34}", re.ASCII)

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@dataclass(frozen=True, slots=True)
class _Choice:
    """What the form says: the organisation (empty: the person who is signed in), the name, whether commits are wanted."""

    organisation: str
    name: str
    writing: bool


class SetUp:
    """The page and its state. `finished` holds the credentials once the App is made."""

    def __init__(self, settings: Settings, code: str, now: Callable[[], float] = time.monotonic) -> None:
        """`code` opens the page."""
        self._settings = settings
        self._code = code
        self._now = now
        self._states: dict[str, float] = {}
        self.finished: asyncio.Future[AppCredentials] = asyncio.get_running_loop().create_future()

    def application(self) -> web.Application:
        """The routes; webhooks and readiness answer 503 until the set-up is finished."""
        app = web.Application()
        app.router.add_get("/", self._page(self._form))
        app.router.add_post("/setup", self._page(self._send))
        app.router.add_get("/setup/created", self._page(self._created))
        app.router.add_get("/healthz", _healthz)
        app.router.add_get("/readyz", _not_set_up)
        app.router.add_post("/webhook", _not_set_up)
        return app

    def _page(
        self, answer: Callable[[web.Request, str], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        github = web_address(self._settings.github_api_url)

        async def answered(request: web.Request) -> web.Response:
            nonce = secrets.token_urlsafe(16)
            response = await answer(request, nonce)
            response.headers.update(HEADERS)
            response.headers["Content-Security-Policy"] = (
                f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; img-src data:; base-uri 'none'; "
                f"form-action 'self' {github}; frame-ancestors 'none'"
            )
            return response

        return answered

    async def _form(self, request: web.Request, nonce: str) -> web.Response:
        code = request.query.get("code", "")
        if not self._opens(code):
            return _rendered(nonce, setup_pages.CLOSED, status=403 if code else 200)
        if not self._settings.public_url:
            return _rendered(nonce, setup_pages.NO_ADDRESS)
        return _rendered(nonce, setup_pages.FORM, code=code, public=self._settings.public_url)

    async def _send(self, request: web.Request, nonce: str) -> web.Response:
        """A page that posts the manifest to GitHub, by itself where scripts run, else by a button."""
        form = await request.post()
        if not self._opens(str(form.get("code", ""))):
            return _rendered(nonce, setup_pages.CLOSED, status=403)
        choice = _choice({name: str(value) for name, value in form.items()})
        if isinstance(choice, str):
            return _rendered(nonce, setup_pages.MISTAKE, reason=choice, status=400)
        state = self._new_state()
        made = manifest.manifest(self._settings.public_url, choice.name, writing=choice.writing)
        address = manifest.form_address(self._settings.github_api_url, choice.organisation, state)
        script = f'<script nonce="{nonce}">document.forms[0].submit()</script>'
        return _rendered(nonce, setup_pages.TO_GITHUB, script=script, address=address, manifest=json.dumps(made))

    async def _created(self, request: web.Request, nonce: str) -> web.Response:
        """GitHub sent the browser back: exchange the code for the credentials, keep them, and end the set-up."""
        if not self._known_state(request.query.get("state", "")) or self.finished.done():
            return _rendered(nonce, setup_pages.CLOSED, status=403)
        try:
            made = await manifest.convert(self._settings.github_api_url, request.query.get("code", ""))
        except GitHubError as error:
            log.warning("the App was not made", reason=str(error))
            return _rendered(nonce, setup_pages.MISTAKE, reason=str(error), status=502)
        kept = await asyncio.to_thread(self._keep, made)
        self.finished.set_result(made)
        log.info("the App is made", slug=made.slug, app_id=made.app_id)
        return _rendered(
            nonce,
            setup_pages.DONE,
            install=f"{made.html_url}/installations/new",
            kept=kept,
            slug=made.slug,
            settings=_lines(made),
        )

    def _keep(self, made: AppCredentials) -> str:
        try:
            return f"The credentials are kept in {credentials.store(self._settings.home, made)}."
        except CredentialsError as error:
            log.warning("the credentials are not kept", reason=str(error))
            return f"{error}. Without the settings below, the next start begins at this page again."

    def _opens(self, code: str) -> bool:
        return hmac.compare_digest(code.encode(), self._code.encode())

    def _new_state(self) -> str:
        if len(self._states) >= MAX_STATES:
            self._states.pop(next(iter(self._states)))
        state = secrets.token_urlsafe(32)
        self._states[state] = self._now()
        return state

    def _known_state(self, state: str) -> bool:
        """Whether a form with this state was sent within the last hour; each is good once."""
        begun = self._states.pop(state, None)
        return begun is not None and self._now() - begun < STATE_SECONDS


async def set_up(settings: Settings, stopping: asyncio.Event) -> AppCredentials | None:
    """Serve the page until the App is made; None where the server is stopped before that.

    The credentials are stored by then. Raises SettingsError where the server cannot listen.
    """
    # Hexadecimal: by chance other letters look like a token, and the log would not show the address.
    code = secrets.token_hex(24)
    page = SetUp(settings, code)
    runner = LimitedRunner(page.application(), settings.limits, shutdown_timeout=2)
    try:
        host, port = await listen(runner, settings)
        log.info(
            "not set up yet: open this address",
            address=f"{settings.public_url or f'http://{host}:{port}'}/?code={code}",
        )
        stopped = asyncio.create_task(stopping.wait())
        ends: list[asyncio.Future[Any]] = [page.finished, stopped]
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        return page.finished.result() if page.finished.done() else None
    finally:
        # Answers the last request before it closes.
        await runner.cleanup()


def _choice(form: dict[str, str]) -> _Choice | str:
    """What the form says, or what is wrong with it."""
    organisation, name = form.get("organisation", "").strip(), form.get("name", "").strip()
    if organisation and not _ORGANISATION.fullmatch(organisation):
        return "the organisation's name may hold letters, digits and hyphens"
    if not _NAME.fullmatch(name):
        return f"the App's name may hold letters, digits, spaces, dots and hyphens, {LONGEST_NAME} at most"
    return _Choice(organisation, name, form.get("access") != "read")


def _lines(made: AppCredentials) -> str:
    """The credentials as settings; the key on one line, as hosts keep it."""
    key = made.private_key.strip().replace("\n", "\\n")
    values = {"APP_ID": made.app_id, "WEBHOOK_SECRET": made.webhook_secret, "PRIVATE_KEY": key}
    return "\n".join(f"{name}={shlex.quote(value)}" for name, value in values.items())


def _rendered(nonce: str, content: Template, *, script: str = "", status: int = 200, **values: str) -> web.Response:
    page = Template((files("bot.web") / "setup_page.html").read_text(encoding="utf-8"))
    filled = content.substitute({name: html.escape(value) for name, value in values.items()})
    text = page.substitute(nonce=nonce, content=filled, script=script)
    return web.Response(text=text, content_type="text/html", status=status)


async def _healthz(_request: web.Request) -> web.Response:
    return web.json_response({"status": "alive"})


async def _not_set_up(_request: web.Request) -> web.Response:
    return web.json_response({"status": "not set up", "reason": "this server has no GitHub App yet"}, status=503)
