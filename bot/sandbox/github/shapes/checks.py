"""Check runs."""

from bot.sandbox.github.shapes import Json
from bot.sandbox.github.shapes.people import app, node, stamp, stamped
from bot.sandbox.github.shapes.repository import repository
from bot.sandbox.github.state.records import Annotation, CheckRun, RepositoryState


def check_run(base: str, repo: RepositoryState, it: CheckRun) -> Json:
    """A `check-run`."""
    url = f"{base}/repos/{repo.full_name}/check-runs/{it.id}"
    web = f"{base}/{repo.full_name}/runs/{it.id}"
    return {
        "id": it.id,
        "node_id": node("CheckRun", it.id),
        "head_sha": it.head_sha,
        "external_id": it.external_id,
        "name": it.name,
        "url": url,
        "html_url": web,
        "details_url": it.details_url or web,
        "status": it.status,
        "conclusion": it.conclusion,
        "started_at": stamped(it.started_at),
        "completed_at": stamped(it.completed_at),
        "output": {
            "title": it.title,
            "summary": it.summary,
            "text": it.text,
            "annotations_count": len(it.annotations),
            "annotations_url": f"{url}/annotations",
        },
        "check_suite": {"id": it.suite},
        "app": app(base, it.app),
        "pull_requests": [],
    }


def webhook_check_run(base: str, repo: RepositoryState, it: CheckRun) -> Json:
    """A check run in a webhook, which has more about its suite."""
    suite: Json = {
        "id": it.suite,
        "node_id": node("CheckSuite", it.suite),
        "head_branch": repo.default_branch,
        "head_sha": it.head_sha,
        "status": "completed" if it.status == "completed" else "in_progress",
        "conclusion": it.conclusion,
        "url": f"{base}/repos/{repo.full_name}/check-suites/{it.suite}",
        "before": None,
        "after": it.head_sha,
        "pull_requests": [],
        "app": app(base, it.app),
        "repository": repository(base, repo),
        "created_at": stamp(it.created_at),
        "updated_at": stamp(it.created_at),
    }
    return check_run(base, repo, it) | {"check_suite": suite, "started_at": stamp(it.started_at or it.created_at)}


def annotation(base: str, repo: RepositoryState, run: CheckRun, it: Annotation) -> Json:
    """A `check-annotation`."""
    return {
        "path": it.path,
        "blob_href": f"{base}/repos/{repo.full_name}/contents/{it.path}?ref={run.head_sha}",
        "start_line": it.start_line,
        "end_line": it.end_line,
        "start_column": it.start_column,
        "end_column": it.end_column,
        "annotation_level": it.level,
        "title": it.title,
        "message": it.message,
        "raw_details": it.raw_details,
    }
