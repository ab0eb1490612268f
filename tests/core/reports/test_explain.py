"""The margin of each line, and that it comes from the decision."""

from dataclasses import replace
from datetime import date

import pytest

from bot.core.config.schema import Config, Person, Subteam
from bot.core.items.joins import NO_JOIN
from bot.core.model.notes import NoteFile
from bot.core.model.reasons import Why
from bot.core.reports.explain import Reading, Way, explained, readings
from bot.core.reports.listing import joins_of, list_lines, signs
from tests.support.paths import CORPUS, need

PATH = "2024-03-05.md"
CONFIG = Config(
    people={"al": (Person("ada"),), "kk": (Person("kim", end=date(2020, 1, 1)),), "bea": (Person("bea-l"),)},
    subteams=(Subteam("docs", "team/docs"),),
    ignore=("standing",),
)


def page(text: str, config: Config = CONFIG) -> tuple[Reading, ...]:
    lines, _ = list_lines([NoteFile(PATH, text)], config)
    return readings(text, signs([NoteFile(PATH, text)], config)[PATH], lines, config)


def margin(text: str, config: Config = CONFIG) -> tuple[str, tuple[str, ...], tuple[Way, ...]]:
    """Of the last line."""
    last = page(text, config)[-1]
    return last.head, last.remarks, last.ways


LIST = "## Actions\n"
NOTE, SUBTEAMS, PEOPLE = Way.NOTE, Way.SUBTEAMS, Way.PEOPLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("words", ("", (), ()), id="talk"),
        pytest.param(LIST + "* [ ] mow", ("work, open", ("below “Actions”", "no owner"), ()), id="listed"),
        pytest.param(LIST + "* [~] mow", ("work, dropped", ("below “Actions”", "no owner"), ()), id="dropped"),
        pytest.param(
            "## Move to Issue Tracker\n* [x] mow",
            ("work for the tracker, done", ("below “Move to Issue Tracker”", "no owner"), ()),
            id="for the tracker",
        ),
        pytest.param(
            "Actions:\n* [ ] mow", ("work, open", ("below a line with “actions”", "no owner"), ()), id="label line"
        ),
        pytest.param("* [ ] TODO: mow", ("work, open", ("contains “TODO”", "no owner"), ()), id="word"),
        pytest.param(
            "* [x] t\n    * TODO\n        * [ ] mow",
            ("work, open", ("below a label for work", "no owner"), ()),
            id="label",
        ),
        pytest.param(
            LIST + "* mow",
            ("work, open", ("below “Actions”", "no box, like its series", "no owner"), (Way.WITHOUT_BOX,)),
            id="without a box",
        ),
        pytest.param(
            LIST + "* [ ] sow\n* mow",
            ("work, open", ("below “Actions”", "no box, so it is only shown", "no owner"), (Way.WITHOUT_BOX,)),
            id="without a box where others have one",
        ),
        pytest.param(
            LIST + "* [ ] mow by 2024-04-01",
            ("work, open", ("below “Actions”", "no owner", "due 2024-04-01"), ()),
            id="due",
        ),
        pytest.param("* ACTION: mow", ("work, open", ("contains “ACTION”", "no owner"), ()), id="an explicit word"),
        pytest.param("* [ ] t", ("no work", ("a topic outside the action lists",), (NOTE,)), id="topic"),
        pytest.param(
            "* [ ] t\n    * [ ] r", ("no work", ("a remark or sub-topic below a topic",), (NOTE,)), id="remark"
        ),
        pytest.param(
            "* t\n    * [ ] (AL) mow",
            ("work, open", ("names its owner below a topic", "AL → @ada (people)"), (PEOPLE,)),
            id="owner below a topic",
        ),
        pytest.param(
            "* [x] t\n    * [ ] (AL) mow",
            ("work, open", ("has an owner and is open below a topic that is done", "AL → @ada (people)"), (PEOPLE,)),
            id="left open",
        ),
        pytest.param(
            "* [x] t\n    * words\n    * [ ] mow",
            ("work, open", ("a box typed among bullets without one", "no owner"), ()),
            id="typed",
        ),
        pytest.param(
            "* t\n    * [ ] TODO: a\n        * [ ] b",
            ("work, open", ("below work", "no owner"), ()),
            id="below work",
        ),
        pytest.param("* [ ]", ("no work", ("an empty box, left over from a template",), ()), id="template"),
        pytest.param(
            LIST + "* [ ] Action 1", ("no work", ("a placeholder, left over from a template",), ()), id="placeholder"
        ),
        pytest.param(LIST + "* [>] mow", ("no work", ("moved to another list by its box",), ()), id="moved"),
        pytest.param("* [ ] @ada", ("no work", ("only a name: a vote or an attendance list",), ()), id="vote"),
        pytest.param("## Present\n* [ ] Ann", ("no work", ("in a list of people",), ()), id="roll call"),
        pytest.param("> * [ ] @ada", ("a box in a quote: not read", (), ()), id="quoted"),
        pytest.param("```\n* [ ] mow\n* [ ] sow", ("a box in code or a comment: not read", (), ()), id="in code"),
        pytest.param("<!--\n* [ ] mow", ("a box in code or a comment: not read", (), ()), id="in a comment"),
        pytest.param(LIST + "* [ ] standing: mow", ("no work", ("contains “standing”",), (Way.IGNORE,)), id="ignored"),
        pytest.param(
            LIST + "* [ ] (AL) docs",
            ("work, open", ("below “Actions”", "AL → @ada (people)", "team/docs (word “docs”)"), (PEOPLE, SUBTEAMS)),
            id="sub-team",
        ),
        pytest.param(LIST + "* [ ] mow\n    * soon", ("belongs to line 2", (), ()), id="below an item"),
        pytest.param("## Actions", ("an action list", ("English “actions”",), ()), id="heading"),
        pytest.param("## Agenda", ("an agenda", ("English “agenda”",), ()), id="agenda"),
        pytest.param(
            "## Actions\n### This meeting",
            ("an action list", ("English “actions”",), ()),
            id="a heading that takes the one above",
        ),
        pytest.param("## Gardens", ("no action list", (), ()), id="any heading"),
        pytest.param("## Attendees", ("people", ("English “attendees”",), ()), id="people"),
        pytest.param("## Actions\n**Garden**", ("a topic", (), ()), id="bold topic"),
        pytest.param("**Action items**", ("an action list", ("English “action items”",), ()), id="bold heading"),
        pytest.param("## Present\n* Ann Example (AE), @ann", ("", ("Ann Example, AE → @ann",), ()), id="person"),
        pytest.param("## Present\n* Ann Example", ("", ("Ann Example → no login",), ()), id="person without login"),
    ],
)
def test_margin(text: str, expected: tuple[str, tuple[str, ...], tuple[Way, ...]]) -> None:
    assert margin(text) == expected


