"""From an event with its fields to a finished line, without secrets and foreign control characters."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache

import structlog
from pydantic_core import to_json
from structlog.contextvars import get_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.logs.redaction import REDACTED, SECRET_KEYS

_TRACEBACKS = frozenset({"exception", "stack"})
_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types of values that stand in JSON as they are, but for what a text contains."""
_FOR_PROCESSORS = frozenset({"_record", "exc_info", "stack_info"})
"""Names of fields that a processor makes others of."""


def add_name(logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Add the name of the logger."""
    record: logging.LogRecord | None = event.get("_record")
    event["logger"] = logger.name if record is None else record.name
    return event


def in_one_pass(otherwise: Sequence[Processor], redact: Callable[[str], str]) -> Processor:
    """The line of an event as a JSON object; an event that is not plain goes through the processors `otherwise`.

    Nearly all events are plain, and each delivery logs one: a function instead of seven processors.
    """

    def line(logger: WrappedLogger, method: str, event: EventDict) -> EventDict | str:
        fields = {**get_contextvars(), **event}
        if _is_plain(fields, redact):
            now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
            fields |= {"level": method, "logger": logger.name, "timestamp": now}
            return to_json(fields).decode()
        for processor in otherwise:
            event = processor(logger, method, event)  # type: ignore[assignment]  # only the last one makes it a line
        return event

    return line


def _is_plain(fields: EventDict, redact: Callable[[str], str]) -> bool:
    """Whether an event has plain values alone, and neither secrets nor control characters in them."""
    if not (_are_plain_names(tuple(fields)) and _PLAIN.issuperset(map(type, fields.values()))):
        return False
    text = " ".join([value for value in fields.values() if type(value) is str])
    return text.isprintable() and redact(text) == text


@lru_cache(maxsize=256)  # the names stand in the code, so there are few sets of them
def _are_plain_names(names: tuple[str, ...]) -> bool:
    return SECRET_KEYS.isdisjoint(name.lower() for name in names) and _FOR_PROCESSORS.isdisjoint(names)


def whole(render: Processor, redact: Callable[[str], str]) -> Processor:
    """`render`, or for a line that it cannot render a word that there was one."""

    def rendered(logger: WrappedLogger, method: str, event: EventDict) -> str:
        try:
            return str(render(logger, method, event))
        except Exception:
            return unwritten(str(event.get("logger")), redact(repr(event.get("event"))))

    return rendered


def unwritten(name: str, template: str) -> str:
    """The line that stands for one that cannot be rendered."""
    return json.dumps({"event": "a log line could not be written", "logger": name, "template": template})


# Nothing is added to a line after one of these two has removed its secrets.


def for_machines(redact: Callable[[str], str]) -> Processor:
    """A line as a JSON object."""

    def render(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
        return to_json({key: _clean(value, key, redact) for key, value in event.items()}).decode()

    return render


def for_people(redact: Callable[[str], str]) -> Processor:
    """A line with colours for a terminal."""
    render = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)

    def on_one_line(logger: WrappedLogger, method: str, event: EventDict) -> str:
        cleaned = ((key, _clean(value, key, redact)) for key, value in event.items())
        return str(render(logger, method, {key: _one_line(value, key) for key, value in cleaned}))

    return on_one_line


def _clean(value: object, key: object, redact: Callable[[str], str]) -> object:
    """The value made of plain types, without secrets. Other types become their `repr`."""
    if isinstance(key, str) and key.lower() in SECRET_KEYS and value:
        return REDACTED
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return _escaped(redact(str(value)))
        case Mapping():
            return {_escaped(redact(str(name))): _clean(inner, name, redact) for name, inner in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_clean(inner, None, redact) for inner in value]
        case _:
            return _escaped(redact(repr(value)))


def _escaped(text: str) -> str:
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
