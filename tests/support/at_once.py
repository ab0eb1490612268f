"""Coroutines that never wait, run without an event loop."""

from collections.abc import Coroutine
from typing import TypeVar

T = TypeVar("T")


def at_once(coroutine: Coroutine[object, object, T]) -> T:
    """What a coroutine returns; AssertionError where it waits for something."""
    try:
        coroutine.send(None)
    except StopIteration as ended:
        result: T = ended.value
        return result
    coroutine.close()
    raise AssertionError("it waits")
