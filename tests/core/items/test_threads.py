"""How a line finds the items that it may be in other words."""

import pytest

from bot.core.items.lineage import steps
from bot.core.items.meeting import meeting_day
from bot.core.items.threads import Known
from bot.core.notes.parse import read


@pytest.mark.parametrize(
    ("line", "found"),
    [
        pytest.param("order slates", set(), id="no word"),
        pytest.param("order planks for the hut", {0}, id="one word"),
        pytest.param("#329 ask Ann", {1}, id="the number in front"),
    ],
)
def test_only_items_that_share_a_word_are_near(line: str, found: set[int]) -> None:
    before = read(
        "2024-03-05.md", "## Actions\n\n* [ ] paint the hut\n* [ ] #329 mow the lawn\n* [ ] #331 mend a boat\n"
    )
    after = read("2024-03-19.md", f"## Actions\n\n* [ ] {line}\n* [ ] #347 wash a sail\n")
    known = Known()
    days = [meeting_day(note.date, [note]) for note in (before, after) if note.date]
    list(steps(days[:1], known))
    group = next(steps(days[1:], known)).groups[0]
    assert known.near(group) == found
