"""The new issue that a decision opens, and the decision without it."""

from dataclasses import replace

from bot.core.issues.case import Decision
from bot.core.model.account import Standing
from bot.core.model.plan import Open
from bot.core.model.questions import NO_QUESTIONS


def opening(decision: Decision) -> Open | None:
    """The issue that a decision opens."""
    return next((change for change in decision.changes if isinstance(change, Open)), None)


def first_opening(decision: Decision) -> Open | None:
    """The first issue of an item; one that goes on from an issue of ours is none, because that issue counts."""
    opened = opening(decision)
    return opened if opened and "." not in opened.key else None


def without_opening(decision: Decision, note: str, standing: Standing = Standing.HELD) -> Decision:
    """The decision without its changes; `note` says in the report why."""
    tracked = replace(decision.tracked, note=note, standing=standing)
    return replace(decision, changes=(), ask=NO_QUESTIONS, tracked=tracked)
