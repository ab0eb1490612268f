"""Boxes in lists of what is done, below labels, among plain bullets, in tables: what is work, and in which state."""

import pytest

from bot.core.config.schema import Config, WithoutBox
from bot.core.model.reasons import Why
from bot.core.notes.parse import read


def told(text: str, without_box: WithoutBox = "explicit") -> list[tuple[str, str, str]]:
    """The lines of a note: words, state, and why they are work or not. A line that is only shown has its state in brackets."""
    config = Config(without_box=without_box)
    return [
        (line.text, f"({line.state})" if line.only_shown else str(line.state), str(line.why))
        for line in read("2024-05-15.md", text, config).lines
    ]


DONE = [
    pytest.param(
        "## Completed\n* [ ] a\n* [x] b\n* c", [("a", "done", "finished"), ("b", "done", "finished")], id="heading"
    ),
    pytest.param(
        "## Actions\n* [ ] a\n### Done\n* [ ] b\n* c",
        [("a", "open", "listed"), ("b", "done", "finished"), ("c", "(done)", "finished")],
        id="below an action heading",
    ),
    pytest.param(
        "## Actions\n### Done\n* [ ] a\n### Pending\n* [ ] b",
        [("a", "done", "finished"), ("b", "open", "listed")],
        id="the next sub-heading ends it",
    ),
    pytest.param("## Completed action items\n* a", [("a", "(done)", "finished")], id="plain bullets"),
    pytest.param(
        "## Actions\n* [ ] a\n\n**Done**\n\n* [ ] b",
        [("a", "open", "listed"), ("b", "done", "finished")],
        id="bold line",
    ),
    pytest.param(
        "## Actions\n* [ ] a\n\nCompleted:\n\n* [ ] b", [("a", "open", "listed"), ("b", "done", "finished")], id="label"
    ),
    pytest.param("## Actions\n* Done:\n    * [ ] a", [("a", "done", "finished")], id="bullet"),
    pytest.param(
        "## Past action items\n* [ ] a\n* [x] b", [("a", "open", "past"), ("b", "done", "finished")], id="of the past"
    ),
]


