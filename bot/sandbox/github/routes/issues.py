"""Issues, their comments, reactions, assignees and sub-issues."""

from bot.sandbox.github.auth import allow
from bot.sandbox.github.call import Answer, Call, Routes, empty
from bot.sandbox.github.errors import Refused, not_found
from bot.sandbox.github.fields import number, strings, text
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes import issue as shape
from bot.sandbox.github.state import comments as talk
from bot.sandbox.github.state import issues, pulls
from bot.sandbox.github.state.records import Comment, Issue

routes = Routes()
ISSUES = "/repos/{owner}/{repo}/issues"
ISSUE = ISSUES + "/{number}"


@routes("GET", ISSUES, "issues:read")
def list_issues(call: Call) -> Answer:
    """Issues and pull requests together, newest first unless asked otherwise."""
    found = [one for one in call.repo.issues.values() if _wanted(call, one)]
    key = call.choice("sort", "created", ("created", "updated", "comments"))
    found.sort(
        key=lambda one: (_rank(one, key), one.number),
        reverse=call.choice("direction", "desc", ("asc", "desc")) == "desc",
    )
    return call.paged(found, lambda one: shape.issue(call.base, call.repo, one))


def _rank(issue: Issue, key: str) -> float:
    if key == "comments":
        return len(issue.comments)
    return (issue.created_at if key == "created" else issue.updated_at).timestamp()


def _wanted(call: Call, one: Issue) -> bool:
    state, since = call.choice("state", "open", ("open", "closed", "all")), call.time("since")
    creator, assignee = call.query.get("creator"), call.query.get("assignee", "*any*")
    labels = [name.lower() for name in call.query.get("labels", "").split(",") if name]
    logins = [who.login.lower() for who in one.assignees]
    return (
        (call.repo.has_issues or one.pull is not None)
        and state in ("all", one.state)
        and (since is None or one.updated_at >= since)
        and (creator is None or creator.lower() == one.user.login.lower())
        and all(any(name == label.name.lower() for label in one.labels) for name in labels)
        and (
            assignee == "*any*"
            or assignee.lower() in logins
            or (assignee == "*" and bool(logins))
            or (assignee == "none" and not logins)
        )
    )


@routes("POST", ISSUES, "issues:write")
def create(call: Call) -> Answer:
    """A new issue."""
    made = issues.create(call.visit, call.body)
    return Answer(201, _full(call, made), {"Location": f"{call.base}/repos/{call.repo.full_name}/issues/{made.number}"})


@routes("GET", ISSUE, "issues:read")
def get(call: Call) -> Answer:
    """One issue."""
    found = call.issue()
    if not call.repo.has_issues and not found.pull:
        raise Refused(410, "Issues are disabled for this repo")
    return Answer(200, _full(call, found))


@routes("PATCH", ISSUE, "issues:write")
def change(call: Call) -> Answer:
    """Change some fields."""
    found = call.issue()
    if not call.repo.has_issues and not found.pull:
        raise Refused(410, "Issues are disabled for this repo")
    (pulls.change if found.pull else issues.change)(call.visit, found, call.body)
    return Answer(200, _full(call, found))


def _full(call: Call, one: Issue) -> Json:
    return shape.issue_in_full(call.base, call.repo, one)


@routes("PUT", ISSUE + "/lock", "issues:write")
def lock(call: Call) -> Answer:
    """Lock the conversation."""
    issues.lock(call.visit, call.issue(), text(call.body, "lock_reason"))
    return empty()


@routes("DELETE", ISSUE + "/lock", "issues:write")
def unlock(call: Call) -> Answer:
    """Unlock the conversation."""
    issues.unlock(call.visit, call.issue())
    return empty()


@routes("POST", ISSUE + "/assignees", "issues:write")
def add_assignees(call: Call) -> Answer:
    """Add assignees; logins that cannot be assigned are ignored silently, as on GitHub."""
    found = call.issue()
    known = [call.world.find_account(login) for login in strings(call.body, "assignees") or ()]
    able = [who.login for who in known if who and issues.assignable(call.repo, found, who)]
    issues.set_assignees(call.visit, found, [who.login for who in found.assignees] + able)
    return Answer(201, _full(call, found))


@routes("DELETE", ISSUE + "/assignees", "issues:write")
def remove_assignees(call: Call) -> Answer:
    """Remove assignees."""
    found = call.issue()
    gone = {login.lower() for login in strings(call.body, "assignees") or ()}
    kept = [who.login for who in found.assignees if who.login.lower() not in gone]
    issues.set_assignees(call.visit, found, kept)
    return Answer(200, _full(call, found))


@routes("GET", ISSUE + "/comments", "issues:read")
def list_comments(call: Call) -> Answer:
    """Comments, oldest first."""
    found, since = call.issue(), call.time("since")
    shown = [one for one in found.comments if since is None or one.updated_at >= since]
    return call.paged(shown, lambda one: shape.comment(call.base, call.repo, found, one))


