"""Every shape in which people are known to write action items, with sentences of our own."""

import pytest

from bot.core.config.schema import Config, WithoutBox
from bot.core.model.notes import Kind, Line, State
from bot.core.notes.parse import read

ACTION, TRACKER, AGENDA = Kind.ACTION, Kind.MOVE_TO_TRACKER, Kind.AGENDA
OPEN, DONE, DROPPED = State.OPEN, State.DONE, State.DROPPED


def lines(text: str, without_box: WithoutBox = "explicit") -> list[Line]:
    return list(read("2021-03-04.md", text, Config(without_box=without_box)).lines)


def listed(text: str) -> list[Line]:
    return lines(f"## Action items\n{text}")


@pytest.mark.parametrize(
    ("source", "state"),
    [
        pytest.param("* [ ] mow the lawn", OPEN, id="star"),
        pytest.param("- [ ] mow the lawn", OPEN, id="dash"),
        pytest.param("+ [ ] mow the lawn", OPEN, id="plus"),
        pytest.param("1. [ ] mow the lawn", OPEN, id="numbered"),
        pytest.param("2) [ ] mow the lawn", OPEN, id="numbered, bracket"),
        pytest.param("* [x] mow the lawn", DONE, id="ticked"),
        pytest.param("* [X] mow the lawn", DONE, id="ticked, capital"),
        pytest.param("* [x ] mow the lawn", DONE, id="ticked, blank behind"),
        pytest.param("* [ X] mow the lawn", DONE, id="ticked, blank before"),
        pytest.param("* [~] mow the lawn", DROPPED, id="dropped"),
        pytest.param("[ ] mow the lawn", OPEN, id="bare"),
        pytest.param("-[ ] mow the lawn", OPEN, id="no blank behind the dash"),
        pytest.param("* [ ]\u00a0mow the lawn", OPEN, id="no-break space"),
        pytest.param(" * [ ] mow the lawn", OPEN, id="indent 1"),
        pytest.param("  * [ ] mow the lawn", OPEN, id="indent 2"),
        pytest.param("    * [ ] mow the lawn", OPEN, id="indent 4"),
        pytest.param("\t* [ ] mow the lawn", OPEN, id="tab"),
        pytest.param("        * [ ] mow the lawn", OPEN, id="indent 8"),
        pytest.param("* [ ] mow\n  the lawn", OPEN, id="wrapped"),
        pytest.param("* [ ] mow\nthe lawn", OPEN, id="wrapped without indent"),
        pytest.param("* [ ] **mow** the `lawn`", OPEN, id="marks"),
    ],
)
def test_boxes(source: str, state: State) -> None:
    (found,) = listed(source)
    assert (found.kind, found.state, found.wording, found.checkbox) == (ACTION, state, "mow the lawn", True)


@pytest.mark.parametrize("unit", [" ", "  ", "   ", "    ", "\t", "        "], ids=["1", "2", "3", "4", "tab", "8"])
def test_what_is_indented_below_a_box_is_its_child(unit: str) -> None:
    """With one blank CommonMark sees a sister."""
    parent, child = listed(f"* [x] mow\n{unit}* [ ] rake")
    assert (child.parent, child.state) == (None if unit == " " else parent.number, OPEN)


