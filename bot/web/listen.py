"""Listening where the settings say."""

import structlog
from aiohttp import web

from bot.settings import Settings, SettingsError

log = structlog.get_logger(__name__)


async def listen(runner: web.AppRunner, settings: Settings) -> tuple[str, int]:
    """Serve what `runner` has; the address. Raises SettingsError where that is impossible."""
    host, port = await _listen(runner, settings.host, "PORT", settings.port)
    log.info("listening", host=host, port=port, github=settings.github_api_url)
    return host, port


async def listen_for_metrics(runner: web.AppRunner, settings: Settings) -> tuple[str, int]:
    """Serve metrics on a port of their own; the address. Raises SettingsError where that is impossible."""
    host, port = await _listen(runner, settings.host, "METRICS_PORT", settings.metrics_port)
    log.info("metrics", host=host, port=port)
    return host, port


async def _listen(runner: web.AppRunner, host: str, variable: str, port: int) -> tuple[str, int]:
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        raise SettingsError(f"cannot listen on HOST {host}, {variable} {port}: {error.strerror}") from error
    return runner.addresses[0][0], runner.addresses[0][1]
