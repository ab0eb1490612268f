"""The next note's block: what comes along, what the issues make of it, and that nothing else is touched."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.core.carry.next_note import Carried, carry
from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.model.issues import Issue
from bot.core.model.notes import NoteFile
from tests.support.tracker import Tracker

NEXT = "notes/2024-03-26.md"
PLAIN = Config(numbers="plain")

ROW = """\
# {day} meeting

## Agenda

* [x] the budget

## Check in on previous action items
Copy previous action items from last meeting agenda.

### This meeting
{this}
### Last meeting
{last}
### 2 meetings ago
{two}
### 3 meetings ago
{three}
### Move to Issue Tracker
{tracker}
## Announcements

* [x] the regatta
"""


def note(day: str, form: str = ROW, **lists: str) -> str:
    """A note in the form of the first user's; each list is what stands below its heading."""
    names = ("this", "last", "two", "three", "tracker")
    return form.format(day=day, **{name: "" for name in names} | {name: text + "\n" for name, text in lists.items()})


def carried(tracker: Tracker, text: str = "", path: str = NEXT, raised: tuple[Issue, ...] = ()) -> Carried:
    """The outcome of carrying, of which a second run changes nothing."""
    done = carry(tracker.snapshot(), NoteFile(path, text), raised=raised)
    again = carry(tracker.snapshot(), NoteFile(path, done.text), raised=raised)
    assert again.text == done.text
    return done


def tracker_with(**notes: str) -> Tracker:
    """Notes by day, `d2024_03_05` for the fifth of March."""
    return Tracker(config=PLAIN, notes={f"notes/{day[1:].replace('_', '-')}.md": text for day, text in notes.items()})


def below(text: str, heading: str) -> list[str]:
    """The lines below a heading, without empty ones."""
    _, _, rest = text.partition(f"{heading}\n")
    return [line for line in rest.partition("\n#")[0].splitlines() if line and not line.startswith("#")]


def test_each_line_of_a_paragraph_may_be_an_item() -> None:
    text = (
        "# 2024-03-05\n\nPresent: Ada, Bea\n\n## Action items\nAda: mow the lawn  \nBea to water it\n\n## Talk\nrain\n"
    )
    done = carried(tracker_with(d2024_03_05=text), "# 2024-03-26\n\n## Action items\n\n## Talk\n")
    assert below(done.text, "## Action items") == ["* Ada: mow the lawn  ", "* Bea to water it"]


# --- rotation and true age


def test_everything_goes_one_step_down() -> None:
    tracker = tracker_with(
        d2024_02_06=note("2024-02-06", this="* [ ] (Ada) paint the harbour wall green"),
        d2024_02_20=note(
            "2024-02-20", last="* [ ] (Ada) paint the harbour wall green", this="* [ ] (Bea) order the rope"
        ),
        d2024_03_05=note(
            "2024-03-05",
            two="* [ ] (Ada) paint the harbour wall green",
            last="* [ ] (Bea) order the rope",
            this="* [ ] (Cyd) sweep the long pier\n* [x] (Ada) sell the old crane",
        ),
    )
    text = carried(tracker, note("2024-03-26")).text
    assert text == note(
        "2024-03-26",
        last="* [ ] (Cyd) sweep the long pier",
        two="* [ ] (Bea) order the rope",
        three="* [ ] (Ada) paint the harbour wall green",
    )


HOPS = ("2024-01-09", "2024-01-23", "2024-02-06", "2024-02-20", "2024-03-05")
WALL = "* [ ] (Ada) paint the harbour wall green"


@pytest.mark.parametrize(
    ("first", "at", "heading"),
    [
        pytest.param(4, "this", "### Last meeting", id="new in the last note"),
        pytest.param(3, "last", "### 2 meetings ago", id="rotated by hand"),
        pytest.param(3, "this", "### 2 meetings ago", id="not rotated: the age is what counts"),
        pytest.param(2, "last", "### 3 meetings ago", id="rotated a step too little"),
        pytest.param(1, "three", "### Move to Issue Tracker", id="older than the last list"),
        pytest.param(1, "this", "### Move to Issue Tracker", id="never rotated"),
        pytest.param(4, "two", "### 3 meetings ago", id="the heading counts notes that are not here"),
        pytest.param(4, "tracker", "### Move to Issue Tracker", id="put there early: it stays"),
    ],
)
def test_age(first: int, at: str, heading: str) -> None:
    days = {f"d{day.replace('-', '_')}": note(day, this="* [ ] mend the lamp on the mole") for day in HOPS[:first]}
    days |= {f"d{day.replace('-', '_')}": note(day, **{at: WALL}) for day in HOPS[first:]}
    assert WALL in below(carried(tracker_with(**days), note("2024-03-26")).text, heading)


