"""Which headings, labels and signs make the lines below them a list of work, and which of these lines are none."""

import pytest

from bot.core.config.schema import Config
from bot.core.model.notes import State
from bot.core.model.reasons import Why
from bot.core.notes.parse import read

SIGNS = [
    pytest.param("Next steps\n• Ann to mow\n• Bob to rake", ["Ann to mow", "Bob to rake"], id="right below a label"),
    pytest.param("## Action items\n\n• Ann to mow\n  • with the big mower", ["Ann to mow"], id="nested"),
    pytest.param("## Action items\n\n◦ Ann to mow\n● Bob to rake", ["Ann to mow", "Bob to rake"], id="other signs"),
    pytest.param("## Action items\n\n○ Ann to mow\n▸ Bob to rake", ["Ann to mow", "Bob to rake"], id="more signs"),
    pytest.param("## Action items\n– Ann to mow\n– Bob to rake", ["Ann to mow", "Bob to rake"], id="dashes"),
    pytest.param("## Action items\n· Ann to mow\n\n· Bob to rake", ["Ann to mow", "Bob to rake"], id="dots apart"),
    pytest.param("## Action items\n(1) Ann to mow\n(2) Bob to rake", ["Ann to mow", "Bob to rake"], id="numbers"),
    pytest.param("## Action items\n1.) Ann to mow\n2.) Bob to rake", ["Ann to mow", "Bob to rake"], id="two signs"),
    pytest.param("遗留事项：\n\n（1）除草\n\n（2）浇水", ["除草", "浇水"], id="full-width brackets"),
    pytest.param("## 待办事项\n1、除草\n2、浇水", ["除草", "浇水"], id="full-width commas"),
    pytest.param(
        "**Details**:\nWe saw the mill.\nTodo: mow.\nTo do: rake.", ["mow.", "rake."], id="within a paragraph"
    ),
    pytest.param("## 讨论\n1、除草\n2、浇水", [], id="full-width commas outside the lists"),
    pytest.param("## Action items\na) Ann to mow\nb) Bob to rake", ["Ann to mow", "Bob to rake"], id="letters"),
    pytest.param("## Action items\n*) Ann to mow\n*) Bob to rake", ["Ann to mow", "Bob to rake"], id="stars"),
    pytest.param("## Action items\n● Ann\n  ○ mow\n● Bob\n  ○ rake", ["mow", "rake"], id="names above"),
    pytest.param("## Action items\n- Ann to mow\n\nMow.\n– Bob", ["Ann to mow"], id="a dash alone signs a quote"),
    pytest.param("To Do:\n\n\t• Ann to mow\n\t• Bob to rake", ["Ann to mow", "Bob to rake"], id="indented by tabs"),
    pytest.param("An example:\n\n\t- ACTION: mow\n\t- rake", [], id="code below another label"),
    pytest.param("## Action items\n\n```\n• mow\n```", [], id="in code"),
    pytest.param("## Notes\n\n• Ann mowed", [], id="outside the lists"),
    pytest.param("## Action items\n\nAnn: mow\n\nMinutes: https://example.org\n\nDeadline: June", ["mow"], id="fields"),
]


def work(text: str) -> list[str]:
    """The lines of work that a note has, tracked or only shown."""
    lines = read("2024-05-15.md", text, Config(without_box="all")).lines
    return [line.text for line in lines if line.why.is_work]


@pytest.mark.parametrize(("text", "expected"), SIGNS)
def test_signs_of_bullets_as_editors_write_them(text: str, expected: list[str]) -> None:
    assert work(text) == expected


UNTIL = [
    pytest.param("# Mill\n\n## Tasks until next time\n* [ ] mow", ["mow"], id="until next time"),
    pytest.param("# Mill\n\n## Tasks for the next two weeks\n* [ ] mow", [], id="a longer time"),
    pytest.param("# Mill\n\n## Homework before our next meeting\n* mow", ["mow"], id="before the next meeting"),
    pytest.param("Mill\n\nAction items for next meeting\n\n1. mow\n2. rake", ["mow", "rake"], id="a bare line"),
    pytest.param("Mill\n\nAction items for the big mill\n\n1. mow\n2. rake", [], id="a bare sentence"),
    pytest.param("# Mill\n\n## Tasks of the mill\n* [ ] mow", [], id="whose tasks"),
]

