"""Which meetings are fresh: notes as people write them, by the day, and what a first sync opens."""

from collections.abc import Mapping
from datetime import date

import pytest

from bot.core.config.schema import Config
from bot.core.issues.decide import decide
from bot.core.items.freshness import memory, newest_past
from bot.core.items.meeting import course_of
from bot.core.model.issues import Head
from bot.core.model.notes import NoteFile
from bot.core.model.plan import Open, Plan
from bot.core.model.snapshot import Snapshot
from bot.core.notes import parse
from tests.support.paths import CORPUS, need

BOX = "## Action items\n\n- [ ] Ada: paint the wall\n"
BULLET = "## Action items\n\n- Bea: order the rope\n"
INLINE = "## Talk\n\nIt leaks.\n\nACTION: mend the pump\n"
TICKED = "## Action items\n\n- [x] Ada: paint the wall\n"
MINUTES = "Ada and Bea talked about the sea of {day}.\n"
TEMPLATE = "Please add yourself to the list of those present.\n\n## Agenda\n\n## Action items\n"
DISCUSSED = "## Minutes\n\nThe crane of {day} is mended.\n\n* Ada said hello\n"
AGENDA = "## Agenda\n\n- the crane of {day}\n"

Days = Mapping[str, str]


def opened(notes: Mapping[str, str], config: Config | None = None) -> list[str]:
    """The titles that a first sync of these notes opens."""
    return [change.title for change in first_plan(notes, config).changes if isinstance(change, Open)]


def first_plan(notes: Mapping[str, str], config: Config | None = None, today: date | None = None) -> Plan:
    """The plan of a first sync of these notes."""
    head = Head("harbour/notes", "main", "HEAD", "https://github.com/harbour/notes")
    files = tuple(NoteFile(path, text) for path, text in notes.items())
    snapshot = Snapshot(head=head, config=config or Config(), notes=files, issues=(), writer="duly[bot]", today=today)
    return decide(snapshot)


def notes(days: Days, folder: str = "notes") -> dict[str, str]:
    """A note of each day; `{day}` in its text is replaced by words of that day alone."""
    words = "abcdefghijklmnopqrstuvwxyz"
    return {
        f"{folder}/{day}.md": f"# Meeting {day}\n\n{text.format(day=words[place] * 3)}"
        for place, (day, text) in enumerate(days.items())
    }


@pytest.mark.parametrize(
    ("days", "titles"),
    [
        pytest.param({}, [], id="no notes"),
        pytest.param({"2024-05-01": BOX}, ["paint the wall"], id="one list"),
        pytest.param(
            {"2024-05-01": INLINE}, ["mend the pump"], id="an action in running text makes a meeting with work"
        ),
        pytest.param(
            {"2024-05-01": BOX, "2024-05-08": MINUTES}, ["paint the wall"], id="a meeting without work in between"
        ),
        pytest.param({"2024-05-01": BOX, "2024-05-08": BULLET}, [], id="the newest with work has no boxes"),
        pytest.param(
            {"2018-05-01": BOX, "2024-04-24": MINUTES, "2024-05-01": MINUTES, "2024-05-08": MINUTES},
            [],
            id="a list of years ago, without another list since",
        ),
        pytest.param(
            {"2023-10-17": "", "2023-10-24": "", "2023-10-31": BOX, "2024-05-01": MINUTES},
            ["paint the wall"],
            id="183 days",
        ),
        pytest.param({"2023-10-16": "", "2023-10-23": "", "2023-10-30": BOX, "2024-05-01": MINUTES}, [], id="184 days"),
        pytest.param(
            {"2021-05-01": MINUTES, "2022-05-01": MINUTES, "2023-05-01": BOX, "2024-05-01": MINUTES},
            ["paint the wall"],
            id="a series that meets once a year",
        ),
        pytest.param(
            {"2023-11-01": MINUTES + TEMPLATE, "2024-05-01": BOX, "2025-05-01": TEMPLATE, "2025-06-01": TEMPLATE},
            ["paint the wall"],
            id="notes of the coming year, made from the template",
        ),
        pytest.param(
            {"2024-05-01": BOX, "2025-05-01": TEMPLATE + AGENDA},
            ["paint the wall"],
            id="an agenda for a meeting to come",
        ),
        pytest.param(
            {"2018-05-01": BOX, "2019-05-01": AGENDA, "2019-05-08": AGENDA, "2019-05-15": AGENDA},
            [],
            id="agendas of meetings that took place",
        ),
        pytest.param({"2024-05-01": BOX, "2025-05-01": ""}, ["paint the wall"], id="an empty note"),
        pytest.param(
            {"2018-05-01": BOX, "2018-05-08": BOX, "2018-05-15": BOX, "2024-05-01": DISCUSSED},
            [],
            id="a newest meeting of which only what was said is written",
        ),
    ],
)
def test_what_a_first_sync_opens(days: Days, titles: list[str]) -> None:
    assert opened(notes(days)) == titles


