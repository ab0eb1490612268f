"""Commands of one login within a while."""

from dataclasses import replace

from bot.jobs.budget import Budget
from bot.queue.work import RunCommands
from bot.settings import CommandBudget
from tests.support.jobs import Clock, job, obey


def said(
    comment: int, count: int = 1, *, by: str = "eve", stranger: bool = False, word: str = "actions"
) -> RunCommands:
    """A comment with so many commands, all different."""
    return replace(obey(comment, *(f"/{word} {n}" for n in range(count))), author=by, stranger=stranger)


def test_a_budget() -> None:
    clock = Clock()
    budget = Budget(CommandBudget(commands=3, seconds=60), now=clock)
    assert [budget.wait(1, said(comment, by="Eve")) for comment in (1, 2, 3)] == [0, 0, 0]
    assert budget.wait(1, said(4)) == 60
    assert budget.wait(1, said(3)) == 0, "a retry counts once"
    assert (budget.wait(2, said(5)), budget.wait(1, said(6, by="bea"))) == (0, 0), (
        "each repository and login has its own"
    )
    clock.now += 60
    assert budget.wait(1, said(4)) == 0


def test_an_edit_that_brings_other_commands_counts_again() -> None:
    budget = Budget(CommandBudget(commands=3, seconds=60), now=Clock())
    waits = [budget.wait(1, said(1, 2, word=word)) for word in ("done", "drop", "help")]
    assert waits == [0, 60, 60]


def test_repeats_are_run_as_far_as_the_budget_goes() -> None:
    clock = Clock()
    budget = Budget(CommandBudget(commands=3, seconds=60), now=clock)
    work = said(1).of((1, 2, 3, 4, 5))
    assert [budget.affordable(1, each) for each in (work, work.of((4, 5)))] == [(1, 2, 3), ()]
    assert budget.affordable(1, work) == (1, 2, 3), "a retry counts once"
    clock.now += 60
    assert budget.affordable(1, work.of((4, 5))) == (4, 5)


def test_more_commands_in_one_comment_than_a_budget_has_are_run_alone() -> None:
    budget = Budget(CommandBudget(commands=3, seconds=60), now=Clock())
    assert budget.wait(1, said(1, 20)) == 0
    assert budget.wait(1, said(2)) == 60


def test_a_stranger_has_a_smaller_budget() -> None:
    budget = Budget(now=Clock())
    assert [budget.wait(1, said(comment, stranger=True)) for comment in range(11)] == [0] * 10 + [600]
    assert [budget.wait(1, said(comment, by="ada")) for comment in range(21)] == [0] * 20 + [600]


def test_syncs_go_before_the_commands_of_strangers() -> None:
    ranks = [job(work=work).rank for work in (obey(1), job().work, replace(obey(1), stranger=True))]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3
