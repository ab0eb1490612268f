"""Which issue is a meeting's, and of which day it is."""

from datetime import date

import pytest

from bot.core.config.schema import Config, MeetingIssues, MeetingSources
from bot.core.items.posts import day_of_issue, issues_wanted, series_of_posts
from bot.core.model.meeting import Post
from bot.core.model.notes import NoteFile

OPENED = date(2024, 3, 1)
DAYS = [
    pytest.param("WG meeting {date}", "WG meeting 2024-03-05", "", date(2024, 3, 5), id="in the title"),
    pytest.param("WG meeting {date}", "wg  Meeting 5 March 2024", "", date(2024, 3, 5), id="in other words"),
    pytest.param("WG meeting {date}", "WG meeting March 5", "", date(2024, 3, 5), id="without a year"),
    pytest.param("WG meeting {date}", "WG meeting 3/5", "", date(2024, 3, 5), id="numbers alone"),
    pytest.param("WG meeting {date}", "WG meeting 05/03/2024", "", date(2024, 3, 5), id="the reading that is nearer"),
    pytest.param("WG meeting {date}", "WG meeting YYYY-MM-DD", "Date: 2024-03-05", None, id="a template"),
    pytest.param("WG meeting {date}", "Meeting 2024-03-05", "", None, id="another title"),
    pytest.param("{date} WG (weekly)", "2024-03-05 WG (weekly)", "", date(2024, 3, 5), id="signs in the title"),
    pytest.param("WG meeting", "WG meeting", "Date: 2024-03-05\n", date(2024, 3, 5), id="in the body"),
    pytest.param(
        None, "WG minutes", "## Date\n\n20240305 - 10am\n", date(2024, 3, 5), id="below a heading for the date"
    ),
    pytest.param(None, "WG minutes", "## Date\n\n## Agenda\n\n* 2024-03-07: a talk\n", OPENED, id="nothing below it"),
    pytest.param("WG meeting", "WG meeting", "* [ ] (Ada) paint", OPENED, id="only when it was opened"),
    pytest.param(None, "Agenda 2024-03-05", "", date(2024, 3, 5), id="no form asked for"),
    pytest.param(None, "Weekly meeting", "# Notes of 2024-03-05\n", date(2024, 3, 5), id="no form, in a heading"),
    pytest.param(None, "Weekly meeting", "* [ ] (Ada) paint", OPENED, id="no form, a word for a meeting"),
    pytest.param(None, "Drop support for the old crane", "* [ ] (Ada) paint", None, id="a topic"),
    pytest.param(None, "Drop version 3.8", "## 2024-03-05\n\nx\n\n## 2024-03-12\n\ny\n", None, id="a talk of days"),
]


@pytest.mark.parametrize(("form", "title", "body", "day"), DAYS)
def test_the_day_of_an_issue(form: str | None, title: str, body: str, day: date | None) -> None:
    assert day_of_issue(MeetingIssues(label="agenda", title=form), title, body, OPENED) == day


def test_the_order_of_the_config_goes_before_what_is_nearer() -> None:
    wanted = MeetingIssues(label="agenda", title="{date}")
    assert day_of_issue(wanted, "05/03/2024", "", OPENED, "month-first") == date(2024, 5, 3)


def test_the_first_entry_whose_label_and_title_fit_names_the_meeting() -> None:
    docs, any_other = MeetingIssues(label="Agenda", title="Docs {date}"), MeetingIssues(label="agenda")
    config = Config(meetings=MeetingSources(issues=(docs, any_other)))
    assert issues_wanted(config, ["agenda"], "Docs 2024-03-05") is docs
    assert issues_wanted(config, ["bug", "AGENDA"], "2024-03-05") is any_other
    assert issues_wanted(config, ["bug"], "Docs 2024-03-05") is None


SERIES = [
    pytest.param("", ["notes"], "notes", id="the only one"),
    pytest.param("", ["notes", "docs"], "#agenda", id="one of its own beside two"),
    pytest.param("", [], "#agenda", id="no files"),
    pytest.param("docs", ["notes", "docs"], "docs", id="named by the config"),
]


@pytest.mark.parametrize(("named", "known", "series"), SERIES)
def test_the_series_of_a_post(named: str, known: list[str], series: str) -> None:
    post = Post(number=1, date=OPENED, url="u", label="agenda", series=named)
    assert list(series_of_posts([NoteFile("#1", "", post=post)], known)) == [series]
