"""GraphQL, as far as it is needed: `pinIssue`, which REST does not have. Mistakes are answered with 200 and `errors`."""

import re

from bot.sandbox.github import auth
from bot.sandbox.github.call import Answer, Call, Routes
from bot.sandbox.github.errors import Refused
from bot.sandbox.github.fields import mapping, required, string
from bot.sandbox.github.shapes.people import node
from bot.sandbox.github.state import issues
from bot.sandbox.github.state.records import RepositoryState
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import Actor

routes = Routes()
_PIN = re.compile(r"\bpinIssue\s*\(\s*input:\s*\{\s*issueId:\s*\$(?P<name>\w+)\s*\}\s*\)")


@routes("POST", "/graphql")
@routes("POST", "/api/graphql")
def answer(call: Call) -> Answer:
    """One mutation."""
    asked = _PIN.search(required(call.body, "query"))
    if asked is None:
        return _mistake("undefinedField", "The sandbox knows pinIssue only")
    wanted = string(mapping(call.body, "variables") or {}, asked["name"], "")
    found = next(
        (
            (repo, one)
            for repo in call.world.repositories.values()
            for one in repo.issues.values()
            if node("Issue", one.id) == wanted and auth.sees(call.caller, repo)
        ),
        None,
    )
    if found is None:
        return _mistake("NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'.")
    repo, issue = found
    try:
        auth.allow(call.caller, repo, "issues:write")
        issues.pin(Visit(call.world, repo, _actor(call, repo)), issue)
    except Refused as refused:
        return _mistake("FORBIDDEN", refused.message)
    return Answer(200, {"data": {"pinIssue": {"issue": {"number": issue.number}}}})


def _actor(call: Call, repo: RepositoryState) -> Actor:
    if call.caller.token:
        return Actor(call.world.app.bot, "write", call.world.app)
    assert call.caller.user is not None
    return Actor(call.caller.user, repo.role(call.caller.user.login))


def _mistake(kind: str, message: str) -> Answer:
    return Answer(
        200, {"data": {"pinIssue": None}, "errors": [{"type": kind, "path": ["pinIssue"], "message": message}]}
    )
