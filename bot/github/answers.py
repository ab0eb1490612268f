"""Answers to what a decision asks of GitHub: one row for each kind of question."""

from bot.core.model.issues import Issue
from bot.core.model.questions import (
    Answers,
    Assignable,
    AssignableTo,
    CommentKeys,
    IssueNumbered,
    IssuesAgain,
    LabelledIssues,
    LabelNames,
    Question,
    Questions,
)
from bot.core.model.snapshot import Snapshot
from bot.github.assignees import Assignees
from bot.github.comments import Comments
from bot.github.issues import Issues
from bot.github.payloads import Named
from bot.github.transport.api import Api, RepositoryRef


class Answering:
    """Answers questions about one repository."""

    def __init__(
        self, api: Api, place: RepositoryRef, issues: Issues, assignees: Assignees, comments: Comments
    ) -> None:
        self._api = api
        self._place = place
        self._issues = issues
        self._assignees = assignees
        self._comments = comments

    async def answers(self, snapshot: Snapshot, questions: Questions) -> Answers:
        """The answer to each question."""
        # One call answers for many logins; the rows below find their answers in memory.
        await self._assignees.known(question.login for question in questions if isinstance(question, Assignable))
        return Answers({question: await self._answer(snapshot, question) for question in sorted(questions, key=repr)})

    async def _answer(self, snapshot: Snapshot, question: Question[object]) -> object:
        answer: object
        match question:
            case LabelNames():
                answer = await self._label_names()
            case Assignable(login=login):
                answer = (await self._assignees.known([login]))[login]
            case AssignableTo(number=number, login=login):
                answer = await self._assignees.may_be_assigned(number, login)
            case IssueNumbered(number=number):
                answer = await self._issues.one(number)
            case CommentKeys(number=number):
                counted = _comments_of(snapshot.known_issues.get(number))
                answer = await self._comments.keys(number, writers_of(snapshot), counted)
            case LabelledIssues():
                answer = await self._issues.labelled_all(writers_of(snapshot), _first_label(snapshot))
            case IssuesAgain():
                answer = await self._issues.by(writers_of(snapshot))
            case _:
                raise TypeError(f"no row answers {question!r}")
        return answer

    async def _label_names(self) -> tuple[str, ...]:
        labels = await self._api.pages(Named, f"{self._place.base}/labels?per_page=100")
        return tuple(label.name for label in labels)


def writers_of(snapshot: Snapshot) -> frozenset[str]:
    """Logins (lower case) whose markers count."""
    trusted = snapshot.config.trusted_writers if snapshot.config else frozenset()
    return trusted | {snapshot.writer.lower()}


def _first_label(snapshot: Snapshot) -> str:
    """The label that all issues of Duly have; empty where the config wants none."""
    return next(iter(snapshot.config.labels), "") if snapshot.config else ""


def _comments_of(issue: Issue | None) -> int:
    return issue.comments if issue else 0