@pytest.mark.parametrize(
    ("source", "owners", "text"),
    [
        pytest.param("* ( ) [ ] mow", (), "mow", id="empty place before the box"),
        pytest.param("* (Ann) [ ] mow", ("Ann",), "mow", id="owner before the box"),
        pytest.param("(Ann) [ ] mow", ("Ann",), "mow", id="owner before a bare box"),
        pytest.param("TODO (Ann) [ ] mow", ("Ann",), "mow", id="word, owner and bare box"),
        pytest.param("* [ ] (Ann)\n    * mow\n    * rake", ("Ann",), "", id="owner only, the work is below"),
        pytest.param("* [ ] mow (Ann)\n* [ ] rake (Bob)", ("Ann",), "mow", id="behind, where the note does so"),
        pytest.param("* [ ] mow (@ann)\n* [ ] rake (@bob)", ("ann",), "mow", id="login behind"),
        pytest.param(
            "* [ ] the mower is out and @ann will fetch it",
            ("ann",),
            "the mower is out and @ann will fetch it",
            id="promised in the middle",
        ),
        pytest.param("* [ ] ask @ann whether it rains", (), "ask @ann whether it rains", id="named in the middle"),
        pytest.param("* [ ] Ann - mow\n* [ ] Ann: rake", ("Ann",), "mow", id="dash, and elsewhere an owner"),
        pytest.param("* [ ] Mower - sharpen it", (), "Mower - sharpen it", id="dash behind a thing"),
        pytest.param("* [ ] the lawn is high. AI(AB) mow it", ("AB",), "mow it", id="AI with initials in the middle"),
        pytest.param("* [ ] mow the lawn TODO(ann)", ("ann",), "mow the lawn", id="TODO with a name behind"),
        pytest.param(
            "* [ ] mow the lawn AI (ML)\n* [ ] (Ann) rake", (), "mow the lawn AI (ML)", id="a remark in parentheses"
        ),
    ],
)
def test_owners_in_unusual_places(source: str, owners: tuple[str, ...], text: str) -> None:
    first = listed(source)[0]
    assert (first.kind, first.owners, first.text) == (ACTION, owners, text)


HEADINGS = (
    "Action items,Actions,Action points,AIs,Action Items (AIs),TODOs,To-dos,Next steps,Followup,Follow-ups,"
    "Last Week's Action Items,New Action items,Open actions,Actions Required,ACTIONS,Action Items:"
)


@pytest.mark.parametrize("heading", HEADINGS.split(","))
@pytest.mark.parametrize("form", ["# {}", "#### {}", "{}\n---", "**{}**", "__{}__", "**{}**\nsome words", "{}:"])
def test_action_headings(heading: str, form: str) -> None:
    text = form.format(heading.rstrip(":") if form == "{}:" else heading)
    (found,) = lines(f"# Garden club\n\n## Agenda\n\nwords\n\n{text}\n\n* [ ] mow\n")
    assert found.kind is ACTION


@pytest.mark.parametrize("form", ["## {}", "**{}**", "**{}:**"])
def test_the_tracker_section(form: str) -> None:
    text = f"## Action items\n{form.format('This meeting')}\n* [ ] rake\n\n{form.format('Move to Issue Tracker')}\n* [ ] mow"
    assert [(found.topic, found.kind) for found in lines(text)][1] == (None, TRACKER)


@pytest.mark.parametrize("bucket", ["This meeting", "Last meeting", "2 meetings ago", "From previous meeting(s)"])
@pytest.mark.parametrize("above", ["## Action items", "**Action items**"])
def test_a_bold_bucket_is_no_topic(above: str, bucket: str) -> None:
    (found,) = lines(f"{above}\n\n**{bucket}**\n* [ ] mow")
    assert (found.kind, found.topic) == (ACTION, None)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("## Agenda\n* [ ] mower", [AGENDA], id="a topic"),
        pytest.param("## Agenda\n* [ ] mower\n    * [ ] it is loud", [AGENDA, AGENDA], id="a remark"),
        pytest.param("## Agenda\n* [x] mower\n    * [ ] AB: it is loud", [AGENDA, AGENDA], id="a speaker"),
        pytest.param(
            "## Agenda\n* [x] mower\n    * [ ] mend it\n## Actions\n* [ ] (AB) mend it",
            [AGENDA, ACTION, ACTION],
            id="restates the list",
        ),
        pytest.param("## Agenda\n* mower\n    * [ ] (AB) mend it", [ACTION], id="an owner's tag below a plain topic"),
        pytest.param("## Agenda\n* [x] mower\n    * [ ] (AB) mend it", [AGENDA, ACTION], id="left open by its topic"),
        pytest.param("## Agenda\n* [x] mower\n    * TODO\n        * [ ] mend it", [AGENDA, ACTION], id="below a label"),
        pytest.param("## Agenda\n* [x] mower\n    * [ ] TODO: mend it", [AGENDA, ACTION], id="behind a word for work"),
        pytest.param(
            "## Agenda\n* [x] mower\n    * [ ] mend it TODO(ann)", [AGENDA, ACTION], id="a word for work behind"
        ),
        pytest.param("## Attendees\n* [ ] Ann\n* [x] Bob", [AGENDA, AGENDA], id="a roll call"),
        pytest.param("## Votes\n> * [ ] @ann\n> * [x] @bob", [], id="votes"),
        pytest.param("## Actions\n* [ ]\n* [x]\n* [ ] (AB)\n* [ ] @ann", [AGENDA] * 4, id="residue of a template"),
        pytest.param("## Actions\n* [x] mower\n    * [ ] mend it", [ACTION, ACTION], id="open below a ticked box"),
    ],
)
def test_a_box_is_not_always_work(text: str, kinds: list[Kind]) -> None:
    assert [found.kind for found in lines(text)] == kinds


