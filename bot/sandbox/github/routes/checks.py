"""Check runs and pull requests."""

from bot.sandbox.github.call import Answer, Call, Routes
from bot.sandbox.github.errors import not_found
from bot.sandbox.github.shapes import issue as issue_shape
from bot.sandbox.github.shapes.checks import annotation, check_run
from bot.sandbox.github.state import checks, pulls, pushes
from bot.sandbox.github.state.records import CheckRun, Issue

routes = Routes()
RUNS = "/repos/{owner}/{repo}/check-runs"
PULLS = "/repos/{owner}/{repo}/pulls"


@routes("POST", RUNS, "checks:write")
def create_run(call: Call) -> Answer:
    """A new check run."""
    return Answer(201, check_run(call.base, call.repo, checks.create(call.visit, call.body)))


@routes("GET", RUNS + "/{run}", "checks:read")
def get_run(call: Call) -> Answer:
    """One check run."""
    return Answer(200, check_run(call.base, call.repo, _run(call)))


@routes("PATCH", RUNS + "/{run}", "checks:write")
def update_run(call: Call) -> Answer:
    """Change a check run; annotations are appended."""
    found = _run(call)
    checks.update(call.visit, found, call.body)
    return Answer(200, check_run(call.base, call.repo, found))


@routes("GET", RUNS + "/{run}/annotations", "checks:read")
def annotations(call: Call) -> Answer:
    """Its annotations."""
    found = _run(call)
    return call.paged(found.annotations, lambda one: annotation(call.base, call.repo, found, one))


def _run(call: Call) -> CheckRun:
    found = call.repo.checks.get(call.number("run"))
    if found is None:
        raise not_found()
    return found


@routes("GET", "/repos/{owner}/{repo}/commits/{ref:.+}/check-runs", "checks:read")
def runs_of(call: Call) -> Answer:
    """The check runs of a commit, newest first; the newest of each name unless `filter=all`."""
    sha, name = pushes.resolve(call.repo, call.params["ref"]).sha, call.query.get("check_name")
    status = call.query.get("status")
    found = [
        one
        for one in call.repo.checks.values()
        if one.head_sha == sha and name in (None, one.name) and status in (None, one.status)
    ]
    if call.choice("filter", "latest", ("latest", "all")) == "latest":
        found = list({one.name: one for one in found}.values())
    return call.paged(found[::-1], lambda one: check_run(call.base, call.repo, one), "check_runs")


@routes("GET", PULLS, "pull_requests:read")
def list_pulls(call: Call) -> Answer:
    """Pull requests, newest first."""
    state = call.choice("state", "open", ("open", "closed", "all"))
    head, base = call.query.get("head", "").rpartition(":")[2], call.query.get("base")
    found = [one for one in call.repo.issues.values() if one.pull and state in ("all", one.state)]
    found = [
        one for one in found if head in ("", pulls.branches(one).head) and base in (None, pulls.branches(one).base)
    ]
    return call.paged(found[::-1], lambda one: issue_shape.pull(call.base, call.repo, one, pulls.branches(one)))


@routes("POST", PULLS, "pull_requests:write")
def create_pull(call: Call) -> Answer:
    """A new pull request."""
    return Answer(201, pulls.full(call.world, call.repo, pulls.create(call.visit, call.body)))


@routes("GET", PULLS + "/{number}", "pull_requests:read")
def get_pull(call: Call) -> Answer:
    """One pull request."""
    return Answer(200, pulls.full(call.world, call.repo, _pull(call)))


@routes("PATCH", PULLS + "/{number}", "pull_requests:write")
def change_pull(call: Call) -> Answer:
    """Change its title, text or state."""
    found = _pull(call)
    pulls.change(call.visit, found, call.body)
    return Answer(200, pulls.full(call.world, call.repo, found))


@routes("PUT", PULLS + "/{number}/merge", "contents:write")
def merge_pull(call: Call) -> Answer:
    """Merge it."""
    made = pulls.merge_now(call.visit, _pull(call), call.body)
    return Answer(200, {"sha": made.sha, "merged": True, "message": "Pull Request successfully merged"})


@routes("GET", PULLS + "/{number}/files", "pull_requests:read")
def pull_files(call: Call) -> Answer:
    """The files that it changes."""
    return call.paged(pulls.files(call.world, call.repo, _pull(call)), lambda one: one)


def _pull(call: Call) -> Issue:
    found = call.issue()
    pulls.branches(found)
    return found
