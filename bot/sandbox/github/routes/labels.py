"""Labels of the repository and of an issue."""

from collections.abc import Mapping

from bot.sandbox.github.call import Answer, Call, Routes, empty
from bot.sandbox.github.errors import Refused, malformed
from bot.sandbox.github.fields import names
from bot.sandbox.github.shapes.issue import label as shape
from bot.sandbox.github.state import issues, labels
from bot.sandbox.github.state.records import Issue

routes = Routes()
LABELS = "/repos/{owner}/{repo}/labels"
OF_ISSUE = "/repos/{owner}/{repo}/issues/{number}/labels"


@routes("GET", LABELS, "issues:read")
def list_labels(call: Call) -> Answer:
    """All labels by name."""
    found = sorted(call.repo.labels.values(), key=lambda one: one.name.lower())
    return call.paged(found, lambda one: shape(call.base, call.repo, one))


@routes("POST", LABELS, "issues:write")
def create(call: Call) -> Answer:
    """A new label."""
    made = labels.create(call.visit, call.body)
    return Answer(201, shape(call.base, call.repo, made))


@routes("GET", LABELS + "/{name}", "issues:read")
def get(call: Call) -> Answer:
    """One label."""
    return Answer(200, shape(call.base, call.repo, labels.find(call.repo, call.params["name"])))


@routes("PATCH", LABELS + "/{name}", "issues:write")
def change(call: Call) -> Answer:
    """Change a label."""
    found = labels.find(call.repo, call.params["name"])
    labels.change(call.world, call.repo, found, call.body)
    return Answer(200, shape(call.base, call.repo, found))


@routes("DELETE", LABELS + "/{name}", "issues:write")
def delete(call: Call) -> Answer:
    """Delete a label."""
    labels.delete(call.repo, labels.find(call.repo, call.params["name"]))
    return empty()


@routes("GET", OF_ISSUE, "issues:read")
def of_issue(call: Call) -> Answer:
    """The labels of an issue."""
    found = call.issue()
    return call.paged(found.labels, lambda one: shape(call.base, call.repo, one))


@routes("POST", OF_ISSUE, "issues:write")
def add(call: Call) -> Answer:
    """Add labels to an issue."""
    found = call.issue()
    return _set(call, found, [label.name for label in found.labels] + _names(call))


@routes("PUT", OF_ISSUE, "issues:write")
def replace(call: Call) -> Answer:
    """Replace the labels of an issue."""
    return _set(call, call.issue(), _names(call))


@routes("DELETE", OF_ISSUE, "issues:write")
def clear(call: Call) -> Answer:
    """Remove all labels of an issue."""
    _set(call, call.issue(), [])
    return empty()


@routes("DELETE", OF_ISSUE + "/{name}", "issues:write")
def remove(call: Call) -> Answer:
    """Remove a label from an issue; 404 if the issue does not have it."""
    found, name = call.issue(), call.params["name"].lower()
    kept = [label.name for label in found.labels if label.name.lower() != name]
    if len(kept) == len(found.labels):
        raise Refused(404, "Label does not exist")
    return _set(call, found, kept)


def _names(call: Call) -> list[str]:
    """`{"labels": […]}` or the list alone, as GitHub takes both."""
    if isinstance(call.sent, list):
        return names({"labels": call.sent}, "labels") or []
    if isinstance(call.sent, Mapping):
        return names(call.sent, "labels") or []
    raise malformed("labels are missing")


def _set(call: Call, issue: Issue, wanted: list[str]) -> Answer:
    issues.set_labels(call.visit, issue, wanted)
    return Answer(200, [shape(call.base, call.repo, one) for one in issue.labels])
