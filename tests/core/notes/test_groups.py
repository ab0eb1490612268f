"""Bullets of an action list that only name the part of the work below them."""

import pytest

from bot.core.config.schema import Config
from bot.core.issues.titles import title
from bot.core.model.notes import Item
from bot.core.notes.parse import read


@pytest.mark.parametrize(
    ("bullets", "expected"),
    [
        pytest.param(
            "* Website\n  * paint it\n* Docs\n  * bind them\n  * sell them",
            ["Website: paint it", "Docs: bind them", "Docs: sell them"],
            id="each one word with bullets below it",
        ),
        pytest.param("* 前端\n  * 画墙\n* 后端\n  * 刷墙", ["前端: 画墙", "后端: 刷墙"], id="in Chinese"),
        pytest.param("* Website\n  * paint it\n* Docs", ["Website", "Docs"], id="one has nothing below it"),
        pytest.param("* Website\n  * it is grey", ["Website"], id="a single one"),
        pytest.param(
            "1. **Website and map:**\n   - paint them\n2. **Old docs**:\n   - bind them",
            ["Website and map: paint them", "Old docs: bind them"],
            id="each bold with a colon",
        ),
        pytest.param(
            "1. **Paint the website**\n   - it is grey\n2. **Sell docs**\n   - they are old",
            ["Paint the website", "Sell docs"],
            id="bold without a colon",
        ),
        pytest.param(
            "* Paint the garden house:\n  * The doors: Ann\n  * The high roof - Bob\n  * Windows: all\n  * inside",
            [
                "Paint the garden house: The doors",
                "Paint the garden house: The high roof",
                "Paint the garden house: Windows: all",
                "Paint the garden house: inside",
            ],
            id="most below it name who does it",
        ),
        pytest.param(
            "* Paint the garden house:\n  * colour: green\n  * ask: Ann\n  * it is grey",
            ["Paint the garden house"],
            id="few below it do",
        ),
        pytest.param(
            "* Paint wall\n  * it is grey\n* Sell docs\n  * they are old", ["Paint wall", "Sell docs"], id="two words"
        ),
        pytest.param(
            "* [ ] Website\n  * it is grey\n* [ ] Docs\n  * they are old", ["Website", "Docs"], id="with boxes"
        ),
    ],
)
def test_names_of_parts_are_topics(bullets: str, expected: list[str]) -> None:
    note = read("2024-05-15.md", f"Present: Ann, Bob\n\n## Action items\n\n{bullets}\n", Config(without_box="all"))
    assert [title(Item("x", "", (line,), line.state, 0, 0), "harbour/notes") for line in note.lines] == expected


@pytest.mark.parametrize(
    ("bullets", "expected"),
    [
        pytest.param("* Ann:\n  * paint it", [(("Ann",), "paint it")], id="a name with a colon"),
        pytest.param("* All\n  * paint it\n* mow", [((), "paint it"), ((), "mow")], id="everybody"),
        pytest.param("* Everyone:\n  * paint it", [((), "paint it")], id="everyone with a colon"),
    ],
)
def test_names_alone_lead_what_is_below(bullets: str, expected: list[tuple[tuple[str, ...], str]]) -> None:
    note = read("2024-05-15.md", f"## Talk\n* To-dos:\n{bullets.replace('* ', '  * ')}\n", Config(without_box="all"))
    assert [(line.owners, line.text) for line in note.lines] == expected
