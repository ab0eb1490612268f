"""Carrying into notes in reStructuredText: lists as the form wants them, all else byte for byte."""

import re

import pytest
from docutils.core import publish_doctree
from docutils.nodes import Node, bullet_list, system_message
from hypothesis import given
from hypothesis import strategies as st

from bot.core.carry.next_note import UNREAD, carry
from bot.core.config.schema import Config
from bot.core.items.issue_suffix import number_at_end
from bot.core.markdown.rst import LARGEST, as_markdown
from bot.core.model.notes import NoteFile
from tests.support.properties import examples
from tests.support.tracker import Tracker

NEXT = "notes/2024-03-26.rst"
MARKDOWN = """\
# 2024-03-05

## Action items

* [ ] (Ada) mend the winch, see [the list](https://example.org/a)
    * ask for `rope` and __tar__
      of the best kind
        * [ ] deeper
* [x] (Bea) paint the wall
* [ ] (Cyd) write down what foo_ means
"""
RST = """\
==========
2024-03-05
==========

Action items
------------

- [ ] (Ada) mend the winch, see `the list <https://example.org/a>`__

  - ask for ``rope`` and **tar**
    of the best kind

    - [ ] deeper

- [x] (Bea) paint the wall
- [ ] (Cyd) write down what foo\\_ means
"""
EMPTY = """\
2024-03-26
##########

Talk
====

.. Action items stand below.

Action items
============

.. comment

Thanks
======

words
"""
LINES = """\
* [ ] (Ada) mend the winch, see `the list <https://example.org/a>`__

  * ask for ``rope`` and **tar**
    of the best kind

    * [ ] deeper

* [ ] (Cyd) write down what foo\\_ means
"""


def problems(text: str) -> list[str]:
    """What docutils finds wrong in a text."""
    tree = publish_doctree(text, settings_overrides={"report_level": 5})
    return [each.astext() for each in tree.findall(system_message)]


def carried(notes: dict[str, str], text: str, path: str = NEXT, tracker: Tracker | None = None) -> str:
    """The note with the open items of others, which a second run does not change."""
    tracker = tracker or Tracker(notes=dict(notes))
    done = carry(tracker.snapshot(), NoteFile(path, text)).text
    assert carry(tracker.snapshot(), NoteFile(path, done)).text == done
    return done


