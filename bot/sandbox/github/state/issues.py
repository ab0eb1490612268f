"""Operations on issues, with GitHub's rules and webhooks."""

from collections.abc import Iterable

from bot.sandbox.github.errors import Refused, invalid, not_found
from bot.sandbox.github.fields import Body, names, strings, text
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.issue import issue as issue_shape
from bot.sandbox.github.shapes.issue import label as label_shape
from bot.sandbox.github.shapes.people import user as user_shape
from bot.sandbox.github.shapes.repository import pushed
from bot.sandbox.github.state.labels import find_or_create
from bot.sandbox.github.state.records import Issue, Label, RepositoryState, User, at_least
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import World

MAX_TITLE = 256
MAX_BODY = 65_536
MAX_ASSIGNEES = 10
MAX_CHILDREN = 100
MAX_PINNED = 3
REASONS = ("completed", "not_planned", "duplicate", "reopened")


def create(at: Visit, body: Body) -> Issue:
    """A new issue from the fields of `POST …/issues`."""
    if not at.repo.has_issues:
        raise Refused(410, "Issues has been disabled in this repository.")
    title = _title(body) or ""
    if not title.strip():
        raise invalid("Issue", "title", "missing_field")
    content = _content(body)
    assignees = _assignees(at, None, body) or []
    wanted = names(body, "labels") if at_least(at.actor.role, "triage") else None
    labels = [find_or_create(at, name) for name in wanted or ()]
    issue = add(at, title, content)
    issue.labels, issue.assignees = _unique(labels), assignees
    notify(at, issue, "opened")
    at.note("issues.opened", issue.number, title=title)
    for label in issue.labels:
        _notify_label(at, issue, "labeled", label)
    for who in issue.assignees:
        _notify_assignee(at, issue, "assigned", who)
    return issue


def add(at: Visit, title: str, content: str | None) -> Issue:
    """An issue with the next number, before any webhook."""
    at.repo.numbers += 1
    issue = Issue(
        id=at.world.next_id(),
        number=at.repo.numbers,
        title=title,
        body=content,
        user=at.actor.user,
        app=at.actor.app,
        created_at=at.world.now(),
        updated_at=at.world.now(),
    )
    at.repo.issues[issue.number] = issue
    return issue


def change(at: Visit, issue: Issue, body: Body) -> None:
    """Changes from `PATCH …/issues/{n}`: rejected as a whole if one field is invalid."""
    if not at_least(at.actor.role, "triage") and at.actor.user != issue.user:
        raise Refused(403, "Must have admin rights to Repository.")
    title, content = _title(body), _content(body)
    assignees = _assignees(at, issue, body)
    state = _state(body)
    wanted = names(body, "labels") if at_least(at.actor.role, "triage") else None
    _rewrite(at, issue, title, content if "body" in body else issue.body)
    if wanted is not None:
        set_labels(at, issue, wanted)
    if assignees is not None:
        _set_assignees(at, issue, assignees)
    if state is not None and state != issue.state:
        _turn(at, issue, state, text(body, "state_reason"))


def _rewrite(at: Visit, issue: Issue, title: str | None, content: str | None) -> None:
    before: dict[str, object] = {}
    if title is not None and title != issue.title:
        before["title"] = {"from": issue.title}
        issue.title = title
    if content != issue.body:
        before["body"] = {"from": issue.body or ""}
        issue.body = content
    if before:
        touch(at.world, issue)
        notify(at, issue, "edited", changes=before)
        at.note("issues.edited", issue.number, title=issue.title, text=", ".join(before))


def _turn(at: Visit, issue: Issue, state: str, reason: str | None) -> None:
    issue.state = state
    closed = state == "closed"
    issue.state_reason = (reason or "completed") if closed else "reopened"
    issue.closed_at = at.world.now() if closed else None
    issue.closed_by = at.actor.user if closed else None
    touch(at.world, issue)
    action = "closed" if closed else "reopened"
    notify(at, issue, action)
    at.note(f"issues.{action}", issue.number, title=issue.title, text=issue.state_reason)


