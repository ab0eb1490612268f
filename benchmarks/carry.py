"""CPU time of carrying notes made to be slow: `python -m benchmarks.carry [NAME …] [--times N]`, for all shapes or those named.

Each shape is carried into an empty note, at its full size and at half of it. Time that grows with the length doubles.
Each figure is the best of N runs. Each run is a process of its own, so nothing is kept from an earlier one, with the
garbage collector set as in the server.
"""

import argparse

from benchmarks.reading import measured
from benchmarks.worst import LIMIT, worst
from bot.core.carry.next_note import carry
from bot.core.config.schema import Config
from bot.core.model.issues import Head
from bot.core.model.notes import NoteFile
from bot.core.model.questions import Answers, Labelled, LabelledIssues, LabelNames
from bot.core.model.snapshot import Snapshot
from bot.web.server import freeze_imports

NEXT = NoteFile("notes/2024-03-19.md", "# Meeting\n\n## Action items\n\n")
TIMES = 1


def snapshot(text: str) -> Snapshot:
    """A repository with one note and no issue."""
    head = Head("harbour/notes", "main", "c" * 40, "https://github.com/harbour/notes")
    answers = Answers({LabelNames(): (), LabelledIssues(): Labelled()})
    notes = (NoteFile("notes/2024-03-05.md", text),)
    return Snapshot(head=head, config=Config(), notes=notes, issues=(), writer="duly[bot]", answers=answers)


def carried(files: list[NoteFile]) -> None:
    """Carry a note into an empty one."""
    carry(snapshot(files[0].text), NEXT)


def seconds(text: str, times: int) -> float:
    """Seconds of the processor that carrying a note takes."""
    return measured(carried, [NoteFile("", text)], times)[0]


def main(names: list[str], times: int) -> None:
    """Print a row for each shape."""
    # Patterns and words are loaded once in the life of a server.
    carried([NoteFile("", "# Meeting\n\n## Action items\n\n* [ ] a\n")])
    freeze_imports()
    full, half = worst(LIMIT), worst(LIMIT // 2)
    print(f"{'a note as large as is read':34} seconds  of half")
    for name in names or full:
        taken = seconds(full[name], times)
        print(f"{name:34} {taken:7.2f} {taken / seconds(half[name], times):8.1f}", flush=True)


if __name__ == "__main__":
    known = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known.add_argument("names", nargs="*", metavar="NAME", help="shapes; all where none is named")
    known.add_argument("--times", type=int, default=TIMES)
    said = known.parse_args()
    main(said.names, said.times)
