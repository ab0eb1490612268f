"""A line that is reworded and gets another owner, one after the other, keeps its issue, although an older note has its old words.

After each edit one sync, and a second one plans nothing.
"""

import random

import pytest

from tests.core.issues.matching.test_story import NETS, TUG, Story

FIRST, SECOND = "2024-03-05", "2024-03-12"
WALL = "paint the harbour wall green"


def story_of(*lines: str) -> Story:
    """After a first meeting, and a second one with the same lines."""
    story = Story()
    for day in (FIRST, SECOND):
        story.step(day, *lines)
    return story


STEPS = [
    pytest.param(("(@bea) {}", "(@bea) {} soon"), id="another owner, then one more word"),
    pytest.param(
        ("(@ada) {} soon", "(@ada) {} soon enough", "(@bea) {} soon enough"), id="two words, then another owner"
    ),
    pytest.param(("(@bea) {}", "(@cyd) {}", "(@cyd) {} soon", "(@bea) {} soon"), id="owners back and forth"),
    pytest.param(("(@bea) {}", "(@bea) mend and {}", "(@bea) mend and {} again"), id="words on both sides"),
]


@pytest.mark.parametrize("steps", STEPS)
def test_it_keeps_its_issue(steps: tuple[str, ...]) -> None:
    story = story_of(NETS, f"* [ ] (@ada) {WALL}", TUG)
    for step in steps:
        assert story.step(SECOND, NETS, f"* [ ] {step.format(WALL)}", TUG) == ["Edit"]
    assert len(story.tracker.issues) == 3
    assert story.step(SECOND, NETS, f"* [x] {steps[-1].format(WALL)}", TUG) == ["Close"]
    assert not story.tracker.issues[2].open


def test_a_line_that_left_the_newer_note_keeps_its_issue_beside_a_new_one() -> None:
    story = story_of(NETS, f"* [ ] (@ada) {WALL}", TUG)
    story.step(SECOND, NETS, f"* [ ] (@bea) {WALL}", TUG)
    assert "Open" in story.step(SECOND, NETS, TUG, "* [ ] (@bea) order forty bags of cement")
    assert story.tracker.issues[2].open
    assert len(story.tracker.issues) == 4


def test_the_owner_of_a_line_that_left_the_newer_note_stays() -> None:
    story = story_of(NETS, f"* [ ] (@ada) {WALL}", TUG)
    for line in (f"* [ ] (@bea) {WALL}", f"* [ ] (@bea) {WALL} soon"):
        story.step(SECOND, NETS, line, TUG)
    assert story.step(SECOND, NETS, TUG) == ["Edit"]
    assert "Newer notes do not have this line any more" in story.tracker.issues[2].body
    assert story.tracker.issues[2].assignees == ("bea",)


def test_more_words_and_another_owner_in_one_edit_keep_the_issue() -> None:
    story = Story()
    story.step(FIRST, NETS, f"* [ ] (@ada) {WALL}", TUG)
    assert story.step(FIRST, NETS, f"* [ ] (@bea) {WALL} soon", TUG) == ["Edit"]


def test_such_an_edit_is_found_in_an_older_note_too() -> None:
    story = Story()
    story.step(FIRST, NETS, f"* [ ] (@ada) {WALL}")
    lines = (NETS, f"* [ ] (@bea) {WALL} soon", TUG, "* [ ] (@cyd) write the minutes")
    story.tracker.write(FIRST, *lines)
    assert story.step(SECOND, *lines) == ["Edit", "Open", "Open"]


@pytest.mark.parametrize("seed", range(12))
def test_however_lines_are_edited_one_by_one_each_has_one_issue(seed: int) -> None:
    chance = random.Random(seed)
    words = iter(
        [f"{a}{b}{c}" for a in ("ka", "ro", "mi", "tu") for b in ("ne", "lo", "va", "zi") for c in ("da", "gu", "pe")]
    )
    lines = [[f"{verb} {next(words)} {next(words)} {next(words)} {next(words)}", "ada"] for verb in ("paint", "order")]
    story, day = Story(), 5
    for kind in ["add", *chance.choices(("reword", "reword", "owner", "meet", "add"), k=8)]:
        line = chance.choice(lines)
        if kind == "reword":
            line[0] += f" {next(words)}"
        elif kind == "owner":
            line[1] = chance.choice(("ada", "bea", "cyd"))
        elif kind == "meet":
            day += 7
        else:
            lines.append([f"call {next(words)} {next(words)} {next(words)}", "cyd"])
        story.step(f"2024-{3 + day // 28:02}-{1 + day % 28:02}", *(f"* [ ] (@{owner}) {said}" for said, owner in lines))
        assert len(story.tracker.issues) == len(lines)
