"""Lists of what is planned until a time: they are work where they say what is to be done, and topics elsewhere."""

import pytest

from bot.core.config.schema import Config
from bot.core.model.reasons import Why
from bot.core.notes.parse import read

DEEDS = [
    pytest.param("## Plan for next week\n- Mow the lawn\n- Write to the miller\n- Clean the wheel", id="a plan"),
    pytest.param("Plan for next week\n* Write to the miller\n* Clean the wheel\n* Mow the lawn", id="a bare line"),
    pytest.param("**Goals for next meeting:**\n- Write to the miller\n- Clean the wheel\n- Ann: mow", id="a bold line"),
    pytest.param("Before next meeting:\n- Read the book\n- Clean the wheel", id="until when"),
    pytest.param("--- before next meeting ---\n\n1. Read the book\n2. Clean the wheel", id="between dashes"),
    pytest.param("## Next week's goals\n- Read the book\n- Clean the wheel", id="whose goals"),
    pytest.param("## Goals for next meeting: May 18\n- Read the book\n- Clean the wheel", id="with a day"),
    pytest.param("- We talked\n- Next week plan:\n  - Do the accounts\n  - Clean the wheel", id="a bullet"),
    pytest.param("## Plans for the week\n- Finish the wheel\n- Set up the pump\n- The fence", id="most are deeds"),
]
TOPICS = [
    pytest.param("## Plan for next meeting\n- Talk by Ann\n- The budget", [Why.LOOSE] * 2, id="nouns"),
    pytest.param("## Plan for next week\n- Update from the chairs\n- Release of the book", [Why.LOOSE] * 2, id="named"),
    pytest.param("## Plan for next week\n- Clean the wheel\n- Rain\n- Storms", [Why.LOOSE] * 3, id="few are deeds"),
    pytest.param("## Plan for next week\n- Rain\n- Storms\n- Ann: mow", [Why.LOOSE] * 2 + [Why.LISTED], id="one owner"),
    pytest.param("## Actions\n### For next week\n- The wheel", [Why.LISTED], id="until when, below actions"),
    pytest.param("## Topics for next week\n- Clean the wheel\n- Mow the lawn", [], id="topics"),
    pytest.param("## Goals\n- Clean the wheel\n- Mow the lawn", [], id="without a time"),
    pytest.param("## Goals for this meeting\n- Clean the wheel\n- Mow the lawn", [], id="of the meeting itself"),
    pytest.param("## Next meeting\n- Clean the wheel\n- Mow the lawn", [], id="the next meeting"),
    pytest.param("## The release plan of next year\n- Clean the wheel\n- Mow the lawn", [], id="another time"),
]


def reasons(text: str) -> list[Why]:
    """Why each line of a note is work or not."""
    found = read("2024-05-15.md", f"# Mill\n\n{text}\n", Config(without_box="all")).lines
    return [line.why for line in found if not line.why.is_work or not line.only_shown]


@pytest.mark.parametrize("text", DEEDS)
def test_deeds_below_a_plan_are_work(text: str) -> None:
    found = reasons(text)
    assert len(found) > 1
    assert all(why.is_work for why in found)


@pytest.mark.parametrize(("text", "expected"), TOPICS)
def test_topics_below_a_plan_are_none(text: str, expected: list[Why]) -> None:
    assert reasons(text) == expected
