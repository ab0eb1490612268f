"""README.md and docs/ match the code."""

import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from aiohttp import web
from click.testing import CliRunner

from bot.cli.main import SUBCOMMANDS
from bot.core.commands import COMMANDS
from bot.core.config import reference
from bot.core.config.load import load
from bot.core.notes import parse
from bot.queue.sqlite.queue import SqliteQueue
from bot.sandbox.__main__ import main as sandbox
from bot.settings import Settings
from bot.web.app import create_app
from tests.support.paths import ROOT

PAGES = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
    if path.name != "CHANGELOG.md"
}
README = PAGES["README.md"]
ALL = "\n".join(PAGES.values())


def tables(page: str, heading: str) -> list[list[list[str]]]:
    """The cells of each table under a heading of a page, without the two head rows."""
    _, _, rest = PAGES[page].partition(f"\n## {heading}\n")
    assert rest, f"{page} has no heading {heading!r}"
    found = re.findall(r"(?:^\|.*\|\n)+", rest.partition("\n## ")[0], re.MULTILINE)
    return [[[cell.strip() for cell in row.strip("|").split(" | ")] for row in one.splitlines()[2:]] for one in found]


def table(page: str, heading: str) -> list[list[str]]:
    """The first table under a heading of a page."""
    return tables(page, heading)[0]


def code(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)