def test_graduation_is_the_configs() -> None:
    tracker = tracker_with(d2024_02_20=note("2024-02-20", this=WALL), d2024_03_05=note("2024-03-05", last=WALL))
    tracker.config = Config(graduate_after=1, numbers="plain")
    assert WALL in below(carried(tracker, note("2024-03-26")).text, "### Move to Issue Tracker")


def test_topics_sub_bullets_order_and_signs_are_kept() -> None:
    block = """\
**Cranes**
- [ ] (Ada) oil the crane at the north quay
\t- every joint
- [ ] (Bea) paint the crane at the south quay

**Ropes**
* [ ] (Cyd) order hemp rope for spring
    * [ ] ask three makers for a price
    * [x] measure the old one
      wrapped and long

* [ ] (Ada) write down what the pilots said"""
    tracker = tracker_with(d2024_03_05=note("2024-03-05", this=block))
    assert carried(tracker, note("2024-03-26")).text == note("2024-03-26", last=block)


def test_empty_boxes_and_duplicates_go() -> None:
    lines = "* [ ] (Ada) check the lights on the mole with the pilots\n* [ ]\n* [ ] (Ada) check the lights on the mole with pilots"
    tracker = tracker_with(d2024_03_05=note("2024-03-05", this=lines))
    assert below(carried(tracker, note("2024-03-26")).text, "### Last meeting") == [lines.splitlines()[0]]


def test_a_ticked_parent_stays_above_its_open_child() -> None:
    lines = "* [x] (Ada) the new crane\n    * [ ] paint its cabin before winter\n* [x] (Bea) the old crane\n    * [x] sell it"
    tracker = tracker_with(d2024_03_05=note("2024-03-05", this=lines))
    assert below(carried(tracker, note("2024-03-26")).text, "### Last meeting") == lines.splitlines()[:2]


def test_work_in_the_agenda_comes_along() -> None:
    form = ROW.replace(
        "* [x] the budget",
        "* the budget\n    * TODO\n        * [ ] (Bea) ask the bank for an offer\n            * by phone",
    )
    tracker = tracker_with(d2024_03_05=note("2024-03-05", form, this=WALL))
    expected = [WALL, "* [ ] (Bea) ask the bank for an offer", "    * by phone"]
    assert below(carried(tracker, note("2024-03-26")).text, "### Last meeting") == expected


# --- what the issues say


def synced(*lines: str, bucket: str = "this") -> Tracker:
    tracker = Tracker(config=PLAIN, notes={"notes/2024-03-05.md": note("2024-03-05", **{bucket: "\n".join(lines)})})
    tracker.sync()
    return tracker


def close(number: int, reason: str = "completed", **fields: object) -> Callable[[Tracker], None]:
    def act(tracker: Tracker) -> None:
        body = marker.amended(tracker.issues[number].body, **fields) if fields else tracker.issues[number].body
        tracker.change(number, open=False, state_reason=reason, body=body)

    return act


def reopen(tracker: Tracker) -> None:
    """Ticked in the note, closed by Duly, opened again by a person."""
    tracker.tick("2024-03-05", "harbour wall")
    tracker.sync()
    assert not tracker.issues[1].open
    tracker.change(1, open=True, state_reason="reopened")


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        pytest.param(lambda tracker: None, "* [ ] (Ada) paint the harbour wall green #1", id="open"),
        pytest.param(close(1), "* [x] (Ada) paint the harbour wall green #1", id="closed since"),
        pytest.param(
            close(1, "not_planned", dropped="the wall is gone"),
            "* [~] (Ada) paint the harbour wall green #1 (dropped: the wall is gone)",
            id="not planned",
        ),
        pytest.param(
            close(1, "not_planned"),
            "* [~] (Ada) paint the harbour wall green #1 (dropped)",
            id="not planned, nobody said why",
        ),
        pytest.param(
            close(1, "duplicate"), "* [~] (Ada) paint the harbour wall green #1 (dropped: duplicate)", id="duplicate"
        ),
        pytest.param(reopen, "* [ ] (Ada) paint the harbour wall green #1", id="ticked, and opened again by a person"),
    ],
)
@pytest.mark.parametrize("there", [False, True], ids=["missing", "already there"])
def test_the_issue_beats_the_box(act: Callable[[Tracker], None], expected: str, there: bool) -> None:
    tracker = synced("* [ ] (Ada) paint the harbour wall green")
    act(tracker)
    before = note("2024-03-26", last="* [ ] (Ada) paint the harbour wall green") if there else note("2024-03-26")
    assert below(carried(tracker, before).text, "### Last meeting") == [expected]


