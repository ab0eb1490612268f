"""Open items that the newest meeting does not list: they come along once more, or people are asked about them."""

from bot.core.carry.ages import STILL_TITLE
from bot.core.carry.next_note import Carried, carry
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Close
from tests.support.tracker import Tracker

LABEL = f"**{STILL_TITLE}**"
TEMPLATE = "# Meeting\n\n## Action items\n\n## Notes\n"
ROPE, WALL, FERRY = (
    "* [ ] (Bea) order the rope for spring",
    "* [ ] (Ada) paint the harbour wall",
    "* [ ] sell the ferry",
)


def synced(*meetings: tuple[str, tuple[str, ...]]) -> Tracker:
    """A tracker that has seen these meetings one after the other."""
    tracker = Tracker(config=Config(numbers="plain"))
    for day, lines in meetings:
        tracker.write(day, *lines)
        tracker.sync()
    return tracker


def carried(tracker: Tracker, day: str, text: str = TEMPLATE) -> Carried:
    """The outcome of carrying, of which a second run changes nothing and asks nothing."""
    done = carry(tracker.snapshot(), NoteFile(f"notes/{day}.md", text))
    again = carry(tracker.snapshot(), NoteFile(f"notes/{day}.md", done.text))
    assert again.text == done.text
    assert again.vanished == ()
    return done


def lost() -> Tracker:
    """The rope is issue 1, the wall issue 2; the newest meeting lists the wall only."""
    return synced(("2024-03-05", (ROPE, WALL)), ("2024-03-19", (WALL,)))


def test_an_open_issue_that_the_last_note_did_not_list_comes_along_below_its_label() -> None:
    done = carried(lost(), "2024-04-02")
    assert done.text == (f"# Meeting\n\n## Action items\n\n{WALL} #2\n\n{LABEL}\n\n{ROPE} #1\n\n## Notes\n")
    assert "Still open, not in the last note" in done.summary
    assert "comment `/drop not in the notes any more` on #1" in done.summary
    assert done.vanished == ()


def test_a_lost_line_below_one_that_is_done_comes_along_alone() -> None:
    """The line above it, as it stood there, would open its closed issue again."""
    ask = "    * [ ] ask the harbour master"
    tracker = synced(
        ("2024-02-20", (WALL, "* [x] sell the ferry", ask)),
        ("2024-03-05", (WALL, ROPE, ask)),
        ("2024-03-19", (WALL, ROPE.replace("[ ]", "[x]"))),
    )
    before = {number: issue.open for number, issue in tracker.issues.items()}
    assert [number for number, is_open in before.items() if not is_open]
    done = carried(tracker, "2024-04-02")
    assert ROPE not in done.text
    assert done.text.count("ask the harbour master") == 1
    tracker.notes["notes/2024-04-02.md"] = done.text
    tracker.sync()
    assert {number: issue.open for number, issue in tracker.issues.items()} == before


def test_its_line_is_work_with_the_same_issue() -> None:
    tracker = lost()
    tracker.notes["notes/2024-04-02.md"] = carried(tracker, "2024-04-02").text
    assert tracker.sync().changes == ()
    following = carried(tracker, "2024-04-16")
    assert LABEL not in following.text
    assert following.text.count("#1") == following.text.count("#2") == 1


def test_taken_out_of_the_note_it_stays_out() -> None:
    tracker = lost()
    text = carried(tracker, "2024-04-02").text
    without = text.replace(f"{LABEL}\n\n{ROPE} #1\n\n", "")
    assert without != text
    assert carried(tracker, "2024-04-02", without).text == without
    tracker.notes["notes/2024-04-02.md"] = without
    tracker.sync()
    following = carried(tracker, "2024-04-16")
    assert "rope" not in following.text
    assert following.vanished == ()


def test_the_line_alone_taken_out_stays_out() -> None:
    tracker = lost()
    without = carried(tracker, "2024-04-02").text.replace(f"{ROPE} #1\n", "")
    assert "rope" not in carried(tracker, "2024-04-02", without).text


