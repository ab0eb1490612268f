"""Values from a request's body, checked as GitHub checks its schemas: a wrong type is a 422."""

from collections.abc import Mapping

from bot.sandbox.github.errors import invalid, malformed

Body = Mapping[str, object]

MAX_LABEL = 50


def text(body: Body, key: str) -> str | None:
    """A string or null; None where it is missing."""
    value = body.get(key)
    if value is None or isinstance(value, str):
        return value
    raise malformed(f"For 'properties/{key}', {value!r} is not a string or null.")


def string(body: Body, key: str, default: str = "") -> str:
    """A string, with a default for missing and null."""
    value = text(body, key)
    return default if value is None else value


def required(body: Body, key: str) -> str:
    """A string that must be there."""
    value = text(body, key)
    if value is None:
        raise malformed(f'"{key}" wasn\'t supplied.')
    return value


def number(body: Body, key: str) -> int | None:
    """A whole number; None where it is missing."""
    value = body.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise malformed(f"For 'properties/{key}', {value!r} is not an integer.")


def flag(body: Body, key: str) -> bool:
    """True or false; false where it is missing."""
    value = body.get(key, False)
    if isinstance(value, bool):
        return value
    raise malformed(f"For 'properties/{key}', {value!r} is not a boolean.")


def strings(body: Body, key: str) -> list[str] | None:
    """A list of strings; None where it is missing."""
    value = body.get(key)
    if value is None:
        return None
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [str(one) for one in value]
    raise malformed(f"For 'properties/{key}', {value!r} is not an array of strings.")


def mappings(body: Body, key: str) -> list[Body]:
    """A list of objects; empty where it is missing."""
    value = body.get(key, [])
    if isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
        return list(value)
    raise malformed(f"For 'properties/{key}', {value!r} is not an array of objects.")


def mapping(body: Body, key: str) -> Body | None:
    """An object; None where it is missing."""
    value = body.get(key)
    if value is None or isinstance(value, Mapping):
        return value
    raise malformed(f"For 'properties/{key}', {value!r} is not an object.")


def names(body: Body, key: str) -> list[str] | None:
    """Labels as GitHub takes them: strings or objects with a `name`; None where the key is missing."""
    value = body.get(key)
    if value is None:
        return None
    if not isinstance(value, list):
        raise malformed(f"For 'properties/{key}', {value!r} is not an array.")
    return [_name(one) for one in value]


def _name(one: object) -> str:
    name = one.get("name") if isinstance(one, Mapping) else one
    if not isinstance(name, str) or not name.strip():
        raise malformed(f"{one!r} is not the name of a label.")
    if len(name) > MAX_LABEL:
        raise invalid("Label", "name", "custom", message=f"name is too long (maximum is {MAX_LABEL} characters)")
    return name
