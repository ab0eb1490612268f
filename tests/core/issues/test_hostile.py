"""Hostile notes and markers against the decisions: nothing raises, nothing grows without bound, nothing is planned twice."""

import cProfile
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bot.core.config.schema import Config, Person, Subteam
from bot.core.issues import marker
from bot.core.issues.matching.mentions import linked_number
from bot.core.items import lineage
from bot.core.items.meeting import course_of
from bot.core.items.similarity import Index, wording
from bot.core.markdown.source import tick
from bot.core.model.issues import Head
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Open, Plan
from bot.core.notes import parse
from bot.core.reports import check_run
from bot.core.reports.changes import View, describe
from bot.core.reports.listing import rows
from bot.core.text.outgoing import copied, normalise
from tests.support import rendered as page
from tests.support.properties import examples
from tests.support.tracker import BOT, REPOSITORY, Tracker

VIEW = View(Head("octo/notes", "main", "c0ffee", "https://github.com/octo/notes"))

DAY = "2024-03-05"
PATH = f"notes/{DAY}.md"
HEAD = f"# {DAY} meeting\n\n## Action items\n\n"
FREE = Config(max_new_issues=100_000, max_closes=100_000)


def name(number: int) -> str:
    """A word without a digit, another for each number."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))


# --- what grows no faster than the note

Nth = Callable[[int], str]
"""The n-th line of an action list."""

LIKE: list[tuple[str, Nth, int]] = [
    ("nothing in common", lambda n: f"* [ ] paint{name(n)} wall{name(n)} green{name(n)}", 600),
    ("equal lines", lambda n: "* [ ] paint the harbour wall green", 300),
    ("equal lines of different owners", lambda n: f"* [ ] (Ow{name(n)}) paint the harbour wall", 1_800),
    ("equal short lines below different bullets", lambda n: f"* top{name(n)}\n    * [ ] send slides", 1_800),
    ("two families", lambda n: f"* [ ] paint the harbour wall green{' today' * (n % 2)}", 300),
    ("some words shared", lambda n: f"* [ ] w{name(n % 40)} w{name(n * 7 % 40)} w{name(n * n % 40)}", 4_000),
]
SHAPES: list[tuple[str, Nth]] = [
    ("each below the last", lambda n: "  " * (n % 48) + f"* [ ] deep {name(n)} down"),
    ("all below one", lambda n: "* [ ] the top" if n == 0 else f"    * [ ] child {name(n)} of it"),
    ("plain bullets below one", lambda n: "* [ ] the top" if n == 0 else f"    * child {name(n)} of it"),
    ("wrapped lines", lambda n: "* [ ] the top" if n == 0 else f"  goes on {name(n)}"),
    ("headings", lambda n: "#" * (n % 6 + 1) + f" heading {name(n)}"),
    ("bold topics", lambda n: f"**{name(n)}**\n* [ ] item {name(n)} here\n"),
    ("definitions", lambda n: f"[r{n}]: https://e.org/{n}\n* [ ] see [a][r{n}] there"),
    ("rows of a table", lambda n: "| Action | Owner |\n|-|-|" if n == 0 else f"| do {name(n)} | Ann |"),
    ("bare boxes", lambda n: f"[ ] loose {name(n)} box"),
]


def bomb(line: Nth, size: int) -> str:
    return HEAD + "\n".join(line(number) for number in range(size)) + "\n"


def calls(work: Callable[[], object]) -> int:
    """How many calls `work` makes: it shows linear or quadratic growth without a clock."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


def traced(text: str) -> int:
    """The calls that it takes to find the items of a note and of the next one, which lists them again."""
    wording.cache_clear()
    days = (DAY, "2024-03-12")
    course = course_of(parse.read(f"{day}.md", text.replace(DAY, day)) for day in days)
    return calls(lambda: lineage.trace("", course, set()))


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("line", "most"), [row[1:] for row in LIKE], ids=[row[0] for row in LIKE])
def test_a_line_more_is_compared_with_a_few(line: Nth, most: int) -> None:
    """`most` calls, whatever the length of the list; compared with all 300 lines before it, it would take twice as many."""
    assert traced(bomb(line, 350)) - traced(bomb(line, 250)) < 100 * most