BOXED = [
    pytest.param("# Mill\n\n## 3. Plan\n* [ ] mow\n* [x] rake", ["mow", "rake"], id="a plan"),
    pytest.param("# Mill\n\n## Plan for next week\n* [ ] mow", ["mow"], id="for next week"),
    pytest.param("# Mill\n\n## Goals until the next meeting\n* [ ] mow", ["mow"], id="goals"),
    pytest.param(
        "# Mill\n\n## Plan\n\n**Outside:**\n* [ ] mow\n    * [ ] the slope", ["mow", "the slope"], id="in parts"
    ),
    pytest.param("# Mill\n\n## Plan\n* mow\n* rake", [], id="without boxes"),
    pytest.param("# Mill\n\n## Plan\n* the lawn grows\n* [ ] mow\n* [ ] rake", ["mow", "rake"], id="some without"),
    pytest.param("# Mill\n\n## Agenda\n### Plan\n* [ ] mow\n* [ ] rake", [], id="a topic of the agenda"),
    pytest.param("# Mill\n\n## The plan of the miller\n* [ ] mow\n* [ ] rake", [], id="whose plan"),
    pytest.param(
        "## Deliverables\n* [ ] mow\n\n## Action items\n* rake", ["mow", "rake"], id="deliverables with boxes"
    ),
    pytest.param("# Mill\n\n## Planning\n* [ ] mow\n* [ ] rake", [], id="another word"),
    pytest.param(
        "# Mill\n\n## Items from the previous meeting\n* [ ] Ann: mow\n* [x] rake", ["mow", "rake"], id="from the last"
    ),
    pytest.param("# Mill\n\n## From previous meetings\n* [ ] mow\n* [ ] rake", [], id="topics from the last"),
]

BOXED_LABELS = [
    pytest.param("It rained.\n\nFor next week:\n* [ ] mow\n* [x] rake", ["mow", "rake"], id="a line"),
    pytest.param("## 3 May\nNext week (12/05):\n\n* [ ] mow\n* [ ] rake", ["mow", "rake"], id="with its day"),
    pytest.param("## 3 May\n**Plan**\n* [ ] mow\n\n* [ ] rake", ["mow", "rake"], id="a bold line"),
    pytest.param(
        "## Discussion\nUntil the next meeting:\n* [ ] mow\n* [ ] rake", ["mow", "rake"], id="in a discussion"
    ),
    pytest.param("## Agenda\nOur plan:\n* [ ] mow\n* [ ] rake", [], id="a topic of the agenda"),
    pytest.param("Next week:\n* mow\n* rake", [], id="without boxes"),
    pytest.param("The plan\n* [ ] mow\n* [ ] rake", [], id="no colon"),
    pytest.param("The plan of the miller:\n* [ ] mow\n* [ ] rake", [], id="whose plan"),
    pytest.param("Next week:\n\nIt rained.\n\n* [ ] mow\n* [ ] rake", [], id="words in between"),
]

SUMMED_UP = [
    *(
        pytest.param(f"It rained.\n\n{line}\n* [ ] the lawn\n* [x] the wall", ["the lawn", "the wall"], id=line)
        for line in (
            "**The tasks we mentioned were:**",
            "**My next steps are:**",
            "**The next steps that we agreed on are**:",
            "Our tasks for next week include:",
            "These actions were:",
        )
    ),
    *(
        pytest.param(f"It rained.\n\n{line}\n* [ ] the lawn\n* [ ] the wall", [], id=line)
        for line in (
            "**The tasks we completed were:**",
            "**The tasks of the board are:**",
            "**The tasks of the board are described here:**",
            "**The directions we mentioned were:**",
            "**The GitHub actions we mentioned were:**",
            "Our tasks were done",
        )
    ),
    pytest.param("## Agenda\n**My next steps are:**\n* [ ] the lawn", [], id="steps in an agenda"),
    pytest.param("**My next steps are:**\n* the lawn\n* the wall", [], id="steps without boxes"),
]

GOALS = [
    pytest.param(
        "Goals for next week (and who does it)\n\n* Ann: mow\n* All: rake\n* rain",
        ["mow", "All: rake"],
        id="with owners",
    ),
    pytest.param("## Objectives for the next meeting\n* mow\n* rake", [], id="without owners"),
    pytest.param("## Goals\n* Ann: mow", [], id="of no time"),
]

