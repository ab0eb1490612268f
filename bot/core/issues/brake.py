"""What a plan holds back because there is too much of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot.core.config.schema import Config
from bot.core.issues import reminder
from bot.core.issues.case import Decision
from bot.core.model.plan import Change, Close, Comment, Held, Open
from bot.core.model.snapshot import Snapshot, Usual
from bot.core.text.code import code

_FAR_MORE = 3
"""After an upgrade so many times what was usual is held."""
_FEW = 5
"""Changes of a kind that are never held for an upgrade."""


@dataclass(frozen=True, slots=True)
class _Limit:
    """The most changes of a kind that go on, and the words for a number that is more."""

    kind: type[Open | Close]
    name: str
    most: int
    reason: Callable[[int], str]


def braked(
    changes: Sequence[Change], snapshot: Snapshot, config: Config
) -> tuple[tuple[Change, ...], tuple[Held, ...]]:
    """The changes that go on and those that are held: none are once a person has approved them.

    Of a kind of which there are too many all are held.
    """
    if snapshot.approved:
        return tuple(changes), ()
    held: dict[str, Held] = {}
    for limit in (*_by_config(config, snapshot.config_path), *_since_upgrade(snapshot.usual)):
        found = tuple(change for change in changes if isinstance(change, limit.kind))
        if len(found) > limit.most and limit.name not in held:
            message = f"Held: {limit.reason(len(found))}"
            held[limit.name] = Held(limit.name, found, message, approvable=True, too_many=True)
    return _without(changes, tuple(held.values())), tuple(held.values())


def _by_config(config: Config, path: str) -> Iterator[_Limit]:
    """What the config allows; `path` is the config's."""
    opens, closes = config.max_new_issues, config.max_closes
    yield _Limit(Open, "open", opens, partial(_not_allowed, "issues to open", "max_new_issues", opens, path))
    yield _Limit(Close, "close", closes, partial(_not_allowed, "issues to close", "max_closes", closes, path))


def _not_allowed(what: str, key: str, most: int, path: str, count: int) -> str:
    return (
        f"{count} {what} are more than `{key}: {most}` allows. If that is right, comment `/approve` on any issue or "
        f"pull request, or set `{key}: {count}` in {code(path)}; it can go back afterwards."
    )


def _since_upgrade(usual: Usual | None) -> Iterator[_Limit]:
    """What the first plan after an upgrade of Duly may have; `usual` is what the last ones had."""
    if usual is None:
        return
    for kind, name, most in ((Open, "open", usual.opened), (Close, "close", usual.closed)):
        yield _Limit(
            kind, name, max(_FEW, _FAR_MORE * most), partial(_far_more, f"issues to {name}", most, usual.version)
        )


def _far_more(what: str, most: int, version: str, count: int) -> str:
    return (
        f"{count} {what} are far more than the last syncs had (at most {most}), and Duly was upgraded since (from {version}), "
        "so the new version may read these notes in another way. If they are right, comment `/approve` on any issue or pull request."
    )


def _without(changes: Sequence[Change], held: Sequence[Held]) -> tuple[Change, ...]:
    """The changes that are not held. A comment that reports a close waits with it."""
    stopped = {id(change) for one in held for change in one.changes}
    numbers = {change.number for one in held for change in one.changes if isinstance(change, Close)}
    return tuple(c for c in changes if id(c) not in stopped and not (isinstance(c, Comment) and c.number in numbers))


def held_reminders(decisions: Sequence[Decision], config: Config, path: str) -> tuple[Held, ...]:
    """The reminders, where there are too many: a config that has just begun to ask for them would send one for all that is carried.

    `path` is the config's.
    """
    changes = (change for decision in decisions for change in decision.changes)
    found = tuple(change for change in changes if isinstance(change, Comment) and change.key == reminder.KEY)
    most = config.max_new_issues
    if len(found) <= most:
        return ()
    message = f"Held: {_not_allowed('reminders', 'max_new_issues', most, path, len(found))}"
    return (Held("remind", found, message, approvable=True),)
