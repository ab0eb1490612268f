"""Structured logs: JSON lines, or colours on a terminal, with secrets removed."""

import asyncio
import contextlib
import json
import logging
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO
from urllib.parse import quote

import structlog
from pydantic_core import to_json
from structlog.typing import EventDict, Processor, WrappedLogger

REDACTED = "[redacted]"
SHORTEST_SECRET = 4
"""Shorter values are not redacted, because they would match parts of ordinary words."""

_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = tuple(
    (signs, re.compile(pattern, re.DOTALL), f"{kept}{REDACTED}")
    # Looking for a sign in the text in lower case is much faster than the pattern, and nearly no text has one.
    for signs, pattern, kept in (
        # A truncated key extends to the end of the text. Line ends may be escaped.
        (("private key",), r"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:.*?-----END [A-Z ]*PRIVATE KEY-----|.*)", ""),
        # GitHub's tokens. Those of installations may be long and contain dots.
        (("gho_", "ghp_", "ghs_", "ghu_", "ghr_"), r"gh[opsur]_[A-Za-z0-9._-]+", ""),
        (("github_pat_",), r"github_pat_[A-Za-z0-9_]+", ""),
        # Base64 of `{"`: JWTs, and the edit links in the fragments of HackMD addresses.
        (("eyj",), r"eyJ[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*)*", ""),
        (("bearer",), r"(?i:\b(bearer)\s+)[A-Za-z0-9._~+/=-]{8,}", r"\1 "),
        (("authorization",), r"(?i:\b(authorization\W{1,4}(?:token|basic)\s+))[^\s'\",;]+", r"\1"),
        (
            ("pwd=", "passcode=", "password=", "token=", "secret="),
            r"(?i:\b(pwd|passcode|password|(?:access_|refresh_)?token|(?:client_)?secret)=)[^\s&\"'<>]+",
            r"\1=",
        ),
        # name:password@ of a URL
        (("://",), r"(\b[a-z][a-z0-9+.-]{0,20}://)[^\s/@:\"']{0,200}:[^\s/@\"']{1,500}(?=@)", r"\1"),
    )
)
_SIGNS = tuple(sign for signs, _, _ in _PATTERNS for sign in signs)
_SECRET_KEYS = frozenset({"authorization", "password", "passcode", "private_key", "secret", "token", "webhook_secret"})
_TRACEBACKS = frozenset({"exception", "stack"})
_CALM = frozenset({"debug", "info"})
"""Levels of lines that may wait for the end of a round of the event loop."""
_NUMBERS = frozenset({int, float, bool, type(None)})


def redactor(secrets: Iterable[str] = ()) -> Callable[[str], str]:
    """A function that replaces everything in a text that looks like a secret, and each of `secrets` in any spelling."""
    known = sorted({form for secret in secrets for form in _spellings(secret)}, key=len, reverse=True)
    exact = re.compile("|".join(map(re.escape, known))) if known else None

    def redact(text: str) -> str:
        if exact is not None:
            text = exact.sub(REDACTED, text)
        lower = text.lower()
        if not _has_any(lower, _SIGNS):
            return text
        for signs, pattern, kept in _PATTERNS:
            if _has_any(lower, signs):
                text = pattern.sub(kept, text)
        return text

    return redact


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    # A loop: this runs for every line, and `any` costs twice as much.
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


def _spellings(secret: str) -> set[str]:
    """A secret as it appears in plain text, in a `repr`, in JSON and in a URL. Empty if it is too short."""
    if len(secret.strip()) < SHORTEST_SECRET:
        return set()
    return {secret, secret.strip(), repr(secret)[1:-1], json.dumps(secret)[1:-1], quote(secret, safe="")}


def set_up(level: str, stream: TextIO, secrets: Iterable[str] = ()) -> None:
    """Send all logs, also those of libraries, to `stream`: JSON lines, or readable text if it is a terminal.

    `level` is one of `settings.LEVELS`. A second call replaces the first.
    """
    redact = redactor(secrets)
    output = _Output(stream)
    number = logging.getLevelNamesMapping()[level.upper()]
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _add_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    last: list[Processor] = [
        structlog.processors.format_exc_info,
        _whole(_for_people(redact) if stream.isatty() else _for_machines(redact), redact),
    ]
    structlog.configure(
        # Straight to the stream: the way through `logging` costs several times as much.
        processors=[*first, *last],
        logger_factory=lambda *names: _Logger(names[0] if names else "duly", output),
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=False,
    )
    theirs = _Records(output, redact)
    remove = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    theirs.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=[remove, *last]))
    root = logging.getLogger()
    root.handlers[:] = [theirs]
    root.setLevel(number)
    logging.captureWarnings(True)