@pytest.mark.parametrize(
    ("source", "owners", "text"),
    [
        pytest.param("ACTION: AB, will mow", ("AB",), "AB, will mow", id="subject with a comma"),
        pytest.param("**Action:** ABC to mow", ("ABC",), "ABC to mow", id="bold"),
        pytest.param("Action item: mow", (), "mow", id="action item"),
        pytest.param("AI: mow", (), "mow", id="AI"),
        pytest.param("AI(AB) mow", ("AB",), "mow", id="AI with initials"),
        pytest.param("AI Ann: mow", ("Ann",), "mow", id="AI with a name"),
        pytest.param("ACTION - Ann - mow", ("Ann",), "mow", id="dashes"),
        pytest.param("ACTION - Ann: mow", ("Ann",), "mow", id="dash and colon"),
        pytest.param("ACTION @ann: mow", ("ann",), "mow", id="login"),
        pytest.param("Action item for Ann: mow", ("Ann",), "mow", id="for"),
        pytest.param("[Action - Ann] mow", ("Ann",), "mow", id="brackets"),
    ],
)
@pytest.mark.parametrize(
    "bullet", ["", "* ", "words\n", "* words\n  "], ids=["line", "bullet", "wrapped", "in a bullet"]
)
def test_actions_without_a_box(bullet: str, source: str, owners: tuple[str, ...], text: str) -> None:
    found = [each for each in lines(f"## Agenda\n{bullet}{source}") if each.kind is ACTION]
    assert [(each.owners, each.text, each.checkbox) for each in found] == [(owners, text, False)]


def test_an_action_in_the_middle_of_a_line() -> None:
    (found,) = lines(f"* the lawn is high{', very high' * 10}; AI(AB) mow\n* rain (AI)\n")
    assert (found.kind, found.owners, found.text) == (ACTION, ("AB",), "mow")


