"""Which file of a repository is the config, and which are notes."""

import re
from collections.abc import Container, Iterable
from functools import cache

from bot.core.config.globs import in_other_form, markdown, matches, readable, restructured
from bot.core.config.problem import Problem
from bot.core.config.schema import PATHS, Config
from bot.core.words import all_words
from bot.core.words.phrases import any_of

_DATE = re.compile(r"\d{4}\D?\d\d\D?\d\d")
_WORDS = re.compile(r"[\W_]+")
_PACKAGES = "node_modules"


def config_path(paths: Container[str]) -> tuple[str | None, tuple[Problem, ...]]:
    """The path of the config among the files of a repository; None where there is none, or two, which is a problem."""
    found = [path for path in PATHS if path in paths]
    if len(found) > 1:
        return None, (Problem(found[1], 0, f"{found[0]} is a config too; delete one of them", serious=True),)
    return next(iter(found), None), ()


def is_template(path: str) -> bool:
    """Whether the file at `path` is a template for notes or for issues: its name says so, or that of a folder above it."""
    *folders, name = path.split("/")
    if not readable(path) or _DATE.search(name):
        return False
    above = any(_template().fullmatch(_WORDS.sub(" ", folder.lower()).removeprefix("issue ")) for folder in folders)
    return above or bool(_template().search(_WORDS.sub(" ", name)))


def is_template_of(config: Config, path: str) -> bool:
    """Whether the file at `path` is a template, by its name or because `next` in the config names it."""
    return is_template(path) or (config.next is not None and path == config.next.template)


@cache
def _template() -> re.Pattern[str]:
    return re.compile(any_of(all_words().files.template))


def is_read(config: Config, path: str) -> bool:
    """Whether the file at `path` is read: as a note, or as a template whose lines are no work in a note."""
    return selects(config, path) is not None or is_template_of(config, path)


def not_read(files: Iterable[str], loaded: Container[str], config: Config) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The files that are neither notes nor templates by the config, and those of the others that are not `loaded`.

    Those are Markdown files, and dated ones in a form that is not read.
    """
    found = sorted(path for path in files if markdown(path) or is_read(config, path) or looks_like_note(path))
    unmatched = tuple(path for path in found if not is_read(config, path))
    return unmatched, tuple(path for path in found if is_read(config, path) and path not in loaded)


def looks_like_note(path: str) -> bool:
    """Whether a file has the date of a meeting in its path, and a form that is not read."""
    return in_other_form(path) and bool(_DATE.search(path))


def has_globs(config: Config) -> bool:
    """Whether the config names its notes, rather than excluding some at most."""
    return any(not glob.startswith("!") for glob in config.notes)


def selects(config: Config, path: str) -> str | None:
    """The series of the file at `path`: the first glob that matches it, "" without globs, None where it is no note.

    Notes are Markdown or reStructuredText and no templates, whatever a glob matches. Without globs a file of the second form has
    a date in its path, for documentation is written in it too. Whether the note has a date is decided where it is read.
    """
    if (
        not readable(path)
        or is_template_of(config, path)
        or any(matches(glob[1:], path) for glob in config.notes if glob.startswith("!"))
    ):
        return None
    globs = [glob for glob in config.notes if not glob.startswith("!")]
    if globs:
        return next((glob for glob in globs if matches(glob, path)), None)
    if restructured(path) and not _DATE.search(path):
        return None
    # A path given on the command line may start with `..`, which is no hidden folder.
    folders = path.split("/")
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in folders)
    # The documentation of packages has dates as well: their changelogs.
    return None if hidden or _PACKAGES in folders else ""
