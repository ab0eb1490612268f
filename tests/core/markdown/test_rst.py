"""Notes in reStructuredText: read as the Markdown that says the same, line for line, and ticked byte for byte."""

import subprocess
import sys
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.config.schema import Config
from bot.core.config.selection import looks_like_note, selects
from bot.core.items.series.notes import meetings_by_series, read_notes
from bot.core.markdown.rst import LARGEST, as_markdown
from bot.core.markdown.source import tick
from bot.core.model.notes import NoteFile

NOTE = """\
************
May 18, 2024
************

:Chair: Ada

Attendees
=========

* Ada Lind (ada)

Action items
============

* [ ] paint the wall `as agreed <https://example.org/wall>`_ **Ada Lind**

  - with two coats

* [x] mend ``pump.py``
#. [ ] oil the crane

.. * [ ] a comment

.. note::

   * [ ] count the lamps

An example::

   * [ ] no work

.. include:: /etc/passwd
.. raw:: html

   * [ ] raw

Owners
------

+--------------+----------+
| Action item  | Owner    |
+==============+==========+
| buy a rope   | Bea      |
+--------------+----------+
"""
READ = [
    ("paint the wall as agreed", True),
    ("mend pump.py", False),
    ("oil the crane", True),
    ("count the lamps", True),
]


def test_a_note_is_read_as_in_markdown() -> None:
    file = NoteFile("notes/2024-05-18.rst", NOTE)
    (note,) = (note for notes in read_notes([file], Config(notes=("notes/*",))).values() for note in notes)
    assert str(note.date) == "2024-05-18" and [one.login for one in note.attendees] == ["ada"]
    boxes = [line for line in note.lines if line.checkbox]
    assert [(line.text.removesuffix(" Ada Lind"), line.state.value == "open") for line in boxes] == READ
    assert [line.number for line in boxes] == [15, 19, 20, 26]


def test_the_lines_stay_where_they_are() -> None:
    shown = as_markdown(NOTE)
    assert shown.count("\n") == NOTE.count("\n")
    assert shown.splitlines()[1] == "# May 18, 2024" and shown.splitlines()[7 - 1] == "## Attendees"
    assert "| buy a rope | Bea |" in shown and "passwd" not in shown


def test_a_box_is_ticked_byte_for_byte() -> None:
    text = NOTE.replace("\n", "\r\n")
    assert tick(text, 15, True) == text.replace("* [ ] paint", "* [x] paint")


@given(st.text(alphabet="*-=~#.:|+` _[]x\n\tAa1<>", max_size=300))
def test_any_text_keeps_its_lines(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert as_markdown(plain).count("\n") == plain.count("\n")


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"])
def test_other_ends_of_lines_move_nothing(sign: str) -> None:
    """docutils ends lines at more characters than editors do."""
    text = f"Meeting\n=======\n\nwe{sign}spoke::\n\n    - [ ] no work\n\nAction items\n------------\n\n- [ ] oil the crane\n"
    assert as_markdown(text) == as_markdown(text.replace(sign, "x")).replace("wexspoke", f"we{sign}spoke")


@pytest.mark.parametrize(
    "line",
    [
        "meet at 10:30: bring a pen",
        "ship it :tada: now",
        "see #. there",
        pytest.param(f"a{' ' * 50_000}b", id="spaces"),
    ],
)
def test_marks_in_the_middle_of_a_line_are_words(line: str) -> None:
    assert as_markdown(line) == line


@pytest.mark.parametrize("step", [pytest.param(" - x", id="lists"), pytest.param(" x", id="quotes")])
def test_a_note_nested_beyond_measure_is_not_read(step: str) -> None:
    text = "\n\n".join(" " * depth + step for depth in range(300))
    assert as_markdown(text).strip("\n") == ""


TABLE = """
======  ==============================================
Action  Owner
======  ==============================================
mend    `the crane <https://e.org/a>`_, *not* ``y``
======  ==============================================
"""


def test_links_and_marks_in_a_table_stay() -> None:
    assert "| mend | [the crane](https://e.org/a), *not* `y` |" in as_markdown(TABLE)


@pytest.mark.parametrize("mark", ["`", "*", "**", "``", "|", "_`"])
def test_marks_without_end_take_no_time(mark: str) -> None:
    """By docutils a minute for as many backticks."""
    text = f"{mark}a {mark}b {mark}c\n" * 5000
    begun = time.process_time()
    assert as_markdown(text[:60_000]).count("\n") == text[:60_000].count("\n")
    assert time.process_time() - begun < 10


def test_a_large_note_is_not_read() -> None:
    file = NoteFile("notes/2024-05-18.rst", "* [ ] paint\n" * (LARGEST // 10))
    (note,) = (note for notes in read_notes([file], Config(notes=("notes/*",))).values() for note in notes)
    assert note.lines == () and "64 KB in reStructuredText" in note.problems[0].message


@pytest.mark.parametrize(
    ("path", "config", "series"),
    [
        pytest.param("notes/2024-05-18.rst", Config(), "", id="dated"),
        pytest.param("docs/usage.rst", Config(), None, id="documentation"),
        pytest.param("docs/usage.rst", Config(notes=("docs/**",)), "docs/**", id="named by a glob"),
        pytest.param("notes/2024-05-18.adoc", Config(), None, id="another form"),
    ],
)
def test_which_files_are_notes(path: str, config: Config, series: str | None) -> None:
    assert selects(config, path) == series
    assert looks_like_note(path) is path.endswith(".adoc")


def test_markdown_needs_no_docutils() -> None:
    code = (
        "import sys; from bot.core.items.series.notes import read_notes; from bot.core.config.schema import Config;"
        "from bot.core.model.notes import NoteFile; read_notes([NoteFile('2024-05-18.md', '# x')], Config());"
        "sys.exit('docutils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_meetings_of_a_file_keep_its_text_apart() -> None:
    file = NoteFile("notes/2024-05-18.rst", NOTE)
    (found,) = meetings_by_series(
        [file, replace(file, path="notes/2024-05-19.md")], Config(notes=("notes/*",))
    ).values()
    assert [meeting.text == NOTE for meeting in found] == [False, True]
