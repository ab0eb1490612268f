"""The next steps of a topic: below them stands how its talk goes on, except for lines that say who does what."""

import pytest

from bot.core.config.schema import Config
from bot.core.issues.account import account
from bot.core.items.traced import traced
from bot.core.model.account import FileAccount
from bot.core.model.notes import NoteFile
from bot.core.model.reasons import Why
from bot.core.notes.parse import read
from bot.core.reports.account import account_lines

CONFIG = Config(without_box="all")
TALK = "- The page is slow\n- Paint was thought of"
DEEDS = "- Write the page\n- Clean the wheel"
PEOPLE = "\n\n## Attendees\n- Ann\n- Bob"

TOPICS = [
    pytest.param(f"## Next steps for the website\n{TALK}", id="for"),
    pytest.param(f"## Next step on the website:\n{TALK}", id="on"),
    pytest.param(f"## 4. Next steps: the website\n{TALK}", id="behind a colon"),
    pytest.param(f"## Follow-ups with the miller\n{TALK}", id="follow-ups"),
    pytest.param(f"**Next steps for the website:**\n{TALK}", id="a bold label"),
    pytest.param(f"Next steps for the website:\n{TALK}", id="a line"),
    pytest.param("- Next steps for books\n  - The page is slow\n  - Paint was thought of", id="a bullet"),
    pytest.param(f"## Next steps for the website\n### Books\n{TALK}", id="a topic of it"),
]
WORK = [
    pytest.param(f"## Next steps for the website\n{DEEDS}\n- The fence", 3, id="most are deeds"),
    pytest.param("## Next steps for the website\n- Clean it\n- If nobody minds, write the page", 2, id="one is a deed"),
    pytest.param("## Next steps for the website\n- Ann: rain\n- Ann: mud\n- The fence", 3, id="most have an owner"),
    pytest.param("## Next steps for books\n- Write the page\n- Ask the miller\n- Talk to Ann", 3, id="few are known"),
    pytest.param("## Next steps for the website\n- Rain\n- Ann to mow\n- Storms", 1, id="an owner"),
    pytest.param(
        f"## Next steps for the website\n- Rain\n- Agreed that Ann will mow\n- Storms{PEOPLE}", 1, id="a promise"
    ),
    pytest.param("## Next steps for the website\n- Rain\n- [ ] The fence\n- Storms", 1, id="a box"),
    pytest.param("## Next steps for the website\n- Rain\n- ACTION: the fence\n- Storms", 1, id="a marker"),
    pytest.param(f"## Next steps for the website\nTODO:\n{TALK}", 2, id="a label below"),
    pytest.param(f"## Next steps for Ann\n{TALK}{PEOPLE}", 2, id="for somebody"),
    pytest.param(f"## Next steps for the team\n{TALK}", 2, id="for everybody"),
    pytest.param(f"## Next steps for next week\n{TALK}", 2, id="for a time"),
    pytest.param(f"## Next steps for the next meeting\n{TALK}", 2, id="for the next meeting"),
    pytest.param(f"## Next steps\n{TALK}", 2, id="no topic"),
    pytest.param(f"## Next steps and scheduling\n{TALK}", 2, id="and more"),
    pytest.param(f"## Actions\n### Next steps for the website\n{TALK}", 2, id="in an action list"),
]


def reasons(text: str) -> list[Why]:
    return [line.why for line in read("2024-05-15.md", f"# Mill\n\n{text}\n", CONFIG).lines]


@pytest.mark.parametrize("text", TOPICS)
def test_lines_below_next_steps_of_a_topic_are_its_talk(text: str) -> None:
    found = reasons(text)
    assert len(found) > 1
    assert set(found) == {Why.LOOSE}


@pytest.mark.parametrize(("text", "expected"), WORK)
def test_lines_that_say_who_does_what_are_work_all_the_same(text: str, expected: int) -> None:
    assert sum(why.is_work for why in reasons(text)) == expected


def test_the_account_counts_what_stands_below_next_steps_of_a_topic() -> None:
    text = f"# Mill\n\n## Next steps for the website\n{TALK}\n- Ann to mow\n"
    found = traced((NoteFile("2024-05-15.md", text),), CONFIG)
    said = "\n".join(account_lines(account(FileAccount(notes=1), found, (), CONFIG)))
    assert (
        "2 without an owner in prose or below a heading such as “Deliverables” or “Next steps for the website”" in said
    )


@pytest.mark.parametrize(
    ("before", "below", "expected"),
    [
        pytest.param("## Action items\n- Ann: mow\n\n", "- The page and its future\n- Money for May", 1, id="topics"),
        pytest.param("## Action items\n- Ann: mow\n\n", "- Write the page\n- Money for May", 3, id="with a deed"),
        pytest.param("## Action items\n- Ann: mow\n\n", "- Bob: the page\n- Money for May", 2, id="with an owner"),
        pytest.param("", "- The page and its future\n- Money for May", 2, id="the only list"),
        pytest.param(
            "## Action items\n- Ann: mow\n\n", "- DONE @bob: the page\n- Money for May", 2, id="done by somebody"
        ),
    ],
)
def test_a_heading_for_next_steps_beside_an_action_list(before: str, below: str, expected: int) -> None:
    lines = read("2024-05-15.md", f"{before}## Next steps\n{below}{PEOPLE}", CONFIG).lines
    assert sum(line.why.is_work for line in lines) == expected
