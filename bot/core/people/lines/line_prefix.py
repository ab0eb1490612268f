"""What stands in front of a line's words."""

from collections.abc import Callable

from bot.core.people.owner import Owner
from bot.core.values import dataclass


@dataclass(frozen=True, slots=True)
class LinePrefix:
    """What stands in front of the words, and the words. `tagged`: the owner stands in parentheses or brackets."""

    text: str
    owners: tuple[Owner, ...] = ()
    placeholder: bool = False
    marker: str | None = None
    tagged: bool = False
    done: bool = False
    """The marker says so itself: `AI (done): …`."""

    @property
    def says(self) -> bool:
        """Whether anything stands in front of the words."""
        return bool(self.owners or self.placeholder or self.marker)


ReadPrefix = Callable[[str], LinePrefix]
"""`read_prefix` with the people and the habits of a note."""
