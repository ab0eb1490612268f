"""Notes and a config from this machine, with the paths that they have in their repository."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import terminal
from bot.core.config.globs import MARKDOWN, RST
from bot.core.config.problem import Problem
from bot.core.config.schema import Config
from bot.core.config.selection import is_read, looks_like_note
from bot.core.model.notes import NoteFile
from bot.core.text.encoding import text_of
from bot.core.text.plural import counted

if TYPE_CHECKING:
    from bot.core.model.snapshot import Snapshot

SUFFIXES = MARKDOWN | RST


def read_config(path: Path | None) -> Config:
    """The config at `path`, the defaults for None. Mistakes are printed as compilers print them, and end the process."""
    if path is None:
        return Config()
    from bot.core.config.load import load

    config, problems = load(text_of(_content(path)), str(path))
    problems = (*problems, *_second_config(path))
    if config is None or problems:
        terminal.show_problems(problems)
        sys.exit(1)
    return config


def _second_config(path: Path) -> Iterator[Problem]:
    """A sync rejects two configs side by side, so a command does too."""
    other = path.with_suffix(".yml" if path.suffix == ".yaml" else ".yaml")
    if path.name in {"duly.yml", "duly.yaml"} and other.exists():
        yield Problem(str(path), 0, f"{other} is a config too; delete one of them", serious=True)


@dataclass(frozen=True, slots=True)
class LocalNotes:
    """File as given → the note, with the path in its repository as far as that is known. `unmatched` are the other files in Markdown or another form of notes."""

    notes: Mapping[Path, NoteFile]
    unmatched: tuple[str, ...] = ()

    def empty_tracker(self, config: Config, repo: str = "owner/notes") -> "Snapshot":
        """A repository with all of them and no issue."""
        return replace(empty_tracker(self.notes.values(), config, repo), unmatched=self.unmatched)


def find_notes(paths: Sequence[Path], config: Config, config_path: Path | None) -> LocalNotes:
    """The notes among the files at `paths`."""
    files = sorted({file for path in paths for file in _files(path)})
    in_repository = paths_in_repository(files, config_path)
    chosen = [file for file in files if is_read(config, in_repository[file])]
    unmatched = tuple(in_repository[file] for file in files if file not in set(chosen))
    shown = terminal.progress(chosen, "Reading notes")
    return LocalNotes({file: NoteFile(in_repository[file], text_of(_content(file))) for file in shown}, unmatched)


def read_matching(folder: Path, wanted: Callable[[str], bool]) -> tuple[NoteFile, ...]:
    """The files of a checkout that `wanted` selects by their paths in it."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    paths = ((file.relative_to(folder).as_posix(), file) for file in files)
    return tuple(NoteFile(path, text_of(_content(file))) for path, file in paths if wanted(path))


def read_notes(paths: Sequence[Path], config: Config, config_path: Path | None) -> Mapping[Path, NoteFile]:
    """The notes alone; without any a message says so."""
    found = find_notes(paths, config, config_path)
    if not found.notes:
        others = counted(len(found.unmatched), "Markdown or reStructuredText file")
        terminal.say(f"no note among {others}" + (" (hidden files are ignored)" if found.unmatched else ""))
    return found.notes


def paths_in_repository(files: Sequence[Path], config_path: Path | None) -> dict[Path, str]:
    """File as given → its path in its repository; if that is not known, the path as given without `..`."""
    root = _root(config_path)
    found = {file: _path_in_repository(file, root or checkout(file)) for file in files}
    # Two files must not become one.
    return found if len(set(found.values())) == len(files) else {file: file.as_posix() for file in files}


def empty_tracker(notes: Iterable[NoteFile], config: Config, repo: str = "owner/notes") -> "Snapshot":
    """A repository with these notes and no issue."""
    from bot.core.model.issues import Head
    from bot.core.model.questions import Answers, Labelled, LabelledIssues, LabelNames
    from bot.core.model.snapshot import Snapshot

    return Snapshot(
        head=Head(repo, "main", "HEAD", f"https://github.com/{repo}"),
        config=config,
        notes=tuple(notes),
        issues=(),
        writer="duly[bot]",
        today=datetime.now(UTC).date(),
        answers=Answers({LabelNames(): (), LabelledIssues(): Labelled()}),
    )


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for file in path.rglob("*"):
        if (file.suffix.lower() in SUFFIXES or looks_like_note(file.as_posix())) and file.is_file():
            yield file


def _root(config_path: Path | None) -> Path | None:
    """The folder that the globs of a config start from, if the config is in the `.github` folder of a repository."""
    if config_path is None or config_path.resolve().parent.name != ".github":
        return None
    return config_path.resolve().parent.parent


def _path_in_repository(file: Path, root: Path | None) -> str:
    whole = file.resolve()
    if root and whole.is_relative_to(root):
        return whole.relative_to(root).as_posix()
    return file.anchor + "/".join(part for part in file.parts if part not in {"..", file.anchor})


def checkout(file: Path) -> Path | None:
    """The root of the git checkout that a file is in."""
    return next((folder for folder in file.resolve().parents if (folder / ".git").exists()), None)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}") from error
