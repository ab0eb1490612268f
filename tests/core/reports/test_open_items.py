"""Who owes what: rows of notes and issues, and whose list each item stands in."""

from dataclasses import replace

import pytest

from bot.core.config.schema import Config, Person
from bot.core.model.issues import Head
from bot.core.model.plan import Plan
from bot.core.reports import open_items
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


def words(found: tuple[open_items.OpenItem, ...]) -> list[str]:
    return [one.item.newest.text for one in found]


def found_for(plan: Plan, who: str) -> list[str]:
    return words(open_items.owned_by(open_items.open_items(plan), who))


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
def test_items_of_an_owner(tracker: Tracker, who: str, expected: list[str]) -> None:
    assert found_for(tracker.plan(), who) == expected


def test_people_win(tracker: Tracker) -> None:
    tracker.change(tracker.by_title("wall").number, assignees=("bea",))
    plan = tracker.plan()
    assert found_for(plan, "ada-l") == []
    assert found_for(plan, "bea") == ["paint the harbour wall green", "order the rope for spring"]


def test_what_was_closed_on_github_is_not_open(tracker: Tracker) -> None:
    tracker.change(tracker.by_title("wall").number, open=False, state_reason="completed")
    assert found_for(tracker.plan(), "ada-l") == []


def test_what_a_bot_closed_is_open_and_says_so(tracker: Tracker) -> None:
    number = tracker.by_title("wall").number
    tracker.closes(number, "2024-03-07", by="stale[bot]", reason="not_planned")
    plan = tracker.plan()
    assert found_for(plan, "ada-l") == ["paint the harbour wall green"]
    assert f"`#{number}` paint the harbour wall green (since 2024-03-05, its issue closed by stale[bot]; [" in (
        open_items.actions(plan, HEAD, "ada-l")
    )


@pytest.mark.parametrize(("opened", "expected"), [(True, ["paint the harbour wall green"]), (False, [])])
def test_what_vanished_is_open_as_long_as_its_issue_is_open(
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
    items = open_items.open_items(tracker.plan())
    number = tracker.by_title("wall").number
    assert [(one.item.newest.text, one.issue and one.issue.number) for one in open_items.owned_by(items, "bea")] == [
        ("choose the green", number)
    ]
    assert words(open_items.unowned(items)) == []


def test_unowned(tracker: Tracker) -> None:
    assert words(open_items.unowned(open_items.open_items(tracker.plan()))) == ["find a new crane"]
    tracker.change(tracker.by_title("crane").number, assignees=("bea",))
    assert open_items.unowned_section(tracker.plan(), HEAD) == ""


def test_the_list_of_a_person(tracker: Tracker) -> None:
    tracker.write("2024-03-12", "* [ ] (Ada) paint the harbour wall green")
    number = tracker.by_title("wall").number
    tracker.change(number, url=f"https://github.com/harbour/notes/issues/{number}")
    assert open_items.actions(tracker.plan(), HEAD, "@ada-l").splitlines() == [
        "1 open item of ada-l:",
        "",
        f"- [#{number}](https://redirect.github.com/harbour/notes/issues/{number}) paint the harbour wall green "
        f"(since 2024-03-05, carried 1 time; [notes/2024-03-12.md:5]({LINK.format(day='2024-03-12', line=5)}))",
    ]
    assert open_items.actions(tracker.plan(), HEAD, "dan") == "No open item of dan in the notes."


def test_the_section_of_a_check_run(tracker: Tracker) -> None:
    number = tracker.by_title("crane").number
    assert open_items.unowned_section(tracker.plan(), HEAD).splitlines() == [
        "### Unowned",
        f"- `#{number}` find a new crane (since 2024-03-05; [notes/2024-03-05.md:8]({LINK.format(day='2024-03-05', line=8)}))",
        "",
        "To set an owner, write the name in front of the text, `* [ ] (Ada) …`, or assign the issue.",
    ]


def test_no_mention_and_nothing_private() -> None:
    tracker = Tracker()
    tracker.write("2024-03-05", "* [ ] ask @bea | fixes #7, passcode: 123456")
    text = open_items.actions(tracker.plan(), HEAD, "@team/x") + open_items.unowned_section(tracker.plan(), HEAD)
    assert "@bea" not in text and "@team" not in text and "123456" not in text and "fixes #7" not in text


def test_a_long_list_is_counted() -> None:
    tracker = Tracker(config=replace(Config(), max_new_issues=1000))
    tracker.write(
        "2024-03-05", *(f"* [ ] inspect mooring post number {n} for rust" for n in range(open_items.MAX_ROWS + 7))
    )
    rows = open_items.unowned_section(tracker.plan(), HEAD).splitlines()
    assert rows[open_items.MAX_ROWS + 1] == "- … and 7 more"
