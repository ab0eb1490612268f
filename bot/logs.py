"""Structured logs: JSON lines, or colours on a terminal, with secrets removed."""

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from typing import TextIO
from urllib.parse import quote

import structlog
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
_SECRET_KEYS = frozenset({"authorization", "password", "passcode", "private_key", "secret", "token", "webhook_secret"})
_TRACEBACKS = frozenset({"exception", "stack"})


def redactor(secrets: Iterable[str] = ()) -> Callable[[str], str]:
    """A function that replaces everything in a text that looks like a secret, and each of `secrets` in any spelling."""
    known = sorted({form for secret in secrets for form in _spellings(secret)}, key=len, reverse=True)
    exact = re.compile("|".join(map(re.escape, known))) if known else None

    def redact(text: str) -> str:
        if exact is not None:
            text = exact.sub(REDACTED, text)
        lower = text.lower()
        for signs, pattern, kept in _PATTERNS:
            if any(sign in lower for sign in signs):
                text = pattern.sub(kept, text)
        return text

    return redact


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
    first: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *first, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    lines = _Lines(stream, redact)
    lines.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=first, processors=_last(stream.isatty(), redact))
    )
    root = logging.getLogger()
    root.handlers[:] = [lines]
    root.setLevel(level.upper())
    logging.captureWarnings(True)


def _last(terminal: bool, redact: Callable[[str], str]) -> list[Processor]:
    """The last processors of every line. Nothing is added after secrets are removed."""

    def without_secrets(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {key: _clean(value, key, redact) for key, value in event.items()}

    def on_one_line(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        return {key: _one_line(value, key) for key, value in event.items()}

    renderer: Processor = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if terminal
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    return [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.format_exc_info,
        without_secrets,
        *([on_one_line] if terminal else []),
        renderer,
    ]


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


class _Lines(logging.StreamHandler[TextIO]):
    """Writes lines. If one cannot be formatted, it logs that without the arguments, which may hold secrets."""

    def __init__(self, stream: TextIO, redact: Callable[[str], str]) -> None:
        super().__init__(stream)
        self._redact = redact

    def handleError(self, record: logging.LogRecord) -> None:
        text = {
            "event": "a log line could not be written",
            "logger": record.name,
            "template": self._redact(repr(record.msg)),
        }
        self.stream.write(json.dumps(text) + "\n")
