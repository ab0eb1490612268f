"""What writers vary without meaning anything by it changes nothing of what is read."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from bot.core.model.notes import Line
from bot.core.notes.parse import read
from tests.support.paths import CORPUS, SEED, need

OWN = """# 2021-03-04 garden club

## Attendees

* Ann Example (AE)
* Bob Sample (BS)

## Agenda

### Your agenda items

* [x] (AE) greenhouse
    * the roof leaks
    * [ ] (BS) mend the roof
    * TODO:
        * [ ] buy seeds
* [ ] (BS) summer party

## Check in on previous action items

### This meeting
* [ ] (AE) order manure
* [x] (AE, BS) paint the fence
    * [ ] buy paint
* [ ] Bob to call the mayor
* ( ) [ ] dig the pond

### 2 meetings ago
**Shed**
* [ ] (???) fix the door


* [ ] (Zoë / BS) sell the old mower

### Move to Issue Tracker
* [ ] Ann B. will write to the neighbours
  about the hedge
* [~] (AE) keep bees
"""

CONDA_FORGE = ("2019-09-04", "2020-05-27", "2020-08-26", "2020-11-18", "2022-11-16")
OTHERS = (
    "ipfs+team-mgmt/meeting-notes/2016/Q3/2016-08-08--newsletter.md",
    "nodejs+build/doc/meetings/build-wg-meeting-2015-09-29.md",
    "numpy+archive/community_meetings/2022/community-2022-08-03.md",
)
FILES = (SEED, *(CORPUS / "conda-forge" / f"{day}.md" for day in CONDA_FORGE if day not in SEED.name))
FILES += tuple(CORPUS / path for path in OTHERS)

Change = Callable[[str], str]


def each_line(pattern: str, by: str) -> Change:
    return lambda text: re.sub(pattern, by, text, flags=re.MULTILINE)


def indented(unit: str) -> Change:
    """Bullets that stand at four blanks a level, at `unit` a level."""
    return lambda text: re.sub(
        r"^((?: {4})+)(?=[*+-] )", lambda found: unit * (len(found[1]) // 4), text, flags=re.MULTILINE
    )


BULLET = r"^(\s*)[*+-](?=\s)"
CHANGES = {
    "nothing": lambda text: text,
    "dashes": each_line(BULLET, r"\1-"),
    "stars": each_line(BULLET, r"\1*"),
    "pluses": each_line(BULLET, r"\1+"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "byte order mark": lambda text: "\ufeff" + text,
    "blanks at the ends of lines": each_line(r"(\S)$", r"\1  "),
    "headings one level down": each_line(r"^(#{1,5})(?=\s)", r"#\1"),
    "headings one level up": each_line(r"^#(?=#+\s)", ""),
    "closed headings": each_line(r"^(#{1,6}) (.*\S)[ \t]*$", r"\1 \2 \1"),
    "headings with a colon": each_line(r"^(#{2,6} .*\w)$", r"\1:"),
    "headings in capitals": lambda text: re.sub(
        r"^#{2,6} [^\[\n]*$", lambda found: found[0].upper(), text, flags=re.MULTILINE
    ),
    "no-break space behind the box": lambda text: re.sub(r"\[([ xX~])\] ", "[\\1]\u00a0", text),
    "capital tick": lambda text: text.replace("[x] ", "[X] "),
    "tick with a blank": lambda text: text.replace("[x] ", "[ x] "),
    "colon behind the tag": each_line(r"^(\s*[*+-] \[.\] \([A-Z]{1,3}\)) ", r"\1: "),
    "bold tag": each_line(r"^(\s*[*+-] \[.\] )(\([A-Z]{1,3}\)) ", r"\1**\2** "),
    "square tag": each_line(r"^(\s*[*+-] \[.\] )\(([A-Z]{2,3})\) ", r"\1[\2] "),
    "indent 2": indented("  "),
    "indent 3": indented("   "),
    "tabs": indented("\t"),
}


def facts(line: Line) -> tuple[object, ...]:
    """What a change of form must not change."""
    return (line.number, line.kind, line.state, line.text, line.owners, line.placeholder, line.topic)


@cache
def reading(text: str) -> list[tuple[object, ...]]:
    return [facts(line) for line in read("2021-03-04.md", text).lines if line.checkbox]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("path", [None, *FILES], ids=lambda path: path.stem if path else "own")
def test_form_changes_nothing(path: Path | None, change: Change) -> None:
    if path:
        need(path)
    text = path.read_text(encoding="utf-8") if path else OWN
    assert reading(change(text)) == reading(text)


def test_the_own_note_is_read_in_full() -> None:
    lines = [line for line in read("2021-03-04.md", OWN).lines if line.kind != "agenda"]
    assert [(line.text, line.owners, line.open, str(line.kind)) for line in lines] == [
        ("mend the roof", ("BS",), True, "action"),
        ("buy seeds", (), True, "action"),
        ("order manure", ("AE",), True, "action"),
        ("paint the fence", ("AE", "BS"), False, "action"),
        ("buy paint", (), True, "action"),
        ("Bob to call the mayor", ("Bob",), True, "action"),
        ("dig the pond", (), True, "action"),
        ("fix the door", (), True, "action"),
        ("sell the old mower", ("Zoë", "BS"), True, "action"),
        ("Ann B. will write to the neighbours", ("Ann B.",), True, "move-to-tracker"),
        ("keep bees", ("AE",), False, "move-to-tracker"),
    ]


WITHOUT_NUMBERS = {
    "sections the other way round": lambda text: "".join(
        [text.split("\n## ")[0], *(f"\n## {part}\n" for part in reversed(text.split("\n## ")[1:]))]
    ),
    "bold lines for headings": each_line(r"^#{3} (.*)$", r"**\1**"),
    "numbered": each_line(r"^[*+-](?= )", "1."),
    "a blank line below each heading": each_line(r"^(#+ .*)$", r"\1\n"),
}


@pytest.mark.parametrize("change", WITHOUT_NUMBERS.values(), ids=WITHOUT_NUMBERS.keys())
def test_order_and_kind_of_headings_change_nothing(change: Change) -> None:
    assert sorted(map(str, (row[1:] for row in reading(change(OWN))))) == sorted(
        map(str, (row[1:] for row in reading(OWN)))
    )


@pytest.mark.parametrize(
    "form", ["**Action items**", "__Action items__:", "Action items:", "Action items\n---", "###### TODOs"]
)
def test_other_words_for_the_list(form: str) -> None:
    """Without the bold topic in it: below a bold line the next bold line is another section."""
    own = OWN.replace("**Shed**\n", "")
    text = own.replace("## Check in on previous action items\n\n### This meeting", form).replace(
        "### 2 meetings ago\n", ""
    )
    assert [row[1:] for row in reading(text)] == [row[1:] for row in reading(own)]


def test_a_bold_line_ends_what_a_bold_line_began() -> None:
    text = "**Action items**\n* [ ] (AB) mow\n\n**Next meeting**\n* [ ] who brings cake\n"
    assert [row[1] for row in reading(text)] == ["action", "agenda"]


NEW_NAMES = {
    "AE": "QZ",
    "BS": "IF",
    "Bob": "Søren",
    "Ann": "Olga",
    "Zoë": "łukasz-k",
    "Example": "Ó Brien",
    "Sample": "Nguyễn",
}


def renamed(text: str) -> str:
    return re.sub(rf"\b({'|'.join(NEW_NAMES)})\b", lambda found: NEW_NAMES[found[0]], text)


def test_other_names_change_only_the_names() -> None:
    before, after = read("2021-03-04.md", OWN), read("2021-03-04.md", renamed(OWN))
    assert [line.kind for line in after.lines] == [line.kind for line in before.lines]
    assert [line.owners for line in after.lines] == [tuple(map(renamed, line.owners)) for line in before.lines]
