"""Answers to what a decision asks of GitHub: one row for each kind of question."""

from collections.abc import Awaitable
from dataclasses import dataclass, replace

import structlog

from bot.core.issues.board.marker import divided
from bot.core.model.issues import Issue
from bot.core.model.questions import (
    Answers,
    Assignable,
    AssignableTo,
    ClosedBy,
    CommentKeys,
    IssueNumbered,
    IssuesAgain,
    Labelled,
    LabelledIssues,
    LabelNames,
    NoteVersion,
    Question,
    Questions,
)
from bot.core.model.snapshot import Snapshot
from bot.core.text.encoding import text_of
from bot.github.assignees import Assignees
from bot.github.comments import Comments
from bot.github.errors import BadAnswer, Refused, Unanswered
from bot.github.git.files import NOTE_LIMIT, POSTED, Files
from bot.github.issues import Issues
from bot.github.payloads.issues import Named
from bot.github.transport.api import Api, RepositoryRef

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sources:
    """What answers come from."""

    files: Files
    issues: Issues
    assignees: Assignees
    comments: Comments


class Answering:
    """Answers questions about one repository."""

    def __init__(self, api: Api, repo: RepositoryRef, sources: Sources) -> None:
        self._api = api
        self._repo = repo
        self._sources = sources

    async def answers(self, snapshot: Snapshot, questions: Questions) -> Answers:
        """The answer to each question."""
        # One call answers for many logins; the rows below find their answers in memory.
        await self._sources.assignees.known(
            question.login for question in questions if isinstance(question, Assignable)
        )
        return Answers({question: await self._answer(snapshot, question) for question in sorted(questions, key=repr)})

    async def _answer(self, snapshot: Snapshot, question: Question[object]) -> object:
        known = self._sources
        answer: Awaitable[object]
        match question:
            case LabelNames():
                answer = self._label_names()
            case Assignable(login=login):
                answer = self._is_assignable(login)
            case AssignableTo(number=number, login=login):
                answer = known.assignees.may_be_assigned(number, login)
            case IssueNumbered(number=number):
                answer = known.issues.one(number)
            case ClosedBy(number=number, at=at):
                answer = known.issues.closed_by(number, at)
            case NoteVersion(sha=sha):
                answer = self._note_version(sha)
            case CommentKeys(number=number):
                counted = _comments_of(snapshot.known_issues.get(number))
                answer = known.comments.keys(number, writers_of(snapshot), counted)
            case LabelledIssues():
                answer = self._labelled(snapshot)
            case IssuesAgain():
                answer = self._issues_again(snapshot)
            case _:
                raise TypeError(f"no row answers {question!r}")
        return await answer

    async def _labelled(self, snapshot: Snapshot) -> Labelled:
        found = await self._sources.issues.labelled_all(writers_of(snapshot), _first_label(snapshot))
        return replace(found, ours=divided(found.ours)[0])

    async def _issues_again(self, snapshot: Snapshot) -> tuple[Issue, ...]:
        return divided(await self._sources.issues.by(writers_of(snapshot)))[0]

    async def _is_assignable(self, login: str) -> bool:
        return (await self._sources.assignees.known([login]))[login]

    async def _note_version(self, sha: str) -> str | None:
        """The text of a blob or post. A version that cannot be read costs a decision one piece of evidence, so it is no failure."""
        files = self._sources.files
        try:
            content = files.remembered(sha) if sha.startswith(POSTED) else await files.blob(sha, NOTE_LIMIT)
        except (Unanswered, Refused, BadAnswer) as error:
            log.warning("note version not read", repository=self._repo.full_name, sha=sha, reason=str(error))
            return None
        return None if content is None else text_of(content)

    async def _label_names(self) -> tuple[str, ...]:
        labels = await self._api.pages(Named, f"{self._repo.base}/labels?per_page=100")
        return tuple(label.name for label in labels)


def writers_of(snapshot: Snapshot) -> frozenset[str]:
    """Logins (lower case) whose markers count."""
    trusted = snapshot.config.trusted_writers if snapshot.config else frozenset()
    return trusted | {snapshot.writer.lower()}


def _first_label(snapshot: Snapshot) -> str:
    """The label that all issues of Duly have; empty where the config has none."""
    return next(iter(snapshot.config.labels), "") if snapshot.config else ""


def _comments_of(issue: Issue | None) -> int:
    return issue.comments if issue else 0
