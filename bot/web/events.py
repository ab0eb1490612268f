"""What an event asks for: a delivery's payload becomes a Job, or the reason why there is none. Payloads end here."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from bot.core import commands
from bot.core.issues.board import marker as board
from bot.core.issues.marker import is_first, key_of, waits_for
from bot.core.onboarding.asking import BRANCH
from bot.core.reports.approve_button import APPROVE
from bot.core.text.plural import counted
from bot.core.write_back import is_news
from bot.queue.job import (
    ApproveHeld,
    Job,
    MeetingNews,
    Onboard,
    Preview,
    Restore,
    RunCommands,
    Sync,
    Welcome,
    Work,
    WriteBack,
)
from bot.queue.work import STRANGERS
from bot.web.outcomes import Ignored, Leave, Translated
from bot.web.payloads import (
    BranchMade,
    ButtonPressed,
    CommentCreated,
    CommentEdited,
    Event,
    InstallationNews,
    Installed,
    IssueClosedOrReopened,
    IssueEdited,
    IssueNews,
    Part,
    Payload,
    PullClosedOrEdited,
    PullRequest,
    Push,
    as_object,
    read_as,
)
from bot.web.pushes import why_nothing
from bot.web.signature import Refusal

T = TypeVar("T", bound=Part)

MOST_NEW = 100
"""New repositories of an installation that are kept in a job."""

_UNUSED = {
    "ping": "ping",
    "issues": "only news of an issue's text, state and labels are of interest",
    "issue_comment": "only comments that come, change or go are of interest",
    "check_run": "only a button of a check run is of interest",
    "pull_request": "only a new pull request, its commits and its end are of interest",
    "installation": "only a new installation, and the end of one, is of interest",
    "installation_repositories": "only new repositories are of interest",
}


def translate(event: str, payload: Payload, delivery: str = "") -> Translated:
    """What an event asks for; raises Refusal 400 where it is no JSON object, or a field that is used has a wrong type."""
    if event == "push":
        # It is frequent and may be long, so only the fields that are used become objects.
        return _push(payload, delivery)
    if isinstance(payload, bytes):
        payload = as_object(payload)
    action = payload.get("action")
    if event in _WITH_ACTIONS and not isinstance(action, str):
        raise Refusal(400, "action: a string is required")
    found = _READERS.get((event, action)) if isinstance(action, str) else None
    return found(payload, delivery) if found else Ignored(_UNUSED.get(event, f"{event} is not listened to"))


def _push(payload: Payload, delivery: str) -> Job | Ignored:
    push = read_as(Push, payload)
    if push.ref == f"refs/heads/{BRANCH}" and push.created and not push.deleted:
        made = read_as(BranchMade, payload)
        if made.sender.type != "Bot":
            return _job(made, Onboard(asked=True), delivery, f"{made.sender.login} created the branch {BRANCH}")
    if why := why_nothing(push):
        return Ignored(why)
    return _job(push, Sync(), delivery, f"push of {push.after[:12]}", push.before or "")


def _issue_edited(edited: IssueEdited, delivery: str) -> Job | Ignored:
    issue, body = edited.issue, edited.changes.body
    if edited.sender.type == "Bot":
        return Ignored("edited by a bot")
    if body and board.read(body.before or ""):
        return _job(edited, Sync(), delivery, f"the board #{issue.number} was edited")
    if body is None or body.before is None or (key := key_of(body.before)) is None:
        return Ignored("the edit touched no marker")
    if is_first(issue.body or "") and key_of(issue.body or "") == key:
        return Ignored("the marker is still there")
    # Whether the markers of the issue's author count is decided where the issue is read again.
    return _job(edited, Restore(issue.number, body.before), delivery, f"an edit of #{issue.number} lost its marker")


def _issue_closed_or_reopened(event: IssueClosedOrReopened, delivery: str, *, is_open: bool) -> Job | Ignored:
    issue, done = event.issue, "reopened" if is_open else "closed"
    if board.read(issue.body or ""):
        return _job(event, Sync(), delivery, f"the board #{issue.number} was {done}")
    if not is_news(issue.body or "", is_open=is_open):
        return Ignored(f"{done} by a sync, or none of Duly's issues")
    # Whether the config asks for it is checked where the repository is known.
    return _job(event, WriteBack((issue.number,)), delivery, f"#{issue.number} was {done}")


def _meeting(payload: Payload, delivery: str, otherwise: Translated | None = None) -> Translated:
    """News of an issue that may be a meeting's, where nothing else is to be done: it has labels, and is none of Duly's.

    Which label meetings have is looked up where the repository is known.
    """
    if isinstance(otherwise, Job):
        return otherwise
    news = read_as(IssueNews, payload)
    issue, body = news.issue, news.changes.body
    is_talk = isinstance(payload, Mapping) and "comment" in payload
    if (
        not news.labels
        or issue.pull_request is not None
        or board.key_of(issue.body or "")
        or (is_talk and news.is_a_bots)
    ):
        return otherwise or Ignored("no meeting’s, and none of Duly's issues")
    edits = () if is_talk or body is None or body.before is None else ((news.by, body.before),)
    return _job(news, MeetingNews(issue.number, news.labels, edits), delivery, f"#{issue.number} may be a meeting’s")


def _comment_created(comment: CommentCreated, delivery: str) -> Job | Ignored:
    issue, by = comment.issue, comment.sender
    if _is_a_bots(comment):
        return Ignored("a bot's comment")
    said = commands.invocations(comment.comment.body or "")
    if job := _run_commands(comment, said, delivery):
        return job
    if issue.pull_request is not None:
        return Ignored("a comment on a pull request, without a command")
    if not waits_for(issue.body or "", by.login):
        return Ignored("no command, and nobody waits for this comment")
    return _job(comment, Sync(), delivery, f"{by.login} commented on #{issue.number} and may be assignable now")


def _comment_edited(edited: CommentEdited, delivery: str) -> Job | Ignored:
    before = edited.changes.body.before if edited.changes.body else None
    if _is_a_bots(edited):
        return Ignored("a bot's comment")
    if before is None:
        return Ignored("the edit changed no text")
    return _run_commands(edited, commands.added(before, edited.comment.body or ""), delivery) or Ignored(
        "the edit brought no command"
    )


def _pull_request(pull: PullRequest, delivery: str) -> Job:
    # Which files it changes is asked where the pull request is read.
    return _job(pull, Preview(pull.number), delivery, f"pull request #{pull.number} has news")


def _pull_closed_or_edited(event: PullClosedOrEdited, delivery: str) -> Job | Ignored:
    """Duly's own proposal was closed without a merge, or a closed one got another title; another pull request was closed."""
    pull = event.pull_request
    if event.action == "closed" and pull.head.ref != BRANCH:
        return _job(event, Preview(event.number), delivery, f"pull request #{event.number} was closed")
    if pull.head.ref != BRANCH or pull.merged or pull.state != "closed":
        return Ignored(_UNUSED["pull_request"])
    if event.action == "edited" and event.changes.title is None:
        return Ignored("the title is the same")
    return _job(event, Onboard(), delivery, f"the pull request of {BRANCH} was {event.action}")


