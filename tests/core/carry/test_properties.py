"""Whatever people did to the next note and to the issues: carrying twice is carrying once, and no word of theirs is touched."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.carry.lists import lines_of
from bot.core.carry.next_note import carry
from bot.core.carry.outline import outline
from bot.core.config.schema import Config
from bot.core.items.issue_suffix import without_number
from bot.core.model.notes import NoteFile
from tests.support.properties import examples
from tests.support.tracker import Tracker

HEADINGS = ("This meeting", "Last meeting", "2 meetings ago", "3 meetings ago", "Move to Issue Tracker")
FORMS = {
    "row": "## Agenda\n\n* [x] budget\n\n## Check in on previous action items\nCopy them from the last meeting.\n\n"
    + "".join(f"### {heading}\n{{{index}}}\n" for index, heading in enumerate(HEADINGS))
    + "## End\n\n* bye\n",
    "flat": "## Agenda\n\n* [ ] (Ada) talk\n\n## TODOs\n\n{0}{1}{2}{3}{4}\n## End\n",
    "two lists": "## Previous action items\n\n{1}{2}{3}{4}\n## New action items\n\n{0}\n## End\n",
    "topics": "### From previous meeting(s)\n\n{1}\n### Talk\n\n- [x] budget\n\n### Pushed to next meeting\n\n{0}\n### TODOs\n{2}{3}{4}",
    "label": "## Talk\n\n* budget\n\n**Action items**\n\n{0}{1}{2}{3}{4}\n",
}
WORDS = (
    "paint the wall",
    "mow",
    "order rope for the spring regatta",
    "fix #903",
    "fix #904",
    "fix #newest",
    "oil the crane in the dock",
    "ask Bea",
)
BOXES = ("[ ] ", "[ ] ", "[ ] ", "[x] ", "[~] ", "", "[ ]\u00a0")

lines = st.builds(
    lambda sign, box, owner, words, below: f"{sign} {box}{owner}{words}\n" + "".join(f"    {row}\n" for row in below),
    st.sampled_from("*-"),
    st.sampled_from(BOXES),
    st.sampled_from(["", "(Ada) ", "(Bea) ", "(???) "]),
    st.sampled_from(WORDS),
    st.lists(
        st.sampled_from(["* [ ] ask the harbour master", "* [x] measure", "* a remark", "\t- deeper"]), max_size=2
    ),
)
rows = st.builds(
    lambda box, words, owner: f"| {box}{words} | {owner} |\n",
    st.sampled_from(("", "", "[ ] ", "[x] ")),
    st.sampled_from((*WORDS, "", "a \\| b")),
    st.sampled_from(("Ada", "Bea", "")),
)
tables = st.builds(lambda found: f"\n| Action | Who |\n|--|--|\n{''.join(found)}\n", st.lists(rows, max_size=4))
pieces = st.one_of(
    lines,
    lines,
    tables,
    st.sampled_from(["* [ ]\n", "\n", "**Topic**\n", "2024-02-06\n", "some words\n", "```\ncode\n```\n"]),
)
buckets = st.lists(st.lists(pieces, max_size=4).map("".join), min_size=5, max_size=5)


@st.composite
def notes(draw: st.DrawFn) -> str:
    """A note's text, without its title."""
    return FORMS[draw(st.sampled_from(sorted(FORMS)))].format(*draw(buckets))


acts = st.lists(
    st.tuples(st.integers(1, 6), st.sampled_from(["completed", "not_planned", "duplicate", "reopened"])), max_size=3
)


def scene(past: Sequence[str], done: Sequence[tuple[int, str]]) -> Tracker:
    """The notes synced one after the other, then what people did to the issues."""
    tracker = Tracker(config=Config(max_new_issues=500, max_closes=500))
    for week, text in enumerate(past):
        day = date(2024, 1, 2) + timedelta(weeks=week)
        tracker.notes[f"notes/{day}.md"] = f"# {day} meeting\n\n{with_newest(tracker, text)}"
        tracker.sync()
    for number, reason in done:
        if number in tracker.issues:
            tracker.change(number, open=reason == "reopened", state_reason=reason)
    return tracker


