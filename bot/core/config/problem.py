"""What a person can correct. It stands here because the config, which every other package imports, has problems too."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What a person can correct: where it stands, what is wrong, and the way out.

    `line` and `column` are 1-based; 0 means the file as a whole. `path` is empty for a problem of an issue.
    """

    path: str
    line: int
    message: str
    column: int = 0
    serious: bool = False

    @property
    def place(self) -> str:
        """`path:line:column`, without the parts that are 0."""
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])

    def __str__(self) -> str:
        """`path:line:column: message`, or the message alone where there is no path."""
        return f"{self.place}: {self.message}" if self.place else self.message
