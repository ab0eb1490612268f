"""Carrying judged against what people really did between two notes: every difference is listed, with whose slip it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

from bot.core.carry.ages import bucket
from bot.core.carry.next_note import carry
from bot.core.carry.outline import outline
from bot.core.config.schema import Config
from bot.core.items import lineage
from bot.core.items.meeting import MeetingDay, course_of
from bot.core.items.series.notes import meetings, read_notes
from bot.core.model.issues import Head
from bot.core.model.notes import Item, Line, NoteFile, State
from bot.core.model.snapshot import Snapshot
from bot.core.notes import parse
from tests.support.paths import CORPUS, need

CONFIG = Config()


@dataclass(frozen=True, slots=True)
class Pair:
    """A note of the corpus with all notes before it."""

    before: tuple[NoteFile, ...]
    note: NoteFile

    @property
    def day(self) -> str:
        return self.note.path.removeprefix("notes/").removesuffix(".md")


def pairs() -> Iterator[Pair]:
    paths = sorted((CORPUS / "conda-forge").glob("20*.md"))
    files = [NoteFile(f"notes/{path.name}", path.read_bytes().decode()) for path in paths]
    for count in range(1, len(files)):
        yield Pair(tuple(files[:count]), files[count])


def snapshot(notes: Sequence[NoteFile]) -> Snapshot:
    head = Head("harbour/notes", "main", "HEAD", "https://github.com/harbour/notes")
    return Snapshot(head=head, config=CONFIG, notes=tuple(notes), issues=(), writer="duly[bot]")


def emptied(text: str) -> str:
    """A note as its template was: the lists without what stands in them."""
    source = outline(text)
    lines = list(source.lines)
    for slot in (slot for slot in source.slots if slot.bullets and not slot.topics):
        leads = {lead for bullet in slot.bullets for lead in bullet.leads}
        for number in range(slot.body, slot.end + 1):
            if number >= slot.bullets[0].first or lines[number - 1].strip() in leads:
                lines[number - 1] = ""
    return "".join(lines)


def listed(text: str, pair: Pair, course: Sequence[MeetingDay]) -> dict[str, tuple[Item, list[Line]]]:
    """Id → each item that the lists of a note have, with its lines there."""
    note = parse.read(pair.note.path, text, CONFIG)
    items = lineage.trace("", (*course, *course_of([note])), set())
    found = {
        item.id: (item, [line for line in item.lines if line.note_date == note.date and line.listed]) for item in items
    }
    return {name: (item, lines) for name, (item, lines) in found.items() if lines}


def difference(ours: list[Line], theirs: list[Line], before: Item | None) -> str:
    """In a word or two; empty where people did as Duly does."""
    if not theirs:
        return "lost"
    if not ours:
        return "ticked, and kept" if before and before.state is not State.OPEN else "back"
    ages = [sorted({bucket(line.headings[-1]) or 0 for line in lines}) for lines in (ours, theirs)]
    if ages[0] != ages[1]:
        return f"{ages[0][0]} or {ages[1][0]}"
    return "twice" if len(theirs) > len(ours) else ""


def differences(pair: Pair) -> Iterator[tuple[str, str]]:
    """(difference or "", id) of every item that one of the two carries over from the notes before."""
    course = meetings(read_notes(pair.before, CONFIG), CONFIG)["notes"]
    known = {item.id: item for item in lineage.trace("", course, set())}
    text = carry(snapshot(pair.before), replace(pair.note, text=emptied(pair.note.text))).text
    ours, theirs = listed(text, pair, course), listed(pair.note.text, pair, course)
    for name in sorted(ours.keys() | (theirs.keys() & known.keys())):
        lines = [found.get(name, (None, []))[1] for found in (ours, theirs)]
        yield difference(lines[0], lines[1], known.get(name)), name.removeprefix("1-")


# Whose slip a difference is. What Duly does where people and it differ stands in the difference itself: "2 or 1" is an item
# that it puts below "2 meetings ago" and they left below "Last meeting"; 1000 is the list for the issue tracker.

LOST = "lost without a tick: theirs"
AGENDA = "a box of the agenda that nobody took into the list: theirs"
KEPT = "ticked, and copied all the same: theirs"
LAZY = "the list was not rotated: theirs"
HASTY = "a step was skipped, after a note that was not rotated: theirs"
GAP = "meetings between the two have no note here, so nobody can tell"
FOURTH = "a fourth list beside the tracker's: `graduate_after: 4` would keep it"
TWICE = "two lines of one item, both copied: theirs"
OLDER = "one item in two wordings below two meetings: Duly counts from the older place, they from the newer"

JUDGED = """
2019-07-24 | lost             | LOST   | 1d12a814632a
2019-09-04 | lost             | AGENDA | 88a9949930b6
2019-09-18 | lost             | LOST   | 2de9fb6aae2f 33ce50cf3fcb 78c3d1f4e9e1 d27ecbb87e2a
2019-10-02 | lost             | LOST   | cf69d9c4dcd4
2019-11-12 | ticked, and kept | KEPT   | 1c9a8c31ca17 3a42b819dcb4
2020-01-08 | lost             | GAP    | 2d1bc2ae12d7 bcb045cc93bc
2020-01-22 | 2 or 1           | LAZY   | 44a7ae2a5101 950f97f531e5 c56d023e2659 e6e829a47d2d fbc97002ac18
2020-01-22 | 1000 or 4        | FOURTH | 4a491185799a e5c68b2ddca8
2020-02-05 | lost             | LOST   | 4a491185799a 950f97f531e5 e5c68b2ddca8
2020-04-15 | 2 or 1000        | GAP    | 2f29686a9a12 da5fcf2b55c2 f01c0ad3de59
2020-04-15 | 3 or 1000        | GAP    | 44a7ae2a5101 c56d023e2659 e6e829a47d2d
2020-04-15 | 1 or 1000        | GAP    | 635cf7da7225 86c5d461f61b 9db1ec82c254
2020-04-15 | lost             | GAP    | d65c5ecad4a6
2020-04-15 | back             | AGENDA | fa11043eea92
2020-04-29 | 2 or 1           | LAZY   | 0da225be6b9d 13c6f9bf7437 402125264edd be114f19c95c ca4c698eadcc
2020-04-29 | lost             | LOST   | 3ed031a0148e 8da42a28433e 930a2c2869ae 9903a2b62548 dd1f20557c6d
2020-04-29 | ticked, and kept | KEPT   | cde5aecafd02
2020-05-13 | ticked, and kept | KEPT   | cde5aecafd02
2020-05-27 | lost             | AGENDA | 77fbe0c71cce
2020-06-22 | lost             | LOST   | 13c6f9bf7437 ca4c698eadcc
2020-07-01 | 2 or 1           | LAZY   | 367bac998ebd 4d296e1262a2 59163d1023b2 7b58e2778ec2 86d4dfa7e905 c43d686ce060
2020-07-01 | 2 or 1           | LAZY   | e0218eca094a e2f15cfcd6d9
2020-07-01 | 3 or 2           | LAZY   | b01288ee0438
2020-07-08 | 2 or 3           | HASTY  | 4d296e1262a2 59163d1023b2 7b58e2778ec2 86d4dfa7e905 e0218eca094a
2020-07-08 | 3 or 1000        | HASTY  | b01288ee0438
2020-07-08 | lost             | LOST   | c43d686ce060 e2f15cfcd6d9
2020-07-15 | 1 or 2           | HASTY  | 13758b05e761 540ff5589d4e a786c803f79c c8af77172f68
2020-07-15 | 1000 or 2        | OLDER  | b8bedeb77057
2020-08-19 | 1 or 2           | GAP    | 1b6f72ad26f7 fd64af297ccd
2020-08-26 | 1000 or 3        | LAZY   | 13758b05e761 a786c803f79c b8bedeb77057 c8af77172f68
2020-08-26 | 3 or 2           | LAZY   | 1b6f72ad26f7 fd64af297ccd
2020-08-26 | lost             | AGENDA | 1ec6f34f30c2
2020-08-26 | ticked, and kept | KEPT   | 540ff5589d4e
2020-09-02 | twice            | TWICE  | 48a7324b326d
2020-09-09 | twice            | TWICE  | 48a7324b326d
2020-09-09 | lost             | LOST   | 5c2e5a6e496c
2020-09-16 | 2 or 1           | LAZY   | 049484e4b030 2d11c8130013 8fdcf995f0d4
2020-09-16 | twice            | TWICE  | 48a7324b326d
2020-09-16 | lost             | LOST   | 7b58e2778ec2
2020-09-16 | ticked, and kept | KEPT   | da32e7558806
2020-10-21 | ticked, and kept | KEPT   | 0dc01917cbac da32e7558806
2020-10-21 | 1 or 1000        | GAP    | 2fe8b891ab3e
2020-11-18 | 1 or 1000        | GAP    | 0360e68bb1d1 7659b7baa451 aae17e125a1c cf115609d671
2020-11-18 | ticked, and kept | KEPT   | 0dc01917cbac 0e64e0c621b0 2fe8b891ab3e da32e7558806
2020-11-18 | 2 or 1000        | GAP    | 50fe387015ee
2022-04-06 | lost             | GAP    | 3ccdde339f7b 4235523180c5 953442de8dee a3bbc1f82021 c3ff4a051167
2022-08-10 | lost             | AGENDA | 75997c7563c7
2022-08-10 | ticked, and kept | KEPT   | ffafd10fe2c3
2022-11-16 | ticked, and kept | KEPT   | ffafd10fe2c3
"""
DELETED = {"2022-08-24": 59, "2022-11-30": 64, "2023-01-11": 60}
"""Notes whose list people deleted as a whole, and how many items Duly would have gone on with: as long as the list is fresh.
The first one came back by itself two notes later."""


def judged() -> dict[str, dict[str, set[str]]]:
    """Date → difference → ids."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in JUDGED.strip().splitlines():
        day, what, verdict, ids = (cell.strip() for cell in row.split("|"))
        assert verdict in globals(), verdict
        found[day][what] |= set(ids.split())
    return found


