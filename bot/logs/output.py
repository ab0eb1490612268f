"""Where lines go: the stream, and the loggers that write to it."""

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from typing import TextIO

from bot.logs.lines import unwritten

_CALM = frozenset({"debug", "info"})
"""Levels of lines that may wait for the end of a round of the event loop."""


class Output:
    """The stream. Lines of one round of the event loop are written together; a warning, or a line of a thread, at once.

    A write for each line costs more than to make the line.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._lines: list[str] = []
        """What is not written yet."""
        self._flushing: asyncio.AbstractEventLoop | None = None
        """The loop that will write it."""

    def write(self, line: str, level: str = "info") -> None:
        """Write a line. Where the stream fails there is no place left to say so, and work goes on."""
        self._lines.append(line)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if loop is None or level not in _CALM:
            self._flush()
        elif self._flushing is not loop:
            self._flushing = loop
            loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flushing = None
        with self._lock, contextlib.suppress(OSError, ValueError):
            # Taken from the list rather than with it: a thread may be about to append.
            lines = self._lines[:]
            del self._lines[: len(lines)]
            if lines:
                self._write("\n".join([*lines, ""]))
            self._stream.flush()

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
        except UnicodeEncodeError:
            # A character that the stream lacks is not to cost all lines that are written together.
            encoding = self._stream.encoding
            self._stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


class Logger:
    """Writes the finished lines of one module."""

    __slots__ = ("_output", "name")

    def __init__(self, name: str, output: Output) -> None:
        self.name = name
        self._output = output

    def debug(self, line: str) -> None:
        self._output.write(line)

    info = debug

    def warning(self, line: str) -> None:
        self._output.write(line, "warning")

    error = critical = warning


class Records(logging.Handler):
    """Writes what libraries log. A record that cannot be formatted is logged without arguments, which may hold secrets."""

    def __init__(self, output: Output, redact: Callable[[str], str]) -> None:
        super().__init__()
        self._output = output
        self._redact = redact

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception:
            line = unwritten(record.name, self._redact(repr(record.msg)))
        self._output.write(line, record.levelname.lower())
