"""What a plan holds back because there is too much of it."""

from collections.abc import Sequence

from bot.core.config.schema import Config
from bot.core.issues import reminder
from bot.core.issues.case import Decision
from bot.core.model.plan import Change, Close, Comment, Held, Open
from bot.core.text.code import code


def brake(changes: Sequence[Change], config: Config, path: str) -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """Holds back all changes of a kind of which there are too many; the rest goes on. `path` is the config's."""
    held = []
    for kind, name, limit, key in (
        (Open, "open", config.max_new_issues, "max_new_issues"),
        (Close, "close", config.max_closes, "max_closes"),
    ):
        found = tuple(change for change in changes if isinstance(change, kind))
        if len(found) > limit:
            message = (
                f"Held: {len(found)} issues to {name} are more than `{key}: {limit}` allows. "
                f"If that is right, comment `/approve` on any issue or pull request, or set `{key}: {len(found)}` in {code(path)}; "
                "it can go back afterwards."
            )
            held.append(Held(name, found, message))
    stopped = {id(change) for one in held for change in one.changes}
    # A comment that tells of a close waits with it.
    numbers = {change.number for one in held for change in one.changes if isinstance(change, Close)}
    kept = (c for c in changes if id(c) not in stopped and not (isinstance(c, Comment) and c.number in numbers))
    return tuple(kept), tuple(held)


def reminders_held(decisions: Sequence[Decision], config: Config, path: str) -> tuple[Held, ...]:
    """Where the config has just begun to ask for reminders, all that is carried would be reminded of at once.

    `path` is the config's.
    """
    found = tuple(
        change
        for decision in decisions
        for change in decision.changes
        if isinstance(change, Comment) and change.key == reminder.KEY
    )
    if len(found) <= config.max_new_issues:
        return ()
    message = (
        f"Held: {len(found)} reminders are more than `max_new_issues: {config.max_new_issues}` allows. "
        f"If that is right, comment `/approve` on any issue or pull request, or set it to {len(found)} in {code(path)}; "
        "it can go back afterwards."
    )
    return (Held("remind", found, message),)
