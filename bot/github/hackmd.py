"""The text of a HackMD document, as a guest may download it. No credentials go there, and nothing is written.

This is the one server beside GitHub's that Duly asks. Its host comes from the config.
"""

import asyncio
from http import HTTPStatus

import aiohttp
from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from yarl import URL

from bot.core import limits
from bot.core.carry.elsewhere.live import Document, LiveText
from bot.core.text.code import code
from bot.core.text.encoding import text_of
from bot.github.errors import OtherRepository
from bot.github.transport.api import AGENT, LONGEST_WAY, REDIRECTS
from bot.github.transport.bounds import (
    AtMost,
    BoundedResponse,
    PublicResolver,
    TooLarge,
    check_elsewhere,
    related,
)

PATIENCE = 15.0
"""Seconds for the whole text, redirects included."""


class _Unread(Exception):
    """Why there is no text, as the end of a sentence."""


def page_of(document: Document, api: URL) -> URL:
    """Where people open the document. `api` is GitHub's: a host of the same machine or domain may be unencrypted like it."""
    host = URL(f"https://{document.host}")
    scheme = api.scheme if related(host.host or "", api.host or "") else "https"
    return URL(f"{scheme}://{document.host}/{document.id}")


async def live_text(document: Document, api: URL) -> LiveText:
    """The text of a document, or the reason why there is none; never raises."""
    page = page_of(document, api)
    try:
        async with asyncio.timeout(PATIENCE), _session(api) as session:
            return LiveText(str(page), await _downloaded(session, page.with_path(document.download), api))
    except _Unread as error:
        why = str(error)
    except TooLarge:
        why = f"it has more than {limits.NOTE // 1024} KB"
    except OtherRepository:
        why = "its host is on a private network"
    except TimeoutError:
        why = f"it did not come within {PATIENCE:.0f} seconds"
    except (aiohttp.ClientError, OSError) as error:
        why = f"the host did not answer ({code(str(error)[:200])})"
    return LiveText(str(page), why=f"The HackMD document {page} could not be read: {why}.")


def _session(api: URL) -> ClientSession:
    return ClientSession(
        connector=TCPConnector(resolver=PublicResolver(api.host or "")),
        response_class=BoundedResponse,
        headers={"User-Agent": AGENT, "Accept": "text/markdown, text/plain"},
        cookie_jar=DummyCookieJar(),
        timeout=ClientTimeout(total=PATIENCE),
    )


async def _downloaded(session: ClientSession, url: URL, api: URL) -> str:
    """The text at the end of the redirects, all of them on the host of `url`."""
    origin = url.origin()
    check_elsewhere(url, api)
    for _ in range(LONGEST_WAY):
        async with session.get(url, allow_redirects=False, middlewares=(AtMost(limits.NOTE),)) as response:
            if response.status not in REDIRECTS:
                return await _text(response)
            try:
                url = url.join(URL(response.headers.get("Location", "")))
            except ValueError:
                raise _Unread("it leads to an address that is none") from None
        if not url.absolute or url.origin() != origin:
            raise _Unread("it leads to another host, as for a document that guests may not read")
    raise _Unread(f"more than {LONGEST_WAY} redirects in a row")


async def _text(response: aiohttp.ClientResponse) -> str:
    if response.status != HTTPStatus.OK:
        raise _Unread(f"HTTP {response.status}; may guests read it?")
    if response.content_type == "text/html":
        raise _Unread("a web page came instead of its text; may guests read it?")
    return text_of(await response.read())