def test_a_tick_of_the_meeting_stays() -> None:
    """Ticked in the next note before its issue is closed: only the number is added."""
    tracker = synced("* [ ] (Ada) paint the harbour wall green")
    text = carried(tracker, note("2024-03-26", last="* [x] (Ada) paint the harbour wall green")).text
    assert below(text, "### Last meeting") == ["* [x] (Ada) paint the harbour wall green #1"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("* [ ] (Ada) paint the harbour wall green, see #1", id="at its end"),
        pytest.param(
            "* [ ] (Ada) paint the harbour wall green\n    * https://github.com/harbour/notes/issues/1", id="below"
        ),
    ],
)
def test_a_number_that_is_there_is_not_added(line: str) -> None:
    tracker = synced("* [ ] (Ada) paint the harbour wall green")
    tracker.notes["notes/2024-03-05.md"] = note("2024-03-05", this=line)
    assert below(carried(tracker, note("2024-03-26")).text, "### Last meeting") == line.splitlines()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("* [ ] (Ada)\n    * paint the wall", "* [ ] (Ada)\n    * paint the wall #1", id="only an owner"),
        pytest.param(
            "* [ ] (Ada) paint the wall and\n  the gate of it  ",
            "* [ ] (Ada) paint the wall and\n  the gate of it #1  ",
            id="wrapped, blanks at the end",
        ),
    ],
)
def test_where_the_number_stands(line: str, expected: str) -> None:
    assert below(carried(synced(line), note("2024-03-26")).text, "### Last meeting") == expected.splitlines()


@pytest.mark.parametrize("there", [False, True], ids=["missing", "already there"])
@pytest.mark.parametrize(
    ("merge", "on", "expected"),
    [
        pytest.param("/merge #2", 1, "* [ ] (Ada) write down the crane accident #2", id="into the later one"),
        pytest.param("/merge #1", 2, "* [ ] (Ada) write down the crane accident #1", id="into the earlier one"),
    ],
)
def test_a_merged_item_has_the_number_of_the_issue_that_stays(merge: str, on: int, expected: str, there: bool) -> None:
    lines = ("* [ ] (Ada) write down the crane accident", "* [ ] (Bea) call the insurance company")
    tracker = synced(*lines)
    tracker.notes["notes/2024-03-12.md"] = carried(tracker, note("2024-03-12"), "notes/2024-03-12.md").text
    tracker.sync()
    tracker.say(merge, on=on)
    tracker.sync()
    text = note("2024-03-26", two=f"{lines[0]} #1" if there else "")
    done = carried(tracker, text)
    assert below(done.text, "### 2 meetings ago") == [expected]
    tracker.notes[NEXT] = done.text
    tracker.sync()
    assert "#" not in tracker.issues[3 - on].title
    plan = tracker.plan()
    assert plan.changes == ()
    assert [(each.issue, str(each.item.first.note_date), each.item.carried) for each in plan.items] == [
        (3 - on, "2024-03-05", 2)
    ]


def test_children_of_equal_words_keep_their_order() -> None:
    """A box and a bullet of equal words, and below each a child of equal words: the number of one is no other's."""
    lines = (
        "* paint the wall",
        "    * [ ] ask the harbour master",
        "* [ ] paint the wall",
        "    * [ ] ask the harbour master",
    )
    tracker = synced("* [ ] paint the wall", *lines)
    before = {number: issue.title for number, issue in tracker.issues.items()}
    tracker.notes[NEXT] = carried(tracker, note("2024-03-26")).text
    tracker.sync()
    assert {number: issue.title for number, issue in tracker.issues.items()} == before


