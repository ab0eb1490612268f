"""Carrying within a file of many meetings: from one dated part into the newest, and every other byte stays."""

from datetime import date

import pytest

from bot.core.carry.next_note import carry
from bot.core.carry.pull_request import newest
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from tests.support.tracker import Tracker

PATH = "notes.md"
HEAD = "# Harbour\n\nAda (@ada), Bea (@bea)\n\n"
NEW = "## 2024-03-19\n\n### Action items\n\n"
LAST = """## 2024-03-12

### Action items

* [ ] (Ada) paint the wall
    * two coats
* [x] (Bea) order the rope

"""
FIRST = "## 2024-03-05\n\n### Action items\n\n* [ ] (Ada) paint the wall\n* [ ] (Bea) order the rope\n\n"


def tracker(text: str) -> Tracker:
    made = Tracker(config=Config(numbers="plain"))
    made.notes[PATH] = text
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            [HEAD, NEW, LAST, FIRST],
            [HEAD, NEW + "* [ ] (Ada) paint the wall #1\n    * two coats\n\n", LAST, FIRST],
            id="newest first",
        ),
        pytest.param(
            [HEAD, FIRST, LAST, NEW],
            [HEAD, FIRST, LAST, NEW + "* [ ] (Ada) paint the wall #1\n    * two coats\n"],
            id="newest last",
        ),
        pytest.param(
            [HEAD, "## 2024-03-19\n\n", LAST],
            [HEAD, "## 2024-03-19\n\n### Action items\n\n* [ ] (Ada) paint the wall #1\n    * two coats\n\n", LAST],
            id="without a heading",
        ),
    ],
)
def test_into_the_newest_part(before: list[str], after: list[str]) -> None:
    made = tracker("".join(each for each in before if not each.startswith("## 2024-03-19")))
    made.sync()
    target = NoteFile(PATH, "".join(before))
    done = carry(made.snapshot(), target)
    assert done.text == "".join(after)
    assert carry(made.snapshot(), NoteFile(PATH, done.text)).text == done.text
    made.notes[PATH] = done.text
    assert made.plan().changes == ()


def test_bytes_of_other_parts_survive() -> None:
    text = "\ufeff" + (HEAD + NEW + LAST + FIRST).replace("\n", "\r\n") + "  trailing \t\r\n"
    done = carry(tracker(text).snapshot(), NoteFile(PATH, text))
    start, end = text.index("## 2024-03-12"), done.text.index("## 2024-03-12")
    assert done.text[end:] == text[start:]
    assert "\n" not in done.text.replace("\r\n", "")
    assert "paint the wall" in done.text[:end]


def test_a_date_to_carry_from() -> None:
    text = HEAD + NEW + LAST.replace("* [x] (Bea) order the rope\n", "") + FIRST
    done = carry(tracker(text).snapshot(), NoteFile(PATH, text), since=date(2024, 3, 5))
    assert "order the rope" in done.block


def test_into_a_file_beside_others() -> None:
    """A year's file may end where the next one begins."""
    made = Tracker(config=Config(numbers="plain"))
    made.notes["2023.md"] = (
        "# 2023\n\n## December 12\n\n### Action items\n\n* [ ] (Ada) paint the wall\n\n## December 5\n"
    )
    target = NoteFile("2024.md", "# 2024\n\n## January 9\n\n### Action items\n\n## January 2\n\nNothing.\n")
    assert "paint the wall" in carry(made.snapshot(), target).text


def test_what_vanished_from_the_newest_part_is_named() -> None:
    text = HEAD + NEW + "## 2024-03-12\n\n### Action items\n\n* [ ] (Bea) order the rope\n\n" + FIRST
    made = tracker(text)
    done = carry(made.snapshot(), NoteFile(PATH, text))
    assert [item.newest.number for item in done.vanished] == [text[: text.rindex("* [ ] (Ada)")].count("\n") + 1]


def test_a_pull_request_that_adds_a_part() -> None:
    files = [NoteFile(PATH, HEAD + NEW + LAST), NoteFile("2024-03-15.md", "")]
    found = newest(files, (), Config())
    assert found is files[0]