def test_communities_that_list_only_new_actions_get_all_that_is_fresh() -> None:
    days = ("2024-02-06", "2024-02-20", "2024-03-05", "2024-03-19")
    lines = ("* [ ] (Bea) count the buoys", ROPE, WALL, FERRY)
    tracker = synced(*((day, (line,)) for day, line in zip(days, lines, strict=True)))
    done = carried(tracker, "2024-04-02")
    assert [line for line in done.text.splitlines() if line.startswith("* ")] == [
        f"{FERRY} #4",
        f"{ROPE} #2",
        f"{WALL} #3",
    ], "the buoys are older than the three newest meetings"


TALK = "# Meeting\n\n## Agenda\n\n- The quay\n    - Action item: (Bea) ask the harbour master about the lamps\n"


def test_an_action_of_running_text_comes_along_once_newer_lists_leave_it_out() -> None:
    tracker = Tracker(config=Config(numbers="plain"))
    for day, text in (("2024-03-05", TALK), ("2024-03-19", f"# Meeting\n\n## Action items\n\n{WALL}\n")):
        tracker.notes[f"notes/{day}.md"] = text
        tracker.sync()
    done = carried(tracker, "2024-04-02")
    assert "ask the harbour master about the lamps #1\n" in done.text.partition(LABEL)[2]
    tracker.notes["notes/2024-04-02.md"] = done.text.partition(LABEL)[0]
    tracker.sync()
    assert "harbour master" not in carried(tracker, "2024-04-16").text, "people took it out"


def test_an_action_of_running_text_without_an_issue_does_not_come_along() -> None:
    tracker = Tracker()
    tracker.notes["notes/2024-03-05.md"] = TALK
    tracker.write("2024-03-19", WALL)
    assert "harbour master" not in carried(tracker, "2024-04-02").text


def test_a_closed_issue_does_not_come_along() -> None:
    tracker = lost()
    tracker.apply(Close(1, "completed", "by a person"))
    done = carried(tracker, "2024-04-02")
    assert "rope" not in done.text
    assert done.vanished == ()


def test_without_an_issue_people_are_asked_and_there_is_nothing_to_drop() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", ROPE, WALL)
    tracker.write("2024-03-19", WALL)
    done = carried(tracker, "2024-04-02")
    assert LABEL not in done.text
    assert [item.newest.number for item in done.vanished] == [5]
    assert "dropped on purpose?" in done.summary
    assert "/drop" not in done.summary


def test_nobody_is_asked_at_a_later_step() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", ROPE, WALL)
    tracker.write("2024-03-19", WALL)
    tracker.notes["notes/2024-04-02.md"] = "# Meeting\n\n## Agenda\n\n* talk about the regatta, at length\n"
    assert carried(tracker, "2024-04-16").vanished == (), "it was asked when the note of April 2 was made"


def test_nobody_is_asked_about_what_is_half_a_year_older() -> None:
    tracker = Tracker()
    tracker.write("2023-03-05", ROPE, WALL)
    tracker.write("2024-03-19", WALL)
    assert carried(tracker, "2024-04-02").vanished == ()


def test_at_most_ten_are_named() -> None:
    tracker = Tracker()
    kinds = ("rope", "lamp", "buoy", "net", "oar", "sail", "mast", "deck", "hull", "keel", "crane", "quay")
    tracker.write("2024-03-05", WALL, *(f"* [ ] (Bea) order the new {kind} of {kind}s" for kind in kinds))
    tracker.write("2024-03-19", WALL)
    done = carried(tracker, "2024-04-02")
    assert len(done.vanished) == len(kinds)
    assert done.summary.count("(last in") == 10
    assert "… and 2 more" in done.summary


def test_of_lines_with_the_same_words_none_is_offered() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", WALL, "    * [ ] ask the harbour master", ROPE, "    * [ ] ask the harbour master")
    tracker.write("2024-03-19", WALL)
    done = carried(tracker, "2024-04-02")
    assert "ask the harbour master" not in done.text.partition(LABEL)[2]
