"""The next meeting's note on this machine: a file that is replaced whole, or what comes through a pipe."""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bot.core.text.encoding import content_of, text_of

PIPE = Path("-")
"""Standard input and output."""


@dataclass(frozen=True, slots=True)
class NextNote:
    """The note as it stands. `content` is empty where there is no file yet; a `path` of None is one that is only shown."""

    path: Path | None
    content: bytes = b""

    @property
    def text(self) -> str:
        """The content as notes are read."""
        return text_of(self.content)

    @property
    def piped(self) -> bool:
        """Whether it comes through a pipe and goes on through one, whether or not it changes."""
        return self.path == PIPE

    def write(self, text: str) -> bool:
        """Replace it, where that changes anything; whether it did. UnicodeEncodeError where an old note's encoding lacks a sign."""
        content = content_of(text, self.content)
        if self.piped:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        elif self.path and content != self.content:
            _replace(self.path, content)
        return content != self.content


def next_note(path: Path | None) -> NextNote:
    """The note at a path; OSError where it cannot be read."""
    if path == PIPE:
        return NextNote(path, sys.stdin.buffer.read())
    return NextNote(path, path.read_bytes() if path and path.exists() else b"")


def _replace(path: Path, content: bytes) -> None:
    """Whoever reads the file meanwhile sees the old one or the new one, never a half; a link stays a link."""
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
