"""The grammar of owner tags and marker words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.names import split_cell
from bot.core.owners import read_head, read_tail

KNOWN = frozenset({"zoë", "fix-it-fox", "jaybird", "docs lead"})


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
        pytest.param("(AB, Ann) water", ["AB", "Ann"], "water", id="comma"),
        pytest.param("(AB / CD/EF) water", ["AB", "CD", "EF"], "water", id="slashes"),
        pytest.param("(AB;CD) water", ["AB", "CD"], "water", id="semicolon"),
        pytest.param("(AB & CD) water", ["AB", "CD"], "water", id="ampersand"),
        pytest.param("(Ann and Bob) water", ["Ann", "Bob"], "water", id="and"),
        pytest.param("(AB): water", ["AB"], "water", id="colon behind"),
        pytest.param("(B012 - Bob) water", ["Bob"], "water", id="an id and an owner"),
        pytest.param("[Ann] water", ["Ann"], "water", id="square"),
        pytest.param("[name=Ann, Bob] water", ["Ann", "Bob"], "water", id="HackMD name"),
        pytest.param("[@ann][]: water", ["ann"], "water", id="reference without definition"),
        pytest.param("@ann water", ["ann"], "water", id="login first"),
        pytest.param("@ann: water", ["ann"], "water", id="login and colon"),
        pytest.param("@ann, @bob water", ["ann", "bob"], "water", id="logins"),
        pytest.param("@ann to water", ["ann"], "@ann to water", id="login in prose"),
        pytest.param("Ann: water", ["Ann"], "water", id="name and colon"),
        pytest.param("ABC: water", ["ABC"], "water", id="initials and colon"),
        pytest.param("Ann + Bob: water", ["Ann", "Bob"], "water", id="plus and colon"),
        pytest.param("Zoë - water", ["Zoë"], "water", id="known name and dash"),
        pytest.param("Ann to water", ["Ann"], "Ann to water", id="to"),
        pytest.param("Ann B. will water", ["Ann B."], "Ann B. will water", id="will"),
        pytest.param("jaybird to water", ["jaybird"], "jaybird to water", id="known login"),
        pytest.param("quickfox & Fix-it to meet", ["quickfox", "Fix-it"], "quickfox & Fix-it to meet", id="two logins"),
        pytest.param("stage 3 steps: Ann to call", ["Ann"], "stage 3 steps: Ann to call", id="behind a prefix"),
        pytest.param("(low importance, later) x", [], "(low importance, later) x", id="importance"),
        pytest.param("(tentative) x", [], "(tentative) x", id="an adjective"),
        pytest.param("(jaybird) x", ["jaybird"], "x", id="a known login"),
        pytest.param("(postponed) x", [], "(postponed) x", id="postponed"),
        pytest.param("(all) x", [], "(all) x", id="all"),
        pytest.param("(TODO) x", [], "(TODO) x", id="marker in parentheses"),
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
    ],
)
def test_owners(text: str, owners: list[str], rest: str) -> None:
    head = read_head(text, KNOWN)
    assert ([owner.name for owner in head.owners], head.text, head.marker) == (owners, rest, None)


@pytest.mark.parametrize("tag", ["(???)", "( )", "(?)", "(Needs Owner)", "(TBD)", "(nobody)", "()", "[unassigned]"])
def test_empty_places(tag: str) -> None:
    head = read_head(f"{tag} water")
    assert (head.owners, head.placeholder, head.text) == ((), True, "water")


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
        pytest.param("AP: water", None, ["AP"], "water", id="AP is a speaker"),
        pytest.param("Ai: water", None, ["Ai"], "water", id="Ai is a speaker"),
        pytest.param("Work: water", None, [], "Work: water", id="work is none"),
        pytest.param("AI is a subject", None, [], "AI is a subject", id="AI is a subject"),
        pytest.param("Next steps: water", "Next steps", [], "water", id="next steps"),
        pytest.param("[Action - Ann] water", "Action", ["Ann"], "water", id="in brackets"),
        pytest.param("[Bob] [Action - Ann] water", "Action", ["Ann"], "water", id="who says it does not own it"),
    ],
)
def test_markers(text: str, marker: str | None, owners: list[str], rest: str) -> None:
    head = read_head(text)
    assert (head.marker, [owner.name for owner in head.owners], head.text) == (marker, owners, rest)


@pytest.mark.parametrize(
    ("text", "rest", "owners"),
    [
        pytest.param("water", "water", [], id="nobody"),
        pytest.param("water [Ann, Bob]", "water", ["Ann", "Bob"], id="square"),
        pytest.param("water. (@ann)", "water", ["ann"], id="login"),
        pytest.param("water. @ann.", "water", ["ann"], id="login behind a full stop"),
        pytest.param("water (and others)", "water (and others)", [], id="a remark"),
        pytest.param("water (quickly)", "water (quickly)", [], id="a small word"),
    ],
)
def test_names_at_the_end(text: str, rest: str, owners: list[str]) -> None:
    found, names = read_tail(text)
    assert (found, [owner.name for owner in names]) == (rest, owners)


def test_cells_name_owners_as_written() -> None:
    assert [owner.name for owner in split_cell("**Ann** & everybody else, TBD")] == ["Ann", "everybody else"]


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["(", ")", "[", "]", "Ann", ":", " to ", "TODO", "@a", " ", "-", "/", "AI"])).map(
        "".join
    )
)
def test_any_text_has_a_head(text: str) -> None:
    head = read_head(text)
    assert all(owner.name in text for owner in head.owners)
    assert head.text in text
