"""The packages: what each is for, and sizes that a reader can take in."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from bot import core
from tests.support.paths import ROOT

PACKAGES = sorted(path.parent for path in (ROOT / "bot").rglob("__init__.py"))
MODULES = sorted((ROOT / "bot").rglob("*.py"))
MOST_LINES = 300
MOST_LINES_OF_A_FUNCTION = 36
MOST_MODULES = 20


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("package", PACKAGES[1:], ids=name)
def test_a_package_says_what_belongs_there_and_what_does_not(package: Path) -> None:
    doc = import_module(name(package).replace("/", ".")).__doc__ or ""
    said = [line for line in doc.splitlines() if line]
    assert len(said) >= 2


def test_the_core_lists_its_packages_from_top_to_bottom() -> None:
    listed = re.findall(r"`(\w+)`", "".join(re.findall(r"^- (.*?):", core.__doc__ or "", re.MULTILINE)))
    there = {path.stem for path in (ROOT / "bot" / "core").iterdir() if not path.name.startswith("__")}
    assert set(listed) == there
    layers = re.findall(r"layers = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.DOTALL)[1]
    assert listed == re.findall(r"\w+", layers)


def test_files_are_short() -> None:
    lines = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: count for path, count in lines.items() if count > MOST_LINES} == {}


def test_functions_are_short() -> None:
    lines = {
        f"{name(path)}:{each.lineno} {each.name}": (each.end_lineno or 0) - each.lineno + 1
        for path in MODULES
        for each in functions(path)
    }
    assert {function: count for function, count in lines.items() if count > MOST_LINES_OF_A_FUNCTION} == {}


def test_folders_are_small() -> None:
    count = {name(package): sum(path.name != "__init__.py" for path in package.glob("*.py")) for package in PACKAGES}
    assert {package: modules for package, modules in count.items() if modules > MOST_MODULES} == {}