@pytest.mark.parametrize(
    ("source", "owners", "text"),
    [
        pytest.param("TODO: mow", (), "mow", id="todo"),
        pytest.param("TODO(ann) mow", ("ann",), "mow", id="todo and name"),
        pytest.param("TODO: quickfox to mow", ("quickfox",), "quickfox to mow", id="todo and login in prose"),
        pytest.param("mow the lawn TODO(ann)", ("ann",), "mow the lawn", id="behind"),
        pytest.param("the lawn is high > todo Ann", ("Ann",), "the lawn is high", id="behind a sign"),
        pytest.param("the lawn is high > todo (Ann): mow", ("Ann",), "mow", id="behind a sign, with what"),
        pytest.param("the lawn is high, TODO: mow it", (), "mow it", id="behind a comma"),
        pytest.param("the lawn is high - TODO: mow it", (), "mow it", id="behind a dash"),
        pytest.param("the lawn: TODO - mow it", (), "mow it", id="with a dash"),
        pytest.param("the lawn: TODO [name=ann] - mow it", ("ann",), "mow it", id="with a name between"),
        pytest.param("the lawn (TODO Ann: mow it)", ("Ann",), "mow it", id="in parentheses, with what"),
    ],
)
def test_todos_without_a_box(source: str, owners: tuple[str, ...], text: str) -> None:
    assert [(each.kind, each.owners, each.text) for each in lines(f"* {source}", "all")] == [(ACTION, owners, text)]
    assert [each.only_shown for each in lines(f"* {source}")] == [True]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param("* the lawn is high (Action: Ann/Bob)", ("Ann", "Bob"), id="names"),
        pytest.param("* the lawn is high [Action: Ann, Zed]", ("Ann", "Zed"), id="one of the names is known as one"),
        pytest.param("* the lawn is high (Action: AE)", ("AE",), id="initials"),
        pytest.param("* the lawn is high (Actions: AE, Bob)", ("AE", "Bob"), id="several actions"),
        pytest.param("the lawn is high (Action:AE)", ("AE",), id="in prose"),
        pytest.param("the lawn\nis high (Action: AE, zed)", ("AE", "zed"), id="in wrapped prose, beside initials"),
        pytest.param("* the lawn is high [AI: Ann Lind]", ("Ann Lind",), id="behind initials"),
    ],
)
def test_an_action_in_parentheses(text: str, owners: tuple[str, ...]) -> None:
    assert [(each.kind, each.owners, each.text) for each in lines(text)] == [(ACTION, owners, "the lawn is high")]


@pytest.mark.parametrize(
    "bullet",
    [
        "the lawn is high > todo or not",
        "the plan (action: replay)",
        "the plan (Action: Climate)",
        "the plan (Action: CI)",
        "the plan (action: AE)",
        "the plan (AI: ML)",
        "the plan [AP: the north pier]",
        "the plan (Action: None)",
        "the plan (TODO: N/A)",
        "the board: todo: three, done: four",
        "the board has a list. todo: what is open",
        "the lawn: todo lists are long",
        "the lawn - todo - mowed",
        "the new plan - TODO later",
        "the lawn (by: Ann)",
    ],
)
def test_words_that_are_no_todo(bullet: str) -> None:
    assert lines(f"* {bullet}", "all") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("AI remove the label", [], id="nothing tells what AI stands for"),
        pytest.param("AI: mow\n\nAI remove the label", ["mow", "remove the label"], id="the note says AI:"),
        pytest.param("AI: mow\n\nAI in the classroom: they talked", ["mow"], id="what is spoken of"),
        pytest.param("AI: mow\n\nAI could rake", ["mow"], id="what it could do"),
        pytest.param("AI: mow\n\nAI to rake", ["mow", "rake"], id="what is to be done"),
        pytest.param("AI - mow\n\nwords\nAI is to rake", ["mow", "rake"], id="wrapped"),
        pytest.param("AI: mow\n\nAI Research Lab visits", ["mow"], id="a name"),
        pytest.param("AI: mow\n\nthe AI remove the label", ["mow"], id="in the middle"),
        pytest.param(
            "## Attendees\n* AI: Ann Ide (@annide)\n\n## Agenda\nAI remove the label", [], id="a person's initials"
        ),
    ],
)
def test_ai_without_a_colon(text: str, said: list[str]) -> None:
    assert [each.text for each in lines(text)] == said


@pytest.mark.parametrize(
    "header",
    ["|Action item|Owner|Deadline|\n|-|-|-|\n|mow|Ann|May|", "|Who|When|Action|\n|-|-|-|\n|Ann|May|mow|"],
    ids=["item first", "owner first"],
)
def test_tables(header: str) -> None:
    assert [(each.text, each.owners) for each in lines(header, "all")] == [("mow", ("Ann",))]