@pytest.mark.parametrize(
    ("owner", "remark", "way"),
    [
        pytest.param("Ann", "Ann → @ann (the note's attendees)", (), id="attendees"),
        pytest.param("AL", "AL → @ada (people)", (PEOPLE,), id="config"),
        pytest.param("@stranger", "stranger → @stranger (written @)", (), id="at"),
        pytest.param("bea-l", "bea-l → @bea-l (a login of the attendees or the config)", (), id="login"),
        pytest.param("quickfox", "quickfox → @quickfox (a guess: it looks like a login)", (PEOPLE,), id="guess"),
        pytest.param("KK", "KK: `people` has the name, but not for this date", (PEOPLE,), id="dated"),
        pytest.param("CC", "CC: several people have this name: cy, cora", (PEOPLE,), id="shared"),
        pytest.param("Zed", "Zed: login unknown", (PEOPLE,), id="unknown"),
    ],
)
def test_owners(owner: str, remark: str, way: tuple[Way, ...]) -> None:
    present = "## Present\n* Ann Example (@ann)\n* Cy Cole @cy\n* Cora Cole @cora\n"
    head, words, ways = margin(f"{present}## Actions\n* [ ] ({owner}) mow")
    assert (head, words[1:], ways) == ("work, open", (remark,), way)


def test_a_neighbour_is_named() -> None:
    files = [NoteFile(PATH, LIST + "* [ ] (Ann) mow"), NoteFile("2024-03-12.md", "## Present\n* Ann Example (@ann)")]
    (line,) = list_lines(files, CONFIG)[0]
    assert readings(files[0].text, (), [line], CONFIG)[-1].remarks[1:] == ("Ann → @ann (attendees of 2024-03-12.md)",)


def test_kinds_that_open_nothing() -> None:
    config = replace(CONFIG, open_from=frozenset({"move-to-tracker"}))
    remarks = ("below “Actions”", "action opens no issues", "no owner")
    assert margin(LIST + "* [ ] mow", config) == ("work, open", remarks, (Way.OPEN_FROM,))


def test_lines_of_one_item_name_each_other() -> None:
    text = "* t\n    * [ ] (AL) mow the lawn\n" + LIST + "* [ ] (AL) mow the lawn"
    assert [reading.remarks[-1] for reading in page(text) if reading.work] == [
        "one item with line 4",
        "one item with line 2",
    ]


def test_each_box_of_a_cell_is_shown() -> None:
    readings = page(LIST + "| who | what |\n|---|---|\n| Ann | ☐ mow<br>☐ sow<br>[x] rake |")[-3:]
    assert [(one.number, one.head, one.remarks[0], one.again) for one in readings] == [
        (4, "work, open", "“mow”", False),
        (4, "work, open", "“sow”", True),
        (4, "work, done", "“rake”", True),
    ]


