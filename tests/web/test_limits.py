"""Limits against strangers, on a running server: slow request heads, connections, and bodies held in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from aiohttp import web

from bot.queue.sqlite.queue import SqliteQueue
from bot.settings import Limits, Settings
from bot.web.app import create_app
from bot.web.limits import LimitedRunner
from tests.support.payloads import SECRET, as_bytes, headers, push

PATIENCE = 10.0
"""Seconds after which a connection that should have been closed counts as open for good."""
SHORT = 0.3
"""Seconds for a request head in these tests."""
HEALTH = b"GET /healthz HTTP/1.1\r\nHost: duly\r\n\r\n"


@asynccontextmanager
async def serving(folder: Path, limits: Limits) -> AsyncIterator[int]:
    """The port of a server with these limits."""
    queue = SqliteQueue(folder / "duly.db")
    await queue.open()
    settings = Settings(webhook_secret=SECRET, limits=limits)
    runner = LimitedRunner(create_app(queue, settings), limits, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield runner.addresses[0][1]
    await runner.cleanup()
    await queue.close()


async def closed(reader: asyncio.StreamReader) -> bool:
    """Whether the server closes the connection; what it still sends is read."""
    try:
        async with asyncio.timeout(PATIENCE):
            await reader.read()
    except ConnectionResetError:
        return True
    except TimeoutError:
        return False
    return True


async def status(reader: asyncio.StreamReader) -> int:
    """The status of the next answer; its headers and body are read."""
    async with asyncio.timeout(PATIENCE):
        first = await reader.readline()
        length = 0
        while (line := await reader.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        await reader.readexactly(length)
    return int(first.split()[1])


SLOW = [
    pytest.param(b"", id="not a byte"),
    pytest.param(b"POST /webhook HT", id="half a request line"),
    pytest.param(b"POST /webhook HTTP/1.1\r\nHost: duly\r\nX-A: ", id="half the headers"),
    pytest.param(HEALTH + b"GET /heal", id="half of a second request"),
]


@pytest.mark.parametrize("sent", SLOW)
async def test_a_slow_head_closes_the_connection(tmp_path: Path, sent: bytes) -> None:
    async with serving(tmp_path, Limits(head_seconds=SHORT)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        whole, _, rest = sent.rpartition(b"\r\n\r\n")
        if whole:
            writer.write(whole + b"\r\n\r\n")
            assert await status(reader) == 200
        writer.write(rest)
        assert await closed(reader)
        writer.close()


async def test_a_head_that_arrives_slowly_closes_the_connection_too(tmp_path: Path) -> None:
    async with serving(tmp_path, Limits(head_seconds=SHORT)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        ended = asyncio.create_task(closed(reader))
        writer.write(b"GET /healthz HTTP/1.1\r\n")
        for _ in range(int(PATIENCE / 0.1)):
            if ended.done():
                break
            writer.write(b"X-A: b\r\n")
            await asyncio.sleep(0.1)
        assert await ended
        writer.close()


async def test_an_idle_connection_and_a_slow_body_stay_open(tmp_path: Path) -> None:
    body = as_bytes(push())
    head = "".join(f"{name}: {value}\r\n" for name, value in headers(body).items())
    async with serving(tmp_path, Limits(head_seconds=SHORT)) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HEALTH)
        assert await status(reader) == 200
        await asyncio.sleep(2 * SHORT)
        writer.write(f"POST /webhook HTTP/1.1\r\nHost: duly\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode())
        await asyncio.sleep(2 * SHORT)
        writer.write(body)
        assert await status(reader) == 202
        writer.close()


async def served(port: int) -> asyncio.StreamWriter:
    """A connection that the server answers; until it notices that one is free it closes others."""
    async with asyncio.timeout(PATIENCE):
        while True:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            with suppress(ConnectionError):
                writer.write(HEALTH)
                if answer := await reader.readline():
                    assert b" 200 " in answer
                    return writer
            writer.close()


async def test_one_connection_too_many_is_closed(tmp_path: Path) -> None:
    async with serving(tmp_path, Limits(connections=2)) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        for reader, writer in held:
            writer.write(HEALTH)
            assert await status(reader) == 200
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        assert await closed(reader)
        writer.close()
        held[0][1].close()
        await held[0][1].wait_closed()
        another = await served(port)
        for each in (held[1][1], another):
            each.close()


async def refused(port: int, request: bytes) -> None:
    """Wait until the server has no room for a request; before that it answers it."""
    async with asyncio.timeout(PATIENCE):
        answer = 202
        while answer != 503:
            assert answer == 202
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            answer = await status(reader)
            writer.close()


async def test_bodies_in_flight_are_bounded(tmp_path: Path) -> None:
    body = as_bytes(push())
    head = "".join(f"{name}: {value}\r\n" for name, value in headers(body).items())
    request = f"POST /webhook HTTP/1.1\r\nHost: duly\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode()
    async with serving(tmp_path, Limits(body_bytes=len(body) + 10)) as port:
        first, writing = await asyncio.open_connection("127.0.0.1", port)
        writing.write(request + body[:10])
        await refused(port, request + body)
        writing.write(body[10:])
        assert await status(first) == 202
        third, again = await asyncio.open_connection("127.0.0.1", port)
        again.write(request + body)
        assert await status(third) == 202
        for each in (writing, again):
            each.close()
