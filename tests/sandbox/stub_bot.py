"""Stands in for `duly serve` where only the process beside the sandbox is looked at.

Answers /readyz and /webhook, tells of each push as synced, and ends at SIGTERM. `die` ends it at once with a word.
"""

import json
import os
import sys

from aiohttp import web


async def ready(_request: web.Request) -> web.Response:
    """Up from the first moment."""
    return web.Response()


async def webhook(request: web.Request) -> web.Response:
    """Every push is done with at once."""
    commit = (await request.json()).get("after")
    print(
        json.dumps({"event": "applied", "change": "open", "number": 1, "title": "Oil [x]", "reason": "it stands open"}),
        flush=True,
    )
    print("no JSON", flush=True)
    print(json.dumps({"event": "synced", "commit": commit}), flush=True)
    return web.Response(status=202)


if __name__ == "__main__":
    if sys.argv[1:] == ["die"]:
        sys.exit("no App, no bot")
    application = web.Application()
    application.router.add_get("/readyz", ready)
    application.router.add_post("/webhook", webhook)
    web.run_app(application, host="127.0.0.1", port=int(os.environ["PORT"]), print=None)
