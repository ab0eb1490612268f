"""Commands of one login within a while."""

from dataclasses import replace

from bot.jobs.budget import Budget
from bot.settings import CommandBudget
from tests.support.jobs import Clock, job, obey


def test_a_budget() -> None:
    clock = Clock()
    budget = Budget(CommandBudget(commands=3, seconds=60), now=clock)
    assert [budget.wait(1, "Eve", comment, 1) for comment in (1, 2, 3)] == [0, 0, 0]
    assert budget.wait(1, "eve", 4, 1) == 60
    assert budget.wait(1, "eve", 3, 1) == 0, "a retry counts once"
    assert (budget.wait(2, "eve", 5, 1), budget.wait(1, "bea", 6, 1)) == (0, 0), "each repository and login has its own"
    clock.now += 60
    assert budget.wait(1, "eve", 4, 1) == 0


def test_more_commands_in_one_comment_than_a_budget_has_are_run_alone() -> None:
    budget = Budget(CommandBudget(commands=3, seconds=60), now=Clock())
    assert budget.wait(1, "eve", 1, 20) == 0
    assert budget.wait(1, "eve", 2, 1) == 60


def test_a_stranger_has_a_smaller_budget() -> None:
    budget = Budget(now=Clock())
    assert [budget.wait(1, "eve", comment, 1, stranger=True) for comment in range(11)] == [0] * 10 + [600]
    assert [budget.wait(1, "ada", comment, 1) for comment in range(21)] == [0] * 20 + [600]


def test_syncs_go_before_the_commands_of_strangers() -> None:
    ranks = [job(work=work).rank for work in (obey(1), job().work, replace(obey(1), stranger=True))]
    assert ranks == sorted(ranks)
    assert len(set(ranks)) == 3
