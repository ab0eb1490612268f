"""Which files make a series, and which folders are none."""

from datetime import date, timedelta

import pytest

from bot.core.config.schema import Config
from bot.core.items.series.notes import read_notes
from bot.core.items.series.paths import series_of
from bot.core.items.traced import traced
from bot.core.model.notes import NoteFile

BOX = "## Action items\n\n* [ ] (Ada) paint the wall\n"
POST = "# We sailed\n\nIt was good.\n\n## Next steps\n\n* more of it\n"
PROSE = "We sailed.\n"


@pytest.mark.parametrize(
    ("path", "series"),
    [
        pytest.param("2024-03-05.md", "", id="the root"),
        pytest.param("notes/2024-03-05.md", "notes", id="a folder"),
        pytest.param("notes/2024/2024-03-05.md", "notes", id="a year"),
        pytest.param("notes/2024/03/05.md", "notes", id="a year and a month"),
        pytest.param("notes/2024-03/05.md", "notes", id="both in one"),
        pytest.param("notes/2024/March/05.md", "notes", id="the name of a month"),
        pytest.param("notes/2024/Q1/2024-03-05.md", "notes", id="a quarter"),
        pytest.param("notes/2024-03-05/README.md", "notes", id="a folder for each meeting"),
        pytest.param("notes/20240305/README.md", "notes", id="a folder for each meeting, digits alone"),
        pytest.param("notes/20240305-docs/index.md", "notes/docs", id="a folder for each meeting, with its kind"),
        pytest.param("2024/docs/2024-03-05.md", "docs", id="a year above"),
        pytest.param("groups/05/2024-03-05.md", "groups/05", id="a number below no year"),
        pytest.param("notes/archive/2019/2019-03-05.md", "notes", id="an archive"),
        pytest.param("archive/docs/2019-03-05.md", "docs", id="an archive above"),
        pytest.param("notes/archive-wg/2019-03-05.md", "notes/archive-wg", id="a group for archives"),
        pytest.param("notes/agenda/2024/2024-03-05.md", "notes", id="agendas in it"),
        pytest.param("agendas/2024-03-05.md", "agendas", id="agendas alone"),
        pytest.param("notes/2024 plans/2024-03-05.md", "notes/2024 plans", id="a year and more"),
        pytest.param(".github/2024-03-05.md", None, id="hidden"),
        pytest.param("docs/node_modules/q/2024-03-05.md", None, id="a package"),
    ],
)
def test_a_series_is_a_folder(path: str, series: str | None) -> None:
    assert series_of(Config(), path) == series


def test_minutes_say_what_is_open_of_their_agenda() -> None:
    box = "## Action items\n\n* [{}] mow\n* [ ] {}\n"
    files = (
        NoteFile("notes/2024-03-05.md", box.format("x", "rake")),
        NoteFile("notes/agenda/2024-03-05.md", box.format(" ", "weed")),
        NoteFile("notes/agenda/2024-03-12.md", box.format(" ", "paint")),
    )
    items = traced(files[:2], Config()).items
    assert [(item.newest.text, str(item.state)) for item in items] == [("mow", "done"), ("rake", "open")]
    ahead = traced(files, Config()).items
    assert [(item.newest.text, str(item.state)) for item in ahead] == [
        ("mow", "open"),
        ("rake", "open"),
        ("paint", "open"),
    ]


def test_a_glob_is_a_series() -> None:
    config = Config(notes=("a/**/*.md", "!a/old/**"))
    assert [series_of(config, path) for path in ("a/2024/x.md", "a/old/x.md", "b/x.md")] == ["a/**/*.md", None, None]


