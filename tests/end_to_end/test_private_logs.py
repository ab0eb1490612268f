"""What the log says of a repository: of a private one no text of notes, no title and no name."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.duly import Stage, staged
from tests.support.server_log import server_log

WORDS = ("kingfisher", "Waldemar", "heron")
"""Of a line, of its owner, and of another line."""
LINES = ("* [ ] (Waldemar) feed the kingfisher", "* [ ] count the heron", "* [ ]")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    with server_log() as stream:
        yield stream


async def lived(stage: Stage) -> None:
    """A day with everything that logs words: openings, edits, problems, commands, ticks, a change that GitHub refuses."""
    await stage.note("2024-03-05", *LINES)
    await stage.note("2024-03-05", LINES[0].replace("feed", "wash"), *LINES[1:])
    stage.repository.comment(1, "ada", "/assign Waldemar\n/nonsense heron")
    await stage.rest()
    await stage.tick("2024-03-05", "heron")


@pytest.mark.parametrize("private", [True, False], ids=["private", "public"])
async def test_the_log_of_a_repository(tmp_path: Path, log: io.StringIO, private: bool) -> None:
    async with staged(tmp_path) as stage:
        stage.repository.state.private = private
        await lived(stage)
    said = log.getvalue()
    assert "applied" in {json.loads(line)["event"] for line in said.splitlines()}
    assert [word for word in WORDS if word in said] == ([] if private else list(WORDS))
