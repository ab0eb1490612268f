"""Where the client speaks to GitHub, by its source; and which of these places a story came through."""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from tests.support.paths import ROOT

GITHUB = ROOT / "bot" / "github"
CALLS = frozenset({"get", "find", "page", "pages", "send", "remove", "there", "download"})
"""The methods of `bot.github.transport.api.Api` that make a call."""

Site = tuple[str, int]
"""A file below `GITHUB` and a line in it."""


def sites() -> dict[Site, str]:
    """Every place in the client that makes a call, with its source; `api.py` itself, which is how, is left out."""
    files = sorted(path for path in GITHUB.rglob("*.py") if path.name != "api.py")
    return {(str(path.relative_to(GITHUB)), call.lineno): ast.unparse(call) for path in files for call in _calls(path)}


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            on = ast.unparse(node.func.value)
            if on.startswith("Api(") or on.rpartition(".")[2].strip("_") == "api":
                yield node


@contextmanager
def reached() -> Iterator[set[Site]]:
    """The lines of the client that are run meanwhile in this thread."""
    found: set[Site] = set()
    names = {str(path): str(path.relative_to(GITHUB)) for path in GITHUB.rglob("*.py")}

    def enter(frame: FrameType, _event: str, _argument: object) -> object:
        return line if frame.f_code.co_filename in names else None

    def line(frame: FrameType, _event: str, _argument: object) -> object:
        found.add((names[frame.f_code.co_filename], frame.f_lineno))
        return line

    before = sys.gettrace()
    sys.settrace(enter)  # type: ignore[arg-type] # typeshed needs the tracer to name its own type
    try:
        yield found
    finally:
        sys.settrace(before)