class _Output:
    """The stream. Lines of one round of the event loop are flushed together; a warning, or a line of a thread, at once."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()
        self._flushing: asyncio.AbstractEventLoop | None = None
        """The loop that will flush what was written."""

    def write(self, line: str, level: str = "info") -> None:
        """Write a line. Where the stream fails there is no place left to say so, and work goes on."""
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._stream.write(f"{line}\n")
        if loop is None or level not in _CALM:
            self._flush()
        elif self._flushing is not loop:
            self._flushing = loop
            loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flushing = None
        with self._lock, contextlib.suppress(OSError, ValueError):
            self._stream.flush()


class _Logger:
    """Writes the finished lines of one module."""

    __slots__ = ("_output", "name")

    def __init__(self, name: str, output: _Output) -> None:
        self.name = name
        self._output = output

    def debug(self, line: str) -> None:
        self._output.write(line)

    info = debug

    def warning(self, line: str) -> None:
        self._output.write(line, "warning")

    error = critical = warning


class _Records(logging.Handler):
    """Writes what libraries log. A record that cannot be formatted is logged without arguments, which may hold secrets."""

    def __init__(self, output: _Output, redact: Callable[[str], str]) -> None:
        super().__init__()
        self._output = output
        self._redact = redact

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception:
            line = _unwritten(record.name, self._redact(repr(record.msg)))
        self._output.write(line, record.levelname.lower())


def _add_name(logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord | None = event.get("_record")
    event["logger"] = logger.name if record is None else record.name
    return event


def _whole(render: Processor, redact: Callable[[str], str]) -> Processor:
    """`render`, or for a line that it cannot render a word that there was one."""

    def rendered(logger: WrappedLogger, method: str, event: EventDict) -> str:
        try:
            return str(render(logger, method, event))
        except Exception:
            return _unwritten(str(event.get("logger")), redact(repr(event.get("event"))))

    return rendered


def _unwritten(name: str, template: str) -> str:
    return json.dumps({"event": "a log line could not be written", "logger": name, "template": template})


# Nothing is added to a line after one of these two has removed its secrets.


def _for_machines(redact: Callable[[str], str]) -> Processor:
    """A line as a JSON object."""

    def render(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
        # Nearly every line has plain values without a secret; one look at all of them together shows that.
        plain = _plain(event)
        if plain is None or not plain.isprintable() or redact(plain) != plain:
            event = {key: _clean(value, key, redact) for key, value in event.items()}
        return to_json(event).decode()

    return render


def _plain(event: EventDict) -> str | None:
    """All texts of an event in one; None where it has other values than texts and numbers, or names of secrets."""
    if not _SECRET_KEYS.isdisjoint(map(str.lower, event)):
        return None
    texts = [value for value in event.values() if type(value) not in _NUMBERS]
    return "  ".join(texts) if all(type(text) is str for text in texts) else None


def _for_people(redact: Callable[[str], str]) -> Processor:
    """A line with colours for a terminal."""
    render = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)

    def on_one_line(logger: WrappedLogger, method: str, event: EventDict) -> str:
        cleaned = ((key, _clean(value, key, redact)) for key, value in event.items())
        return str(render(logger, method, {key: _one_line(value, key) for key, value in cleaned}))

    return on_one_line


def _clean(value: object, key: object, redact: Callable[[str], str]) -> object:
    """The value made of plain types, without secrets. Other types become their `repr`."""
    if isinstance(key, str) and key.lower() in _SECRET_KEYS and value:
        return REDACTED
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return escaped(redact(str(value)))
        case Mapping():
            return {escaped(redact(str(name))): _clean(inner, name, redact) for name, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_clean(inner, None, redact) for inner in value]
        case _:
            return escaped(redact(repr(value)))


def escaped(text: str) -> str:
    """`text` with escapes such as `\\x1b` for every character that a terminal would act on or not show.

    Line feeds and tabs stay. Lone surrogates, which cannot be written to a stream, are escaped too.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in "\n\t" else ascii(sign)[1:-1] for sign in text)


def _one_line(value: object, key: str) -> object:
    """A value for a terminal, where a line feed in foreign text would start a line that looks like one of ours."""
    if not isinstance(value, str):
        return value
    if key in _TRACEBACKS:
        return value.replace("\n", "\n    ")
    return value.replace("\n", "\\n").replace("\t", "\\t")
