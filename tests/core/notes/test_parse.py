"""One note → lines, topics, problems."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.config.schema import Config, Person
from bot.core.markdown.heading_lines import without_code
from bot.core.markdown.source import tick
from bot.core.model.notes import Detail, Kind, Line, Note, State
from bot.core.notes.parse import read
from bot.core.notes.problems import LARGEST, MOST_LINES
from tests.support.paths import CORPUS, SEED, need

ACTION, TRACKER, AGENDA = Kind.ACTION, Kind.MOVE_TO_TRACKER, Kind.AGENDA
PATH = "2021-03-04.md"


def note(text: str, **config: object) -> Note:
    return read(PATH, text, Config(**config))  # type: ignore[arg-type]


def line(text: str, **config: object) -> Line:
    """The last line of the note."""
    return note(text, **config).lines[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("* plain", [], id="no box"),
        pytest.param("* [ ] a", [AGENDA], id="no heading"),
        pytest.param("## Agenda\n* [ ] a", [AGENDA], id="a topic"),
        pytest.param("## Action items\n* [ ] a\n    * [x] b", [ACTION, ACTION], id="an action list"),
        pytest.param("## Action items\n[ ] a", [ACTION], id="bare in an action list"),
        pytest.param(
            "## Checks of action items\n### This meeting\n* [ ] a", [ACTION], id="bucket below an action heading"
        ),
        pytest.param("## Action items\n### Move to Issue Tracker\n* [ ] a", [TRACKER], id="for the tracker"),
        pytest.param("## Action items\n## Agenda\n* [ ] a", [AGENDA], id="the next heading ends a list"),
        pytest.param("## Action items\n### Discussion\n* [ ] a", [AGENDA], id="talk below an action heading"),
        pytest.param("# 2021 agenda and action items\n* [ ] a", [AGENDA], id="the title is no section"),
        pytest.param("# Action items\n* [ ] a", [ACTION], id="the title is the section"),
        pytest.param("## Attendees\n### Standing\n* [ ] a", [AGENDA], id="people end with their heading"),
        pytest.param("## Attendees\n* [ ] Ann\n    * [ ] (AB) late", [AGENDA, AGENDA], id="a roll call"),
        pytest.param("**Action items**\n\nwords\n\n* [ ] a", [ACTION], id="bold heading"),
        pytest.param(
            "## Agenda\nActions:\n\n* [ ] a\n\nwords\n\n* [ ] b", [ACTION, AGENDA], id="a label covers its list"
        ),
        pytest.param("## Agenda\nNext steps:\n- c\n\n[ ] d", [ACTION, AGENDA], id="a bare box behind a label's list"),
        pytest.param("## Agenda\n* [ ] TODO: a", [ACTION], id="a marker"),
        pytest.param("* [x] t\n    * TODO\n        * [ ] a", [AGENDA, ACTION], id="below a label"),
        pytest.param(
            "* [x] t\n\n  TODOs:\n\n  words\n\n    * [ ] a", [AGENDA, AGENDA], id="words behind a label inside"
        ),
        pytest.param("* [x] t\n    * note\n    * [ ] (AB) a", [AGENDA, ACTION], id="a tag among plain bullets"),
        pytest.param(
            "* [ ] t\n    * [ ] (AB) a\n    * [x] (CD) b", [AGENDA, AGENDA, AGENDA], id="sub-topics with speakers"
        ),
        pytest.param(
            "* [x] t\n    * [x] (AB) a\n    * [ ] (CD) b",
            [AGENDA, AGENDA, ACTION],
            id="left open by a topic that is done",
        ),
        pytest.param("* t\n    * [ ] (AB) a", [ACTION], id="a tag below a plain topic"),
        pytest.param("* t\n    * [ ] AB: a\n        * [ ] b", [ACTION, ACTION], id="a name below a plain topic"),
        pytest.param("* t\n    * [ ] ( ) a", [ACTION], id="an empty owner's place"),
        pytest.param("* t\n    * [ ] a", [ACTION], id="below a plain topic, nobody's"),
        pytest.param("* t?\n    * [ ] a", [AGENDA], id="an answer"),
        pytest.param("* Attendees:\n    * [ ] Ann Lee", [AGENDA], id="people below a plain bullet"),
        pytest.param("* t\n    * [ ] PR: https://x.org", [AGENDA], id="a link below a plain topic"),
        pytest.param(
            "# N\n## Attendees\n* Ann\n## N\n* [ ] t\n    * [ ] Ann will mow", [AGENDA, ACTION], id="a promise"
        ),
        pytest.param("* [x] t\n    * [ ] a", [AGENDA, AGENDA], id="a remark"),
        pytest.param("* [x] t\n    * note\n    * [ ] a", [AGENDA, ACTION], id="a box typed behind a plain bullet"),
        pytest.param("* [x] t\n    * note\n    * [ ] a?", [AGENDA, AGENDA], id="a question"),
        pytest.param("* [x] t\n    * note\n    * [ ] https://x.org", [AGENDA, AGENDA], id="a link"),
        pytest.param("* [x] t\n    * note\n    * [ ] AB: a", [AGENDA, AGENDA], id="a speaker"),
        pytest.param(
            "* [x] t\n    * [ ] Do it!\n## Actions\n* [ ] (AB) do it", [AGENDA, ACTION, ACTION], id="restates the list"
        ),
        pytest.param("* [x] do it\n## Actions\n* [ ] do it", [AGENDA, ACTION], id="a topic that restates the list"),
        pytest.param("## Actions\n* [ ]\n* [ ] @ann", [AGENDA, AGENDA], id="nothing said"),
        pytest.param("## Actions\n* [ ] (AB)\n    * a\n* [ ]\n  words", [ACTION, ACTION], id="said below"),
        pytest.param("## Actions\n> * [ ] a", [], id="a quote"),
    ],
)
def test_kinds(text: str, expected: list[Kind]) -> None:
    assert [line.kind for line in note(text).lines] == expected


@pytest.mark.parametrize(
    ("text", "said", "wording", "markdown"),
    [
        pytest.param("* [ ] a", "a", "a", "a", id="plain"),
        pytest.param("* [ ] (AB) **a** `b`", "a b", "a b", "(AB) **a** `b`", id="marks"),
        pytest.param(
            "* [ ] (AB) a\n  b\n  [c](http://x.org)", "a", "a b c", "(AB) a b [c](http://x.org)", id="wrapped"
        ),
        pytest.param("* [ ] (AB)\n    * a", "", "", "(AB)", id="owner only"),
        pytest.param("* ( ) [ ] a", "a", "a", "( ) a", id="owner before the box"),
        pytest.param("* [ ] TODO: a", "a", "a", "TODO: a", id="marker"),
    ],
)
def test_words(text: str, said: str, wording: str, markdown: str) -> None:
    found = note(f"## Actions\n{text}").lines[0]
    assert (found.text, found.wording, found.markdown) == (said, wording, markdown)


TOPICS = """## Agenda
* [x] (AB) greenhouse
    * TODO
        * [ ] mend the roof
