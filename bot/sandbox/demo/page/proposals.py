"""The next meeting's note as a pull request: creating it, and the files to show."""

import re
from datetime import date, timedelta

from bot.core.markdown import dates
from bot.sandbox.demo.page.markdown import PageContext, render
from bot.sandbox.github.errors import Refused
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
    """The Markdown files of a pull request, as HTML."""
    tree = pulls.trees(repository.state, pull)
    changed = repository.state.store.difference(*tree)
    paths = [path for path in changed.paths if path not in changed.removed and path.endswith(".md")]
    return [
        {"path": path, "html": render(_text(repository.state, tree[1], path), place)} for path in paths[:MOST_FILES]
    ]


def _text(repo: RepositoryState, tree: str, path: str) -> str:
    leaf = repo.store.leaf(tree, path)
    return repo.store.blobs[leaf.sha].decode(errors="replace") if leaf else ""
