"""A repository in memory for tests of decisions: notes that people write, issues that plans and people change."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count

from bot.core.commands import CommandContext, CommandResult, Role, invocations
from bot.core.commands import decide as run
from bot.core.commands.context import Planned, SyncPlan
from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.decide import decide
from bot.core.model.issues import Head, Issue
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Attach, Change, Close, Comment, CreateLabel, Edit, Open, Plan, Reopen
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
from bot.github.git.files import blob_sha
from bot.jobs.gather import settle
from tests.support.at_once import at_once

BOT = "duly[bot]"
REPOSITORY = "harbour/notes"


@dataclass
class Tracker:
    """Holds the state between syncs. `assignable` are the logins that may be assigned anywhere."""

    config: Config = field(default_factory=Config)
    assignable: set[str] = field(default_factory=lambda: {"ada", "bea", "cyd"})
    notes: dict[str, str] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    labels: list[str] = field(default_factory=list)
    comments: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    parents: dict[int, int] = field(default_factory=dict)
    """Of sub-issues."""
    versions: dict[str, str] = field(default_factory=dict)
    """Blob's SHA → text of every version of a note that a sync saw. A version that is taken out cannot be read."""
    closers: dict[int, str] = field(default_factory=dict)
    """Who closed an issue, where it was not `ada`."""
    closers_asked: list[int] = field(default_factory=list)
    """The number of each issue whose closer a decision asked for."""
    versions_asked: list[str] = field(default_factory=list)
    """The SHA of each version that a decision asked for."""
    _numbers: "count[int]" = field(default_factory=lambda: count(1))
    _commits: "count[int]" = field(default_factory=lambda: count(1))

    def write(self, day: str, *lines: str) -> None:
        """The note of a meeting, its action list being `lines`."""
        self.notes[f"notes/{day}.md"] = f"# {day} meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"

    def sync(self) -> Plan:
        """One sync: decide, answering what is asked, and apply."""
        plan = self.plan()
        for change in plan.changes:
            self.apply(change)
        if self.config.children == "sub-issues":
            placed = [change for change in self.plan().changes if isinstance(change, Attach)]
            for change in placed:
                self.apply(change)
            return replace(plan, changes=(*plan.changes, *placed))
        return plan

    def plan(self, *, approved: bool = False) -> Plan:
        """The plan of the state as it is."""
        return self.planned(approved=approved)[1]

    def planned(self, *, approved: bool = False) -> tuple[Snapshot, Plan]:
        """The plan, and the snapshot with all that it asked."""
        return at_once(settle(replace(self.snapshot(), approved=approved), _decided, self._answer))

    def say(
        self, line: str, on: int = 1, by: str = "ada", role: Role = Role.WRITE, *, pull: bool = False
    ) -> CommandResult:
        """Run a command that a person gives on an issue; its result. Raises UserError."""
        bare = replace(self.snapshot(), notes=(), issues=() if pull else (self.issues[on],))
        context = CommandContext(invocation=invocations(line)[0], number=on, pull=pull, by=by, role=role, snapshot=bare)
        _, result = at_once(settle(context, _run, self._answer_command))
        for change in result.changes:
            self.apply(change)
        return result

    def person_opens(self, title: str, by: str = "bea", body: str = "") -> int:
        """An issue of a person's; its number."""
        number = next(self._numbers)
        self.issues[number] = Issue(number=number, title=title, body=body, open=True, author=by)
        return number

    def snapshot(self) -> Snapshot:
        """The state as it is, nothing asked yet."""
        return Snapshot(
            head=Head(REPOSITORY, "main", f"{next(self._commits):040x}", f"https://github.com/{REPOSITORY}"),
            config=self.config,
            notes=tuple(self._file(path, text) for path, text in sorted(self.notes.items())),
            issues=tuple(issue for issue in self.issues.values() if self._counts(issue)),
            writer=BOT,
        )

    def _file(self, path: str, text: str) -> NoteFile:
        sha = blob_sha(text.encode("utf-8", "surrogatepass"))
        self.versions.setdefault(sha, text)
        return NoteFile(path, text, sha)

    async def _answer_command(self, context: CommandContext, questions: Questions) -> CommandContext:
        snapshot = await self._answer(context.snapshot, questions - {SyncPlan()})
        if SyncPlan() in questions:
            planned = Answers({SyncPlan(): Planned(*self.planned())})
            snapshot = replace(snapshot, answers=snapshot.answers | planned)
        return replace(context, snapshot=snapshot)

    async def _answer(self, snapshot: Snapshot, questions: Questions) -> Snapshot:
        return snapshot.answered(Answers({question: self._answer_to(question) for question in questions}))

    def _answer_to(self, question: Question[object]) -> object:
        answer: object
        match question:
            case LabelNames():
                answer = tuple(self.labels)
            case Assignable(login=login):
                answer = login in self.assignable
            case AssignableTo(number=number, login=login):
                answer = any(who.lower() == login for who, _ in self.comments.get(number, []))
            case IssueNumbered(number=number):
                answer = self.issues.get(number)
            case ClosedBy(number=number):
                self.closers_asked.append(number)
                answer = self.closers.get(number, "ada")
            case NoteVersion(sha=sha):
                self.versions_asked.append(sha)
                answer = self.versions.get(sha)
            case CommentKeys(number=number):
                answer = frozenset(body.split(" ")[2] for who, body in self.comments.get(number, []) if who == BOT)
            case LabelledIssues():
                answer = Labelled(tuple(filter(self._counts, self._labelled())), tuple(self._others()))
            case IssuesAgain():
                answer = self.snapshot().issues
            case _:
                raise TypeError(f"no row answers {question!r}")
        return answer

    def _counts(self, issue: Issue) -> bool:
        return issue.author == BOT or issue.author.lower() in self.config.trusted_writers

    def _others(self) -> Iterator[Issue]:
        """Issues with a marker whose author does not count; with the config's first label, where it has one."""
        return (issue for issue in self._labelled() if marker.read(issue.body) and not self._counts(issue))

    def _labelled(self) -> Iterator[Issue]:
        label = next(iter(self.config.labels), "")
        return (issue for issue in self.issues.values() if not label or issue.bears(label))

    def apply(self, change: Change) -> None:
        """What GitHub would do with a change."""
        match change:
            case CreateLabel(name=name):
                assert name.lower() not in {label.lower() for label in self.labels}, "GitHub: already_exists"
                self.labels.append(name)
            case Open():
                self._open(change)
            case Edit():
                self._edit(change)
            case Close(number=number, reason=reason, body=body):
                self.closers[number] = BOT
                self.change(number, open=False, state_reason=reason, **({"body": body} if body is not None else {}))
            case Reopen(number=number, body=body):
                self.change(
                    number,
                    open=True,
                    closed_at=None,
                    state_reason="reopened",
                    **({"body": body} if body is not None else {}),
                )
            case Comment(number=number, body=body):
                self.comment(number, BOT, body)
            case Attach(number=number, parent=parent, body=body):
                assert change.id == self.issues[number].id
                self.parents.setdefault(number, parent)
                self.change(number, body=body)

    def _open(self, change: Open) -> None:
        assert len(change.title) <= 256 and len(change.body) <= 65536
        self._check_labels(change.labels)
        number = next(self._numbers)
        self.issues[number] = Issue(
            number=number,
            title=change.title,
            body=change.body,
            open=True,
            labels=change.labels,
            assignees=change.assignees,
            author=BOT,
            id=9000 + number,
        )

    def _edit(self, change: Edit) -> None:
        fields = {name: getattr(change, name) for name in ("title", "body", "labels", "assignees")}
        self._check_labels(change.labels or ())
        self.change(change.number, **{name: value for name, value in fields.items() if value is not None})

    def _check_labels(self, labels: tuple[str, ...]) -> None:
        missing = [name for name in labels if name not in self.labels]
        assert not missing, f"GitHub would make these labels grey: {missing}"

    # what people do

    def change(self, number: int, **fields: object) -> None:
        """Set fields of an issue."""
        self.issues[number] = replace(self.issues[number], **fields)  # type: ignore[arg-type]

    def closes(self, number: int, day: str, by: str = "ada", reason: str = "completed") -> None:
        """Somebody closes an issue on a day."""
        self.closers[number] = by
        at = datetime.fromisoformat(f"{day}T18:00:00+00:00")
        self.change(number, open=False, state_reason=reason, closed_at=at)

    def comment(self, number: int, who: str, body: str) -> None:
        """A comment by anyone."""
        self.comments.setdefault(number, []).append((who, body))
        self.change(number, comments=len(self.comments[number]))

    def tick(self, day: str, words: str, *, done: bool = True) -> None:
        """Tick (or untick) the box of the line with these words."""
        path = f"notes/{day}.md"
        before, after = ("[ ]", "[x]") if done else ("[x]", "[ ]")
        lines = [
            line.replace(before, after, 1) if words in line else line
            for line in self.notes[path].splitlines(keepends=True)
        ]
        assert "".join(lines) != self.notes[path], f"no box with {words!r}"
        self.notes[path] = "".join(lines)

    def by_title(self, words: str) -> Issue:
        """The issue whose title has these words."""
        found = [issue for issue in self.issues.values() if words in issue.title]
        assert len(found) == 1, f"{len(found)} issues with {words!r}: {[issue.title for issue in self.issues.values()]}"
        return found[0]


async def _decided(snapshot: Snapshot) -> Plan:
    return decide(snapshot)


async def _run(context: CommandContext) -> CommandResult:
    return run(context)
