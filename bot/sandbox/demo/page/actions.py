"""The visitor's changes to files and to fields of issues."""

from bot.core.markdown.inline import see
from bot.core.markdown.source import document, tick
from bot.sandbox.demo.page.markdown import line_key
from bot.sandbox.github.errors import Refused, malformed
from bot.sandbox.github.fields import Body, flag, mapping, number, required, strings
from bot.sandbox.github.state.records import Issue
from bot.sandbox.github.state.repository import Repository

MAX_WORDS = 60
"""Characters of a line that are quoted in a commit message."""


def ticked(text: str, body: Body) -> tuple[str, str]:
    """`text` with one box changed, and the message of the commit. The box is on its line or where that line has moved to.

    409 if the line is gone.
    """
    line, key, done = number(body, "line"), required(body, "key"), flag(body, "done")
    if line is None:
        raise malformed('"line" wasn\'t supplied.')
    read = document(text)
    there = [block for block in read.blocks if block.box and line_key(read.lines[block.number - 1]) == key]
    if not there:
        raise Refused(409, "That line was changed in the meantime.")
    block = min(there, key=lambda one: abs(one.number - line))
    words = see(block.lines, {}).text
    message = f"{'Tick' if done else 'Untick'} {words if len(words) <= MAX_WORDS else words[:MAX_WORDS] + '…'}"
    try:
        return tick(text, block.number, done), message
    except ValueError as error:
        raise Refused(409, str(error)) from None


def push(repository: Repository, path: str, text: str, who: str, message: str = "") -> None:
    """Push one commit with this file. 422 for a path that is not valid in git."""
    if not path or path.startswith("/") or any(part in ("", ".", "..") for part in path.split("/")):
        raise Refused(422, f"{path!r} is no path for a file.")
    repository.push({path: text}, message=message or f"Edit {path}", author=who)


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
