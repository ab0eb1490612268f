"""What people read about the next meeting's note: names of branches, commits and pull requests, and their texts."""

from datetime import date

from bot.core.carry.next_note import Carried
from bot.core.carry.pull_request import MAX_ANSWER, posted
from bot.core.text.code import code, in_commit
from bot.core.text.shortened import whole_lines
from bot.core.upcoming.schedule import Occurrence

_BRANCH = "duly/next-"
COMMENT = "next.not-filled"
"""The key of the comment on another's pull request whose note cannot be filled."""


def branch_of(day: date) -> str:
    """The branch with the note of the meeting that is due on `day`."""
    return f"{_BRANCH}{day:%Y-%m-%d}"


def is_own(branch: str) -> bool:
    """Whether Duly makes branches of this name."""
    return branch.startswith(_BRANCH)


def day_of(branch: str) -> date | None:
    """The day in the name of a branch of Duly's; None for any other branch."""
    try:
        return date.fromisoformat(branch.removeprefix(_BRANCH)) if is_own(branch) else None
    except ValueError:
        return None


def subject_of(day: date) -> str:
    """The first line of each commit to the note of a day: by it Duly finds what it wrote."""
    return f"Prepare the note of the meeting on {day:%Y-%m-%d}"


def message(day: date, path: str) -> str:
    """The message of a commit."""
    return f"{subject_of(day)}\n\nIn {in_commit(path)}, as `next` in the config asks for."


def title(day: date) -> str:
    """The title of the pull request."""
    return f"Notes of the meeting on {day:%Y-%m-%d}"


def body(path: str, occurrence: Occurrence, template: str, carried: Carried, topics: int) -> str:
    """The text of the pull request."""
    made = f"made from {code(template)}" if template else "made in the form of the newest notes"
    agenda = f" {topics} issues with the agenda label stand in its agenda." if topics > 1 else ""
    agenda = " 1 issue with the agenda label stands in its agenda." if topics == 1 else agenda
    text = f"""This pull request adds {code(path)}, {made}.{agenda}

Until the meeting begins ({occurrence.starts:%Y-%m-%d %H:%M} UTC) Duly adds what is new: open action items, ticks, numbers and
topics. What you write, change or take out stays as you leave it.

- **Write in it** on this branch, before, during and after the meeting, and merge it when the notes are ready.
- **Move the meeting** by giving the file the name with the new date.
- **Skip the meeting** by closing this pull request. Duly does not open it again.

{carried.summary}"""
    return whole_lines(text.rstrip(), MAX_ANSWER)


def in_the_way(path: str) -> str:
    """Why no note is made where another file stands."""
    return f"{code(path)} is there, without the date of the meeting: write it into the file, or rename it"


def unreadable(path: str) -> str:
    """Why a note that stands is not kept current."""
    return f"{code(path)} is too large or nested too deeply to be read as reStructuredText: split it"


def not_filled(path: str, carried: Carried, why: str) -> str:
    """The comment on another's pull request, with the block to paste."""
    return posted(path, carried, why)
