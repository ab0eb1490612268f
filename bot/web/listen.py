"""Listening where the settings say."""

import structlog
from aiohttp import web

from bot.settings import Settings, SettingsError

log = structlog.get_logger(__name__)


async def listen(runner: web.AppRunner, settings: Settings) -> tuple[str, int]:
    """Serve what `runner` has; the address. Raises SettingsError where that is impossible."""
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        raise SettingsError(f"cannot listen on HOST {settings.host}, PORT {settings.port}: {error.strerror}") from error
    host, port = runner.addresses[0][:2]
    log.info("listening", host=host, port=port, github=settings.github_api_url)
    return host, port
