"""Two topics whose lines look alike: each issue keeps the notes of its own."""

import random
from collections.abc import Callable, Sequence

import pytest

from bot.core.config.schema import Config
from tests.support.tracker import Tracker

TOPICS = ("Harbour", "Town", "Bridge")


def boxes_below_bold(topic: str) -> str:
    return f"**{topic}**\n- [ ] write the report\n  - see plan {topic[0]}\n- [ ] ask the mill\n"


def boxes_below_topics(topic: str) -> str:
    return f"- {topic}\n  - [ ] write the report\n    - see plan {topic[0]}\n  - [ ] ask the mill\n"


FORMS = [
    pytest.param(boxes_below_bold, id="bold lines"),
    pytest.param(boxes_below_topics, id="bullets"),
]


def note(day: str, blocks: Sequence[str]) -> str:
    return f"# {day} meeting\n\n## Action items\n\n" + "\n".join(blocks)


def bodies(tracker: Tracker) -> dict[int, str]:
    """The topic whose notes each open issue about the report quotes."""
    about = {number: issue for number, issue in tracker.issues.items() if "report" in issue.title and issue.open}
    return {
        number: next(topic for topic in TOPICS if f"plan {topic[0]}" in issue.body) for number, issue in about.items()
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_two_topics_never_swap_notes(form: Callable[[str], str], seed: int) -> None:
    shuffled = random.Random(seed)
    tracker = Tracker(config=Config(max_new_issues=100))
    tracker.notes["notes/2024-05-01.md"] = note("2024-05-01", [form(topic) for topic in TOPICS])
    tracker.sync()
    first = bodies(tracker)
    assert sorted(first.values()) == sorted(TOPICS)
    for week in (8, 15, 22):
        order = shuffled.sample(TOPICS, len(TOPICS))
        tracker.notes[f"notes/2024-05-{week:02}.md"] = note(f"2024-05-{week:02}", [form(topic) for topic in order])
        files = list(tracker.notes.items())
        shuffled.shuffle(files)
        tracker.notes = dict(files)
        tracker.sync()
        assert bodies(tracker) == first
    assert tracker.sync().changes == ()


@pytest.mark.parametrize(
    ("before", "after", "title"),
    [
        pytest.param(
            "* The east pier\n  * [ ] ask for an offer",
            "* The west pier\n  * [ ] ask for an offer",
            "west pier",
            id="another topic",
        ),
        pytest.param(
            "* [ ] ask for an offer", "* The west pier\n  * [ ] ask for an offer", "west pier", id="a topic now"
        ),
        pytest.param(
            "* [ ] Ada to ask for an offer", "* [ ] Bea to ask for an offer", "Bea to ask", id="another owner"
        ),
    ],
)
def test_a_title_follows_what_it_is_made_of(before: str, after: str, title: str) -> None:
    tracker = Tracker()
    tracker.write("2024-05-01", before)
    tracker.sync()
    assert title not in tracker.issues[1].title
    tracker.write("2024-05-01", after)
    tracker.sync()
    assert [title in issue.title for issue in tracker.issues.values()] == [True]
    assert tracker.plan().changes == ()
