"""The pull request of the next meeting's note: which note it is, whether a commit would last, and the words of the answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.core.carry.elsewhere.live import LiveText
from bot.core.carry.elsewhere.unmerged import NONE_UNMERGED, Unmerged
from bot.core.carry.missing import Missing
from bot.core.carry.next_note import Carried, CarryOptions, carry
from bot.core.carry.placed import next_meeting
from bot.core.config.globs import readable, restructured
from bot.core.config.schema import Config
from bot.core.config.selection import selects
from bot.core.issues.matching.mentions import numbers_in
from bot.core.items.series.notes import meetings_by_series
from bot.core.limits import BOT
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import NoteFile
from bot.core.model.snapshot import Snapshot
from bot.core.text.code import code, in_commit
from bot.core.text.shortened import whole_lines
from bot.core.text.unicode import without_comments

MAX_ANSWER = 60_000
"""Bytes of the answer: GitHub takes 65,536 characters in a comment, and the reply to other commands stands in it too."""
_MAX_SUMMARY = 20_000
"""Bytes of the summary in it, where the block to paste needs room."""
BRANCHES = "duly/carry-"
"""What the names of branches begin with that bring the block to a pull request."""
_NUMBERED = re.compile(re.escape(BRANCHES) + r"([1-9][0-9]{0,17})")

_NOT_COMMITTED = {
    "preview": "A preview, as you asked: nothing was committed.",
    "paste": "A commit needs the write role in this repository, so paste the block.",
}
_HACKMD = re.compile(r"\bhackmd\b", re.IGNORECASE)
_FENCE = re.compile(r"`{3,}")


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request. `branch` is its head, `commit` the tip of that."""

    number: int
    title: str
    body: str
    open: bool
    merged: bool
    branch: str
    commit: str
    fork: bool
    """The head stands in another repository, or in none any more: an App may not write there."""
    author: str = ""
    """The login that opened it."""
    node: str = ""
    """Its id in GraphQL."""
    auto_merge: bool = False
    """GitHub merges it as soon as the rules of its base allow that."""

    @property
    def bot(self) -> bool:
        """Whether an App or a workflow opened it: nobody else has a login like that."""
        return self.author.endswith(BOT)


@dataclass(frozen=True, slots=True)
class Changed:
    """A file that a pull request adds, edits or removes, with the SHA of its blob at the head (empty: removed)."""

    path: str
    sha: str
    previous: str = ""
    """Its path before, where it was renamed."""


@dataclass(frozen=True, slots=True)
class Carrying:
    """All that is known before the first write. `note` is the one that the pull request brings, as it stands there."""

    pull: Pull
    note: NoteFile
    snapshot: Snapshot
    """Of the default branch."""
    options: CarryOptions
    raised: tuple[Issue, ...]
    """Issues that people raised for the next meeting."""
    live: LiveText | None = None
    """What was found where the note is edited; `note` has that text where there is one."""
    unmerged: Unmerged = NONE_UNMERGED
    """Notes of earlier meetings in other pull requests."""

    @property
    def config(self) -> Config:
        """The config: without one nothing is carried."""
        assert self.snapshot.config is not None
        return self.snapshot.config

    def into(self, text: str) -> Carried:
        """The note with the items carried into `text`, which it may be by now."""
        target = NoteFile(self.note.path, text)
        before = self.unmerged.over(self.snapshot)
        return with_remarks(carry(before, target, since=self.options.since, raised=self.raised), self.unmerged)


def with_remarks(carried: Carried, unmerged: Unmerged) -> Carried:
    """The outcome of carrying with the earlier meetings that are not merged in its summary."""
    return replace(carried, summary="\n\n".join(filter(None, [carried.summary, unmerged.said])))


def candidates(files: Iterable[Changed], config: Config) -> tuple[Changed, ...]:
    """The files that may be notes, by their paths; none that the pull request removes."""
    return tuple(file for file in files if file.sha and readable(file.path) and selects(config, file.path) is not None)


def newest(notes: Iterable[NoteFile], others: Sequence[NoteFile], config: Config) -> NoteFile | None:
    """The file with the notes of the latest meeting; None where none of them has a date. `others` as in `next_meeting`."""
    found = ((day_of(note, others, config), note) for note in notes)
    dated = {(day, note.path): note for day, note in found if day}
    return dated[max(dated)] if dated else None


def obstacle(pull: Pull, options: CarryOptions, default: str, live: LiveText | None = None) -> str:
    """Why the block is posted and not committed, as a sentence; empty where nothing stands against a commit.

    `default` is the name of the default branch: whoever may use `/carry` may not therefore write there. `live` is what was
    found where the note is edited, if the pull request names that.
    """
    if why := _NOT_COMMITTED.get(options.how):
        return why
    if not pull.open:
        return f"This pull request is {'merged' if pull.merged else 'closed'}, so nothing was committed."
    if pull.fork:
        return "This branch stands in a fork, where I may not write."
    if pull.branch == default:
        return f"This pull request's branch is the default one, {code(default)}, where I carry nothing."
    if options.how != "commit" and (live or names_hackmd(pull)):
        why = (
            "This pull request names HackMD, whose next sync would overwrite a commit, so paste the block there. "
            "`/carry commit` commits all the same."
        )
        return f"{why} {live.why}" if live else why
    return ""


def refused(said: str) -> str:
    """The same where GitHub lets nothing be written; `said` are its words."""
    return f"I could not commit to this branch. GitHub answered: {code(said)}"