def set_labels(at: Visit, issue: Issue, wanted: Iterable[str]) -> None:
    """Replace the labels; unknown ones are created grey."""
    labels = _unique(find_or_create(at, name) for name in wanted)
    gone = [label for label in issue.labels if label not in labels]
    new = [label for label in labels if label not in issue.labels]
    issue.labels = labels
    if gone or new:
        touch(at.world, issue)
    for label in new:
        _notify_label(at, issue, "labeled", label)
    for label in gone:
        _notify_label(at, issue, "unlabeled", label)


def set_assignees(at: Visit, issue: Issue, logins: Iterable[str]) -> None:
    """Replace the assignees, as PATCH does."""
    wanted = _assignees(at, issue, {"assignees": list(logins)})
    _set_assignees(at, issue, wanted or [])


def _set_assignees(at: Visit, issue: Issue, wanted: list[User]) -> None:
    gone = [who for who in issue.assignees if who not in wanted]
    new = [who for who in wanted if who not in issue.assignees]
    issue.assignees = wanted
    if gone or new:
        touch(at.world, issue)
    for who in new:
        _notify_assignee(at, issue, "assigned", who)
    for who in gone:
        _notify_assignee(at, issue, "unassigned", who)


def assignable(repo: RepositoryState, issue: Issue | None, who: User) -> bool:
    """Whether `who` can be assigned: a collaborator, the owner, or one who commented on that issue."""
    if who.login.lower() in repo.collaborators or who == repo.owner:
        return True
    return issue is not None and any(comment.user == who for comment in issue.comments)


def lock(at: Visit, issue: Issue, reason: str | None) -> None:
    """Lock the conversation."""
    issue.locked, issue.lock_reason = True, reason
    touch(at.world, issue)
    notify(at, issue, "locked")
    at.note("issues.locked", issue.number, title=issue.title)


def unlock(at: Visit, issue: Issue) -> None:
    """Unlock the conversation."""
    issue.locked, issue.lock_reason = False, None
    touch(at.world, issue)
    notify(at, issue, "unlocked")
    at.note("issues.unlocked", issue.number, title=issue.title)


def pin(at: Visit, issue: Issue) -> None:
    """Pin it to the top of the list of issues; three at most are."""
    if issue.number in at.repo.pinned:
        return
    if len(at.repo.pinned) >= MAX_PINNED:
        raise Refused(422, f"Maximum {MAX_PINNED} pinned issues per repository")
    at.repo.pinned.append(issue.number)
    notify(at, issue, "pinned")
    at.note("issues.pinned", issue.number, title=issue.title)


def delete(at: Visit, issue: Issue) -> None:
    """Delete the issue: its address answers 410 from now on."""
    del at.repo.issues[issue.number]
    at.repo.pinned = [number for number in at.repo.pinned if number != issue.number]
    at.repo.deleted.add(issue.number)
    notify(at, issue, "deleted")
    at.note("issues.deleted", issue.number, title=issue.title)


def transfer(at: Visit, to: RepositoryState, issue: Issue) -> Issue:
    """Transfer the issue to another repository: its old address answers 301. It keeps the labels that exist there."""
    old = issue_shape(at.base, at.repo, issue)
    new = add(Visit(at.world, to, at.actor), issue.title, issue.body)
    new.user, new.app, new.state, new.comments = issue.user, issue.app, issue.state, issue.comments
    new.labels = [to.labels[label.name.lower()] for label in issue.labels if label.name.lower() in to.labels]
    new.assignees = [who for who in issue.assignees if assignable(to, None, who)]
    at.repo.moved[issue.number] = (to.id, new.number)
    del at.repo.issues[issue.number]
    opened: Json = {"old_issue": old, "old_repository": pushed(at.base, at.repo)}
    notify(Visit(at.world, to, at.actor), new, "opened", changes=opened)
    changes: Json = {"new_issue": issue_shape(at.base, to, new), "new_repository": pushed(at.base, to)}
    at.notify("issues", {"action": "transferred", "issue": old, "changes": changes})
    at.note("issues.transferred", issue.number, title=issue.title, text=f"{to.full_name}#{new.number}")
    return new


