"""Words and signs that tick a line."""

import pytest

from bot.core.markdown.done_words import is_done, without_done
from bot.core.model.notes import State
from bot.core.notes.parse import read

OPEN, DONE = State.OPEN, State.DONE


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        pytest.param("✅ mow", "mow", id="sign in front"),
        pytest.param(":white_check_mark: mow", "mow", id="sign by its name"),
        pytest.param("[DONE] mow", "mow", id="brackets"),
        pytest.param("(done) mow", "mow", id="parentheses"),
        pytest.param("Done: mow", "mow", id="colon"),
        pytest.param("DONE - mow", "mow", id="dash in front"),
        pytest.param("DONE mow", "mow", id="capitals"),
        pytest.param("mow -> done", "mow", id="arrow"),
        pytest.param("mow - DONE (in May)", "mow", id="a remark behind it"),
        pytest.param("mow → Done!", "mow", id="drawn arrow"),
        pytest.param("mow - done", "mow", id="dash"),
        pytest.param("mow — completed.", "mow", id="long dash"),
        pytest.param("mow (done)", "mow", id="parentheses behind"),
        pytest.param("mow. DONE", "mow", id="capitals behind"),
        pytest.param("mow ✔️", "mow", id="sign behind"),
        pytest.param("mow. Completed.", "mow", id="a sentence of its own"),
        pytest.param("mow, done", "mow", id="comma"),
        pytest.param("mow: done", "mow", id="colon behind"),
        pytest.param("mow (done, see #12)", "mow", id="parentheses with where"),
        pytest.param("mow (Done. It took an hour)", "mow", id="parentheses with a sentence"),
        pytest.param("mow [DONE: https://example.org/?a=1]", "mow", id="brackets with an address"),
        pytest.param("mow (done in May, the gate too)", "mow", id="parentheses with when and what"),
        pytest.param("mow - done, see #12", "mow", id="dash with where"),
        pytest.param("mow -> done in #12", "mow", id="arrow with where"),
        pytest.param("mow. DONE: https://example.org", "mow", id="a sentence with an address"),
        pytest.param("mow. Done, it is short now.", "mow", id="a sentence with more words"),
    ],
)
def test_done(text: str, rest: str) -> None:
    assert without_done(text) == (rest, True)


@pytest.mark.parametrize(
    "text",
    [
        "mow",
        "check that all is done",
        "done is better than perfect",
        "get mowing done",
        "paint columns for to do, doing, done",
        "paint columns for doing, done",
        "sort the list by To Do, done",
        "mow (mostly done)",
        "mow (not done)",
        "ask what was done - and why",
        "mow - done?",
        "mow (done?)",
        "mow (erledigt?)",
        "mow (done, but not raked)",
        "mow - done, except the slope",
        "mow (done once it is dry)",
        "mow. Done, Bob to rake",
        "mow - DONE (ish)",
        "form - complete, sign and send it",
        "paint columns - done, doing and ready",
        "DONE",
        "✅",
        "ABANDONED",
    ],
)
def test_not_done(text: str) -> None:
    assert without_done(text) == (text, False)


