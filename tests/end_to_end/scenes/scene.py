"""A scene: what people do on GitHub, how the notes change, and what people see then. Over real HTTP."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.support.duly import Stage

Step = Callable[[Stage], Awaitable[None]]
"""One action, or a check of its result. It does not wait for Duly."""

Play = Callable[[Stage, "Scene"], Awaitable[None]]

FIRST, SECOND, THIRD, FOURTH = "2024-03-05", "2024-03-12", "2024-03-19", "2024-03-26"
"""The days of the meetings."""
GREEN = "paint the harbour wall green"
LONGER = "paint the harbour wall green and white before summer"
CRANE = "find a new crane for the east pier"
WALL, DONE, OTHER = f"* [ ] (Ada) {GREEN}", f"* [x] (Ada) {GREEN}", f"* [ ] (Bea) {CRANE}"
"""Lines of the notes: the first meeting lists WALL alone where a scene says nothing else."""
OPEN, CLOSED = f"#1 open @ada [action-item] {GREEN}", f"#1 closed as completed @ada [action-item] {GREEN}"
"""The issue of WALL as `looks.sees` shows it."""
SECOND_ISSUE = f"#2 open @bea [action-item] {CRANE}"
PEOPLE = "people: {Ada: ada, Bea: bea, Cyd: cyd, Zoe: zoe}\n"
"""The config; Zoe has no rights in the repository."""
OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Scene:
    """A row of a table: the rule it stands for, and its steps. `given` are the lines of the first note."""

    id: str
    rule: str
    steps: tuple[Step, ...]
    given: tuple[str, ...] = (WALL,)
    config: str | None = PEOPLE

    @property
    def all_steps(self) -> tuple[Step, ...]:
        """The first note and the steps."""
        return note(FIRST, *self.given), *self.steps


def note(day: str, *lines: str) -> Step:
    """The note of a meeting whose action list is `lines`."""

    async def play(stage: Stage) -> None:
        stage.repository.push({path_of(day): text_of(day, *lines)}, author="ada")

    return play


def path_of(day: str) -> str:
    """Where the note of a day stands."""
    return f"notes/{day}.md"


def text_of(day: str, *lines: str) -> str:
    """A note whose action list is `lines`."""
    return f"# {day} meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"


async def once_more(stage: Stage, scene: Scene) -> None:
    """Play it, and look again after each step: what people did may need an answer, but then nothing is left to do."""
    for step in scene.all_steps:
        happened, pushed = len(stage.sandbox.events), len(deliveries(stage, "push"))
        await step(stage)
        await stage.rest()
        if len(stage.sandbox.events) == happened:
            continue
        if len(deliveries(stage, "push")) == pushed:
            await _look_again(stage)
        writes = stage.writes()
        await _look_again(stage)
        # A second run writes nothing; where issues are switched off it tries, because nothing else shows when they are on.
        assert stage.repository.writes[writes:] == [] or not stage.repository.state.has_issues


async def each_delivery_twice(stage: Stage, scene: Scene) -> None:
    """Play it with every webhook delivered twice, and no look at it between the steps."""
    for step in scene.all_steps:
        heard = len(stage.sandbox.deliveries)
        await step(stage)
        await stage.sandbox.settled()
        for delivery in stage.sandbox.world.hooks.attempts[heard:]:
            if delivery.status_code in OK and not delivery.redelivery:
                stage.sandbox.world.hooks.again(delivery.id)
        await stage.rest()


def deliveries(stage: Stage, event: str) -> list[int]:
    """Ids of the attempts to deliver an event, oldest first."""
    return [attempt.id for attempt in stage.sandbox.world.hooks.attempts if attempt.event == event]


async def _look_again(stage: Stage) -> None:
    """The newest push is delivered once more."""
    stage.sandbox.world.hooks.again(deliveries(stage, "push")[-1])
    await stage.rest()