def test_an_older_item_says_since_when() -> None:
    files = [NoteFile(f"2024-03-{day}.md", LIST + "* [ ] mow the lawn") for day in ("05", "12")]
    _, line = list_lines(files, CONFIG)[0]
    assert readings(files[1].text, (), [line], CONFIG)[-1].remarks[-1] == "since 2024-03-05"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        pytest.param("* Ada to mow the lawn - done", "says done, since 2024-03-05", id="of earlier work"),
        pytest.param("* Ada to mow the lawn - dropped", "says dropped, since 2024-03-05", id="dropped"),
        pytest.param("* Ada to sing (done)", "says done, like no open line of an earlier meeting", id="of none"),
        pytest.param("* Ada to mow the lawn - ongoing", "how work of an earlier meeting stands", id="ongoing"),
    ],
)
def test_what_a_review_says_of_it(line: str, expected: str) -> None:
    review = f"## Review of actions\n{line}"
    files = [NoteFile("2024-03-05.md", LIST + "* Ada to mow the lawn"), NoteFile("2024-03-12.md", review)]
    _, found = list_lines(files, CONFIG)[0]
    assert readings(review, (), [found], CONFIG)[-1].remarks[-1] == expected


def test_rows_for_programs() -> None:
    (line,) = list_lines([NoteFile(PATH, LIST + "* [ ] (AL) docs")], CONFIG)[0]
    assert explained(line, CONFIG) == {
        "state": "open",
        "why": "listed",
        "reason": "below “Actions”",
        "word": "actions",
        "language": "en",
        "people": [{"name": "AL", "login": "ada", "rule": "config", "by": "", "person": ""}],
        "label_rules": [{"label": "team/docs", "rule": "word", "by": "docs"}],
        "joined": None,
        "nearest": None,
        "keys": ["people", "subteams"],
    }


BEFORE = "* [ ] (Ada) publish the guide for visitors of the harbour\n* [ ] (Cyd) roll out release 3.8 on all cranes"


@pytest.mark.parametrize(
    ("line", "joined", "nearest"),
    [
        pytest.param("* [ ] (Ada) publish the guide for visitors of the harbour", "the same words", None, id="equal"),
        pytest.param(
            "* [ ] (Ada) publish the illustrated guide for visitors of the harbour",
            "words kept: publish, guide, visitors, harbour +3.75; same owner: ada; likeness 1.000 of 0.79, weight 3.75 of 1.5",
            None,
            id="reworded",
        ),
        pytest.param(
            "* [ ] (Cyd) roll out release 3.9 on all cranes",
            None,
            "words kept: roll, release, cranes +2.75; other words: 3.8, 3.9 -1; same owner: cyd; other number or link: 3.8, "
            "3.9 rules it out; likeness 0.733 of 0.79, weight 2.75 of 1.5",
            id="another number",
        ),
        pytest.param("* [ ] (Bea) order rope", None, None, id="like no other"),
    ],
)
def test_the_evidence_of_identity(line: str, joined: str | None, nearest: str | None) -> None:
    """What joined a line with an earlier one, and the likest line that it was not joined with."""
    files = [NoteFile("2024-03-05.md", LIST + BEFORE), NoteFile("2024-03-12.md", LIST + line)]
    last = list_lines(files, CONFIG)[0][-1]
    join = joins_of(files, CONFIG).get(last.line.place, NO_JOIN)
    row = explained(replace(last, join=join), CONFIG)
    assert [row[key] and row[key]["evidence"] for key in ("joined", "nearest")] == [joined, nearest]  # type: ignore[index]
    said = " ".join(readings(files[1].text, (), [replace(last, join=join)], CONFIG)[-1].remarks)
    assert ("the same work as “publish the guide" in said) is (joined is not None and joined != "the same words")
    assert ("not “roll out release 3.8" in said) is (nearest is not None)


def test_every_line_of_the_corpus_has_its_margin() -> None:
    need(CORPUS)
    for file in sorted(CORPUS.rglob("*.md"))[::4]:
        text = file.read_bytes().decode("utf-8", "replace")
        lines, _ = list_lines([NoteFile(PATH, text)], CONFIG)
        shown = readings(text, signs([NoteFile(PATH, text)], CONFIG)[PATH], lines, CONFIG)
        assert [reading.number for reading in shown] == list(range(1, len(shown) + 1))
        assert "\n".join(reading.source for reading in shown).split() == text.removeprefix("\ufeff").split()
        for line in lines:
            assert line.line.why.is_work == (line.line.kind != "agenda")
            assert shown[line.line.number - 1].head, "a line that is read says what it is"


def test_every_reason_has_words() -> None:
    (line,) = list_lines([NoteFile(PATH, LIST + "* [ ] mow")], CONFIG)[0]
    reasons = {explained(replace(line, line=replace(line.line, why=why)), CONFIG)["reason"] for why in Why}
    assert len(reasons) == len(Why)
