"""Lines that others seem to say: the lists are filled and looked at again, and what is never said is named."""

import pytest

from bot.core.carry.existing import lines_there, with_states
from bot.core.carry.filling import Filling, Outcome
from bot.core.carry.history import past_of
from bot.core.carry.layout import dialect
from bot.core.carry.lost import Lost
from bot.core.carry.outline import outline
from bot.core.carry.placed import next_meeting
from bot.core.carry.selection import Departures
from bot.core.carry.summary import CarrySummary, summary
from bot.core.model.notes import NoteFile
from tests.core.carry.test_properties import BY_ITS_PLACE, scene

TARGET = "## TODOs\n\n* [ ] paint the wall\n* [ ] paint the wall\n* [ ]\nsome words\n* [ ] mow\n"
"""Two of its lines are taken for items by their place alone, until the items' own lines come beside them."""


def filled(past: list[str], target: str, looks: int) -> Outcome:
    """What filling comes to after so many looks."""
    snapshot = scene(past, ()).snapshot()
    assert snapshot.config is not None
    place = next_meeting(NoteFile("notes/2024-03-26.md", target), snapshot.notes, snapshot.config)
    history = past_of(snapshot, place, None)
    assert history is not None
    spoken = dialect(outline(target), history.outline, snapshot.config.headings)
    lost = Lost(history, place.meeting.date)
    departures = Departures(history, place.file, lost, rotating=spoken.rotating).all(())
    lines = lines_there(history, place)
    stated = with_states(history, place.file.text, lines)
    return Filling(history, place, spoken, departures).done(stated, lines, looks)


def test_what_the_last_look_leaves_unsaid_is_known() -> None:
    assert filled(BY_ITS_PLACE, TARGET, looks=1).unsaid
    assert not filled(BY_ITS_PLACE, TARGET, looks=3).unsaid


@pytest.mark.parametrize(
    ("added", "headline"),
    [
        pytest.param(0, "Nothing was added from `a.md`.", id="nothing came"),
        pytest.param(2, "Carried 2 lines from `a.md`.", id="others came"),
    ],
)
def test_what_is_unsaid_is_named_with_the_way_out(added: int, headline: str) -> None:
    told = CarrySummary(source="a.md", added=added, unsaid=("“mow”",))
    assert (
        summary(told)
        == f"{headline}\n\n**Not added, because other lines seemed to say them: copy them by hand**\n\n- “mow”"
    )
