"""Notes in issues: one issue for each meeting, by its label and title; its body, and the comments that count."""

import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace

from cachetools import TTLCache

from bot.core import limits
from bot.core.carry.posts import CARRIED
from bot.core.commands import Role
from bot.core.config.problem import Problem
from bot.core.config.schema import Config, MeetingIssues
from bot.core.items.posts import day_of_issue, path_of
from bot.core.model.meeting import Post
from bot.core.model.notes import NoteFile
from bot.github.comments import key_of
from bot.github.git.files import Files
from bot.github.issues import Issues
from bot.github.meetings.source import Found, Source
from bot.github.payloads.accounts import User
from bot.github.payloads.issues import IssuePayload, ListedComment
from bot.github.roles import Roles
from bot.github.transport.api import Api, RepositoryRef

TALKS = 10
"""The newest meetings whose comments are read."""
PER_PAGE, COMMENT_PAGES = 100, 3
"""Comments on a page, and how many of the newest pages are read."""
AUTHORS = 50
"""The newest authors of comments on one meeting whose role is looked up."""
_BOT = re.compile(r"(?:^|-)bot(?:$|-)", re.IGNORECASE)
ROLE_KEPT = 600.0
"""Seconds for which the role of a commenter is kept."""


@dataclass(frozen=True, slots=True)
class _Meeting:
    issue: IssuePayload
    post: Post
    talks: bool
    """Comments of people count."""