@pytest.mark.parametrize(("text", "expected"), DONE)
def test_what_is_done(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


SPEAKERS = [
    pytest.param(
        "## Actions\n* [] Ann Lee\n* [?] Bob", [("Ann Lee", "open", "empty"), ("Bob", "open", "empty")], id="names"
    ),
    pytest.param("## Actions\n* [] Ann to mow", [("Ann to mow", "open", "listed")], id="work"),
    pytest.param("* t\n    * [] Ann: the mower", [("the mower", "open", "topic")], id="outside the lists"),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKERS)
def test_whose_turn_it_is_to_speak(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


LABELS = [
    pytest.param("**AI:**\n\n* [ ] a", [("a", "open", "listed")], id="initials"),
    pytest.param("**AI @cyd to organise:**\n\n* [ ] a", [("a", "open", "listed")], id="initials with who does it"),
    pytest.param("Action items:\n* a", [("a", "open", "listed")], id="plain bullets below a label"),
    pytest.param("**To do:**\n* a", [("a", "open", "listed")], id="plain bullets below a bold label"),
    pytest.param("* Action items:\n    * a", [("a", "open", "label")], id="plain bullets below a bullet"),
    pytest.param("Next steps:\n* a", [("a", "(open)", "listed")], id="a label that is not explicit"),
    pytest.param("## Action items\n* a", [("a", "(open)", "listed")], id="a heading is not explicit"),
    pytest.param("Decisions and action items:\n* a", [("a", "(open)", "listed")], id="a label that mixes"),
    pytest.param("**Attendees:**\n\n* Ann\n\nwords\n\n* [ ] TODO: a", [("a", "open", "marker")], id="words end people"),
    pytest.param("**Attendees:**\n* Ann\n\n* [ ] TODO: a", [("a", "open", "marker")], id="a box ends people"),
    pytest.param(
        "**Attendees:**\n* [x] Ann\n\n* [ ] Bob",
        [("Ann", "done", "people"), ("Bob", "open", "people")],
        id="a roll call",
    ),
    pytest.param(
        "## Actions\n* [ ] a\n\n---\n\nWhen the meeting is over:\n* [ ] b",
        [("a", "open", "listed"), ("b", "open", "running")],
        id="a checklist",
    ),
    pytest.param(
        "## Actions\n* [ ] a\n\n---\n\nThanks to all.\n\n* [ ] b",
        [("a", "open", "listed"), ("b", "open", "topic")],
        id="words below a rule",
    ),
    pytest.param(
        "## Actions\n* [ ] a\n\n---\n\n* [ ] b",
        [("a", "open", "listed"), ("b", "open", "listed")],
        id="a rule in a list",
    ),
    pytest.param("## Actions\n\n---\n\nwords\n\n* [ ] a", [("a", "open", "listed")], id="a rule below the heading"),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_labels(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_plain_bullets_below_a_heading_that_mixes_are_only_shown() -> None:
    text = "## Notes / action items / misc\n* a\n* [ ] b\n* ACTION: c"
    assert told(text, "all") == [("a", "(open)", "listed"), ("b", "open", "listed"), ("c", "open", "listed")]


def test_below_a_heading_that_mixes_a_sentence_of_who_does_what_is_work() -> None:
    text = "## Decisions and actions\n* Ann to mow\n* Bob will rake\n* we water no more"
    assert told(text, "all") == [
        ("Ann to mow", "open", "listed"),
        ("Bob will rake", "open", "listed"),
        ("we water no more", "(open)", "listed"),
    ]


SAID = [
    pytest.param("## TODO\nWork on the scope.\n\nAnn to ask.", ["Work on the scope.", "Ann to ask."], id="paragraphs"),
    pytest.param("## TODO\nSome words.\n\n* a", ["a"], id="bullets say it"),
    pytest.param("## TODO\nSome words here.\n### This meeting\n* a", ["a"], id="sub-headings say it"),
    pytest.param("## TODO\nNone.\n\nOur action items are in the tracker.", [], id="about the list"),
    pytest.param("* Review of actions from May\n    * a\n    * ACTION: b\n* ACTION: c", ["b", "c"], id="a review"),
    pytest.param("## Review of actions\n* a", [], id="a heading is a review too"),
    pytest.param("* Review / TODOs\n    * a\n    * b", ["a", "b"], id="a review and more"),
    pytest.param("* Follow-up of the bell:\n    * a", [], id="a follow-up of a topic"),
    pytest.param("* Follow-ups from May:\n    * a", ["a"], id="follow-ups"),
    pytest.param("* Still on our TODO is the answer:\n    * a", [], id="a sentence is no label"),
    pytest.param("## AI\n* AI: can it write?\n* AI: Ann to ask", ["Ann to ask"], id="initials as a subject"),
    pytest.param(
        "## Decisions / actions\n**Decisions**\n* a\n\n**Actions**\n* b", ["b"], id="decisions below a mixed heading"
    ),
    pytest.param(
        "### Todo\n* a\n\n**Updates**\n\n* words\n\n**Discussion:**\n* words\n\n## Notes\n* words",
        ["a"],
        id="bold lines for talk end a list",
    ),
    pytest.param("### Todo\n* a\n\n**Docker**\n\n* b", ["a", "b"], id="a bold topic does not"),
    pytest.param(
        "* ACTION on Ann to mow:\n    * ONGOING (until May)\n* TODO @cyd will rake:\n    * https://example.org/1",
        ["Ann to mow:", "@cyd will rake:"],
        id="below a label for work only how it stands",
    ),
    pytest.param("* Action items:\n    * https://example.org/1", [], id="a label without work"),
    pytest.param("## Acta de la reunión de los que no están\n## Tareas\n* Se acordó a\n* b", ["b"], id="a report"),
    pytest.param(
        "## Talk\nAB: yes\n\nCD: no\n\nAB: well\n\n## Actions of last week\nAB: it is done now\n\nXY: good to hear that",
        [],
        id="minutes go on below a heading",
    ),
    pytest.param(
        "## Actions\nAB: mow the lawn\n\nCD: water the trees", ["mow the lawn", "water the trees"], id="no evidence"
    ),
    pytest.param("## Work items and their form\n* a", [], id="a subject"),
    pytest.param("## Actions\n* Ann: https://x.org\n* a", ["a"], id="an address"),
    pytest.param("## Actions\n* Date of next meeting: 6 June\n* a", ["a"], id="the next meeting"),
    pytest.param("## Participants\n* Ann\n\nTODO - a", ["a"], id="words behind people"),
    pytest.param("* [ ] Ann to mow\n* [ ] the mower", ["Ann to mow"], id="a box with a promise"),
]


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_said(text: str, expected: list[str]) -> None:
    lines = read("2024-05-15.md", text).lines
    assert [line.text for line in lines if line.why.is_work] == expected


AMONG = [
    pytest.param("## Crane\n* a\n* [ ] (Ann) b\n* c", [("b", "open", "owner")], id="with an owner"),
    pytest.param("## Crane\n* a\n* [ ] b\n* c", [("b", "open", "typed")], id="without an owner"),
    pytest.param("## Crane\n* a\n* [ ] b\n    * c", [("b", "open", "topic")], id="with words below it"),
    pytest.param("## Crane\n* a\n* [ ] b?", [("b?", "open", "topic")], id="a question"),
    pytest.param(
        "## Crane\n* a\n* [ ] b\n* [ ] c", [("b", "open", "topic"), ("c", "open", "topic")], id="most have boxes"
    ),
    pytest.param("## Crane\n* [ ] b\n* [ ] c", [("b", "open", "topic"), ("c", "open", "topic")], id="all have boxes"),
    pytest.param("## Agenda\n* a\n* [ ] (Ann) b\n* c", [("b", "open", "topic")], id="an agenda's own"),
    pytest.param(
        "## Agenda\n### Crane\n* a\n* [ ] (Ann) b", [("b", "open", "owner")], id="below an agenda's sub-heading"
    ),
    pytest.param("## Agenda\n### Crane\n* a\n* [ ] b", [("b", "open", "topic")], id="there without an owner"),
    pytest.param("* a\n\nwords\n\n* [ ] b", [("b", "open", "topic")], id="another list"),
    pytest.param(
        "* t\n    * [ ] AL: it is loud\n    * [ ] BK: it is",
        [("it is loud", "open", "remark"), ("it is", "open", "remark")],
        id="speakers",
    ),
    pytest.param(
        "* t\n    * [ ] AL: mow\n    * words", [("mow", "open", "owner")], id="no speaker beside plain bullets"
    ),
]


@pytest.mark.parametrize(("text", "expected"), AMONG)
def test_boxes_among_bullets(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


HEAD = "## Actions\n|Status|Owner|Action|\n|-|-|-|\n"
TABLES = [
    pytest.param(f"{HEAD}|[ ]|Ann|a|\n|[x]|Ann|b|", [("a", "open", "listed"), ("b", "done", "listed")], id="state"),
    pytest.param(f"{HEAD}|☐|Ann|a|\n|✅|Ann|b|", [("a", "open", "listed"), ("b", "done", "listed")], id="signs"),
    pytest.param(
        f"{HEAD}|**done**: see the long list of what was painted there|Ann|a|\n|Done, thank you everyone for it|Ann|b|\n"
        "|happened|Ann|c|\n|done by nobody so far, and not begun|Ann|d|",
        [("a", "(done)", "listed"), ("b", "(done)", "listed"), ("c", "(done)", "listed"), ("d", "(open)", "listed")],
        id="words behind the state",
    ),
    pytest.param(
        "## Actions\n|Motion|Result|Action|\n|-|-|-|\n|buy rope|✅ Passed|[ ] Ann orders it|",
        [("Ann orders it", "open", "listed")],
        id="a sign in another cell beside a box",
    ),
    pytest.param(
        "## Actions\n|Motion|Result|Action|\n|-|-|-|\n|buy rope|✅ Passed|Ann orders it|",
        [("Ann orders it", "(open)", "listed")],
        id="a sign in the column of a vote",
    ),
    pytest.param(
        "## Business\n|Task|Owner|Moved from|\n|-|-|-|\n|buy rope||April|",
        [("buy rope", "(open)", "label")],
        id="where work was moved from",
    ),
    pytest.param(f"{HEAD}|Open|Ann|[x] a|", [("a", "done", "listed")], id="beside the words"),
    pytest.param(f"{HEAD}|Open|Ann|- [ ] a<br>- [x] b|", [("a", "open", "listed"), ("b", "done", "listed")], id="several"),
    pytest.param(f"{HEAD}|Done|Ann|a|", [("a", "(done)", "listed")], id="without a box"),
    pytest.param(f"{HEAD}|[ ]|Ann||\n|[ ]|Owner|Action 1|", [("Action 1", "open", "empty")], id="placeholders"),
    pytest.param(
        "|Item|Content|\n|-|-|\n|**Action items**|- [ ] a<br>- [ ] b|\n|Bell|[ ] c|",
        [("a", "open", "listed"), ("b", "open", "listed"), ("c", "open", "topic")],
        id="a row's label",
    ),
    pytest.param(
        "|Topic|Action items|\n|-|-|\n|Bell|[ ] a|", [("a", "open", "listed")], id="a column's label"
    ),
    pytest.param("|Item|Content|\n|-|-|\n|Action items|- a<br>- b|", [("a", "(open)", "listed"), ("b", "(open)", "listed")], id="plain"),
    pytest.param("|Decision item|Details|\n|-|-|\n|31.1|a|", [], id="decisions"),
    pytest.param("|Who|Here|\n|-|-|\n|Attendees|[ ] Ann|", [("Ann", "open", "people")], id="people"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLES)
def test_tables(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_rows_of_a_kind() -> None:
    table = "|Type|Text|Owner|\n|-|-|-|\n|Decision|a|all|\n|Action|b|Ann|\n|Info|c|Ann|"
    assert told(f"## Decisions and actions\n{table}") == [("b", "open", "listed")]


def test_the_boxes_of_a_row_are_distinguished() -> None:
    note = read("2024-05-15.md", f"{HEAD}|[ ]|Ann|- [ ] a<br>- [x] b|")
    assert [(line.number, line.nth) for line in note.lines] == [(4, 1), (4, 2)]


MARKS = [
    pytest.param(
        "paint [name=Ann] [time=Wed, May 15, 2024 3:04 PM] [color=#907bf7]", "paint", None, ["Ann"], id="HackMD"
    ),
    pytest.param("paint - Ann @bN3xK9tZRmGc5VhLw2YdEQ", "paint", None, ["Ann"], id="HackMD's number of a person"),
    pytest.param("(@bN3xK9tZRmGc5VhLw2YdEQ) paint", "paint", None, [], id="nothing but such a number"),
    pytest.param("@bN3xK9tZRmGc5VhLw2Yd paint", "paint", None, ["bN3xK9tZRmGc5VhLw2Yd"], id="a login like one"),
    pytest.param("[name=Ann] paint", "paint", None, ["Ann"], id="HackMD, in front"),
    pytest.param("(Bob) paint [name=Ann]", "paint", None, ["Bob"], id="the owner in front is the one"),
    pytest.param("paint 📅 2024-06-01", "paint", "2024-06-01", [], id="due"),
    pytest.param("paint ⏳ 2024-05-20 📅 2024-05-31 🔺", "paint", "2024-05-31", [], id="due and others"),
    pytest.param("paint 🔁 every week 📅 2024-06-03", "paint", "2024-06-03", [], id="repeated"),
    pytest.param("paint [due:: 2024-06-07]", "paint", "2024-06-07", [], id="field"),
    pytest.param("paint (priority:: high)", "paint", None, [], id="another field"),
    pytest.param("paint @due(2024-06-08) ^a1b2c3", "paint", "2024-06-08", [], id="tag and block id"),
    pytest.param("paint [the wall](https://x.org) with @ann", "paint the wall with @ann", None, [], id="no marks"),
]


@pytest.mark.parametrize(("words", "text", "due", "owners"), MARKS)
def test_marks(words: str, text: str, due: str | None, owners: list[str]) -> None:
    (line,) = read("2024-05-15.md", f"## Actions\n* [ ] {words}").lines
    assert (line.text, line.due and line.due.isoformat(), list(line.owners)) == (text, due, owners)


@pytest.mark.parametrize(
    ("line", "expected", "due"),
    [
        pytest.param("* [2024-05-01]: Ann to mow", [("Ann to mow", "open", "marker")], None, id="over"),
        pytest.param("* [2024-05-20] Ann to mow", [("Ann to mow", "open", "marker")], "2024-05-20", id="to come"),
        pytest.param("* [ ] [2024-05-01] Ann to mow", [("Ann to mow", "open", "marker")], None, id="in a box"),
        pytest.param("* [2024-05-01]: we talked", [], None, id="talk"),
        pytest.param("* [v1.2.3] Ann to mow", [], None, id="another thing in brackets"),
    ],
)
def test_a_date_in_brackets(line: str, expected: list[tuple[str, str, str]], due: str | None) -> None:
    assert told(line) == expected
    found = read("2024-05-15.md", line).lines
    assert [each.due and each.due.isoformat() for each in found] == [due] * len(found)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("(dropped) Ann: mow", "dropped"),
        ("mow -> cancelled", "dropped"),
        ("mow (no longer needed)", "dropped"),
        ("mow -- done 30 April", "done"),
        ("mow - done on 2024-05-01", "done"),
        ("mow - done by Ann", "open"),
        ("ask whether all is done", "open"),
        ("write down what was dropped", "open"),
    ],
)
def test_words_for_a_state(words: str, state: str) -> None:
    assert [each[1] for each in told(f"## Actions\n* [ ] {words}")] == [state]


def test_a_done_date_ticks() -> None:
    (line,) = read("2024-05-15.md", "## Actions\n* [ ] paint ✅ 2024-05-12").lines
    assert (line.text, line.open) == ("paint", False)


def test_what_moved_is_neither_open_nor_done() -> None:
    (line,) = read("2024-05-15.md", "## Actions\n* [>] paint").lines
    assert (line.open, line.why) == (False, Why.MOVED)


ROLL = [
    pytest.param(
        "1. Welcome / Roll call of voting members\n   - [x] Ann Lind (Mill)\n   - [ ] Bob Moor (Pond)",
        {Why.PEOPLE},
        id="behind a slash",
    ),
    pytest.param(
        "- Attendees\n    - [ ] Ann Lind\n    - [ ] Bob van Moor\n    - [ ] @cyd",
        {Why.PEOPLE, Why.EMPTY},
        id="attendees",
    ),
    pytest.param(
        "- Roll call\n    - [x] Ann (Mill)\n    * Non-voting members\n        - [ ] Bob Moor (Pond)",
        {Why.PEOPLE},
        id="nested lists of people",
    ),
    pytest.param("- Attendees\n    - [ ] Ann to mow\n    - [ ] Bob to rake", {Why.OWNER}, id="what they are to do"),
    pytest.param(
        "### Voting Members of the Board\n\n- [x] Ann Lind [Mill]\n- [ ] Bob Moor, Pond", {Why.PEOPLE}, id="members"
    ),
    pytest.param(
        "### Mill Project Representatives\n\n- [x] Ann Lind\n- [ ] Pond Ltd.", {Why.PEOPLE}, id="representatives"
    ),
    pytest.param("Committer Attendees:\n\n- [x] Ann Lind\n- [ ] Bob Moor", {Why.PEOPLE}, id="a label"),
    pytest.param(
        "### Attendance\n#### Voting Members\n\n- [x] Ann Lind\n- [ ] [Person], Mill\n- [ ] [Person], Pond",
        {Why.PEOPLE},
        id="seats below attendance",
    ),
    pytest.param("### Members\n\n- [ ] Write to Ann Lind\n- [ ] Invite Bob Moor", {Why.TASK}, id="deeds for members"),
    pytest.param("- Plants\n    - [ ] (Ann) Lady Fern\n    - [ ] (Bob) Red Rose", {Why.OWNER}, id="other names"),
]


@pytest.mark.parametrize(("said", "expected"), ROLL)
def test_boxes_of_a_roll_call_are_no_work(said: str, expected: set[Why]) -> None:
    lines = read("2024-05-15.md", f"# Mill\n\n## Notes\n\n{said}\n").lines
    assert {line.why for line in lines} == expected
