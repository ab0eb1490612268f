"""The number of an issue behind a carried line: a link by default, plain where the config says so, and one number in both forms."""

import pytest

from bot.core.carry.next_note import carry
from bot.core.config.schema import Config, Numbers
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Close
from tests.support.tracker import REPOSITORY, Tracker

ISSUES = f"https://github.com/{REPOSITORY}/issues"
FIRST, SECOND, THIRD = "2024-03-05", "2024-03-19", "2024-04-02"
TEMPLATE = "# Meeting\n\n## Action items\n"
WALL = "(Ada) paint the harbour wall"
TOPIC = "(Bea) order the rope, see #77"


def tracker(numbers: Numbers = "link") -> Tracker:
    """The wall is issue 1, the rope issue 2."""
    made = Tracker(config=Config(numbers=numbers))
    made.write(FIRST, f"* [ ] {WALL}", f"* [ ] {TOPIC}")
    made.sync()
    return made


def carried(made: Tracker, day: str = SECOND, text: str = TEMPLATE) -> str:
    """The next note. A second run changes no byte, and a sync of it opens nothing; the next plans nothing."""
    path = f"notes/{day}.md"
    done = carry(made.snapshot(), NoteFile(path, text)).text
    assert carry(made.snapshot(), NoteFile(path, done)).text == done
    made.notes[path] = done
    before = len(made.issues)
    made.sync()
    assert len(made.issues) == before
    assert made.sync().changes == ()
    return done


@pytest.mark.parametrize(
    ("numbers", "wall", "rope"),
    [
        pytest.param("link", f"[#1]({ISSUES}/1)", f"[#2]({ISSUES}/2)", id="links"),
        pytest.param("plain", "#1", "#2", id="plain"),
    ],
)
def test_the_form_is_that_of_the_config(numbers: Numbers, wall: str, rope: str) -> None:
    made = tracker(numbers)
    assert carried(made) == f"{TEMPLATE}\n* [ ] {WALL} {wall}\n* [ ] {TOPIC} {rope}\n"
    assert carried(made, THIRD).count(wall) == 1


def test_a_plain_number_of_an_earlier_note_becomes_a_link_on_its_way() -> None:
    made = tracker()
    made.write(SECOND, f"* [ ] {WALL} #1", f"* [ ] {TOPIC}")
    assert made.sync().changes == ()
    assert f"* [ ] {WALL} [#1]({ISSUES}/1)\n" in carried(made, THIRD)
    assert f"* [ ] {TOPIC} [#2]({ISSUES}/2)\n" in made.notes[f"notes/{THIRD}.md"]


def test_a_plain_number_that_stands_there_stays() -> None:
    text = f"{TEMPLATE}\n* [ ] {WALL} #1\n* [ ] {TOPIC} #2\n"
    assert carried(tracker(), text=text) == text


def test_a_dropped_line_has_its_reason_behind_the_link() -> None:
    made = tracker()
    made.say("/drop the vendor does it")
    dropped = f"* [~] {WALL} [#1]({ISSUES}/1) (dropped: the vendor does it)\n"
    assert dropped in carried(made)
    assert WALL not in carried(made, THIRD)


def test_a_raised_issue_is_a_link_behind_the_arrow() -> None:
    made = tracker()
    lamp = made.person_opens("The lamp is dim")
    done = carry(made.snapshot(), NoteFile(f"notes/{SECOND}.md", TEMPLATE), raised=(made.issues[lamp],))
    assert f"* [ ] The lamp is dim → [#{lamp}]({ISSUES}/{lamp})\n" in done.text
    made.notes[f"notes/{SECOND}.md"] = done.text
    made.sync()
    assert len(made.issues) == lamp, "the line has its issue"


def test_a_tick_closes_and_a_rewording_keeps_the_issue() -> None:
    made = tracker()
    text = carried(made).replace("[ ]", "[x]", 1).replace("order the rope, see #77", "find somebody who splices")
    made.notes[f"notes/{SECOND}.md"] = text
    closes = [change for change in made.sync().changes if isinstance(change, Close)]
    assert [change.number for change in closes] == [1]
    assert len(made.issues) == 2
    assert made.issues[2].title == "find somebody who splices"


def test_titles_have_no_number() -> None:
    made = tracker()
    carried(made)
    made.write(SECOND, f"* [ ] {WALL} green [#1]({ISSUES}/1)", f"* [ ] {TOPIC} [#2]({ISSUES}/2)")
    made.sync()
    assert next(issue.title for issue in made.issues.values()) == "paint the harbour wall green"


@pytest.mark.parametrize("numbers", ["link", "plain"])
def test_a_number_behind_a_word_for_a_reference_is_no_news_for_the_issue(numbers: Numbers) -> None:
    made = Tracker(config=Config(numbers=numbers))
    made.write(FIRST, "* [ ] (Ada) review this PR", "* [ ] (Bea) list the things like:")
    made.sync()
    titles = [issue.title for issue in made.issues.values()]
    carried(made)
    assert [issue.title for issue in made.issues.values()] == titles
    assert "Also written as" not in "".join(issue.body for issue in made.issues.values())


@pytest.mark.parametrize("end", ["(Ada)", "- Ada", "**Ada**", "→ Ada", "@ada"])
@pytest.mark.parametrize("number", ["#1", "[#1](https://github.com/octo/notes/issues/1)"])
def test_who_stands_at_the_end_is_read_in_front_of_the_number(end: str, number: str) -> None:
    made = Tracker()
    made.write("2024-03-05", f"* [ ] order the new rope {end}")
    made.sync()
    made.write("2024-03-12", f"* [ ] order the new rope {end} {number}")
    assert made.sync().changes == ()
