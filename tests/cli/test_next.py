"""`duly next`: what it writes, and what it leaves alone."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.next import command

BY_NUMBER = {
    "meeting-11.md": "# Meeting\n\nDate: 2026-09-01\n\n## Action items\n\n- [ ] Ada: paint the wall\n",
    "meeting-12.md": "# Meeting\n\nDate: 2026-09-02\n\n## Action items\n\n- [ ] Ada: mend the pump\n",
}
BY_DATE = {"2026-09-02.md": BY_NUMBER["meeting-12.md"]}


@pytest.mark.parametrize(
    ("notes", "globs", "name"),
    [
        pytest.param(BY_NUMBER, '"notes/*.md"', "meeting-13.md", id="without-a-date"),
        pytest.param(BY_DATE, '"notes/*.md", "!notes/2026-09-16.md"', "2026-09-16.md", id="not-selected"),
    ],
)
@pytest.mark.parametrize("there", [pytest.param("# A talk\n\nBy hand.\n", id="text"), pytest.param("", id="empty")])
def test_a_file_of_another_kind_is_not_replaced(
    tmp_path: Path, notes: dict[str, str], globs: str, name: str, there: str
) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/duly.yml").write_text(f"notes: [{globs}]\nnext: {{every: 2 weeks}}\n")
    (tmp_path / "notes").mkdir()
    for path, text in {**notes, name: there}.items():
        (tmp_path / "notes" / path).write_text(text)
    result = CliRunner().invoke(command, [str(tmp_path / "notes"), "--now", "2026-09-10"])
    text = (tmp_path / "notes" / name).read_text()
    if there:
        assert result.exit_code == 1 and "is there already" in result.output and text == there
    else:
        assert result.exit_code == 0, result.output
        assert "mend the pump" in text and "2026-09-16" in text


RST = """\
2026-09-02
==========

Agenda
------

* budget

Action items
------------

* [ ] Ada: mend the pump

  * twice

* [x] Bea: mow
"""
FILLED = "* [ ] Ada: mend the pump\n\n  * twice\n"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param(
            {"TEMPLATE.rst": "{{ date }}\n~~~~~~~~~~\n\nAction items\n============\n\n.. carried\n"},
            f"2026-09-16\n~~~~~~~~~~\n\nAction items\n============\n\n{FILLED}\n.. carried\n",
            id="a template in this form",
        ),
        pytest.param(
            {"TEMPLATE.rst": "====\nOf\n====\n\nOn [date]\n~~~~\n\nAction items\n~~~~~~~~~~~~\n"},
            f"====\nOf\n====\n\nOn 2026-09-16\n~~~~~~~~~~~~~\n\nAction items\n~~~~~~~~~~~~\n\n{FILLED}",
            id="a longer title",
        ),
        pytest.param(
            {"TEMPLATE.md": "# {{ date }}\n\n## Action items\n"},
            f"2026-09-16\n==========\n\nAction items\n------------\n\n{FILLED}",
            id="a template in Markdown",
        ),
        pytest.param(
            {},
            f"2026-09-16\n==========\n\nAgenda\n------\n\nAction items\n------------\n\n{FILLED}",
            id="no template",
        ),
    ],
)
def test_a_note_in_restructuredtext(tmp_path: Path, template: dict[str, str], expected: str) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/duly.yml").write_text("next: {every: 2 weeks}\n")
    (tmp_path / "notes").mkdir()
    for path, text in {"2026-09-02.rst": RST, **template}.items():
        (tmp_path / "notes" / path).write_text(text)
    for said in ("made ", "has everything"):
        result = CliRunner().invoke(command, [str(tmp_path / "notes"), "--now", "2026-09-10"])
        assert (result.exit_code, said in result.output) == (0, True), result.output
        assert (tmp_path / "notes/2026-09-16.rst").read_text() == expected


PART = """\
{day}
----------

Actions
~~~~~~~

* [ ] Ada: mend the pump ``now``
"""
OLDER = """\
2026-08-19
----------

Actions
~~~~~~~

* [x] Ada: mow

  * twice
"""
HEAD = "=======\nMinutes\n=======\n\n.. a comment\n\n"
NEW = PART.format(day="2026-09-16")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            HEAD + PART.format(day="2026-09-02") + "\n" + OLDER,
            HEAD + NEW + "\n" + PART.format(day="2026-09-02") + "\n" + OLDER,
            id="the newest on top",
        ),
        pytest.param(
            HEAD + OLDER + "\n" + PART.format(day="2026-09-02"),
            HEAD + OLDER + "\n" + PART.format(day="2026-09-02") + "\n" + NEW,
            id="the newest at the end",
        ),
        pytest.param(
            HEAD + PART.format(day="----------\n2026-09-02") + "\n" + OLDER.replace("2026", "----------\n2026", 1),
            HEAD
            + PART.format(day="----------\n2026-09-16")
            + "\n"
            + PART.format(day="----------\n2026-09-02")
            + "\n"
            + OLDER.replace("2026", "----------\n2026", 1),
            id="rules above the titles",
        ),
    ],
)
def test_a_rolling_file_in_restructuredtext(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/duly.yml").write_text("notes: minutes.rst\nnext: {every: 2 weeks}\n")
    (tmp_path / "minutes.rst").write_text(before)
    for _ in range(2):
        result = CliRunner().invoke(command, [str(tmp_path), "--now", "2026-09-10"])
        assert result.exit_code == 0, result.output
        assert (tmp_path / "minutes.rst").read_text() == after


def test_a_long_rolling_file_in_restructuredtext(tmp_path: Path) -> None:
    """Also one of more than 32,768 lines gets its next part."""
    gap = "\n" * 17_000
    long = HEAD + PART.format(day="2026-09-02") + gap + OLDER + gap + OLDER.replace("08-19", "08-05")
    (tmp_path / ".github").mkdir()
    (tmp_path / ".github/duly.yml").write_text("notes: minutes.rst\nnext: {every: 2 weeks}\n")
    (tmp_path / "minutes.rst").write_text(long)
    result = CliRunner().invoke(command, [str(tmp_path), "--now", "2026-09-10"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "minutes.rst").read_text() == long.replace(HEAD, f"{HEAD}{NEW}\n")


def test_a_note_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "2026-09-02.rst").write_text(PART.format(day="2026-09-02"))
    there = tmp_path / "2026-09-16.rst"
    there.write_text(NEW + "\n" * 70_000)
    result = CliRunner().invoke(command, [str(tmp_path), "--now", "2026-09-10", "--every", "2 weeks"])
    assert result.exit_code == 1
    assert "2026-09-16.rst` is too large or nested too deeply to be read as reStructuredText: split it" in result.output
    assert there.read_text() == NEW + "\n" * 70_000
