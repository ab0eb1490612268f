"""Waiting for a server that was started as a process."""

import asyncio
from contextlib import suppress
from typing import Protocol

import aiohttp


class Process(Protocol):
    """A process, however it was started."""

    @property
    def returncode(self) -> int | None:
        """The exit code; None while it runs."""


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