@pytest.mark.parametrize(
    ("source", "text", "state"),
    [
        pytest.param("* [ ] (Ann) mow -> done", "mow", DONE, id="an open box"),
        pytest.param("* [ ] ✅ (Ann) mow", "mow", DONE, id="before the owner"),
        pytest.param("* [ ] ~~mow~~", "mow", DONE, id="struck through"),
        pytest.param("* [ ] <s>mow</s>", "mow", DONE, id="struck through in HTML"),
        pytest.param("* [ ] ~~mow~~ rake", "mow rake", OPEN, id="struck through in part"),
        pytest.param("* [ ] (Ann) ~~mow~~", "mow", DONE, id="struck through behind the owner"),
        pytest.param("* Ann - ~~mow the lawn~~", "mow the lawn", DONE, id="a bullet struck through behind a name"),
        pytest.param(
            "* [ ] we said: on Monday - ~~mow~~", "we said: on Monday - mow", OPEN, id="struck through at the end"
        ),
        pytest.param("* ✅ ACTION - Ann - mow", "mow", DONE, id="a sign before the word for work"),
        pytest.param("* [~] mow (done)", "mow", State.DROPPED, id="a dropped box stays so"),
        pytest.param("* [ ] [denied] mow", "mow", State.DROPPED, id="refused, in front"),
        pytest.param("* [ ] Mauer streichen (entfällt)", "Mauer streichen", State.DROPPED, id="dropped in German"),
        pytest.param("* [ ] [annulé] peindre", "peindre", State.DROPPED, id="dropped in French, in front"),
        pytest.param("* [ ] 刷墙 - 已取消", "刷墙", State.DROPPED, id="dropped in Chinese"),
        pytest.param("* In progress: mow", "mow", OPEN, id="begun"),
        pytest.param("* [ ] [Open - Ann to ask] mow", "mow", OPEN, id="open in brackets, with a remark"),
        pytest.param("* [ ] (Ann) (ongoing) mow", "mow", OPEN, id="ongoing behind the owner"),
        pytest.param("* mow - ONGOING", "mow", OPEN, id="ongoing behind a dash"),
        pytest.param("* mow (in progress)", "mow", OPEN, id="ongoing in brackets behind"),
        pytest.param("* mow what is ongoing", "mow what is ongoing", OPEN, id="ongoing in the sentence"),
        pytest.param(
            "* keep the wheel going, it is a work in progress",
            "keep the wheel going, it is a work in progress",
            OPEN,
            id="in a sentence",
        ),
        pytest.param("* [ ] WIP - mow", "mow", OPEN, id="begun, before a dash"),
        pytest.param("* [ ] Pending: #12", "Pending: #12", OPEN, id="a number that is pending"),
        pytest.param("* [ ] Started: 12 May", "Started: 12 May", OPEN, id="a day"),
        pytest.param("* Open the gate", "Open the gate", OPEN, id="a deed"),
        pytest.param("* Pending mows: count them", "Pending mows: count them", OPEN, id="a thing that is pending"),
        pytest.param("* AI (done): mow", "mow", DONE, id="behind a marker"),
        pytest.param("* AI: mow", "mow", OPEN, id="a marker"),
        pytest.param("* mow - DONE", "mow", DONE, id="a bullet"),
        pytest.param("* ~~mow~~", "mow", DONE, id="a bullet struck through"),
        pytest.param(
            "* ~~mow~~ Done, all of it.", "mow Done, all of it.", DONE, id="struck through, and that it is done"
        ),
        pytest.param(
            "* ~~mow~~: https://example.org", "mow: https://example.org", DONE, id="struck through, and where"
        ),
        pytest.param("* ~~mow~~ (dropped)", "mow", State.DROPPED, id="struck through, and that it is dropped"),
        pytest.param("* ~~mow~~ Complete the hedge", "mow Complete the hedge", OPEN, id="struck through, and a deed"),
        pytest.param("* ~~mow~~ done, not raked", "mow done, not raked", OPEN, id="struck through, and what is left"),
        pytest.param("* mow **Completed**", "mow Completed", DONE, id="set off"),
        pytest.param("* mow _done_.", "mow done.", DONE, id="set off, with a full stop"),
        pytest.param("* mow what is **undone**", "mow what is undone", OPEN, id="another word set off"),
    ],
)
def test_states_of_lines(source: str, text: str, state: State) -> None:
    (found,) = read("2021-03-04.md", f"## Actions\n{source}\n").lines
    assert (found.text, found.state) == (text, state)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("✅ Mown by Ann and Bob on Friday", True, id="a sign with many words"),
        ("done", True),
        ("done in #12", True),
        ("Concluído neste commit", True),
        ("erledigt am Montag", True),
        ("Done?", False),
        ("Done except the slope", False),
        ("Em andamento", False),
        ("wird bis Montag erledigt", False),
        ("Concluído, mas falta ainda escrever a página", False),
    ],
)
def test_cells_that_say_done(cell: str, expected: bool) -> None:
    assert is_done(cell) is expected
