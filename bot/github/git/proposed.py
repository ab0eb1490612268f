"""What a pull request would make of the notes and the config."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.config.schema import Config
from bot.core.config.selection import is_read
from bot.core.model.notes import NoteFile


@dataclass(frozen=True, slots=True)
class Proposed:
    """Files of a pull request's head: `texts` by path of what it adds or edits, `removed` paths of what it takes away."""

    commit: str
    texts: Mapping[str, str] = field(default_factory=dict)
    removed: frozenset[str] = frozenset()

    def paths(self, files: Iterable[str]) -> set[str]:
        """The paths of all files as they would be after the merge."""
        return (set(files) - self.removed) | self.texts.keys()

    def over(self, notes: Iterable[NoteFile], config: Config) -> tuple[NoteFile, ...]:
        """The notes as they would be after the merge, by path."""
        known = {note.path: note for note in notes if note.path not in self.removed}
        for path, text in self.texts.items():
            if is_read(config, path):
                known[path] = NoteFile(path, text)
        return tuple(known[path] for path in sorted(known))
