"""What stands above the first dated heading of a file: of which meeting it is."""

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.notes import NoteFile

FIRST, LAST = "2024-05-01", "2024-05-15"
UP = f"## {FIRST}\n- a\n\n## {LAST}\n- b\n"
DOWN = f"## {LAST}\n- b\n\n## {FIRST}\n- a\n"

ABOVE = [
    ("like a meeting, oldest first", "# Mill\n\n## Week 1\n\nTo do:\n- roof\n\n", UP, FIRST),
    ("right at the top, oldest first", "## Week 1\n\nTo do:\n- roof\n\n", UP, FIRST),
    ("like a meeting, newest first", "## Next\n\nTo do:\n- roof\n\n", DOWN, LAST),
    ("a list of work", "## Action items\n\n- roof\n\n", UP, LAST),
    ("topics", "## Agenda\n\n- roof\n\n", UP, LAST),
    ("of an outer level", "# Week 1\n\n- roof\n\n", UP, LAST),
    ("no heading", "- roof\n\n", UP, LAST),
]


@pytest.mark.parametrize(("above", "meetings", "day"), [row[1:] for row in ABOVE], ids=[row[0] for row in ABOVE])
def test_what_stands_above_the_meetings(above: str, meetings: str, day: str) -> None:
    found = meetings_by_series((NoteFile("notes.md", above + meetings),), Config())
    shared = [each for some in found.values() for each in some if each.shared]
    assert [str(each.date) for each in shared] == [day]