OTHER_BOX = "## Action items\n\n- [ ] Bea: send the invitation\n"


@pytest.mark.parametrize(
    ("days", "titles"),
    [
        pytest.param({"2024-05-01": BOX, "2024-05-15": TEMPLATE}, ["paint the wall"], id="the template"),
        pytest.param({"2024-05-01": BOX, "2024-05-15": BOX}, ["paint the wall"], id="a copied list"),
        pytest.param({"2024-05-01": BOX, "2024-05-15": TICKED}, [], id="a tick in it"),
        pytest.param(
            {"2024-05-01": BOX, "2025-04-30": OTHER_BOX},
            ["paint the wall", "send the invitation"],
            id="work of the template, in a year",
        ),
        pytest.param(
            {"2024-05-01": BOX, "2024-05-15": INLINE, "2024-05-22": OTHER_BOX, "2024-05-29": OTHER_BOX},
            ["paint the wall", "mend the pump", "send the invitation"],
            id="more of them than open_within",
        ),
        pytest.param(
            {
                "2023-05-01": BOX,
                "2024-04-17": MINUTES,
                "2024-04-24": MINUTES,
                "2024-05-01": MINUTES,
                "2025-05-01": OTHER_BOX,
            },
            ["send the invitation"],
            id="work in no other that is fresh",
        ),
        pytest.param({"2024-06-01": BOX}, ["paint the wall"], id="no other"),
        pytest.param(
            {"2024-05-01": OTHER_BOX, "2024-05-02": BOX}, ["paint the wall"], id="tomorrow, where it has begun"
        ),
    ],
)
def test_notes_of_meetings_to_come_age_nothing(days: Days, titles: list[str]) -> None:
    plan = first_plan(notes(days), today=date(2024, 5, 1))
    assert {change.title for change in plan.changes if isinstance(change, Open)} == set(titles)


def test_without_a_day_notes_of_meetings_to_come_count() -> None:
    days = {"2024-05-01": BOX, "2025-04-30": OTHER_BOX}
    assert opened(notes(days)) == ["send the invitation"]


def test_a_series_of_meetings_to_come_ages_no_other() -> None:
    old, new = notes({"2024-05-01": BOX}, "old"), notes({"2025-05-01": OTHER_BOX}, "new")
    config = Config(notes=("old/*.md", "new/*.md"))
    plan = first_plan(old | new, config, date(2024, 5, 1))
    assert [change.title for change in plan.changes if isinstance(change, Open)] == [
        "send the invitation",
        "paint the wall",
    ]


def test_a_series_that_ended_before_the_others_opens_nothing() -> None:
    old, new = notes({"2019-05-01": BOX}, "old"), notes({"2024-05-01": INLINE}, "new")
    config = Config(notes=("old/*.md", "new/*.md"))
    assert opened(old, config) == ["paint the wall"]
    assert opened(old | new, config) == ["mend the pump"]


