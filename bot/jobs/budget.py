"""How many commands a login may give in a repository within a while; the rest waits, so that it blocks nobody."""

import time
from collections.abc import Callable

from cachetools import LRUCache

from bot.queue.work import RunCommands
from bot.settings import CommandBudget


class Budget:
    """The commands that were given lately, by repository and login."""

    def __init__(self, limits: CommandBudget | None = None, now: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits or CommandBudget()
        self._now = now
        self._spent: LRUCache[tuple[int, str], dict[tuple[int, str], tuple[float, int]]] = LRUCache(10_000)
        """For the commands of each comment (its id and their digest) when they were run, and how many they were."""

    def affordable(self, repository: int, work: RunCommands) -> tuple[int, ...]:
        """Those comments whose commands may be run now; they are counted."""
        return tuple(comment for comment in work.comments if not self.wait(repository, work.of((comment,))))

    def wait(self, repository: int, work: RunCommands) -> float:
        """Seconds until the commands of a comment may be run; 0: now, and they are counted. A retry counts once.

        An edit of the comment brings other commands, which count again. Repeats in other comments are not counted.
        """
        said, count = (work.comment, work.digest), len(set(work.commands))
        now, key, seconds = self._now(), (repository, work.author.casefold()), self._limits.seconds
        most = self._limits.strangers if work.stranger else self._limits.commands
        spent = {one: each for one, each in self._spent.get(key, {}).items() if each[0] > now - seconds}
        if said not in spent and spent and sum(cost for _, cost in spent.values()) + count > most:
            return min(at for at, _ in spent.values()) + seconds - now
        spent.setdefault(said, (now, count))
        self._spent[key] = spent
        return 0.0