def with_newest(tracker: Tracker, text: str) -> str:
    """A text as people write it: what they name is there already, a person's issue or one of Duly's.

    So no line names the issue that will be its own or a neighbour's, which would make `fix #3 #4` and `fix #4 #3` one.
    """
    return text.replace("#newest", f"#{max(tracker.issues, default=905)}")


def outside(text: str) -> list[str]:
    """The lines that stand in no list, without empty ones."""
    source = outline(text)
    inside = {number for each in source.lists for number in range(each.head, each.end + 1)}
    return [line for number, line in enumerate(source.lines, 1) if number not in inside and line.strip()]


def plain(line: str) -> str:
    """A line without what carrying may add to it, and without the numbers that stood there before."""
    line = line.rstrip("\r\n")
    if line.startswith("|"):
        line = re.sub(r" (#\d+|\[#\d+\]\([^()]*\)|\(dropped[^()]*\))(?= )", "", line)
    while line != without_number(line):
        line = without_number(line)
    return re.sub(r"\[[ x~]\]", "[ ]", line, count=1)


EQUAL_CHILDREN = """## TODOs

* [ ] paint the wall
* paint the wall
    * [ ] ask the harbour master
* [ ] paint the wall
    * [ ] ask the harbour master
"""
"""Equal lines below equal words: the one above the first is a topic, that above the second is work and gets a number."""
CHILD_ELSEWHERE = [
    "## TODOs\n\n* [ ] paint the wall\n    * [ ] ask the harbour master\n* [ ] paint the wall\n* [ ] paint the wall\n"
    "* [x] order rope for the spring regatta\n    * [ ] ask the harbour master\n",
    "## TODOs\n\n* [ ] mow\n    * [ ] ask the harbour master\n",
]
"""The line below a lost one is carried from where it stood later."""
BELOW_A_TOPIC = ["## TODOs\n\n", "## TODOs\n\n**Topic**\n* [ ] paint the wall\n"]
"""In a list without topics the topic stands in front, which makes other words of so few: the number tells the line."""
TWO_OWNERS = "## TODOs\n\n* [ ] (Ada) mow\n* [ ] (Bea) mow\n"
"""Only one of them goes on the line of nobody's that was closed."""
EQUAL_BESIDE_NEW = [
    "## TODOs\n\n* [ ] paint the wall\n* paint the wall\n    * [ ] ask the harbour master\n* [ ] paint the wall\n"
    "* [ ] mow\n    * [ ] ask the harbour master\n"
]
"""The line below the second one is taken for that below the last one until this one is carried."""
TOPIC_LIKE_WORK = [
    "### Pushed to next meeting\n\n* [ ] paint the wall\n* [x] paint the wall\n* paint the wall\n\n### TODOs\n* [ ] paint the wall\n"
]
"""A topic that goes on says again what the list has, and gets its number at once."""
WRAPPED = [FORMS["row"].format("", "", "", "", "some words\n**Topic**\n")]
"""A line without a bullet is known by all of its words, also those of its second line."""


