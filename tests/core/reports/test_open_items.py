"""Who owes what: rows of notes and issues, and whose list each item stands in."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config, Person
from bot.core.model.issues import Head
from bot.core.model.plan import Plan
from bot.core.reports import open_items as digest
from tests.support.tracker import Tracker

HEAD = Head("harbour/notes", "main", "c0ffee", "https://github.com/harbour/notes")
LINK = "https://github.com/harbour/notes/blob/c0ffee/notes/{day}.md?plain=1#L{line}"


@pytest.fixture
def tracker() -> Tracker:
    found = Tracker(config=Config(people={"ada": (Person("ada-l"),), "bea": (Person("bea"),)}))
    found.assignable.add("ada-l")
    found.write(
        "2024-03-05",
        "* [ ] (Ada) paint the harbour wall green",
        "* [ ] (Bea, Zoë) order the rope for spring",
        "* [x] (Ada) sweep the east pier",
        "* [ ] find a new crane",
    )
    found.sync()
    return found


def words(found: tuple[digest.Owed, ...]) -> list[str]:
    return [one.item.newest.text for one in found]


def found_for(plan: Plan, who: str) -> list[str]:
    return words(digest.of(digest.owed(plan), who))


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        pytest.param("dan", [], id="nobody of that name"),
        pytest.param("ada-l", ["paint the harbour wall green"], id="a login"),
        pytest.param("@Ada-L", ["paint the harbour wall green"], id="with its sign, in capitals"),
        pytest.param("Ada", ["paint the harbour wall green"], id="a name"),
        pytest.param("Zoë", ["order the rope for spring"], id="a name without a login"),
    ],
)
def test_whose(tracker: Tracker, who: str, expected: list[str]) -> None:
    assert found_for(tracker.plan(), who) == expected


def test_people_win(tracker: Tracker) -> None:
    tracker.change(tracker.by_title("wall").number, assignees=("bea",))
    plan = tracker.plan()
    assert found_for(plan, "ada-l") == []
    assert found_for(plan, "bea") == ["paint the harbour wall green", "order the rope for spring"]


def test_what_was_closed_on_github_is_owed_no_more(tracker: Tracker) -> None:
    tracker.change(tracker.by_title("wall").number, open=False, state_reason="completed")
    assert found_for(tracker.plan(), "ada-l") == []


@pytest.mark.parametrize(("opened", "expected"), [(True, ["paint the harbour wall green"]), (False, [])])
def test_what_vanished_is_owed_as_long_as_its_issue_is_open(
    tracker: Tracker, opened: bool, expected: list[str]
) -> None:
    if not opened:
        tracker.issues.clear()
    tracker.write("2024-03-12", "* [ ] (Bea) order the rope for spring")
    assert found_for(tracker.plan(), "Ada") == expected


def test_a_box_below_an_item_stands_in_its_issue(tracker: Tracker) -> None:
    tracker.write(
        "2024-03-05", "* [ ] (Ada) paint the harbour wall green", "    * [ ] (Bea) choose the green", "    * [ ] buy it"
    )
    tracker.sync()
    owed = digest.owed(tracker.plan())
    number = tracker.by_title("wall").number
    assert [(one.item.newest.text, one.issue and one.issue.number) for one in digest.of(owed, "bea")] == [
        ("choose the green", number)
    ]
    assert words(digest.unowned(owed)) == []


def test_what_nobody_owns(tracker: Tracker) -> None:
    assert words(digest.unowned(digest.owed(tracker.plan()))) == ["find a new crane"]
    tracker.change(tracker.by_title("crane").number, assignees=("bea",))
    assert digest.unowned_section(tracker.plan(), HEAD) == ""


def test_the_list_of_a_person(tracker: Tracker) -> None:
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
    number = tracker.by_title("wall").number
    tracker.change(number, url=f"https://github.com/harbour/notes/issues/{number}")
    assert digest.actions(tracker.plan(), HEAD, "@ada-l").splitlines() == [
        "1 open item of ada-l:",
        "",
        f"- [#{number}](https://redirect.github.com/harbour/notes/issues/{number}) paint the harbour wall green "
        f"(since 2024-03-05, carried 1 time; [notes/2024-03-12.md:5]({LINK.format(day='2024-03-12', line=5)}))",
    ]
    assert digest.actions(tracker.plan(), HEAD, "dan") == "No open item of dan in the notes."


def test_the_section_of_a_check_run(tracker: Tracker) -> None:
    number = tracker.by_title("crane").number
    assert digest.unowned_section(tracker.plan(), HEAD).splitlines() == [
        "### Open, and nobody's",
        f"- `#{number}` find a new crane (since 2024-03-05; [notes/2024-03-05.md:8]({LINK.format(day='2024-03-05', line=8)}))",
        "",
        "Write the owner in front of the words, `* [ ] (Ada) …`, or assign the issue.",
    ]


def test_nobody_is_mentioned_and_nothing_private_told() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] ask @bea | fixes #7, passcode: 123456")
    said = digest.actions(tracker.plan(), HEAD, "@team/x") + digest.unowned_section(tracker.plan(), HEAD)
    assert "@bea" not in said and "@team" not in said and "123456" not in said and "fixes #7" not in said


def test_a_long_list_is_counted() -> None:
    tracker = Tracker(config=replace(Config(), max_new_issues=1000))
    tracker.write("2024-03-05", *(f"* [ ] inspect mooring post number {n} for rust" for n in range(digest.MOST + 7)))
    rows = digest.unowned_section(tracker.plan(), HEAD).splitlines()
    assert rows[digest.MOST + 1] == "- … and 7 more"
