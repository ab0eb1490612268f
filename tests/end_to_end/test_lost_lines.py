"""A line that is deleted and comes back, on the sandbox: the text of its issue says so, once, and nobody is notified."""

from pathlib import Path

import pytest

from tests.end_to_end.test_life_of_a_line import CONFIG, FIRST, NETS, SECOND, TUG, Life, note
from tests.support.duly import staged

WALL = "* [ ] (Ada) paint the harbour wall green"
IN_STEP, GONE = "tick the box there", "Duly finds this line in no note any more"


def said(life: Life, number: int = 2) -> list[str]:
    """Which of both sentences an issue has."""
    body = str(life.stage.repository.issue(number).body)
    return [words for words in (IN_STEP, GONE) if words in body]


@pytest.mark.parametrize("back", [FIRST, SECOND], ids=["in its note", "in the next note"])
async def test_a_line_is_deleted_and_comes_back(tmp_path: Path, back: str) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        life = Life(stage)
        await life.push(FIRST, NETS, WALL, TUG)
        pings = life.pings.copy()
        assert await life.push(FIRST, NETS, TUG) == ["edited 2"], "deleted"
        assert said(life) == [GONE]
        stage.repository.comment(2, "bea", "is this done?")
        assert await life.push(FIRST, NETS, TUG, "", "More words.") == [], "and once is enough"
        assert await life.push(back, NETS, WALL, TUG) == ["edited 2"], "back"
        assert said(life) == [IN_STEP]
        assert life.pings == pings
        assert await life.push(back, NETS, WALL.replace("[ ]", "[x]"), TUG) == ["closed 2", "edited 2"], "ticked"
        assert said(life) == [IN_STEP]


async def test_a_deleted_line_goes_on_in_other_words_by_a_merge(tmp_path: Path) -> None:
    async with staged(tmp_path, config=CONFIG) as stage:
        life = Life(stage)
        await life.push(FIRST, NETS, WALL, TUG)
        await life.push(FIRST, NETS, TUG)
        assert await life.push(SECOND, NETS, TUG, "* [ ] (Ada) lime for the quay") == ["opened 4"]
        stage.repository.comment(4, "ada", "/merge #2")
        await stage.rest()
        assert await life.after() == ["closed 4", "edited 2", "edited 4"]
        assert said(life) == [IN_STEP]
        assert stage.repository.issue(2).title == "lime for the quay"
        assert await life.push(SECOND, NETS, TUG, "* [x] (Ada) lime for the quay") == ["closed 2", "edited 2"]


async def test_notes_that_move_to_another_folder_in_two_pushes_keep_their_issues(tmp_path: Path) -> None:
    async with staged(tmp_path, config="people: {Ada: ada, Bea: bea, Cyd: cyd}\n") as stage:
        life = Life(stage)
        await life.push(FIRST, NETS, WALL, TUG)
        await stage.push({FIRST: None})
        assert await life.after() == [], "without any note the config names the wrong ones"
        assert [said(life, number) for number in (1, 2, 3)] == [[IN_STEP]] * 3
        await stage.push({"meetings/2024-03-05.md": note("2024-03-05", (NETS, WALL, TUG))})
        assert await life.after() == []
        assert [said(life, number) for number in (1, 2, 3)] == [[IN_STEP]] * 3
        assert len(stage.repository.issues) == 3
