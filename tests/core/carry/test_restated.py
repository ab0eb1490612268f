"""Lists that go through old work without boxes: what they say again goes on from there, with its number, and once."""

import pytest

from bot.core.carry.ages import STILL_TITLE
from bot.core.carry.next_note import carry
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from tests.support.tracker import Tracker

WALL = "* Ada: paint the harbour wall in green\n"
ROPE = "* Bea: order the rope for the spring\n"
FERRY = "* Cyd: sell the old ferry\n"
DAYS = ("2024-02-06", "2024-02-20", "2024-03-05", "2024-03-19")


def note(review: str = "", actions: str = "") -> str:
    """Minutes that go through old actions first and list new ones at their end."""
    return f"# Meeting\n\n## Actions review\n\n{review}\n## Talk\n\n* the tide\n\n## Actions\n\n{actions}"


def met(*notes: str) -> Tracker:
    """A tracker that has seen these notes: 1 is the wall, 2 the rope, 3 the ferry."""
    tracker = Tracker(config=Config(without_box="all", numbers="plain"))
    for day, text in zip(DAYS, notes, strict=False):
        tracker.notes[f"notes/{day}.md"] = text
        tracker.sync()
    return tracker


def carried(tracker: Tracker) -> str:
    """The next note. A second run changes nothing, and its sync neither."""
    path = "notes/2024-04-02.md"
    done = carry(tracker.snapshot(), NoteFile(path, note()))
    assert carry(tracker.snapshot(), NoteFile(path, done.text)).text == done.text
    tracker.notes[path] = done.text
    assert tracker.plan().changes == ()
    return done.text


FIRST = note(actions=WALL + ROPE)


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        pytest.param((FIRST,), note(f"{WALL[:-1]} #1\n{ROPE[:-1]} #2\n"), id="new actions go to the review"),
        pytest.param(
            (FIRST, note(WALL.replace(":", " to") + ROPE, FERRY)),
            note(f"{WALL.replace(':', ' to')[:-1]} #1\n{ROPE[:-1]} #2\n{FERRY[:-1]} #3\n"),
            id="reviewed ones go on in their new words",
        ),
        pytest.param(
            (FIRST, note(WALL + ROPE, FERRY), note(ROPE + FERRY)),
            note(f"{ROPE[:-1]} #2\n{FERRY[:-1]} #3\n\n**{STILL_TITLE}**\n\n{WALL[:-1]} #1\n"),
            id="what a review leaves out comes along once",
        ),
        pytest.param(
            (FIRST, note(WALL + ROPE, FERRY), note(ROPE + FERRY), note(ROPE + FERRY)),
            note(f"{ROPE[:-1]} #2\n{FERRY[:-1]} #3\n"),
            id="and stays out where people leave it out again",
        ),
        pytest.param(
            (FIRST, note(f"{WALL[:-1]} (done)\n{ROPE}", FERRY)),
            note(f"{ROPE[:-1]} #2\n{FERRY[:-1]} #3\n"),
            id="what a review says is done does not go on",
        ),
        pytest.param(
            (FIRST, note(f"* the wall, in blue #1\n{ROPE}", FERRY)),
            note(f"* the wall, in blue #1\n{ROPE[:-1]} #2\n{FERRY[:-1]} #3\n"),
            id="the number leads over the words",
        ),
    ],
)
def test_what_reviews_say_again(notes: tuple[str, ...], expected: str) -> None:
    assert carried(met(*notes)) == expected
