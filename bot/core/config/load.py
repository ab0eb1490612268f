"""The text of `.github/duly.yml` → Config; every mistake with its line and column.

pydantic finds the mistakes; here they get their position in the file and words for the people who write it.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError
from rapidfuzz import fuzz, process

from bot.core.config import yaml_source
from bot.core.config.fields import MOST_HOURS
from bot.core.config.mistake import EMPTY, Loc, Misplaced, Mistake, shown
from bot.core.config.problem import Problem
from bot.core.config.schema import PATH, Config
from bot.core.config.yaml_source import Document

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import ErrorDetails

_NEEDED = {
    "dataclass_type": "keys with values are needed here, like `key: value`",
    "dict_type": "names with values are needed here, like `name: value`",
}


@lru_cache(maxsize=200)
def load(source: str, path: str = PATH) -> tuple[Config | None, tuple[Problem, ...]]:
    """The config in `source`, all defaults where it is empty. With any mistake None, and all mistakes.

    Raises nothing, whatever the text. The texts read last are kept: every job reads its config, and few configs change.
    """
    document = yaml_source.read(source)
    mistakes, config = set(document.mistakes), None
    try:
        config = _adapter().validate_python({} if document.data is None else document.data)
    except ValidationError as error:
        mistakes.update(mistake for each in error.errors() for mistake in _mistakes(each, document))
    problems = tuple(
        Problem(path, each.position.line, each.message, each.position.column, serious=True) for each in sorted(mistakes)
    )
    return (None if problems else config), problems


@cache
def _adapter() -> TypeAdapter[Config]:
    return TypeAdapter(Config)


@cache
def described() -> "JsonSchemaValue":
    """The JSON Schema of the config, as pydantic describes it."""
    return _adapter().json_schema()


def _mistakes(error: "ErrorDetails", document: Document) -> Iterator[Mistake]:
    loc, reason = error["loc"], error.get("ctx", {}).get("error")
    if isinstance(reason, Misplaced):
        yield from (Mistake(document.position((*loc, *inner)), message) for inner, message in reason.mistakes)
        return
    is_key = error["type"] == "unexpected_keyword_argument" or loc[-1:] == ("[key]",)
    yield Mistake(document.position(loc, of_key=is_key), str(reason) if reason else _message(error))


def _message(error: "ErrorDetails") -> str:
    kind, loc, value = error["type"], error["loc"], error["input"]
    if kind == "missing":
        return f"{loc[-1]!r} is missing here"
    if kind == "unexpected_keyword_argument":
        known = {key for form in _forms(loc[:-1]) for key in form.get("properties", ())}
        key = str(loc[-1])
        return f"unknown key {shown(key)}{_meant(key, known) or '; `duly schema` lists the keys'}"
    if value is None:
        return EMPTY
    if kind in _NEEDED or not isinstance(value, str):
        return _NEEDED.get(kind, "text is needed here, not a list or keys")
    return f"{shown(value.strip())} {_rule(kind, value, _forms(loc))}"


def _rule(kind: str, value: str, forms: "Iterable[JsonSchemaValue]") -> str:
    """What the value should be, as a sentence that begins with it."""
    allowed: JsonSchemaValue = {key: each for form in forms for key, each in form.items()}
    if "enum" in allowed:
        return f"is not one of: {', '.join(allowed['enum'])}{_meant(value, allowed['enum'])}"
    if kind == "bool_parsing":
        return "is neither on nor off"
    unit = "hours" if allowed["maximum"] == MOST_HOURS else "meetings"
    off = f" ({unit}), nor off" if "const" in allowed else ""
    return f"is not a whole number from {allowed['minimum']} to {allowed['maximum']}{off}"


def _meant(word: str, known: Iterable[str]) -> str:
    """`, did you mean 'labels'?`, or nothing where no known word is near."""
    near = process.extractOne(word[:40].lower(), sorted(known), scorer=fuzz.ratio, score_cutoff=70)
    return f", did you mean {near[0]!r}?" if near else ""


def _forms(loc: Loc) -> "Iterator[JsonSchemaValue]":
    """The parts of the JSON Schema that describe the value at `loc`: one for each form that it may have."""
    forms = list(_alternatives(described()))
    for part in loc:
        below = [form.get("properties", {}).get(part, form.get(_below(part))) for form in forms]
        forms = [each for found in below if isinstance(found, dict) for each in _alternatives(found)] or forms
    yield from forms


def _below(part: str | int) -> str:
    return "items" if isinstance(part, int) else "additionalProperties"


def _alternatives(form: "JsonSchemaValue") -> "Iterator[JsonSchemaValue]":
    form = described()["$defs"].get(form.get("$ref", "").rpartition("/")[2], form)
    yield form
    for each in (*form.get("anyOf", ()), *form.get("oneOf", ())):
        yield from _alternatives(each)
