"""A server that is started as a process: a port for it, and waiting until it is ready."""

import asyncio
import socket
from contextlib import suppress
from typing import Protocol

import aiohttp


class Process(Protocol):
    """A process, however it was started."""

    @property
    def returncode(self) -> int | None:
        """The exit code; None while it runs."""


def free_port() -> int:
    """A port of the loopback address that nothing listens to. Another process may take it before the server does."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def is_ready(url: str, process: Process, seconds: float) -> bool:
    """Whether `/readyz` answers with 200 within `seconds`. False as soon as the process has ended."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    async with aiohttp.ClientSession() as session:
        while loop.time() < end and process.returncode is None:
            with suppress(aiohttp.ClientError):
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return True
            await asyncio.sleep(0.05)
    return False
