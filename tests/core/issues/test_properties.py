"""Whatever notes say and people do: a second run plans nothing, and nothing is ever opened twice."""

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.core.commands import UserError
from bot.core.config.schema import Config, Person, Subteam
from tests.support.properties import examples
from tests.support.tracker import Tracker

WORK = (
    "paint the harbour wall green",
    "paint the harbour wall green and white before summer",
    "order rope for the spring season",
    "order rope for the spring season (from the mill?)",
    "roll out crane release 3.8",
    "roll out crane release 3.9",
    "send slides",
    "write documentation for the new pump",
    "ask about berth 12, see https://github.com/harbour/notes/issues/3",
)
OWNERS = ("", "(Ada) ", "(Bea) ", "(Zoe) ", "(Ada, Bea) ", "(???) ")

COMMANDS = (
    "/merge #{}",
    "/merge #{}",
    "/link #{}",
    "/link #{}",
    "/release",
    "/done",
    "/drop the vendor does it",
    "/drop vanished",
    "/assign @cyd",
    "/unassign @ada",
    "/subteam docs",
    "/carry",
)

lines = st.builds(
    lambda indent, box, owner, work: f"{indent}* [{box}] {owner}{work}",
    st.sampled_from(["", "", "", "    "]),
    st.sampled_from(["x", " ", " ", " ", "~"]),
    st.sampled_from(OWNERS),
    st.sampled_from(WORK),
)


class Story(RuleBasedStateMachine):
    """Notes are written and rewritten, people work on issues, and Duly syncs after each."""

    def __init__(self) -> None:
        super().__init__()
        people = {name: (Person(name),) for name in ("ada", "bea", "zoe")}
        self.tracker = Tracker(config=Config(people=people, subteams=(Subteam("docs", "docs"),)))
        self.day = date(2024, 3, 5)

    @rule(said=st.lists(lines, max_size=6))
    def the_next_meeting(self, said: list[str]) -> None:
        self.day += timedelta(days=7)
        self.tracker.write(str(self.day), *said)

    @rule(said=st.lists(lines, max_size=6), back=st.integers(0, 3))
    def a_note_is_rewritten(self, said: list[str], back: int) -> None:
        self.tracker.write(str(self.day - timedelta(days=7 * back)), *said)

    @rule(back=st.integers(0, 3))
    def a_note_is_deleted(self, back: int) -> None:
        self.tracker.notes.pop(f"notes/{self.day - timedelta(days=7 * back)}.md", None)

    @rule(
        pick=st.integers(0, 20),
        fields=st.sampled_from(
            [
                {"title": "Mine"},
                {"open": False},
                {"open": True},
                {"labels": ()},
                {"labels": ("bug",)},
                {"assignees": ()},
                {"assignees": ("cyd",)},
                {"body": "nothing of Duly's is left"},
            ]
        ),
    )
    def a_person_edits(self, pick: int, fields: dict[str, object]) -> None:
        if self.tracker.issues:
            self.tracker.change(sorted(self.tracker.issues)[pick % len(self.tracker.issues)], **fields)

    @rule(pick=st.integers(0, 20), who=st.sampled_from(["zoe", "cyd"]))
    def a_person_comments(self, pick: int, who: str) -> None:
        if self.tracker.issues:
            self.tracker.comment(sorted(self.tracker.issues)[pick % len(self.tracker.issues)], who, "hm")

    @rule(pick=st.integers(0, 20))
    def a_person_writes_inside_and_below(self, pick: int) -> None:
        if self.tracker.issues:
            number = sorted(self.tracker.issues)[pick % len(self.tracker.issues)]
            body = (
                self.tracker.issues[number].body.replace("> ", "> by the way, ", 1).replace("\n", "\r\n") + "\r\nmore"
            )
            self.tracker.change(number, body=body)

    @rule(pick=st.integers(0, 20), other=st.integers(0, 20), command=st.sampled_from(COMMANDS))
    def a_person_gives_a_command(self, pick: int, other: int, command: str) -> None:
        if self.tracker.issues:
            numbers = sorted(self.tracker.issues)
            with suppress(UserError):
                self.tracker.say(command.format(numbers[other % len(numbers)]), on=numbers[pick % len(numbers)])

    @rule()
    def a_person_opens_an_issue(self) -> None:
        self.tracker.person_opens("The wall is grey")

    @invariant()
    def a_second_run_plans_nothing(self) -> None:
        self.tracker.sync()
        again = self.tracker.plan()
        assert again.changes == (), [change.why for change in again.changes]


TestStory = Story.TestCase
TestStory.settings = settings(examples(60), stateful_step_count=12)
