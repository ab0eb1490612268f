"""Titles that make sense in a list of issues."""

import re

import pytest

from bot.core.config.schema import Config
from bot.core.issues.titles import LENGTH, title
from bot.core.model.notes import Item
from bot.core.notes.parse import read
from bot.core.notes.placeholders import says_nothing
from tests.support.paths import CORPUS, need

REPOSITORY = "harbour/notes"
_DANGLING = re.compile(r"to\s+[a-z]|[\s:;,.–—-]|https?://")


def titles(text: str) -> list[str]:
    """The titles of the lines of work in a note's action list."""
    note = read("2024-05-15.md", f"## Action items\n\n{text}", Config(without_box="all"))
    return [title(Item("x", "", (line,), line.state, 0, 0), REPOSITORY) for line in note.lines if line.text]


OUTSIDE = [
    pytest.param("# Harbour\n## Crane\nACTION: oil it", "Crane: oil it", id="a heading"),
    pytest.param("# Harbour\n## Minutes\n### Crane:\nTODO: oil it", "Crane: oil it", id="the innermost heading"),
    pytest.param("# Harbour\n## Crane\n- Rope\n  - TODO: oil it", "Rope: oil it", id="a bullet says more"),
    pytest.param("# Harbour\nACTION: oil it", "oil it", id="the title of the note"),
    pytest.param("# Harbour\n## Crane\n**ACTION: oil it**", "Crane: oil it", id="a bold line is no topic of itself"),
    pytest.param("# Harbour\n**Action item: oil it**", "oil it", id="a bold line below the title"),
    pytest.param("# Harbour\n## Notes\nACTION: oil it", "oil it", id="no topic"),
    pytest.param("# Harbour\n## Meeting Notes\nACTION: oil it", "oil it", id="notes of a meeting"),
    pytest.param("# Harbour\nACTION: oil it\\", "oil it", id="a sign of a line break"),
    pytest.param("# Harbour\n## 2. Crane\nACTION: oil it", "Crane: oil it", id="a numbered heading"),
    pytest.param("# Harbour\n## Notes – by Ada\nACTION: oil it", "oil it", id="notes and who took them"),
    pytest.param("# Harbour\n## 2024-05-15\nACTION: oil it", "oil it", id="a date"),
    pytest.param("# Harbour\n## Action items\n- [ ] oil it", "oil it", id="the action list"),
    pytest.param("# Harbour\n## Action items\n### Crane\n- [ ] oil it", "oil it", id="a part of the action list"),
]


@pytest.mark.parametrize(("text", "expected"), OUTSIDE)
def test_the_heading_is_the_topic_outside_the_lists(text: str, expected: str) -> None:
    lines = read("2024-05-15.md", text, Config(without_box="all")).lines
    assert [title(Item("x", "", (line,), line.state, 0, 0), REPOSITORY) for line in lines] == [expected]


