"""The console and the form of tables."""

import os
import sys

from rich.console import Console
from rich.table import Table

PIPED = 160
"""Columns of output that goes to a pipe or a file, which has no width of its own."""


def console() -> Console:
    """Standard output. Markup, emoji and highlighting are off, since what is printed comes from notes."""
    width = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED
    return Console(markup=False, emoji=False, highlight=False, width=width)


def table(*columns: str, expand: bool = True) -> Table:
    """A table without borders."""
    return Table(*columns, box=None, header_style="bold", pad_edge=False, expand=expand, padding=(0, 2, 0, 0))