@pytest.mark.parametrize(
    ("block", "login"),
    [
        pytest.param("* Ann Example", None, id="nobody knows"),
        pytest.param("|Name|Initials|GitHub ID|\n|-|-|-|\n|Ann Example|AE|annex|", "annex", id="table"),
        pytest.param("|GitHub|Name|\n|-|-|\n|annex|Ann Example|", "annex", id="table, other order, initials made"),
        pytest.param("* AE: Ann Example (@annex), Firm", "annex", id="initials first"),
        pytest.param("* Ann M Example (AE) (annex)", "annex", id="two tags"),
        pytest.param("* Ann Example, ann-example", "ann-example", id="comma"),
        pytest.param("    * Ann Example (@annex)", "annex", id="indented"),
        pytest.param("* Ann Example (@annex)\n* Amy Else (@amy)", None, id="two people"),
    ],
)
def test_attendee_blocks(block: str, login: str | None) -> None:
    found = lines(f"## Attendees\n\n{block}\n\n## Actions\n* [ ] (AE) mow")[-1]
    assert (found.owners, found.assignees, found.unconfirmed) == (("AE",), (login,) if login else (), ())


def test_who_is_tagged_in_one_place_is_known_in_another() -> None:
    first, second = lines("## Agenda\n* [x] (jaybird) seeds\n## Actions\n* [ ] jaybird to call\n")
    assert (first.owners, second.owners) == (("jaybird",), ("jaybird",))
    assert listed("* [ ] jaybird to call")[0].owners == ()


def test_a_bold_heading_is_a_section() -> None:
    assert lines("## Garden\n**Action items**\n\n* [ ] mow")[0].headings == ("Garden", "Action items")
    assert lines("## Garden\nAction items:\n\n* [ ] mow")[0].headings == ("Garden",)


def test_logins_that_only_the_note_names() -> None:
    text = "## Attendees\n* Ann Example (@annex)\n## Actions\n* [ ] (AE, quickfox, @bob, ZZ) mow"
    found = lines(text)[0]
    assert (found.assignees, found.unconfirmed, found.unresolved) == (
        ("annex", "quickfox", "bob"),
        ("quickfox", "bob"),
        ("ZZ",),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("* Ann:\n    * mow\n    * rake", [("mow", "Ann"), ("rake", "Ann")], id="name and colon"),
        pytest.param("* Ann:\n    * [ ] mow", [("mow", "Ann")], id="boxes"),
        pytest.param("* @quickfox\n    * mow", [("mow", "quickfox")], id="a login"),
        pytest.param("* (Ann)\n    * mow", [("mow", "Ann")], id="a tag"),
        pytest.param("* Ann:\n    * Bob to mow", [("Bob to mow", "Bob")], id="somebody else below"),
        pytest.param("* Ann:\n    * mow\n        * with care", [("mow", "Ann")], id="what is said of it"),
        pytest.param("* Garden:\n    * mow", [("Garden:", "")], id="a topic is nobody"),
        pytest.param("* Ann", [("Ann", "")], id="nothing below"),
        pytest.param(
            "* 1: Ann: mow\n* 2) Ann to rake\n* 3: dig",
            [("mow", "Ann"), ("Ann to rake", "Ann"), ("3: dig", "")],
            id="numbers",
        ),
        pytest.param("* 1. Ann: mow\n* 2. rake", [("mow", "Ann"), ("rake", "")], id="a list within a list"),
        pytest.param("* [ ] Ann: mow\n    * Next steps: rake", [("mow", "Ann")], id="how a box goes on"),
        pytest.param("* [ ] Ann: mow\n    * ACTION: rake", [("mow", "Ann"), ("rake", "")], id="an action below a box"),
    ],
)
def test_a_name_above_owns_what_is_below(text: str, expected: list[tuple[str, str]]) -> None:
    found = lines(f"## Attendees\n* Ann Example (@annex)\n\n## Action items\n{text}")
    assert [(each.text, " ".join(each.owners)) for each in found] == expected


