"""The queue as a table."""

from collections.abc import Sequence

from rich.text import Text

from bot.cli.views.tables import console, table
from bot.core.text.plural import be, counted
from bot.queue.admin import ListedJob

UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


def show_queue(jobs: Sequence[ListedJob], paused: Sequence[str]) -> None:
    """A row for each job, the sums, and what is paused."""
    screen = console()
    if jobs:
        rows = table("job", "kind", "repository", "installation", "queued", "next try", "failed", "why", expand=False)
        for job in jobs:
            installation = str(job.lane) if job.lane > 0 else "token"
            cells = (
                str(job.id),
                job.kind,
                job.repository,
                installation,
                f"{spoken(job.age)} ago",
                _next(job),
                str(job.attempts),
            )
            rows.add_row(*map(Text, cells), Text(job.why))
        screen.print(rows)
    running = sum(job.running for job in jobs)
    screen.print(f"{counted(len(jobs), 'job')}, {running} running", soft_wrap=True)
    if paused:
        screen.print(f"{', '.join(paused)} {be(len(paused))} paused; `duly resume` ends it", soft_wrap=True)


def _next(job: ListedJob) -> str:
    if job.running:
        return "running"
    if job.paused:
        return "paused"
    return f"in {spoken(job.wait)}" if job.wait else "now"


def spoken(seconds: float) -> str:
    """A time in its largest unit: `45 s`, `3 min`, `5 h`, `2 d`."""
    for size, unit in UNITS:
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds)} s"
