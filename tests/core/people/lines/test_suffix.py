"""The grammar of owners at the end of a line and in the middle of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.people.context import Context
from bot.core.people.lines.promises import read_promise
from bot.core.people.lines.suffix import read_owner_line, read_tail

KNOWN = Context(frozenset({"ann", "bob", "ann lind"}))


@pytest.mark.parametrize(
    ("text", "rest", "owners", "sure"),
    [
        pytest.param("water", "water", [], False, id="nobody"),
        pytest.param("water [Cy, Dee]", "water", ["Cy", "Dee"], False, id="strangers"),
        pytest.param("water (Ann)", "water", ["Ann"], True, id="parentheses"),
        pytest.param("water. (@ann)", "water.", ["ann"], True, id="login"),
        pytest.param("water. @ann.", "water.", ["ann"], True, id="login behind a full stop"),
        pytest.param("water (assigned to Ann)", "water", ["Ann"], True, id="assigned to"),
        pytest.param("water (Owner: Ann)", "water", ["Ann"], True, id="owner in parentheses"),
        pytest.param("water [on Ann - due 2024-06-01]", "water", ["Ann"], True, id="on somebody, due"),
        pytest.param("water - Ann", "water", ["Ann"], True, id="dash"),
        pytest.param("water — @bob", "water", ["bob"], True, id="long dash"),
        pytest.param("water -- @ann, @bob", "water", ["ann", "bob"], True, id="two dashes"),
        pytest.param("water → Ann and Bob", "water", ["Ann", "Bob"], True, id="arrow"),
        pytest.param("water ⇐ Ann", "water", ["Ann"], True, id="arrow to the left"),
        pytest.param("water <- Ann", "water", ["Ann"], True, id="arrow in ASCII to the left"),
        pytest.param("water (@ann @bob)", "water", ["ann", "bob"], True, id="logins in parentheses"),
        pytest.param("water [Ann] (see the plan)", "water (see the plan)", ["Ann"], True, id="a remark behind"),
        pytest.param("water (Drum) (see the plan)", "water (Drum) (see the plan)", [], False, id="two remarks"),
        pytest.param("water (Ann) #12", "water #12", ["Ann"], True, id="in front of a number"),
        pytest.param("water - Ann → #12", "water → #12", ["Ann"], True, id="in front of an arrow and a number"),
        pytest.param(
            "water all @ann [#12](https://x.org/12)", "water all [#12](https://x.org/12)", ["ann"], True, id="of a link"
        ),
        pytest.param("look at it with @ann (#12)", "look at it with @ann (#12)", [], False, id="no owner at a number"),
        pytest.param("water | Ann", "water", ["Ann"], True, id="bar"),
        pytest.param("water. Owner: Ann", "water", ["Ann"], True, id="owner and colon"),
        pytest.param("water, assigned to Ann", "water", ["Ann"], True, id="assigned to, in words"),
        pytest.param("water it. Ann Lind", "water it.", ["Ann Lind"], True, id="behind a full stop"),
        pytest.param("water - Ann - in June", "water - Ann - in June", ["Ann"], True, id="between dashes"),
        pytest.param("water (Owner: Cy, due: May)", "water (Owner: Cy, due: May)", ["Cy"], True, id="among fields"),
        pytest.param(
            "water → Owner: @cy, Due: May", "water → Owner: @cy, Due: May", ["cy"], True, id="behind an arrow"
        ),
        pytest.param(
            "water: Assigned to: Cy | Due: May",
            "water: Assigned to: Cy | Due: May",
            ["Cy"],
            True,
            id="behind a colon and bar",
        ),
        pytest.param("water → Owner: Cy", "water", ["Cy"], True, id="behind an arrow, at the end"),
        pytest.param(
            "water → Owner: Cy → Due: May", "water → Owner: Cy → Due: May", ["Cy"], True, id="between two arrows"
        ),
        pytest.param(
            "water - Owner: Cy, due May", "water - Owner: Cy, due May", ["Cy"], True, id="in front of a due day"
        ),
        pytest.param("water (Ann, by the next call)", "water", ["Ann"], True, id="until when, in parentheses"),
        pytest.param("water (Cy; due May)", "water", ["Cy"], False, id="until when, behind a semicolon"),
        pytest.param("water (soon, by the pond)", "water (soon, by the pond)", [], False, id="by what"),
        pytest.param("water - Owner: Cy, Ann - May", "water - Owner: Cy, Ann - May", ["Cy", "Ann"], True, id="a field"),
        pytest.param(
            "say who is owner: Cy, today", "say who is owner: Cy, today", [], False, id="a label in a sentence"
        ),
        pytest.param("water the plants: Ann", "water the plants", ["Ann"], True, id="behind a colon"),
        pytest.param("ask: Ann", "ask: Ann", [], False, id="a label of one word"),
        pytest.param("water the plants @ann", "water the plants", ["ann"], True, id="login alone"),
        pytest.param("water plants @cy", "water plants", ["cy"], False, id="login behind two words"),
        pytest.param("water/mow @ann", "water/mow @ann", [], False, id="one word with a slash before"),
        pytest.param("the lawn/roses @ann", "the lawn/roses", ["ann"], True, id="login behind a word with a slash"),
        pytest.param("to be mown by @ann", "to be mown by @ann", ["ann"], True, id="who is to do it"),
        pytest.param("was mown by @ann", "was mown by @ann", [], False, id="who did it"),
        pytest.param(
            "ask why it will not grow as seen by @ann",
            "ask why it will not grow as seen by @ann",
            [],
            False,
            id="who saw it",
        ),
        pytest.param(
            "to be mown, seen by @ann", "to be mown, seen by @ann", [], False, id="who did it, behind a comma"
        ),
        pytest.param(
            "water it - @ann https://example.org/1",
            "water it https://example.org/1",
            ["ann"],
            True,
            id="an address behind",
        ),
        pytest.param("water it (Ann) — #25, #24", "water it — #25, #24", ["Ann"], True, id="numbers behind a dash"),
        pytest.param("water — Owner: cy-dee", "water", ["cy-dee"], True, id="a login behind a label"),
        pytest.param("water — Owner: Team", "water — Owner: Team", [], False, id="a label and everybody"),
        pytest.param("plants assigned to corners", "plants assigned to corners", [], False, id="assigned to things"),
        pytest.param("link the pages (REST API)", "link the pages (REST API)", [], False, id="a thing in capitals"),
        pytest.param("ping @bob about it - @ann", "ping @bob about it", ["ann"], True, id="the last of two logins"),
        pytest.param("water it - @org/team", "water it - @org/team", ["org/team"], False, id="a team"),
        pytest.param("water it with @ann", "water it with @ann", [], False, id="with somebody"),
        pytest.param("please ask @ann", "please ask @ann", [], False, id="somebody who is asked"),
        pytest.param("thank @ann", "thank @ann", [], False, id="one word before"),
        pytest.param("water it (cc @ann)", "water it (cc @ann)", [], False, id="a copy"),
        pytest.param("water @ann's plants", "water @ann's plants", [], False, id="somebody's"),
        pytest.param("meet Bob, Ann", "meet Bob, Ann", [], False, id="a list of names"),
        pytest.param("water (and others)", "water (and others)", [], False, id="a remark"),
        pytest.param("water (quickly)", "water (quickly)", [], False, id="a small word"),
        pytest.param("water it (@everyone)", "water it (@everyone)", [], False, id="everyone"),
        pytest.param("water it. Complete.", "water it. Complete.", [], False, id="a common word"),
    ],
)
def test_names_at_the_end(text: str, rest: str, owners: list[str], sure: bool) -> None:
    found = read_tail(text, KNOWN)
    assert (found.text, [owner.name for owner in found.owners], found.sure) == (rest, owners, sure)


@pytest.mark.parametrize(
    ("text", "language", "owners"),
    [
        pytest.param("浇花 - 负责人：王小明 - 周五", "zh", ["王小明"], id="a field in Chinese"),
        pytest.param("浇花 负责人：大家", "zh", [], id="everybody in Chinese"),
        pytest.param("水やり 担当：田中", "ja", ["田中"], id="a label in Japanese"),
        pytest.param("水やり（石川・伊東）", "ja", ["石川", "伊東"], id="two known names in Japanese"),
        pytest.param("물주기 (담당: 김이주)", "ko", ["김이주"], id="a label in Korean"),
        pytest.param("gießen, verantwortlich: cy-dee", "de", ["cy-dee"], id="a login in German"),
        pytest.param("Link der Seiten (REST API)", "de", [], id="a thing in capitals in German"),
    ],
)
def test_names_at_the_end_in_other_languages(text: str, language: str, owners: list[str]) -> None:
    context = Context(frozenset({"石川", "伊東"}), language)
    assert [owner.name for owner in read_tail(text, context).owners] == owners


@pytest.mark.parametrize(
    ("source", "owners"),
    [
        pytest.param("water the plants **Ann**", ["Ann"], id="bold"),
        pytest.param("water the plants __Ann Lind__.", ["Ann Lind"], id="underscores"),
        pytest.param("water the plants **soon**", [], id="no name"),
        pytest.param("water the plants **Zoe**", [], id="a stranger"),
        pytest.param("**Ann**", [], id="nothing in front"),
    ],
)
def test_bold_names_at_the_end(source: str, owners: list[str]) -> None:
    found = read_tail(source.replace("*", "").replace("__", ""), KNOWN, source)
    assert [owner.name for owner in found.owners] == owners
    assert (
        found.text == "water the plants"
        if owners
        else "plants" not in found.text or found.text in source.replace("*", "")
    )


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param("water", [], id="nobody"),
        pytest.param("the can leaks and @ann will mend it", ["ann"], id="will"),
        pytest.param("write it down (@ann is going to do that)", ["ann"], id="is going to"),
        pytest.param("ask @ann to mend it", [], id="asked"),
        pytest.param("mail a@ann will bounce", [], id="an address"),
        pytest.param("the can leaks. Ann to mend it", ["Ann"], id="a sentence"),
        pytest.param("the can leaks - Ann and Bob will mend it", ["Ann", "Bob"], id="behind a dash"),
        pytest.param("the can leaks. Zoe to mend it", [], id="a stranger"),
        pytest.param("the can, Ann to mend it", ["Ann"], id="behind a comma"),
        pytest.param("ask Cy, Ann to mend it", [], id="asked behind a comma"),
        pytest.param("find out whether Ann will mend it", [], id="no sentence of its own"),
    ],
)
def test_promises(text: str, owners: list[str]) -> None:
    assert [owner.name for owner in read_promise(text, KNOWN)] == owners


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        pytest.param("Owner: Zoe", ["Zoe"], id="a name"),
        pytest.param("**Assignee:** @zoe, Bob".replace("*", ""), ["zoe", "Bob"], id="two"),
        pytest.param("Owner: tbd", [], id="nobody yet"),
        pytest.param("Owner of the can", [], id="no label"),
        pytest.param("water: Ann", [], id="another label"),
    ],
)
def test_lines_that_name_an_owner(text: str, owners: list[str]) -> None:
    assert [owner.name for owner in read_owner_line(text)] == owners


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["(", ")", "Ann", ":", "a b", " - ", "@ann", " ", "→", "Owner", "**", ".", "/"])).map(
        "".join
    )
)
def test_any_text_has_an_end(text: str) -> None:
    found = read_tail(text, KNOWN, text)
    assert all(owner.name in text for owner in found.owners)
    assert text.startswith(found.text)