## Actions
words
**Garden**
* [ ] one
    * [ ] two

    * three
* [ ] four

**Pond**:

* [ ] five

* [ ] six
* Shed:
    * [ ] seven
* Next steps:
    * [ ] eight
"""


def test_topics_end_at_the_first_blank_line() -> None:
    assert {found.text: found.topic for found in note(TOPICS).lines} == {
        "greenhouse": None,
        "mend the roof": "greenhouse",
        "one": "Garden",
        "two": "Garden",
        "four": None,
        "five": "Pond",
        "six": None,
        "seven": "Shed",
        "eight": None,
    }


def test_place_of_a_line() -> None:
    found = note(TOPICS).lines[1]
    assert (found.number, found.headings, found.parent, found.checkbox, found.state) == (
        4,
        ("Agenda",),
        3,
        True,
        State.OPEN,
    )
    assert (found.path, found.note_date) == (PATH, date(2021, 3, 4))


def test_sections_are_the_path_of_headings() -> None:
    assert line("# T\n## A\n#### B\n### [C](http://x.org)\n* [ ] x").headings == ("T", "A", "C")


def test_details_and_links() -> None:
    found = line(
        "* [ ] see https://x.org/1\n"
        "    * and [this](https://x.org/2)\n"
        "      and that\n"
        "        * [x] deeper https://x.org/1\n\n"
        "  a paragraph\n"
        "  > a quote\n\n"
        "      * [ ] code\n"
        "* other\n"
    )
    assert note("* [ ] a\n* [ ] b").lines[0].details == ()
    assert found.number == 4
    top = note(
        "* [ ] see https://x.org/1\n    * and [this](https://x.org/2)\n      and that\n        * [x] deeper https://x.org/1\n\n  a paragraph\n  > a quote\n\n* other\n"
    ).lines[0]
    assert top.links == ("https://x.org/1", "https://x.org/2")
    assert top.details == (
        Detail(1, "and [this](https://x.org/2) and that", 2),
        Detail(2, "[x] deeper https://x.org/1".removeprefix("[x] "), 4, State.DONE),
        Detail(1, "a paragraph", 6),
        Detail(1, "> a quote", 7),
    )


def test_owners_are_resolved_by_block_config_and_form() -> None:
    text = "## Present\n* Ann Example (AE) (@ann)\n## Actions\n* [ ] (AE / Bo, quickfox & Zoe) x\n* [ ] (???) y\n"
    config = {"bo": (Person("bosun"),)}
    first, second = note(text, people=config).lines
    assert first.owners == ("AE", "Bo", "quickfox", "Zoe")
    assert first.assignees == ("ann", "bosun", "quickfox")
    assert first.unresolved == ("Zoe",)
    assert (second.owners, second.placeholder) == ((), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("* [ ] a (@ann)\n* [ ] b (@bob)", [["ann"], ["bob"]], id="the note's habit"),
        pytest.param(
            "* [ ] a (@ann)\n* [ ] (Bob) b\n* [ ] (Cy) c", [[], ["Bob"], ["Cy"]], id="not where tags stand in front"
        ),
        pytest.param("* [ ] a\n  b [Ann]\n* [ ] b", [["Ann"], []], id="behind wrapped words"),
        pytest.param(
            "* [ ] a (@ann)\n* [ ] (Bob) b\n\nPresent: Ann Lee (@ann)", [["ann"], ["Bob"]], id="a person of the note"
        ),
        pytest.param("* [ ] mow **Ann**\n\nPresent: Ann", [["Ann"]], id="bold"),
        pytest.param("* [ ] mow\n  * Owner: Ann\n  * Due: May", [["Ann"]], id="in a line below"),
        pytest.param("* [ ] the mower broke. Ann to mend it\n\nPresent: Ann", [["Ann"]], id="in a sentence of its own"),
        pytest.param("* [ ] Ann mow the lawn\n\nPresent: Ann", [["Ann"]], id="a person and what they do"),
        pytest.param("* Ann - mow\n* Bob - rake\n* Cy and Dee - plant", [["Ann"], ["Bob"], ["Cy", "Dee"]], id="dashes"),
        pytest.param("* Lot - mow\n* rake\n* plant", [[], [], []], id="one dash is no habit"),
        pytest.param("* Ann - mow\n* rake\n* plant", [["Ann"], [], []], id="a given name and a dash"),
        pytest.param("* [ ] [Ann](mailto:a@example.org) mow the lawn", [["Ann"]], id="a linked address"),
        pytest.param("* [ ] mow ([Ann Lee](https://github.com/ann))", [["Ann Lee"]], id="a linked profile"),
    ],
)
def test_names_at_the_end(text: str, expected: list[list[str]]) -> None:
    assert [list(found.owners) for found in note(f"## Actions\n{text}").lines] == expected


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param("[Ann](mailto:a@example.org) mow the lawn", "mow the lawn", id="a linked address"),
        pytest.param("mow the lawn (Ann Lee)", "mow the lawn", id="a name at the end"),
        pytest.param("@org/team: mow the lawn", "@org/team: mow the lawn", id="a team"),
    ],
)
def test_words_without_their_owner(line: str, text: str) -> None:
    assert note(f"## Actions\n* [ ] {line}\n\nPresent: Ann Lee").lines[0].text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("words\n* plain", [], id="plain talk"),
        pytest.param("* ACTION: a", [(1, ACTION, "a")], id="explicit"),
        pytest.param("words\nACTION: a\nAction item: b", [(2, ACTION, "a"), (3, ACTION, "b")], id="in a paragraph"),
        pytest.param("* words\n**Action:** a", [(2, ACTION, "a")], id="behind a bullet's words"),
        pytest.param("* TODO: a", [(1, ACTION, "a")], id="todo"),
        pytest.param("## Actions\n* a\n    * b", [(2, ACTION, "a")], id="plain bullet of a list"),
        pytest.param("## Move to Issue Tracker\n* a", [(2, TRACKER, "a")], id="for the tracker"),
        pytest.param("## Actions\n* Garden:\n    * [ ] a", [(3, ACTION, "a")], id="a topic of boxes"),
        pytest.param("* t\n    * Next steps\n        * a", [(3, ACTION, "a")], id="below a label"),
        pytest.param("## Actions\n* https://x.org\n* 2021-03-04\n*", [], id="no words"),
        pytest.param("## Present\n* ACTION: a", [], id="people"),
        pytest.param(
            "## Actions\n|Who|Action item|Status|\n|-|-|-|\n|Ann|a|done|\n|B & C|b||\n",
            [(4, ACTION, "a"), (5, ACTION, "b")],
            id="table",
        ),
        pytest.param(
            "|Action item|Description|\n|-|-|\n|**7.1**|Ann to a|\n",
            [(3, ACTION, "Ann to a")],
            id="table with numbers",
        ),
        pytest.param("## Actions\n|Fruit|Price|\n|-|-|\n|a|b|\n", [(4, Kind.AGENDA, "a")], id="another table"),
    ],
)
def test_without_box(text: str, expected: list[tuple[int, Kind, str]]) -> None:
    lines = note(text).lines
    assert [(found.number, found.kind, found.text) for found in lines] == expected
    assert any(found.checkbox for found in lines) == ("[ ]" in text)


@pytest.mark.parametrize(
    ("without_box", "expected"),
    [
        pytest.param("all", ["box", "ACTION", "AI", "TODO", "bullet", "row"], id="all"),
        pytest.param("explicit", ["box", "ACTION", "AI"], id="explicit"),
        pytest.param("report", ["box"], id="report"),
    ],
)
def test_what_is_only_reported(without_box: str, expected: list[str]) -> None:
    text = "## Actions\n* [ ] box\n* ACTION: ACTION\n* AI: AI\n* TODO: TODO\n* bullet\n\n|Action|Who|\n|-|-|\n|row|Ann|"
    lines = note(text, without_box=without_box).lines
    assert [found.text for found in lines] == ["box", "ACTION", "AI", "TODO", "bullet", "row"]
    assert [found.text for found in lines if not found.only_shown] == expected


def test_ticks_without_box() -> None:
    text = (
        "* ACTION: ✅ Ann to mow\n* ACTION: ~~b~~ c\n* ~~ACTION: d~~\n\n|Action|Owner|State|\n|-|-|-|\n|e|Ann|done|\n"
    )
    lines = note(text, without_box="all").lines
    assert [found.text for found in lines] == ["Ann to mow", "b c", "d", "e"]
    assert [found.open for found in lines] == [False, True, False, False]
    assert lines[0].owners == ("Ann",)


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        pytest.param(PATH, "## Actions\n* [ ] (???) a", [], id="all well"),
        pytest.param("notes.md", "words", [(0, "this meeting has no date")], id="no date"),
        pytest.param("notes/README.md", "words", [], id="the index of the notes"),
        pytest.param("README.md", "## Actions\n* [ ] a", [(0, "this meeting has no date")], id="an index with work"),
        pytest.param(PATH, "## Actions\n* [ ] a\n* [ ]\n* [x]", [(3, "an empty box")], id="empty box"),
        pytest.param(PATH, "## Actions\n* [ ]\n* [ ]\n\n## Notes\n* [ ] a", [], id="empty boxes of an empty list"),
        pytest.param(
            PATH, "## Actions\n### Ann\n* [ ] a\n### Bob\n* [ ]", [], id="empty box of one who has nothing to do"
        ),
        pytest.param(PATH, "## Agenda\n* [ ]", [], id="empty box in the agenda"),
        pytest.param(PATH, "a\n" + "* " * 120 + "b", [(2, "nested deeper")], id="nesting"),
        pytest.param(PATH, "é" * (LARGEST // 2 + 1), [(0, "256 KB")], id="too large in bytes"),
        pytest.param(PATH, "a\r\n" * MOST_LINES, [], id="as many lines as are read"),
        pytest.param(PATH, "a\r" * (MOST_LINES + 1), [(0, "20,000 lines")], id="too many lines"),
    ],
)
def test_problems(path: str, text: str, expected: list[tuple[int, str]]) -> None:
    problems = read(path, text).problems
    assert [problem.line for problem in problems] == [number for number, _ in expected]
    assert all(words in problem.message for problem, (_, words) in zip(problems, expected, strict=True))


def test_a_note_too_large_has_no_lines() -> None:
    assert read(PATH, "## Actions\n* [ ] a\n" + "x" * LARGEST).lines == ()
    assert len(read(PATH, "## Actions\n* [ ] a\n" + "x" * (LARGEST - 20)).lines) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("* [ ] a", False, id="agenda only"),
        pytest.param("## Action items\n", True, id="empty list"),
        pytest.param("Actions:\n", True, id="label"),
        pytest.param("* t\n    * [ ] (AB) a", True, id="work in the agenda"),
    ],
)
def test_has_action_list(text: str, expected: bool) -> None:
    assert note(text).has_action_list is expected


def test_title_is_the_first_heading() -> None:
    assert note("words\n\n## *The* meeting\n# Other").title == "The meeting"


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            [
                "* [ ] ",
                "## Actions\n",
                "## Present\n",
                "(Ann) ",
                "ACTION: ",
                "|a|b|\n",
                "|-|-|\n",
                "\n",
                "    ",
                "> ",
                "**T**",
                "[x](",
                "http://x.org",
                ")",
                "@a",
                "`",
                "<!--",
                ":",
                "TODO",
            ]
        ),
        max_size=40,
    ).map("".join)
)
@example("|Action|Owner|\n|-|-|\n||")
@example("* [ ] \n\n\n")
@example("\ud800* [ ] a")
@example("@\nTODO")
@example("**Action item**\n\n" + "Ann will mow\n\n" * 1_200)
def test_any_text_is_read(text: str) -> None:
    """Never raises, twice the same, line numbers of the file, and every box can be ticked."""
    found = read(PATH, text, Config(without_box="all"))
    assert found == read(PATH, text, Config(without_box="all"))
    count = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for each in found.lines:
        assert 1 <= each.number <= count
        assert all(1 <= detail.number <= count and detail.depth > 0 for detail in each.details)
        if each.checkbox:
            assert tick(text, each.number, True)


@pytest.fixture
def seed() -> Note:
    need(SEED)
    return read("2020-08-26.md", SEED.read_text(encoding="utf-8"))


def test_seed_boxes(seed: Note) -> None:
    boxes = [found for found in seed.lines if found.checkbox]
    assert len(boxes) == 47
    assert sum(found.open for found in boxes) == 34
    assert sum(found.state is State.DONE for found in boxes) == 13


def test_seed_work(seed: Note) -> None:
    work = [found for found in seed.lines if found.open and found.kind is not AGENDA and found.checkbox]
    assert len([found for found in work if found.headings[-1] == "This meeting"]) == 8
    assert len([found for found in work if found.headings[-1] == "2 meetings ago"]) == 1
    assert len([found for found in work if found.headings[-1] == "3 meetings ago"]) == 3
    tracker = [found for found in work if found.kind is TRACKER]
    assert len(tracker) == 17
    assert [(found.number, found.parent) for found in tracker if found.parent] == [(195, 194)]
    assert [found.number for found in work if found.headings[0] != seed.title or "Agenda" in found.headings] == [
        34,
        65,
        66,
        67,
        68,
    ]


def test_seed_owners(seed: Note) -> None:
    owners = {found.number: found.owners for found in seed.lines}
    expected = {
        48: ("MRB", "John"),
        143: ("JK",),
        146: (),
        158: ("Eric",),
        163: ("Eric",),
        165: ("John K.",),
        166: ("Jonathan",),
    }
    expected |= {171: ("CJ",), 172: (), 173: ("jakirkham", "CJ-wright"), 179: ("jjhelmus",)}
    assert {number: owners[number] for number in expected} == expected
    assert {found.number for found in seed.lines if found.placeholder} == {34, 67, 68, 146, 147, 150}


def test_seed_topics_and_links(seed: Note) -> None:
    by_number = {found.number: found for found in seed.lines}
    assert [by_number[number].topic for number in (147, 150, 152, 157, 165)] == ["Docker hub", "OVH", "OVH", None, None]
    assert by_number[182].links == ("https://github.com/conda-forge/conda-forge.github.io/issues/954",)
    assert len(by_number[184].details) == 7
    assert seed.date == date(2020, 8, 26)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: "\ufeff" + text, id="byte order mark"),
    ],
)
def test_seed_reads_the_same_in_other_bytes(seed: Note, change: object) -> None:
    assert callable(change)
    assert read("2020-08-26.md", change(SEED.read_text(encoding="utf-8"))) == seed


_PLAIN_BOX = re.compile(r"\s*[-*+] \[[ xX]\] ")


def test_the_corpus_is_read_without_loss() -> None:
    """Each line that looks like a box to a simple search outside quotes and code is one, and no line without brackets is."""
    need(CORPUS)
    for path in sorted(CORPUS.glob("*/**/*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        lines = text.splitlines()
        boxes = {number for number, line in enumerate(without_code(lines), 1) if _PLAIN_BOX.match(line)}
        read_boxes = {line.number for line in read(path.name, text).lines if line.checkbox}
        assert boxes - read_boxes == set(), path
        assert [number for number in read_boxes if "[" not in lines[number - 1]] == [], path