class IssueMeetings(Source):
    """The issues that hold a meeting each."""

    def __init__(
        self,
        api: Api,
        repo: RepositoryRef,
        known: tuple[Files, Issues, Roles],
        writer: Callable[[], Awaitable[str]],
    ) -> None:
        self._api = api
        self._repo = repo
        self._files, self._issues, self._roles = known
        self._writer = writer
        self._roles_kept: TTLCache[str, Role] = TTLCache(1000, ROLE_KEPT, timer=api.time.monotonic)

    async def notes(self, config: Config) -> Found:
        """The bodies of the newest 100 issues of each label, and the comments on the newest of them."""
        writer = (await self._writer()).lower()
        meetings: dict[int, _Meeting] = {}
        others: set[int] = set()
        for wanted in config.meetings.issues:
            for issue in await self._issues.newest_with_label(wanted.label):
                meeting = None if issue.number in meetings else _meeting(issue, wanted, config, writer)
                if meeting and await self._may_lead(issue, writer):
                    meetings[issue.number] = meeting
                others.add(issue.number)
        found = [self._note(each.post, each.issue.body or "") for each in meetings.values()]
        problems: list[Problem] = []
        for each in _with_talk(meetings.values()):
            notes, left_out = await self._talk(each, writer)
            found += notes
            problems += left_out
        none = tuple(f"#{number}" for number in sorted(others - meetings.keys()))
        return Found(tuple(sorted(found, key=lambda note: note.path)), tuple(problems), no_meetings=none)

    async def _talk(self, meeting: _Meeting, writer: str) -> tuple[list[NoteFile], list[Problem]]:
        """The comments that are notes, and what was left out of a long talk."""
        comments, older = await self._newest(meeting)
        theirs = [one for one in comments if meeting.talks and one.author.lower() != writer]
        people = list(dict.fromkeys(one.author for one in reversed(theirs) if not _is_programs(one)))
        asked = frozenset(people[:AUTHORS])
        notes = []
        for comment in comments:
            own = comment.author.lower() == writer
            carried = own and key_of(comment.body or "") == CARRIED
            if carried or (not own and comment.author in asked and await self._counts(comment)):
                notes.append(self._of_comment(meeting, comment, own=own))
        return notes, _left_out(meeting, older, len(people)) if meeting.talks else []

    async def _newest(self, meeting: _Meeting) -> tuple[list[ListedComment], int]:
        """The comments on the last pages, and how many stand before them. GitHub lists the oldest first."""
        first = max(-(-meeting.issue.comments // PER_PAGE) - COMMENT_PAGES + 1, 1)
        url = f"{self._repo.base}/issues/{meeting.post.number}/comments?per_page={PER_PAGE}"
        found = await self._api.pages(ListedComment, url + (f"&page={first}" if first > 1 else ""))
        return found, (first - 1) * PER_PAGE

    def _of_comment(self, meeting: _Meeting, comment: ListedComment, *, own: bool) -> NoteFile:
        post = meeting.post
        url = comment.html_url or f"{post.url}#issuecomment-{comment.id}"
        common = f"{post.common}\n\n{meeting.issue.body or ''}"
        return self._note(replace(post, comment=comment.id, url=url, writable=own, common=common), comment.body or "")

    async def _may_lead(self, issue: IssuePayload, writer: str) -> bool:
        """Whether an issue is by somebody who may triage here, or by an App.

        A template gives its labels to the issues of everybody, and authors may edit what they opened.
        """
        is_app = issue.user is not None and issue.user.type == "Bot"
        return is_app or issue.author.lower() == writer or await self._role(issue.author) >= Role.TRIAGE

    async def _counts(self, comment: ListedComment) -> bool:
        """Whether a comment is by a person who may write here."""
        return not _is_programs(comment) and await self._role(comment.author) >= Role.WRITE

    async def _role(self, login: str) -> Role:
        if login not in self._roles_kept:
            self._roles_kept[login] = await self._roles.of(login)
        return self._roles_kept[login]

    def _note(self, post: Post, text: str) -> NoteFile:
        return NoteFile(path_of(post.number, post.comment), text, self._files.remember(text), post)


def _with_talk(meetings: Iterable[_Meeting]) -> list[_Meeting]:
    """The newest meetings with comments that may count: those of people, and Duly's own where a program writes the body."""
    newest = sorted(meetings, key=lambda each: (each.post.date, each.post.number), reverse=True)[:TALKS]
    return [each for each in newest if each.issue.comments and (each.talks or not each.post.writable)]


def _meeting(issue: IssuePayload, wanted: MeetingIssues, config: Config, writer: str) -> _Meeting | None:
    """An issue as a meeting; None where it is none."""
    day = day_of_issue(wanted, issue.title, issue.body or "", issue.created_at.date(), config.dates)
    if day is None:
        return None
    by_program = issue.performed_via_github_app is not None or (issue.user is not None and _is_program(issue.user))
    people = "\n".join(f"- @{user.login}" for user in issue.assignees)
    post = Post(
        number=issue.number,
        date=day,
        url=issue.html_url,
        label=wanted.label,
        series=wanted.series or "",
        writable=not by_program or _is_own(issue, writer),
        common=f"## Attendees\n\n{people}" if people else "",
        title=issue.title,
        open=issue.state == "open",
    )
    return _Meeting(issue, post, wanted.comments)


def _left_out(meeting: _Meeting, older: int, people: int) -> list[Problem]:
    """What was not read of a talk in which so many people wrote, where `older` comments stand before those that were read."""
    said = [f"its oldest {older} comments were not read"] if older else []
    said += [f"comments by {people - AUTHORS} of its {people} authors were not read"] if people > AUTHORS else []
    way = "write what is to be done into the text of the issue"
    return [Problem(path_of(meeting.post.number), 0, f"{why}: {way}") for why in said]


def _is_programs(comment: ListedComment) -> bool:
    """Whether a program wrote a comment."""
    return comment.user is None or _is_program(comment.user) or comment.performed_via_github_app is not None


def _is_program(user: User) -> bool:
    """Whether an account is that of a program: an App's, or one that says so in its name, as accounts with a token do."""
    return user.type == "Bot" or _BOT.search(user.login) is not None


def _is_own(issue: IssuePayload, writer: str) -> bool:
    """Whether Duly wrote an issue. In an Action other workflows write under the same login, so its body has to say so.

    People may have written above the marker.
    """
    if issue.author.lower() != writer:
        return False
    return writer != limits.ACTION or any(line.startswith("<!-- duly:") for line in (issue.body or "").splitlines())
