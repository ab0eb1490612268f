"""A tracker that an older version left, under today's code: no issue is opened a second time, closed or reopened.

`issues.jsonl` is the tracker after version 0.1.0 synced two years of notes one by one. A change of reading, freshness,
fingerprints or markers that breaks these tests would move the tracker of everybody who upgrades.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.model.issues import Issue
from bot.core.model.notes import Item
from bot.core.model.plan import Change, Close, Edit, Open, Plan, Reopen
from bot.core.text.normalise import normalise
from tests.support.paths import CORPUS, SHARED, need
from tests.support.tracker import Tracker

ISSUES = SHARED / "upgrade" / "issues.jsonl"

NEWLY_READ: frozenset[str] = frozenset()
"""`path:line` of lines that only today's version reads as work. They may open issues where they are fresh."""

NO_LONGER_READ: frozenset[int] = frozenset()
"""Issues whose line today's version no longer reads as work."""

DUPLICATES = {66: "1-b8bedeb77057"}
"""Issues that only today's version knows to be a second one of an item (its id), as `lineage-judgements.md` says too."""

_PERMALINK = re.compile(r"/blob/[0-9a-f]{40}/(?P<path>\S+)\?plain=1#L(?P<line>\d+)\)")


def left_behind(*, with_duplicates: bool = False) -> Tracker:
    """The tracker of version 0.1.0 with the notes it was made from, `with_duplicates` or without."""
    need(ISSUES)
    need(CORPUS)
    rows = [json.loads(row) for row in ISSUES.read_text(encoding="utf-8").splitlines()]
    issues = [Issue(**row | {"labels": tuple(row["labels"]), "assignees": tuple(row["assignees"])}) for row in rows]
    years = sorted((CORPUS / "conda-forge").glob("2019-*.md")) + sorted((CORPUS / "conda-forge").glob("2020-*.md"))
    return Tracker(
        config=Config(max_new_issues=500),
        notes={f"minutes/{note.name}": note.read_text(encoding="utf-8") for note in years},
        issues={issue.number: issue for issue in issues if with_duplicates or issue.number not in DUPLICATES},
        labels=["action-item", "needs-owner"],
    )


@pytest.fixture(scope="module")
def first_plan() -> Plan:
    """What the first sync after the upgrade would do."""
    return left_behind().plan()


def planned(plan: Plan) -> Iterator[Change]:
    """All changes of a plan, those that are held too."""
    yield from plan.changes
    for held in plan.held:
        yield from held.changes


def to_open(plan: Plan) -> list[Item]:
    """The items for which a plan opens an issue."""
    items = {tracked.item.id: tracked.item for tracked in plan.items}
    return [items[change.key.split(".")[0]] for change in planned(plan) if isinstance(change, Open)]


def quoted_lines(issues: dict[int, Issue]) -> dict[str, int]:
    """`path:line` that an issue quotes → its number. It does not depend on how today's code finds an issue."""
    found = {}
    for issue in issues.values():
        for link in _PERMALINK.finditer(issue.body):
            found[f"{link['path']}:{link['line']}"] = issue.number
    return found


def test_nothing_is_closed_or_reopened(first_plan: Plan) -> None:
    assert [change for change in planned(first_plan) if isinstance(change, Close | Reopen)] == []


def test_a_second_issue_of_an_item_is_closed_as_its_duplicate() -> None:
    tracker = left_behind(with_duplicates=True)
    keep = {tracked.item.id: tracked.issue for tracked in tracker.plan().items}
    closed = [change for change in tracker.sync().changes if isinstance(change, Close | Reopen | Open)]
    assert [(change.number, change.why) for change in closed if isinstance(change, Close)] == [
        (number, f"the same item as #{keep[item]}") for number, item in DUPLICATES.items()
    ]
    assert len(closed) == len(DUPLICATES)
    assert tracker.plan().changes == ()


def test_no_item_gets_a_second_issue(first_plan: Plan) -> None:
    quoted = quoted_lines(left_behind().issues)
    assert len(quoted) == len(left_behind().issues), "every issue quotes its line"
    second = {
        f"{line.path}:{line.number}": quoted[f"{line.path}:{line.number}"]
        for item in to_open(first_plan)
        for line in item.lines
        if f"{line.path}:{line.number}" in quoted
    }
    assert second == {}


