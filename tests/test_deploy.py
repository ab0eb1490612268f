"""The wheel, and the steps of Dockerfile, compose file, unit and Procfile, checked without an engine for containers."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from configparser import RawConfigParser
from pathlib import Path

import pytest
import yaml

import bot
from bot.cli.main import SUBCOMMANDS
from tests.support.paths import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
STEPS = [line.split(maxsplit=1) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
SETTINGS = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")


def steps(kind: str) -> list[str]:
    """The arguments of each step of a kind."""
    return [rest for name, rest in STEPS if name == kind]


def copied() -> list[str]:
    """What the build takes from the checkout."""
    return [path for step in steps("COPY") if "--from" not in step for path in step.split()[:-1]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from exactly what the Dockerfile copies, by the commands that are installed here."""
    source, made = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for path in copied():
        here = ROOT / path
        if here.is_dir():
            shutil.copytree(here, source / path, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, source / path)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(command, cwd=source, capture_output=True, timeout=60, check=True)
    return next(made.glob("*.whl"))


def installed(wheel: Path, folder: Path) -> Path:
    """The command `duly` in an environment of its own, as `pipx install` makes it; the packages that it needs are those here."""
    for command in (
        [sys.executable, "-m", "venv", "--without-pip", str(folder)],
        [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python"), "install", "--no-deps", str(wheel)],
    ):
        subprocess.run(command, capture_output=True, timeout=120, check=True)
    (site,) = folder.glob("lib/python3*/site-packages")
    # A checkout that is installed here must not be seen from there.
    needed = [Path(path) for path in sys.path if path.endswith("site-packages")]
    (site / "needed.pth").write_text("\n".join(map(str, needed)), encoding="utf-8")
    return folder / "bin" / "duly"


def test_installing_the_wheel_gives_the_command(wheel: Path, tmp_path: Path) -> None:
    duly = installed(wheel, tmp_path / "venv")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2024-03-05.md").write_text(
        "# Meeting\n\n## Action items\n\n* [ ] paint the wall\n", encoding="utf-8"
    )
    where = "import bot; print(bot.__file__)"
    runs: list[tuple[list[str | Path], str]] = [
        ([duly, "--version"], bot.__version__),
        ([duly, "init", "--dry-run", "notes"], "Duly would have opened 1 issue"),
        ([duly, "schema"], "$schema"),
        ([duly.with_name("python"), "-c", where], str(tmp_path / "venv")),
    ]
    for command, said in runs:
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode, said in done.stdout) == (0, True), f"{command}: {done.stdout}{done.stderr}"


def test_the_wheel_holds_what_the_program_reads(wheel: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(wheel, tmp_path, "zip")
    files = (path.relative_to(ROOT) for path in (ROOT / "bot").rglob("*") if path.is_file())
    others = {path for path in files if "__pycache__" not in path.parts}
    assert {path for path in others if not (tmp_path / path).is_file()} == set()
    assert (tmp_path / "bot" / "app.yml").is_file()


def test_the_build_copies_files_that_are_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert [path for path in copied() if not (ROOT / path).exists() or path in ignored] == []


def test_the_build_installs_by_the_lock_alone() -> None:
    installs = re.findall(r"pip install ([^&\n]*)", DOCKERFILE)
    assert len(installs) == 2
    assert "--require-hashes --requirement requirements-run.lock" in installs[0]
    assert "--no-deps --no-build-isolation ." in installs[1]
    # What builds is in the lock, since the second step fetches nothing.
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    locked = (ROOT / "requirements-run.lock").read_text(encoding="utf-8")
    assert [name for name in needs if not re.search(rf"^{re.split('[<>=~ ]', name)[0]}==", locked, re.MULTILINE)] == []


def test_the_image_runs_a_subcommand_as_somebody_without_rights() -> None:
    assert json.loads(steps("ENTRYPOINT")[0]) == ["duly"]
    (command,) = json.loads(steps("CMD")[0])
    assert command in SUBCOMMANDS
    assert steps("USER") == ["duly"]
    assert next(name for name, _ in reversed(STEPS) if name in {"USER", "ENTRYPOINT"}) == "ENTRYPOINT"
    given = dict(pair.split("=", 1) for pair in steps("ENV")[0].split())
    assert (given["HOST"], given["DULY_HOME"]) == ("0.0.0.0", steps("VOLUME")[0])


def test_the_health_check_answers_for_a_server_that_lives(tmp_path: Path) -> None:
    text = next(rest for _, rest in STEPS if "urlopen" in rest)
    command = json.loads(text[text.index("[") :])
    port = "18923"
    environment = {
        "PATH": os.environ["PATH"],
        "PORT": port,
        "DULY_HOME": str(tmp_path),
        "PUBLIC_URL": "https://a.example",
    }
    check = [sys.executable, *command[1:]]
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        assert any("open this address" in line for line in server.stdout)
        assert subprocess.run(check, env=environment, capture_output=True, timeout=30, check=False).returncode == 0
    finally:
        server.terminate()
        server.wait(30)
    assert subprocess.run(check, env=environment, capture_output=True, timeout=30, check=False).returncode != 0


def test_the_compose_file_starts_subcommands_with_settings_that_exist() -> None:
    services = COMPOSE["services"]
    for name in ("web", "work"):
        command, *options = services[name]["command"]
        assert command in ({"web": "serve", "work": "work"}[name],)
        assert options in ([], ["--no-work"])
        assert [one for one in services[name]["environment"] if f"`{one}`" not in SETTINGS] == []
        assert [volume.partition(":")[0] for volume in services[name]["volumes"]] == ["data"]
        assert set(services[name]["depends_on"]) <= services.keys()
    assert {volume.partition(":")[0] for one in services.values() for volume in one["volumes"]} == COMPOSE[
        "volumes"
    ].keys()


def test_the_unit_starts_the_server_and_lets_it_end() -> None:
    unit = RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign] # the names of keys as they are
    unit.read(ROOT / "deploy" / "duly.service", encoding="utf-8")
    service = unit["Service"]
    program, command = shlex.split(service["ExecStart"])
    assert (Path(program).name, command in SUBCOMMANDS) == ("duly", True)
    assert service["Environment"] == f"DULY_HOME=/var/lib/{service['StateDirectory']}"
    # A worker has 8 seconds for what it does, and the server some for open answers.
    assert int(service["TimeoutStopSec"]) >= 15


def test_the_procfile_starts_subcommands() -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    commands = [shlex.split(line.partition(":")[2]) for line in lines]
    assert [command[:3] for command in commands] == [["python", "-m", "bot"]] * len(commands)
    assert {command[3] for command in commands} <= set(SUBCOMMANDS)