def test_a_meeting_is_looked_up_without_a_look_at_its_lines() -> None:
    """What is kept of meetings is found, and left out for others, by a hash that is taken once."""
    course = course_of([parse.read(PATH, bomb(LIKE[0][1], 1_000))])
    assert calls(lambda: hash(course)) < 10


@pytest.mark.sampled(3)
@pytest.mark.parametrize("line", [row[1] for row in SHAPES], ids=[row[0] for row in SHAPES])
def test_twice_the_note_is_about_twice_the_reading(line: Nth) -> None:
    one, two = (bomb(line, size) for size in (100, 200))
    parse.read(PATH, bomb(line, 3))  # what is made once, at the first reading, is no growth
    single = calls(lambda: parse.read(PATH, one))
    assert calls(lambda: parse.read(PATH, two)) < 2.8 * single


def planned(size: int) -> int:
    tracker = Tracker(config=FREE)
    tracker.notes[PATH] = bomb(LIKE[0][1], size)
    return calls(tracker.plan)


def test_twice_the_items_are_about_twice_the_deciding() -> None:
    assert planned(120) < 2.8 * planned(60)


def reworded(size: int) -> int:
    """The calls that it takes to find the issues of so many lines, each with a word more than when they were opened."""
    tracker = Tracker(config=FREE)
    tracker.notes[PATH] = bomb(lambda n: f"* [ ] paint {name(n)} and {name(n + 7)} with {name(n + 90)}", size)
    tracker.sync()
    tracker.notes[PATH] = tracker.notes[PATH].replace(" and ", " and soon ")
    plan = tracker.plan()
    assert [type(change).__name__ for change in plan.changes] == ["Edit"] * size
    return calls(tracker.plan)


@pytest.mark.slow
def test_twice_the_lines_reworded_are_about_twice_the_matching() -> None:
    assert reworded(120) < 2.8 * reworded(60)


def replaced(size: int) -> int:
    """The calls that it takes to decide where the next note lists as many other lines, and none of these."""
    tracker = Tracker(config=FREE)
    tracker.write(DAY, *(f"* [ ] paint{name(n)} wall{name(n)} green{name(n)}" for n in range(size)))
    tracker.sync()
    tracker.write("2024-03-12", *(f"* [ ] sell{name(n)} tug{name(n)} today{name(n)}" for n in range(size)))
    assert len(tracker.plan().changes) == size
    return calls(tracker.plan)


def test_twice_the_lines_beside_vanished_ones_are_about_twice_the_pairing() -> None:
    assert replaced(120) < 2.8 * replaced(60)


def test_a_wording_is_compared_with_a_few_of_many() -> None:
    index = Index()
    for number in range(150):
        index.add(number, wording(f"paint wall {name(number)}").content)
    near = index.near(wording(f"paint {name(7)} wall").content)
    assert len(near) == Index.NEAREST
    assert 7 in near, "the nearest of all is among them"


@pytest.mark.slow
def test_ten_thousand_boxes_are_ten_thousand_lines() -> None:
    found, problems = rows([NoteFile(PATH, bomb(lambda n: "* [ ] paint the wall", 10_000))], FREE)
    assert len(found) == 10_000
    assert len({row.item for row in found}) == 1
    assert problems == ()


UNITS = (
    "[", "![", "*", "_", "`", "(", "<", "](", "[a](", "~~", "\\", "<a ", "&#", "@a ", "http://", "> ", "|", "[ ] ", "<!--", "(a,", "a: ", "\n=",
    "\x00", "1. ", "Ann, ", "[x]: ",
    " #1 (dropped:", " #1 (dropped:)",
)  # fmt: skip


