"""The lines that record a decision."""

import pytest

from bot.core.config.schema import Config
from bot.core.model.meeting import Meeting
from bot.core.model.notes import NoteFile
from bot.core.notes.decisions import read_decisions
from bot.core.reports.decisions import decisions


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Text, deciding word and who of each decision."""
    meeting = Meeting(series="notes", date=None, path="notes/a.md", text=text)
    return [(one.text, one.word, one.who) for one in read_decisions(meeting)]


ANNOUNCED = [
    ("* DECISION: use ruff", "use ruff", "DECISION", ()),
    ("* **Decision:** use ruff", "use ruff", "Decision", ()),
    ("Decision 2 (Ann, Bob): use ruff", "use ruff", "Decision", ("Ann", "Bob")),
    ("- Agreed – use ruff", "use ruff", "Agreed", ()),
    ("RESOLVED to use ruff", "to use ruff", "RESOLVED", ()),
    ("RESOLVED that we use ruff", "that we use ruff", "RESOLVED", ()),
    ("* Beschluss: Wir kaufen Kuchen", "Wir kaufen Kuchen", "Beschluss", ()),
    ("* Décision : on garde le logo", "on garde le logo", "Décision", ()),
    ("* 決定：次回は五月", "次回は五月", "決定", ()),
]


@pytest.mark.parametrize(("line", "text", "word", "who"), ANNOUNCED)
def test_a_word_announces_a_decision(line: str, text: str, word: str, who: tuple[str, ...]) -> None:
    assert found(f"# Meeting\n\n{line}\n") == [(text, word, who)]


NONE = [
    pytest.param("* Decision: TBD", id="a placeholder"),
    pytest.param("* Decision: shall we use ruff?", id="a question"),
    pytest.param("* Decision needed: which linter", id="a decision to come"),
    pytest.param("* DECISION NEEDED: which venue", id="a decision to come, in capitals"),
    pytest.param("* AGREED UPON by all", id="a phrase in capitals"),
    pytest.param("* Resolved: #12", id="an issue that is resolved"),
    pytest.param("* Wait 2 for review and 3 no longer apply", id="counts of something else"),
    pytest.param("* Budget: 200 for catering, 3 against", id="one count of a vote"),
    pytest.param("* agreed to nothing in particular", id="a sentence"),
    pytest.param("* [ ] Decision: write it up", id="a box is work"),
    pytest.param("> DECISION: use ruff", id="a quote"),
    pytest.param("* for 5 years there were 3 issues", id="numbers that are no votes"),
    pytest.param("* a unanimous opinion", id="no vote"),
]


@pytest.mark.parametrize("line", NONE)
def test_what_is_no_decision(line: str) -> None:
    assert found(f"# Meeting\n\n{line}\n") == []


VOTES = [
    ("* Ruff: 5 in favour, 0 against, 1 abstention", "5 in favour, 0 against, 1 abstention"),
    ("* vote on ruff - for: 5, against: 2", "for: 5, against: 2"),
    ("* 2 Dafür, 1 Dagegen, 1 Enthaltung", "2 Dafür, 1 Dagegen, 1 Enthaltung"),
    ("The minutes were approved unanimously.", "unanimously"),
    ("Das Protokoll wurde einstimmig angenommen.", "einstimmig"),
]


@pytest.mark.parametrize(("line", "counts"), VOTES)
def test_a_vote_with_its_counts_is_one(line: str, counts: str) -> None:
    assert [word for _, word, _ in found(f"# Meeting\n\n{line}\n")] == [counts]


def test_bullets_below_a_heading_or_label_for_decisions() -> None:
    text = """# Meeting

## Decisions made

* the logo is blue
    * because it was
* None
* [ ] draw it

## Topics

* Decisions:
    * keep the mast
* talk about rope
"""
    assert [said for said, _, _ in found(text)] == ["the logo is blue", "keep the mast"]


def test_the_newest_meeting_comes_first_and_a_part_of_a_file_has_its_own_date() -> None:
    rolling = "# Minutes\n\n## 2024-03-12\n\n* DECISION: second\n\n## 2024-03-05\n\n* DECISION: first\n"
    files = (NoteFile("minutes.md", rolling), NoteFile("2024-04-01.md", "# Meeting\n\n* DECISION: third\n"))
    assert [(str(one.date), one.text, one.number) for one in decisions(files, Config())] == [
        ("2024-04-01", "third", 3),
        ("2024-03-12", "second", 5),
        ("2024-03-05", "first", 9),
    ]
