"""What the page's visitor does to a file and to an issue's fields."""

from bot.core.markdown import document, tick
from bot.sandbox.errors import Refused, malformed
from bot.sandbox.fields import Body, flag, mapping, number, required, strings
from bot.sandbox.page.markdown import line_key
from bot.sandbox.repository import Repository
from bot.sandbox.state import Issue


def ticked(text: str, body: Body) -> str:
    """`text` with the box changed that the visitor saw: on its line, or where that line stands now; 409 without it."""
    line, key, done = number(body, "line"), required(body, "key"), flag(body, "done")
    if line is None:
        raise malformed('"line" wasn\'t supplied.')
    there = [at for at, words in enumerate(document(text).lines, 1) if line_key(words) == key]
    if not there:
        raise Refused(409, "That line was changed in the meantime.")
    try:
        return tick(text, min(there, key=lambda at: abs(at - line)), done)
    except ValueError as error:
        raise Refused(409, str(error)) from None


def push(repository: Repository, path: str, text: str, who: str) -> None:
    """One commit with this file; 422 for a path that git could not keep."""
    if not path or path.startswith("/") or any(part in ("", ".", "..") for part in path.split("/")):
        raise Refused(422, f"{path!r} is no path for a file.")
    repository.push({path: text}, message=f"Edit {path}", author=who)


def sets(issue: Issue, body: Body) -> dict[str, list[str]]:
    """`add` and `remove` of labels and assignees as whole lists."""
    sets = {"labels": [one.name for one in issue.labels], "assignees": [one.login for one in issue.assignees]}
    changed = {}
    for kind, names in sets.items():
        gone = {name.lower() for name in strings(mapping(body, "remove") or {}, kind) or ()}
        new = strings(mapping(body, "add") or {}, kind) or []
        if gone or new:
            changed[kind] = [name for name in [*names, *new] if name.lower() not in gone]
    return changed
