"""Why lines are one piece of work or two, in words and as keys of a row."""

from collections.abc import Iterator

from bot.core.issues.phrases import place
from bot.core.items.evidence import Evidence, Ground
from bot.core.items.joins import Join, weighed
from bot.core.items.meeting import said_in
from bot.core.model.notes import Line


def identity(join: Join) -> Iterator[str]:
    """The line that a line is in other words, and the nearest one that it is not. Equal words need none."""
    if join.before and join.evidence:
        yield f"the same work as “{said_in(join.before)}” ({place(join.before)}): {weighed(join.evidence)}"
    if join.nearest and join.against:
        yield f"not “{said_in(join.nearest)}” ({place(join.nearest)}): {weighed(join.against)}"


def joined_row(line: Line | None, evidence: Evidence | None) -> dict[str, object] | None:
    """A line with the evidence that it is, or is not, the same piece of work; without evidence its words are equal."""
    if line is None:
        return None
    return {
        "path": line.path,
        "line": line.number,
        "text": said_in(line),
        "likeness": round(evidence.likeness, 2) if evidence else 1.0,
        "evidence": weighed(evidence) if evidence else Ground.EQUAL.value,
    }
