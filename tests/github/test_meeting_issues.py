"""Whose text the issue of a meeting is."""

from datetime import UTC, datetime

import pytest

from bot.core import limits
from bot.core.config.schema import Config, MeetingIssues
from bot.github.meetings.meeting_issues import _meeting
from bot.github.payloads.accounts import User
from bot.github.payloads.issues import IssuePayload

OWN = "<!-- duly:next 2024-03-19 -->\n## Action items\n"


@pytest.mark.parametrize(
    ("login", "body", "writer", "writable"),
    [
        pytest.param("ada", "## Agenda", "duly[bot]", True, id="a person's"),
        pytest.param("duly[bot]", "## Agenda", "duly[bot]", True, id="Duly's"),
        pytest.param("other[bot]", "## Agenda", "duly[bot]", False, id="another program's"),
        pytest.param(limits.ACTION, OWN, limits.ACTION, True, id="Duly's, by an Action"),
        pytest.param(limits.ACTION, f"A word above.\n\n{OWN}", limits.ACTION, True, id="with text above the marker"),
        pytest.param(limits.ACTION, "## Agenda", limits.ACTION, False, id="another workflow's"),
    ],
)
def test_only_texts_of_people_and_of_duly_are_written(login: str, body: str, writer: str, writable: bool) -> None:
    issue = IssuePayload(
        number=3,
        title="Meeting 2024-03-19",
        body=body,
        state="open",
        user=User(login=login, type="Bot" if "bot" in login else "User"),
        updated_at=datetime(2024, 3, 1, tzinfo=UTC),
    )
    meeting = _meeting(issue, MeetingIssues(label="agenda"), Config(), writer)
    assert meeting is not None
    assert meeting.post.writable is writable