@pytest.mark.parametrize(
    ("glob", "path", "series"),
    [
        pytest.param("**/*.md", "2024-03-05.md", "**/*.md", id="the root"),
        pytest.param("**/*.md", "garden/2024-03-05.md", "garden", id="a folder"),
        pytest.param("**/*.md", "garden/2024/2024-03-05.md", "garden", id="a year in it"),
        pytest.param("**/*.md", "CHANGELOG.md", "CHANGELOG.md", id="a changelog"),
        pytest.param("notes/**/*.md", "notes/2024/archive/2024-03-05.md", "notes/**/*.md", id="its own folder"),
        pytest.param("notes/**/*.md", "notes/garden/2024-03-05.md", "notes/garden", id="a folder below its own"),
        pytest.param("notes/2024/**", "notes/2024/05/15.md", "notes/2024/**", id="a year in the glob"),
        pytest.param("notes/*/*.md", "notes/garden/2024-03-05.md", "notes/*/*.md", id="a single star"),
        pytest.param("notes/*.md", "notes/CHANGELOG.md", "notes/*.md", id="a changelog that is named"),
    ],
)
def test_a_glob_that_reaches_folders_has_a_series_for_each(glob: str, path: str, series: str) -> None:
    assert series_of(Config(notes=(glob,)), path) == series


CHANGES = "# Changes\n\n## 1.4.0 - 2024-05-22\n\n### TODO\n\n- [ ] drop the old exporter\n\n## 1.3.0 - 2024-03-01\n"

HELP = "The harbour opens in May.\n\nIn the newsletter team there are tasks to do:\n* collect news\n* translate\n"

ROLLING = "## 2024-05-01\n\nThe wall was built.\n* TODO: paint it\n\n## 2024-05-08\n\nThe wall was painted.\n"


PAGE = "# Filters\n\n## Introduction\n\nA filter has actions.\n\n## Next steps\n\n* try the filter\n"
"""A page of documentation."""


def front(text: str, title: str = "") -> str:
    """The text with a date in its front matter."""
    return f"---\n{title and f'title: {title}'}\ndate: 2024-03-05\n---\n{text}"


ROSTER = "### Present\n\n* Ann Lind\n* Bea Berg\n"


def weekly(distance: int, more: str = "", work: str = "### Actions\n\n* Ann: mow\n") -> str:
    """Twelve sections so many days apart, the last one with a list of work."""
    days = (date(2024, 3, 5) + timedelta(distance * number) for number in range(12))
    return "".join(f"## {day}\n\nWe sailed.\n\n" for day in days) + work + more


def read(texts: dict[str, str], config: Config | None = None) -> list[str]:
    return list(read_notes((NoteFile(path, text) for path, text in texts.items()), config or Config()))


def dated(folder: str, *texts: str) -> dict[str, str]:
    return {f"{folder}/2024-03-{day:02}.md": text for day, text in enumerate(texts, 1)}


