"""YAML with positions: plain data, and where in the file each part of it stands.

Scalars stay text as written, so that `NO`, `on` and `1.0` can be names and labels. Rejected, because a config has no use
for them: aliases (a short file could expand to a huge one), merge keys, duplicate keys, deep nesting, more than 64 KB.
"""

from dataclasses import dataclass, field

import yaml

from bot.core.config.mistake import Loc, Mistake, Position, shown

_LIMIT = 64 * 1024
"""Characters."""

_DEPTH = 16
"""Levels of nesting; the config needs four."""

Value = str | None | list["Value"] | dict[str, "Value"]
"""None where there is no value: `key:`, `~`, `null`."""


@dataclass(slots=True)
class Document:
    """The data of a file, the position of every value and key, and what YAML or this reader rejects."""

    data: Value = None
    values: dict[Loc, Position] = field(default_factory=dict)
    keys: dict[Loc, Position] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def position(self, loc: Loc, *, of_key: bool = False) -> Position:
        """Where the value or the key at `loc` stands.

        Parts of `loc` that are not in the file are skipped: an index where a single value stands for a list of one.
        """
        path: Loc = ()
        for part in loc:
            path = (*path, part) if (*path, part) in self.values else path
        return (self.keys if of_key and path in self.keys else self.values).get(path, Position(1, 1))


def read(text: str) -> Document:
    """The data in `text`, None where it is empty. Raises nothing, whatever the text."""
    document = Document()
    try:
        if len(text) > _LIMIT:
            raise _Unreadable(Position(0, 0), f"the file has more than {_LIMIT // 1024} KB")
        node = _composed(text)
        document.data = None if node is None else _value(node, (), document)
    except _Unreadable as error:
        return Document(mistakes=[error.mistake])
    return document


_NEEDS_QUOTES = "a value that starts with {} needs quotes"
_SAID = {
    "mapping values are not allowed here": "a value that holds a colon and a blank needs quotes, and keys below a key need a line each",
    "expected <block end>, but found '<block mapping start>'": "keys of one level have to start in the same column",
}
"""What PyYAML says of frequent mistakes, and the way out."""


class _Unreadable(Exception):
    def __init__(self, position: Position, message: str) -> None:
        super().__init__(message)
        self.mistake = Mistake(position, message)


def _composed(text: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _unreadable(error, text) from None
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise _Unreadable(position, "a character that YAML does not allow") from None
    except (ValueError, OverflowError) as error:
        # PyYAML does not catch the errors of chr() and int() for an impossible \U escape or %YAML version.
        raise _Unreadable(Position(0, 0), f"invalid YAML: {error}") from None


class _Loader(yaml.SafeLoader):
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        is_alias = self.check_event(yaml.AliasEvent)
        position = _position(self.current_event.start_mark)
        if is_alias:
            raise _Unreadable(position, "aliases (*name) are not supported: write the value out")
        if self.depth >= _DEPTH:
            raise _Unreadable(position, f"nested more than {_DEPTH} levels deep")
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _position(mark: yaml.Mark) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def _unreadable(error: yaml.MarkedYAMLError, text: str) -> _Unreadable:
    # `*.md` is read as the name of an anchor, which begins where the value does.
    named = str(error.context).endswith(("an alias", "an anchor"))
    mark = error.context_mark if named else error.problem_mark or error.context_mark
    position = _position(mark) if mark else Position(0, 0)
    character = text[mark.index : mark.index + 1] if mark else ""
    problem = error.problem or str(error)
    if not named and not problem.endswith("cannot start any token"):
        said = next((words for known, words in _SAID.items() if problem.startswith(known)), problem)
        said = said.replace("'<stream end>'", "the end of the file: close each bracket and quote")
        return _Unreadable(position, f"invalid YAML: {said}")
    if character == "\t":
        return _Unreadable(position, "a tab cannot indent in YAML, use spaces")
    return _Unreadable(position, _NEEDS_QUOTES.format(character))


def _value(node: yaml.Node, loc: Loc, document: Document) -> Value:
    document.values[loc] = _position(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*loc, index), document) for index, child in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loc, document)
    assert isinstance(node, yaml.ScalarNode)
    if node.tag.startswith("!"):
        raise _Unreadable(document.values[loc], _NEEDS_QUOTES.format("!"))
    return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _mapping(node: yaml.MappingNode, loc: Loc, document: Document) -> dict[str, Value]:
    found: dict[str, Value] = {}
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        position, key = _position(key_node.start_mark), _key(key_node)
        # Keys that differ in case or spaces only are one key, because they may be names of people.
        same = " ".join((key or "").removeprefix("@").split()).lower()
        if key is None:
            document.mistakes.append(Mistake(position, "a key must be text"))
        elif key == "<<":
            message = "merge keys (<<) are not supported: write the values out"
            document.mistakes.append(Mistake(position, message))
        elif same in lines:
            message = f"{shown(key)} is given twice, first in line {lines[same]}"
            document.mistakes.append(Mistake(position, message))
        else:
            lines[same] = position.line
            document.keys[*loc, key] = position
            found[key] = _value(value_node, (*loc, key), document)
    return found


def _key(node: yaml.Node) -> str | None:
    """The text of a key; None where it is a list, a mapping or empty."""
    if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        return None
    return str(node.value) if node.value.strip() else None
