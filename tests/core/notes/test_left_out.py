"""Lines of action lists that say something else than what is to be done, and those that are read below labels and in quotes."""

import pytest

from bot.core.config.schema import Config, WithoutBox
from bot.core.issues.account import account
from bot.core.items.traced import traced
from bot.core.model.account import FileAccount
from bot.core.model.notes import NoteFile
from bot.core.notes.parse import read
from bot.core.reports.account import account_lines

PEOPLE = "## Attendees\n* Ann\n* Bob\n\n"


def told(text: str, without_box: WithoutBox = "explicit") -> list[tuple[str, str, str]]:
    """The lines of a note: words, state, and why they are work or not. A line that is only shown has its state in brackets."""
    config = Config(without_box=without_box)
    return [
        (line.text, f"({line.state})" if line.only_shown else str(line.state), str(line.why))
        for line in read("2024-05-15.md", text, config).lines
    ]


REVIEWS = [
    pytest.param("## Action item review\n* the hook: it works", [("the hook: it works", "open", "reviewed")], id="heading"),
    pytest.param("## Action point follow-up\n* the hook works", [("the hook works", "open", "reviewed")], id="follow-up"),
    pytest.param("**Review of actions**\n\n* the hook works", [("the hook works", "open", "reviewed")], id="bold line"),
    pytest.param("* Review of actions\n    * the hook works", [], id="bullet"),
    pytest.param("## Action item updates\n* the hook works", [("the hook works", "open", "reviewed")], id="updates"),
    pytest.param("* based on last week's action items:\n    * the hook works", [], id="what is based on old work"),
    pytest.param("* All had this action item:\n    * try the hook", [], id="what all had to do"),
    pytest.param("* Updates on actions:\n    * the hook works", [], id="bullet with updates"),
    pytest.param("## Update action list\n* a", [("a", "(open)", "listed")], id="a list that is to be updated"),
    pytest.param(
        "## Review of the previous agenda and action items\n* it works", [("it works", "open", "reviewed")], id="of all that is old"
    ),
    pytest.param("## Review of the budget and action items\n* a", [("a", "(open)", "listed")], id="of something else, and work"),
    pytest.param(
        "## Review of actions\n* [ ] a\n* [x] b\n* c",
        [("a", "open", "listed"), ("b", "done", "listed"), ("c", "(open)", "listed")],
        id="a list with boxes is kept from meeting to meeting",
    ),
    pytest.param("## Review of new actions from this meeting\n* a", [("a", "(open)", "listed")], id="a review of new work"),
    pytest.param("## Review / TODOs\n* a", [("a", "(open)", "listed")], id="a review and more"),
    pytest.param("## Previous actions\n* a", [("a", "(open)", "listed")], id="a list of earlier work"),
    pytest.param(
        "## Actions from the last meeting\n\nWe got the tar a week ago.\n\nAnn to mow the lawn\n\nWrite to the mill",
        [
            ("We got the tar a week ago.", "open", "loose"),
            ("Ann to mow the lawn", "(open)", "listed"),
            ("Write to the mill", "(open)", "listed"),
        ],
        id="paragraphs about earlier work",
    ),
    pytest.param(
        "## Previous actions\n### The hook\n* it works", [("it works", "open", "reviewed")], id="a heading for each of it"
    ),
    pytest.param("## Previous actions\n### Last meeting\n* a", [("a", "(open)", "listed")], id="a heading for the meeting"),
    pytest.param("## Previous actions\n## Previously\n* a", [("a", "(open)", "listed")], id="more of the list behind it"),
    pytest.param("## Talk\n## Previously\n* a\n* ACTION: b", [("b", "open", "marker")], id="more of something else"),
    pytest.param("## Open actions\n### The hook\n* a", [("a", "(open)", "listed")], id="what is to be done by subject"),
    pytest.param(
        "## Action item review\n* the hook\n    * ACTION: Ann to paint it",
        [("the hook", "open", "reviewed"), ("Ann to paint it", "open", "listed")],
        id="new work in a review",
    ),
    pytest.param(
        "## Action item review\n* ACTION: a\n    * done, it is in the shed\n* ACTION: b\n    * not done yet\n"
        "* ACTION: c\n    * AL: no longer needed\n* ACTION: d\n    * ✅ No longer required",
        [("a", "done", "listed"), ("b", "open", "listed"), ("c", "dropped", "listed"), ("d", "dropped", "listed")],
        id="the state stands below",
    ),
    pytest.param(
        "## Review of actions\n* ACTION: a\n    * ✅ Complete, see below\n* ACTION: b\n    * ✅ Asked. They agree\n"
        "* ACTION: c\n    * Ada is at it\n    * ✅ Done",
        [("a", "done", "listed"), ("b", "done", "listed"), ("c", "done", "listed")],
        id="a sign for done stands below",
    ),
    pytest.param(
        "## Review of actions\n* ACTION: a\n    * ✅ one half\n    * the other half waits\n* ACTION: b\n    * :clock3: waits",
        [("a", "open", "listed"), ("b", "open", "listed")],
        id="a sign for a part of it",
    ),
    pytest.param(
        "## Review of actions\n* ~~a~~\n* b (done)\n* c\n    * dropped\n* d\n    * Ada: done\n* paint the hook red again - done?\n* f - ongoing",
        [(*each, "reviewed") for each in (("a", "done"), ("b", "done"), ("c", "dropped"), ("d", "done"))]
        + [("paint the hook red again - done?", "open", "reviewed"), ("f", "open", "reviewed")],
        id="what is said of old work",
    ),
    pytest.param(
        "## Review of actions\n* ACTION: a\n    * docs: done\n    * code: waits\n* ACTION: b\n    * done, but not merged",
        [("a", "open", "listed"), ("b", "open", "listed")],
        id="a part of it is done",
    ),
    pytest.param("## Agenda\n* Review of actions\n    * ACTION: a", [("a", "open", "reviewed")], id="in an agenda"),
    pytest.param(
        "## Prior meeting follow-up / Action items\n* write to the mill\n    * it went well\n    * Closed/complete\n"
        "* paint the door\n    * Ada is at it",
        [("write to the mill", "(done)", "listed"), ("paint the door", "(open)", "listed")],
        id="an issue of earlier work is closed",
    ),
    pytest.param(
        "## Actions from last meeting\n* write to the mill\n* **Review of action items from May**:\n    * it is late",
        [("write to the mill", "(open)", "listed")],
        id="a review within a list",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REVIEWS)
def test_reviews_of_old_work(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


OUTCOMES = [
    pytest.param("* ACTION: a\n    * DONE", "done", id="in the bullet below"),
    pytest.param("* ACTION: a\n    * → completed", "done", id="behind an arrow"),
    pytest.param("* ACTION: a\n    * **Done**, it is in the shed", "done", id="with words behind it"),
    pytest.param("* ACTION: a\n    * ✅ done - see #12", "done", id="with a sign"),
    pytest.param("* ACTION: a\n    * Done: the gate\n    * Open: the fence", "open", id="a list of what is done of it"),
    pytest.param("* ACTION: a\n    * Done: https://example.org/12", "done", id="and where"),
    pytest.param("* ACTION: a\n    * Done: [the page](https://example.org/12).", "done", id="and where, with a label"),
    pytest.param("* ACTION: a\n    * done, but not merged", "open", id="with what is left"),
    pytest.param("* ACTION: a\n    * done is better than perfect", "open", id="a sentence"),
    pytest.param("* ACTION: a\n    * b\n        * DONE", "open", id="below another bullet"),
    pytest.param("ACTION: a\n- DONE - see #12", "done", id="a list right below a paragraph"),
    pytest.param("ACTION: a\n\n- DONE", "open", id="a list of its own"),
    pytest.param("* ACTION: a -- done in the meeting", "done", id="and where, behind a dash"),
    pytest.param("* ACTION: a - done better by Bob and the others of the mill", "open", id="a sentence behind a dash"),
    pytest.param("* **DONE** [12](https://x.org/12): TODO(Ann) a", "done", id="in front of a word for work"),
    pytest.param("* **WIP** [12](https://x.org/12): TODO(Ann) a", "open", id="another state in front"),
]


@pytest.mark.parametrize(("text", "state"), OUTCOMES)
def test_outcomes_beside_a_line(text: str, state: str) -> None:
    assert [line.state for line in read("2024-05-15.md", text).lines if line.marker] == [state]


SAID = [
    pytest.param(
        f"{PEOPLE}## Actions\n* mow\n* Not done, postponed\n* rake\n* Done - thanks to Bea\n* reap\n* Done. Ann will sow",
        [
            ("mow", "(open)", "listed"),
            ("Not done, postponed", "open", "reported"),
            ("rake", "(done)", "listed"),
            ("Done - thanks to Bea", "open", "reported"),
            ("reap", "(done)", "listed"),
            ("Done. Ann will sow", "(open)", "listed"),
        ],
        id="how work stands, and what is to be done now",
    ),
    pytest.param("## Actions\n* It was agreed to wait", [("It was agreed to wait", "open", "reported")], id="a report"),
    pytest.param(
        "## Next steps\n\nThe hall is open until July. Any help is welcome.\n\nWrite to the mill\n\nAnn: mow\n\nBob will sow\n\nMaintainers of the gate: Order tar",
        [
            ("The hall is open until July. Any help is welcome.", "open", "loose"),
            ("Write to the mill", "(open)", "listed"),
            ("mow", "(open)", "listed"),
            ("Bob will sow", "(open)", "listed"),
            ("Maintainers of the gate: Order tar", "(open)", "listed"),
        ],
        id="prose",
    ),
    pytest.param(
        "## Actions\n* ACME has asked for a crane\n* ACME asked for a crane\n* [Order tar](https://example.org)",
        [
            ("ACME has asked for a crane", "open", "reported"),
            ("ACME asked for a crane", "(open)", "listed"),
            ("Order tar", "(open)", "listed"),
        ],
        id="what a body has done, and a link to what is to be done",
    ),
    pytest.param(
        "## Actions\n* The team discussed the gate\n* They also reviewed the plan\n* The team agreed to paint the gate",
        [
            ("The team discussed the gate", "open", "reported"),
            ("They also reviewed the plan", "open", "reported"),
            ("The team agreed to paint the gate", "(open)", "listed"),
        ],
        id="a report of all",
    ),
    pytest.param(
        f"{PEOPLE}## Actions\n* It was agreed that Ann will wait\n* Agreed: Ann to wait\n* Agreed: the wall is green",
        [
            ("It was agreed that Ann will wait", "(open)", "listed"),
            ("Agreed: Ann to wait", "(open)", "listed"),
            ("Agreed: the wall is green", "open", "reported"),
        ],
        id="a report of who does what",
    ),
    pytest.param(
        f"{PEOPLE}AB: yes\n\nCD: no\n\nAB: well\n\n## Actions\nAB: it is done now\n\nBob will mow the lawn",
        [("it is done now", "open", "spoken"), ("Bob will mow the lawn", "(open)", "listed")],
        id="speech and work",
    ),
    pytest.param(
        f"{PEOPLE}AB: yes\n\nCD: no\n\nAB: well\n\n## Actions\nAB: Ann will mow the lawn",
        [("Ann will mow the lawn", "(open)", "listed")],
        id="somebody says who does it",
    ),
    pytest.param(
        "## Talk\n* Ann: yes\n* Bob: no\n* Ann: well\n* Bob: well\n\n"
        "## Actions\n* Ann: I think so\n* Bob: are we sure?\n* Ann: we should\n* paint the door",
        [
            ("I think so", "open", "spoken"),
            ("are we sure?", "open", "spoken"),
            ("we should", "open", "spoken"),
            ("paint the door", "(open)", "listed"),
        ],
        id="a talk in a list, and work",
    ),
    pytest.param(
        "## Talk\n* Ann: yes\n* Bob: no\n* Ann: well\n* Bob: well\n\n## Actions\n* Ann: mow\n* Bob: rake\n* Ann: paint",
        [("mow", "(open)", "listed"), ("rake", "(open)", "listed"), ("paint", "(open)", "listed")],
        id="work for those who talk",
    ),
    pytest.param(
        "## Actions\n* Located in [the issues](https://x.org/i)\n* All open tasks are tracked on [the board](https://x.org/b)\n"
        "* As per the minutes: https://x.org/m\n* **Events**: [see below](#events)\n* All previous actions are closed.",
        [],
        id="where the work stands",
    ),
    pytest.param(
        "## Actions\n* Make sure all tasks are tracked on [the board](https://x.org/b)\n* Update the page: [events](#events)\n* See Ann about [the key](https://x.org/k)\n* See what Ann wrote and mend it: https://x.org/m",
        [("Make sure all tasks are tracked on the board", "(open)", "listed"), ("Update the page: events", "(open)", "listed"), ("See Ann about the key", "(open)", "listed"), ("See what Ann wrote and mend it: https://x.org/m", "(open)", "listed")],
        id="an order and a link",
    ),
    pytest.param("## Questions\n* Follow-up: is it taught in May?\n* Follow-up: Ann to ask?", [("Ann to ask?", "(open)", "marker")], id="a question that follows"),
    pytest.param(
        "## Next steps\n* Where did our last talk on the mill land?\n* Ask Bob about the roof of the mill?\n* Bob: which roof do we need for the mill?",
        [
            ("Where did our last talk on the mill land?", "open", "loose"),
            ("Ask Bob about the roof of the mill?", "(open)", "listed"),
            ("which roof do we need for the mill?", "(open)", "listed"),
        ],
        id="a question below next steps",
    ),
    pytest.param("## Recap and actions\n* Ann to open the talk\n* [ ] mow", [("Ann to open the talk", "(open)", "listed"), ("mow", "open", "listed")], id="a recap, and work"),
    pytest.param("## Summary (TODO: add the slides)\n* the wall is green", [], id="what is to be done with the heading"),
    pytest.param("## Actions\n* a\n### References\n* the book", [("a", "(open)", "listed")], id="references below actions"),
    pytest.param("## Actions\nAnn: mow it now\n### Links\n* x", [("mow it now", "(open)", "listed")], id="words above links"),
    pytest.param("## Editor actions\n* the copy keeps the colour\n* Ann: paint the door", [("the copy keeps the colour", "open", "loose"), ("paint the door", "(open)", "listed")], id="actions of a thing, and work"),
    pytest.param("## Team actions\n* a new sign\n* Write the report", [("a new sign", "(open)", "listed"), ("Write the report", "(open)", "listed")], id="actions of a group, with a deed"),
    pytest.param("## Deliverables\n* a charter\n* Ann: paint the door", [("a charter", "open", "loose"), ("paint the door", "(open)", "listed")], id="a result, and work"),
    pytest.param("## Assignment\n* You will build a mill\n* Ann: paint the door", [("You will build a mill", "open", "loose"), ("paint the door", "(open)", "listed")], id="a task of a course, and work"),
    pytest.param("## Talk\n* Follow-up from last call\n  * the hooks\n  * [ ] mow", [("the hooks", "open", "loose"), ("mow", "open", "label")], id="what goes on, and work"),
    pytest.param(
        f"{PEOPLE}## Actions\n* Ann noted that it is late\n* Cy Moe (Mill) also reported on the roof\n"
        "* Ann suggested that Bob will mow\n* Fix reported bugs\n* Review Suggested changes\n* Update Gate noted in May",
        [
            ("Ann noted that it is late", "open", "reported"),
            ("Cy Moe (Mill) also reported on the roof", "open", "reported"),
            ("Ann suggested that Bob will mow", "(open)", "listed"),
            ("Fix reported bugs", "(open)", "listed"),
            ("Review Suggested changes", "(open)", "listed"),
            ("Update Gate noted in May", "(open)", "listed"),
        ],
        id="what somebody said, and work",
    ),
    pytest.param("## Actions\n\n[ab]: https://x.org/a\n[cd]: https://x.org/c", [], id="where links lead"),
    pytest.param("## Actions\n* Everyone:\n* a", [("a", "(open)", "listed")], id="a name with nothing behind"),
    pytest.param(
        "## Actions\n* look at the road:", [("look at the road:", "(open)", "listed")], id="a sentence with a colon"
    ),
    pytest.param("## Actions\n* The next meeting of the board will be on Friday, 6 June, at 5 PM\n* a", [("a", "(open)", "listed")], id="the next meeting"),
    pytest.param("## Actions\n* Next meeting: Ann to show 3 hooks", [("Next meeting: Ann to show 3 hooks", "(open)", "listed")], id="for the next meeting"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID)
def test_what_is_said_in_a_list(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


BELOW = [
    pytest.param("**Action item**\nAnn to mow the lawn", [("Ann to mow the lawn", 2)], id="bold"),
    pytest.param("Actions:\nAnn to mow the lawn", [("Ann to mow the lawn", 2)], id="colon"),
    pytest.param("**Actions**\nAnn to mow  \nBob to rake leaves", [("Ann to mow", 2), ("Bob to rake leaves", 3)], id="hard breaks"),
    pytest.param("**Actions**\nAnn to mow the\nlawn of the mill", [("Ann to mow the lawn of the mill", 2)], id="a wrapped line"),
    pytest.param("**Actions**\nNone", [], id="nothing"),
    pytest.param("<h3>Actions</h3>\n\n* mow\n\n<h3>Talk</h3>\n\n* rake", [("mow", 3)], id="headings in HTML"),
    pytest.param("<h3>Actions</h3> and more\n\n* mow", [], id="HTML that is no heading alone"),
    pytest.param("## 任务\n- 花园：\n后端：王小明\n前端：李雷", [("花园： 后端：王小明 前端：李雷", 2)], id="a part and who does it"),
    pytest.param("## Talk\nby Friday:\n\n- mow the lawn", [("mow the lawn", 4)], id="below a day"),
    pytest.param("## Actions\nAnn: mow it\nBob: rake", [("mow it", 2), ("rake", 3)], id="a person each, below a heading"),
    pytest.param("## Actions\nAnn to mow  \nBob to rake leaves", [("Ann to mow", 2), ("Bob to rake leaves", 3)], id="hard breaks below a heading"),
    pytest.param("## Actions\nAnn to mow the\nlawn", [("Ann to mow the lawn", 2)], id="a wrapped line below a heading"),
    pytest.param("**Topic**\nAnn to mow the lawn", [], id="no label for work"),
    pytest.param("## Attendees\n* Ann\n\n## Talk\n* Actions:\n    * Ann:\n        * mow it\n        * rake it", [("mow it", 7), ("rake it", 8)], id="below a name"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BELOW)
def test_lines_right_below_a_label(text: str, expected: list[tuple[str, int]]) -> None:
    lines = read("2024-05-15.md", text).lines
    assert [(line.wording, line.number) for line in lines] == expected


QUOTES = [
    pytest.param("> Action item: Ann to mow", "auto", [("Ann to mow", "(open)", "marker")], id="shown"),
    pytest.param("> Action item: Ann to mow", "all", [("Ann to mow", "open", "marker")], id="all"),
    pytest.param("> Next step: mow", "all", [], id="a word that is not explicit"),
    pytest.param("## Actions\n> * a\n> * [ ] b", "all", [], id="lists in quotes"),
]


@pytest.mark.parametrize(("text", "without_box", "expected"), QUOTES)
def test_work_in_quotes_is_shown(text: str, without_box: WithoutBox, expected: list[tuple[str, str, str]]) -> None:
    assert told(text, without_box) == expected


def test_the_account_names_what_is_left_out() -> None:
    text = "## Action item review\n* the hook works\n\n## Actions\n* It was agreed to wait\n* [ ] a"
    found = traced((NoteFile("2024-05-15.md", text),), Config())
    said = account_lines(account(FileAccount(notes=1), found, (), Config()))
    assert said[-1] == (
        "2 lines of action lists left out: 1 on how earlier work stands, 1 on what was said or decided "
        "(`duly items --explain` names them; with a box they count, and outside tables with `ACTION:`)."
    )


PEOPLE_OF_A_PARAGRAPH = [
    pytest.param(
        f"{PEOPLE}## Actions\nAnn: paint the mill\nBob to water the lawn  \nAnn: mow it",
        [("paint the mill", 6), ("Bob to water the lawn", 7), ("mow it", 8)],
        id="a line for each",
    ),
    pytest.param(
        f"{PEOPLE}## Actions\nAnn: paint the mill, and as soon as it is\ndry ask for a new roof",
        [("paint the mill, and as soon as it is", 6)],
        id="a line that goes on",
    ),
    pytest.param(f"{PEOPLE}## Talk\nAnn: paint the mill\nBob: water the lawn", [], id="outside the lists"),
    pytest.param("## Actions\n* website content [?]\n* the roof (?)", [("website content [?]", 2), ("the roof (?)", 3)], id="nobody yet"),
    pytest.param("## Actions\n* what then?", [], id="a question"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PEOPLE_OF_A_PARAGRAPH)
def test_each_line_of_a_paragraph_may_name_who_does_it(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(line.text, line.number) for line in read("2024-05-15.md", text).lines] == expected
