"""Names without repeats."""

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def distinct(values: Iterable[T], name: Callable[[T], str] = str) -> tuple[T, ...]:
    """The first of the values that have the same `name` but for case: GitHub's labels and logins ignore it."""
    first: dict[str, T] = {}
    for value in values:
        first.setdefault(name(value).casefold(), value)
    return tuple(first.values())