SENTENCES = [
    pytest.param(
        "We have some actionable items from this meeting:\n\n* [ ] mow\n* [x] rake", ["mow", "rake"], id="ours"
    ),
    pytest.param("These action items were found on the way:\n* [ ] mow", ["mow"], id="right below"),
    pytest.param(
        "## Discussion\nThe wall leaks.\n\nWe agreed on a few action items:\n* [ ] mow\n* [ ] rake",
        ["mow", "rake"],
        id="a sentence in a discussion",
    ),
    pytest.param(
        "## Agenda\nWe go through the action items of May:\n* [ ] mow\n* [ ] rake", [], id="a sentence in an agenda"
    ),
    pytest.param("We have some actionable items from this meeting:\n\n* mow\n* rake", [], id="without boxes"),
    pytest.param("We talked about the lawn.\n\n* [ ] mow\n* [ ] rake", [], id="no word for work"),
    pytest.param("We moved the action items of the mill.\n\n* [ ] mow\n* [ ] rake", [], id="no colon"),
    pytest.param(
        "It was loud and we left. Some actions:\n* Ann to mow\n* rake", ["Ann to mow", "rake"], id="last sentence"
    ),
    pytest.param("It was loud. We left:\n* mow\n* rake", [], id="another last sentence"),
    pytest.param("Ann's next steps are:\n* mow\n* rake", ["mow", "rake"], id="whose next steps"),
    pytest.param("We agreed on the following actions:\n\n* mow\n* rake", ["mow", "rake"], id="the following actions"),
    pytest.param("We completed the following next steps:\n\n* mow\n* rake", [], id="steps that were taken"),
]


@pytest.mark.parametrize(("text", "expected"), [*UNTIL, *BOXED, *BOXED_LABELS, *SUMMED_UP, *GOALS, *SENTENCES])
def test_what_announces_work(text: str, expected: list[str]) -> None:
    assert work(text) == expected


NO_LISTS = [
    pytest.param("* Next steps?\n    * who calls the mill?\n    * mow", id="a question"),
    pytest.param("* Mill action plan?\n    * it lost its roof in May\n    * mow", id="a question about a plan"),
    pytest.param("* What the farms are *trying to do*:\n  * how to teach the mill", id="to do as a verb"),
    pytest.param("# TODO Group\n\n* the charter\n* the logo", id="a name"),
    pytest.param("### What the farms are trying to do\n* how to teach the mill", id="to do as a verb in a heading"),
    pytest.param("## How we tell what's done and to-do\n* a letter a month\n* a call", id="done and to do"),
    pytest.param("## Follow-up\n\nAnn: no follow-up.\n\n*Next meeting date: 11:00 31-05-24*", id="end of a form"),
    pytest.param(
        "## Deliverables\n* the mill's guide\n\n## Action items\n* [ ] mow", id="deliverables beside action items"
    ),
    pytest.param("* Deliverables\n    * nothing changed since May", id="deliverables as a topic"),
    pytest.param("* Update homework and tickets\n    * noted for the future", id="homework as a topic"),
    pytest.param(
        "## You built the mill with two friends. Why did you want to do it, and how?\n\nIt was fun.\n",
        id="an interview",
    ),
    pytest.param("## Action items\n### Treasurer\n#### Updates\n* it rained", id="updates below action items"),
]


@pytest.mark.parametrize("text", NO_LISTS)
def test_what_announces_no_work(text: str) -> None:
    assert [said for said in work(text) if said != "mow"] == []


HEADS = [
    pytest.param(
        "## 3 May\n### Participants: all\n* the lawn grows\n* Next steps:\n  * mow", ["mow"], id="with its people"
    ),
    pytest.param("## 3 May\n### Participants\n* Ann\n* Next steps:\n  * mow", [], id="above its people"),
    pytest.param("* the lawn grows\n**Next steps**\n* mow\n* rake", ["mow", "rake"], id="a label right below a bullet"),
    pytest.param("* the lawn grows\n  **Next steps**\n* mow\n* rake", [], id="one of the bullet's words"),
    pytest.param("* the lawn grows\n**The mill**\n* it turns", [], id="a topic right below a bullet"),
    pytest.param("All is said. Here is Ann's to-do list:\n1. mow\n2. rake", ["mow", "rake"], id="whose list"),
    pytest.param("Work for this week:\n* mow", ["mow"], id="of this week"),
    pytest.param("## What is left to do before the next fair?\n* mow", ["mow"], id="a question"),
    pytest.param("## To do\n* The lawn\n  * ACTION: mow\n* rake", ["mow", "rake"], id="a topic of an action"),
    pytest.param("## To do\n* Ann: the lawn\n  * ACTION: rake", ["the lawn", "rake"], id="an action of an action"),
    pytest.param("Work of the mill:\n* it turns", [], id="of a mill"),
]


