"""Work that plain lines announce or are: headings and names without signs, and lines of a paragraph that are items each."""

import pytest

from bot.core.config.schema import Config
from bot.core.model.reasons import Why
from bot.core.notes.parse import read

PEOPLE = "# Mill\n\nAttendees: Ann Miller, Bob Stone\n\n"


def work(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of work of a note, each with its owners."""
    lines = read("2024-05-15.md", PEOPLE + text, Config(without_box="all")).lines
    return [(line.text, line.owners) for line in lines if line.why.is_work]


ANN_AND_BOB = [("mow the lawn", ("Ann",)), ("rake", ("Bob",))]

HEADINGS = [
    pytest.param("Action Items\n\n- Ann: mow the lawn\n- Bob: rake", ANN_AND_BOB, id="a bare line"),
    pytest.param("[Next steps]\n\n- Ann: mow the lawn\n- Bob: rake", ANN_AND_BOB, id="in brackets"),
    pytest.param("--- before next meeting ---\n\n- Ann: mow the lawn\n- Bob: rake", ANN_AND_BOB, id="between dashes"),
    pytest.param(
        "ACTION ITEMS\n\nAnn Miller\n\n- fix the fence\n- book a room\n\nBob\n- clean the wheel\n\nNotes\n\n- book a room",
        [("fix the fence", ("Ann Miller",)), ("book a room", ("Ann Miller",)), ("clean the wheel", ("Bob",))],
        id="names as bare lines",
    ),
    pytest.param("Action Items\n\nThe Wheel\n\n- turns\n- squeaks", [], id="a subject as a bare line"),
    pytest.param("Action items were reviewed.\n\n- the lawn\n- the wheel", [], id="a sentence on how work stands"),
    pytest.param("The next step is for Ann to show you:\n\n- the lawn\n- the wheel", [], id="a sentence on one step"),
    pytest.param(
        "The next step is:\n\n- Ann: mow the lawn\n- Bob: rake", ANN_AND_BOB, id="the beginning of a sentence"
    ),
    pytest.param("Next steps are unclear\n\n- the lawn\n- the wheel", [], id="a sentence on next steps"),
]

NAMES = [
    pytest.param(
        "## Tasks\n- Ann (frontend)\n  - mow the lawn\n- Bob (backend)\n  - rake", ANN_AND_BOB, id="with what they do"
    ),
    pytest.param(
        "* TODO\n  * Björn\n    * rake\n    * weeds", [("rake", ("Björn",)), ("weeds", ("Björn",))], id="given"
    ),
    pytest.param("* TODO\n  * Website\n    * colours\n    * links", [("Website", ())], id="a thing"),
    pytest.param(
        "## Task Assignment\n* **The big lawn:**\n  * Ann Miller\n* **The wheel (old):**\n  * Bob Stone",
        [("The big lawn:", ("Ann Miller",)), ("The wheel (old):", ("Bob Stone",))],
        id="below the work",
    ),
]

IN_BULLETS = [
    pytest.param(
        "- The lawn is low\n  Action items:\n  - Ann: mow the lawn\n    - all of it\n  - Bob: rake\n- The wheel\n  - turns",
        ANN_AND_BOB,
        id="with a colon",
    ),
    pytest.param(
        "- The lawn\n  - is low\n  Action items\n  - Ann: mow the lawn\n  - Bob: rake",
        ANN_AND_BOB,
        id="behind a remark",
    ),
    pytest.param(
        "- The lawn\n\n  **Next steps**\n\n  - Ann: mow the lawn\n  - Bob: rake", ANN_AND_BOB, id="between blank lines"
    ),
    pytest.param(
        "- The lawn\n\n    The lawn is low.\n    **Next steps**:\n        - Ann: mow the lawn\n        - Bob: rake",
        ANN_AND_BOB,
        id="indented too far",
    ),
    pytest.param(
        "- The lawn\n  **Actions**\n  - Ann: mow the lawn\n  - Bob: rake\n  **Notes**\n  - it is low\n- The wheel\n  Todo:\n  Decisions:\n  - it stays",
        ANN_AND_BOB,
        id="up to another one",
    ),
    pytest.param("- We had a look at all\n  action items\n  - the lawn\n  - the wheel", [], id="the end of a sentence"),
    pytest.param("- The wheel and its\n  Next steps\n  were put off", [], id="without a list"),
    pytest.param(
        "## Action items\n- Ann: mow the lawn\n  Next steps:\n  - oil the mower", ANN_AND_BOB[:1], id="below work"
    ),
]

LONG = "Ann will write to the miller about the new wheel and about all of its"

LINES = [
    pytest.param(
        "## Action items\nAnn will mow the lawn\nBob will rake",
        ["Ann will mow the lawn", "Bob will rake"],
        id="promises",
    ),
    pytest.param(
        "## New action items\nClean the wheel.\nWrite to the miller\nThe fence and the gate",
        ["Clean the wheel.", "Write to the miller The fence and the gate"],
        id="deeds",
    ),
    pytest.param(
        "Action items:\n\nAnn to mow the lawn.\nBob to rake.",
        ["Ann to mow the lawn.", "Bob to rake."],
        id="below a label",
    ),
    pytest.param("Action items:\n\nThe lawn is low.\nThe wheel turns.", [], id="talk below a label"),
    pytest.param(
        "## Action items\n@ann mow the lawn\n@bob rake the hay", ["mow the lawn", "rake the hay"], id="logins"
    ),
    pytest.param(f"## Action items\n{LONG}\nboards before May", [f"{LONG} boards before May"], id="wrapped"),
    pytest.param(
        f"## Action items\n{LONG}\nOpen Mill day before May\nBook the room for it",
        [f"{LONG} Open Mill day before May", "Book the room for it"],
        id="wrapped before a word for a deed",
    ),
    pytest.param("Before next meeting\n\nThe mill is shut.", [], id="only until when"),
    pytest.param("We met.\n\n**Until next time!**", [], id="a farewell"),
    pytest.param("## Notes\nClean the wheel.\nWrite to the miller", [], id="outside the lists"),
]


@pytest.mark.parametrize(("text", "expected"), [*HEADINGS, *NAMES, *IN_BULLETS])
def test_bare_lines_above_a_list(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert work(text) == expected


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_lines_that_are_items_each(text: str, expected: list[str]) -> None:
    lines = read("2024-05-15.md", PEOPLE + text, Config(without_box="all")).lines
    assert [line.wording for line in lines if line.why not in (Why.PROMISED, Why.REPORTED)] == expected
