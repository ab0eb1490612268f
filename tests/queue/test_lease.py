"""How long a process may write: by the times of its heartbeats."""

from dataclasses import dataclass

import pytest

from bot.queue.lease import Heartbeat, Lease, may_write


@dataclass(slots=True)
class Seconds:
    """A clock that a test sets."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


BEATS = [
    pytest.param([], 19.9, True, id="just begun"),
    pytest.param([], 20.0, False, id="no heartbeat for too long"),
    pytest.param([15, 30], 45, True, id="heartbeats in time"),
    pytest.param([15], 35, False, id="the last one is too old"),
    pytest.param([15, 36], 37, False, id="a gap between them"),
    pytest.param([25], 25, False, id="frozen, then beating again"),
]


@pytest.mark.parametrize(("beats", "at", "holds"), BEATS)
def test_a_lease_holds_while_heartbeats_are_stored(beats: list[float], at: float, holds: bool) -> None:
    clock = Seconds()
    heartbeat = Heartbeat(20.0, clock)
    lease = heartbeat.lease()
    for beat in beats:
        clock.now = 100 + beat
        heartbeat.record(heartbeat.now())
    clock.now = 100 + at
    assert lease.holds is holds


def test_what_begins_after_a_gap_has_a_lease_of_its_own() -> None:
    clock = Seconds()
    heartbeat = Heartbeat(20.0, clock)
    before = heartbeat.lease()
    clock.now += 30
    heartbeat.record(heartbeat.now())
    assert (before.holds, heartbeat.lease().holds) == (False, True)


def test_a_heartbeat_counts_from_when_it_was_sent() -> None:
    clock = Seconds()
    heartbeat = Heartbeat(20.0, clock)
    sent = heartbeat.now()
    clock.now += 19
    heartbeat.record(sent)
    assert heartbeat.fresh()
    clock.now += 1
    assert not heartbeat.fresh()


def test_without_a_job_everything_may_be_written() -> None:
    assert may_write()


def test_under_a_lease_its_end_forbids_writing_and_is_reported() -> None:
    lease, ends = Lease(), list[str]()
    with lease.working(on_end=lambda: ends.append("ended")):
        assert may_write()
        lease.end()
        assert not may_write()
    assert ends == ["ended"]
    assert may_write()


def test_the_end_of_a_lease_that_nothing_works_under_is_quiet() -> None:
    lease, ends = Lease(), list[str]()
    with lease.working(on_end=lambda: ends.append("ended")):
        pass
    lease.end()
    assert (ends, lease.holds) == ([], False)
