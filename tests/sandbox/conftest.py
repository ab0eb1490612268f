"""Fixtures of the sandbox's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.support.sandbox import SandboxClient, sandbox_client


@pytest.fixture
async def client() -> AsyncIterator[SandboxClient]:
    """A served sandbox with one repository."""
    async with sandbox_client() as it:
        yield it