def _button_pressed(pressed: ButtonPressed, delivery: str) -> Job | Ignored:
    identifier, by = pressed.requested_action and pressed.requested_action.identifier, pressed.sender
    if identifier != APPROVE.identifier or by.type == "Bot":
        return Ignored("no button of Duly's")
    work = ApproveHeld(pressed.check_run.head_sha, by.login)
    return _job(pressed, work, delivery, f"{by.login} pressed “{APPROVE.label}”")


def _left(why: str, installed: Installed, delivery: str) -> Leave:
    return Leave(installed.installation.id, why, delivery)


def _installed(news: InstallationNews, delivery: str) -> Job | Ignored:
    if news.has_all:
        return Ignored(f"all repositories were chosen: a branch {BRANCH} in one of them asks for a proposal")
    if not news.new:
        return Ignored("no repository is new")
    first = news.new[0]
    work = Welcome(tuple((one.id, one.full_name) for one in news.new[:MOST_NEW]))
    return Job(
        installation=news.installation.id,
        repository=first.id,
        full_name=first.full_name,
        branch="",
        work=work,
        delivery=delivery,
        why=f"installed on {counted(len(news.new), 'repository', 'repositories')}",
    )


def _is_a_bots(comment: CommentCreated) -> bool:
    author = comment.comment.user
    # An app may write as a person, and quote others.
    through_app = comment.comment.performed_via_github_app is not None
    return through_app or "Bot" in {comment.sender.type, author.type if author else ""}


