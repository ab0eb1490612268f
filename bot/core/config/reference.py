"""The config's documentation: the table of its keys, and its JSON Schema for editors."""

from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from bot.core.config.fields import OFF, SWITCH
from bot.core.config.load import described
from bot.core.config.schema import Config

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue


def table() -> str:
    """The keys with default and meaning, as a table in Markdown."""
    return "\n".join(["| key | default | meaning |", "|---|---|---|", *_rows()]) + "\n"


def json_schema() -> "JsonSchemaValue":
    """A JSON Schema of the config."""
    schema = described()
    properties = {key: _property(key, each) for key, each in schema["properties"].items()}
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "duly.yml"}
    return head | {**schema, "title": "duly.yml", "description": "The config of Duly.", "properties": properties}


def _rows() -> Iterator[str]:
    config, keys = Config(), described()["properties"]
    for each in fields(Config):
        meaning = " ".join(keys[each.name]["description"].split())
        default = getattr(config, each.name)
        is_off = default is False or (default is None and any(off in keys[each.name]["anyOf"] for off in (OFF, SWITCH)))
        yield f"| `{each.name}` | {'off' if is_off else _shown(default)} | {meaning} |"


def _shown(default: object) -> str:
    if isinstance(default, tuple | frozenset):
        return f"`[{', '.join(sorted(default))}]`" if default else "–"
    return f"`{default}`" if isinstance(default, str | int) else "–"


def _property(key: str, described: "JsonSchemaValue") -> "JsonSchemaValue":
    """A key without the title made up from its name, and with a default only where one is set."""
    default = getattr(Config(), key)
    known = {name: each for name, each in described.items() if name not in {"title", "default"}}
    known["description"] = " ".join(known["description"].split())
    if isinstance(default, tuple | frozenset):
        return known | ({"default": sorted(default)} if default else {})
    return known | ({"default": default} if isinstance(default, str | int) else {})
