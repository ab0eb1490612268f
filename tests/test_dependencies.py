"""pyproject.toml and the lock files: bounds, reasons, hashes, no addresses."""

import re
import tomllib

import pytest

from tests.support.paths import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
RUN_LOCK = (ROOT / "requirements-run.lock").read_text(encoding="utf-8")
LOCKS = [pytest.param(LOCK, id="development"), pytest.param(RUN_LOCK, id="running")]


def requirements() -> list[str]:
    """Every requirement of pyproject.toml, with extras and groups."""
    project = tomllib.loads(PYPROJECT)
    groups = project.get("dependency-groups", {}).values()
    optional = project["project"].get("optional-dependencies", {}).values()
    return [*project["project"]["dependencies"], *(one for group in (*groups, *optional) for one in group)]


def locked(lock: str = LOCK) -> dict[str, str]:
    """Package → version in a lock."""
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[\w,-]+\])?==([^ ;]+)", lock, re.MULTILINE))


def release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


@pytest.mark.parametrize("requirement", sorted(set(requirements())))
def test_each_dependency_has_bounds_a_reason_and_a_lock(requirement: str) -> None:
    name, low, high = re.fullmatch(r"([a-z0-9-]+)(?:\[[\w,]+\])?>=([\d.]+),<(\d+)", requirement, re.ASCII).groups()  # type: ignore[union-attr]
    above = re.findall(rf'^ *# (.+)\n *"{re.escape(requirement)}",$', PYPROJECT, re.MULTILINE)
    assert above != [], "a line above it says what it is for"
    assert release(low) <= release(locked()[name]) < release(high)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_and_holds_what_builds(lock: str) -> None:
    assert (
        re.findall(r"^.*(?:://|--(?:index|extra-index|find-links|trusted)|^-e|file:|\.whl).*$", lock, re.MULTILINE)
        == []
    )
    assert {"hatchling", "editables"} <= locked(lock).keys()
    pieces = re.split(r"\n(?=\S)", lock.strip())
    assert [piece.split()[0] for piece in pieces if "--hash=sha256:" not in piece] == []


def test_a_server_runs_what_was_tested_and_nothing_that_tests() -> None:
    project = tomllib.loads(PYPROJECT)
    running = locked(RUN_LOCK)
    assert running.items() <= locked().items()
    names = {re.split(r"[\[>]", one)[0] for one in project["project"]["dependencies"]}
    assert names <= running.keys()
    dev = {re.split(r"[\[>]", one)[0] for one in project["dependency-groups"]["dev"]}
    assert dev & running.keys() == set()
    assert "requirements-run.lock" in (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_stand_ins_lock_names_no_place() -> None:
    text = (ROOT / "tests" / "emulate" / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert "://" not in re.sub(r'"(?:url|funding)": "[^"]*"', "", text)