def test_a_linked_item_has_the_number_of_the_persons_issue() -> None:
    tracker = synced(WALL)
    tracker.notes["notes/2024-03-12.md"] = carried(tracker, note("2024-03-12"), "notes/2024-03-12.md").text
    tracker.sync()
    tracker.issues[7] = replace(person(7, "Green walls"), id=7)
    tracker.say("/link #7", on=1)
    assert below(carried(tracker, note("2024-03-26")).text, "### 2 meetings ago") == [f"{WALL} #7"]


def test_a_box_ticked_in_the_issues_own_list() -> None:
    lines = ("* [ ] (Ada) the new crane of the harbour", "    * [ ] paint its cabin", "    * [ ] oil its joints")
    tracker = synced(*lines)
    body = tracker.issues[1].body
    tracker.change(1, body=body.replace("- [ ] paint its cabin", "- [x] paint its cabin"))
    expected = [lines[0] + " #1", lines[1].replace("[ ]", "[x]"), lines[2]]
    assert below(carried(tracker, note("2024-03-26")).text, "### Last meeting") == expected


def test_collapsed_in_the_trackers_list() -> None:
    """What stands below it is in the issue; where there is no issue yet, no word goes."""
    lines = ("* [ ] (Ada) the new crane of the harbour", "    * with three legs", "    * [ ] paint its cabin")
    tracker = synced(*lines, bucket="tracker")
    tracker.notes["notes/2024-03-05.md"] += "\n## Action items\n\n* [ ] (Bea) count the buoys\n    * all of them\n"
    text = carried(tracker, note("2024-03-26")).text
    assert below(text, "### Move to Issue Tracker") == [lines[0] + " #1"]


def test_where_all_stands_in_one_list_nothing_moves_to_the_tracker() -> None:
    """However old it is, and although its issue has what stands below it."""
    lines = ("* [ ] (Ada) the new crane of the harbour", "    * with three legs")
    listed = "\n".join(lines)
    days = ("2024-01-02", "2024-01-16", "2024-01-30", "2024-02-13", "2024-02-27")
    notes = {f"notes/{day}.md": f"# {day}\n\n## Action items\n\n{listed}\n" for day in days}
    tracker = Tracker(config=PLAIN, notes=notes)
    tracker.sync()
    done = carried(tracker, "# 2024-03-26\n")
    assert below(done.text, "## Action items") == [lines[0] + " #1", lines[1]]
    assert done.summary == "Carried 1 line from `notes/2024-02-27.md`."


@pytest.mark.parametrize("bucket", ["this", "tracker"])
def test_carrying_is_no_news_for_the_issues(bucket: str) -> None:
    """The note is merged: nothing is opened, edited or reworded by number, age or collapse."""
    lines = (
        "* [ ] (Ada) the new crane of the harbour",
        "    * with three legs",
        "    * [ ] paint its cabin",
        "* [ ] (Bea) mow",
    )
    tracker = synced(*lines, bucket=bucket)
    tracker.notes[NEXT] = carried(tracker, note("2024-03-26")).text
    assert "#1" in tracker.notes[NEXT]
    assert tracker.plan().changes == ()
    later = "notes/2024-04-09.md"
    tracker.notes[later] = carried(tracker, note("2024-04-09"), later).text
    assert tracker.plan().changes == ()
    assert tracker.notes[later].count("#1") == 1


def test_dropped_stays_dropped() -> None:
    tracker = synced("* [ ] (Bea) mow")
    close(1, "not_planned", dropped="no grass")(tracker)
    tracker.notes[NEXT] = carried(tracker, note("2024-03-26")).text
    assert "* [~] (Bea) mow #1 (dropped: no grass)" in tracker.notes[NEXT]
    tracker.sync()
    assert [issue.open for issue in tracker.issues.values()] == [False]
    done = carried(tracker, note("2024-04-09"), "notes/2024-04-09.md")
    assert "mow" not in done.text
    assert done.vanished == ()


# --- raised issues


def person(number: int, title: str) -> Issue:
    return Issue(number=number, title=title, body="", open=True, author="ada")


