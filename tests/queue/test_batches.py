"""Group commit: what is asked for together is done together."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.queue.batches import Batches, Outcome


class Doubled:
    """Doubles numbers and remembers the batches; a negative number fails, 0 spoils its batch."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.go = asyncio.Event()
        self.go.set()
        self.begun = asyncio.Event()

    async def __call__(self, numbers: Sequence[int]) -> Sequence[Outcome[int]]:
        self.batches.append(list(numbers))
        self.begun.set()
        await self.go.wait()
        if 0 in numbers:
            raise OSError("disk full")
        return [ValueError(str(number)) if number < 0 else (2 * number,) for number in numbers]


async def test_what_is_asked_together_is_one_batch() -> None:
    doubled = Doubled()
    batches = Batches(doubled)
    assert await asyncio.gather(*(batches.ask(number) for number in (1, 2, 3))) == [2, 4, 6]
    assert doubled.batches == [[1, 2, 3]]


async def test_while_a_batch_is_under_way_the_next_one_fills() -> None:
    doubled = Doubled()
    doubled.go.clear()
    batches = Batches(doubled, most=2)
    asked = [asyncio.create_task(batches.ask(1))]
    await doubled.begun.wait()
    asked += [asyncio.create_task(batches.ask(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    doubled.go.set()
    assert await asyncio.gather(*asked) == [2, 4, 6, 8]
    assert doubled.batches == [[1], [2, 3], [4]]


async def test_requests_that_come_one_by_one_after_a_large_batch_are_one_batch_again() -> None:
    doubled = Doubled()
    batches = Batches(doubled, pause=0.3)

    async def come(rounds: int) -> None:
        for _ in range(rounds):
            await asyncio.sleep(0)
        await batches.ask(1)

    await asyncio.gather(*(batches.ask(1) for _ in range(5)))
    await asyncio.gather(*map(come, range(5)))
    # One alone waits once, and no longer.
    for _ in range(3):
        await batches.ask(1)
    assert [len(batch) for batch in doubled.batches] == [5, 5, 1, 1, 1]


async def test_a_request_that_fails_spoils_no_other() -> None:
    batches = Batches(Doubled())
    good, bad = await asyncio.gather(batches.ask(1), batches.ask(-1), return_exceptions=True)
    assert good == 2
    assert isinstance(bad, ValueError)


async def test_a_batch_that_fails_rises_where_it_was_asked_for_and_the_next_one_is_done() -> None:
    batches = Batches(Doubled())
    ended = await asyncio.gather(batches.ask(0), batches.ask(1), return_exceptions=True)
    assert [str(end) for end in ended] == ["disk full"] * 2
    assert await batches.ask(1) == 2


async def test_whoever_goes_away_leaves_the_others_their_answers() -> None:
    doubled = Doubled()
    doubled.go.clear()
    batches = Batches(doubled)
    gone, stays = (asyncio.create_task(batches.ask(number)) for number in (1, 2))
    await doubled.begun.wait()
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    doubled.go.set()
    assert await stays == 4
    assert gone.cancelled()


async def test_finishing_waits_for_all() -> None:
    doubled = Doubled()
    batches = Batches(doubled, most=1)
    asked = [asyncio.create_task(batches.ask(number)) for number in (1, 2, 3)]
    await asyncio.sleep(0)
    await batches.finish()
    assert await asyncio.wait_for(asyncio.gather(*asked), 0.1) == [2, 4, 6]
    with pytest.raises(OSError, match="disk full"):
        await batches.ask(0)


async def test_requests_of_one_asker_are_one_batch_with_an_outcome_for_each() -> None:
    doubled = Doubled()
    batches = Batches(doubled, most=2)
    outcomes, other = await asyncio.gather(batches.ask_all([1, -1, 3]), batches.ask_all([4]))
    assert [str(one) for one in outcomes] == ["(2,)", "-1", "(6,)"]
    assert other == [(8,)]
    assert doubled.batches == [[1, -1, 3], [4]]


async def test_a_batch_that_fails_is_the_outcome_of_each_request() -> None:
    assert [str(one) for one in await Batches(Doubled()).ask_all([0, 1])] == ["disk full"] * 2