def names_hackmd(pull: Pull) -> bool:
    """Whether the text of a pull request says that its note is written in HackMD; hidden comments say nothing."""
    return _HACKMD.search(without_comments(f"{pull.title}\n{pull.body}")) is not None


def day_of(note: NoteFile, others: Sequence[NoteFile], config: Config) -> date | None:
    """The day of the latest meeting in a file; `others` as in `next_meeting`."""
    return next_meeting(note, others, config).meeting.date


def raised_before(snapshot: Snapshot, note: NoteFile, raised: tuple[Issue, ...]) -> tuple[Issue, ...]:
    """Those of the issues `raised` for the next meeting that the note before it names: they were talked about there."""
    notes, config = snapshot.notes, snapshot.config or Config()
    day = day_of(note, notes, config) or date.max
    found = (each for some in meetings_by_series(notes, config).values() for each in some if not each.shared)
    earlier = [(each.date, each.path, each.text) for each in found if each.date and each.date < day]
    if not earlier:
        return ()
    named = numbers_in(max(earlier)[2], snapshot.head.full_name)
    return tuple(issue for issue in raised if issue.number in named)


def committed(path: str, carried: Carried, head: Head, commit: str) -> str:
    """The answer after a commit; `commit` is empty where GitHub's answer was lost and the block stands there all the same."""
    place = f" in [{commit[:7]}]({head.url}/commit/{commit})" if commit else ""
    return whole_lines(f"Carried into {code(path)}{place}.\n\n{carried.summary}".rstrip(), MAX_ANSWER)


def message(path: str) -> str:
    """The message of the commit."""
    return f"Carry the open action items into {in_commit(path)}"


def branch_of(pull: int) -> str:
    """The branch with the block for a pull request whose own branch takes no commit."""
    return f"{BRANCHES}{pull}"


def number_of(branch: str) -> int | None:
    """The pull request that a branch of `branch_of` is for; None for any other branch."""
    found = _NUMBERED.fullmatch(branch)
    return int(found[1]) if found else None


def proposal(pull: Pull, path: str) -> tuple[str, str]:
    """Title and text of the pull request that brings the block into the branch of `pull`."""
    text = (
        f"The branch {code(pull.branch)} takes no commits of Duly's, so the open action items for {code(path)} stand here. "
        f"Merging this pull request puts them into #{pull.number}. `/carry` there brings it up to date."
    )
    return f"Carry the open action items into #{pull.number}", text


def withdrawn(pull: int) -> str:
    """The last text of that pull request where `pull` is closed."""
    return f"#{pull} is closed, so this pull request was closed too."


def proposed(path: str, number: int, carried: Carried) -> str:
    """The answer where the block stands in a pull request of its own."""
    said = f"This branch takes no commits of mine, so the block for {code(path)} is in #{number}: merge it into this branch."
    return whole_lines(f"{said}\n\n{carried.summary}".rstrip(), MAX_ANSWER)


def unchanged(path: str, carried: Carried) -> str:
    """The answer where the note stays as it is, mostly because it has everything already."""
    return whole_lines(f"{code(path)} stays as it is.\n\n{carried.summary}".rstrip(), MAX_ANSWER)


def posted(path: str, carried: Carried, why: str) -> str:
    """The answer that holds the block to paste, and why it was not committed."""
    summary = whole_lines(carried.summary, _MAX_SUMMARY)
    room = MAX_ANSWER - len(f"{why}{code(path)}{summary}".encode()) - 500
    pieces = [why, f"To paste into {code(path)}:", *_fenced(carried.block.rstrip(), room, path)]
    return "\n\n".join([*pieces, summary]).rstrip()


def to_paste(url: str, carried: Carried) -> str:
    """The answer where the note is edited at `url`, which Duly does not write: what that text lacks."""
    lacks = carried.missing
    rows = "\n".join(lacks.changed)
    changed = "\n\n".join(["Lines to change there by hand:", *_fenced(rows, _MAX_SUMMARY)]) if rows else ""
    summary = whole_lines(carried.summary, _MAX_SUMMARY)
    if not lacks.block:
        said = f"The text at {url} lacks no line." if lacks.changed else f"The text at {url} has everything already."
        return "\n\n".join(filter(None, [said, changed, summary])).rstrip()
    place = _place(lacks)
    room = MAX_ANSWER - len(f"{url}{place}{changed}{summary}".encode()) - 500
    pieces = [f"To paste into {url}{place}:", *_fenced(lacks.block.rstrip("\n"), room), changed, summary]
    return "\n\n".join(filter(None, pieces)).rstrip()


def _place(lacks: Missing) -> str:
    """Where the block goes in the text."""
    if lacks.rows:
        return f", as rows of the table below {code(lacks.below)}" if lacks.below else ", as rows of the table there"
    if lacks.below or not lacks.parts:
        return f", below {code(lacks.below)}" if lacks.below else ""
    new = f" (new there: {', '.join(map(code, lacks.new))})" if lacks.new else ""
    return f", each part below its heading{new}"


def _fenced(whole: str, room: int, path: str = "") -> list[str]:
    """A block as code of at most `room` bytes, for the note at `path`, and what is left out."""
    block = whole_lines(whole, room, "")
    fence = "`" * max(3, 1 + max(map(len, _FENCE.findall(block)), default=0))
    pieces = [f"{fence}{'rst' if restructured(path) else 'markdown'}\n{block}\n{fence}"]
    if left := whole.count("\n") - block.count("\n"):
        pieces.append(
            f"**{left} more lines do not fit into a comment.** `duly carry` on a clone gives the whole block."
        )
    return pieces
