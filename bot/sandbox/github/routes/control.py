"""Routes that GitHub does not have: a push in one call, and the log of events."""

from bot.sandbox.github.call import Answer, Call, Routes
from bot.sandbox.github.errors import malformed, not_found
from bot.sandbox.github.fields import mapping, required, string
from bot.sandbox.github.state import pulls, pushes
from bot.sandbox.github.state.visit import Visit

routes = Routes()


@routes("POST", "/sandbox/push")
def push(call: Call) -> Answer:
    """`{"repository": "o/r", "files": {path: text or null}, "message": …, "author": …, "branch": …}` as one push."""
    repo = call.world.find(required(call.body, "repository"))
    if repo is None:
        raise not_found()
    files = mapping(call.body, "files") or {}
    texts = {path: content for path, content in files.items() if content is None or isinstance(content, str)}
    if not files or len(texts) < len(files):
        raise malformed("files: an object of path and text, null to delete")
    branch = string(call.body, "branch", repo.default_branch)
    visit = Visit(call.world, repo, call.world.actor(repo, string(call.body, "author", repo.owner.login)))
    parent = pushes.tip(repo, branch) or pushes.tip(repo)
    message = string(call.body, "message", "Update the notes")
    made = pushes.commit_files(visit, parent, texts, message)
    pulls.push(visit, pushes.HEADS + branch, made.sha)
    return Answer(201, {"sha": made.sha})


@routes("GET", "/sandbox/events")
def events(call: Call) -> Answer:
    """All events newer than `after`, oldest first."""
    after = call.query.get("after", "0")
    newer = call.world.events.after(int(after) if after.isdigit() else 0)
    return Answer(200, [one.as_json() for one in newer])