@pytest.mark.parametrize(
    "bullet",
    [
        "Links:\n    * https://x.org/a",
        "Important links:\n    * [a page](https://x.org)",
        "Decisions:\n    * we mow",
        "Discussion",
        "None",
        "n/a",
        "No action items",
        "no new actions this week",
        "TBD",
        "…",
        "Item 1",
        "Plan1",
        "[the last list](https://x.org)",
        "<https://x.org>",
        "The new map: https://x.org/map",
        "Contents of the chest: https://x.org/chest",
        "anything else?",
        "who mows?",
        "<no other business>",
        "None. We go on as before.",
        "None. See you in May.",
        "<the point> - @me",
    ],
)
def test_not_all_in_an_action_list_is_work(bullet: str) -> None:
    """Residue of templates, other sections of a summary, mere links, and questions to nobody."""
    assert [each.text for each in lines(f"## Decisions / action items / links\n* mow\n* {bullet}\n")] == ["mow"]


@pytest.mark.parametrize(
    "bullet", ["None. Ann will ask the mill.", "N/A. Zed to call", "TBD. Ask Ann", "Add items here. Ann asks"]
)
def test_work_behind_words_that_there_is_none(bullet: str) -> None:
    assert [each.text for each in lines(f"## Action items\n* {bullet}\n", "all")] == [bullet]


@pytest.mark.parametrize(
    "bullet",
    [
        "Ann to mow?",
        "(Ann) [the list](https://x.org)",
        "mend [the mower](https://x.org)",
        "Update the map: https://x.org/map",
        "Links: collect them",
        "Mow? If it rains, rake.",
        "None of the mowers works: mend one",
        "Item 12 of the plan",
        "someone to ask the mill for sawdust?",
    ],
)
def test_what_only_looks_like_no_work(bullet: str) -> None:
    assert len(listed(f"* {bullet}")) == 1


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("|Name|Assigned to|\n|-|-|\n|mow|Ann|", ("mow", ["Ann"], True), id="the work's name"),
        pytest.param(
            "|ID|Description|Owner|Status|\n|-|-|-|-|\n|A-12|mow|Ann|open|", None, id="no word for work, no heading"
        ),
        pytest.param(
            "|Action|Description|Owner|Status|\n|-|-|-|-|\n|A-12|mow|Ann|✅|",
            ("mow", ["Ann"], False),
            id="an id, and done",
        ),
        pytest.param(
            "|Action|Owner|Deadline|\n|-|-|-|\n|mow|Ann|to be completed by 11 March|",
            ("mow", ["Ann"], True),
            id="a deadline by which it is to be done",
        ),
        pytest.param(
            "|Name|Assigned to|Notes|\n|-|-|-|\n|Ann|@annex|mow|",
            ("mow", ["annex"], True),
            id="who, and what in the notes",
        ),
        pytest.param(
            "|Action|Owner|\n|-|-|\n|mow|@ann @bob|", ("mow", ["ann", "bob"], True), id="two logins, a blank between"
        ),
        pytest.param("|Action|Owner|\n|-|-|\n|mow||", ("mow", [], True), id="nobody"),
        pytest.param("|Action|Owner|\n|-|-|\n|-|Ann|", None, id="nothing"),
        pytest.param("|Name|Present?|\n|-|-|\n|Ann|yes|", None, id="who was there"),
        pytest.param("|Person|Task|\n|-|-|\n|Ann|mow|", ("mow", ["Ann"], True), id="who does which task"),
        pytest.param("|Person|Item|\n|-|-|\n|Ann|a mower|", None, id="who has what"),
        pytest.param("|Task|Effort|\n|-|-|\n|mow|3|", None, id="a task without anybody"),
        pytest.param("|AI|POC|\n|-|-|\n|mow|Ann|", ("mow", ["Ann"], True), id="short heads"),
    ],
)
def test_rows(table: str, expected: tuple[str, list[str], bool] | None) -> None:
    heading = "## Deliverables\n" if table.startswith(("|Name|Assigned", "|AI|")) else ""
    found = [(each.text, list(each.owners), each.open) for each in lines(f"{heading}{table}\n")]
    assert found == ([expected] if expected else [])
