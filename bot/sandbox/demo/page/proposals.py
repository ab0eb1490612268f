"""The next meeting's note as a pull request or as an issue: creating it, and the files to show."""

import re
from datetime import date, timedelta

from bot.core.config.load import load
from bot.core.config.schema import PATHS
from bot.core.config.selection import config_path
from bot.core.markdown import dates
from bot.sandbox.demo.page.markdown import PageContext, render
from bot.sandbox.github.errors import Refused
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.state import pulls, pushes
from bot.sandbox.github.state.records import Branches, Issue, RepositoryState
from bot.sandbox.github.state.repository import Repository

FORTNIGHT = timedelta(days=14)
AGENDA = "## Agenda\n\n* news of the week\n\n## Action items\n\n## Notes\n"
"""The text of a new meeting's issue."""
MOST_FILES = 10
"""Files of one pull request that are shown."""


def propose(repository: Repository, who: str) -> Issue:
    """A pull request with the note of the meeting two weeks after the newest. The note has only a title.

    422 if there is no dated note, or a pull request for that day exists.
    """
    dated = _dated(repository)
    last = max(dated)
    day = last + FORTNIGHT
    path, branch = _renamed(dated[last], last, day), f"meeting-{day}"
    if pushes.tip(repository.state, branch) is None:
        repository.push({path: f"# {day} meeting\n"}, message=f"Notes of {day}", author=who, branch=branch)
    return repository.open_pull(f"Notes of {day}", branch, by=who)


def open_meeting(repository: Repository, who: str) -> Issue:
    """The issue of the meeting two weeks after the newest note, or after the newest issue of a meeting.

    422 if the config names no meetings in issues, or there is no dated note.
    """
    path = config_path(repository.files())[0] or ""
    config, _ = load(repository.read(path) or "") if path else (None, ())
    wanted = next(iter(config.meetings.issues if config else ()), None)
    if wanted is None:
        raise Refused(422, "The config names no meetings in issues: add `meetings: {issues: {label: agenda}}`.")
    titles = [one.title for one in repository.issues if any(label.name == wanted.label for label in one.labels)]
    day = max([max(_dated(repository)), *(day for title in titles if (day := dates.first_date(title)))]) + FORTNIGHT
    title = (wanted.title or "Meeting {date}").replace("{date}", str(day))
    return repository.open_issue(title, AGENDA, by=who, labels=(wanted.label,))


def _dated(repository: Repository) -> dict[date, str]:
    """The dated notes by their days; 422 if there is none."""
    dated = {day: path for path in _notes(repository) if (day := dates.first_date(path.rpartition("/")[2]))}
    if not dated:
        raise Refused(422, "No note has a date in its name yet.")
    return dated


def _notes(repository: Repository) -> list[str]:
    return [path for path in repository.files() if path.endswith(".md")] if repository.state.refs else []


def _renamed(path: str, last: date, day: date) -> str:
    """The path of the new note. Only names of the form `2024-03-05` are followed."""
    return path.replace(str(last), str(day)) if str(last) in path else re.sub(r"[^/]*$", f"{day}.md", path)


def files(repository: Repository, pull: Branches, context: PageContext) -> list[Json]:
    """The Markdown files of a pull request as HTML, and a config as text."""
    tree = pulls.trees(repository.state, pull)
    changed = repository.state.store.difference(*tree)
    paths = [path for path in changed.paths if path not in changed.removed and (path.endswith(".md") or path in PATHS)]
    texts = {path: _text(repository.state, tree[1], path) for path in paths[:MOST_FILES]}
    return [
        {"path": path, "config": True, "text": text} if path in PATHS else {"path": path, "html": render(text, context)}
        for path, text in texts.items()
    ]


def save_config(repository: Repository, issue: Issue, who: str, path: str, text: str) -> None:
    """Push the config of a pull request to its branch; 422 where it is none."""
    if issue.pull is None or issue.state != "open" or path not in PATHS:
        raise Refused(422, "Only the config of an open pull request is edited here.")
    repository.push({path: text}, message=f"Edit {path}", author=who, branch=issue.pull.head)


def install_on_new(sandbox: Sandbox, like: Repository) -> Repository:
    """A new repository of a new owner with the same notes and people and without a config, and the App installed on it."""
    number = 1 + sum(one.owner.login.startswith("pier-") for one in sandbox.world.repositories.values())
    texts = {path: text for path in _notes(like) if (text := like.read(path)) is not None}
    people = {who.login: role for who, role in like.state.collaborators.values()}
    made = sandbox.create_repository(f"pier-{number}/meeting-notes", collaborators=people, files=texts, installed=False)
    sandbox.install(made)
    return made


def _text(repo: RepositoryState, tree: str, path: str) -> str:
    leaf = repo.store.leaf(tree, path)
    return repo.store.blobs[leaf.sha].decode(errors="replace") if leaf else ""
