"""GitHub's own pages for Apps, as far as setting one up needs them: create an App from a manifest, install it.

An extension of the server: these are pages for a browser, not part of the API. Creating needs no sign-in here.
"""

import html
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit

from aiohttp import web

from bot.sandbox.github.sandbox import Sandbox

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>
<link rel="icon" href="data:,">
<style>body {{ font: 16px system-ui; max-width: 40em; margin: 3em auto; color-scheme: light dark }}</style>
<h1>{title}</h1>{body}"""


def add_app_pages(sandbox: Sandbox) -> None:
    """Serve the pages beside the API of `sandbox`; call it before `serve`."""
    pages = _Pages(sandbox)

    def extend(application: web.Application, _world: object) -> None:
        router = application.router
        router.add_post("/settings/apps/new", pages.create, name="create_app")
        router.add_post("/organizations/{organization}/settings/apps/new", pages.create, name="create_organization_app")
        router.add_get("/apps/{slug}/installations/new", pages.choose, name="choose")
        router.add_post("/apps/{slug}/installations/new", pages.install, name="install")

    sandbox.extensions.append(extend)


class _Pages:
    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def create(self, request: web.Request) -> web.Response:
        """Create the App that the manifest describes, and send the browser back with a code."""
        try:
            manifest: Mapping[str, Any] = json.loads(str((await request.post())["manifest"]))
            back, hook = str(manifest["redirect_url"]), str(manifest["hook_attributes"]["url"])
            permissions, events = dict(manifest["default_permissions"]), tuple(manifest["default_events"])
        except (KeyError, TypeError, ValueError):
            return _page("This is not a manifest", "", status=422)
        if urlsplit(back).scheme not in {"http", "https"}:
            return _page("The redirect_url is not an address", "", status=422)
        self._sandbox.world.app = replace(self._sandbox.world.app, permissions=permissions, events=events)
        self._sandbox.webhook_url = hook
        query = {"code": self._sandbox.manifest_code(), "state": request.query.get("state", "")}
        raise web.HTTPFound(f"{back}?{urlencode(query)}")

    async def choose(self, _request: web.Request) -> web.Response:
        """The repositories on which the App is not installed, with a button for each."""
        world = self._sandbox.world
        free = [one.full_name for one in world.repositories.values() if world.installation_of(one) is None]
        buttons = "".join(
            f'<p><button name="repository" value="{html.escape(name)}">Install on {html.escape(name)}</button>'
            for name in free
        )
        return _page(
            f"Install {world.app.slug}", f'<form method="post">{buttons or "It is installed everywhere."}</form>'
        )

    async def install(self, request: web.Request) -> web.Response:
        """Install the App on one repository."""
        name = str((await request.post()).get("repository", ""))
        try:
            self._sandbox.install(self._sandbox.repository(name))
        except KeyError:
            return _page("There is no such repository", "", status=404)
        return _page(f"{self._sandbox.world.app.slug} is installed on {name}", "")


def _page(title: str, body: str, status: int = 200) -> web.Response:
    text = PAGE.format(title=html.escape(title), body=body)
    return web.Response(text=text, content_type="text/html", status=status)
