"""How many commands a stranger may give in a repository within a while; the rest waits, so that it blocks nobody."""

import time
from collections.abc import Callable

from cachetools import LRUCache

COMMANDS = 10
"""Commands of one login in one repository …"""
SECONDS = 600.0
"""… within so many seconds."""


class Budget:
    """The commands that were given lately, by repository and login."""

    def __init__(self, commands: int = COMMANDS, seconds: float = SECONDS, now: Callable[[], float] = time.monotonic):
        self._commands = commands
        self._seconds = seconds
        self._now = now
        self._spent: LRUCache[tuple[int, str], dict[int, tuple[float, int]]] = LRUCache(10_000)
        """For each comment when its commands were run, and how many they were."""

    def wait(self, repository: int, login: str, comment: int, count: int) -> float:
        """Seconds until the commands of a comment may be run; 0: now, and they are counted. A retry counts once."""
        now, key = self._now(), (repository, login.casefold())
        spent = {one: each for one, each in self._spent.get(key, {}).items() if each[0] > now - self._seconds}
        if comment not in spent and spent and sum(cost for _, cost in spent.values()) + count > self._commands:
            return min(at for at, _ in spent.values()) + self._seconds - now
        spent.setdefault(comment, (now, count))
        self._spent[key] = spent
        return 0.0
