"""The last year replayed: tables of meetings, and the first user's notes against their hand-made lineage."""

import json
from collections import defaultdict

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings, read_notes
from bot.core.model.issues import Head
from bot.core.onboarding.replay import Event, Happened, Replay, replay
from bot.core.onboarding.surroundings import Surroundings
from bot.core.onboarding.text import MAX_TEXT, Prospect, pull_text, replay_text
from tests.support.paths import CORPUS, need
from tests.support.tracker import Tracker

HEAD = Head("harbour/notes", "main", "c0ffee", "https://github.com/harbour/notes")


def replayed(tracker: Tracker) -> Replay:
    """The replay of a tracker's notes."""
    plan = tracker.plan()
    notes = read_notes(tracker.snapshot().notes, tracker.config)
    return replay([tracked.item for tracked in plan.items], meetings(notes, tracker.config), tracker.config)


STORIES = [
    pytest.param([("2024-01-10", ["* [ ] a wall"])], ["01-10 opened"], id="opened"),
    pytest.param(
        [("2024-01-10", ["* [x] a wall"])], [], id="ticked where it first stands: no issue is made to be closed"
    ),
    pytest.param(
        [("2024-01-10", ["* [ ] a wall"]), ("2024-02-10", ["* [ ] a wall"]), ("2024-03-10", ["* [x] a wall"])],
        ["01-10 opened, 1 carried", "03-10 closed"],
        id="carried, then ticked",
    ),
    pytest.param(
        [("2024-01-10", ["* [ ] a wall", "* [ ] a roof"]), ("2024-02-10", ["* [ ] a roof"])],
        ["01-10 opened", "01-10 opened, 1 carried", "02-10 lost"],
        id="lost without a tick",
    ),
    pytest.param(
        [("2022-01-10", ["* [ ] a wall"]), ("2024-02-10", ["* [ ] a roof"])],
        ["02-10 opened"],
        id="what was lost before the year is not part of it",
    ),
    pytest.param(
        [("2022-01-10", ["* [ ] a wall"]), ("2023-12-10", ["* [ ] a wall"]), ("2024-02-10", ["* [x] a wall"])],
        ["12-10 opened", "02-10 closed"],
        id="what stands open as the year begins is opened there",
    ),
]


def told(event: Event) -> str:
    carried = f", {event.carried} carried" if event.carried else ""
    return f"{event.day:%m-%d} {event.happened}{carried}"


@pytest.mark.parametrize(("notes", "events"), STORIES)
def test_stories(notes: list[tuple[str, list[str]]], events: list[str]) -> None:
    tracker = Tracker()
    for day, lines in notes:
        tracker.write(day, *lines)
    assert [told(event) for event in replayed(tracker).events] == events


def test_months_add_up_to_the_events() -> None:
    tracker = Tracker()
    tracker.write("2024-01-10", "* [ ] a wall", "* [ ] a roof", "* [ ] a gate")
    tracker.write("2024-01-24", "* [x] a wall", "* [ ] a roof")
    tracker.write("2024-03-10", "* [ ] a roof")
    found = replayed(tracker)
    assert [(m.name, m.opened, m.carried, m.closed, m.lost) for m in found.months] == [
        ("2024-01", 3, 1, 1, 1),
        ("2024-03", 0, 1, 0, 0),
    ]


def test_kinds_that_open_no_issues_are_left_out() -> None:
    tracker = Tracker(config=Config(open_from=frozenset({"move-to-tracker"})))
    tracker.write("2024-01-10", "* [ ] a wall")
    assert replayed(tracker).events == ()


def test_without_a_meeting_the_text_says_so() -> None:
    assert "nothing to replay" in replay_text(replayed(Tracker()), HEAD)


def test_each_line_has_a_permalink() -> None:
    tracker = Tracker()
    tracker.write("2024-01-10", "* [ ] a wall")
    text = replay_text(replayed(tracker), HEAD)
    assert "https://github.com/harbour/notes/blob/c0ffee/notes/2024-01-10.md?plain=1#L5" in text
    assert "would have opened 1 issues" not in text
    assert "would have opened 1 issue" in text


@pytest.mark.slow
def test_the_text_of_many_items_fits_a_pull_request() -> None:
    tracker = Tracker(config=Config(max_new_issues=5000))
    tracker.write("2024-01-10", *(f"* [ ] {'long words ' * 20}{number}" for number in range(600)))
    tracker.write("2024-01-24", *(f"* [ ] {'other words ' * 20}{number}" for number in range(600)))
    text = pull_text(Prospect(replayed(tracker), tracker.plan(), HEAD, Surroundings(), "duly[bot]"))
    assert len(text.encode()) <= MAX_TEXT < 65_536
    assert text.endswith("its check run.")
    assert text.count("<details>") == text.count("</details>")
    assert "… and 1160 more" in text


# --- against the hand-made lineage


def test_it_agrees_with_the_hand_made_lineage() -> None:
    need(CORPUS)
    rows = [json.loads(row) for row in (CORPUS / "lineage.jsonl").read_text(encoding="utf-8").splitlines()]
    # The hand-made lineage holds boxes only.
    tracker = Tracker(config=Config(without_box="report", max_new_issues=500))
    for note in sorted((CORPUS / "conda-forge").glob("20*.md")):
        if "2019-07-24" <= note.stem <= "2020-11-18":
            tracker.notes[f"conda-forge/{note.name}"] = note.read_text(encoding="utf-8")
    found = replayed(tracker)
    label = {(row["note"], row["line"]): row["item"] for row in rows}
    opened = {row["item"] for row in rows if row["open"] and row["note"][12:22] >= str(found.since)}
    ends = {happened: {row["item"] for row in rows if row["end"] == end} & opened for happened, end in ENDS.items()}
    ours: dict[Happened, list[str]] = defaultdict(list)
    for event in found.events:
        names = {label.get((line.path, line.number)) for line in event.item.lines} - {None}
        assert len(names) == 1, event.line
        ours[event.happened] += [str(*names)]
    assert sorted(ours[Happened.OPENED]) == sorted(opened)
    assert sorted(ours[Happened.CLOSED]) == sorted(ends[Happened.CLOSED])
    assert sorted(ours[Happened.LOST]) == sorted(ends[Happened.LOST])
    assert (len(opened), len(ends[Happened.CLOSED]), len(ends[Happened.LOST])) == (69, 10, 16)


ENDS = {Happened.CLOSED: "done", Happened.LOST: "vanished"}