EQUAL_LINES_ONE_CLOSED = [
    "## TODOs\n\n* paint the wall\n    * [ ] ask the harbour master\n* paint the wall\n    * [ ] ask the harbour master\n"
]
"""Only their order tells them apart, also when one of them is ticked."""
PLAIN_AND_BOXED = [
    "## Check in on previous action items\n\n### Last meeting\n* (Ada) oil the crane in the dock\n"
    "\n### Move to Issue Tracker\n- [ ] oil the crane in the dock\n"
]
"""Two lines in two lists become two lines of one list, where they are one item."""
TWO_NUMBERS = [
    "## TODOs\n\n* [ ] (Bea) order rope for the spring regatta\n",
    "### 2 meetings ago\n\n- order rope for the spring regatta\n    * [ ] ask the harbour master\n- [x] (Bea) mow\n",
    "### 2 meetings ago\n\n* [x] (Bea) mow\n* bye\n",
]
"""With its topic in front a line has the words of another item, but it ends with a number of its own."""
BY_ITS_PLACE = [
    "## TODOs\n\n* [ ] paint the wall\n* paint the wall\nsome words\n* [ ] mow\n* [ ] paint the wall\n"
    "* [ ] order rope for the spring regatta\n* [ ] mow\n    * [ ] ask the harbour master\n"
]
"""A line is taken for an item by its place alone until another line comes beside it."""
CHILD_OF_A_DROPPED_ONE = [
    "## TODOs\n\n* [ ] (Bea) fix #newest\n    * [ ] ask the harbour master\n"
    "* [~] (???) fix #904\n    * [ ] ask the harbour master\n",
    "## TODOs\n\n- [ ] (Ada) oil the crane in the dock\n    * [ ] ask the harbour master\n",
]
"""The first of two equal lines is another item's until the second one has its number."""
LINES_OF_ANOTHER = [
    "## TODOs\n\n- [x] (Ada) order rope for the spring regatta\n",
    "## Previous action items\n\n- (Ada) order rope for the spring regatta\nsome words\n",
    "## TODOs\n\n- [x] (Ada) order rope for the spring regatta\n    * [ ] ask the harbour master\n",
]
"""Both lines are taken for one item, of which one line has the very words."""


@examples(60)
@given(
    st.lists(notes(), min_size=1, max_size=3), st.one_of(st.just(""), notes()), acts, st.sampled_from(["\n", "\r\n"])
)
@example([EQUAL_CHILDREN], "", [(2, "completed")], "\n")
@example(CHILD_ELSEWHERE, "", [], "\n")
@example(BELOW_A_TOPIC, "**Action items**\n\n", [], "\n")
@example(["## TODOs\n\n* [ ] mow\n"], TWO_OWNERS, [(1, "completed")], "\n")
@example(WRAPPED, "", [], "\n")
@example(TOPIC_LIKE_WORK, "", [], "\n")
@example(EQUAL_LINES_ONE_CLOSED, "", [(1, "completed")], "\n")
@example(PLAIN_AND_BOXED, "", [], "\n")
@example(TWO_NUMBERS, "", [], "\n")
@example(LINES_OF_ANOTHER, "", [], "\n")
@example(
    BY_ITS_PLACE,
    "## TODOs\n\n* [ ] paint the wall\n* [ ] paint the wall\n* [ ]\nsome words\n* [ ] mow\n",
    [],
    "\n",
)
@example(
    CHILD_OF_A_DROPPED_ONE,
    "## TODOs\n\n- [~] (???) order rope for the spring regatta\n    * [ ] ask the harbour master\n"
    "* [ ] (Bea) oil the crane in the dock\n- [ ] (???) ask Bea\n    * [ ] ask the harbour master\n",
    [],
    "\n",
)
@example(
    EQUAL_BESIDE_NEW,
    "## TODOs\n\n* [ ] paint the wall\n* [ ] paint the wall\n    * [ ] ask the harbour master\n",
    [],
    "\n",
)
def test_twice_is_once_and_people_keep_their_words(
    past: list[str], target: str, done: list[tuple[int, str]], end: str
) -> None:
    tracker = scene(past, done)
    target = with_newest(tracker, target)
    path, text = "notes/2024-03-26.md", f"# 2024-03-26 meeting\n\n{target}".replace("\n", end)
    once = carry(tracker.snapshot(), NoteFile(path, text))
    assert carry(tracker.snapshot(), NoteFile(path, once.text)).text == once.text
    # A subsequence: nothing is lost, and the order stays.
    left = iter(plain(line) for line in lines_of(once.text))
    residue = {bullet.first for each in outline(text).lists for bullet in each.bullets if bullet.empty}
    kept = [plain(line) for number, line in enumerate(lines_of(text), 1) if number not in residue]
    assert [line for line in kept if line not in left] == []
    assert outside(once.text) == outside(text)
    # Where people write elsewhere they are told each line that is otherwise.
    named = {*once.missing.block.splitlines(), *once.missing.changed}
    new = {line.strip() for line in lines_of(once.text)} - {line.strip() for line in lines_of(text)}
    assert {line for line in new if line[:2] in ("* ", "- ", "| ")} <= {line.strip() for line in named}
    assert all(line.endswith(end) for line in lines_of(once.text)[:-1])


