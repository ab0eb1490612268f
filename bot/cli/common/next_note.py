"""The next meeting's note on this machine: a file that is replaced atomically, or standard input and output."""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import click

from bot.core.text.encoding import content_of, text_of

PIPE = Path("-")
"""Standard input and output."""


@dataclass(frozen=True, slots=True)
class NextNote:
    """The note as it is. `content` is empty if there is no file yet; `path` is None if the result is only printed."""

    path: Path | None
    content: bytes = b""

    @property
    def text(self) -> str:
        """The content as text."""
        return text_of(self.content)

    @property
    def piped(self) -> bool:
        """Whether it is read from standard input and written to standard output."""
        return self.path == PIPE

    def write(self, text: str) -> bool:
        """Replace the content; whether it changed. A message ends the subcommand where it cannot be written."""
        try:
            return self._write(content_of(text, self.content))
        except UnicodeEncodeError as error:
            characters = error.object[error.start : error.end]
            raise click.ClickException(
                f"{self.path} is in Latin-1, which has no {characters!r}; store it as UTF-8"
            ) from error
        except OSError as error:
            raise click.ClickException(f"{self.path} cannot be written: {error.strerror}") from error

    def _write(self, content: bytes) -> bool:
        if self.piped:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        elif self.path and content != self.content:
            _replace(self.path, content)
        return content != self.content


def next_note(path: Path | None) -> NextNote:
    """The note at a path. A message ends the subcommand where it cannot be read."""
    if path == PIPE:
        return NextNote(path, sys.stdin.buffer.read())
    try:
        return NextNote(path, path.read_bytes() if path and path.exists() else b"")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be read: {error.strerror}") from error


def _replace(path: Path, content: bytes) -> None:
    """Replace a file atomically; a link stays a link."""
    path = path.resolve()
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(name).chmod(path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