@pytest.mark.sampled(4)
@pytest.mark.parametrize("unit", UNITS)
def test_no_line_takes_the_square_of_its_length(unit: str) -> None:
    """Were anything quadratic in the length of a line, this would take minutes."""
    tracker = Tracker(config=FREE)
    tracker.notes[PATH] = HEAD + "* [ ] read this " + unit * (20_000 // len(unit)) + "\n"
    tracker.sync()
    assert tracker.plan().changes == ()
    assert all(len(issue.body) <= 65_536 for issue in tracker.issues.values())


@pytest.mark.sampled(2)
@pytest.mark.parametrize(
    "text", ["* [ ] see " + "#1 " * 80_000, "* [ ] see\n    * " + "#1 " * 80_000], ids=["line", "below"]
)
def test_a_line_may_name_any_number_of_issues(text: str) -> None:
    """Looked at one by one with all that stands before them, they would take minutes."""
    course = course_of([parse.read(PATH, HEAD + text)])
    (item,) = lineage.trace("", course, set())
    assert linked_number(item, REPOSITORY) == (1 if "\n" in text else None)


NOWHERE = [
    pytest.param(["* [ ] tracked in #3", "    * [~] paint the wall"], id="the item's link"),
    pytest.param(["* [ ] ", "    * [~] --> #2", "* [ ] paint the wall"], id="the box's link, of an issue to come"),
]


@pytest.mark.parametrize("lines", NOWHERE)
def test_a_box_near_a_link_that_leads_nowhere_is_held_by_the_issue_at_once(lines: list[str]) -> None:
    tracker = Tracker(config=FREE)
    tracker.write(DAY, *lines)
    tracker.sync()
    assert tracker.plan().changes == ()


# --- bodies keep GitHub's limits

LONG: list[tuple[str, str]] = [
    ("a line", "* [ ] " + " ".join(name(n) for n in range(11_000))),
    ("a word", "* [ ] " + "w" * 100_000),
    (
        "a heading and a topic",
        "## Action items: " + "long " * 15_000 + "\n\n**" + "b" * 110 + "**\n* [ ] paint the wall",
    ),
    ("300 bullets below", "* [ ] the top\n" + "\n".join(f"    * {name(n)} " + "x" * 300 for n in range(300))),
    ("1,500 short bullets below", "* [ ] the top\n" + "\n".join(f"    * {n}" for n in range(1_500))),
    ("300 boxes below", "* [ ] the top\n" + "\n".join(f"    * [ ] {name(n)} " + "x" * 300 for n in range(300))),
    ("700 short boxes below", "* [ ] the top\n" + "\n".join(f"    * [ ] {name(n)}" for n in range(700))),
    ("a long box below", "* [ ] the top\n    * [ ] " + "y z " * 25_000),
    (
        "many of all",
        "* [ ] the top\n" + "\n".join(f"    * [{' ' * (n % 2)}] {name(n)} " + "x" * 90 for n in range(700)),
    ),
    ("10 owners and more", "* [ ] (" + ", ".join(f"@o{n}" for n in range(12)) + ") carry it"),
]


@pytest.mark.sampled(4)
@pytest.mark.parametrize("text", [row[1] for row in LONG], ids=[row[0] for row in LONG])
def test_a_body_keeps_the_limit(text: str) -> None:
    people = {f"o{n}": (Person(f"o{n}"),) for n in range(12)}
    tracker = Tracker(config=replace(FREE, people=people), assignable=set(people))
    tracker.notes[PATH] = HEAD + text + "\n"
    tracker.sync()
    (issue,) = tracker.issues.values()
    assert len(issue.body) <= 65_536
    assert len(issue.assignees) <= 10
    assert len(marker.boxes(issue.body)) <= marker.MOST_BOXES
    read = marker.read(issue.body)
    assert read and len(read.applied.boxes) <= marker.MOST_BOXES
    reworded = tracker.notes[PATH].replace(DAY, "2024-03-12").replace("* [ ] ", "* [ ] surely ", 1)
    tracker.notes["notes/2024-03-12.md"] = reworded + "    * one more\n"
    tracker.sync()
    assert {len(each.body) <= 65_536 for each in tracker.issues.values()} == {True}
    assert tracker.plan().changes == ()


def test_what_has_no_room_is_counted() -> None:
    tracker = Tracker(config=FREE)
    tracker.write(DAY, "* [ ] the top", *(f"    * [ ] {name(n)} " + "x" * 300 for n in range(300)))
    tracker.sync()
    body = tracker.issues[1].body
    shown = len(marker.boxes(body))
    assert shown > 20
    assert f"- … and {300 - shown} more in the note" in body


def test_a_long_box_is_cut_not_left_out() -> None:
    tracker = Tracker(config=FREE)
    tracker.write(DAY, "* [ ] the top", "    * [ ] " + "y z " * 5_000)
    tracker.sync()
    assert len(marker.boxes(tracker.issues[1].body)) == 1


def test_an_issue_has_as_many_labels_as_github_takes() -> None:
    config = replace(FREE, labels=tuple(f"{name(n)} " + "l" * 46 for n in range(1_000)))
    tracker = Tracker(config=config)
    tracker.write(DAY, "* [ ] paint the harbour wall")
    tracker.sync()
    assert len(tracker.issues[1].labels) == 100
    assert len(tracker.issues[1].body) <= 65_536


# --- markers that people or strangers wrote


def marked(fields: str) -> str:
    return f'<!-- duly:1 {{"key":"a"{fields}}} -->\nwords\n{marker.END}'


UNREADABLE: list[tuple[str, str]] = [
    ("no JSON", "<!-- duly:1 {key} -->\n"),
    ("another version", marked("").replace("duly:1", "duly:2")),
    ("in the middle of a line", "x " + marked("")),
    ("quoted", "> " + marked("")),
    ("a key that is none", marked("").replace('"a"', '"a b"')),
    ("no key", '<!-- duly:1 {"series":"x"} -->'),
    ("a day that is none", marked(',"meeting":"2024-13-45"')),
    ("a day as a number", marked(',"meeting":20240305')),
    ("wordings as a list", marked(',"wordings":["x"]')),
    ("words as numbers", marked(',"wordings":{"x":[1]}')),
    ("a number too large", marked(f',"after":{"9" * 5000}')),
    ("a number with a fraction", marked(',"after":1.5')),
    ("a list without end", marked(',"applied":' + "[" * 20_000)),
    ("somebody to tell", marked(',"waiting":{"ada @bea fixes #1":0}')),
    ("half a surrogate pair", marked(',"series":"\\ud800"')),
]


@pytest.mark.parametrize("body", [row[1] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_what_cannot_be_read_is_not_ours(body: str) -> None:
    assert marker.read(body) is None


def test_a_marker_can_be_read() -> None:
    assert marker.read(marked(',"meeting":"2024-03-05","waiting":{"ada":0}'))


ODD = [
    ',"series":"' + "x" * 60_000 + '"',
    ',"after":-1,"duplicate_of":0',
    ',"applied":{"open":false,"labels":["' + '","'.join("l" * 9 for _ in range(5_000)) + '"]}',
    ',"applied":{"boxes":{"x":true,"__proto__":false}}',
    ',"wordings":{"' + '":[],"'.join(name(n) for n in range(5_000)) + '":[]}',
    ',"unknown":[{"deep":null}]',
]


@pytest.mark.parametrize("fields", ODD)
@pytest.mark.parametrize("author", [BOT, "stranger"])
def test_odd_markers_break_nothing(fields: str, author: str) -> None:
    tracker = Tracker(config=FREE)
    tracker.write(DAY, "* [ ] paint the harbour wall green", "* [ ] blocked by #900 and tracked in #901")
    tracker.sync()
    real = tracker.issues[1].body
    for number, body in ((900, marked(fields)), (901, real.replace('"applied":{', f'"x":0{fields},"applied":{{', 1))):
        tracker.issues[number] = replace(tracker.issues[1], number=number, body=body, author=author)
    tracker.tick(DAY, "harbour wall")
    tracker.sync()
    assert tracker.plan().changes == ()
    assert tracker.issues[1].open is False
    if author != BOT:
        assert (tracker.issues[900].open, tracker.issues[901].open) == (True, True)


# --- text that would break out

DEFINITIONS = [
    ("a link's", "[x]: https://e.org", "[x]\u200b: https://e.org"),
    ("below signs", "> - 1. [x]: https://e.org", "> - 1. [x]\u200b: https://e.org"),
    ("a footnote's", "[^1]: words", "[^1]\u200b: words"),
    ("with a bracket in its label", r"[a\]b]: /u", "[a\\]b]\u200b: /u"),
    ("over two lines", "[a\nb]: /u", "[a\nb]\u200b: /u"),
    ("in the second line", "words\n  [x]: /u", "words\n  [x]\u200b: /u"),
    ("none: in a sentence", "see [x]: there", "see [x]: there"),
    ("none: a link", "[x](https://e.org): words", "[x](https://e.org): words"),
]


@pytest.mark.parametrize(("text", "left"), [row[1:] for row in DEFINITIONS], ids=[row[0] for row in DEFINITIONS])
def test_copied_text_defines_nothing(text: str, left: str) -> None:
    assert copied(text, REPOSITORY) == left
    assert copied(left, REPOSITORY) == left
    assert normalise(left) == normalise(text)


BLANK = [
    "* [ ] \u200b\u2060",
    "* [ ] \u202e\u202c",
    "* [ ] &#8203;",
    "* [ ] <!-- x -->",
    "* [ ] (Ada)\n    * \u200b",
    "* [ ] \x07",
]


@pytest.mark.parametrize("line", BLANK)
def test_what_nobody_can_see_is_no_work(line: str) -> None:
    tracker = Tracker()
    tracker.write(DAY, line)
    assert tracker.plan().changes == ()


@pytest.mark.parametrize(
    "space", ["\x0b", "\x0c", "\x1c", "\x85", "\u00a0", "\u1680", "\u2003", "\u2028", "\u2029", "\u3000"]
)
@pytest.mark.parametrize(
    "lines", [["{}", "[ ] paint the wall"], ["* {}", "* [ ] paint the wall"], ["* x", "{}", "  [ ] paint the wall"]]
)
def test_odd_spaces_shift_no_line(space: str, lines: list[str]) -> None:
    text = HEAD + "\n".join(lines).format(space) + "\n"
    (box,) = [line for line in parse.read(PATH, text).lines if line.checkbox]
    assert box.number == 4 + len(lines)
    assert "[x] paint" in tick(text, box.number, True)


def test_a_box_in_a_quote_in_a_bullet_can_be_ticked() -> None:
    text = f"{HEAD}* >( ) [ ] paint the wall\n* > [ ] order rope\n"
    boxes = [line.number for line in parse.read(PATH, text).lines if line.checkbox]
    assert boxes == [5, 6]
    assert [tick(text, number, True).splitlines()[number - 1] for number in boxes] == [
        "* >( ) [x] paint the wall",
        "* > [x] order rope",
    ]


# --- any notes at all

STARTS = st.sampled_from(
    [
        "* [ ] ",
        "* [x] ",
        "    * [ ] ",
        "  - [X] ",
        "[ ] ",
        "* ",
        "    * ",
        "> * [ ] ",
        "",
        "  ",
        "1. [ ] ",
        "* ( ) [ ] ",
        "\t* [~] ",
    ]
)
PARTS = st.sampled_from([
    "paint", "the harbour wall", "green", "order rope", "3.8", "3.9", "cfep-10", "send slides", "(Ada)", "(Ada, Bea)", "(???)", "(__proto__)", "Bea to",
    "TODO:", "ACTION:", "@ada", "fixes #1", "#2", "tracked in #3", f"https://github.com/{REPOSITORY}/issues/2", "https://github.com/o/r/pull/3",
    "<b>", "<!-- /duly -->", "<!-- duly:box x -->", "```", "`", "|", "**", "[x]:", "[", "](", "\u200b", "\u202e", "\u2028", "\x00", "\ufeff", "é", "🎉", "طلاء",
    "?pwd=abc", "-->", "===", "---",
])  # fmt: skip
HEADS = st.sampled_from(
    [
        "## Action items",
        "## Agenda",
        "### Move to Issue Tracker",
        "**Docker hub**",
        "## Present",
        "| Action | Owner |\n|-|-|",
        ":::info",
        "```",
        "",
        "---",
    ]
)
LINES = st.one_of(st.builds(lambda start, parts: start + " ".join(parts), STARTS, st.lists(PARTS, max_size=5)), HEADS)


@st.composite
def notes(draw: DrawFn) -> dict[str, str]:
    """Up to three notes of a series; a later one is mostly an earlier one with some lines changed."""
    found: dict[str, str] = {}
    lines = draw(st.lists(LINES, min_size=1, max_size=12))
    for week in range(draw(st.integers(1, 3))):
        day = date(2024, 3, 5) + timedelta(days=7 * week)
        end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
        found[f"notes/{day}.md"] = end.join([f"# {day}", "", "## Action items", "", *lines])
        for at, line in draw(st.lists(st.tuples(st.integers(0, 11), LINES), max_size=3)):
            lines[at : at + 1] = [line]
    return found


@examples(60)
@given(notes())
def test_any_notes_are_decided_safely(said: dict[str, str]) -> None:
    """Listed and decided without an error, twice the same, with lines that are there; nothing live leaves, nothing is planned twice."""
    tracker = Tracker(config=replace(FREE, people={"ada": (Person("ada"),)}, subteams=(Subteam("docs", "docs"),)))
    for path in sorted(said):
        tracker.notes[path] = said[path]
        assert outline(tracker.plan()) == outline(tracker.plan())
        plan = tracker.sync()
        assert tracker.plan().changes == ()
        assert not [change for change in plan.changes if isinstance(change, Open) and not change.title.strip()]
        assert check_run.summary(plan, VIEW)
    listed, _ = rows([NoteFile(path, text) for path, text in said.items()], tracker.config)
    assert rows([NoteFile(path, text) for path, text in said.items()], tracker.config)[0] == listed
    for row in listed:
        assert 1 <= row.line <= len(re.split("\r\n|\r|\n", said[row.path]))
    for issue in tracker.issues.values():
        assert not page.acts(issue.title, REPOSITORY)
        assert page.live(without_ours(issue.body), REPOSITORY) == []


def outline(plan: Plan) -> tuple[object, ...]:
    """A plan without the permalinks: the commit moves on from one plan to the next."""
    changes = [(describe(change), change.why) for change in plan.changes]
    held = [(one.message, [describe(change) for change in one.changes]) for one in plan.held]
    return changes, held, plan.problems, plan.items


def without_ours(body: str) -> str:
    """A body without the hidden comments, the small print and the one mention that are Duly's."""
    body = re.sub(r"<!-- duly:1 \{[^\n]*\} -->|<!-- /duly -->|<!-- duly:box [\w-]+ -->|</?sub>", "", body)
    return re.sub(r"(?m)^- \*\*Owner\*\* @[\w-]+(?:, @[\w-]+)*(?=: please)", "", body)
