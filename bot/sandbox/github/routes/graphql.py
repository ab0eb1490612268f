"""GraphQL, as far as it is needed: two mutations that REST does not have. Mistakes are answered with 200 and `errors`."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.sandbox.github import auth
from bot.sandbox.github.call import Answer, Call, Routes
from bot.sandbox.github.errors import Refused
from bot.sandbox.github.fields import Body, mapping, required, string
from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import node
from bot.sandbox.github.state import issues, pulls
from bot.sandbox.github.state.records import Issue, RepositoryState
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import Actor

routes = Routes()
_ASKED = re.compile(r"\b(?P<name>pinIssue|enablePullRequestAutoMerge)\s*\(\s*input:\s*\{(?P<input>[^{}]*)\}\s*\)")
_FIELD = re.compile(r"(?P<name>\w+)\s*:\s*\$(?P<variable>\w+)")


@dataclass(frozen=True, slots=True)
class _Mutation:
    """What it needs to know: the field with the node, the kind of that, permissions, and what it does."""

    field: str
    kind: str
    needs: tuple[str, ...]
    do: Callable[[Visit, Issue, Body], Json]


def _pin(at: Visit, issue: Issue, _: Body) -> Json:
    issues.pin(at, issue)
    return {"issue": {"number": issue.number}}


def _auto_merge(at: Visit, pull: Issue, asked: Body) -> Json:
    pulls.enable_auto_merge(at, pull, string(asked, "mergeMethod", "MERGE").lower())
    return {"pullRequest": {"number": pull.number}}


MUTATIONS = {
    "pinIssue": _Mutation("issueId", "Issue", ("issues:write",), _pin),
    "enablePullRequestAutoMerge": _Mutation(
        "pullRequestId", "PullRequest", ("pull_requests:write", "contents:write"), _auto_merge
    ),
}


@routes("POST", "/graphql")
@routes("POST", "/api/graphql")
def answer(call: Call) -> Answer:
    """One mutation."""
    found = _ASKED.search(required(call.body, "query"))
    if found is None:
        return _mistake("query", "undefinedField", f"The sandbox knows {', '.join(MUTATIONS)} only")
    name, variables = found["name"], mapping(call.body, "variables") or {}
    asked = {each["name"]: variables.get(each["variable"]) for each in _FIELD.finditer(found["input"])}
    mutation, wanted = MUTATIONS[name], string(asked, MUTATIONS[name].field, "")
    place = next((one for one in _seen(call) if node(mutation.kind, one[1].id) == wanted), None)
    if place is None:
        return _mistake(name, "NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'.")
    repo, issue = place
    try:
        for permission in mutation.needs:
            auth.allow(call.caller, repo, permission)
        return Answer(200, {"data": {name: mutation.do(Visit(call.world, repo, _actor(call, repo)), issue, asked)}})
    except Refused as refused:
        return _mistake(name, "FORBIDDEN" if refused.status == 403 else "UNPROCESSABLE", refused.message)


def _seen(call: Call) -> Iterator[tuple[RepositoryState, Issue]]:
    repositories = (repo for repo in call.world.repositories.values() if auth.sees(call.caller, repo))
    return ((repo, one) for repo in repositories for one in repo.issues.values())


def _actor(call: Call, repo: RepositoryState) -> Actor:
    if call.caller.token:
        return Actor(call.world.app.bot, "write", call.world.app)
    assert call.caller.user is not None
    return Actor(call.caller.user, repo.role(call.caller.user.login))


def _mistake(name: str, kind: str, message: str) -> Answer:
    return Answer(200, {"data": {name: None}, "errors": [{"type": kind, "path": [name], "message": message}]})
