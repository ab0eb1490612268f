"""Which servers a download may be taken from."""

import pytest
from aiohttp.abc import ResolveResult
from aiohttp.resolver import ThreadedResolver
from yarl import URL

from bot.github.errors import OtherRepository
from bot.github.transport.bounds import PublicResolver, check_elsewhere

GITHUB = "https://api.github.com"
ENTERPRISE = "https://github.example/api/v3"

TARGETS = [
    pytest.param(GITHUB, "https://codeload.github.com/o/r/legacy.tar.gz/x", True, id="GitHub's own"),
    pytest.param(GITHUB, "https://93.184.216.34/x", True, id="a public address"),
    pytest.param(GITHUB, "https://10.0.0.7/x", False, id="a private address"),
    pytest.param(GITHUB, "https://169.254.169.254/latest/meta-data", False, id="a cloud's metadata"),
    pytest.param(GITHUB, "https://[::1]/x", False, id="loopback of IPv6"),
    pytest.param(GITHUB, "https://[::ffff:10.0.0.7]/x", False, id="a private address as IPv6"),
    pytest.param(GITHUB, "https://localhost/x", False, id="localhost"),
    pytest.param(GITHUB, "http://codeload.github.com/x", False, id="not encrypted"),
    pytest.param(GITHUB, "ftp://codeload.github.com/x", False, id="no web address"),
    pytest.param(ENTERPRISE, "https://codeload.github.example/x", True, id="below an Enterprise Server's name"),
    pytest.param("https://10.0.0.7/api/v3", "https://10.0.0.7/_codeload/x", True, id="the API's own private address"),
    pytest.param("https://10.0.0.7/api/v3", "https://10.0.0.8/x", False, id="its neighbour"),
]


@pytest.mark.parametrize(("api", "target", "taken"), TARGETS)
def test_where_a_download_may_lead(api: str, target: str, taken: bool) -> None:
    if taken:
        check_elsewhere(URL(target), URL(api))
        return
    with pytest.raises(OtherRepository):
        check_elsewhere(URL(target), URL(api))


NAMES = [
    pytest.param("localhost", "api.github.com", False, id="a name with a private address"),
    pytest.param("localhost", "localhost", True, id="the API's own name"),
]


@pytest.mark.parametrize(("host", "api", "resolved"), NAMES)
async def test_a_name_may_not_stand_for_a_private_address(host: str, api: str, resolved: bool) -> None:
    known: list[ResolveResult] = await ThreadedResolver().resolve(host, 80)
    if resolved:
        assert await PublicResolver(api).resolve(host, 80) == known
        return
    with pytest.raises(OSError, match="private addresses only"):
        await PublicResolver(api).resolve(host, 80)
