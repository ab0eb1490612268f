"""CPU time of a decision: `python -m benchmarks.decide [MEETINGS]`, by default for 200 and for 1,000 notes.

Cold: the first decision of a process, which reads every note. Push: the next one, after a push that changed the newest
note. Same: one with nothing new. The tracker is as the first sync leaves it.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.core.config.schema import Config
from bot.core.issues.decide import decide
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Open, Plan
from bot.core.model.questions import Answers, Assignable, Labelled, LabelledIssues, LabelNames, Question
from bot.core.model.snapshot import Snapshot
from tests.support.archive import archive

TIMES = 7
"""Times of which the median counts."""
WRITER = "duly[bot]"


def snapshot(meetings: int, seed: int) -> Snapshot:
    """A repository with that many notes and no issue yet; all that a decision asks for is answered."""
    notes = tuple(NoteFile(path, text) for path, text in archive(meetings, seed=seed).notes.items())
    head = Head("harbour/notes", "main", "c" * 40, "https://github.com/harbour/notes")
    return Snapshot(head=head, config=Config(), notes=notes, issues=(), writer=WRITER, answers=answers(()))


def answers(issues: Sequence[Issue]) -> Answers:
    """What the decision asks of a tracker with these issues."""
    assignable: dict[Question[object], object] = {Assignable(login): True for login in ("ada", "bea", "cyd")}
    labels = ("action-item", "needs-owner") if issues else ()
    return Answers(assignable | {LabelNames(): labels, LabelledIssues(): Labelled(ours=tuple(issues))})


def opened(before: Snapshot, plan: Plan) -> Snapshot:
    """The repository after the first sync."""
    changes = [change for change in plan.changes if isinstance(change, Open)]
    issues = [
        Issue(
            number=number,
            title=it.title,
            body=it.body,
            open=True,
            labels=it.labels,
            assignees=it.assignees,
            author=WRITER,
        )
        for number, it in enumerate(changes, 1)
    ]
    return replace(before, issues=tuple(issues), answers=answers(issues))


def pushed(before: Snapshot, number: int) -> Snapshot:
    """The repository with another line in its newest note."""
    *older, newest = before.notes
    return replace(
        before, notes=(*older, replace(newest, text=f"{newest.text}* [ ] (AL) oil {number} more joints of the crane\n"))
    )


def timed(it: Snapshot) -> tuple[float, Plan]:
    """Milliseconds of CPU of one decision, and what it says."""
    start = time.process_time()
    plan = decide(it)
    return (time.process_time() - start) * 1000, plan


def main(sizes: list[int]) -> None:
    """Print a row for each size."""
    print("notes  items  issues  cold ms  push ms  same ms")
    for meetings in sizes:
        first = snapshot(meetings, seed=meetings)
        cold, plan = timed(first)
        second = opened(first, plan)
        push = statistics.median(timed(pushed(second, number))[0] for number in range(TIMES))
        same = statistics.median(timed(second)[0] for _ in range(TIMES))
        print(f"{meetings:5}  {len(plan.items):5}  {len(second.issues):6}  {cold:7.0f}  {push:7.0f}  {same:7.0f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 1000])
