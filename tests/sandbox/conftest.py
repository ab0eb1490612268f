"""Fixtures of the sandbox's tests."""

from collections.abc import AsyncIterator

import pytest

from tests.support.sandbox import Stage, stage


@pytest.fixture
async def on_stage() -> AsyncIterator[Stage]:
    """A served sandbox with one repository."""
    async with stage() as it:
        yield it
