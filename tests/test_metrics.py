"""Metrics: what their labels hold, and that docs and alert rules name real ones."""

import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot import metrics
from tests.support.paths import ROOT

ROUTES = [
    ("/repos/octo/notes/issues/7", "/repos/{}/{}/issues/{}"),
    ("/repos/octo/issues/issues/7/comments", "/repos/{}/{}/issues/{}/comments"),
    ("/repos/octo/notes/contents/meetings/2024/a.md", "/repos/{}/{}/contents/{}"),
    ("/repos/octo/notes/git/ref/heads/feature/x", "/repos/{}/{}/git/ref/heads/{}"),
    ("/repos/octo/notes/labels/team: docs", "/repos/{}/{}/labels/{}"),
    ("/api/v3/repos/octo/notes/pulls/1/files", "/repos/{}/{}/pulls/{}/files"),
    ("/app/installations/12/access_tokens", "/app/installations/{}/access_tokens"),
    ("/repositories/12/issues", "/repositories/{}/issues"),
    ("/octo/notes/legacy.tar.gz/0a1b", "download"),
]


@pytest.mark.parametrize(("path", "route"), ROUTES)
def test_a_route_holds_no_name(path: str, route: str) -> None:
    assert metrics.route_of(path) == route


def test_an_event_that_a_stranger_invents_is_no_label() -> None:
    assert [metrics.known_event(event) for event in ("push", "x" * 200, "")] == ["push", "other", "other"]


def test_the_lowest_limit_counts_until_its_hour_ends() -> None:
    limits = metrics.RateLimits()
    limits.record("1", {"x-ratelimit-remaining": "4000", "x-ratelimit-reset": "2000"})
    limits.record("2", {"x-ratelimit-remaining": "12", "x-ratelimit-reset": "1000"})
    limits.record("2", {"x-ratelimit-remaining": "1", "x-ratelimit-reset": "1000", "x-ratelimit-resource": "search"})
    assert (limits.lowest(500), limits.lowest(1500)) == (12, 4000)
    assert math.isnan(limits.lowest(2500))


def exposed() -> set[str]:
    """The names of all metrics, as they are scraped."""
    text = metrics.exposition(0, {"sync": (1, 2.0)}).decode()
    families = set(re.findall(r"^# TYPE (\S+)", text, re.MULTILINE))
    histograms = set(re.findall(r"^# TYPE (\S+) histogram", text, re.MULTILINE))
    return families | {f"{name}_{part}" for name in histograms for part in ("count", "sum", "bucket")}


def rules() -> Iterator[dict[str, str]]:
    for group in yaml.safe_load((ROOT / "docs/operating/alerts.yml").read_text(encoding="utf-8"))["groups"]:
        yield from group["rules"]


def test_alert_rules_name_metrics_that_exist() -> None:
    named = {name for rule in rules() for name in re.findall(r"duly_\w+", rule["expr"])}
    assert len(list(rules())) == 4
    assert named - exposed() == set()


def test_the_documented_metrics_are_those_that_exist() -> None:
    page = Path(ROOT / "docs/operating.md").read_text(encoding="utf-8").partition("\n## Metrics\n")[2]
    table = [line for line in page.partition("\n## ")[0].splitlines() if line.startswith("| `")]
    documented = {name for line in table for name in re.findall(r"`(duly_\w+)`", line.split("|")[1])}
    assert documented == {name for name in exposed() if name.startswith("duly_")} - derived()


def derived() -> set[str]:
    return {name for name in exposed() if re.search(r"_(count|sum|bucket|created)$", name)}
