"""What a fleet with faults did wrong, and how long takeovers took."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.support.chaos.watch import Run, Write


@dataclass(frozen=True, slots=True)
class Takeover:
    """A lane whose process was killed in the middle of a job; `seconds` until another one began a job of it."""

    lane: int
    seconds: float
    disturbed: bool
    """Another fault happened meanwhile, which may have been the next process."""


def overlaps(runs: Sequence[Run], writes: Sequence[Write]) -> list[Write]:
    """Writes that a process made in a job after another process had begun a later job of the same lane."""
    by_lane: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_lane[run.lane].append(run)
    return [write for write in writes if _overlaps(write, by_lane[write.lane])]


def _overlaps(write: Write, runs: Iterable[Run]) -> bool:
    own = max((run for run in runs if run.pid == write.pid and run.begin <= write.at), key=_begin, default=None)
    if own is None:
        return False
    return any(run.pid != own.pid and own.begin < run.begin < write.at and _lasts(own, run.begin) for run in runs)


def _lasts(run: Run, until: float) -> bool:
    return run.end is None or run.end > until


def _begin(run: Run) -> float:
    return run.begin


def takeovers(runs: Sequence[Run], killed: Mapping[int, float], faults: Sequence[float]) -> list[Takeover]:
    """For each job that a kill cut off: when its lane went on. `killed` are process ids and times, `faults` the times of all."""
    found = []
    for cut in runs:
        if cut.end is not None or cut.pid not in killed:
            continue
        at = killed[cut.pid]
        begins = [run.begin for run in runs if run.lane == cut.lane and run.pid != cut.pid and run.begin > at]
        if begins:
            went_on = min(begins)
            found.append(Takeover(cut.lane, went_on - at, any(at < fault < went_on for fault in faults)))
    return found
