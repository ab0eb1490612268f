"""How long reading takes: `python -m benchmarks.reading FOLDER [--times N]`, or `--worst` for notes made to be slow.

Beside a bare block parse by markdown-it-py of the same files stands all that `duly items` does: boxes, people, sections,
lineage. Each figure is the best of N runs, in seconds of one processor; each run is a process of its own.

cold     in a process that has read nothing yet: on its way it compiles patterns, indexes the words of all languages, and
         looks for garbage among all that was imported
warm     in a process as the server is after a while: it has read other notes (the demo's, and small ones of all shapes),
         and has its garbage collector set as there
once     the difference, which a process spends once, however much it reads
of bare  the seconds divided by those of the bare block parse in a process of the same kind
MB/s     and peak MB, the memory that a run takes beyond what its process had, are those of the cold run
"""

import argparse
import multiprocessing
import resource
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from benchmarks.worst import LIMIT, worst
from bot.core.config.schema import Config
from bot.core.markdown.source import document
from bot.core.model.notes import NoteFile
from bot.core.notes.parse import read
from bot.core.reports.listing import rows
from bot.sandbox.demo.community import sample
from bot.web.server import freeze_imports

TIMES = 5
SMALL = 5_000
"""Bytes of a note of each shape that is read before."""
Step = Callable[[list[NoteFile]], object]


def bare(files: list[NoteFile]) -> None:
    """The blocks alone, by the parser that we use."""
    parser = MarkdownIt("gfm-like2", {"linkify": False}).disable("inline")
    for file in files:
        parser.parse(file.text)


def blocks(files: list[NoteFile]) -> None:
    """Our blocks, with the boxes that CommonMark does not see."""
    for file in files:
        document(file.text)


def notes(files: list[NoteFile]) -> None:
    """Whole notes: lines, owners, people, sections."""
    for file in files:
        read(file.path, file.text)


def items(files: list[NoteFile]) -> None:
    """All that `duly items` shows."""
    rows(files, Config())


BARE = "bare block parse"
STEPS: dict[str, Step] = {BARE: bare, "boxes": blocks, "notes": notes, "items": items}


def _once(step: Step, files: list[NoteFile]) -> tuple[float, float]:
    """Seconds of the processor, and how many MB of memory the process took beyond what it had."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    step(files)
    taken = time.process_time() - start
    return taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def measured(step: Step, files: list[NoteFile], times: int) -> tuple[float, float]:
    """Seconds of the best of so many runs and MB of the largest, each in a process that has read what this one has."""
    fork = multiprocessing.get_context("fork")
    with fork.Pool(1, maxtasksperchild=1) as pool:
        found = [pool.apply(_once, (step, files)) for _ in range(times)]
    return min(seconds for seconds, _ in found), max(memory for _, memory in found)


def read_others() -> None:
    """Read the notes of the demo and small ones of all shapes, so that all is there that reading needs once."""
    texts = {f"{name}/2024-03-05.md": text for name, text in worst(SMALL).items()} | dict(sample().notes)
    items([NoteFile(path, text) for path, text in texts.items()])


def main(folder: Path, times: int) -> None:
    """Print a row for each step."""
    paths = sorted(path for path in folder.rglob("*.md") if path.is_file())
    files = [NoteFile(str(path), path.read_bytes().decode("utf-8", "replace")) for path in paths]
    size = sum(len(file.text.encode()) for file in files) / 1_000_000
    print(f"{len(files)} files, {size:.2f} MB, best of {times}")
    print(f"{'':18} seconds: cold   warm   once  of bare: cold  warm  MB/s  peak MB")
    cold = {name: measured(step, files, times) for name, step in STEPS.items()}
    read_others()
    freeze_imports()
    warm = {name: measured(step, files, times)[0] for name, step in STEPS.items()}
    for name, (first, memory) in cold.items():
        seconds = f"{first:13.3f} {warm[name]:6.3f} {max(first - warm[name], 0.0):6.3f}"
        ratios = f"{first / cold[BARE][0]:13.2f} {warm[name] / warm[BARE]:5.2f}"
        print(f"{name:18} {seconds} {ratios} {size / first:5.1f} {memory:8.0f}")


def main_worst(times: int) -> None:
    """Print a row for each note that is made to be slow, in full and at half its size: memory and time grow alike."""
    print(f"{'a note as large as is read':34} seconds  of half  peak MB  of half")
    for name, text in worst(LIMIT).items():
        seconds, memory = measured(items, [NoteFile("2024-03-05.md", text)], times)
        half, less = measured(items, [NoteFile("2024-03-05.md", worst(LIMIT // 2)[name])], times)
        print(f"{name:34} {seconds:7.3f} {seconds / half:8.1f} {memory:8.0f} {memory / max(less, 0.1):8.1f}")


if __name__ == "__main__":
    known = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known.add_argument("folder", type=Path, nargs="?", help="notes to read; not needed with --worst")
    known.add_argument("--times", type=int, default=TIMES)
    known.add_argument("--worst", action="store_true", help="measure notes made to be slow")
    said = known.parse_args()
    if said.worst:
        main_worst(said.times)
    elif said.folder:
        main(said.folder, said.times)
    else:
        known.error("a folder is needed, or --worst")