@pytest.mark.parametrize(("text", "expected"), HEADS)
def test_what_heads_a_list(text: str, expected: list[str]) -> None:
    assert work(text) == expected


TALK = "\n- we spoke of the pond\n- we saw the fox"
"""Bullets of another list that begins behind a blank line."""

LABELS_END = [
    pytest.param(
        "Action items:\n\nAll:\n- mow\n\nAnn:\n- rake\n- water\n" + TALK.replace("\n- we", "\nSo:\n- we", 1),
        ["mow", "rake", "water", "we spoke of the pond", "we saw the fox"],
        id="taken apart by lines with a colon",
    ),
    pytest.param(
        "Action items:\n\nAll:\n- mow\n\nDiscussion:" + TALK, ["mow"], id="taken apart, up to one that says something"
    ),
    pytest.param(
        "Action items:\n\nAnn and Bob:\n- mow\n\nParking lot:" + TALK, ["mow"], id="taken apart, up to a topic"
    ),
    pytest.param("Action items:\n- mow\n\nAnn:" + TALK, ["mow"], id="not taken apart from its first bullet on"),
    pytest.param("- the lawn grows\nAction items:\n* mow\n* rake\n" + TALK, ["mow", "rake"], id="tight"),
    pytest.param("- the lawn grows\n**Action items**\n* mow\n* rake\n" + TALK, ["mow", "rake"], id="tight, bold"),
    pytest.param("- the lawn grows\nAction items:\n- mow\n- rake\n" + TALK, ["mow", "rake"], id="tight, of one sign"),
    pytest.param("- the lawn grows\nAction items:\n- mow\n" + TALK, ["mow"], id="of one line"),
    pytest.param(
        "- the lawn grows\nAction items:\n\n- mow\n- rake\n" + TALK, ["mow", "rake"], id="tight, below a blank"
    ),
    pytest.param("- the lawn grows\nAction items:\n\n* mow\n\n* rake\n" + TALK, ["mow", "rake"], id="loose"),
    pytest.param("- the lawn grows\nAction items:\n\n- mow\n\n- rake\n", ["mow", "rake"], id="loose, to the end"),
    pytest.param("- the lawn grows\n**Next steps**\n- mow\n\nAll is said.\n" + TALK, ["mow"], id="words"),
    pytest.param(
        "- the lawn grows\nAction items:\n- [ ] mow\n\n- [ ] rake\n" + TALK, ["mow", "rake"], id="boxes of one list"
    ),
    pytest.param("Action items:\n* mow\n* rake\n" + TALK, ["mow", "rake"], id="a paragraph's, another sign"),
    pytest.param("Action items:\n- mow\n\n- rake\n\n- dig", ["mow", "rake", "dig"], id="a paragraph's, loose"),
    pytest.param("Action items:\n1. mow\n\n2. rake", ["mow", "rake"], id="a paragraph's, numbers"),
    pytest.param("Chair:\n- **Present:**\n  - Ann\n- **Notes:**\n  - TODO: mow\n", ["mow"], id="of people, left empty"),
    pytest.param("Present:\n- Ann\n- Action items:\n  - mow\n  - rake\n", ["mow", "rake"], id="of people, in one list"),
    pytest.param("Present:\n- **Mill:**\n  - [ ] Ann\n- **Farm:**\n  - [ ] Bob\n", [], id="of people, by group"),
]


@pytest.mark.parametrize(("text", "expected"), LABELS_END)
def test_where_the_list_of_a_label_ends(text: str, expected: list[str]) -> None:
    assert work(text) == expected


TYPED = [
    pytest.param("## Discussions\n* the lawn grows\n* [ ] mow\n* it is loud", ["mow"], id="among what was discussed"),
    pytest.param(
        "## Discussions\n* the lawn grows\n* [ ] (Ann) mow\n* it is loud",
        ["mow"],
        id="of an owner, among what was discussed",
    ),
    pytest.param("## Discussions\n* [ ] mow\n* [ ] rake", [], id="all have boxes"),
    pytest.param("## Agenda\n* the lawn\n* [ ] mow\n* the mill", [], id="an agenda"),
    pytest.param("## Agenda\n### Discussion\n* the lawn\n* [ ] mow\n* the mill", [], id="below an agenda"),
    pytest.param("## Topics\n* the lawn\n* [ ] mow\n* the mill", [], id="topics"),
]


@pytest.mark.parametrize(("text", "expected"), TYPED)
def test_boxes_among_what_was_discussed(text: str, expected: list[str]) -> None:
    assert work(text) == expected


