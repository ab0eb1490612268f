"""The first user's real notes, pushed in date order as they were written."""

import json
from collections import defaultdict
from collections.abc import Iterator

import pytest

from bot.core.config.schema import Config
from tests.support.paths import CORPUS, SEED, need
from tests.support.tracker import Tracker

SPLIT_AT_MOST = 1
"""Items with two issues over the year that are borne: each is named, with its reason, in the changelog."""


@pytest.fixture(scope="module")
def year() -> Iterator[tuple[Tracker, dict[str, set[int]]]]:
    """The notes of 2020 pushed one by one: the tracker, and for each labelled item the issues it got."""
    need(CORPUS)
    tracker = Tracker(config=Config(max_new_issues=500))
    issues: dict[str, set[int]] = defaultdict(set)
    labels = gold()
    for note in sorted((CORPUS / "conda-forge").glob("2020-*.md")):
        tracker.notes[f"notes/{note.name}"] = note.read_text(encoding="utf-8")
        tracker.sync()
        plan = tracker.plan()
        assert plan.changes == (), f"a second run after {note.name} plans {[change.why for change in plan.changes]}"
        for tracked in plan.items:
            for line in tracked.item.lines:
                label = labels.get((line.path.removeprefix("notes/"), line.number))
                if label and tracked.issue:
                    issues[label].add(tracked.issue)
    yield tracker, issues


def gold() -> dict[tuple[str, int], str]:
    rows = [json.loads(row) for row in (CORPUS / "lineage.jsonl").read_text(encoding="utf-8").splitlines()]
    return {(row["note"].removeprefix("conda-forge/"), row["line"]): row["item"] for row in rows}


@pytest.mark.slow
def test_no_issue_is_for_two_items(year: tuple[Tracker, dict[str, set[int]]]) -> None:
    items: dict[int, set[str]] = defaultdict(set)
    for item, numbers in year[1].items():
        for number in numbers:
            items[number].add(item)
    assert {number: names for number, names in items.items() if len(names) > 1} == {}


def test_few_items_get_two_issues(year: tuple[Tracker, dict[str, set[int]]]) -> None:
    split = {item: numbers for item, numbers in year[1].items() if len(numbers) > 1}
    assert len(split) <= SPLIT_AT_MOST, split


def test_nothing_is_opened_for_lists_that_were_dead(year: tuple[Tracker, dict[str, set[int]]]) -> None:
    """All the notes at once: only what stands in the newest list."""
    tracker = Tracker(config=Config(max_new_issues=500), notes=dict(year[0].notes))
    tracker.sync()
    newest = max(tracker.notes)
    assert tracker.issues
    assert all(f"{newest}?plain=1" in issue.body for issue in tracker.issues.values())


def test_the_starting_note_opens_27_issues() -> None:
    need(SEED)
    tracker = Tracker(notes={"notes/2020-08-26.md": SEED.read_text(encoding="utf-8")})
    tracker.sync()
    assert len(tracker.issues) == 27
    parent = tracker.by_title("Static libraries")
    assert "- [ ] Add linting hints" in parent.body
    text = "\n".join(f"{issue.title}\n{issue.body}\n{issue.labels}" for issue in tracker.issues.values())
    for private in ("bjRCWmVJRW1oTGJhN09VUmxtTTJOUT09", "eyJ1cmwi", "pwd=", "@kkraus "):
        assert private not in text


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda path, text: (path, text), id="nothing"),
        pytest.param(lambda path, text: (path.replace("notes/", "minutes/"), text), id="renamed folder"),
        pytest.param(
            lambda path, text: (path, text.replace("---\n", "---\ntags: [meeting]\nid: x\n", 1)), id="front matter"
        ),
        pytest.param(lambda path, text: (path, text.replace("\n", "\r\n")), id="CRLF"),
        pytest.param(lambda path, text: (path, "\ufeff" + text), id="BOM"),
    ],
)
def test_identity_survives(change) -> None:  # type: ignore[no-untyped-def]
    need(SEED)
    tracker = Tracker(notes={"notes/2020-08-26.md": SEED.read_text(encoding="utf-8")})
    tracker.sync()
    tracker.notes = dict(change(path, text) for path, text in tracker.notes.items())
    assert tracker.plan().changes == ()


def test_a_rewritten_commit_in_a_url_is_no_news() -> None:
    before, after = "1111111111111111111111111111111111111111", "2222222222222222222222222222222222222222"
    tracker = Tracker()
    tracker.write("2024-03-05", f"* [ ] fix the link to https://github.com/harbour/plans/blob/{before}/crane.md please")
    tracker.sync()
    tracker.notes = {path: text.replace(before, after) for path, text in tracker.notes.items()}
    assert tracker.plan().changes == ()
