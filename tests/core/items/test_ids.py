"""The ids of items: the same on every run, in any order of the files, and wherever and however the notes are kept."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.config.schema import Config
from bot.core.model.notes import NoteFile
from bot.core.reports.listing import Row, rows
from tests.support.archive import archive
from tests.support.properties import examples

OWN_SERIES = Config(notes=("notes/*.md", "pilots/*.md"))
LIST = "# {title}\n\n## Agenda\n\n* [ ] the flood\n* [ ] the flood\n\n## Action items\n\n{lines}\n"

BOTH = "* [ ] (AL) order rope\n* [ ] (BK) order rope\n* [ ] see https://github.com/harbour/charts/blob/{sha}/bar.md\n* [ ] chart [the bar](https://github.com/harbour/charts/blob/{sha}/bar.md) anew"


def listed(title: str, lines: str = BOTH.format(sha="c0ffee")) -> str:
    return LIST.format(title=title, lines=lines)


FILES = {
    **archive(9).notes,
    "notes/2020-03-04b.md": archive(9).notes["notes/2020-03-04.md"],
    "notes/2020-05-27.md": listed("2020-05-27"),
    "notes/2020-06-10.md": listed("2020-06-10"),
    "pilots/2020-06-03.md": listed("2020-06-03"),
    "pilots/2020-06-17.md": listed("2020-06-17"),
    "notes/someday.md": listed("Some day"),
    "pilots/someday.md": listed("Some day"),
}
"""A year's notes: one meeting kept twice, equal words of two owners, in two series and in notes without a date."""


def read(files: dict[str, str], config: Config = OWN_SERIES) -> tuple[Row, ...]:
    return rows([NoteFile(path, text) for path, text in files.items()], config)[0]


def ids(files: dict[str, str], config: Config = OWN_SERIES) -> list[str]:
    """The id of each line, in the order of the notes."""
    return [row.item for row in read(files, config)]


@examples(50)
@given(order=st.permutations(sorted(FILES)), config=st.sampled_from([Config(), OWN_SERIES]))
def test_files_in_any_order_give_the_same_rows(order: list[str], config: Config) -> None:
    assert read({path: FILES[path] for path in order}, config) == read(FILES, config)


def moved(files: dict[str, str]) -> dict[str, str]:
    return {f"minutes/{path}": text for path, text in files.items()}


def with_front_matter(files: dict[str, str]) -> dict[str, str]:
    return {path: f"---\ntags: [meeting]\n---\n\n{text}" for path, text in files.items()}


def at_another_commit(files: dict[str, str]) -> dict[str, str]:
    return {path: re.sub(r"blob/\w+/", "blob/decaf/", text) for path, text in files.items()}


def with_windows_ends(files: dict[str, str]) -> dict[str, str]:
    return {path: "\ufeff" + text.replace("\n", "\r\n") for path, text in files.items()}


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(dict, id="as they are"),
        pytest.param(moved, id="in another folder"),
        pytest.param(with_front_matter, id="with front matter"),
        pytest.param(at_another_commit, id="with links to another commit"),
        pytest.param(with_windows_ends, id="with a BOM and CRLF"),
    ],
)
def test_ids_survive_how_the_notes_are_kept(kept: Callable[[dict[str, str]], dict[str, str]]) -> None:
    assert ids(kept(FILES), Config()) == ids(FILES, Config())


def test_a_meeting_stored_twice_changes_no_other_id() -> None:
    once = {path: text for path, text in FILES.items() if path != "notes/2020-03-04b.md"}
    of = {(row.path, row.line): row.item for row in read(FILES)}
    assert all(of[row.path, row.line] == row.item for row in read(once))
    twins = [
        [row.item for row in read(FILES) if row.path == path and row.kind == "action"] for path in sorted(FILES)[4:6]
    ]
    assert twins[0] == twins[1] != []


@pytest.mark.parametrize("newest", range(1, 9))
def test_newer_notes_change_no_id_of_older_ones(newest: int) -> None:
    notes = archive(9).notes
    older = dict(list(notes.items())[:newest])
    assert ids(notes)[: len(ids(older))] == ids(older)


def test_lines_of_two_items_have_two_ids() -> None:
    by_words: dict[tuple[str, str | None], set[str]] = {}
    for row in read(FILES):
        by_words.setdefault((row.path, row.text), set()).add(row.item)
    assert {len(found) for (path, text), found in by_words.items() if text in {"order rope", "the flood"}} == {2}
