"""CPU time of carrying notes made to be slow: `python -m benchmarks.carry [NAME …]`, for all shapes or those named.

Each shape is carried into an empty note, at its full size and at half of it. Time that grows with the length doubles.
"""

import sys
import time

from benchmarks.worst import LIMIT, worst
from bot.core.carry.next_note import carry
from bot.core.config.schema import Config
from bot.core.model.issues import Head
from bot.core.model.notes import NoteFile
from bot.core.model.questions import Answers, Labelled, LabelledIssues, LabelNames
from bot.core.model.snapshot import Snapshot

NEXT = NoteFile("notes/2024-03-19.md", "# Meeting\n\n## Action items\n\n")


def snapshot(text: str) -> Snapshot:
    """A repository with one note and no issue."""
    head = Head("harbour/notes", "main", "c" * 40, "https://github.com/harbour/notes")
    answers = Answers({LabelNames(): (), LabelledIssues(): Labelled()})
    notes = (NoteFile("notes/2024-03-05.md", text),)
    return Snapshot(head=head, config=Config(), notes=notes, issues=(), writer="duly[bot]", answers=answers)


def seconds(text: str) -> float:
    """Seconds of the processor that carrying a note takes."""
    start = time.process_time()
    carry(snapshot(text), NEXT)
    return time.process_time() - start


def main(names: list[str]) -> None:
    """Print a row for each shape."""
    seconds("# Meeting\n\n## Action items\n\n* [ ] a\n")
    full, half = worst(LIMIT), worst(LIMIT // 2)
    print(f"{'a note as large as is read':34} seconds  of half")
    for name in names or full:
        taken = seconds(full[name])
        print(f"{name:34} {taken:7.2f} {taken / seconds(half[name]):8.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
