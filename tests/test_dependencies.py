"""pyproject.toml and the lock files: bounds, reasons, hashes, no addresses."""

import re
import tomllib

import pytest

from tests.support.paths import ROOT

PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


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
    name, low, high = re.fullmatch(r"([a-z0-9-]+)(?:\[[\w,]+\])?>=([\d.]+),<(\d+)", requirement, re.ASCII).groups()  # type: ignore[union-attr]
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
