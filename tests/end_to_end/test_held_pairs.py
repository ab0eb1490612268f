"""With `hold_possible_pairs` a carried line in other words waits, on the sandbox: `/merge` and `/approve` both let it go."""

from pathlib import Path

import pytest

from tests.end_to_end.test_life_of_a_line import CONFIG, FIRST, NETS, SECOND, TUG, Life
from tests.support.duly import staged

OLD, NEW = "* [ ] (Ada) give the harbour wall a coat of paint", "* [ ] (Ada) whitewash the wall at last"


@pytest.mark.parametrize(
    ("on", "command", "done", "titles"),
    [
        pytest.param(2, "/merge", ["edited 2"], {2: "whitewash the wall at last"}, id="merge on the old issue"),
        pytest.param(
            1,
            "/approve",
            ["opened 4"],
            {2: "give the harbour wall a coat of paint", 4: "whitewash the wall at last"},
            id="approve on any issue",
        ),
    ],
)
async def test_a_carried_line_in_other_words_waits(
    tmp_path: Path, on: int, command: str, done: list[str], titles: dict[int, str]
) -> None:
    async with staged(tmp_path, config=CONFIG + "hold_possible_pairs: true\n") as stage:
        life = Life(stage)
        await life.push(FIRST, NETS, OLD, TUG)
        pings = life.pings.copy()
        assert await life.push(SECOND, NETS, NEW, TUG) == ["edited 2"], "its text says so; the new one is held"
        run = stage.repository.checks[-1]
        assert run.conclusion == "neutral"
        assert "“whitewash the wall at last” may be #2" in str(run.summary)
        stage.repository.comment(on, "ada", command)
        await stage.rest()
        assert await life.after() == done
        found = {issue.number: issue.title for issue in stage.repository.issues if issue.number in titles}
        assert found == titles
        assert life.pings - pings == ({} if command == "/merge" else {(4, "ada"): 1})
        number = max(titles)
        ticked = await life.push(SECOND, NETS, NEW.replace("[ ]", "[x]"), TUG)
        assert ticked == [f"closed {number}", f"edited {number}"]
