"""What else in a repository matters before Duly is set up: workflows that its issues start, workflows that make the next note,
and templates without a place for action items.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.core.config import yaml_source
from bot.core.config.selection import is_template
from bot.core.config.yaml_source import Value
from bot.core.model.notes import NoteFile
from bot.core.notes import parse

_WORKFLOW = re.compile(r"\.github/workflows/[^/]+\.ya?ml", re.IGNORECASE)
_ISSUE_TEMPLATE = re.compile(r"(^|/)\.github/|pull_request_template", re.IGNORECASE)
_NOTE_MAKER = re.compile(r"\bhackmd-meeting-notes-action\b|\bcreate-node-meeting-artifacts\b")
_OF_A_BOT = re.compile(r"\[bot\]|['\"]bot['\"]", re.IGNORECASE)

_STARTED_BY = frozenset({"opened", "assigned", "labeled"})
"""Activities of `issues` that a new issue with labels and assignees causes."""


@dataclass(frozen=True, slots=True)
class Reacting:
    """A workflow that a new issue starts. `jobs` are those that make no exception for bots, each with its `if:` or none."""

    path: str
    jobs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was found; each empty where there is nothing to say."""

    reacting: tuple[Reacting, ...] = ()
    note_makers: tuple[tuple[str, str], ...] = ()
    """Path of a workflow, and the action in it that makes the next note."""
    unread: tuple[str, ...] = ()
    """Workflows that could not be read as YAML."""
    without_actions: tuple[str, ...] = ()
    """All templates for notes, where none of them has a place for action items."""


def is_looked_at(path: str) -> bool:
    """Whether the file at `path` is a workflow, or a template for notes."""
    return bool(_WORKFLOW.fullmatch(path)) or (is_template(path) and not _ISSUE_TEMPLATE.search(path))


def surroundings(files: Iterable[NoteFile]) -> Surroundings:
    """What the files that `is_looked_at` selects say."""
    files = sorted(files, key=lambda file: file.path)
    workflows = [file for file in files if _WORKFLOW.fullmatch(file.path)]
    templates = [file for file in files if not _WORKFLOW.fullmatch(file.path)]
    read = {file.path: yaml_source.read(file.text) for file in workflows}
    reacting = (Reacting(path, tuple(_jobs(document.data))) for path, document in read.items())
    makers = ((file.path, found[0]) for file in workflows if (found := _NOTE_MAKER.search(file.text)))
    has_place = any(parse.read(file.path, file.text).has_action_list for file in templates)
    return Surroundings(
        reacting=tuple(one for one in reacting if one.jobs),
        note_makers=tuple(makers),
        unread=tuple(path for path, document in read.items() if document.mistakes),
        without_actions=() if has_place else tuple(file.path for file in templates),
    )


def exception_for(writer: str, condition: str) -> str:
    """The `if:` of a job that leaves out the issues of `writer`, and keeps the condition that it has."""
    made = f"github.event.issue.user.login != '{writer}'"
    return f"if: ({condition}) && {made}" if condition else f"if: {made}"


def _jobs(workflow: Value) -> Iterator[tuple[str, str]]:
    """The jobs of a workflow that a new issue starts, with their conditions; those that name bots are left out."""
    if not isinstance(workflow, dict) or not _starts(workflow.get("on")):
        return
    jobs = workflow.get("jobs")
    for name, job in jobs.items() if isinstance(jobs, dict) else ():
        condition = job.get("if") if isinstance(job, dict) else None
        words = " ".join(condition.split()) if isinstance(condition, str) else ""
        if not _OF_A_BOT.search(words):
            yield name, words.removeprefix("${{").removesuffix("}}").strip()


def _starts(on: Value) -> bool:
    if not isinstance(on, dict):
        return on == "issues" or (isinstance(on, list) and "issues" in on)
    if "issues" not in on:
        return False
    issues = on["issues"]
    types = issues.get("types") if isinstance(issues, dict) else None
    wanted = {types} if isinstance(types, str) else {one for one in types or () if isinstance(one, str)}
    return not wanted or bool(wanted & _STARTED_BY)
