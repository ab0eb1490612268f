"""The grammar of owner tags and marker words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.people.context import Context
from bot.core.people.lines.actor import read_actor
from bot.core.people.lines.prefix import read_prefix
from bot.core.people.names import split_cell
from bot.core.people.owner import Owner

KNOWN = Context(frozenset({"zoë", "fix-it-fox", "jaybird", "docs lead"}))


@pytest.mark.parametrize(
    ("text", "owners", "rest"),
    [
        pytest.param("water the plants", [], "water the plants", id="nobody"),
        pytest.param("(AB) water", ["AB"], "water", id="initials"),
        pytest.param("(IF) water", ["IF"], "water", id="initials that are a word"),
        pytest.param("(McX) water", ["McX"], "water", id="mixed initials"),
        pytest.param("(Ann) water", ["Ann"], "water", id="name"),
        pytest.param("(Ann B.) water", ["Ann B."], "water", id="name and initial"),
        pytest.param("(Ann?) water", ["Ann?"], "water", id="in doubt"),
        pytest.param("(quickfox) water", ["quickfox"], "water", id="login"),
        pytest.param("(@quick-fox) water", ["quick-fox"], "water", id="login with @"),
        pytest.param("(@ann @bob) water", ["ann", "bob"], "water", id="logins with a blank between them"),
        pytest.param("(AB, Ann) water", ["AB", "Ann"], "water", id="comma"),
        pytest.param("(AB / CD/EF) water", ["AB", "CD", "EF"], "water", id="slashes"),
        pytest.param("(AB;CD) water", ["AB", "CD"], "water", id="semicolon"),
        pytest.param("(AB & CD) water", ["AB", "CD"], "water", id="ampersand"),
        pytest.param("(Ann and Bob) water", ["Ann", "Bob"], "water", id="and"),
        pytest.param("(AB): water", ["AB"], "water", id="colon behind"),
        pytest.param("(B012 - Bob) water", ["Bob"], "water", id="an id and an owner"),
        pytest.param("[Ann] water", ["Ann"], "water", id="square"),
        pytest.param("Ann Lind - water", ["Ann Lind"], "water", id="a full name and a dash"),
        pytest.param("Garden Mockups - Cam", [], "Garden Mockups - Cam", id="only a name behind the dash"),
        pytest.param("Action Keeper: Dennis", [], "Action Keeper: Dennis", id="a role and its name"),
        pytest.param("{Ann Lind} water", ["Ann Lind"], "water", id="braces"),
        pytest.param("{all} water", [], "{all} water", id="everybody in braces"),
        pytest.param("[name=Ann, Bob] water", ["Ann", "Bob"], "water", id="HackMD name"),
        pytest.param("[@ann][]: water", ["ann"], "water", id="reference without definition"),
        pytest.param("@ann water", ["ann"], "water", id="login first"),
        pytest.param("@ann: water", ["ann"], "water", id="login and colon"),
        pytest.param("@ann, @bob water", ["ann", "bob"], "water", id="logins"),
        pytest.param("@ann to water", ["ann"], "@ann to water", id="login in prose"),
        pytest.param("@Ann Lind - water", ["Ann Lind"], "water", id="mention by a full name"),
        pytest.param(
            "@Ann Lind, @Bob Moor - water", ["Ann Lind", "Bob Moor"], "water", id="two mentions by full names"
        ),
        pytest.param("@Ann Lind: water", ["Ann Lind"], "water", id="mention by a full name and colon"),
        pytest.param("@Ann Lind to water", ["Ann Lind"], "Ann Lind to water", id="mention in prose"),
        pytest.param("@Ann Water the roses", ["Ann"], "Water the roses", id="login and a capital behind it"),
        pytest.param("Ann: water", ["Ann"], "water", id="name and colon"),
        pytest.param("ABC: water", ["ABC"], "water", id="initials and colon"),
        pytest.param("Ann + Bob: water", ["Ann", "Bob"], "water", id="plus and colon"),
        pytest.param("Zoë - water", ["Zoë"], "water", id="known name and dash"),
        pytest.param("Battle: Zoë", ["Zoë"], "Battle", id="a known name alone behind a colon"),
        pytest.param("Grace: Zoë, Jaybird", ["Grace"], "Zoë, Jaybird", id="a given name before known names"),
        pytest.param("Grace Lind: Zoë", ["Grace Lind"], "Zoë", id="a given name and a family name before a known name"),
        pytest.param("Jean-Luc: Zoë", ["Jean-Luc"], "Zoë", id="a given name of two parts before a known name"),
        pytest.param("Zoë: Jaybird", ["Zoë"], "Jaybird", id="a known name before another"),
        pytest.param("Ann to water", ["Ann"], "Ann to water", id="to"),
        pytest.param("Priorities: water", [], "Priorities: water", id="common words, many"),
        pytest.param("Davies: water", ["Davies"], "water", id="a name that ends so"),
        pytest.param("Manes: water", ["Manes"], "water", id="a name that is many with another end"),
        pytest.param("Ann B. will water", ["Ann B."], "Ann B. will water", id="will"),
        pytest.param("jaybird to water", ["jaybird"], "jaybird to water", id="known login"),
        pytest.param("quickfox & Fix-it to meet", ["quickfox", "Fix-it"], "quickfox & Fix-it to meet", id="two logins"),
        pytest.param("stage 3 steps: Ann to call", ["Ann"], "stage 3 steps: Ann to call", id="behind a prefix"),
        pytest.param(
            "Ann, Bob, and Cy will meet", ["Ann", "Bob", "Cy"], "Ann, Bob, and Cy will meet", id="three and and"
        ),
        pytest.param("Ann / Bob to meet", ["Ann", "Bob"], "Ann / Bob to meet", id="slash in prose"),
        pytest.param("Ann or Bob to meet", ["Ann", "Bob"], "Ann or Bob to meet", id="or"),
        pytest.param("Ann and others to meet", ["Ann"], "Ann and others to meet", id="and others"),
        pytest.param("Ann Lee will call", ["Ann Lee"], "Ann Lee will call", id="whole name"),
        pytest.param("Ann van Lee will call", ["Ann van Lee"], "Ann van Lee will call", id="name with a particle"),
        pytest.param("José to call", ["José"], "José to call", id="accent"),
        pytest.param("Łukasz will call", ["Łukasz"], "Łukasz will call", id="letter beyond Latin 1"),
        pytest.param("Сергей to call", ["Сергей"], "Сергей to call", id="Cyrillic"),
        pytest.param("Jean-Luc to call", ["Jean-Luc"], "Jean-Luc to call", id="hyphen"),
        pytest.param("O'Brien to call", ["O'Brien"], "O'Brien to call", id="apostrophe"),
        pytest.param("(D'Arcy / José) call", ["D'Arcy", "José"], "call", id="tag with marks"),
        pytest.param("(fox14, b-2) call", ["fox14", "b-2"], "call", id="logins with digits"),
        pytest.param("IF will call", ["IF"], "IF will call", id="initials that are a word, in prose"),
        pytest.param("Ann (@quick-fox) to call", ["quick-fox"], "Ann (@quick-fox) to call", id="name and login"),
        pytest.param("Ann (AB): call", ["Ann"], "call", id="name and initials"),
        pytest.param("Ann is going to call", ["Ann"], "Ann is going to call", id="is going to"),
        pytest.param("Ann offered to call", ["Ann"], "Ann offered to call", id="offered to"),
        pytest.param(
            "stage-3 next steps: quickfox to call", ["quickfox"], "stage-3 next steps: quickfox to call", id="login"
        ),
        pytest.param("(AB, ???) call", ["AB"], "call", id="a name and an empty place"),
        pytest.param("AB CD: call", ["AB", "CD"], "call", id="initials side by side"),
        pytest.param("Zoë with Jaybird: call", ["Zoë", "Jaybird"], "call", id="with a companion"),
        pytest.param("@ann, @bob, and @cid call", ["ann", "bob", "cid"], "call", id="comma and and"),
        pytest.param("Ann (lead), Bob (support): call", ["Ann", "Bob"], "call", id="roles"),
        pytest.param("Ann (@quick-fox), Bob: call", ["quick-fox", "Bob"], "call", id="a login of several"),
        pytest.param("(assigned to Ann) call", ["Ann"], "call", id="assigned to"),
        pytest.param("[owner: @ann] call", ["ann"], "call", id="owner in brackets"),
        pytest.param("P1: Ann: call", ["Ann"], "call", id="a rank in front"),
        pytest.param("[P1] Ann: call", ["Ann"], "call", id="a rank in brackets"),
        pytest.param("URGENT Ann to call", ["Ann"], "Ann to call", id="urgent"),
        pytest.param("🔥 Ann: call", ["Ann"], "call", id="an emoji"),
        pytest.param("Ann Lovelace - call", ["Ann Lovelace"], "call", id="a full name before a dash"),
        pytest.param("Dan Field: call", ["Dan Field"], "call", id="a surname that is a word"),
        pytest.param("Will: call", ["Will"], "call", id="a given name that is a word"),
        pytest.param("AB, docs team: call", ["AB"], "call", id="a name and a team"),
        pytest.param("（Ann）call", ["Ann"], "call", id="full-width parentheses"),
        pytest.param("Ann：call", ["Ann"], "call", id="full-width colon"),
        pytest.param("@old- call", ["old-"], "call", id="login of an old account"),
        pytest.param("@ann_corp call", ["ann_corp"], "call", id="login of a managed user"),
        pytest.param("@org/team: call", ["org/team"], "@org/team: call", id="a team stays one of the words"),
        pytest.param("@org/team to call", ["org/team"], "@org/team to call", id="a team in prose"),
        pytest.param("(AB + core) call", ["AB"], "call", id="a name and a collective"),
        pytest.param("(AB, 2021-03-10) call", ["AB"], "call", id="a name and a date"),
        pytest.param("(low importance, later) x", [], "(low importance, later) x", id="importance"),
        pytest.param("(tentative) x", [], "(tentative) x", id="an adjective"),
        pytest.param("(jaybird) x", ["jaybird"], "x", id="a known login"),
        pytest.param("(postponed) x", [], "(postponed) x", id="postponed"),
        pytest.param("(all) x", [], "(all) x", id="all"),
        pytest.param("Dee - to water", ["Dee"], "to water", id="dash and promise"),
        pytest.param("webpage - to be mended", [], "webpage - to be mended", id="a thing, dash and promise"),
        pytest.param("Nod - to the north", [], "Nod - to the north", id="no promise behind the dash"),
        pytest.param("(link to the PR?) x", [], "(link to the PR?) x", id="a question"),
        pytest.param("(pronounced: Nickel) x", [], "(pronounced: Nickel) x", id="pronunciation"),
        pytest.param("push to quay (github?)", [], "push to quay (github?)", id="a remark behind"),
        pytest.param("Note: water", [], "Note: water", id="a note"),
        pytest.param("I will water", [], "I will water", id="I"),
        pytest.param("We will water", [], "We will water", id="we"),
        pytest.param("Need to water", [], "Need to water", id="need"),
        pytest.param("Reach out to Bob", [], "Reach out to Bob", id="reach out"),
        pytest.param("Website: add a page", [], "Website: add a page", id="a subject and colon"),
        pytest.param("Gates to be built", [], "Gates to be built", id="passive"),
        pytest.param("Link to Google doc", [], "Link to Google doc", id="link to"),
        pytest.param("fox to water", [], "fox to water", id="a small word"),
        pytest.param("CFEP-03: water", [], "CFEP-03: water", id="a number"),
        pytest.param("https://x.org: y", [], "https://x.org: y", id="a URL"),
        *(
            pytest.param(text, [], text, id=text)
            for text in (
                *(
                    "Python to be dropped",
                    "Azure will drop it",
                    "Docs to update",
                    "Tests to be written",
                    "Users to be told",
                ),
                *(
                    "Try to call",
                    "Push to quay",
                    "Migration to the cloud",
                    "Feedback to collect",
                    "Back to work",
                    "Rotation to agree on",
                    "Welcome to the club",
                    "Next to go",
                ),
                *(
                    "Invite Ann to speak",
                    "Ask Bob to call",
                    "Ping Ann to reply",
                    "Email Bob to say so",
                    "Assigned to Ann: x",
                ),
                *("Everyone to read it", "Someone will call", "Team to decide", "This will do", "They will call"),
                *("OVH VM: made", "README: mend it", "GitHub Actions: move", "Release 1.2 to ship", "Docker hub: ask"),
                *("(v2) x", "(Q3) x", "(W37) x", "(P1) x", "(A012) x", "(3.9) x", "(#12) x", "(WIP) x", "(X) x"),
                *(
                    "(w/ Ann) x",
                    "(by Friday) x",
                    "(maybe Ann) x",
                    "(see below) x",
                    "(arm64) x",
                    "(pending) x",
                    "(docs) x",
                ),
                *(
                    "fox will call",
                    "x: fox to call",
                    "Owner: Ann",
                    "RFC to write",
                    "PEP to write",
                ),
            )
        ),
    ],
)
def test_owners(text: str, owners: list[str], rest: str) -> None:
    prefix = read_prefix(text, KNOWN)
    assert ([owner.name for owner in prefix.owners], prefix.text, prefix.marker) == (owners, rest, None)


@pytest.mark.parametrize(
    "tag",
    [
        "(???)",
        "( )",
        "(?)",
        "(Needs Owner)",
        "(TBD)",
        "(nobody)",
        "()",
        "[unassigned]",
        "(unclaimed)",
        "TBD:",
        "???:",
        "Unclaimed:",
    ],
)
def test_empty_places(tag: str) -> None:
    prefix = read_prefix(f"{tag} water")
    assert (prefix.owners, prefix.placeholder, prefix.text) == ((), True, "water")


@pytest.mark.parametrize(
    ("text", "marker", "owners", "rest"),
    [
        pytest.param("water", None, [], "water", id="none"),
        pytest.param("TODO: water", "TODO", [], "water", id="todo"),
        pytest.param("TODO water", "TODO", [], "water", id="todo without colon"),
        pytest.param("todo: water", "todo", [], "water", id="small todo"),
        pytest.param("to do the thing", None, [], "to do the thing", id="to do is prose"),
        pytest.param("TODO(ann) water", "TODO", ["ann"], "water", id="todo and name"),
        pytest.param("TODO: Ann to water", "TODO", ["Ann"], "Ann to water", id="todo and prose"),
        pytest.param("(Ann) TODO: water", "TODO", ["Ann"], "water", id="owner, then todo"),
        pytest.param("Ann TODO: water", "TODO", ["Ann"], "water", id="name before todo"),
        pytest.param("ACTION: AB, will water", "ACTION", ["AB"], "AB, will water", id="action and subject"),
        pytest.param("Action: Ann to water", "Action", ["Ann"], "Ann to water", id="small action"),
        pytest.param("Action item: water", "Action item", [], "water", id="action item"),
        pytest.param("Action 2: Ann will water", "Action", ["Ann"], "Ann will water", id="numbered"),
        pytest.param("ACTION - Ann - water", "ACTION", ["Ann"], "water", id="dashes"),
        pytest.param("AI: water", "AI", [], "water", id="AI"),
        pytest.param("AI(AB) water", "AI", ["AB"], "water", id="AI and initials"),
        pytest.param("(Action) water", "Action", [], "water", id="action in parentheses"),
        pytest.param("(TODO) water", "TODO", [], "water", id="todo in parentheses"),
        pytest.param("ACTION [Ann]: water", "ACTION", ["Ann"], "water", id="a name in brackets behind"),
        pytest.param("ACTION - Dee, have a look", "ACTION", ["Dee"], "Dee, have a look", id="spoken to"),
        pytest.param("ACTION: Docs, tests and tools", "ACTION", [], "Docs, tests and tools", id="a list of things"),
        pytest.param("AI (done): water", "AI", [], "water", id="done is nobody"),
        pytest.param("AP: water", None, ["AP"], "water", id="AP is a speaker"),
        pytest.param("Ai: water", None, ["Ai"], "water", id="Ai is a speaker"),
        pytest.param("Work: water", None, [], "Work: water", id="work is none"),
        pytest.param("AI (AB) tools", None, [], "AI (AB) tools", id="AI, a blank and a remark"),
        pytest.param("Action(AB) water", "Action", ["AB"], "water", id="action and initials"),
        pytest.param("Action (AB) water", "Action", ["AB"], "water", id="action, a blank and initials"),
        pytest.param("Action (soon) is good", None, [], "Action (soon) is good", id="action and a remark"),
        pytest.param("AI is a subject", None, [], "AI is a subject", id="AI is a subject"),
        pytest.param("Next steps: water", "Next steps", [], "water", id="next steps"),
        pytest.param("[Action - Ann] water", "Action", ["Ann"], "water", id="in brackets"),
        pytest.param("[AI] water", "AI", [], "water", id="AI in brackets"),
        pytest.param("ACTION @ann: water", "ACTION", ["ann"], "water", id="action and login"),
        pytest.param("AI @ann to water", "AI", ["ann"], "@ann to water", id="AI and login"),
        pytest.param("AI Ann: water", "AI", ["Ann"], "water", id="AI and name"),
        pytest.param("Action item for Ann: water", "Action item", ["Ann"], "water", id="for"),
        pytest.param("-> ACTION: water", "ACTION", [], "water", id="arrow"),
        pytest.param("TODO: quickfox will water", "TODO", ["quickfox"], "quickfox will water", id="login in prose"),
        pytest.param("dry, so AI(AB) water", "AI", ["AB"], "water", id="in the middle"),
        pytest.param("(CD) dry, so AI(AB) water", "AI", ["AB"], "water", id="in the middle, behind who says it"),
        pytest.param("water TODO(ann)", "TODO", ["ann"], "water", id="at the end"),
        pytest.param("water AI(soon)", None, [], "water AI(soon)", id="at the end, nobody"),
        pytest.param("water (AI)", None, [], "water (AI)", id="AI in parentheses"),
        pytest.param("[Bob] [Action - Ann] water", "Action", ["Ann"], "water", id="who says it does not own it"),
        pytest.param("#action ann to water", "action", ["ann"], "ann to water", id="hash"),
        pytest.param("# action in one word", None, [], "# action in one word", id="a hash and a blank"),
        pytest.param("ACTION-12: Ann to water", "ACTION", ["Ann"], "Ann to water", id="an id"),
        pytest.param("New action item: water", "action item", [], "water", id="new"),
        pytest.param(
            "Summary of Action Items: Ann will water", "Action Items", ["Ann"], "Ann will water", id="a summary"
        ),
        pytest.param("Another TODO: water", "TODO", [], "water", id="another"),
        pytest.param("New action plan: it works", None, [], "New action plan: it works", id="a new plan"),
        pytest.param("Action all: water", "Action", [], "water", id="everybody"),
        pytest.param("ACTION for everyone: water", "ACTION", [], "water", id="for everybody"),
        pytest.param("Action group: it met", None, [], "Action group: it met", id="a group"),
        pytest.param("Action on Ann: water", "Action", ["Ann"], "water", id="on"),
        pytest.param("Action for Ann to water", "Action", ["Ann"], "Ann to water", id="for, in prose"),
        pytest.param("action AB: water", "action", ["AB"], "water", id="small action and initials"),
        pytest.param("action AB - water", "action", ["AB"], "water", id="small action, initials and a dash"),
        pytest.param("ACTION: [who?] water", "ACTION", [], "water", id="a place that asks"),
        pytest.param("[todo] Ann: water", "todo", ["Ann"], "water", id="small todo in brackets"),
        pytest.param("Ann Example - ACTION - water", "ACTION", ["Ann Example"], "water", id="name before action"),
        pytest.param("Ann's to-do: water", "to-do", ["Ann"], "water", id="whose to-do"),
        pytest.param("Ann ToDo: water", "ToDo", ["Ann"], "water", id="small letters before a colon"),
        pytest.param("Drum to-do: water", None, [], "Drum to-do: water", id="a stranger's to-do"),
        pytest.param("Ann's to-do list grows", None, [], "Ann's to-do list grows", id="no colon"),
        pytest.param("To-do item: water", "To-do item", [], "water", id="to-do item"),
        pytest.param("ACTION: If we water, it grows", "ACTION", [], "If we water, it grows", id="a condition"),
        pytest.param("ACTION: water approach to agree", "ACTION", [], "water approach to agree", id="common words"),
        pytest.param("TODO:: @ann to water", "TODO", ["ann"], "@ann to water", id="two colons"),
        pytest.param("🕒 ACTION - Ann - water", "ACTION", ["Ann"], "water", id="an emoji in front"),
        pytest.param("@ann action items are late", None, ["ann"], "action items are late", id="no action item"),
        pytest.param("Drum action item to water", None, [], "Drum action item to water", id="a stranger"),
        pytest.param("TODO: Ann/Bob to Email Cy", "TODO", ["Ann", "Bob"], "Ann/Bob to Email Cy", id="a capital"),
        pytest.param("TODO: Ann to Boston", "TODO", [], "Ann to Boston", id="a place"),
        pytest.param("TODO: The roses, Ann to water", "TODO", ["Ann"], "The roses, Ann to water", id="behind a topic"),
        pytest.param("TODO: ask Bob, Ann to come", "TODO", [], "ask Bob, Ann to come", id="who is asked"),
    ],
)
def test_markers(text: str, marker: str | None, owners: list[str], rest: str) -> None:
    prefix = read_prefix(text)
    assert (prefix.marker, [owner.name for owner in prefix.owners], prefix.text) == (marker, owners, rest)


def test_everybody_in_a_cell_is_no_owner() -> None:
    assert split_cell("All members") == split_cell("Staff") == ()


@pytest.mark.parametrize("cell", ["See above", "Everyone (in the meeting)", "─", "***", "1"])
def test_cells_that_name_nobody(cell: str) -> None:
    assert split_cell(cell) == ()


def test_cells_name_owners_as_written() -> None:
    assert [owner.name for owner in split_cell("**Ann** & everybody else, TBD")] == ["Ann", "everybody else"]


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["(", ")", "[", "]", "Ann", ":", " to ", "TODO", "@a", " ", "-", "/", "AI"])).map(
        "".join
    )
)
def test_any_text_has_a_head(text: str) -> None:
    prefix = read_prefix(text)
    assert all(owner.name in text for owner in prefix.owners)
    assert prefix.text in text


def test_capitals_with_an_article_are_no_initials() -> None:
    context = Context(text="we let the alpn name the protocol.\n")
    assert [read_prefix(f"{name}: oil", context).owners for name in ("ALPN", "ABC")] == [(), (Owner("ABC"),)]


def test_things_of_the_note_are_no_people() -> None:
    context = Context(text="ann will oil the zumba before the zumbaya.\n")
    assert [read_prefix(f"{name}: oil", context).owners for name in ("Zumba", "Zumb")] == [(), (Owner("Zumb"),)]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param("Zoë water the plants", ["Zoë"], id="known"),
        pytest.param("Zoë and Jaybird water the plants", ["Zoë", "Jaybird"], id="two"),
        pytest.param("Ann water the plants", [], id="unknown"),
        pytest.param("Zoë said that it rained", [], id="a report"),
        pytest.param("Zoë watered the plants", [], id="the past"),
        pytest.param("Zoë is away", [], id="no deed"),
    ],
)
def test_people_before_what_they_do(text: str, owners: list[str]) -> None:
    assert [owner.name for owner in read_actor(text, KNOWN)] == owners


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param("MAY need to water the plants", [], id="may"),
        pytest.param("Will have to water the plants", [], id="will"),
        pytest.param("Will needs to water the plants", ["Will"], id="Will"),
        pytest.param("Will and Bob need to water the plants", ["Will", "Bob"], id="two"),
        pytest.param("Ann need to water the plants", ["Ann"], id="no verb in front"),
    ],
)
def test_two_verbs_in_a_row_name_nobody(text: str, owners: list[str]) -> None:
    assert [owner.name for owner in read_prefix(text).owners] == owners
