"""How the next note is written: its path, its dates, its agenda, and what of people's edits stays."""

from datetime import date, datetime

import pytest

from bot.core.config.schema import Config, Headings
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.issues import Issue
from bot.core.model.notes import NoteFile
from bot.core.upcoming.agenda import Topics, with_agenda
from bot.core.upcoming.dates_in_template import dated
from bot.core.upcoming.kept import Mine, kept
from bot.core.upcoming.place import path_of_next
from bot.core.upcoming.redated import redated
from bot.core.upcoming.skeleton import Dated, skeleton

OLD, NEW = date(2024, 3, 12), date(2025, 1, 9)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["n/2024-03-12.md"], "n/2025-01-09.md"),
        (["n/2024/2024-02-27.md", "n/2024/2024-03-12.md"], "n/2025/2025-01-09.md"),
        (["n/2024/03/12.md"], "n/2025/01/09.md"),
        (["n/2024-03/12.md"], "n/2025-01/09.md"),
        (["n/2024-02-27-rope.md", "n/2024-03-12-crane.md"], "n/2025-01-09.md"),
        (["n/tsc-2024-02-27-rope.md", "n/tsc-2024-03-12-crane.md"], "n/tsc-2025-01-09.md"),
        (["n/2024-02-27-40.md", "n/2024-03-12-41.md"], "n/2025-01-09-42.md"),
        (["n/20240227_minutes.md", "n/20240312_minutes.md"], "n/20250109_minutes.md"),
        (["n/12-03-2024.md"], "n/09-01-2025.md"),
        (["n/2023/Q4/2023-11-14.md", "n/2023/Q4/2023-12-12.md"], "n/2025/Q1/2025-01-09.md"),
        (["n/2023-q4/2023-12-12.md"], "n/2025-q1/2025-01-09.md"),
        # A quarter that is not the calendar's.
        (["n/2023/Q2/2023-12-12.md"], "n/2025/Q2/2025-01-09.md"),
        # The name of a thing.
        (["n/FAQ4/2023-12-12.md"], "n/FAQ4/2025-01-09.md"),
    ],
)
def test_path_of_next(names: list[str], expected: str) -> None:
    config = Config(notes=("n/**",), dates="day-first")
    (found,) = meetings_by_series([NoteFile(name, "# Notes\n") for name in names], config).values()
    assert path_of_next(sorted(found, key=lambda each: str(each.date)), NEW) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no date", "no date"),
        ("Tuesday, 12 March 2024", "Thursday, 9 January 2025"),
        ("March 12th, 2024", "January 9th, 2025"),
        ("03/12/2024", "01/09/2025"),
        ("12.03.2024", "09.01.2025"),
        ("2024-3-12, not 2024-03-05", "2025-1-9, not 2024-03-05"),
        ("12. März 2024", "9. Januar 2025"),
        ("20240312", "20250109"),
    ],
)
def test_redated(text: str, expected: str) -> None:
    assert redated(text, OLD, NEW) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ('# Meeting {{ date.strftime("%Y-%m-%d") }}', "# Meeting 2024-04-09"),
        ('{{ "now" | date: "%B %d, %Y" }}', "April 09, 2024"),
        ("{{date:dddd, MMMM Do YYYY}}", "Tuesday, April 9th 2024"),
        ('<% tp.date.now("YYYY-MM-DD") %>', "2024-04-09"),
        ("# <meeting date>", "# 2024-04-09"),
        ("# $DATE, [date](https://example.org)", "# 2024-04-09, [date](https://example.org)"),
        ("# YYYY-MM-DD", "# 2024-04-09"),
        ("# 20XX-XX-XX", "# 2024-04-09"),
        ("# DD.MM.YYYY", "# 09.04.2024"),
        ("# Month DD, YYYY", "# April 9, 2024"),
        ("**Date:**\r\n\r\nPresent:", "**Date:** 2024-04-09\r\n\r\nPresent:"),
        ("# YYYY-MM-DD\n\nDate:", "# 2024-04-09\n\nDate:"),
        ("<!-- write YYYY-MM-DD -->", "<!-- write YYYY-MM-DD -->"),
        ("- [ ] task, until YYYY-MM-DD", "- [ ] task, until YYYY-MM-DD"),
        ("Next meeting: YYYY-MM-DD", "Next meeting: YYYY-MM-DD"),
        ("{{ title }} {{ updater }}", "{{ title }} {{ updater }}"),
    ],
)
def test_dates_of_templates(template: str, expected: str) -> None:
    assert dated(template, datetime(2024, 4, 9, 17)) == expected