TWICE_WITH_ONE_BOX = [
    "## TODOs\n\n* [ ] paint the wall\n",
    "## Check in on previous action items\n\n### This meeting\n* [ ] paint the wall\n* [ ] mow\n* mow\n    * a remark\n"
    "\n### Last meeting\n\n### 2 meetings ago\n",
]
"""The line with the box goes on: without one it would be no work in the list that reviews the last meeting's."""
CHILDREN_OF_EQUAL_WORDS = [
    "## TODOs\n\n**Topic**\n* [ ] paint the wall\n    * [ ] ask the harbour master\n"
    "* paint the wall\n    * [ ] ask the harbour master\n",
    "## Talk\n\n* budget\n\n**Action items**\n\n**Topic**\n* paint the wall\n    * [x] measure\n",
]
"""One stands below work and one below a topic, also where the words above them change."""
TOPIC_OF_EQUAL_WORDS = [
    "## TODOs\n\n* [ ] paint the wall\n* [ ] paint the wall\n    * [ ] ask the harbour master\n"
    "* [ ] mow\n    * [ ] ask the harbour master\n",
    "### From previous meeting(s)\n\n* [ ] paint the wall\n* paint the wall\n    * [ ] ask the harbour master\n\n### TODOs\n",
]
"""Of two equal lines, one in the list and one not, only the one below the topic has a number: it restates no line elsewhere."""
WORDS_OF_A_CHILD = [
    "## TODOs\n\n* [ ] paint the wall\n* [ ] order rope for the spring regatta\n    * [ ] ask the harbour master\n"
    "* [x] mow\n    * [ ] ask the harbour master\n**Topic**\n* [ ] paint the wall\n",
    "## TODOs\n\n* [ ] paint the wall\n",
]
"""A line that ends with its number has all the words of another that is new."""
CHILD_OF_ANOTHER_PARENT = [
    "## TODOs\n\n* [x] mow\n    * [ ] ask the harbour master\n* [ ] paint the wall\n    * [ ] ask the harbour master\n",
    "## TODOs\n\n* [ ] paint the wall\n",
    "**Action items**\n\n**Topic**\n* [ ] paint the wall\n* paint the wall\n    * [ ] ask the harbour master\n",
]
"""A line below a bullet, which goes on with that in front, is as like to one that is missing for longer."""

WORK_AMONG_TOPICS = ["### From previous meeting(s)\n\n* [ ] paint the wall\n* paint the wall\n\n### TODOs\n* [ ] mow\n"]
"""Where all bullets have a box they are topics, so work goes to the list of work."""
TOPICS_IN_TWO_FORMS = [
    FORMS["topics"].format("* paint the wall\n", f"* [ ]{space}paint the wall\n", "", "", "") for space in " \u00a0"
]
"""Together in one list, of which only one has a box, they would be work."""
WORK_BELOW_A_TOPIC = [
    "### From previous meeting(s)\n\n* [ ] paint the wall\n* paint the wall\n    * [ ] ask the harbour master\n\n### Talk\n\n"
    "- [x] budget\n\n### Pushed to next meeting\n\n* [ ] paint the wall\n\n### TODOs\n"
]
"""Below a topic with a box it would be a topic too."""

