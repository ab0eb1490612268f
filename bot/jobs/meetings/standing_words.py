"""What people read about the standing pull request: its branch, title and text."""

from collections.abc import Sequence

from bot.core.text.code import code
from bot.core.text.plural import counted
from bot.core.write_back import Tick

BRANCH = "duly/ticks"
MOST = 50
"""Ticks that the text of the pull request names."""
WILL_MERGE = "GitHub merges this pull request as soon as the rules of the branch allow it, as `auto_merge` asks for."
BY_PEOPLE = "`auto_merge` is not switched on here: the branch has commits of people, so somebody has to merge this pull request."
WITHDRAWN = (
    "Nothing is left to do here, so Duly closed this pull request: the default branch has it all, issues were closed or "
    "reopened again, a newer note has a list of its own, or the next meeting has begun."
)
STOPPED = "Auto-merge was switched off here by hand, so somebody has to merge this pull request."


def title(*, ticks: bool, note: bool) -> str:
    """The title, by what the pull request holds."""
    if not note:
        return "Tick what was closed on GitHub"
    return "Tick what was closed on GitHub, and fill the next note" if ticks else "Fill the note of the next meeting"


def merging(why: str) -> str:
    """What became of `auto_merge`; `why` is GitHub's reason against it, empty where there is none."""
    if not why:
        return WILL_MERGE
    return f"`auto_merge` has no effect here, so somebody has to merge this pull request. GitHub answered: {code(why)}"


def body(found: Sequence[Tick], note: str, merging: str) -> str:
    """The text: the boxes, the path of the next meeting's note where it is filled, and whether GitHub merges it."""
    rows = [f"- #{tick.issue}, line {tick.line} of {code(tick.path)}" for tick in found[:MOST]]
    more = [f"- … and {counted(len(found) - MOST, 'more box', 'more boxes')}"] if len(found) > MOST else []
    boxes = "The default branch takes no commits of Duly's, so the boxes of issues that were closed or reopened are set here."
    filled = (
        f"The default branch takes no commits of Duly's, so open action items and topics are put into {code(note)}, "
        "the note of the next meeting, here. That ends when the meeting begins."
    )
    end = (
        "Duly keeps this branch current, and closes the pull request when nothing is left. Your own commits to it stay. "
        f"Closing it leaves {'these boxes to you' if found else 'the note to you'}."
    )
    parts = [boxes, "\n".join([*rows, *more])] if found else []
    return "\n\n".join(filter(None, [*parts, filled if note else "", merging, end]))
