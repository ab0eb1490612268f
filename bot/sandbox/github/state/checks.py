"""Check runs, which only the App creates and changes."""

from datetime import UTC, datetime

from bot.sandbox.github.errors import Refused, invalid, malformed
from bot.sandbox.github.fields import Body, mapping, mappings, number, required, text
from bot.sandbox.github.shapes.checks import webhook_check_run
from bot.sandbox.github.state.records import Annotation, CheckRun
from bot.sandbox.github.state.visit import Visit
from bot.sandbox.github.state.world import World

CONCLUSIONS = ("action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out")
STATUSES = ("queued", "in_progress", "completed")
LEVELS = ("notice", "warning", "failure")
MAX_ANNOTATIONS = 50
MAX_TEXT = 65_535


def create(at: Visit, body: Body) -> CheckRun:
    """A new check run from `POST …/check-runs`."""
    if at.actor.app is None:
        raise Refused(403, "You must authenticate via a GitHub App.")
    name, sha = required(body, "name"), required(body, "head_sha")
    if sha not in at.repo.store.commits:
        raise Refused(422, f"No commit found for SHA: {sha}")
    suite = at.repo.suites.setdefault(sha, at.world.next_id())
    run = CheckRun(
        id=at.world.next_id(), suite=suite, app=at.actor.app, head_sha=sha, name=name, created_at=at.world.now()
    )
    _fill(at.world, run, body)
    at.repo.checks[run.id] = run
    _notify(at, run, "created")
    return run


def update(at: Visit, run: CheckRun, body: Body) -> None:
    """Changes from `PATCH …/check-runs/{id}`. Annotations are appended."""
    if at.actor.app != run.app:
        raise Refused(
            403, "Invalid app_id `{app_id}` - check run can only be modified by the GitHub App that created it."
        )
    was = run.status
    run.name = text(body, "name") or run.name
    _fill(at.world, run, body)
    if run.status == "completed" and was != "completed":
        _notify(at, run, "completed")


def press(at: Visit, run: CheckRun, identifier: str) -> None:
    """A person clicks a button of the check run."""
    if identifier not in (action[2] for action in run.actions):
        raise invalid("CheckRun", "actions", value=identifier)
    _notify(at, run, "requested_action", requested_action={"identifier": identifier})


def rerequest(at: Visit, run: CheckRun) -> None:
    """A person clicks Re-run."""
    _notify(at, run, "rerequested")


def _fill(world: World, run: CheckRun, body: Body) -> None:
    status, conclusion = text(body, "status"), text(body, "conclusion")
    _check(status, conclusion)
    output = mapping(body, "output")
    remarks = _annotations(output) if output else []
    if conclusion:
        run.status, run.conclusion = "completed", conclusion
    elif status:
        run.status = status
    run.external_id = text(body, "external_id") or run.external_id
    run.details_url = text(body, "details_url") or run.details_url
    run.started_at = _time(body, "started_at") or run.started_at or world.now()
    if run.status == "completed":
        run.completed_at = _time(body, "completed_at") or run.completed_at or world.now()
    if "actions" in body:
        run.actions = _actions(body)
    if output:
        _write(run, output)
    run.annotations += remarks


def _check(status: str | None, conclusion: str | None) -> None:
    if status is not None and status not in STATUSES:
        raise invalid("CheckRun", "status", value=status)
    if conclusion is not None and conclusion not in CONCLUSIONS:
        raise invalid("CheckRun", "conclusion", value=conclusion)
    if status == "completed" and conclusion is None:
        raise malformed('If status is set to "completed", conclusion is required.')


def _write(run: CheckRun, output: Body) -> None:
    for key in ("summary", "text"):
        if len(text(output, key) or "") > MAX_TEXT:
            raise malformed(f"Only {MAX_TEXT} characters are allowed for {key}.")
    run.title = text(output, "title") or run.title
    run.summary = required(output, "summary")
    run.text = text(output, "text") or run.text


def _annotations(output: Body) -> list[Annotation]:
    given = mappings(output, "annotations")
    if len(given) > MAX_ANNOTATIONS:
        raise malformed(f"No more than {MAX_ANNOTATIONS} items are allowed; {len(given)} were supplied.")
    return [_annotation(one) for one in given]


def _annotation(one: Body) -> Annotation:
    level = required(one, "annotation_level")
    if level not in LEVELS:
        raise invalid("CheckRun", "annotations", value=level)
    start = number(one, "start_line")
    if start is None:
        raise malformed('"start_line" wasn\'t supplied.')
    return Annotation(
        path=required(one, "path"),
        start_line=start,
        end_line=number(one, "end_line") or start,
        level=level,
        message=required(one, "message"),
        title=text(one, "title"),
        start_column=number(one, "start_column"),
        end_column=number(one, "end_column"),
        raw_details=text(one, "raw_details"),
    )


def _actions(body: Body) -> tuple[tuple[str, str, str], ...]:
    given = mappings(body, "actions")
    if len(given) > 3:
        raise malformed(f"No more than 3 items are allowed; {len(given)} were supplied.")
    limits = {"label": 20, "description": 40, "identifier": 20}
    for one in given:
        for key, most in limits.items():
            if len(required(one, key)) > most:
                raise malformed(f"Only {most} characters are allowed for {key}.")
    return tuple((required(one, "label"), required(one, "description"), required(one, "identifier")) for one in given)


def _time(body: Body, key: str) -> datetime | None:
    value = text(body, key)
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).astimezone(UTC)
    except ValueError:
        raise malformed(f"{value!r} is not a date-time.") from None


def _notify(at: Visit, run: CheckRun, action: str, **more: object) -> None:
    shape = webhook_check_run(at.base, at.repo, run)
    at.notify("check_run", {"action": action, "check_run": shape, **more})
    at.note(f"check_run.{action}", title=run.title or run.name, text=run.conclusion or run.status)