@pytest.mark.slow
def test_every_difference_is_judged() -> None:
    need(CORPUS)
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    same, deleted = 0, {}
    for pair in pairs():
        for what, name in differences(pair):
            same += not what
            if what:
                found[pair.day][what].add(name)
        if not listed(pair.note.text, pair, ()) and found[pair.day]["lost"]:
            deleted[pair.day] = len(found.pop(pair.day)["lost"])
    assert {day: dict(kinds) for day, kinds in found.items() if any(kinds.values())} == judged()
    assert deleted == DELETED
    assert same >= 533


@pytest.mark.sampled(3)
@pytest.mark.parametrize("form", ["empty", "template", "as it is"])
def test_a_second_run_changes_no_byte(form: str) -> None:
    need(CORPUS)
    # All of them for the form that is met most.
    for pair in list(pairs())[:: 1 if form == "template" else 3]:
        text = {"empty": "", "template": emptied(pair.note.text), "as it is": pair.note.text}[form]
        once = carry(snapshot(pair.before), replace(pair.note, text=text)).text
        assert carry(snapshot(pair.before), replace(pair.note, text=once)).text == once, pair.day


@pytest.mark.slow
def test_no_line_of_the_next_note_is_lost() -> None:
    need(CORPUS)
    for pair in pairs():
        text = carry(snapshot(pair.before), pair.note).text
        before, after = (outline(each) for each in (pair.note.text, text))
        left = iter(after.lines)
        empty = {bullet.first for slot in before.slots for bullet in slot.bullets if bullet.empty}
        lost = [line for number, line in enumerate(before.lines, 1) if number not in empty and line not in left]
        assert lost == [], pair.day
