"""JSON of an answer → the shape that it should have."""

from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.github.errors import BadAnswer

T = TypeVar("T")

_adapters: dict[object, TypeAdapter[Any]] = {}
"""Made once for each shape: making one takes longer than using it."""


def parsed(shape: type[T], answer: object, where: str) -> T:
    """`answer` as `shape`; BadAnswer where it is not, with the first thing that is wrong and without the values."""
    try:
        if shape not in _adapters:
            _adapters[shape] = TypeAdapter(shape)
        valid: T = _adapters[shape].validate_python(answer)
        return valid
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "the answer"
        raise BadAnswer(f"{where}: {place}: {first['msg']} ({error.error_count()} mistakes)") from None
