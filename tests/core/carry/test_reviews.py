"""Minutes without boxes: old work is gone through in one list, and another at the end says what is still to do."""

import pytest

from tests.core.carry.test_next_note import below, carried, tracker_with

NEXT = "# 2024-03-26\n\n### Review of last meeting's action items\n\n## Talk\n\n## Action summary\n"
HEADING = "### Review of last meeting's action items"
FIRST = "# 2024-02-20\n\n## Action summary\n\n* ACTION - Ada - mend the winch\n* ACTION - Bea - order the rope\n"
MINUTES = "# 2024-03-05\n\n{heading}\n\n{review}\n## Talk\n\n## Action summary\n\n{summary}\n"


def minutes(review: str, summary: str) -> str:
    return MINUTES.format(heading=HEADING, review=review, summary=summary)


def lines(review: str, summary: str) -> list[str]:
    """What the next minutes list, below the heading for old work."""
    tracker = tracker_with(d2024_02_20=FIRST, d2024_03_05=minutes(review, summary))
    return below(carried(tracker, NEXT).text, HEADING)


@pytest.mark.parametrize(
    ("review", "summary", "expected"),
    [
        pytest.param(
            "* ACTION - Ada - mend the winch\n* ACTION - Bea - order the rope\n",
            "* ACTION - Bea - order the rope\n* ACTION - Cyd - sweep the pier",
            ["* ACTION - Bea - order the rope", "* ACTION - Cyd - sweep the pier"],
            id="the list at the end repeats what is open",
        ),
        pytest.param(
            "* ACTION - Ada - mend the winch\n* ACTION - Bea - order the rope\n",
            "* ACTION - Cyd - sweep the pier",
            ["* ACTION - Ada - mend the winch", "* ACTION - Bea - order the rope", "* ACTION - Cyd - sweep the pier"],
            id="the list at the end has new work only",
        ),
        pytest.param(
            "* ACTION - Ada - mend the winch\n  * ✅ Done, it turns\n* ✅ ACTION - Bea - order the rope\n",
            "* ACTION - Cyd - sweep the pier",
            ["* ACTION - Cyd - sweep the pier"],
            id="the review says what is done",
        ),
        pytest.param(
            "* Ada - mend the winch\n  * Pending\n* Bea - ~~order the rope~~\n* N/A\n",
            "* ACTION - Cyd - sweep the pier",
            ["* Ada - mend the winch", "  * Pending", "* ACTION - Cyd - sweep the pier"],
            id="bullets without a word for work",
        ),
    ],
)
def test_what_goes_on(review: str, summary: str, expected: list[str]) -> None:
    assert lines(review, summary) == expected


def test_what_the_end_leaves_out_is_asked_about_once() -> None:
    review = "* ACTION - Ada - mend the winch\n* ACTION - Bea - order the rope\n"
    tracker = tracker_with(d2024_02_20=FIRST, d2024_03_05=minutes(review, "* ACTION - Bea - order the rope"))
    done = carried(tracker, NEXT)
    assert "dropped on purpose?**\n\n- “mend the winch” (last in notes/2024-03-05.md:5)" in done.summary
    tracker.notes["notes/2024-03-26.md"] = done.text
    later = carried(tracker, NEXT.replace("2024-03-26", "2024-04-09"), "notes/2024-04-09.md")
    assert "dropped on purpose" not in later.summary


def test_what_a_review_says_is_done_is_not_asked_about() -> None:
    old = "* Ada to mend the winch\n* Bea to order the rope\n* Cyd to sweep the pier"
    tracker = tracker_with(
        d2024_02_20=f"# 2024-02-20\n\n## Action summary\n\n{old}\n",
        d2024_03_05=minutes(f"{old} (done)\n", "* Ada to mend the winch"),
    )
    asked = carried(tracker, NEXT).summary.partition("dropped on purpose?**\n\n")[2]
    assert asked == "- “Bea to order the rope” (last in notes/2024-02-20.md:6)"


def test_a_list_with_boxes_needs_no_list_at_the_end() -> None:
    review = "* [ ] Ada: mend the winch\n* [ ] Bea: order the rope\n"
    assert lines(review, "* [ ] Bea: order the rope") == ["* [ ] Ada: mend the winch", "* [ ] Bea: order the rope"]


@pytest.mark.parametrize("heading", ["Previously", "Carried over from previous months"])
def test_a_heading_beside_the_list_is_more_of_it(heading: str) -> None:
    review = f"* ACTION - Ada - mend the winch\n\n### {heading}\n\n* Bea - order the rope\n  * Pending\n"
    expected = ["* ACTION - Ada - mend the winch", "* Bea - order the rope", "  * Pending"]
    assert lines(review, "* ACTION - Cyd - sweep the pier") == [*expected, "* ACTION - Cyd - sweep the pier"]


def test_the_name_above_a_line_goes_in_front() -> None:
    actions = "# 2024-03-05\n\n## Attendees\n* Ada\n* Bea\n* Cyd\n\n## Action items\n\n#### Ada\n- mend the winch\n\n#### Bea and Cyd\n- order the rope\n"
    there = below(
        carried(tracker_with(d2024_03_05=actions), "# 2024-03-26\n\n## Action items\n").text, "## Action items"
    )
    assert there == ["- Ada: mend the winch", "- Bea and Cyd: order the rope"]
