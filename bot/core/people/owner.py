"""Somebody whom a line names."""

from bot.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Owner:
    """A name as written, without parentheses and `@`; `at`: it was written `@login` or `@org/team`."""

    name: str
    at: bool = False

    @property
    def team(self) -> bool:
        """Whether it is a team of an organisation."""
        return self.at and "/" in self.name
