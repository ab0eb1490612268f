"""The README is held to the code, and pyproject.toml and the lock to what they promise."""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from aiohttp import web

from bot import core
from bot.cli.main import main
from bot.core.commands import COMMANDS
from bot.core.config import schema as config
from bot.core.config.schema import Config
from bot.core.notes import parse
from bot.queue.sqlite import EmbeddedQueue
from bot.settings import Settings
from bot.web.app import create_app
from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
NOTHING: tuple[object, ...] = (None, False, (), {}, frozenset())


def table(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading of the README, without its two head rows."""
    _, _, rest = README.partition(f"\n## {heading}\n")
    assert rest, f"no heading {heading!r}"
    rows = re.findall(r"^\|.*\|$", rest.partition("\n## ")[0], re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows[2:]]


def code(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


def blocks(kind: str) -> list[str]:
    """The fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


# --- the config


def documented_defaults() -> Iterator[tuple[str, object]]:
    """Key and default as the README's table has them; `–`, `off` and whole sentences mean nothing set."""
    for key, default, _ in table("The config"):
        keys, values = code(key), code(default)
        for position, name in enumerate(keys):
            yield name, yaml.safe_load(values[position]) if values else None


@pytest.mark.parametrize(("key", "default"), [pytest.param(*row, id=row[0]) for row in documented_defaults()])
def test_defaults_of_the_config(key: str, default: object) -> None:
    real = getattr(Config(), key)
    if default is None:
        assert real in NOTHING
    else:
        assert (sorted(real) if isinstance(real, tuple | frozenset) else real) == default


def test_keys_of_the_config() -> None:
    assert [key for key, _ in documented_defaults()] == [field.name for field in fields(Config)]


def test_examples_of_the_config_are_ones() -> None:
    assert blocks("yaml") != []
    for example in blocks("yaml"):
        assert config.load(example)[1] == ()


def test_example_of_a_note() -> None:
    text = re.sub(r" +→.*", "", blocks("markdown")[0])
    lines = parse.read("2024-03-12.md", text).lines
    assert [(line.text, line.owners, line.open) for line in lines] == [
        ("paint the harbour wall green", ("Ada",), True),
        ("order the rope for spring", ("Bea",), False),
    ]


# --- commands in comments


def test_commands_in_comments() -> None:
    said = [(f"`{one.usage}`", one.says, one.who) for one in COMMANDS.values()]
    assert [tuple(row) for row in table("Commands")] == said


def test_commands_on_pull_requests() -> None:
    sentence = README.partition("On a pull request there are ")[2].partition(".\n")[0]
    assert code(sentence) == [f"/{one.name}" for one in COMMANDS.values() if one.pulls]


def test_commands_in_the_text_are_ones() -> None:
    named = {word for word in re.findall(r"`/([a-z]+)[^`/]*`", README)} - {"webhook", "healthz", "readyz"}
    assert named <= COMMANDS.keys()


# --- commands, variables, addresses


def test_commands() -> None:
    shown = re.findall(r"^\$ duly (\w+)", "\n".join(blocks("console")), re.MULTILINE)
    assert sorted(set(shown)) == sorted(main.commands)


def test_options() -> None:
    known = {option for command in main.commands.values() for each in command.params for option in each.opts}
    named = {option for option in re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", README)}
    assert named - known == set()


def test_targets_of_make() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:`|^\$ )make (\w+)", README, re.MULTILINE)
    assert set(named) == targets


def test_variables_of_the_environment() -> None:
    source = (ROOT / "bot" / "settings.py").read_text(encoding="utf-8")
    strings = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    read = {one for one in strings if isinstance(one, str) and re.fullmatch(r"[A-Z]+(_[A-Z]+)*", one)}
    documented = {name for row in table("Running it") for name in code(row[0])}
    # What is ours alone, for tests and the sandbox, begins with DULY_.
    assert documented == {name for name in read if not name.startswith("DULY_")}


def test_defaults_of_the_environment() -> None:
    for row in table("Running it"):
        if "by default `127.0.0.1`" in row[1]:
            default = Settings()
            assert code(row[1]) == [default.host, str(default.port)]
            return
    raise AssertionError("the README tells no default address")


async def test_addresses(tmp_path: Path) -> None:
    app: web.Application = create_app(EmbeddedQueue(tmp_path / "duly.db"), Settings())
    served = {f"{route.method} {route.resource.canonical}" for route in app.router.routes() if route.resource}
    assert set(re.findall(r"`((?:GET|POST) /\w+)`", README)) <= served


def test_places_in_the_house() -> None:
    named = [name for row in table("How it works") for name in code(row[0])]
    assert named != []
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_what_the_app_may_do() -> None:
    manifest = yaml.safe_load((ROOT / "app.yml").read_text(encoding="utf-8"))
    sentence = " ".join(README[README.index("The App itself is described by") :].split(". ")[0].split())
    read, write = re.findall(r"needs to read (.+?) and to write (.+?), and it listens to (.+)", sentence)[0][:2]
    for level, said in (("read", read), ("write", write)):
        assert set(code(said)) == {name for name, asked in manifest["default_permissions"].items() if asked == level}
    assert set(code(sentence.partition("listens to")[2])) == set(manifest["default_events"])


# --- words

NOT_USED = {"ticket", "record", "entry", "data", "info", "handle", "manager", "util", "utils", "helper"}
"""Words that the house has better ones for: the README's glossary has those."""
OF_OTHERS = {"bot/logs.py: handleError", "bot/logs.py: record"}
"""What `logging` calls its own."""


def names(path: Path) -> Iterator[str]:
    """The names that a module makes: of functions, classes, parameters, variables and itself."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name


def test_no_other_words_are_used() -> None:
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "bot").rglob("*.py"))
        for name in names(path)
        if NOT_USED & set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_"))
    }
    assert found <= OF_OTHERS


def test_the_words_of_the_glossary_are_those_of_the_code() -> None:
    glossary = README.partition("### Words\n")[2].partition("\n## ")[0]
    words = set(re.findall(r"\*\*(\w[\w-]*)\*\*", glossary))
    assert {"note", "line", "item", "issue", "plan", "change", "sync", "marker"} <= words
    made = {name for path in (ROOT / "bot").rglob("*.py") for name in names(path)}
    used = {part for name in made for part in re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")}
    assert {word for word in words if not {word, f"{word}s"} & used} <= {"bucket", "desired", "live"}


# --- dependencies


def requirements() -> list[str]:
    """Every requirement of pyproject.toml, with extras and groups."""
    project = tomllib.loads(PYPROJECT)
    groups = project.get("dependency-groups", {}).values()
    optional = project["project"].get("optional-dependencies", {}).values()
    return [*project["project"]["dependencies"], *(one for group in (*groups, *optional) for one in group)]


def locked() -> dict[str, str]:
    """Package → version in the lock."""
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", LOCK, re.MULTILINE))


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


@pytest.mark.parametrize("requirement", sorted(set(requirements())))
def test_each_dependency_has_bounds_a_reason_and_a_lock(requirement: str) -> None:
    name, low, high = re.fullmatch(r"([a-z0-9-]+)(?:\[\w+\])?>=([\d.]+),<(\d+)", requirement, re.ASCII).groups()  # type: ignore[union-attr]
    above = re.findall(rf'^ *# (.+)\n *"{re.escape(requirement)}",$', PYPROJECT, re.MULTILINE)
    assert above != [], "a line above it says what it is for"
    assert release(low) <= release(locked()[name]) < release(high)


def test_the_lock_names_no_place_and_holds_what_builds() -> None:
    assert (
        re.findall(r"^.*(?:://|--(?:index|extra-index|find-links|trusted)|^-e|file:|\.whl).*$", LOCK, re.MULTILINE)
        == []
    )
    assert {"hatchling", "editables"} <= locked().keys()
    pieces = re.split(r"\n(?=\S)", LOCK.strip())
    assert [piece.split()[0] for piece in pieces if "--hash=sha256:" not in piece] == []


def test_the_stand_ins_lock_names_no_place() -> None:
    text = (ROOT / "tests" / "emulate" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "://" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", text)


def test_the_map_of_the_core_names_every_room() -> None:
    rooms = {path.stem for path in (ROOT / "bot/core").iterdir() if path.suffix in {"", ".py"}}
    assert set(re.findall(r"`(\w+)`", core.__doc__ or "")) == rooms - {"__init__", "__pycache__"}
