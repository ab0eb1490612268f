"""What the look at the meetings found, for the check run of a sync."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import structlog

from bot.core.config.problem import Problem
from bot.core.model.plan import Plan
from bot.core.model.snapshot import Snapshot
from bot.github.repository import Repository

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What was found while the meetings were looked at: sentences for the account, and what people can correct."""

    said: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: "Remarks") -> "Remarks":
        """Both."""
        return Remarks((*self.said, *other.said), (*self.problems, *other.problems))

    def on(self, plan: Plan) -> Plan:
        """The plan with these in its report."""
        account = replace(plan.account, meetings=self.said) if plan.account else None
        return replace(plan, account=account, problems=(*plan.problems, *self.problems))


MeetingTasks = Callable[[Snapshot, Plan], Awaitable[Remarks]]
"""What is done for meetings when the issues of their lines are in step, before the check run: it has the remarks."""


def no_note(repository: Repository, why: str, wrong_in: str = "") -> Remarks:
    """Why the next meeting has no note; `wrong_in` is the path of what people can correct, empty where it only has to wait."""
    log.info("no note prepared", repository=repository.full_name, **repository.loggable(reason=why))
    problem = Problem(wrong_in, 0, f"`next`: no note is made: {why}") if wrong_in else None
    return Remarks((f"Next meeting: {why}.",), (problem,) if problem else ())


async def no_meeting_tasks(_snapshot: Snapshot, _plan: Plan) -> Remarks:
    """Where only the issues are looked after."""
    return Remarks()
