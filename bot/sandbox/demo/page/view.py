"""The page's data as JSON: the repository, one note, one issue, one check run."""

from dataclasses import replace
from html import escape

from bot.sandbox.demo.page.markdown import PageContext, note_view, render
from bot.sandbox.demo.page.proposals import files
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import stamp, stamped
from bot.sandbox.github.state.records import AccountType, CheckRun, Comment, Issue, Label
from bot.sandbox.github.state.repository import Repository

VISITOR = "visitor"
"""The login that the page acts as by default; it may push."""

GITHUB = "https://github.com"
NEWEST = 20
"""Check runs in the list."""


def homes(repository: Repository) -> tuple[str, ...]:
    """The repository's web addresses: in the sandbox, and as it would be on GitHub."""
    return tuple(f"{base}/{repository.full_name}" for base in (repository.world.base, GITHUB))


def overview(repository: Repository) -> Json:
    """An overview: people, notes, issues, labels, check runs."""
    state = repository.state
    return {
        "repository": repository.full_name,
        "bot": repository.world.app.bot.login,
        "happened": len(repository.world.events),
        "people": people(repository),
        "notes": [path for path in repository.files() if path.endswith((".md", ".yml"))] if state.refs else [],
        "issues": [brief(one) | {"pinned": one.number in state.pinned} for one in state.issues.values()],
        "labels": [_label(label) for label in state.labels.values()],
        "checks": [check_brief(repository, run) for run in reversed(repository.checks[-NEWEST:])],
    }


def people(repository: Repository) -> list[str]:
    """The logins that may push, the visitor first."""
    logins = {who.login for who, role in repository.state.collaborators.values() if role not in ("none", "read")}
    if repository.state.owner.type is AccountType.USER:
        logins.add(repository.state.owner.login)
    return [VISITOR, *sorted(logins - {VISITOR}, key=str.lower)]


def note(path: str, text: str, blob: str, context: PageContext) -> Json:
    """A file: its source, its Markdown as HTML, and `blob`, which shows whether it was changed meanwhile."""
    html = render(text, context) if path.endswith(".md") else f"<pre>{escape(text)}</pre>"
    return {"path": path, "text": text, "blob": blob, "html": html}


def brief(issue: Issue) -> Json:
    """An issue or pull request in the list."""
    return {
        "number": issue.number,
        "title": issue.title,
        "state": issue.state,
        "reason": issue.state_reason,
        "labels": [_label(label) for label in issue.labels],
        "assignees": [who.login for who in issue.assignees],
        "author": issue.user.login,
        "comments": len(issue.comments),
        "updated": stamp(issue.updated_at),
        "locked": issue.locked,
        "pull": issue.pull and {"branch": issue.pull.head, "merged": issue.pull.merged_at is not None},
    }


def issue(repository: Repository, it: Issue) -> Json:
    """An issue with its body and comments; a pull request with its files."""
    in_files = PageContext(homes(repository))
    context = replace(in_files, breaks=True)
    return brief(it) | {
        "body": it.body or "",
        "html": render(it.body or "", context),
        "created": stamp(it.created_at),
        "talk": [_comment(comment, context) for comment in it.comments],
        "files": files(repository, it.pull, in_files) if it.pull else [],
    }


def _comment(it: Comment, context: PageContext) -> Json:
    return {
        "id": it.id,
        "author": it.user.login,
        "time": stamp(it.created_at),
        "body": it.body,
        "html": render(it.body, context),
        "reactions": [reaction.content for reaction in it.reactions],
    }


def _label(label: Label) -> Json:
    return {"name": label.name, "color": label.color, "description": label.description or ""}


def check_brief(repository: Repository, run: CheckRun) -> Json:
    """A check run in the list, with its commit."""
    commit = repository.state.store.commits[run.head_sha]
    return {
        "id": run.id,
        "name": run.name,
        "conclusion": run.conclusion or run.status,
        "title": run.title or run.name,
        "sha": run.head_sha,
        "message": commit.message.partition("\n")[0],
        "author": commit.author.name,
        "time": stamped(run.completed_at or run.created_at),
    }


def check(repository: Repository, run: CheckRun) -> Json:
    """A check run with its text, annotations and buttons."""
    context = PageContext(homes(repository))
    return check_brief(repository, run) | {
        "summary": render(run.summary or "", context),
        "text": render(run.text or "", context),
        "annotations": [
            {"place": f"{one.path}:{one.start_line}", "view": note_view(one.path, one.start_line)}
            | {"level": one.level, "title": one.title or "", "message": one.message}
            for one in run.annotations
        ],
        "actions": [{"label": label, "why": why, "id": name} for label, why, name in run.actions],
    }
