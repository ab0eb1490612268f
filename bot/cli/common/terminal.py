"""Messages and progress on stderr. rich is imported only if stderr is a terminal: that takes longer than most subcommands."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

from bot.core.config.problem import Problem

T = TypeVar("T")


def say(text: str) -> None:
    """Print a line on stderr."""
    click.echo(text, err=True)


def show_problems(problems: Iterable[Problem]) -> None:
    """One line each on stderr, as compilers write them: `path:line:column: message`."""
    for problem in problems:
        say(click.style(str(problem), fg="red" if problem.serious else "yellow"))


@contextmanager
def status(text: str) -> Iterator[Callable[[], None]]:
    """Show `text` on stderr while something takes its time, if that is a terminal. Yields a function that ends it early."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.status import Status

    with Status(text, console=Console(stderr=True)) as shown:
        yield shown.stop


def progress(each: Sequence[T], text: str) -> Iterable[T]:
    """`each`, with a progress bar on stderr while it is iterated, if that is a terminal."""
    if len(each) < 2 or not sys.stderr.isatty():
        return each
    from rich.console import Console
    from rich.progress import track

    return track(each, text, console=Console(stderr=True), transient=True)
