"""Log lines as a whole: an operator searches for events and fields by their names."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.paths import ROOT

LEVELS = frozenset({"debug", "info", "warning", "error", "exception"})
MODULES = [path for path in (ROOT / "bot").rglob("*.py") if "core" not in path.parts]


def calls(path: Path) -> Iterator[ast.Call]:
    """The calls that log a line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log"), attr=level)) if level in LEVELS:
                yield node


def test_an_event_is_a_constant_text() -> None:
    found = [f"{path}:{call.lineno}" for path in MODULES for call in calls(path) if not _is_text(call.args[0])]
    assert found == []


def test_a_reason_stands_under_one_name() -> None:
    others = {"why", "error", "cause"}
    fields = [(path, call.lineno, each.arg) for path in MODULES for call in calls(path) for each in call.keywords]
    assert any(field == "reason" for _, _, field in fields)
    assert [(path, line, field) for path, line, field in fields if field in others] == []


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
