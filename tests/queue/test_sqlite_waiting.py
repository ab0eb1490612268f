"""Whatever happens to jobs, a put folds into the one that waits and into no other."""

from collections import Counter
from functools import partial
from pathlib import Path
from random import Random

import pytest

from bot.queue.job import Job, Taken, Unfinished
from bot.queue.sqlite.admin import StoreAdmin
from bot.queue.sqlite.store import Change, Store
from tests.support.jobs import Clock, job, restore, tick_back

JOBS = (job(1), job(2), job(1, work=restore(1)), job(3, installation=2), job(1, work=tick_back(1)))


class Failing(Exception):
    """A change that spoils its transaction."""


def failing() -> None:
    raise Failing


class Jobs:
    """A store beside a count of what waits under each key; changed at random."""

    def __init__(self, path: Path, random: Random) -> None:
        self.path = path
        self.random = random
        self.waiting: Counter[str] = Counter()
        self.running: list[Taken] = []
        self.open()

    def open(self) -> None:
        self.store = Store(self.path, Clock(), debounce=0)

    def some_jobs(self, most: int) -> list[Job]:
        return self.random.choices(JOBS, k=self.random.randint(1, most))

    def is_new(self, put: Job) -> bool:
        is_new = not self.waiting[put.key]
        self.waiting[put.key] += is_new
        return is_new

    def put(self) -> None:
        puts = self.some_jobs(40)
        assert self.store.commit(puts) == [self.is_new(put) for put in puts]

    def claim(self) -> None:
        found = self.store.claim()
        if isinstance(found, Taken):
            self.waiting[found.job.key] -= 1
            self.running.append(found)

    def ended(self) -> Taken | None:
        """One of those that run, which runs no more."""
        return self.running.pop(self.random.randrange(len(self.running))) if self.running else None

    def done(self) -> None:
        if taken := self.ended():
            puts = self.some_jobs(2)
            made = self.store.commit([*puts, partial(self.store.done, taken), *puts])
            assert made == [*(self.is_new(put) for put in puts), None, *(False for _ in puts)]

    def requeue(self) -> None:
        if taken := self.ended():
            before, after = self.some_jobs(2), self.some_jobs(2)
            requeued = partial(self.store.requeue, taken, Unfinished(0, "why", failed=True))
            expected: list[object] = [self.is_new(put) for put in before]
            # An equal one that waits is folded into it.
            self.waiting[taken.job.key] += not self.waiting[taken.job.key]
            expected += [None, *(self.is_new(put) for put in after)]
            assert self.store.commit([*before, requeued, *after]) == expected

    def fail(self) -> None:
        """Nothing of a transaction happens that fails at its end."""
        made: list[Change] = [*self.some_jobs(3)]
        if self.running:
            taken = self.random.choice(self.running)
            made.append(partial(self.store.requeue, taken, Unfinished(0, "why", failed=True)))
        with pytest.raises(Failing):
            self.store.commit([*made, *self.some_jobs(3), failing])

    def give_up(self) -> None:
        if taken := self.ended():
            self.store.give_up(taken)
            self.waiting[taken.job.key] += 1

    def forget(self) -> None:
        gone = {put.key for put in JOBS if put.lane == 1}
        assert self.store.commit([partial(self.store.forget, 1)]) == [sum(self.waiting[key] for key in gone)]
        for key in gone:
            del self.waiting[key]

    def drop(self) -> None:
        ids = [listed.id for listed in self.store.admin.jobs()]

        def all_of(admin: StoreAdmin) -> int:
            return admin.drop(ids)

        self.store.commit([partial(self.store.change, all_of)])
        self.waiting.clear()

    def restart(self) -> None:
        self.store.close()
        self.waiting.update(taken.job.key for taken in self.running)
        self.running.clear()
        self.open()


@pytest.mark.parametrize("seed", range(10))
def test_whatever_happens_a_put_folds_into_what_waits(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    jobs = Jobs(tmp_path / "duly.db", random)
    often = [jobs.put, jobs.claim, jobs.claim, jobs.done, jobs.requeue, jobs.requeue, jobs.give_up, jobs.fail]
    for _ in range(200):
        random.choice([jobs.forget, jobs.drop, jobs.restart] if random.random() < 0.05 else often)()
        assert jobs.store.depth() == jobs.waiting.total() + len(jobs.running)
    jobs.store.close()


def test_an_id_is_never_given_again(tmp_path: Path) -> None:
    path, ids = tmp_path / "duly.db", []
    for _ in range(3):
        store = Store(path, Clock(), debounce=0)
        store.commit([job(1)])
        taken = store.claim()
        assert isinstance(taken, Taken)
        store.commit([partial(store.done, taken)])
        ids.append(taken.id)
        store.close()
    assert ids == sorted(set(ids))


@pytest.mark.parametrize("count", [1, 2, 31, 32, 33, 500])
def test_jobs_of_a_batch_are_kept_in_their_order(tmp_path: Path, count: int) -> None:
    store = Store(tmp_path / "duly.db", Clock(), debounce=0)
    store.commit([job(n + 1, installation=n + 1) for n in range(count)])
    taken = [store.claim() for _ in range(count)]
    assert [found.job.repository for found in taken if isinstance(found, Taken)] == [n + 1 for n in range(count)]
    store.close()