NOTE = """# Meeting {day}

Present: {who}

| Name | Login |
|---|---|
| {who} | {who} |

## Agenda

- rules of the house
- {topic}

## Actions

- [ ] {who}: paint
"""
FORM = """# Meeting 2024-03-26

Present:

| Name | Login |
|---|---|
|  |  |

## Agenda

- rules of the house

## Actions
"""


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Attendees: Ann, Bob", "Attendees:"),
        ("Attendees:Ann", "Attendees:"),
        ("**Attendees:** Ann, Bob", "**Attendees:**"),
        ("**Attendees**: Ann", "**Attendees**:"),
        ("_Attendees:_ Ann", "_Attendees:_"),
        ("Attendees: **Ann**", "Attendees:"),
    ],
)
def test_the_label_of_attendees_stays_without_their_names(line: str, kept: str) -> None:
    newest = Dated(f"# Meeting 2024-03-12\n\n{line}\n\n## Agenda\n", date(2024, 3, 12))
    assert skeleton([newest], date(2024, 3, 26), Headings()) == f"# Meeting 2024-03-26\n\n{kept}\n\n## Agenda\n"


def test_the_form_is_what_two_notes_share() -> None:
    newest = NOTE.format(day="2024-03-12", who="Ada", topic="the roof")
    before = NOTE.format(day="2024-02-27", who="Bea", topic="the floor")
    notes = [Dated(newest, OLD), Dated(before, date(2024, 2, 27))]
    assert skeleton(notes, date(2024, 3, 26), Headings()) == FORM


def test_the_form_of_a_single_note_has_no_words_of_its_meeting() -> None:
    talk = "We met at noon.\n\nDate: 12 March 2024\n\n**Notes:**\n\n## Decisions\n\n* green it is\n\n---\n\n"
    newest = Dated(
        NOTE.format(day="2024-03-12", who="Ada", topic="the roof").replace("## Agenda", f"{talk}## Agenda"), OLD
    )
    frame = "Date: 26 March 2024\n\n**Notes:**\n\n## Decisions\n\n---\n\n"
    wanted = FORM.replace("## Agenda", f"{frame}## Agenda").replace("- rules of the house\n\n", "")
    assert skeleton([newest], date(2024, 3, 26), Headings()) == wanted


def test_the_title_stays_where_the_notes_before_have_another() -> None:
    notes = [Dated("# Call 12, 2024-03-12\n\n## Actions\n", OLD), Dated("# Talk\n\n## Actions\n", date(2024, 2, 27))]
    assert skeleton(notes, date(2024, 3, 26), Headings()) == "# Call 12, 2024-03-26\n\n## Actions\n"


def topics(*titles: str) -> Topics:
    issues = (Issue(number=at, title=title, body="", open=True, author="ada") for at, title in enumerate(titles, 7))
    return Topics(tuple(issues), "o/n", "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# M\n\n## Agenda\n\n-\n\n## Actions\n", "# M\n\n## Agenda\n\n- rope #7\n\n## Actions\n"),
        ("# M\n\n## Agenda\n\n* roof\n  * leaks\n", "# M\n\n## Agenda\n\n* roof\n  * leaks\n* rope #7\n"),
        ("# M\n\n## Agenda\n\n## Actions\n", "# M\n\n## Agenda\n\n- rope #7\n\n## Actions\n"),
        ("# M\n\n## Actions\n", "# M\n\n## Agenda\n\n- rope #7\n\n## Actions\n"),
        ("# M\n\n## Agenda\n\n- on #7\n", "# M\n\n## Agenda\n\n- on #7\n"),
        ("# M\r\n\r\n## Agenda\r\n", "# M\r\n\r\n## Agenda\r\n\r\n- rope #7\r\n"),
    ],
    ids=["empty bullet", "below the last", "no list", "no agenda", "named already", "CRLF"],
)
def test_agenda(text: str, expected: str) -> None:
    assert with_agenda(text, topics("rope"), Headings(), lambda _: False) == expected


def test_topics_that_are_over_go_where_they_stand_as_written() -> None:
    text = "## Agenda\n\n- rope #7\n- roof #8\n- floor #9\n  - it creaks\n"
    mine = {"- rope #7\n", "- floor #9\n"}
    assert (
        with_agenda(text, topics(), Headings(), mine.__contains__)
        == "## Agenda\n\n- roof #8\n- floor #9\n  - it creaks\n"
    )


@pytest.mark.parametrize(
    ("live", "wanted", "expected"),
    [
        pytest.param("a\nb\n", "a\nb\n- [ ] c\n", "a\nb\n- [ ] c\n", id="news"),
        pytest.param("a\n", "a\n\n- [ ] x\n", "a\n", id="taken out by people"),
        pytest.param("- [ ] x\n", "- [x] x\n", "- [ ] x\n", id="unticked by people"),
        pytest.param("- [x] x\n", "- [x] x #3\n", "- [x] x #3\n", id="ticked since"),
    ],
)
def test_kept(live: str, wanted: str, expected: str) -> None:
    mine = Mine.of([("- [ ] x\n", "- [x] x\n"), ("", "- [ ] x\n")])
    assert kept(live, wanted, mine) == expected