def _run_commands(comment: CommentCreated, said: Sequence[commands.Invocation], delivery: str) -> Job | None:
    """The job for the commands of a comment; None where no line is a command, or nearly one."""
    lines = commands.command_lines(said)
    if not lines:
        return None
    issue, by = comment.issue, comment.sender.login
    stranger = comment.comment.author_association in STRANGERS and by.lower() not in issue.assigned
    work = RunCommands(
        issue.number,
        comment.comment.id,
        by,
        lines,
        pull=issue.pull_request is not None,
        stranger=stranger,
        folds=commands.may_fold(lines),
    )
    names = " ".join(f"/{commands.Invocation.from_line(line).name}" for line in lines)
    return _job(comment, work, delivery, f"{names} by {by} on #{issue.number}")


def _job(event: Event, work: Work, delivery: str, why: str, before: str = "") -> Job:
    return Job(
        installation=event.installation.id if event.installation else 0,
        repository=event.repository.id,
        full_name=event.repository.full_name,
        branch=event.repository.default_branch,
        private=event.repository.private,
        work=work,
        delivery=delivery,
        why=why,
        before=before,
    )


Reader = Callable[[Mapping[str, object], str], Translated]


def _of(form: type[T], decide: Callable[[T, str], Translated]) -> Reader:
    """Reads a payload in this form, and decides by it."""
    return lambda payload, delivery: decide(read_as(form, payload), delivery)


def _or_meeting(read: Reader) -> Reader:
    """The same, and where it asks for no job, the issue may be a meeting's."""
    return lambda payload, delivery: _meeting(payload, delivery, read(payload, delivery))


_WITH_ACTIONS = frozenset({"check_run", "issues", "issue_comment", "pull_request"})
_READERS: Mapping[tuple[str, str], Reader] = {
    ("check_run", "requested_action"): _of(ButtonPressed, _button_pressed),
    ("installation", "created"): _of(InstallationNews, _installed),
    ("installation", "deleted"): _of(Installed, partial(_left, "uninstalled")),
    ("installation", "suspend"): _of(Installed, partial(_left, "suspended")),
    ("installation_repositories", "added"): _of(InstallationNews, _installed),
    ("issue_comment", "created"): _or_meeting(_of(CommentCreated, _comment_created)),
    ("issue_comment", "edited"): _or_meeting(_of(CommentEdited, _comment_edited)),
    ("issue_comment", "deleted"): _meeting,
    ("issues", "closed"): _or_meeting(_of(IssueClosedOrReopened, partial(_issue_closed_or_reopened, is_open=False))),
    ("issues", "edited"): _or_meeting(_of(IssueEdited, _issue_edited)),
    ("issues", "reopened"): _or_meeting(_of(IssueClosedOrReopened, partial(_issue_closed_or_reopened, is_open=True))),
    **{("issues", action): _meeting for action in ("deleted", "labeled", "opened", "transferred", "unlabeled")},
    ("pull_request", "closed"): _of(PullClosedOrEdited, _pull_closed_or_edited),
    ("pull_request", "edited"): _of(PullClosedOrEdited, _pull_closed_or_edited),
    **{("pull_request", action): _of(PullRequest, _pull_request) for action in ("opened", "reopened", "synchronize")},
}
"""Event and action → the job that they ask for."""
