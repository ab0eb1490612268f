"""A stand-in for HackMD on loopback: documents that guests may download, and what else such a host may answer."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

Answer = Callable[[web.Request], web.StreamResponse]


@dataclass(slots=True)
class Pad:
    """`texts` by the id of a document; `answers` come instead of a text; `asked` holds method and path of each request."""

    host: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    def body(self, document: str, note: str, said: str = "New meeting notes available at") -> str:
        """The text of a pull request as the HackMD meeting-notes action writes it."""
        url = f"http://{self.host}/@harbour/{document}"
        fields = f"HACKMDURL={url}\nHACKMDID={document}\nDOCPATH={note}"
        return f"\n<!--\nDO NOT EDIT THIS BLOCK\n{fields}\n-->\n{said} {url}.\n"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """What a guest gets."""
        self.asked.append((request.method, request.path))
        self.headers.append(dict(request.headers))
        name = request.path.split("/")[1]
        if name in self.answers:
            return self.answers[name](request)
        if request.path != f"/{name}/download" or name not in self.texts:
            return web.Response(status=404)
        return web.Response(body=self.texts[name].encode(), content_type="text/markdown")


@asynccontextmanager
async def pad() -> AsyncIterator[Pad]:
    """A host with no documents yet."""
    made = Pad()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.host = f"127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield made
    finally:
        await runner.cleanup()
