"""Settings of every test run: how many examples property tests try, and a clean end at SIGTERM."""

import os
import signal
from types import FrameType

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", settings.get_profile("ci"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "dev"))


def pytest_configure() -> None:
    """End at SIGTERM as at Ctrl-C, so that `make` leaves no worker and no server behind."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    # A second one ends the process at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    pytest.exit("SIGTERM", returncode=128 + signal.SIGTERM)