def blocks(kind: str, text: str = ALL) -> list[str]:
    """The fenced blocks of one kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("row", table("SECURITY.md", "Attacks that were tried"), ids=lambda row: row[0][:40])
def test_each_attack_has_its_test(row: list[str]) -> None:
    (named,) = code(row[3])
    path, _, test = named.partition("::")
    assert re.search(rf"^(?:async )?def {test}\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 120


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", PAGES[page]):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("row", table("docs/architecture.md", "Where a behaviour is"), ids=lambda row: row[0][:40])
def test_each_behaviour_is_where_the_table_says(row: list[str]) -> None:
    assert [path for path in code(row[1]) if not (ROOT / path).exists()] == []
    assert code(row[1]) != []


def test_pictures_are_small() -> None:
    pictures = [path for path in (ROOT / "docs").rglob("*") if path.suffix in {".png", ".jpg", ".gif"}]
    assert pictures != []
    assert {path.name: path.stat().st_size for path in pictures if path.stat().st_size > 200_000} == {}


def test_the_readme_links_to_every_page() -> None:
    linked = set(re.findall(r"\]\(((?:docs/)?[\w-]+\.md)\)", README))
    assert linked == PAGES.keys() - {"README.md"}


# --- the config


def test_keys_of_the_config() -> None:
    # `duly schema --table` prints what belongs there.
    assert reference.table() in PAGES["docs/config.md"]


def test_examples_of_the_config_are_ones() -> None:
    assert blocks("yaml") != []
    for example in blocks("yaml"):
        assert load(example)[1] == ()


def test_example_of_a_note() -> None:
    text = re.sub(r" +→.*", "", blocks("markdown")[0])
    lines = parse.read("2024-03-12.md", text).lines
    assert [(line.text, line.owners, line.open) for line in lines] == [
        ("paint the harbour wall green", ("Ada",), True),
        ("order the rope for spring", ("Bea",), False),
    ]


# --- commands in comments


def test_commands_in_comments() -> None:
    said = [(f"`{one.usage}`", one.help, one.who) for one in COMMANDS.values()]
    assert [tuple(row) for row in table("docs/commands.md", "Commands in comments")] == said


def test_commands_on_pull_requests() -> None:
    page = PAGES["docs/commands.md"].replace("\n", " ")
    sentence = page.partition("On a pull request there are ")[2].partition(". ")[0].split(".  ")[0]
    assert code(sentence) == [f"/{one.name}" for one in COMMANDS.values() if one.pulls]


def test_commands_in_the_text_are_ones() -> None:
    named = {word for word in re.findall(r"`/([a-z]+)[^`/]*`", ALL)} - {"webhook", "healthz", "readyz", "metrics"}
    assert named <= COMMANDS.keys()


# --- commands, variables, addresses


NOTE = "# 2024-03-12 meeting\n\n## Action items\n\n* [ ] (Ada) paint the harbour wall green\n\n## Decisions\n\n* paint the harbour wall green\n"
LOCAL = {"items", "plan", "report", "carry", "decisions"}
"""Subcommands that need neither GitHub nor the environment."""


def examples() -> list[str]:
    """Every line of the console blocks that runs `duly`, without its comment."""
    shown = re.findall(r"^\$ (duly .*)", "\n".join(blocks("console")), re.MULTILINE)
    return [re.sub(r"\s+#.*", "", line) for line in shown]


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A working directory with what the examples name."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes").mkdir()
    for day in ("02-20", "03-12"):
        (tmp_path / f"notes/2024-{day}.md").write_text(NOTE.replace("03-12", day))
    (tmp_path / "next.md").write_text("# 2024-03-26 meeting\n\n## Action items\n")


@pytest.mark.usefixtures("notes")
@pytest.mark.parametrize("example", sorted(set(examples())))
def test_examples_on_the_command_line(example: str) -> None:
    before, _, after = example.partition(" < ")
    _, name, *arguments = shlex.split(before)
    command = import_module(f"bot.cli.{name}").command
    if name in LOCAL and "--repo" not in arguments:
        given = Path(after.split(" > ")[0]).read_bytes() if after else None
        done = CliRunner().invoke(command, arguments, input=given)
        assert done.exit_code == 0, done.output
        written = next((flag for flag in ("--into", "-o") if flag in arguments), None)
        into = Path(arguments[arguments.index(written) + 1]) if written else Path("-")
        assert "paint the harbour wall green" in (into.read_text() if into.name != "-" else done.output)
    else:
        command.make_context(name, arguments)


def test_commands() -> None:
    shown = re.findall(r"^\$ duly (\w+)", "\n".join(blocks("console")), re.MULTILINE)
    assert sorted(set(shown)) == sorted(SUBCOMMANDS)


def test_options() -> None:
    commands = [sandbox, *(import_module(f"bot.cli.{name}").command for name in SUBCOMMANDS)]
    known = {option for command in commands for each in command.params for option in each.opts} | {"--version"}
    spans = [
        *re.findall(r"^\$ (?:python -m bot|duly) .*", ALL, re.MULTILINE),
        *re.findall(r"`--[^`]*`|`duly [^`]*`", ALL),
    ]
    named = {option for span in spans for option in re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", span)}
    assert named != set()
    assert named - known == set()


def test_targets_of_make() -> None:
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = re.findall(r"(?:`|^\$ )make ([\w-]+)", ALL, re.MULTILINE)
    assert set(named) == targets


def test_variables_of_the_environment() -> None:
    source = (ROOT / "bot" / "settings" / "environment.py").read_text(encoding="utf-8")
    strings = {node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)}
    read = {one for one in strings if isinstance(one, str) and re.fullmatch(r"[A-Z]+(_[A-Z]+)*", one)}
    documented = {name for row in table("docs/operating.md", "Settings") for name in code(row[0])}
    # What is ours alone, for tests and the sandbox.
    assert documented == read - {"DULY_WRITE_INTERVAL", "DULY_DEBOUNCE"}


def test_defaults_of_the_environment() -> None:
    for row in table("docs/operating.md", "Settings"):
        if "by default `127.0.0.1`" in row[1]:
            default = Settings()
            assert code(row[1]) == [default.host, str(default.port)]
            return
    raise AssertionError("docs/operating.md names no default address")


async def test_addresses(tmp_path: Path) -> None:
    app: web.Application = create_app(SqliteQueue(tmp_path / "duly.db"), Settings())
    served = {f"{route.method} {route.resource.canonical}" for route in app.router.routes() if route.resource}
    assert set(re.findall(r"`((?:GET|POST) /\w+)`", ALL)) <= served


def test_permissions_and_events_of_the_app() -> None:
    manifest = yaml.safe_load((ROOT / "app.yml").read_text(encoding="utf-8"))
    permissions, events = tables("docs/operating.md", "The App")
    assert {code(name)[0]: level for name, level, _ in permissions} == manifest["default_permissions"]
    assert {code(name)[0] for name, _ in events} == set(manifest["default_events"])


def test_named_files_are_there() -> None:
    named = {name for name in re.findall(r"`((?:bot|tests|docs)/[\w/.-]*)`", ALL)}
    assert named != set()
    assert {name for name in named if not (ROOT / name).exists()} == set()


# --- terms

NOT_USED = {"util", "utils", "helper", "helpers"}


def names(path: Path) -> Iterator[str]:
    """The names that a module defines: of functions, classes, parameters, variables and itself."""
    yield path.stem
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()):
                yield name


@cache
def parts(path: Path) -> set[str]:
    """The words that the names of a module are made of."""
    return {word for name in names(path) for word in re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")}


def test_no_module_is_for_everything() -> None:
    found = {path.relative_to(ROOT) for path in (ROOT / "bot").rglob("*.py") if NOT_USED & parts(path)}
    assert found == set()


def test_the_terms_are_those_of_the_code() -> None:
    terms = PAGES["docs/architecture.md"].partition("\n## Terms\n")[2].partition("\n## ")[0]
    words = set(re.findall(r"\*\*(\w[\w-]*)\*\*", terms))
    assert {"note", "line", "item", "issue", "plan", "change", "sync", "marker"} <= words
    used = {part for path in (ROOT / "bot").rglob("*.py") for part in parts(path)}
    assert {word for word in words if not {word, f"{word}s"} & used} <= {"bucket", "desired", "live"}


# --- files for GitHub


def test_the_workflow_runs_what_ci_runs() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert runs == [".ci/run"]
    assert workflow["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("form", ["bug", "idea"])
def test_issue_forms_have_what_github_requires(form: str) -> None:
    template = yaml.safe_load((ROOT / f".github/ISSUE_TEMPLATE/{form}.yml").read_text(encoding="utf-8"))
    assert {"name", "description", "body"} <= template.keys()
    for part in template["body"]:
        assert part["type"] in {"textarea", "input", "dropdown", "checkboxes", "markdown"}
        assert part["attributes"].get("label")