def test_titles_of_the_corpus_begin_with_words() -> None:
    need(CORPUS)
    for path in CORPUS.glob("*/**/*.md"):
        note = read(path.name, path.read_text(encoding="utf-8", errors="replace"), Config(without_box="all"))
        for line in note.lines:
            made = title(Item("x", "", (line,), line.state, 0, 0), REPOSITORY)
            said = line.why.is_work and line.text and not says_nothing(line.text)
            assert not said or not _DANGLING.match(made), f"{path}:{line.number}: {made}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- [ ] paint the wall", "paint the wall", id="as it is"),
        pytest.param("- [ ] Ada Lind - to paint the wall", "paint the wall", id="a dangling to"),
        pytest.param("- [ ] Ada: will paint the wall", "paint the wall", id="a dangling promise"),
        pytest.param("- [ ] @ada I will paint the wall", "paint the wall", id="a promise of one's own"),
        pytest.param("- [ ] Ada: needs to paint the wall", "paint the wall", id="a dangling verb"),
        pytest.param("- [ ] Should we paint the wall?", "Should we paint the wall?", id="a question"),
        pytest.param("- [ ] I think the wall is too low", "I think the wall is too low", id="no promise"),
        pytest.param("- [ ] Ada to paint the wall", "Ada to paint the wall", id="a subject"),
        pytest.param("- [ ] (Ada) : paint the wall", "paint the wall", id="a sign in front"),
        pytest.param("- [ ] ) paint the wall", "paint the wall", id="a closing bracket in front"),
        pytest.param("- [ ] paint the wall -", "paint the wall", id="a sign at the end"),
        pytest.param("- [ ] paint the wall (Owner: Ada, due: May)", "paint the wall", id="fields"),
        pytest.param("- [ ] paint the wall (due: end of next week)", "paint the wall", id="a day in words"),
        pytest.param("- [ ] paint the wall - due: early June", "paint the wall", id="a month in words"),
        pytest.param("- [ ] paint the wall (deadline: friday evening)", "paint the wall", id="a day of the week"),
        pytest.param(
            "- [ ] Fix form (due date: shown wrong)", "Fix form (due date: shown wrong)", id="a label's words"
        ),
        pytest.param(
            "- [ ] paint it (area: port, owner: @ada) - #5", "paint it - #5", id="fields with a number behind"
        ),
        pytest.param("- [ ] paint - Owner: Ada - Due: May", "paint", id="fields behind dashes"),
        pytest.param("- [ ] 浇花 - 负责人：王小明 - 截止日期：周五", "浇花", id="fields behind dashes in Chinese"),
        pytest.param("- [ ] say - so: Ada - Due: May", "say - so: Ada", id="the last field alone"),
        pytest.param("- [ ] say - so: Ada", "say - so: Ada", id="no field"),
        pytest.param("- [ ] paint - Assignee: Ada - Priority: high - Due: 2024-06-01", "paint", id="three fields"),
        pytest.param("- [ ] paint | Owner: Ada | Status: open", "paint", id="fields behind bars"),
        pytest.param("- [ ] paint. Owner: Ada; Suggested deadline: in May", "paint", id="fields behind a full stop"),
        pytest.param("- [ ] paint (Priority: high)", "paint", id="a field in parentheses"),
        pytest.param("- [ ] set the option (priority = 3)", "set the option (priority = 3)", id="code in parentheses"),
        pytest.param("- [ ] paint. Owner: the crew;", "paint", id="a sign behind the field"),
        pytest.param("- [ ] paint - Owner: Ada, Bea - Due: May", "paint", id="two owners in a field"),
        pytest.param(
            "- [ ] paint. Target: 700. Then rake it", "paint. Target: 700. Then rake it", id="a sentence behind"
        ),
        pytest.param("- [ ] paint: Status: open", "paint: Status: open", id="behind another colon"),
        pytest.param("- [ ] Owner: Ada", "Owner: Ada", id="nothing but a field"),
        pytest.param("- [ ] paint — due 2024-06-01", "paint", id="a day behind a dash"),
        pytest.param("- [ ] paint (by 2024-06-01)", "paint", id="a day in parentheses"),
        pytest.param("- [ ] paint it by 2024-06-01", "paint it by 2024-06-01", id="a day in the sentence"),
        pytest.param("- [ ] paint (00:12:34)", "paint", id="a place in a recording"),
        pytest.param("- [ ] [12:34] paint", "paint", id="a short one in front"),
        pytest.param("- [ ] meet on Monday (18:00)", "meet on Monday (18:00)", id="a time of day"),
        pytest.param("**Bob**\n- [ ] Ada: paint\n\nPresent: Ada", "Bob: paint", id="an owner and a colon"),
        pytest.param("- [ ] [All] paint", "paint", id="a tag for everybody"),
        pytest.param("- [ ] [The group]: paint", "paint", id="a tag for the group"),
        pytest.param("- [ ] [New] paint", "paint", id="a tag for the state"),
        pytest.param("- [ ] [crane 12] paint", "[crane 12] paint", id="a tag for a thing"),
        pytest.param("- ACTION 58.1: paint the wall", "paint the wall", id="a number with a dot"),
        pytest.param(
            "- [ ] Wall --> paint\n  it (TODO: Ada)", "Wall --> paint it", id="a word for work in the second line"
        ),
        pytest.param("- [ ] To paint is good", "To paint is good", id="a capital letter"),
        pytest.param("- [ ] review https://github.com/a/b/pull/12.", "review a/b#\u200b12.", id="a pull request"),
        pytest.param("- [ ] https://github.com/harbour/notes/issues/7", "#7", id="an issue of the tracker"),
        pytest.param("- [ ] see https://github.com/a/b", "see a/b", id="a repository"),
        pytest.param("- [ ] mend https://github.com/a/b/blob/main/docs/x.md", "mend a/b/x.md", id="a file"),
        pytest.param(
            "- [ ] revert https://github.com/a/b/commit/0123456789abcdef", "revert a/b@0123456", id="a commit"
        ),
        pytest.param("- [ ] join https://github.com/a", "join a", id="a profile"),
        pytest.param("- [ ] read https://www.example.org/x/page.html", "read example.org/page.html", id="a page"),
        pytest.param(
            "- [ ] read https://docs.example.org/d/1aB?e=1", "read docs.example.org", id="an address with a query"
        ),
        pytest.param("- [ ] read https://[example/x", "read https://[example/x", id="no address"),
        pytest.param("**Crane**\n- [ ] oil it", "Crane: oil it", id="a bold line"),
        pytest.param("***Crane***:\n- [ ] oil it", "Crane: oil it", id="bold and italic"),
        pytest.param("<strong>Crane</strong>\n\n- [ ] oil it", "Crane: oil it", id="bold in HTML"),
        pytest.param("**Crane** (Ada)\n- [ ] oil it", "Crane (Ada): oil it", id="a bold line with a remark"),
        pytest.param("**Crane**\n\nIt squeaks.\n\n- [ ] oil it", "Crane: oil it", id="words between"),
        pytest.param("**Crane**\n- [ ] Crane: oil it", "Crane: oil it", id="the topic in the line"),
        pytest.param("- Crane\n  - [ ] oil it", "Crane: oil it", id="a plain bullet"),
        pytest.param("**Crane squeaks.**\n- [ ] oil it", "Crane squeaks: oil it", id="a sentence as topic"),
        pytest.param("**Does the crane squeak?**\n- [ ] oil it", "Does the crane squeak? oil it", id="a question"),
        pytest.param("**What has to get DONE**\n- [ ] oil", "What has to get DONE: oil", id="no state of the topic"),
        pytest.param("**Crane -- done**\n- [ ] oil it", "Crane: oil it", id="a state behind the topic"),
        pytest.param("- Ada\n  - [ ] oil it\n\nPresent: Ada", "oil it", id="the owner as topic"),
        pytest.param("**Notes**\n- [ ] oil it", "oil it", id="notes are no topic"),
        pytest.param("**Review of the actions from May**\n- [ ] oil it", "oil it", id="a review is no topic"),
        pytest.param("**b) Crane**\n- [ ] oil it", "Crane: oil it", id="a topic with a letter"),
        pytest.param("**1.2 Crane**\n- [ ] oil it", "Crane: oil it", id="a numbered topic"),
        pytest.param("**Crane 1.2 plan**\n- [ ] oil it", "Crane 1.2 plan: oil it", id="a number in a topic"),
        pytest.param("**Crane (15 min)**\n- [ ] oil it", "Crane: oil it", id="how long a topic takes"),
        pytest.param("**Crane (3 m)**\n- [ ] oil it", "Crane: oil it", id="minutes in short"),
        pytest.param("**Crane (3 ropes)**\n- [ ] oil it", "Crane (3 ropes): oil it", id="brackets of a topic"),
        pytest.param("**[All] Crane**\n- [ ] oil it", "Crane: oil it", id="a topic with a tag"),
        pytest.param("- [x] mend the crane\n  - [ ] oil it", "mend the crane: oil it", id="below work"),
        pytest.param(
            "- [x] mend the crane\n  - Ada:\n    - [ ] oil it\n\nPresent: Ada",
            "mend the crane: oil it",
            id="a name between",
        ),
        pytest.param(
            f"- [x] mend the crane {'very ' * 12}well\n  - [ ] oil it",
            "mend the crane very very very very very very very very very…: oil it",
            id="below a sentence",
        ),
        pytest.param(
            f"- [x] mend the crane {'very ' * 12}well\n  - [ ] ask the mill for oil",
            "ask the mill for oil",
            id="a text of its own below a sentence",
        ),
        pytest.param("**Crane oil**\n- [ ] order oil for the crane", "order oil for the crane", id="the topic's words"),
    ],
)
def test_titles(text: str, expected: str) -> None:
    assert titles(text)[-1] == expected


