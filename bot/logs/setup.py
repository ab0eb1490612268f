"""Sends all logs to one stream."""

import logging
from collections.abc import Iterable
from typing import TextIO

import structlog
from structlog.typing import Processor

from bot.logs.lines import add_name, for_machines, for_people, in_one_pass, whole
from bot.logs.output import Logger, Output, Records
from bot.logs.redaction import redactor


def set_up(level: str, stream: TextIO, secrets: Iterable[str] = ()) -> None:
    """Send all logs, also those of libraries, to `stream`: JSON lines, or readable text if it is a terminal.

    `level` is one of `settings.LEVELS`. A second call replaces the first.
    """
    redact = redactor(secrets)
    output = Output(stream)
    number = logging.getLevelNamesMapping()[level.upper()]
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        add_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    people = stream.isatty()
    last: list[Processor] = [
        structlog.processors.format_exc_info,
        whole(for_people(redact) if people else for_machines(redact), redact),
    ]
    structlog.configure(
        # Straight to the stream: the way through `logging` costs several times as much.
        processors=[*first, *last] if people else [in_one_pass([*first, *last], redact)],
        logger_factory=lambda *names: Logger(names[0] if names else "duly", output),
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=False,
    )
    theirs = Records(output, redact)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    theirs.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=[remove, *last]))
    root = logging.getLogger()
    root.handlers[:] = [theirs]
    root.setLevel(number)
    logging.captureWarnings(True)
