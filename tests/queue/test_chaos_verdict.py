"""The judge of the chaos tests sees what it has to see."""

import pytest

from tests.support.chaos.verdict import overlaps, takeovers
from tests.support.chaos.watch import Run, Write

FIRST, SECOND = Run(1, 10, 0.0, 10.0), Run(1, 20, 5.0, 15.0)
OVERLAPS = [
    pytest.param([FIRST], Write(3.0, 1, 10, "w"), False, id="one run"),
    pytest.param([FIRST, SECOND], Write(3.0, 1, 10, "w"), False, id="before the second begins"),
    pytest.param([FIRST, SECOND], Write(6.0, 1, 10, "w"), True, id="while the second is at work"),
    pytest.param([FIRST, SECOND], Write(6.0, 1, 20, "w"), False, id="by the second"),
    pytest.param([Run(1, 10, 0.0, None), SECOND], Write(16.0, 1, 10, "w"), True, id="a run without an end"),
    pytest.param([FIRST, Run(1, 20, 11.0, 15.0)], Write(12.0, 1, 20, "w"), False, id="one after the other"),
    pytest.param([FIRST, Run(2, 20, 5.0, 15.0)], Write(6.0, 1, 10, "w"), False, id="two lanes"),
    pytest.param([FIRST, SECOND, Run(1, 10, 16.0, 20.0)], Write(17.0, 1, 10, "w"), False, id="back again"),
]


@pytest.mark.parametrize(("runs", "write", "found"), OVERLAPS)
def test_overlaps(runs: list[Run], write: Write, found: bool) -> None:
    assert overlaps(runs, [write]) == ([write] if found else [])


KILLED = Run(1, 10, 0.0, None)
TAKEOVERS = [
    pytest.param([KILLED], [], [], id="nobody yet"),
    pytest.param([KILLED, Run(1, 20, 40.0, 50.0)], [], [(37.0, False)], id="another one"),
    pytest.param([KILLED, Run(2, 20, 5.0, 9.0), Run(1, 20, 40.0, 50.0)], [], [(37.0, False)], id="another lane before"),
    pytest.param([KILLED, Run(1, 20, 70.0, None)], [3.0, 30.0], [(67.0, True)], id="disturbed"),
    pytest.param([FIRST, SECOND], [], [], id="ended before the kill"),
]


@pytest.mark.parametrize(("runs", "faults", "found"), TAKEOVERS)
def test_takeovers(runs: list[Run], faults: list[float], found: list[tuple[float, bool]]) -> None:
    assert [(one.seconds, one.disturbed) for one in takeovers(runs, {10: 3.0}, faults)] == found
