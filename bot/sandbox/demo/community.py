"""The notes that the demo uses: the sample community of this package, or a folder of notes."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from bot.core.config.globs import readable, restructured
from bot.core.config.load import load
from bot.core.config.schema import PATHS, Config
from bot.core.markdown.rst import as_markdown
from bot.core.notes import parse

SAMPLE = "harbour/meeting-notes"
SUBTEAMS = re.compile(r"^(#+)\s*sub-?teams?\b.*$", re.IGNORECASE | re.MULTILINE)
HEADING = re.compile(r"^(#+)\s+(.+?)\s*#*$", re.MULTILINE)


class NoCommunity(ValueError):
    """The folder cannot be used: it has no notes, or two configs. The text says so."""


@dataclass(frozen=True, slots=True)
class Community:
    """A repository to create: its name, its config, its notes by date, and its collaborators."""

    full_name: str
    config: str
    notes: tuple[tuple[str, str], ...]
    people: frozenset[str]
    issues: tuple[str, ...] = ()
    """Titles of issues that people opened before Duly was installed."""


def sample() -> Community:
    """The sample community. One of its owners, `beavos`, cannot be assigned."""
    seed = files("bot.sandbox.demo") / "seed"
    notes = [(f"notes/{one.name}", one.read_text(encoding="utf-8")) for one in (seed / "notes").iterdir()]
    settings = (seed / "duly.yml").read_text(encoding="utf-8")
    people = _logins(notes, settings) - {"beavos"}
    return Community(SAMPLE, settings, tuple(sorted(notes)), people, ("The list of mirrors is out of date",))


def from_folder(place: Path, settings: Path | None = None) -> Community:
    """The notes in a folder, or one note, ordered by date. Everyone whom they name can be assigned.

    The config is `settings`, else the folder's own, else one generated for these notes. NoCommunity if there are no notes,
    or two configs.
    """
    root = place if place.is_dir() else place.parent
    files = sorted(root.rglob("*")) if place.is_dir() else [place]
    found = (one for one in files if one.is_file() and readable(one.name))
    notes = [(one.relative_to(root).as_posix(), _text(one)) for one in found]
    if not notes:
        raise NoCommunity(f"{place}: no file in Markdown or reStructuredText there")
    own = settings or _own_config(root)
    words = own.read_text(encoding="utf-8") if own else made_up(notes)
    name = re.sub(r"[^\w.-]+", "-", root.resolve().name) or "notes"
    return Community(f"community/{name}", words, tuple(sorted(notes, key=_by_date)), _logins(notes, words))


def _own_config(root: Path) -> Path | None:
    """The folder's config: in its place in a repository, else beside the notes."""
    for choices in (PATHS, [Path(path).name for path in PATHS]):
        found = [root / path for path in choices if (root / path).is_file()]
        if len(found) > 1:
            raise NoCommunity(f"{found[1]}: {found[0].name} is a config too; delete one of them")
        if found:
            return found[0]
    return None


def made_up(notes: Iterable[tuple[str, str]]) -> str:
    """A generated config: a high brake, and a sub-team for each heading below `Subteam updates`."""
    names = dict.fromkeys(name for path, text in notes for name in _subteams(_in_markdown(path, text)))
    lines = ["max_new_issues: 500", "max_closes: 500", *(["subteams:"] if names else [])]
    for name in names:
        words = [name.lower()] if re.fullmatch(r"[\w-]+", name) else []
        lines.append(f"  {json.dumps(name)}: {{label: {json.dumps(name.lower())}, words: {json.dumps(words)}}}")
    return "\n".join(lines) + "\n"


def _in_markdown(path: str, text: str) -> str:
    return as_markdown(text) if restructured(path) else text


def _subteams(text: str) -> list[str]:
    start = SUBTEAMS.search(text)
    if start is None:
        return []
    names: list[str] = []
    for heading in HEADING.finditer(text, start.end()):
        if len(heading[1]) <= len(start[1]):
            break
        names.append(heading[2])
    return names


def _logins(notes: Iterable[tuple[str, str]], settings: str) -> frozenset[str]:
    known = load(settings)[0] or Config()
    read = (parse.read(path, text, known) for path, text in notes)
    return frozenset(login for note in read for line in note.lines for login in line.assignees)


def _by_date(note: tuple[str, str]) -> tuple[date, str]:
    return parse.read(*note).date or date.min, note[0]


def _text(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