def test_nobody_is_asked_for_logins_of_a_series_that_ended() -> None:
    old, new = notes({"2019-05-01": BOX}, "old"), notes({"2024-05-01": BOX.replace("Ada", "Bea")}, "new")
    config = Config(notes=("old/*.md", "new/*.md"))
    assert [problem.path for problem in first_plan(old, config).problems] == ["old/2019-05-01.md"]
    assert [problem.path for problem in first_plan(old | new, config).problems] == ["new/2024-05-01.md"]


@pytest.mark.parametrize(
    ("days", "held"),
    [
        pytest.param({}, None, id="no notes"),
        pytest.param({"2024-05-01": ""}, None, id="empty"),
        pytest.param({"2024-05-01": TEMPLATE, "2024-05-08": TEMPLATE}, None, id="templates only"),
        pytest.param({"2024-05-01": MINUTES, "2024-05-08": TEMPLATE, "2024-05-15": TEMPLATE}, "2024-05-01", id="prose"),
        pytest.param({"2024-05-01": TICKED, "2024-05-08": AGENDA}, "2024-05-01", id="work that is done"),
        pytest.param({"2024-05-01": AGENDA, "2024-05-08": AGENDA}, "2024-05-01", id="the agenda before the newest"),
        pytest.param(
            {"2024-05-01": AGENDA + "  - we bought it\n", "2024-05-08": ""}, "2024-05-01", id="below an agenda"
        ),
    ],
)
def test_the_newest_meeting_that_was_held(days: Days, held: str | None) -> None:
    course = course_of(parse.read(path, text) for path, text in notes(days).items())
    assert newest_past(course) == (held and date.fromisoformat(held))


@pytest.mark.parametrize(
    ("days", "length"),
    [
        pytest.param(["2024-05-01"], 183, id="one meeting"),
        pytest.param(["2024-05-01", "2024-05-08", "2024-05-15"], 183, id="every week"),
        pytest.param(["2022-05-01", "2023-05-01", "2024-04-30"], 730, id="every year"),
        pytest.param(["2018-05-01", "2024-04-24", "2024-05-01", "2024-05-08"], 183, id="a long break"),
    ],
)
def test_how_long_work_is_remembered(days: list[str], length: int) -> None:
    course = course_of(parse.read(f"{day}.md", MINUTES) for day in days)
    assert memory(course).days == length


def test_conda_forges_list_is_dead_once_it_was_given_up() -> None:
    """The list of boxes ended in November 2022. Before, it opened 38 issues in June 2023 and 41 in June 2024."""
    need(CORPUS)
    paths = sorted((CORPUS / "conda-forge").glob("20*.md"))
    texts = {f"minutes/{path.name}": path.read_bytes().decode() for path in paths}
    found = {
        day: first_plan({path: text for path, text in texts.items() if path < f"minutes/{day}"})
        for day in ("2022-11-17", "2023-02-01", "2023-06-15", "2024-02-01", "2024-06-15")
    }
    counts = {day: sum(isinstance(change, Open) for change in plan.changes) for day, plan in found.items()}
    assert counts == {"2022-11-17": 36, "2023-02-01": 0, "2023-06-15": 0, "2024-02-01": 0, "2024-06-15": 0}
    assert [plan.held for plan in found.values()] == [()] * 5


def test_installing_opens_what_the_newest_meeting_with_work_has() -> None:
    """The form of conda-forge's notes when its list had gone: a remark in running text now and then, and none for a year.

    Installing in June 2023 opens that remark alone, instead of 38 issues, and in June 2024 none, instead of 41. The corpus has
    few of its notes of these years.
    """
    given_up = {f"2022-{month:02}-16": BOX for month in range(7, 12)}
    since = {f"2023-{month:02}-03": INLINE if month == 5 else MINUTES for month in range(1, 13)}
    later = {f"2024-{month:02}-12": MINUTES for month in range(1, 7)}
    june = given_up | {day: text for day, text in since.items() if day < "2023-07"}
    assert opened(notes(june)) == ["mend the pump"]
    assert opened(notes(given_up | since | later)) == []
