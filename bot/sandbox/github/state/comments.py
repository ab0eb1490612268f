"""Comments and reactions."""

from bot.sandbox.github.errors import Refused, invalid
from bot.sandbox.github.fields import Body, required
from bot.sandbox.github.shapes.issue import CONTENTS
from bot.sandbox.github.shapes.issue import comment as comment_shape
from bot.sandbox.github.shapes.issue import issue as issue_shape
from bot.sandbox.github.state.issues import MAX_BODY, touch
from bot.sandbox.github.state.records import Comment, Issue, Reaction, at_least
from bot.sandbox.github.state.visit import Visit


def comment(at: Visit, issue: Issue, body: Body) -> Comment:
    """A new comment. On a locked issue only people who may push can comment."""
    content = _content(body)
    if issue.locked and (at.actor.app is not None or not at_least(at.actor.role, "write")):
        raise Refused(403, "Unable to create comment because issue is locked.")
    made = Comment(at.world.next_id(), at.actor.user, content, at.world.now(), at.world.now(), at.actor.app)
    issue.comments.append(made)
    touch(at.world, issue)
    _notify(at, issue, made, "created")
    return made


def edit(at: Visit, issue: Issue, it: Comment, body: Body) -> None:
    """Change a comment, by its author or someone who may push."""
    content = _content(body)
    if at.actor.user != it.user and not at_least(at.actor.role, "write"):
        raise Refused(403, "Must have admin rights to Repository.")
    before, it.body, it.updated_at = it.body, content, at.world.now()
    if before != content:
        _notify(at, issue, it, "edited", changes={"body": {"from": before}})


def delete(at: Visit, issue: Issue, it: Comment) -> None:
    """Delete a comment."""
    issue.comments.remove(it)
    _notify(at, issue, it, "deleted")


def react(at: Visit, to: Issue | Comment, body: Body) -> tuple[Reaction, bool]:
    """A reaction and whether it is new; each account has each kind once."""
    content = required(body, "content")
    if content not in CONTENTS:
        raise invalid("Reaction", "content", value=content)
    known = next((one for one in to.reactions if (one.user, one.content) == (at.actor.user, content)), None)
    if known:
        return known, False
    made = Reaction(at.world.next_id(), at.actor.user, content, at.world.now())
    to.reactions.append(made)
    on = to if isinstance(to, Issue) else next(issue for issue, one in at.repo.comments() if one is to)
    at.note("reaction.created", on.number, title=on.title, text=content)
    return made, True


def _notify(at: Visit, issue: Issue, it: Comment, action: str, **more: object) -> None:
    subject = issue_shape(at.base, at.repo, issue)
    words = comment_shape(at.base, at.repo, issue, it)
    at.notify("issue_comment", {"action": action, "issue": subject, "comment": words, **more})
    at.note(f"issue_comment.{action}", issue.number, title=issue.title, text=it.body)


def _content(body: Body) -> str:
    content = required(body, "body")
    if not content.strip():
        raise invalid("IssueComment", "body", "missing_field")
    if len(content) > MAX_BODY:
        raise invalid("IssueComment", "body", "custom", message=f"body is too long (maximum is {MAX_BODY} characters)")
    return content