@routes("POST", ISSUE + "/comments", "issues:write")
def comment(call: Call) -> Answer:
    """A new comment."""
    found = call.issue()
    _may_talk(call, found)
    made = talk.comment(call.visit, found, call.body)
    return Answer(201, shape.comment(call.base, call.repo, found, made))


@routes("GET", ISSUES + "/comments", "issues:read")
def all_comments(call: Call) -> Answer:
    """The comments of the whole repository."""
    since = call.time("since")
    shown = [(on, one) for on, one in call.repo.comments() if since is None or one.updated_at >= since]
    return call.paged(shown, lambda pair: shape.comment(call.base, call.repo, *pair))


@routes("GET", ISSUES + "/comments/{comment}", "issues:read")
def get_comment(call: Call) -> Answer:
    """One comment."""
    return Answer(200, shape.comment(call.base, call.repo, *_comment(call)))


@routes("PATCH", ISSUES + "/comments/{comment}", "issues:write")
def edit_comment(call: Call) -> Answer:
    """Change a comment's text."""
    on, one = _comment(call)
    talk.edit(call.visit, on, one, call.body)
    return Answer(200, shape.comment(call.base, call.repo, on, one))


@routes("DELETE", ISSUES + "/comments/{comment}", "issues:write")
def delete_comment(call: Call) -> Answer:
    """Delete a comment."""
    talk.delete(call.visit, *_comment(call))
    return empty()


def _comment(call: Call) -> tuple[Issue, Comment]:
    wanted = call.number("comment")
    found = next((pair for pair in call.repo.comments() if pair[1].id == wanted), None)
    if found is None:
        raise not_found()
    return found


@routes("GET", ISSUE + "/reactions", "issues:read")
def reactions(call: Call) -> Answer:
    """Reactions to an issue."""
    return call.paged(call.issue().reactions, lambda one: shape.reaction(call.base, one))


@routes("POST", ISSUE + "/reactions", "issues:write")
def react(call: Call) -> Answer:
    """React to an issue: 201 if the reaction is new, 200 if it was there."""
    found = call.issue()
    _may_talk(call, found)
    return _react(call, found)


@routes("GET", ISSUES + "/comments/{comment}/reactions", "issues:read")
def comment_reactions(call: Call) -> Answer:
    """Reactions to a comment."""
    return call.paged(_comment(call)[1].reactions, lambda one: shape.reaction(call.base, one))


@routes("POST", ISSUES + "/comments/{comment}/reactions", "issues:write")
def react_to_comment(call: Call) -> Answer:
    """A reaction to a comment."""
    on, one = _comment(call)
    _may_talk(call, on)
    return _react(call, one)


def _may_talk(call: Call, on: Issue) -> None:
    """Check the permission to comment: on pull requests it is that for pull requests, although they are issues to the API."""
    if on.pull:
        allow(call.caller, call.repo, "pull_requests:write")


def _react(call: Call, to: Issue | Comment) -> Answer:
    made, new = talk.react(call.visit, to, call.body)
    return Answer(201 if new else 200, shape.reaction(call.base, made))


@routes("DELETE", ISSUE + "/reactions/{reaction}", "issues:write")
def unreact(call: Call) -> Answer:
    """Delete a reaction."""
    return _unreact(call, call.issue())


@routes("DELETE", ISSUES + "/comments/{comment}/reactions/{reaction}", "issues:write")
def unreact_to_comment(call: Call) -> Answer:
    """Delete a reaction to a comment."""
    return _unreact(call, _comment(call)[1])


def _unreact(call: Call, to: Issue | Comment) -> Answer:
    wanted = call.number("reaction")
    if all(one.id != wanted for one in to.reactions):
        raise not_found()
    to.reactions = [one for one in to.reactions if one.id != wanted]
    return empty()


@routes("GET", ISSUE + "/sub_issues", "issues:read")
def children(call: Call) -> Answer:
    """An issue's sub-issues."""
    return call.paged(call.issue().children, lambda one: shape.issue(call.base, call.repo, one))


@routes("GET", ISSUE + "/parent", "issues:read")
def parent(call: Call) -> Answer:
    """The issue that this one is a sub-issue of."""
    found = call.issue().parent
    if found is None:
        raise not_found()
    return Answer(200, _full(call, found))


@routes("POST", ISSUE + "/sub_issues", "issues:write")
def add_child(call: Call) -> Answer:
    """Add a sub-issue by its id, which is not its number."""
    parent, wanted = call.issue(), number(call.body, "sub_issue_id")
    child = next((one for one in call.repo.issues.values() if one.id == wanted), None)
    if child is None:
        raise Refused(404, "The provided sub-issue does not exist")
    issues.add_child(call.visit, parent, child)
    return Answer(201, _full(call, parent))
