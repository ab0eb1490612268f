"""Which file of a repository is the config, and which are notes."""

from collections.abc import Container

from bot.core.config.globs import markdown, matches
from bot.core.config.problem import Problem
from bot.core.config.schema import PATHS, Config


def config_path(paths: Container[str]) -> tuple[str | None, tuple[Problem, ...]]:
    """The path of the config among the files of a repository; None where there is none, or two, which is a problem."""
    found = [path for path in PATHS if path in paths]
    if len(found) > 1:
        return None, (Problem(found[1], 0, f"{found[0]} is a config too; delete one of them", serious=True),)
    return next(iter(found), None), ()


def selects(config: Config, path: str) -> str | None:
    """The series of the file at `path`: the first glob that matches it, "" without globs, None where it is no note.

    Notes are Markdown, whatever a glob matches. Whether the note has a date is decided where it is read.
    """
    if not markdown(path) or any(matches(glob[1:], path) for glob in config.notes if glob.startswith("!")):
        return None
    globs = [glob for glob in config.notes if not glob.startswith("!")]
    if globs:
        return next((glob for glob in globs if matches(glob, path)), None)
    # A path given on the command line may start with `..`, which is no hidden folder.
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in path.split("/"))
    return None if hidden else ""
