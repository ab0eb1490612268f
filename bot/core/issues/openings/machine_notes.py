"""New issues from notes that a program wrote: they wait until a person has read them.

A program hears names and promises that nobody made, and nobody has to read what it wrote before it is merged.
"""

from collections.abc import Sequence

from bot.core.config.schema import Config
from bot.core.issues.case import Case, Decision
from bot.core.issues.openings.opening import opening, without_opening
from bot.core.model.account import Standing
from bot.core.model.plan import Held, Open
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code
from bot.core.text.plural import be, counted
from bot.core.text.shortened import first_few

NAMED = 3
"""Notes that the message names; the rest it counts."""
NOTE = "held: a program wrote the note"


def with_machine_notes(
    decisions: Sequence[Decision], cases: Sequence[Case], snapshot: Snapshot, config: Config
) -> tuple[list[Decision], tuple[Held, ...]]:
    """The decisions without openings for lines that only a program wrote, and these as held."""
    if snapshot.approved or snapshot.notes_approved or config.machine_notes != "hold":
        return list(decisions), ()
    kept: list[Decision] = []
    held: list[Open] = []
    paths: dict[str, None] = {}
    for decision, case in zip(decisions, cases, strict=True):
        opened = opening(decision) if case.is_machine_made else None
        if opened:
            held.append(opened)
            paths.setdefault(case.item.newest.path)
        kept.append(without_opening(decision, NOTE, Standing.MACHINE) if opened else decision)
    return kept, (
        Held("open", tuple(held), _message(len(held), list(paths), snapshot), approvable=True),
    ) if held else ()


def _message(count: int, paths: Sequence[str], snapshot: Snapshot) -> str:
    return (
        f"Held: {counted(count, 'issue')} to open {be(count)} from notes that say that a program wrote them ({first_few([*map(code, paths)], NAMED)}). "
        "If what they list was agreed, comment `/approve` on any issue or pull request. `machine_notes: open` in "
        f"{code(snapshot.config_path)} opens such issues without a hold, `ignore` leaves these notes out."
    )