def test_only_listed_lines_open_issues(first_plan: Plan) -> None:
    opened = {f"{item.newest.path}:{item.newest.number}" for item in to_open(first_plan)}
    assert opened == NEWLY_READ


def test_every_issue_keeps_its_line(first_plan: Plan) -> None:
    numbers = {tracked.issue for tracked in first_plan.items}
    assert left_behind().issues.keys() - numbers == NO_LONGER_READ


def test_nobody_is_assigned(first_plan: Plan) -> None:
    """An edit may bring a marker up to date. It gives nobody work, so it notifies nobody."""
    issues = left_behind().issues
    assigned = {
        change.number: change.assignees
        for change in planned(first_plan)
        if isinstance(change, Edit) and not set(change.assignees or ()) <= set(issues[change.number].assignees)
    }
    assert assigned == {}


def test_a_second_sync_plans_nothing() -> None:
    tracker = left_behind()
    tracker.sync()
    assert tracker.plan().changes == ()


def test_the_next_tick_still_closes() -> None:
    """Every box of the newest list ticked: what was open there closes, and nothing else happens."""
    tracker = left_behind()
    newest = max(tracker.notes)
    listed = {
        tracked.issue
        for tracked in tracker.plan().items
        if tracked.live and tracked.live.open and any(line.path == newest for line in tracked.item.deciding)
    }
    assert len(listed) > 20
    tracker.config = replace(tracker.config, max_closes=500)
    tracker.notes[newest] = tracker.notes[newest].replace("[ ]", "[x]")
    changes = [change for change in planned(tracker.plan()) if isinstance(change, Open | Close | Reopen)]
    assert {change.number for change in changes if isinstance(change, Close)} == listed
    assert all(isinstance(change, Close) for change in changes)


def with_titles_of_another_rule(tracker: Tracker) -> Tracker:
    """The tracker as a version with another rule for titles would have left it. A person retitled the first issue."""
    for number, issue in tracker.issues.items():
        title, mark = f"Work: {issue.title}", marker.read(issue.body)
        assert mark is not None
        applied = mark.applied.model_copy(
            update={"title": marker.digest(title), "title_words": marker.digest(normalise(title))}
        )
        shown = "The words of a person" if number == 1 else title
        tracker.issues[number] = replace(issue, title=shown, body=marker.amended(issue.body, applied=applied))
    return tracker


def test_another_rule_for_titles_renames_nothing() -> None:
    """A title in other words is no news while the notes say the same. Of the next line that says more the title is new."""
    tracker = left_behind()
    tracker.sync()
    tracker = with_titles_of_another_rule(tracker)
    assert tracker.plan().changes == ()
    newest = max(tracker.notes)
    number, old = next(
        (tracked.issue, tracked.item.newest.text)
        for tracked in tracker.plan().items
        if tracked.live and tracked.live.open and tracked.issue != 1 and tracked.item.newest.path == newest
    )
    tracker.notes[newest] = tracker.notes[newest].replace(old, f"{old} before the harvest", 1)
    assert [(type(change), getattr(change, "number", 0)) for change in tracker.sync().changes] == [(Edit, number)]
    assert number is not None
    assert not tracker.issues[number].title.startswith("Work: ")
    assert tracker.plan().changes == ()


def test_markers_without_what_the_title_was_made_of_rename_only_where_the_notes_say_more() -> None:
    before = left_behind().issues
    tracker = with_titles_of_another_rule(left_behind())
    changes = [change for change in planned(tracker.plan()) if isinstance(change, Edit)]
    assert {type(change) for change in planned(tracker.plan())} == {Edit}
    retitled = {change.number for change in changes if change.title}
    markers = {number: marker.read(issue.body) for number, issue in before.items()}
    tracker.sync()
    for number in retitled:
        old, new = markers[number], marker.read(tracker.issues[number].body)
        assert old is not None and new is not None
        assert (old.applied.content, old.owners) != (new.applied.content, new.owners)
    assert 0 < len(retitled) < 10
    assert tracker.plan().changes == ()
    assert [issue.open for issue in tracker.issues.values()] == [issue.open for issue in before.values()]
    assert tracker.issues[1].title == "The words of a person"