def test_raised_issues_stand_under_this_meeting() -> None:
    tracker = synced(WALL)
    raised = (person(7, "Buy a second ferry"), person(8, "Sell the tug"), tracker.issues[1])
    agenda = note("2024-03-26").replace("the budget", "the budget, and #8")
    done = carried(tracker, agenda, raised=raised)
    assert below(done.text, "### This meeting") == ["* [ ] Buy a second ferry → #7"]
    assert below(done.text, "### Last meeting") == [WALL + " #1"]
    tracker.notes[NEXT] = done.text
    tracker.issues[7] = raised[0]
    assert tracker.plan().changes == ()


def test_what_is_raised_is_not_parted_from_the_list_below_it() -> None:
    """The empty line between a heading and its list is no part of the list."""
    tracker = Tracker(config=PLAIN, notes={"notes/2024-03-05.md": f"# 2024-03-05\n\n## Action items\n\n{WALL}\n"})
    done = carried(tracker, raised=(person(7, "Buy a second ferry"),))
    assert done.text == f"## Action items\n\n* [ ] Buy a second ferry → #7\n{WALL}\n"


def test_a_raised_item_that_had_vanished_comes_back_in_its_own_words() -> None:
    tracker = synced(WALL)
    tracker.notes["notes/2024-03-12.md"] = note("2024-03-12", this="* [ ] (Bea) mow the lawn of the custom house")
    tracker.sync()
    done = carried(tracker, note("2024-03-26"), raised=(tracker.issues[1],))
    assert below(done.text, "### This meeting") == [WALL + " #1"]


# --- what people wrote stays


def test_only_what_is_missing_is_added() -> None:
    tracker = tracker_with(
        d2024_03_05=note(
            "2024-03-05",
            this="* [ ] (Ada) one of the cranes\n* [ ] (Bea) two of the ropes\n* [ ] (Cyd) the third pier light",
        )
    )
    edited = note(
        "2024-03-26",
        last="* [x] (Ada) one of the cranes\n    * sold!\n* [ ] (Cyd) the third pier light\n* [ ] (Dee) something new here",
        tracker="* [ ] (Dee) something old there",
    )
    assert carried(tracker, edited).text == edited.replace(
        "    * sold!\n", "    * sold!\n* [ ] (Bea) two of the ropes\n"
    )


def test_what_another_list_says_is_no_neighbour() -> None:
    """A topic and a line of work may say the same: where one of them has a list of its own the other's lines stay."""
    said = "* [ ] paint the wall\n* [ ] mow the lawn\n"
    tracker = tracker_with(
        d2024_03_05=f"# 2024-03-05 meeting\n\n### From previous meeting(s)\n\n{said}\n### TODOs\n{said}"
    )
    mine = "* [ ] paint the wall\n* [ ] paint the wall\n* [ ]\n"
    done = carried(tracker, f"# 2024-03-26 meeting\n\n## Previous action items\n\n{mine}\n## End\n")
    assert below(done.text, "## Previous action items") == [
        "* [ ] paint the wall",
        "* [ ] mow the lawn",
        "* [ ] paint the wall",
    ]


def test_nothing_to_carry() -> None:
    text = note("2024-03-26")
    assert carried(Tracker(config=PLAIN), text).text == text
    done = carried(tracker_with(d2024_03_05=note("2024-03-05", this="* [x] done")), text)
    assert (done.text, done.summary) == (text, "Nothing to carry: nothing is open in `notes/2024-03-05.md`.")


def test_the_next_note_is_no_source_of_itself() -> None:
    tracker = tracker_with(d2024_03_05=note("2024-03-05", this=WALL))
    tracker.notes[NEXT] = note("2024-03-26", this="* [ ] (Bea) mow the lawn of the custom house")
    text = carried(tracker, note("2024-03-26")).text
    assert "mow" not in text
    assert WALL in text


def test_vanished_once() -> None:
    tracker = tracker_with(
        d2024_02_20=note("2024-02-20", this=f"{WALL}\n* [ ] (Bea) mow the lawn of the custom house"),
        d2024_03_05=note("2024-03-05", last=WALL),
    )
    done = carried(tracker, note("2024-03-26"))
    assert [item.newest.owners for item in done.vanished] == [("Bea",)]
    assert "house” (last in notes/2024-02-20.md" in done.summary
    assert "dropped on purpose?" in done.summary
    assert "mow the lawn" in done.summary
    tracker.notes[NEXT] = done.text
    assert carried(tracker, note("2024-04-09"), "notes/2024-04-09.md").vanished == ()