@pytest.mark.parametrize(
    ("path", "earlier", "sign"),
    [
        pytest.param("notes/2024-03-05.md", MARKDOWN, "*", id="from Markdown"),
        pytest.param("notes/2024-03-05.rst", RST, "-", id="from the same form"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lists(path: str, earlier: str, sign: str, end: str) -> None:
    text = carried({path: earlier}, EMPTY.replace("\n", end))
    lines = re.sub(r"^( *)\*", rf"\1{sign}", LINES, flags=re.MULTILINE)
    assert text == EMPTY.replace("============\n\n.. comment", f"============\n\n{lines}\n.. comment").replace(
        "\n", end
    )
    assert problems(text) == []


def test_into_markdown() -> None:
    text = carried({"notes/2024-03-05.rst": RST}, "# 2024-03-26\n\n## Action items\n", "notes/2024-03-26.md")
    assert (
        "- [ ] (Ada) mend the winch, see [the list](https://example.org/a)\n\n  - ask for `rope` and **tar**\n" in text
    )


def nested(text: str) -> list[int]:
    """How deep each list of a text is nested in others."""

    def depth(node: Node) -> int:
        return 0 if node.parent is None else isinstance(node.parent, bullet_list) + depth(node.parent)

    return [depth(each) for each in publish_doctree(text).findall(bullet_list)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", f"Action items\n============\n\n{LINES}", id="an empty note"),
        pytest.param(
            "A\n~~~\n\nB\n---\n\nwords",
            f"A\n~~~\n\nB\n---\n\nwords\n\nAction items\n------------\n\n{LINES}",
            id="no list",
        ),
        pytest.param(
            "Action items\n~~~~~~~~~~~~\n\n- [ ] (Dee) sweep\n\nEnd\n~~~\n",
            "Action items\n~~~~~~~~~~~~\n\n- [ ] (Dee) sweep\n"
            + re.sub("^[*]", "-", LINES, flags=re.MULTILINE)
            + "\nEnd\n~~~\n",
            id="a list with lines and another sign",
        ),
        pytest.param(
            "Action items\n~~~~~~~~~~~~\n\n* [ ] ...\n\nEnd\n~~~\n",
            f"Action items\n~~~~~~~~~~~~\n\n{LINES}\nEnd\n~~~\n",
            id="a placeholder gives way",
        ),
    ],
)
def test_where_they_go(text: str, expected: str) -> None:
    done = carried({"notes/2024-03-05.md": MARKDOWN}, text)
    assert (done, problems(done)) == (expected, [])
    assert nested(done)[-3:] == [0, 1, 2]


def test_numbers_and_ticks() -> None:
    tracker = Tracker(config=Config(), notes={"notes/2024-03-05.md": "# 2024-03-05\n\n## Action items\n\n* [ ] mow\n"})
    tracker.sync()
    first = carried({}, "Action items\n============\n", tracker=tracker)
    address = "https://github.com/harbour/notes/issues/1"
    assert first == f"Action items\n============\n\n* [ ] mow `#1 <{address}>`__\n"
    assert number_at_end(as_markdown(first).splitlines()[-1]) == 1
    plain = "Action items\n============\n\n* [ ] mow  \n"
    assert carried({}, plain, tracker=tracker) == first.replace("__\n", "__  \n")
    tracker.change(1, open=False, state_reason="completed")
    assert carried({}, first, tracker=tracker) == first.replace("[ ]", "[x]")


def test_a_literal_block_stays_with_its_bullet() -> None:
    text = "Action items\n============\n\n* [ ] (Dee) run::\n\n      make all\n\nEnd\n===\n"
    earlier = "# 2024-03-05\n\n## Action items\n\n* [ ] (Dee) run\n* [ ] (Ada) mow\n"
    assert carried({"notes/2024-03-05.md": earlier}, text) == text.replace("all\n", "all\n\n* [ ] (Ada) mow\n")


def test_code_stays_in_its_bullet() -> None:
    listed = "* [ ] (Ada) run\n  * as said\n\n  ```\n  make\n    all\n  ```\n"
    done = carried({"notes/2024-03-05.md": f"# 2024-03-05\n\n## Action items\n\n{listed}"}, "")
    code = "* [ ] (Ada) run\n\n  * as said\n\n  ::\n\n      make\n        all\n"
    assert done == f"Action items\n============\n\n{code}"


ROLLING = """\
2024-03-05
==========

.. image:: harbour.png

Talk about `the page <https://example.org/>`_::

    make all

Action items
------------

* [ ] (Ada) mend the winch
* [ ] (Bea) paint the wall
"""
"""A part of a file with many meetings. Its first lines are shown as empty or in another form."""


@pytest.mark.parametrize(
    ("before", "heading", "after"),
    [
        pytest.param("2024-03-26\n==========\n\nAction items\n------------\n", "", f"\n{ROLLING}", id="newest first"),
        pytest.param(f"{ROLLING}\n2024-03-26\n==========\n\nAction items\n------------\n", "", "", id="newest last"),
        pytest.param("2024-03-26\n==========\n", "\nAction items\n------------\n", f"\n{ROLLING}", id="no heading"),
    ],
)
def test_into_a_file_with_many_meetings(before: str, heading: str, after: str) -> None:
    """All other lines stay byte for byte."""
    path, text = "minutes.rst", before + after
    tracker = Tracker(notes={path: text}, config=Config(notes=(path,)))
    done = carry(tracker.snapshot(), NoteFile(path, text))
    lines = "* [ ] (Ada) mend the winch\n* [ ] (Bea) paint the wall\n"
    assert done.text == f"{before}{heading}\n{lines}{after}"
    assert done.block.strip() == f"Action items\n------------\n\n{lines}".strip()
    assert carry(tracker.snapshot(), NoteFile(path, done.text)).text == done.text


def test_what_cannot_be_read_stays() -> None:
    tracker = Tracker(notes={"notes/2024-03-05.md": MARKDOWN})
    text = "Action items\n============\n" + "\n" * LARGEST
    done = carry(tracker.snapshot(), NoteFile(NEXT, text))
    assert (done.text, done.summary) == (text, UNREAD)


bullets = st.builds(
    lambda box, words, below: f"* {box}{words}\n" + "".join(f"    {row}\n" for row in below),
    st.sampled_from(["[ ] ", "[ ] ", "[x] ", ""]),
    st.sampled_from(
        ["mow", "order rope for `the` crane", "see [it](https://e.org/x_y)", "(Ada) oil name_", "ask *Bea*"]
    ),
    st.lists(st.sampled_from(["* [ ] ask", "* a remark", "  wrapped words", "\t- deeper", "1. one"]), max_size=3),
)
earlier_notes = st.lists(st.one_of(bullets, st.sampled_from(["\n", "**Topic**\n"])), max_size=5).map("".join)
parts = st.sampled_from(
    [
        *(
            "Talk\n====\n\n",
            "words\n\n",
            "Action items\n============\n\n",
            "* [ ] mow\n",
            "* [ ] ...\n\n",
            "::\n\n  code\n\n",
        ),
        *(
            ".. comment\n   more\n\n",
            "* a\n\n  * [ ] ask\n\n",
            "More\n----\n\n",
            "\n",
            "**Topic**\n\n",
            "* [x] mow `#3 <x>`__\n\n",
        ),
        *(".. note::\n\n   * [ ] order rope\n\n", "======\nAction\n======\n\n", "+---+\n| a |\n+---+\n\n"),
    ]
)
targets = st.lists(parts, max_size=7).map("".join)


@examples(60)
@given(earlier_notes, targets, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_twice_is_once_and_each_byte_stays(earlier: str, target: str, end: str, form: bool) -> None:
    text = target.replace("\n", end)
    past = f"# 2024-03-05\n\n## Action items\n\n{earlier}"
    notes = {"notes/2024-03-05.md": past}
    if form:
        # The outcome of carrying into an empty note is a note in this form.
        notes = {"notes/2024-03-05.rst": carried({"notes/2024-02-20.md": past}, "", "notes/2024-03-05.rst")}
    done = carried(notes, text)
    left = iter(done.split(end))
    # Placeholders give way.
    kept = [row for row in text.removesuffix(end).split(end) if text and row != "* [ ] ..."]
    assert [row for row in kept if row not in left] == []
    if done != text:
        assert len(problems(done)) <= len(problems(text))
