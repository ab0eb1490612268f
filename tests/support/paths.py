"""Where the things stand that tests read but the project does not hold."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
SEED = CORPUS / "conda-forge" / "2020-08-26.md"


def need(what: Path | str) -> None:
    """Skip the test where a path or a program is missing; in CI that is a failure, for there it must run."""
    present = what.exists() if isinstance(what, Path) else shutil.which(what) is not None
    if present:
        return
    reason = f"{what} is not on this machine"
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI must run this test")
    pytest.skip(reason)
