"""The loop of every job: decide, answer what the decision asks, decide again."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from bot import metrics
from bot.core.issues.decide import decide
from bot.core.model.plan import Plan
from bot.core.model.questions import Questions
from bot.core.model.snapshot import Snapshot, Usual
from bot.github.git.proposed import Proposed
from bot.github.repository import Repository

ROUNDS = 6
"""How often a decision may ask for more. Each round answers all that was asked; more than a few would be a bug."""


class Draft(Protocol):
    """A decision; it is final where `ask` is empty."""

    @property
    def ask(self) -> Questions:
        """What has to be known for the decision."""


C = TypeVar("C")
D = TypeVar("D", bound=Draft)


async def settle(
    context: C, decide: Callable[[C], Awaitable[D]], answer: Callable[[C, Questions], Awaitable[C]]
) -> tuple[C, D]:
    """The final decision about `context`, and the context with every answer that it took."""
    for _ in range(ROUNDS):
        decision = await decide(context)
        if not decision.ask:
            return context, decision
        context = await answer(context, decision.ask)
    raise RuntimeError(f"still asking after {ROUNDS} rounds: {sorted(map(repr, decision.ask))}")


@dataclass(frozen=True, slots=True)
class Occasion:
    """Why a sync runs, as far as the decision depends on it; the fields are as in `Snapshot`, the tip as in `Repository.snapshot`."""

    previous_tip: str = ""
    approved: bool = False
    notes_approved: bool = False
    usual: Usual | None = None


PLAIN = Occasion()


async def gather(repository: Repository, occasion: Occasion = PLAIN) -> tuple[Snapshot, Plan]:
    """The state of a repository and the plan for it."""
    snapshot = await repository.snapshot(occasion.previous_tip)
    snapshot = replace(snapshot, usual=occasion.usual)
    snapshot = replace(snapshot, approved=occasion.approved, notes_approved=occasion.notes_approved)
    return await replan(repository, snapshot)


async def replan(repository: Repository, snapshot: Snapshot) -> tuple[Snapshot, Plan]:
    """The plan for a snapshot in which something has changed."""
    return await settle(snapshot, _plan, repository.answer)


async def gather_proposed(repository: Repository, proposed: Proposed) -> tuple[Snapshot, Plan]:
    """The state of a repository as it would be after the merge of a pull request, and the plan for it."""
    return await settle(await repository.snapshot(proposed=proposed), _plan, repository.answer)


async def _plan(snapshot: Snapshot) -> Plan:
    """The plan, decided in a thread: years of notes take a while."""
    begun = time.monotonic()
    plan = await asyncio.to_thread(decide, snapshot)
    metrics.DECISION_SECONDS.observe(time.monotonic() - begun)
    metrics.NOTES_READ.inc(len(snapshot.notes))
    return plan
