"""Twenty rewordings of the first user's note, each in place and with its number; some word lists were made while looking at them."""

import pytest

from bot.core.config.schema import Config
from bot.core.model.plan import Open, Plan
from tests.support.paths import SEED, need
from tests.support.tracker import Tracker

PATH = "notes/2020-08-26.md"
MOST_SECOND = 2
"""Second issues that twenty rewordings in place may open, each named with its pair."""

REWORDINGS = [
    ("work with dockerhub to see if we can get OSS status", "apply to dockerhub for OSS status"),
    ("start pushing images to quay (github?)", "start pushing our images to quay.io"),
    ("put changes in smithy to make sure we can use those other image locations", "change smithy so that other image locations can be used"),
    ("build webpage to credit them (and others)", "build a web page that credits OVH and others"),
    ("If we're adding a logo, will want to make sure that we have permission to use it.", "Get permission to use the logo before we add it"),
    ("Shout-out on twitter at some point.", "Thank them on twitter at some point."),
    ("Figure out how to communicate breaking changes to users.", "Decide how we communicate breaking changes to users."),
    ("update the cuda toolkit feedstock on the git repo to note the NVBug link", "update cudatoolkit feedstock with the NVBug link"),
    ("update docs to note that some non-exhaustive list of packages", "add to the docs a non-exhaustive list of packages"),
    ("schedule conda working group", "schedule the first conda working group meeting"),
    ("CJ to call a vote for feedback", "CJ to call for a vote"),
    ("Ask staged recipes team to champion this CFEP and move it forward", "Find someone in the staged recipes team to champion this CFEP"),
    ("to sync on adding CUDA to the migration bot", "to talk about adding CUDA to the migration bot"),
    ("Scheduling Anaconda <-> conda-forge sync on anaconda.org requirements gathering", "Schedule a sync with Anaconda about anaconda.org requirements"),
    ("Reach out to NumFocus to figure out legal ramifications of not including licenses in files.", "Ask NumFOCUS about the legal ramifications of files without licenses."),
    ("check internally for funding levels for hotels & flying folks from the community in?", "check internally for funding of hotels & flights for community folks"),
    ("Open up CFEP for which python's we're going to support", "Write a CFEP on which Pythons we support"),
    ("write a blog post on CUDA stuff we discussed today", "write a blog post about the CUDA discussion"),
    ("update docs on how to add CUDA support to feedstocks", "document how to add CUDA support to a feedstock"),
    ("document strategies for reproducible environments using conda-forge", "document how to make reproducible environments with conda-forge"),
]  # fmt: skip


def opened(plan: Plan) -> list[str]:
    return [change.title for change in plan.changes if isinstance(change, Open)]


@pytest.mark.slow
def test_twenty_rewordings_in_place_open_few_second_issues_and_name_each_with_its_pair() -> None:
    need(SEED)
    seed = SEED.read_text(encoding="utf-8")
    second = []
    for before, after in REWORDINGS:
        assert seed.count(before) >= 1, before
        tracker = Tracker(notes={PATH: seed})
        tracker.sync()
        tracker.notes[PATH] = seed.replace(before, after)
        plan = tracker.sync()
        second += opened(plan)
        assert len(plan.pairs) == len(opened(plan)), f"{after}: not named with its pair"
        assert tracker.plan().changes == (), after
    assert len(second) <= MOST_SECOND, second


@pytest.mark.sampled(5)
@pytest.mark.parametrize(("before", "after"), REWORDINGS, ids=[before[:30] for before, _ in REWORDINGS])
def test_with_its_number_every_rewording_keeps_its_issue(before: str, after: str) -> None:
    need(SEED)
    seed = SEED.read_text(encoding="utf-8")
    tracker = Tracker(config=Config(max_new_issues=500), notes={PATH: seed})
    tracker.sync()
    number = next(
        tracked.issue
        for tracked in tracker.plan().items
        if any(before in line.wording for line in tracked.item.lines) and tracked.issue
    )
    row = next(row for row in reversed(seed.splitlines()) if before in row)
    changed = f"{row.replace(before, after).rstrip()} #{number}"
    tracker.notes[PATH] = seed.replace(row, changed)
    assert opened(tracker.sync()) == []
    assert tracker.plan().changes == ()
    assert tracker.issues[number].open
