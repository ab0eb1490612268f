"""A stage for each test, and one App key for all of them."""

from collections.abc import AsyncIterator

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.support.scripted_github import ScriptedGitHub


@pytest.fixture
async def stage() -> AsyncIterator[ScriptedGitHub]:
    stage = ScriptedGitHub()
    await stage.server.start_server()
    yield stage
    await stage.server.close()


@pytest.fixture(scope="session")
def app_key() -> str:
    """A private key in PEM form, made for this run."""
    key = generate_private_key(65537, 2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()
