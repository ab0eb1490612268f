"""Settings of every test run: how many examples property tests try, which tests are slow, and a clean end at SIGTERM."""

import os
import signal
from collections import Counter
from types import FrameType

import pytest
import structlog
from hypothesis import HealthCheck, settings

from tests.support.properties import TIMES

# CI tries the same examples each time, so that it fails for a change and not by chance; runs of developers look for new ones.
settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", settings.get_profile("ci"), derandomize=False, max_examples=10)
settings.register_profile("many", settings.get_profile("dev"), max_examples=100 * TIMES)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "dev"))


def pytest_configure() -> None:
    """End at SIGTERM as at Ctrl-C, so that `make` leaves no worker and no server behind; and log plainly, which is fast."""
    signal.signal(signal.SIGTERM, _interrupt)
    structlog.configure([structlog.contextvars.merge_contextvars, structlog.processors.KeyValueRenderer()])


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all but each n-th row of a `sampled` test as slow, before `-m` chooses; the core, which waits for nothing, comes last.

    Its many short files leave no worker idle at the end of a run.
    """
    items.sort(key=lambda item: "tests/core/" in item.nodeid)
    rows: Counter[str] = Counter()
    for item in items:
        if marker := item.get_closest_marker("sampled"):
            test = item.nodeid.partition("[")[0]
            if rows[test] % marker.args[0]:
                item.add_marker(pytest.mark.slow)
            rows[test] += 1


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    # A second one ends the process at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    pytest.exit("SIGTERM", returncode=128 + signal.SIGTERM)
