"""Readers of config values: each takes a value and returns what it means, or raises Mistake.

Where several values stand side by side all are read before the mistakes are raised together, so that a person sees all of
them at once.
"""

import unicodedata
from collections.abc import Callable, Iterable, Set
from types import TracebackType
from typing import Self, TypeVar

from rapidfuzz import fuzz, process

from bot.core.config.yaml_source import Listing, Mapping, Mistake, Scalar, Value, shown

T = TypeVar("T")
V = TypeVar("V")

Reader = Callable[[Value], T]


class ConfigSection:
    """A mapping with known keys. Used by `with`: at the end it raises all mistakes in it, unknown keys too."""

    def __init__(self, value: Value, known: Set[str]) -> None:
        if not isinstance(value, Mapping):
            raise Mistake(value.place, "keys with values are needed here, like `key: value`")
        self.place = value.place
        self._values = {key.text: found for key, found in value.pairs}
        strangers = [key for key, _ in value.pairs if key.text not in known]
        self._mistakes = [
            Mistake(key.place, f"unknown key {shown(key.text)}{meant(key.text, known)}") for key in strangers
        ]

    def take(self, key: str, reader: Reader[V], default: T) -> V | T:
        """What `key` means; `default` where it is absent or empty, and for the time being where it is wrong."""
        value = self._values.get(key)
        if value is None or (isinstance(value, Scalar) and value.missing):
            return default
        try:
            return reader(value)
        except Mistake as mistake:
            self._mistakes.append(mistake)
            return default

    def need(self, key: str, reader: Reader[T]) -> T:
        """What `key` means; raises where it is absent or wrong."""
        if key not in self._values:
            raise Mistake(self.place, f"{key!r} is missing here")
        return reader(self._values[key])

    def __enter__(self) -> Self:
        """The section itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        """Raise all that was wrong here; what is no mistake of the config goes its way."""
        if isinstance(error, Mistake):
            raise Mistake.together([*self._mistakes, error]) from None
        if error is None and self._mistakes:
            raise Mistake.together(self._mistakes)


def every(reader: Callable[[V], T], values: Iterable[V]) -> tuple[T, ...]:
    """What all the `values` mean; raises the mistakes of all."""
    read: list[T] = []
    mistakes: list[Mistake] = []
    for value in values:
        try:
            read.append(reader(value))
        except Mistake as mistake:
            mistakes.append(mistake)
    if mistakes:
        raise Mistake.together(mistakes)
    return tuple(read)


def meant(word: str, known: Iterable[str]) -> str:
    """`, did you mean 'labels'?`, or nothing where no known word is near."""
    near = process.extractOne(word[:40].lower(), sorted(known), scorer=fuzz.ratio, score_cutoff=70)
    return f", did you mean {near[0]!r}?" if near else ""


def values(value: Value) -> tuple[Value, ...]:
    """The values of a list; a value by itself is a list of one."""
    return value.values if isinstance(value, Listing) else (value,)


def named(value: Value, reader: Callable[[str, Value], T]) -> tuple[T, ...]:
    """What a mapping from names to values means; names that differ in case or spaces only are one name twice."""
    if not isinstance(value, Mapping):
        raise Mistake(value.place, "names with values are needed here, like `name: value`")
    lines: dict[str, int] = {}

    def read(pair: tuple[Scalar, Value]) -> T:
        key, about = pair
        name = name_of(key)
        if name.lower() in lines:
            raise Mistake(key.place, f"{shown(name)} stands here twice, first in line {lines[name.lower()]}")
        lines[name.lower()] = key.place.line
        return reader(name, about)

    return every(read, value.pairs)


def name_of(value: Value) -> str:
    """Reads the name of a person or a team, without `@`."""
    return " ".join(text(value).removeprefix("@").split())


def text(value: Value) -> str:
    """Text on one line, outer spaces dropped. `NO`, `1.0` and `2020-01-01` are the text they look like."""
    if not isinstance(value, Scalar):
        raise Mistake(value.place, "text is needed here, not a list or keys")
    written = value.text.strip()
    if value.missing or not written:
        raise Mistake(value.place, "there is nothing here")
    if any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in written):
        raise Mistake(value.place, f"{shown(written)} has line ends or control characters in it")
    return written


def listed(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """Reads a list, or one value as a list of one; repeats are dropped."""
    return lambda value: tuple(dict.fromkeys(every(reader, values(value))))


def choice(*words: str) -> Reader[str]:
    """Reads one of `words`."""

    def read(value: Value) -> str:
        written = text(value)
        if written not in words:
            raise Mistake(value.place, f"{shown(written)} is none of: {', '.join(words)}{meant(written, words)}")
        return written

    return read


def number(low: int, high: int, otherwise: str = "") -> Reader[int]:
    """Reads a whole number from `low` to `high`, in decimal digits; `otherwise` is what could stand there instead."""

    def read(value: Value) -> int:
        written = text(value)
        plain = written.isascii() and written.isdigit() and len(written) <= len(str(high))
        if not plain or not low <= int(written) <= high:
            raise Mistake(value.place, f"{shown(written)} is not a whole number from {low} to {high}{otherwise}")
        return int(written)

    return read


def switch(value: Value) -> bool:
    """Reads on or off, true or false, yes or no."""
    written = text(value)
    if written.lower() not in {"on", "true", "yes"} and not is_off(written):
        raise Mistake(value.place, f"{shown(written)} is neither on nor off")
    return not is_off(written)


def is_off(written: str) -> bool:
    """Whether this is one of YAML's words for no."""
    return written.strip().lower() in {"off", "false", "no"}


def off_or(reader: Reader[T]) -> Reader[T | None]:
    """Reads what `reader` reads, and off as None."""
    return lambda value: None if isinstance(value, Scalar) and is_off(value.text) else reader(value)