@pytest.mark.parametrize(
    ("texts", "series"),
    [
        pytest.param(dated("notes", BOX) | dated("blog", PROSE), ["notes"], id="a blog beside notes"),
        pytest.param(dated("wg", PROSE, PROSE, BOX), ["wg"], id="notes that are mostly prose"),
        pytest.param(dated("meetings", *[PROSE] * 20, BOX), ["meetings"], id="a folder named after meetings"),
        pytest.param(dated("wg", *[PROSE] * 25, BOX), [], id="a list among many others"),
        pytest.param(dated("newsletter", *[HELP] * 3), [], id="newsletters with a list of what one can help with"),
        pytest.param(dated("blog", POST, PROSE, PROSE), [], id="a post with a heading like that of a list"),
        pytest.param(dated("release-notes", POST, PROSE, PROSE), [], id="release notes"),
        pytest.param(dated("blog", BOX), ["blog"], id="minutes published as posts"),
        pytest.param(dated("_posts/minutes", *[PROSE] * 20, BOX), ["_posts/minutes"], id="minutes below posts"),
        pytest.param(dated("meetings/news", *[PROSE] * 20, BOX), [], id="news below meetings"),
        pytest.param(dated("wg", "Present: Ada (@ada), Bea\n"), ["wg"], id="attendees alone"),
        pytest.param(dated("wg", BOX) | {"wg/CHANGELOG.md": CHANGES}, ["wg"], id="a changelog beside notes"),
        pytest.param({"CHANGELOG.md": CHANGES, "release_notes.md": CHANGES}, [], id="changelogs alone"),
        pytest.param(dated("news", BOX), ["news"], id="a folder of that name"),
        pytest.param(dated("wg", "## Agenda\n\n* the wall\n"), ["wg"], id="an agenda alone"),
        pytest.param({"docs/meeting-notes.md": ROLLING}, ["docs"], id="work that is only shown, in a file named so"),
        pytest.param({"docs/TeamMeetingNotes.md": ROLLING}, ["docs"], id="a name whose words begin with capitals"),
        pytest.param({"ReleaseNotes.md": CHANGES}, [], id="release notes in a name with capitals"),
        pytest.param({"docs/journal.md": ROLLING}, [], id="work that is only shown, in another file"),
        pytest.param({"docs/journal.md": weekly(7)}, ["docs"], id="one list in sections of every week"),
        pytest.param({"docs/journal.md": weekly(14)}, ["docs"], id="one list in sections of every second week"),
        pytest.param({"docs/journal.md": weekly(10)}, [], id="one list in sections of any day"),
        pytest.param({"docs/journal.md": f"# Team meetings\n\n{weekly(10)}"}, ["docs"], id="a title of the whole file"),
        pytest.param({"docs/journal.md": weekly(10, "## Agenda\n\n* b\n")}, ["docs"], id="one list and one agenda"),
        pytest.param({"docs/journal.md": weekly(10, ROSTER)}, ["docs"], id="one list, and attendees"),
        pytest.param({"blog/journal.md": weekly(7)}, [], id="posts of every week"),
        pytest.param({"CHANGELOG.md": weekly(7)}, [], id="a changelog of every week"),
        pytest.param({"docs/journal.md": weekly(7, work="")}, [], id="sections of every week without a list"),
        pytest.param({"docs/filters.md": front(PAGE)}, [], id="a document with its date inside"),
        pytest.param(
            {"docs/plan.md": f"# Plan\n\nDate: 2024-03-05\n\n{BOX}"}, [], id="a document with a line for its date"
        ),
        pytest.param({"docs/plan.md": f"# Plan, 5 March 2024\n\n{BOX}"}, [], id="a document with a date in its title"),
        pytest.param({"docs/plan-mar-5.md": f"# Plan, 5 March 2024\n\n{BOX}"}, ["docs"], id="a day in the name"),
        pytest.param(
            {"docs/plan.md": front(f"Present: Ann, Bea\n\n{BOX}")}, ["docs"], id="a date inside, and attendees"
        ),
        pytest.param(
            {"docs/plan.md": front(f"## Agenda\n\n* a\n\n{BOX}")}, ["docs"], id="a date inside, and an agenda"
        ),
        pytest.param({"docs/plan.md": front(f"# Team meeting\n\n{BOX}")}, ["docs"], id="a title that says so"),
        pytest.param({"docs/plan.md": front(BOX, "Minutes")}, ["docs"], id="a title in front matter that says so"),
        pytest.param({"docs/meeting3.md": front(BOX)}, ["docs"], id="a name with a number that says so"),
        pytest.param({"minutes/plan.md": front(BOX)}, ["minutes"], id="a folder that says so"),
        pytest.param({"docs/plan.md": front(f"# Release notes\n\n{BOX}")}, [], id="a title that says something else"),
    ],
)
def test_folders_without_meetings_are_no_series(texts: dict[str, str], series: list[str]) -> None:
    assert read(texts) == series


@pytest.mark.parametrize(
    ("glob", "series"),
    [
        pytest.param("blog/*.md", ["blog/*.md"], id="a folder"),
        pytest.param("blog/**/*.md", ["blog/**/*.md"], id="a folder and those below it"),
        pytest.param("**/*.md", ["notes"], id="every folder"),
    ],
)
def test_globs_decide(glob: str, series: list[str]) -> None:
    assert read(dated("blog", PROSE) | dated("notes", BOX), Config(notes=(glob,))) == series
