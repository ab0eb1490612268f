"""`/carry` on the pull request of a note in reStructuredText, in a series whose earlier notes are in Markdown."""

from tests.end_to_end.test_carry_pull import BRANCH, opened
from tests.support.duly import NAME

NOTE = "notes/2024-03-19.rst"
TEMPLATE = "2024-03-19\n==========\n\nAgenda\n------\n\nAction items\n------------\n\nEnd\n---\n"
CONFIG = "notes: [notes/*]\npeople: {Ada: ada, Bea: bea}\n"


async def test_the_open_items_are_committed_in_that_form() -> None:
    async with opened(config=CONFIG) as desk:
        desk.propose(files={NOTE: TEMPLATE})
        await desk.carry()
        address = f"{desk.sandbox.url}/{NAME}/issues"
        lines = [
            f"* [ ] (Ada) paint the harbour wall green `#1 <{address}/1>`__",
            f"* [ ] (Bea) order the rope for spring `#2 <{address}/2>`__",
        ]
        expected = TEMPLATE.replace("End\n", "\n".join([*lines, "", "End", ""]))
        assert desk.remote.read(NOTE, BRANCH) == expected
        assert (await desk.carry()).startswith(f"`{NOTE}` stays as it is.")
        desk.remote.close_issue(2, by="bea")
        await desk.carry()
        assert desk.remote.read(NOTE, BRANCH) == expected.replace("[ ] (Bea)", "[x] (Bea)")


async def test_the_block_to_paste_is_in_that_form() -> None:
    async with opened(config=CONFIG) as desk:
        desk.propose(files={NOTE: TEMPLATE})
        answer = await desk.carry("preview")
        assert "```rst\nAction items\n------------\n\n* [ ] (Ada) paint the harbour wall green `#1 <" in answer
        assert desk.remote.read(NOTE, BRANCH) == TEMPLATE