STATEMENTS = [
    pytest.param("Ann had not meant to show it yet", [], id="what was meant"),
    pytest.param("The new mill is loud", [], id="how it is"),
    pytest.param("move the fields into the code", ["move the fields into the code"], id="an order"),
    pytest.param("make sure the lawn is low", ["make sure the lawn is low"], id="what is to be made sure"),
    pytest.param("look up what is left", ["look up what is left"], id="what is to be found out"),
    pytest.param("Ann is to mow", ["Ann is to mow"], id="who is to do it"),
    pytest.param("Ann will see that it is low", ["Ann will see that it is low"], id="who will do it"),
]


@pytest.mark.parametrize(("said", "expected"), STATEMENTS)
def test_how_things_stand_below_next_steps_of_a_talk(said: str, expected: list[str]) -> None:
    assert work(f"* the bot\n    * Next steps:\n        * {said}\n        * rake") == [*expected, "rake"]


def test_how_things_stand_behind_next_steps_is_no_work() -> None:
    assert work("Next steps: we are cleaning the mill\n\nNext steps: rake\n\nAction: the mill is to be clean") == [
        "rake",
        "the mill is to be clean",
    ]


def test_how_things_stand_below_a_heading_is_what_is_to_change() -> None:
    assert work("## Next steps\n* the lawn is too high") == ["the lawn is too high"]


MEMBERS = [
    pytest.param("* Group Member `ann`\n    * mow\n    * rake", [("ann", "mow"), ("ann", "rake")], id="in a code span"),
    pytest.param("* Team member: Ann Lind\n    * mow", [("Ann Lind", "mow")], id="behind a colon"),
    pytest.param("* Group member `all`\n    * mow", [("", "mow")], id="everybody"),
    pytest.param("* Group member `n`\n    * Action item 1\n    * Action item 2", [], id="as the template has it"),
    pytest.param("* Group member onboarding\n    * mow", [("", "Group member onboarding")], id="a subject"),
    pytest.param("* Group member Ann is away", [("", "Group member Ann is away")], id="nothing below"),
]


@pytest.mark.parametrize(("said", "expected"), MEMBERS)
def test_members_of_a_group_above_what_they_do(said: str, expected: list[tuple[str, str]]) -> None:
    lines = read("2024-05-15.md", f"## Action items\n\n{said}\n", Config(without_box="all")).lines
    assert [(", ".join(line.owners), line.text) for line in lines if line.why.is_work] == expected


def test_a_quote_below_a_heading_says_something_about_the_list() -> None:
    assert work("## Actions\n\n> Please name these actions in your commits.\n") == []


def test_the_subject_of_an_action_is_named_so() -> None:
    lines = read("2024-05-15.md", "## To do\n* The lawn\n  * ACTION: mow\n* rake", Config(without_box="all")).lines
    assert [(line.text, line.why) for line in lines] == [
        ("The lawn", Why.SUBJECT),
        ("mow", Why.LISTED),
        ("rake", Why.LISTED),
    ]


BELOW = [
    pytest.param(
        "### Point 1\n- mow\n- rake", [("", "mow", State.OPEN), ("", "rake", State.OPEN)], id="a heading with a list"
    ),
    pytest.param("### Attendees\n- Lead: Ann", [], id="a heading of its own meaning"),
    pytest.param("### Mow", [], id="a heading with nothing below"),
    pytest.param("### Mow\n- **Owner:** Ann\n- rake", [("", "rake", State.OPEN)], id="whose the work of a heading is"),
    pytest.param("- Owner: Ann to find one", [("Ann", "Owner: Ann to find one", State.OPEN)], id="work on an owner"),
    pytest.param(
        "- mow\n    - Done: not before 2024-05-15", [("", "mow", State.OPEN)], id="a bullet with a day to wait for"
    ),
    pytest.param("- mow\n    - Done: 3 of 10", [("", "mow", State.OPEN)], id="a bullet with a part that is done"),
    pytest.param(
        "- mow\n    - Owner: Ann\n    - **Status:** done", [("Ann", "mow", State.DONE)], id="a bullet with done"
    ),
    pytest.param("- mow\n    - Status: not done", [("", "mow", State.OPEN)], id="a bullet with not done"),
    pytest.param("- mow\n    - Status: begun", [("", "mow", State.OPEN)], id="a bullet with a state"),
]


