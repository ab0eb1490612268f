"""What a plan holds back because there is too much of it."""

from collections.abc import Sequence

from bot.core.config.schema import Config
from bot.core.issues import reminder
from bot.core.issues.case import Decision
from bot.core.model.plan import Change, Close, Comment, Held, Open
from bot.core.model.snapshot import Snapshot, Usual
from bot.core.text.code import code

FAR_MORE = 3
"""After an upgrade so many times what was usual is held."""
FEW = 5
"""Changes of a kind that are never held for an upgrade."""


def braked(
    changes: Sequence[Change], snapshot: Snapshot, config: Config
) -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """The changes that go on and those that are held: none are once a person has approved them."""
    if snapshot.approved:
        return tuple(changes), ()
    kept, held = brake(changes, config, snapshot.config_path)
    kept, since_upgrade = _upgrade_brake(kept, snapshot.usual)
    return kept, (*held, *since_upgrade)


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
            held.append(Held(name, found, message, approvable=True, too_many=True))
    return _without(changes, held), tuple(held)


def _upgrade_brake(changes: Sequence[Change], usual: Usual | None) -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """Holds back all changes of a kind of which the first plan after an upgrade of Duly has far more than was usual."""
    if usual is None:
        return tuple(changes), ()
    held = []
    for kind, name, most in ((Open, "open", usual.opened), (Close, "close", usual.closed)):
        found = tuple(change for change in changes if isinstance(change, kind))
        if len(found) > max(FEW, FAR_MORE * most):
            message = (
                f"Held: {len(found)} issues to {name} are far more than the last syncs had (at most {most}), and Duly was "
                f"upgraded since (from {usual.version}), so the new version may read these notes in another way. "
                "If they are right, comment `/approve` on any issue or pull request."
            )
            held.append(Held(name, found, message, approvable=True, too_many=True))
    return _without(changes, held), tuple(held)


def _without(changes: Sequence[Change], held: Sequence[Held]) -> tuple[Change, ...]:
    """The changes that are not held. A comment that reports a close waits with it."""
    stopped = {id(change) for one in held for change in one.changes}
    numbers = {change.number for one in held for change in one.changes if isinstance(change, Close)}
    return tuple(c for c in changes if id(c) not in stopped and not (isinstance(c, Comment) and c.number in numbers))


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
    return (Held("remind", found, message, approvable=True),)