def add_child(at: Visit, parent: Issue, child: Issue) -> None:
    """Make `child` a sub-issue of `parent`; each has one parent at most."""
    why = None
    if child.parent is not None or child is parent:
        why = "Issue may not contain duplicate sub-issues and Sub issue may only have one parent"
    elif len(parent.children) >= MAX_CHILDREN:
        why = f"Parent cannot have more than {MAX_CHILDREN} sub-issues"
    if why:
        raise Refused(422, "Validation Failed", ({"resource": "Issue", "code": "custom", "message": why},))
    child.parent = parent
    parent.children.append(child)
    touch(at.world, parent)
    at.note("sub_issues.added", parent.number, title=parent.title, text=f"#{child.number}")


def take_out(at: Visit, child: Issue) -> None:
    """Remove a sub-issue from its parent."""
    if child.parent is None:
        raise not_found()
    parent, child.parent = child.parent, None
    parent.children.remove(child)
    touch(at.world, parent)
    at.note("sub_issues.removed", parent.number, title=parent.title, text=f"#{child.number}")


def touch(world: World, issue: Issue) -> None:
    """Set the time of the last change."""
    issue.updated_at = world.now()


def notify(at: Visit, issue: Issue, action: str, **more: object) -> None:
    """Send the `issues` webhook; pull requests have their own events."""
    if issue.pull is None:
        shape = issue_shape(at.base, at.repo, issue)
        at.notify("issues", {"action": action, "issue": shape, **more})


def _notify_label(at: Visit, issue: Issue, action: str, label: Label) -> None:
    notify(at, issue, action, label=label_shape(at.base, at.repo, label))
    at.note(f"issues.{action}", issue.number, title=issue.title, text=label.name)


def _notify_assignee(at: Visit, issue: Issue, action: str, who: User) -> None:
    notify(at, issue, action, assignee=user_shape(at.base, who))
    at.note(f"issues.{action}", issue.number, title=issue.title, text=who.login)


def _title(body: Body) -> str | None:
    title = str(body["title"]) if isinstance(body.get("title"), int) else text(body, "title")
    if title is not None and len(title) > MAX_TITLE:
        why = f"title is too long (maximum is {MAX_TITLE} characters)"
        raise invalid("Issue", "title", "custom", message=why)
    return title


def _content(body: Body) -> str | None:
    content = text(body, "body")
    if content is not None and len(content) > MAX_BODY:
        raise invalid("Issue", "body", "custom", message=f"body is too long (maximum is {MAX_BODY} characters)")
    return content


def _state(body: Body) -> str | None:
    state, reason = text(body, "state"), text(body, "state_reason")
    if state not in (None, "open", "closed"):
        raise invalid("Issue", "state", value=state)
    if reason is not None and reason not in REASONS:
        raise invalid("Issue", "state_reason", value=reason)
    return state


def _assignees(at: Visit, issue: Issue | None, body: Body) -> list[User] | None:
    logins = strings(body, "assignees")
    # Without push access, GitHub ignores the field silently.
    if logins is None or not at_least(at.actor.role, "write"):
        return None
    if len(logins) > MAX_ASSIGNEES:
        raise invalid("Issue", "assignees", "custom", message=f"no more than {MAX_ASSIGNEES} assignees")
    found = [(login, at.world.find_account(login)) for login in dict.fromkeys(login.lower() for login in logins)]
    for login, who in found:
        if who is None or not assignable(at.repo, issue, who):
            raise invalid("Issue", "assignees", value=login)
    return [who for _, who in found if who]


def _unique(labels: Iterable[Label]) -> list[Label]:
    return list({label.id: label for label in labels}.values())