OF_NOBODY_BESIDE_TWO = [
    "## TODOs\n* [ ] fix #903\n\n| Action | Who |\n|--|--|\n| [x] fix #903 | Bea |\n| [ ] fix #903 | Ada |\n",
    "| Action | Who |\n|--|--|\n| fix #903 | Ada |\n| [x] fix #903 | Ada |\n",
]
"""The line of nobody's is carried with its number, which says whose item it is; its words would be those of three."""
WITHOUT_ITS_OWNER = [
    "| Action | Who |\n|--|--|\n| [ ] ask Bea | Ada |\n| [x] mow | Bea |\n| [ ] mow | Ada |\n",
    "### TODOs\n**Topic**\n| Action | Who |\n|--|--|\n| mow |  |\n",
]
"""The same, of a line that lost its owner beside a done one of somebody else's."""
DONE_ABOVE_WHAT_IS_OPEN = [
    "## Check in on previous action items\n- [~] (Bea) mow\n    * [ ] ask the harbour master\n\n"
    "| Action | Who |\n|--|--|\n| [ ] mow |  |\n",
    "| Action | Who |\n|--|--|\n| mow | Bea |\n",
]
"""An item with a line that is over and one that is open: the first goes on for what stands below it, and is open too."""
OPEN_AND_DONE_BELOW_A_TOPIC = [
    "## Check in on previous action items\n**Topic**\n| Action | Who |\n|--|--|\n| [ ] mow | Bea |\n"
    "- [x] (Bea) mow\n    * [ ] ask the harbour master\n"
]
"""The same in one note: one line goes on, not both."""
BEHIND_ITS_TOPIC = [
    "- (Bea) order rope for the spring regatta\n    * [ ] ask the harbour master\n",
    "## Previous action items\n* [ ] (Ada) oil the crane in the dock\n    * [ ] ask the harbour master\n",
    "## TODOs\n**Topic**\n| Action | Who |\n|--|--|\n| [ ] oil the crane in the dock | Ada |\n",
]
"""With its topic in front a line begins with the words of another item, but it ends with a number of its own."""


@examples(60)
@given(st.lists(notes(), min_size=1, max_size=3))
@example(OF_NOBODY_BESIDE_TWO)
@example(WITHOUT_ITS_OWNER)
@example(DONE_ABOVE_WHAT_IS_OPEN)
@example(OPEN_AND_DONE_BELOW_A_TOPIC)
@example(BEHIND_ITS_TOPIC)
@example(WORK_BELOW_A_TOPIC)
@example(TOPICS_IN_TWO_FORMS[:1])
@example(TOPICS_IN_TWO_FORMS[1:])
@example(WORK_AMONG_TOPICS)
@example(TWICE_WITH_ONE_BOX)
@example(CHILDREN_OF_EQUAL_WORDS)
@example(TOPIC_OF_EQUAL_WORDS)
@example(WORDS_OF_A_CHILD)
@example(CHILD_OF_ANOTHER_PARENT)
def test_nothing_open_is_lost(past: list[str]) -> None:
    """What the newest list has open stands in the next note; the sync of that opens nothing and closes nothing."""
    tracker = scene(past, ())
    numbers = set(tracker.issues)
    before = {n: issue.open for n, issue in tracker.issues.items()}
    done = carry(tracker.snapshot(), NoteFile("notes/2024-03-26.md", ""))
    tracker.notes["notes/2024-03-26.md"] = done.text
    plan = tracker.plan()
    gone = [t.item for t in plan.items if t.item.vanished and t.item.missed == 1 and not t.item.only_shown]
    assert {item.id for item in gone} <= {item.id for item in done.vanished} | {
        t.item.id for t in plan.items if t.issue is None and t.note == "in the issue of the item above it"
    }
    tracker.sync()
    assert set(tracker.issues) == numbers
    assert {n: issue.open for n, issue in tracker.issues.items()} == before
