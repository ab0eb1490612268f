"""Which series `next` is about, and when it says why there is none."""

import pytest

from bot.core.config.globs import Glob
from bot.core.config.next_meeting import Next
from bot.core.config.rhythm import Rhythm
from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from bot.core.upcoming.note import Series, series_for

NOTE = "# Meeting\n\n## Action items\n\n* [ ] paint the wall\n"


def said(paths: list[str], notes: tuple[Glob, ...] = (), template: str | None = None) -> str:
    config = Config(notes=notes, next=Next(every=Rhythm(), template=template))
    found = series_for([NoteFile(path, NOTE) for path in paths], config)
    return found.name if isinstance(found, Series) else found.why


@pytest.mark.parametrize(
    ("paths", "notes", "template", "expected"),
    [
        pytest.param(["a/2024-01-01.md"], (), None, "a", id="the only one"),
        pytest.param(["a/2024-01-01.md", "b/2024-01-02.md"], (), "b/FORM.md", "b", id="the template's folder"),
        pytest.param(["a/2024-01-01.md", "b/2024-01-02.md"], ("b/*", "a/*"), None, "b/*", id="the first glob"),
        pytest.param(
            ["a/2024-01-01.md", "b/2024-01-02.md"], (), None, "several series of notes (`a`, `b`)", id="several"
        ),
        pytest.param([], (), None, "there is no dated note yet", id="none"),
        pytest.param(["a/2024-01-01.rst"], (), None, "a", id="reStructuredText"),
    ],
)
def test_series(paths: list[str], notes: tuple[Glob, ...], template: str | None, expected: str) -> None:
    assert expected in said(paths, notes, template)
