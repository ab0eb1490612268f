"""Carrying into the issue of a meeting: which text gets the lines, what of them may stand there, and the words of the answer."""

from dataclasses import dataclass, replace

from bot.core import limits
from bot.core.carry.elsewhere.unmerged import Unmerged
from bot.core.carry.next_note import Carried, CarryOptions, carry
from bot.core.carry.pull_request import MAX_ANSWER, with_remarks
from bot.core.issues.marker import comment_marker
from bot.core.model.issues import Issue
from bot.core.model.meeting import Post
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.text.escape import without_mentions
from bot.core.text.redact import redact
from bot.core.text.shortened import whole_lines

CARRIED = "carried"
"""The key of the comment that holds the carried items of a meeting whose body a program writes."""


@dataclass(frozen=True, slots=True)
class CarryingHere:
    """All that is known before the first write. `note` is the post that gets the lines."""

    note: NoteFile
    post: Post
    snapshot: Snapshot
    options: CarryOptions
    raised: tuple[Issue, ...]
    unmerged: Unmerged

    def into(self, text: str) -> Carried:
        """The post with the items carried into `text`. What is added mentions nobody and has no passcodes."""
        before = self.unmerged.over(self.snapshot)
        target = replace(self.note, text=text)
        carried = carry(before, target, since=self.options.since, raised=self.raised)
        return with_remarks(replace(carried, text=_harmless(text, carried.text)), self.unmerged)


def body_of(snapshot: Snapshot, number: int) -> NoteFile | None:
    """The body of the issue of a meeting; None where the number is none's."""
    return next((n for n in snapshot.notes if n.post and n.post.number == number and not n.post.comment), None)


def post_for(snapshot: Snapshot, body: NoteFile) -> NoteFile:
    """The post that gets the lines of a meeting: the body, or Duly's comment where a program writes the body.

    As long as there is no such comment, it is one without an id.
    """
    assert body.post is not None
    if body.post.writable:
        return body
    number = body.post.number
    own = (n for n in snapshot.notes if n.post and n.post.number == number and n.post.comment and n.post.writable)
    return next(own, replace(body, text=f"{comment_marker(CARRIED)}\n", sha=""))


def too_long(text: str) -> str:
    """Why a text cannot stand in an issue; empty where it can."""
    if len(text) <= limits.BODY:
        return ""
    return f"With the carried lines the text has {len(text):,} characters, and GitHub takes {limits.BODY:,}."


def filled(post: Post, carried: Carried) -> str:
    """The answer after a write."""
    place = (
        "the text of this issue" if post.writable and not post.comment else "a comment, as a program writes the text"
    )
    return whole_lines(f"Carried into {place}.\n\n{carried.summary}".rstrip(), MAX_ANSWER)


def _harmless(before: str, text: str) -> str:
    """A text whose lines that did not stand there before have no effect but to be read."""
    known = set(before.splitlines())
    return "".join(
        line if (words := line.rstrip("\r\n")) in known else without_mentions(redact(words)) + line[len(words) :]
        for line in text.splitlines(keepends=True)
    )
