"""YAML with its places: what `.github/duly.yml` is read from. Text stays as written, so that `NO` and `on` can be names.

PyYAML composes; its nodes end here. Refused, because a config has no use for them and a reader cannot guess them: anchors'
aliases (a short file could stand for a huge one), merge keys, keys given twice, deep nesting, more than 64 KB.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import yaml

LIMIT = 64 * 1024
"""Characters."""

DEPTH = 16
"""Levels; the config needs four."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file, 1-based; 0, 0 stands for the file as a whole."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as written, without its quotes. `missing` where there is none: `key:`, `~`, `null`."""

    place: Position
    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    place: Position
    values: tuple["Value", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order of the file; no key twice."""

    place: Position
    pairs: tuple[tuple[Scalar, "Value"], ...]


Value = Scalar | Listing | Mapping


class Mistake(Exception):
    """What is wrong with a text or a part of it: places, each with what a person should know and do."""

    def __init__(self, place: Position, message: str) -> None:
        super().__init__(message)
        self.found: tuple[tuple[Position, str], ...] = ((place, message),)

    @classmethod
    def together(cls, mistakes: Iterable["Mistake"]) -> "Mistake":
        """One mistake with all that was found wrong; there is at least one."""
        found = tuple(each for mistake in mistakes for each in mistake.found)
        whole = cls(*found[0])
        whole.found = found
        return whole


def read(text: str) -> tuple[Value | None, tuple[Mistake, ...]]:
    """The value in `text`, None where it is empty, and what is wrong; what stops the parser leaves no value."""
    if len(text) > LIMIT:
        return None, (Mistake(Position(0, 0), f"the file has more than {LIMIT // 1024} KB"),)
    mistakes: list[Mistake] = []
    try:
        node = _composed(text)
        return (None if node is None else _value(node, mistakes)), tuple(mistakes)
    except Mistake as mistake:
        return None, (mistake,)


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, text) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise Mistake(place, "a character that YAML does not allow") from None
    except (ValueError, OverflowError) as error:
        # PyYAML lets slip through what chr() and int() say of an impossible \U escape or %YAML version.
        raise Mistake(Position(0, 0), f"this is no YAML: {error}") from None


class _Loader(yaml.SafeLoader):
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise Mistake(
                _place(self.current_event.start_mark), "aliases (*name) are not understood here: write the value out"
            )
        if self.depth >= DEPTH:
            raise Mistake(_place(self.current_event.start_mark), f"nested more than {DEPTH} levels deep")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _place(mark: yaml.Mark) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def _explained(error: yaml.MarkedYAMLError, text: str) -> Mistake:
    mark = error.problem_mark or error.context_mark
    place = _place(mark) if mark else Position(0, 0)
    at = text[mark.index : mark.index + 1] if mark else ""
    said = error.problem or str(error)
    if not said.endswith("cannot start any token"):
        return Mistake(place, f"this is no YAML: {said}")
    return Mistake(
        place, "a tab cannot indent in YAML, use spaces" if at == "\t" else f"text that starts with {at} needs quotes"
    )


def _value(node: yaml.Node, mistakes: list[Mistake]) -> Value:
    place = _place(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return Listing(place, tuple(_value(child, mistakes) for child in node.value))
    if isinstance(node, yaml.MappingNode):
        return Mapping(place, _pairs(node, mistakes))
    assert isinstance(node, yaml.ScalarNode)
    return Scalar(place, node.value, missing=node.tag == "tag:yaml.org,2002:null")


def _pairs(node: yaml.MappingNode, mistakes: list[Mistake]) -> tuple[tuple[Scalar, Value], ...]:
    found: dict[str, tuple[Scalar, Value]] = {}
    for key_node, value_node in node.value:
        key, value = _value(key_node, mistakes), _value(value_node, mistakes)
        if not isinstance(key, Scalar) or key.missing or not key.text.strip():
            mistakes.append(Mistake(key.place, "a key must be text"))
        elif key.text == "<<":
            mistakes.append(Mistake(key.place, "merge keys (<<) are not understood here: write the values out"))
        elif key.text in found:
            first = found[key.text][0].place.line
            mistakes.append(Mistake(key.place, f"{shown(key.text)} stands here twice, first in line {first}"))
        else:
            found[key.text] = key, value
    return tuple(found.values())


def shown(text: str) -> str:
    """`text` in quotes for a message, on one line and not longer than a line can bear."""
    text = re.sub(r"\s+", " ", text)
    return repr(text if len(text) <= 40 else text[:39] + "…")
