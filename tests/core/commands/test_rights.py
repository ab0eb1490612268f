"""What an assignee without triage may do, and what a role below write leads to."""

import pytest

from bot.core.commands import Role, UserError
from bot.core.config.schema import Config, Person
from tests.support.tracker import Tracker

LINE = "* [ ] ({owner}) paint the harbour wall green"
BLOCK = "# 2024-03-05\n\n## Attendees\n\n- Ada Long (@ada)\n\n## Action items\n\n"


@pytest.fixture
def tracker() -> Tracker:
    """An issue that Duly assigned to `ada`, whom only the note names."""
    made = Tracker()
    made.write("2024-03-05", LINE.format(owner="@ada"))
    made.sync()
    assert made.issues[1].assignees == ("ada",)
    return made


def test_an_assignee_whom_only_a_note_names_may_not_close(tracker: Tracker) -> None:
    with pytest.raises(UserError, match="only a name in the notes assigned you"):
        tracker.say("/done", by="ada", role=Role.READ)
    assert tracker.issues[1].open


def by_a_person(tracker: Tracker) -> str:
    tracker.change(1, assignees=("ada", "bea"))
    return "bea"


def in_people(tracker: Tracker) -> str:
    tracker.config = Config(people={"Ada": (Person("ada"),)})
    return "ada"


def in_the_block(tracker: Tracker) -> str:
    tracker.notes["notes/2024-03-05.md"] = BLOCK + LINE.format(owner="@ada") + "\n"
    return "ada"


@pytest.mark.parametrize("known", [by_a_person, in_people, in_the_block])
def test_an_assignee_who_is_known_may_close(tracker: Tracker, known: object) -> None:
    assert callable(known)
    tracker.say("/done", by=known(tracker), role=Role.READ)
    assert not tracker.issues[1].open


def test_an_assignee_may_remove_only_themselves(tracker: Tracker) -> None:
    tracker.change(1, assignees=("ada", "bea"))
    with pytest.raises(UserError, match="only yourself"):
        tracker.say("/unassign @bea", by="ada", role=Role.READ)
    tracker.say("/unassign", by="ada", role=Role.READ)
    assert tracker.issues[1].assignees == ("bea",)


@pytest.mark.parametrize(("role", "how"), [(Role.WRITE, "commit"), (Role.TRIAGE, "paste")])
def test_a_commit_of_carry_needs_write(tracker: Tracker, role: Role, how: str) -> None:
    options = tracker.say("/carry commit", role=role, pull=True).carry
    assert options is not None
    assert options.how == how
