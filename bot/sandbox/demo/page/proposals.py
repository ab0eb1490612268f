"""The next meeting's note as a pull request: creating it, and the files to show."""

import re
from datetime import date, timedelta

from bot.core.config.schema import PATHS
from bot.core.markdown import dates
from bot.sandbox.demo.page.markdown import PageContext, render
from bot.sandbox.github.errors import Refused
from bot.sandbox.github.sandbox import Sandbox
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.state import pulls, pushes
from bot.sandbox.github.state.records import Branches, Issue, RepositoryState
from bot.sandbox.github.state.repository import Repository

FORTNIGHT = timedelta(days=14)
MOST_FILES = 10
"""Files of one pull request that are shown."""


def propose(repository: Repository, who: str) -> Issue:
    """A pull request with the note of the meeting two weeks after the newest. The note has only a title.

    422 if there is no dated note, or a pull request for that day exists.
    """
    dated = {day: path for path in _notes(repository) if (day := dates.first_date(path.rpartition("/")[2]))}
    if not dated:
        raise Refused(422, "No note has a date in its name yet.")
    last = max(dated)
    day = last + FORTNIGHT
    path, branch = _renamed(dated[last], last, day), f"meeting-{day}"
    if pushes.tip(repository.state, branch) is None:
        repository.push({path: f"# {day} meeting\n"}, message=f"Notes of {day}", author=who, branch=branch)
    return repository.open_pull(f"Notes of {day}", branch, by=who)


def _notes(repository: Repository) -> list[str]:
    return [path for path in repository.files() if path.endswith(".md")] if repository.state.refs else []


def _renamed(path: str, last: date, day: date) -> str:
    """The path of the new note. Only names of the form `2024-03-05` are followed."""
    return path.replace(str(last), str(day)) if str(last) in path else re.sub(r"[^/]*$", f"{day}.md", path)


def files(repository: Repository, pull: Branches, place: PageContext) -> list[Json]:
    """The Markdown files of a pull request as HTML, and a config as text."""
    tree = pulls.trees(repository.state, pull)
    changed = repository.state.store.difference(*tree)
    paths = [path for path in changed.paths if path not in changed.removed and (path.endswith(".md") or path in PATHS)]
    texts = {path: _text(repository.state, tree[1], path) for path in paths[:MOST_FILES]}
    return [
        {"path": path, "config": True, "text": text} if path in PATHS else {"path": path, "html": render(text, place)}
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