def test_a_sign_with_work_below_it_keeps_a_title() -> None:
    """GitHub refuses an issue without one."""
    assert titles("- [ ] |\n    - [ ] paint the wall")[0] == "|"


def test_places_in_a_recording_are_no_part_of_a_title() -> None:
    link = "[View on Fireflies.ai](https://app.fireflies.ai/view/x)"
    assert titles(f"- [ ] paint wall 2 (12:34)\n\n{link}") == ["paint wall 2"]
    assert titles("- [ ] paint wall 2 (12:34)") == ["paint wall 2 (12:34)"]


def test_long_titles_are_cut_at_a_word() -> None:
    (cut,) = titles(f"- [ ] paint {'the wall ' * 30}")
    assert len(cut) <= LENGTH
    assert cut.endswith("…")


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        pytest.param("cranes and the masts of it", "cranes…", id="English"),
        pytest.param("Kräne und der Masten davon", "Kräne…", id="German"),
        pytest.param("grúas y las torres", "grúas…", id="Spanish"),
        pytest.param("cranes, masts of it too", "cranes, masts…", id="words"),
    ],
)
def test_a_cut_leaves_no_small_words(end: str, expected: str) -> None:
    front = "paint " + "x" * (LENGTH - 7 - end.rindex(" ", 0, -4))
    assert titles(f"- [ ] {front} {end} and much more than fits")[0].removeprefix(f"{front} ") == expected