def test_what_vanished_is_named_with_its_issue() -> None:
    tracker = synced(WALL)
    tracker.notes["notes/2024-03-12.md"] = note("2024-03-12", this="* [ ] (Bea) mow the lawn of the custom house")
    tracker.sync()
    assert "- “paint the harbour wall green” #1 (last in notes/2024-03-05.md:" in carried(tracker).summary


def test_what_is_open_for_long_is_named_and_not_the_ticked_line_above_it() -> None:
    lines = "* [ ] (Cyd) oil the crane\n    * [ ] (Ada) buy oil for it\n    * [x] (Bea) find the old can"
    tracker = tracker_with(d2024_01_02=note("2024-01-02", this=lines))
    tracker.sync()
    for day in ("2024-01-16", "2024-01-30", "2024-02-13"):
        tracker.notes[f"notes/{day}.md"] = carried(tracker, note(day), f"notes/{day}.md").text
    path = "notes/2024-02-13.md"
    tracker.notes[path] = tracker.notes[path].replace("[ ] (Cyd)", "[x] (Cyd)")
    tracker.sync()
    told = carried(tracker, note("2024-03-26")).summary
    assert told.partition("list for the issue tracker**\n\n")[2] == "- “buy oil for it” #2, below “oil the crane” #1"


def test_the_summary_names_a_number_once() -> None:
    tracker = synced(WALL)
    tracker.notes["notes/2024-03-12.md"] = carried(tracker, note("2024-03-12"), "notes/2024-03-12.md").text
    tracker.sync()
    close(1)(tracker)
    assert carried(tracker).summary.splitlines()[-1] == "- “paint the harbour wall green” #1"


def test_the_summary_copies_nothing_private() -> None:
    lines = "* [ ] @ada joins https://zoom.us/j/1?pwd=c2VjcmV0, closes #4\n* [ ] (Bea) mow"
    tracker = tracker_with(
        d2024_02_20=note("2024-02-20", this=lines), d2024_03_05=note("2024-03-05", last="* [ ] (Bea) mow")
    )
    told = carried(tracker, note("2024-03-26")).summary
    assert "joins" in told
    assert "c2VjcmV0" not in told
    assert "@ada" not in told


def test_the_line_of_an_owner_goes_on() -> None:
    lines = "* [ ] paint the harbour wall green\n    * bring rope\n* [ ] (Ada) paint the harbour wall green"
    tracker = tracker_with(d2024_03_05=note("2024-03-05", this=lines))
    assert "* [ ] (Ada) paint the harbour wall green" in carried(tracker).text


def test_a_number_in_the_words_is_no_other_line() -> None:
    tracker = tracker_with(d2024_03_05=note("2024-03-05", this="* [ ] (Bea) fix #904"))
    done = carried(tracker, note("2024-03-26", last="* [ ] fix #903"))
    assert below(done.text, "### Last meeting") == ["* [ ] fix #903", "* [ ] (Bea) fix #904"]


# --- bytes


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r"), id="CR"),
        pytest.param(lambda text: "\ufeff" + text, id="BOM"),
        pytest.param(lambda text: text.replace("[ ] ", "[ ]\u00a0"), id="NBSP"),
        pytest.param(lambda text: text.replace("    *", "\t*"), id="tabs"),
        pytest.param(str.rstrip, id="no line end at the end"),
        pytest.param(lambda text: f"---\ntitle: x\n---\n{text}", id="front matter"),
    ],
)
def test_bytes_survive(change: Callable[[str], str]) -> None:
    lines = "* [ ] (Ada) oil the crane at the quay\n    * every joint"
    tracker = tracker_with(d2024_03_05=change(note("2024-03-05", this=lines)))
    empty = change(note("2024-03-26"))
    filled = carried(tracker, empty).text
    assert filled == change(note("2024-03-26", last=lines))


def test_a_series_without_boxes_gets_none_by_carrying() -> None:
    """A first box would make the series one that uses boxes, and its other lines would be shown only."""
    text = "## Talk\n\nACTION: Ada to mend the crane\n\n## Action items\n\n* order rope\n"
    done = carried(tracker_with(d2024_03_05=f"# 2024-03-05\n\n{text}"))
    assert "* order rope\n" in done.text
    assert "* ACTION: Ada to mend the crane\n" in done.text
    assert "[ ]" not in done.text
