"""Labels of a repository: found without regard to case, created grey where an issue asks for an unknown one."""

import re

from bot.sandbox.github.errors import Refused, invalid, not_found
from bot.sandbox.github.fields import Body, names, required, text
from bot.sandbox.github.shapes.issue import label as label_shape
from bot.sandbox.github.state.records import Label, RepositoryState
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import World

GREY = "ededed"


def find(repo: RepositoryState, name: str) -> Label:
    """The label of that name in any case; 404 without it."""
    label = repo.labels.get(name.lower())
    if label is None:
        raise not_found()
    return label


def find_or_create(at: Visit, name: str) -> Label:
    """The label; created grey if it does not exist."""
    known = at.repo.labels.get(name.lower())
    return known or _add(at, name, GREY, None)


def create(at: Visit, body: Body) -> Label:
    """A label from `POST …/labels`; 422 where the name is taken, in any case."""
    name = (names({"name": [required(body, "name")]}, "name") or [""])[0]
    _check(body)
    if name.lower() in at.repo.labels:
        raise invalid("Label", "name", "already_exists")
    return _add(at, name, text(body, "color") or GREY, text(body, "description"))


def change(world: World, repo: RepositoryState, label: Label, body: Body) -> None:
    """Changes from `PATCH …/labels/{name}`."""
    _check(body)
    new = text(body, "new_name") or label.name
    if new.lower() != label.name.lower() and new.lower() in repo.labels:
        raise invalid("Label", "name", "already_exists")
    del repo.labels[label.name.lower()]
    repo.labels[new.lower()] = label
    label.name, label.color = new, (text(body, "color") or label.color).lower()
    if "description" in body:
        label.description = text(body, "description")


def delete(repo: RepositoryState, label: Label) -> None:
    """Delete the label, also from all issues."""
    del repo.labels[label.name.lower()]
    for issue in repo.issues.values():
        issue.labels = [one for one in issue.labels if one is not label]


def _add(at: Visit, name: str, color: str, description: str | None) -> Label:
    label = Label(at.world.next_id(), name, color.lower(), description)
    at.repo.labels[name.lower()] = label
    at.notify("label", {"action": "created", "label": label_shape(at.base, at.repo, label)})
    at.note("label.created", title=name)
    return label


def _check(body: Body) -> None:
    color, description = text(body, "color"), text(body, "description")
    if color is not None and not re.fullmatch("[0-9a-fA-F]{6}", color):
        raise invalid("Label", "color")
    if description is not None and len(description) > 100:
        raise invalid("Label", "description", "custom", message="description is too long (maximum is 100 characters)")
    if (name := text(body, "name")) is not None and not name.strip():
        raise Refused(422, "Validation Failed", ({"resource": "Label", "field": "name", "code": "missing_field"},))
