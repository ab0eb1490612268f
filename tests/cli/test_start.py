"""What a subcommand imports: those that read notes import no client for GitHub, no server and no queue."""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.main import SUBCOMMANDS, main

CLIENT = ("aiohttp", "asyncio", "cryptography", "gidgethub", "jwt", "sqlite3", "structlog")
READERS = ("markdown_it", "pydantic", "rich", "yaml")
PARTS = ("bot.core", "bot.github", "bot.jobs", "bot.queue", "bot.sandbox", "bot.web")
NOTE = "# 2024-03-05\n\n## Action items\n\n* [ ] (Ada) paint the wall\n"
RUN = """
import json, sys
from bot.cli.main import main
try:
    main(sys.argv[1:], prog_name="duly")
except SystemExit as end:
    assert end.code in (0, None), end.code
print(json.dumps(sorted(sys.modules)))
"""


@cache
def imported(folder: Path, *arguments: str) -> frozenset[str]:
    """The modules that a process has imported when the subcommand is done."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments], cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    return frozenset(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "2024-03-05.md").write_text(NOTE)
    return folder


@pytest.mark.parametrize("arguments", ["--version", "--help"])
def test_version_and_help_import_nothing_of_duly(folder: Path, arguments: str) -> None:
    found = imported(folder, *arguments.split())
    assert {*CLIENT, *READERS, *PARTS} & found == set()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param("items .", id="items"),
        pytest.param("items . --explain", id="items explained"),
        pytest.param("plan .", id="plan"),
        pytest.param("report .", id="report"),
        pytest.param("carry . --into next.md", id="carry"),
    ],
)
def test_subcommands_on_notes_do_without_github(folder: Path, arguments: str) -> None:
    found = imported(folder, *arguments.split())
    assert {*CLIENT, *PARTS} & found == {"bot.core"}


def test_pydantic_is_imported_only_to_read_a_config_or_an_issue(folder: Path) -> None:
    assert "pydantic" not in imported(folder, "items", ".")


@pytest.mark.parametrize("arguments", ["items . --json", "carry ."])
def test_rich_is_imported_for_tables_only(folder: Path, arguments: str) -> None:
    assert "rich" not in imported(folder, *arguments.split())
    assert "rich" in imported(folder, "items", ".")


def test_an_idle_server_has_nothing_that_reads_notes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import bot.cli.serve, json, sys; print(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    unneeded = {"markdown_it", "rapidfuzz", "rich", "tomllib", "wcmatch", "bot.core.items", "bot.github.repository"}
    assert unneeded & set(json.loads(done.stdout)) == set()


def test_help_lists_every_subcommand() -> None:
    shown = CliRunner().invoke(main, ["--help"]).output
    listed = shown.partition("Commands:\n")[2]
    assert [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "] == [
        *SUBCOMMANDS
    ]


@pytest.mark.parametrize("name", [name for name in SUBCOMMANDS if name != "demo"])
def test_a_subcommand_explains_itself(name: str) -> None:
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert shown.output.startswith(f"Usage: main {name}")


def test_an_unknown_subcommand_is_wrong_usage() -> None:
    shown = CliRunner().invoke(main, ["itmes"])
    assert shown.exit_code == 2
    assert "No such command 'itmes'" in shown.output