@pytest.mark.parametrize(("said", "expected"), BELOW)
def test_what_stands_below_headings_and_bullets_of_a_list(said: str, expected: list[tuple[str, str, State]]) -> None:
    lines = read("2024-05-15.md", f"## Action items\n\n{said}\n\n## Next\n", Config(without_box="all")).lines
    assert [(", ".join(line.owners), line.text, line.state) for line in lines if line.why.is_work] == expected


WRAPPED = [
    pytest.param("```markdown\n{}\n```\n", ["mow"], id="all of it"),
    pytest.param("\n~~~ md\n{}\n~~~", ["mow"], id="other fences"),
    pytest.param("```markdown\n{}\n\n```sh\nmow --all\n```\n```", ["mow"], id="with code in it"),
    pytest.param("```\n{}\n```", [], id="code of no kind"),
    pytest.param("```markdown\n{}\n```\n\nThat is the template.", [], id="words behind it"),
    pytest.param("```md\nold\n```\n\n{}\n\n```sh\nmow --all\n```", ["mow"], id="two blocks, and notes between them"),
    pytest.param("```md\n{}\n```\n\nThat is it.\n\n```md\nold\n```", [], id="two blocks, and words between them"),
    pytest.param("```markdown", [], id="nothing else"),
]


@pytest.mark.parametrize(("form", "expected"), WRAPPED)
def test_notes_that_a_program_wrapped_in_code(form: str, expected: list[str]) -> None:
    assert work(form.format("# Mill\n\n## Action items\n\n- [ ] mow")) == expected


FRONTS = [
    pytest.param("**Action for next meeting** Ann to mow.", ["Ann to mow."], id="bold, and until when"),
    pytest.param("**Action item** mow", ["mow"], id="bold"),
    pytest.param("TASK: Ann to mow", ["Ann to mow"], id="in capitals"),
    pytest.param("TODO by Ann: mow", ["mow"], id="by whom"),
    pytest.param("TODO by Friday: mow", ["by Friday: mow"], id="by when"),
    pytest.param("**Action** films are loud.", ["films are loud."], id="bold, as the note uses it"),
    pytest.param("**Actions and words** differ.", [], id="bold words"),
    pytest.param("* the lawn grows\n  > TODO: mow", ["mow"], id="in a quote below a bullet"),
    pytest.param("> Todo lists are long", [], id="a sentence in a quote"),
]


@pytest.mark.parametrize(("text", "expected"), FRONTS)
def test_words_for_work_in_front(text: str, expected: list[str]) -> None:
    assert work(f"# Mill\n\n{text}\n") == expected


TOPICS = [
    pytest.param(
        "- Ann: mow\n- Lawn fund\n    - Bob: ask for it\n    - plan a call\n- Cyd: rake",
        ["mow", "ask for it", "plan a call", "rake"],
        id="the first below it says who",
    ),
    pytest.param(
        "- Ann: mow\n- Ask for the lawn fund\n    - by June\n- Cyd: rake",
        ["mow", "Ask for the lawn fund", "rake"],
        id="a detail",
    ),
    pytest.param("- Lawn fund\n    - Bob: money for it\n- rake", ["Lawn fund", "rake"], id="no list of owners"),
]


@pytest.mark.parametrize(("said", "expected"), TOPICS)
def test_bullets_that_leave_it_to_those_below(said: str, expected: list[str]) -> None:
    assert work(f"## Action items\n\n{said}\n") == expected


CHECKLISTS = [
    pytest.param("| # | Task | Status |\n|---|---|---|\n| 1 | mow | in June |", [], id="words"),
    pytest.param("| # | Plant | Status |\n|---|---|---|\n| 1 | rose | ☐ |", [], id="no head for work"),
]


@pytest.mark.parametrize(("table", "expected"), CHECKLISTS)
def test_tables_of_work_and_its_state(table: str, expected: list[str]) -> None:
    assert work(f"# Mill\n\n{table}\n") == expected


def test_names_that_take_the_list_of_a_label_apart_own_what_is_below() -> None:
    text = "Action items:\n\nAll:\n- mow\n\nZoe:\n- rake\n\nWebsite:\n- water\n"
    lines = read("2024-05-15.md", text, Config(without_box="all")).lines
    assert [line.owners for line in lines] == [(), ("Zoe",), ()]


def test_rows_that_were_filled_in_within_brackets_are_work() -> None:
    table = "| Task | Owner |\n|---|---|\n| [Make the cards] | Ann |\n| [What happens next] | |\n"
    assert work(f"## Action items\n\n{table}") == ["[Make the cards]"]
