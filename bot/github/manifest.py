"""Making an App from a manifest: the form that GitHub is sent, and the code that comes back exchanged for credentials.

https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
"""

import asyncio
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import aiohttp
import yaml
from pydantic import BaseModel, ValidationError

from bot.github.client import API_VERSION, web_address
from bot.github.errors import GitHubError
from bot.settings.credentials import AppCredentials

PATIENCE = 30.0
"""Seconds for GitHub's answer."""
_CODE = re.compile(r"[\w-]{1,200}", re.ASCII)


class _Conversion(BaseModel):
    id: int
    slug: str
    html_url: str
    pem: str
    webhook_secret: str


def template() -> Mapping[str, object]:
    """`app.yml`: the manifest without the addresses of a server."""
    packaged = files("bot") / "app.yml"
    # In a checkout it stands at the root; the wheel carries it inside the package.
    source = packaged if packaged.is_file() else Path(__file__).parents[2] / "app.yml"
    manifest: dict[str, object] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return manifest


def manifest(public_url: str, name: str, *, writing: bool) -> dict[str, object]:
    """The manifest of an App whose server is reached at `public_url`.

    Without `writing` the App may only read files: then text to paste takes the place of commits.
    """
    known = template()
    permissions = dict(mapping(known["default_permissions"]))
    if not writing:
        permissions["contents"] = "read"
    return {
        **known,
        "name": name,
        "default_permissions": permissions,
        "hook_attributes": {"url": f"{public_url}/webhook", "active": True},
        "redirect_url": f"{public_url}/setup/created",
    }


def mapping(value: object) -> Mapping[str, object]:
    """A part of the manifest that maps names."""
    assert isinstance(value, Mapping)
    return value


def form_address(api_url: str, organisation: str, state: str) -> str:
    """Where the manifest is posted to: for an organisation, or for the person who is signed in where it is empty."""
    owner = f"/organizations/{quote(organisation, safe='')}" if organisation else ""
    return f"{web_address(api_url)}{owner}/settings/apps/new?state={quote(state, safe='')}"


async def convert(api_url: str, code: str) -> AppCredentials:
    """The credentials of the App that was made with `code`, good once and for an hour; raises GitHubError."""
    if not _CODE.fullmatch(code):
        raise GitHubError("the code in the address is not one of GitHub's")
    address = f"{api_url}/app-manifests/{code}/conversions"
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": API_VERSION}
    try:
        async with (
            asyncio.timeout(PATIENCE),
            aiohttp.ClientSession(headers=headers) as session,
            session.post(address, allow_redirects=False) as answer,
        ):
            body = await answer.read()
    except (aiohttp.ClientError, TimeoutError) as error:
        raise GitHubError(f"GitHub did not answer: {error or type(error).__name__}") from error
    if answer.status != 201:
        raise GitHubError(f"GitHub did not take the code (HTTP {answer.status}): it is good once, and for one hour")
    try:
        made = _Conversion.model_validate_json(body)
    except ValidationError as error:
        raise GitHubError("GitHub's answer holds no credentials") from error
    return AppCredentials(
        app_id=str(made.id),
        slug=made.slug,
        html_url=made.html_url,
        private_key=made.pem,
        webhook_secret=made.webhook_secret,
    )
