"""What an operator measures, as Prometheus reads it: counts and seconds, and no name of a person, repository or note.

The names are listed in docs/operating.md. Labels have few values each: no value comes from what strangers send.
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

REGISTRY = CollectorRegistry()
"""The metrics of this process, without those of other users of the library."""
ProcessCollector(registry=REGISTRY)
CONTENT_TYPE = CONTENT_TYPE_LATEST

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
_SLOW = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 1800.0)

EVENTS = frozenset(
    {
        "installation",
        "installation_repositories",
        "issue_comment",
        "issues",
        "ping",
        "pull_request",
        "push",
        "check_run",
    }
)
"""The events that are a label's value. Others, also what a stranger invents, are `other`."""


class DeliveryOutcome(StrEnum):
    """What became of a webhook delivery; the text is also a label's value and stands in the answer."""

    QUEUED = "queued"
    IGNORED = "ignored"
    FORGOTTEN = "forgotten"
    PONG = "pong"
    REFUSED = "refused"


class JobOutcome(StrEnum):
    """How a try of a job ended; the text is also a label's value."""

    DONE = "done"
    FAILED = "failed"
    STEPPED_BACK = "stepped back"
    CUT = "cut"


DELIVERIES = Counter(
    "duly_deliveries",
    f"Webhook deliveries by event and outcome ({', '.join(DeliveryOutcome)}).",
    ["event", "outcome"],
    registry=REGISTRY,
)
DELIVERY_SECONDS = Histogram(
    "duly_delivery_seconds",
    "Seconds from the head of a delivery to its answer, by HTTP status.",
    ["status"],
    buckets=_FAST,
    registry=REGISTRY,
)
QUEUE_JOBS = Gauge("duly_queue_jobs", "Jobs that wait or run, by kind.", ["kind"], registry=REGISTRY)
QUEUE_OLDEST_SECONDS = Gauge(
    "duly_queue_oldest_seconds", "Seconds since the oldest job of a kind was queued.", ["kind"], registry=REGISTRY
)
JOB_SECONDS = Histogram(
    "duly_job_seconds",
    f"Seconds of a try of a job, by kind and outcome ({', '.join(JobOutcome)}).",
    ["kind", "outcome"],
    buckets=_SLOW,
    registry=REGISTRY,
)
JOB_ATTEMPTS = Histogram(
    "duly_job_attempts",
    "Tries that a job took until it was done, by kind.",
    ["kind"],
    buckets=(1, 2, 3, 5, 10, 20),
    registry=REGISTRY,
)
API_REQUESTS = Counter(
    "duly_api_requests",
    "Requests to GitHub's API by method, route and HTTP status (none: no answer came).",
    ["method", "route", "status"],
    registry=REGISTRY,
)
API_WAIT_SECONDS = Counter(
    "duly_api_wait_seconds",
    "Seconds waited for GitHub's limits and the pace of writes, in the call or in the queue.",
    ["place"],
    registry=REGISTRY,
)
RATE_LIMIT_REMAINING = Gauge(
    "duly_api_rate_limit_remaining",
    "Requests left in this hour; the lowest of all installations whose hour has not ended.",
    registry=REGISTRY,
)
CHANGES = Counter(
    "duly_changes",
    "Changes of issues, labels and comments by kind and outcome; these are the writes.",
    ["change", "outcome"],
    registry=REGISTRY,
)
ISSUES_OPENED = Counter("duly_issues_opened", "Issues that were opened.", registry=REGISTRY)
ISSUES_CLOSED = Counter("duly_issues_closed", "Issues that were closed.", registry=REGISTRY)
PLANS_HELD = Counter("duly_plans_held", "Syncs whose plan held something for an approval.", registry=REGISTRY)
NOTES_READ = Counter("duly_notes_read", "Notes that decisions were made from.", registry=REGISTRY)
DECISION_SECONDS = Histogram(
    "duly_decision_seconds", "Seconds of one decision about a repository.", buckets=_FAST, registry=REGISTRY
)


class RateLimits:
    """What GitHub said of each identity's hour, until that hour ends."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[int, float]] = {}

    def record(self, identity: str, headers: Mapping[str, str]) -> None:
        """Keep what an answer says of the hour of REST calls."""
        left, reset = headers.get("x-ratelimit-remaining", ""), headers.get("x-ratelimit-reset", "")
        if left.isdigit() and reset.isdigit() and headers.get("x-ratelimit-resource", "core") == "core":
            self._left[identity] = int(left), float(reset)

    def lowest(self, now: float) -> float:
        """The least that is left to an identity; NaN where no hour is known. `now` in seconds since 1970."""
        self._left = {who: (left, reset) for who, (left, reset) in self._left.items() if reset > now}
        return min((float(left) for left, _ in self._left.values()), default=float("nan"))


RATE_LIMITS = RateLimits()


def known_event(event: str) -> str:
    """The label of an event."""
    return event if event in EVENTS else "other"


def count_delivery(event: str, outcome: DeliveryOutcome, status: int, seconds: float) -> None:
    """Count a delivery that was answered."""
    _deliveries(known_event(event), outcome).inc()
    _delivery_seconds(status).observe(seconds)


# Kept: to find the metric of some labels costs more than to count.
_deliveries = cache(DELIVERIES.labels)
_delivery_seconds = cache(DELIVERY_SECONDS.labels)

_ROUTE_WORDS = frozenset(
    {
        "access_tokens",
        "app",
        "assignees",
        "attempts",
        "blobs",
        "branches",
        "check-runs",
        "collaborators",
        "comments",
        "commits",
        "contents",
        "deliveries",
        "files",
        "git",
        "graphql",
        "heads",
        "hook",
        "installation",
        "installations",
        "issues",
        "labels",
        "merge",
        "merges",
        "parent",
        "permission",
        "pulls",
        "reactions",
        "ref",
        "refs",
        "repos",
        "repositories",
        "sub_issue",
        "sub_issues",
        "tarball",
        "trees",
        "user",
        "users",
    }
)
_REST = frozenset({"contents", "heads"})
"""What follows them is the name of a file or branch, with any number of slashes."""


def route_of(path: str) -> str:
    """An address of the API as a route: `/repos/o/r/issues/7` is `/repos/{}/{}/issues/{}`.

    Names and numbers become `{}`, so that no label holds one.
    """
    parts = path.removeprefix("/api/v3").strip("/").split("/")
    # A download stands on another host, under the names of owner and repository.
    return "/" + "/".join(_route_parts(parts)) if parts[0] in _ROUTE_WORDS else "download"


def _route_parts(parts: Iterable[str]) -> Iterator[str]:
    names = 0
    for part in parts:
        if names:
            names -= 1
            yield "{}"
            continue
        known = part in _ROUTE_WORDS
        yield part if known else "{}"
        names = 2 if part == "repos" else 0
        if part in _REST:
            yield "{}"
            return


def exposition(now: float, backlog: Mapping[str, tuple[int, float]]) -> bytes:
    """All metrics in Prometheus's text form. `backlog`: kind of job → how many, and the seconds since the oldest was put."""
    QUEUE_JOBS.clear()
    QUEUE_OLDEST_SECONDS.clear()
    for kind, (count, oldest) in backlog.items():
        QUEUE_JOBS.labels(kind).set(count)
        QUEUE_OLDEST_SECONDS.labels(kind).set(oldest)
    RATE_LIMIT_REMAINING.set(RATE_LIMITS.lowest(now))
    return generate_latest(REGISTRY)
