"""What a heading or a label says of the lines below it."""

import pytest

from bot.core.markdown.headings import Meaning, is_bucket, is_label, is_mixed, meaning

A, T, G, P = Meaning.ACTION, Meaning.TRACKER, Meaning.AGENDA, Meaning.PEOPLE
D, PAST, R = Meaning.DONE, Meaning.PAST, Meaning.RUNNING


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("", None, id="empty"),
        pytest.param("Budget", None, id="a subject"),
        ("Action items", A),
        ("ACTIONS", A),
        ("Action Points:", A),
        ("AIs", A),
        ("Action Items (AIs)", A),
        ("TODOs", A),
        ("To do", A),
        ("Next steps", A),
        ("Followup", A),
        ("Follow-ups", A),
        ("Last Week's Action Items", A),
        ("New Action items", A),
        ("Open actions", A),
        ("Actions Required", A),
        ("This meeting TODOs", A),
        ("6. Summary of Action Items", A),
        ("3.4 Next Steps (from the survey)", A),
        ("Check in on previous action items", A),
        ("Follow-up from last meeting", A),
        ("Action plan", A),
        ("Decisions and actions", A),
        ("✅ Actionables", A),
        ("3 meetings ago", A),
        ("Move to Issue Tracker", T),
        ("Moved to GitHub issues", T),
        ("Agenda", G),
        ("Your __new__() agenda items", G),
        ("Agenda and action items", G),
        ("Discussion", G),
        ("Follow-up from last meeting / discussions", G),
        ("Attendees", P),
        ("Present:", P),
        ("Meeting participants", P),
        ("This meeting", None),
        ("From previous meeting(s)", None),
        ("Pushed to next meeting", None),
        ("GitHub Actions", None),
        ("AI in packaging", None),
        ("AI/ML", None),
        ("AI", None),
        ("Updates on the build farm and next steps", None),
        ("Transactions", None),
        ("Presentation of the plan", None),
        ("Task force", None),
        ("Move from Azure to GitHub Actions", None),
        ("Call for volunteers", None),
        ("Chair election", None),
        ("Items carried over from prior meetings", A),
        ("Carried-over items", A),
        ("Carried over agenda items", G),
        ("Prework to prep for meeting", R),
        ("Completed", D),
        ("✅ Done", D),
        ("Done since last meeting", D),
        ("Completed action items", D),
        ("Completed Action Items from last meeting", D),
        ("Action items (completed)", D),
        ("Action items: done", D),
        ("Tasks finished", D),
        ("Recently closed issues", D),
        ("Completed/Closed", D),
        ("What was done", D),
        ("Closed session", None),
        ("Definition of done", None),
        ("Done & pending", None),
        ("Not done yet", None),
        ("To be done", None),
        ("Complete the survey", None),
        ("Actions to be done by Friday", A),
        ("Action items not completed", A),
        ("Pending and completed action items", A),
        ("Past action items", PAST),
        ("Past events", PAST),
        ("When the meeting is over:", R),
        ("End of Session Checklist", R),
        ("Meetings Prep", R),
        ("Post-meeting tasks", R),
        ("Action items before next meeting", A),
    ],
)
def test_meaning(title: str, expected: Meaning | None) -> None:
    assert meaning(title) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", False, id="empty"),
        ("TODO", True),
        ("todo:", True),
        ("to do (ABC)", True),
        ("AI:", True),
        ("AIs:", True),
        ("AI @ann to organise:", True),
        ("AI is a subject:", False),
        ("Completed action items:", False),
        ("Next steps", True),
        ("Actionable steps to be done by @ann and @bob:", True),
        ("TODO: water the plants", False),
        ("Action item: water the plants", False),
        ("rough plan", False),
        ("We should follow up on the next steps of the whole migration", False),
    ],
)
def test_labels(text: str, expected: bool) -> None:
    assert is_label(text) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("", False, id="empty"),
        ("This meeting", True),
        ("Last meeting:", True),
        ("From previous meeting(s)", True),
        ("Pushed to next meeting", True),
        ("3 meetings ago", True),
        ("Next meeting", False),
        ("Last meeting's minutes", False),
        ("Docker hub", False),
    ],
)
def test_buckets(title: str, expected: bool) -> None:
    assert is_bucket(title) is expected


def test_long_headings_are_read_in_no_time() -> None:
    assert meaning("for the " * 30_000) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Action items", False),
        ("Next Steps / Action Items", False),
        ("Open and pending action items", False),
        ("Notes / action items / misc", True),
        ("Decisions and action items", True),
        ("Summary/Actions", True),
    ],
)
def test_mixed(title: str, expected: bool) -> None:
    assert is_mixed(title) is expected
