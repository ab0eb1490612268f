"""The series of a file: the group of people whose meetings it is of, by its path and the config."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import takewhile

from bot.core.config.schema import Config
from bot.core.config.selection import selects
from bot.core.markdown.dates import written_dates
from bot.core.markdown.name_dates import is_period
from bot.core.model.meeting import Meeting
from bot.core.notes.dating.path_words import is_for_agendas, is_no_meeting
from bot.core.words import words
from bot.core.words.phrases import any_of


def series_of(config: Config, path: str) -> str | None:
    """The series of the file at `path`: the glob that names it, or its folder, where years, months, the date of one meeting,
    an archive and a folder for agendas inside it make no difference.

    None where it is no note. A glob with `**` names the notes of its own folder, and reaches others. A file such as
    `CHANGELOG.md` is a series of its own.
    """
    glob = selects(config, path)
    if glob is None or (glob and not _reaches_folders(glob)):
        return glob
    if is_no_meeting(path):
        return path
    folder = _group(path.replace("\\", "/").split("/")[:-1])
    return glob if glob and folder == _group(takewhile(_is_name, glob.split("/"))) else folder


def is_named(series: str, found: Iterable[Meeting], config: Config) -> bool:
    """Whether the config says that a series has notes of meetings: one glob is the series, or its folder is below one that a glob
    with `**` names. `**/*.md` names none.
    """
    if series in config.notes or is_no_meeting(series):
        return series in config.notes
    return any(_is_name((selects(config, each.path) or "*").split("/")[0]) for each in found if not each.permalink)


def _reaches_folders(glob: str) -> bool:
    return "**" in glob.split("/")


def _is_name(part: str) -> bool:
    return not set(part) & set("*?[")


def _group(folders: Iterable[str]) -> str:
    """The folders of a path by which groups of people are distinguished."""
    kept: list[str] = []
    below_period = False
    for folder in folders:
        below_period = is_period(folder, below_period=below_period)
        name = _without_date(folder)
        is_same = below_period or not name or _archive().fullmatch(folder) or (kept and is_for_agendas(folder))
        kept += [] if is_same else [name]
    return "/".join(kept)


@cache
def _archive() -> re.Pattern[str]:
    return re.compile(any_of(words().files.archive), re.IGNORECASE)


def _without_date(folder: str) -> str:
    """The name of a folder without the date in it: `20240305-docs` has the notes of one meeting of `docs`, `20240305` of all."""
    found = next(iter(written_dates(folder)), None)
    return f"{folder[: found.start]}{folder[found.end :]}".strip(" -_.,") if found else folder
