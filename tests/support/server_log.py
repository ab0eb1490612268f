"""What a server logs, caught in a test."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.logs.setup import set_up


@contextmanager
def server_log() -> Iterator[io.StringIO]:
    """All that is logged at INFO and above, as a server logs it."""
    kept = structlog.get_config(), logging.getLogger().handlers[:], logging.getLogger().level
    stream = io.StringIO()
    set_up("info", stream)
    try:
        yield stream
    finally:
        structlog.configure(**kept[0])
        logging.getLogger().handlers[:] = kept[1]
        logging.getLogger().setLevel(kept[2])
