"""Steps of a scene: what people do on GitHub, what the notes do, and what is to be seen then. All by real HTTP."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.sandbox import labels
from bot.sandbox.state import Issue
from tests.stage import CONFIG, Stage

Step = Callable[[Stage], Awaitable[None]]
"""One thing that somebody does, or a look at what came of it. It does not wait for Duly."""

NOWHERE = "http://127.0.0.1:9/webhook"
"""An address at which nobody listens."""
OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Scene:
    """A row of the table: the rule it stands for, and its steps. `given` are the lines of the first note."""

    id: str
    rule: str
    steps: tuple[Step, ...]
    given: tuple[str, ...] = ("* [ ] (Ada) paint the harbour wall green",)
    config: str = "people: {Ada: ada, Bea: bea, Cyd: cyd, Zoe: zoe}\n"


FIRST = "2024-03-05"
"""The day of the first note; the next ones are a week apart."""
SECOND, THIRD, FOURTH = "2024-03-12", "2024-03-19", "2024-03-26"


# --- how a scene is played


async def once_more(stage: Stage, scene: Scene) -> None:
    """Play it, and look again after each step: what people did may need an answer, but then nothing is left to do."""
    for step in (note(FIRST, *scene.given), *scene.steps):
        happened, pushed = len(stage.sandbox.events), len(_deliveries(stage, "push"))
        await step(stage)
        await stage.rest()
        if len(stage.sandbox.events) == happened:
            continue
        if len(_deliveries(stage, "push")) == pushed:
            await _look_again(stage)
        writes = stage.writes()
        await _look_again(stage)
        assert stage.repository.writes[writes:] == [], "a second run writes nothing"


async def each_delivery_twice(stage: Stage, scene: Scene) -> None:
    """Play it with every webhook delivered twice, and no look at it between the steps."""
    for step in (note(FIRST, *scene.given), *scene.steps):
        heard = len(stage.sandbox.deliveries)
        await step(stage)
        await stage.sandbox.settled()
        for delivery in stage.sandbox.world.hooks.attempts[heard:]:
            if delivery.status_code in OK and not delivery.redelivery:
                stage.sandbox.world.hooks.again(delivery.id)
        await stage.rest()


def _deliveries(stage: Stage, event: str) -> list[int]:
    """Ids of the attempts to deliver an event, oldest first."""
    return [attempt.id for attempt in stage.sandbox.world.hooks.attempts if attempt.event == event]


async def _look_again(stage: Stage) -> None:
    """The newest push is delivered once more."""
    stage.sandbox.world.hooks.again(_deliveries(stage, "push")[-1])
    await stage.rest()


def deaf(*steps: Step) -> Step:
    """The steps, while no webhook arrives: GitHub lists those that failed."""

    async def play(stage: Stage) -> None:
        heard_at, stage.sandbox.webhook_url = stage.sandbox.webhook_url, NOWHERE
        for step in steps:
            await step(stage)
        await stage.sandbox.settled()
        stage.sandbox.webhook_url = heard_at

    return play


def at_once(*steps: Step) -> Step:
    """The steps before any webhook of theirs is delivered."""

    async def play(stage: Stage) -> None:
        for step in steps:
            await step(stage)

    return play


def redelivered(event: str) -> Step:
    """The newest webhook of an event is delivered again."""

    async def play(stage: Stage) -> None:
        stage.sandbox.world.hooks.again(_deliveries(stage, event)[-1])

    return play


# --- what the notes do


def push(path: str, text: str | None) -> Step:
    """Push a file; None deletes it."""

    async def play(stage: Stage) -> None:
        stage.repository.push({path: text}, author="ada")

    return play


def path_of(day: str) -> str:
    """Where the note of a day stands."""
    return f"notes/{day}.md"


def note(day: str, *lines: str) -> Step:
    """The note of a meeting whose action list is `lines`."""
    return push(path_of(day), text_of(day, *lines))


def text_of(day: str, *lines: str) -> str:
    """A note whose action list is `lines`."""
    return f"# {day} meeting\n\n## Action items\n\n" + "\n".join(lines) + "\n"


def config(text: str | None) -> Step:
    """A new text for the config; None takes it away."""
    return push(CONFIG, text)


def rewrite(day: str, old: str, new: str) -> Step:
    """A note of which one passage changes."""

    async def play(stage: Stage) -> None:
        stage.repository.replace(path_of(day), old, new, author="ada")

    return play


def whole(day: str, change: Callable[[str], str]) -> Step:
    """A note that is rewritten as a whole."""

    async def play(stage: Stage) -> None:
        text = stage.repository.read(path_of(day))
        assert text is not None
        stage.repository.push({path_of(day): change(text)}, author="ada")

    return play


def tick(day: str, words: str) -> Step:
    """Tick the box of the line with these words."""
    return whole(day, lambda text: _box(text, words, "[ ]", "[x]"))


def untick(day: str, words: str) -> Step:
    """Take the tick of that line back."""
    return whole(day, lambda text: _box(text, words, "[x]", "[ ]"))


def _box(text: str, words: str, old: str, new: str) -> str:
    lines = [line.replace(old, new, 1) if words in line else line for line in text.splitlines(keepends=True)]
    assert "".join(lines) != text, f"no {old} in a line with {words!r}"
    return "".join(lines)


def move(day: str, path: str) -> Step:
    """The note of a day moves to another path."""

    async def play(stage: Stage) -> None:
        stage.repository.push({path_of(day): None, path: stage.repository.read(path_of(day))}, author="ada")

    return play


# --- what people do on GitHub


def edit(number: int, **fields: object) -> Step:
    """New values for fields of an issue, as PATCH takes them."""

    async def play(stage: Stage) -> None:
        stage.repository.edit_issue(number, by="bea", **fields)

    return play


def write(number: int, change: Callable[[str], str]) -> Step:
    """The body of an issue rewritten in the web editor, which sends CRLF."""

    async def play(stage: Stage) -> None:
        before = (stage.repository.issue(number).body or "").replace("\r\n", "\n")
        after = change(before)
        assert after != before, "the edit changes nothing"
        stage.repository.edit_issue(number, by="bea", body=after.replace("\n", "\r\n") or None)

    return play


def close(number: int, reason: str = "completed") -> Step:
    """A person closes an issue."""
    return edit(number, state="closed", state_reason=reason)


def reopen(number: int) -> Step:
    """A person opens it again."""
    return edit(number, state="open")


def comment(number: int, by: str, text: str) -> Step:
    """A comment by anybody."""

    async def play(stage: Stage) -> None:
        stage.repository.comment(number, by, text)

    return play


def issue(title: str, body: str = "") -> Step:
    """An issue of a person's."""

    async def play(stage: Stage) -> None:
        stage.repository.open_issue(title, body, by="cyd")

    return play


def copied(number: int, by: str | None = None) -> Step:
    """Another issue with the very words of this one, by default Duly's own: two of its processes made it."""

    async def play(stage: Stage) -> None:
        first = stage.repository.issue(number)
        who = by or stage.sandbox.bot_login
        names = tuple(label.name for label in first.labels)
        people = tuple(person.login for person in first.assignees)
        stage.repository.open_issue(first.title, first.body or "", by=who, labels=names, assignees=people)

    return play


def pull(branch: str) -> Step:
    """A pull request from a new branch."""

    async def play(stage: Stage) -> None:
        stage.repository.push({"setup.cfg": "[notes]\n"}, branch=branch, author="ada")
        stage.repository.open_pull("Set up", branch, by="ada")

    return play


def deleted(number: int) -> Step:
    """An admin deletes an issue."""

    async def play(stage: Stage) -> None:
        stage.repository.delete_issue(number, by="ada")

    return play


def transferred(number: int) -> Step:
    """An admin moves an issue to another repository, which Duly is not in."""

    async def play(stage: Stage) -> None:
        other = stage.sandbox.create_repository("harbour/crane", installed=False)
        stage.repository.transfer_issue(number, other, by="ada")

    return play


def locked(number: int) -> Step:
    """A person locks the conversation."""

    async def play(stage: Stage) -> None:
        stage.repository.lock_issue(number, by="ada")

    return play


def issues_are(on: bool) -> Step:
    """An admin switches the repository's issues on or off."""

    async def play(stage: Stage) -> None:
        stage.repository.turn_issues(on)

    return play


def label_gone(name: str) -> Step:
    """A person deletes a label."""

    async def play(stage: Stage) -> None:
        stage.repository.delete_label(name)

    return play


def label_renamed(name: str, new: str) -> Step:
    """A person renames a label."""

    async def play(stage: Stage) -> None:
        state = stage.repository.state
        labels.change(stage.sandbox.world, state, labels.find(state, name), {"new_name": new})

    return play


def collaborator(login: str) -> Step:
    """Somebody gets the right to write."""

    async def play(stage: Stage) -> None:
        stage.repository.collaborate(login, "write")

    return play


def renamed(name: str) -> Step:
    """An admin renames the repository."""

    async def play(stage: Stage) -> None:
        stage.repository.rename(name, by="ada")

    return play


# --- what is to be seen


def sees(*shown: str) -> Step:
    """All issues, each as `#1 open @ada [action-item] its title`; closed ones with the reason."""

    async def look(stage: Stage) -> None:
        assert [show(each) for each in stage.repository.issues] == list(shown)

    return look


def show(issue: Issue) -> str:
    """An issue in one line."""
    state = issue.state if issue.state == "open" else f"closed as {(issue.state_reason or '').replace('_', ' ')}"
    people = " ".join(f"@{person.login}" for person in issue.assignees) or "nobody"
    names = ", ".join(sorted(label.name for label in issue.labels))
    return f"#{issue.number} {state} {people} [{names}] {issue.title}"


def says(number: int, *texts: str) -> Step:
    """The body of an issue holds each of these."""

    async def look(stage: Stage) -> None:
        body = stage.repository.issue(number).body or ""
        assert [text for text in texts if text not in body] == [], body

    return look


def hides(number: int, *texts: str) -> Step:
    """The body of an issue holds none of these."""

    async def look(stage: Stage) -> None:
        body = stage.repository.issue(number).body or ""
        assert [text for text in texts if text in body] == [], body

    return look


def boxes(number: int, *shown: str) -> Step:
    """The boxes in an issue's body, each as `[x] text`."""

    async def look(stage: Stage) -> None:
        found = re.findall(r"^- (\[.\] .*?) <!-- duly:box", stage.repository.issue(number).body or "", re.MULTILINE)
        assert found == list(shown)

    return look


def marked(number: int) -> Step:
    """The issue has one marker, in its first line."""

    async def look(stage: Stage) -> None:
        body = stage.repository.issue(number).body or ""
        assert body.startswith("<!-- duly:1 {") and body.count("<!-- duly:1") == 1, body

    return look


def comments(number: int, count: int) -> Step:
    """So many comments of Duly's stand on an issue."""

    async def look(stage: Stage) -> None:
        found = stage.repository.issue(number).comments
        assert sum(one.user.login == stage.sandbox.bot_login for one in found) == count

    return look


def report(conclusion: str, *texts: str) -> Step:
    """The newest check run stands on the newest commit, with this conclusion and these texts."""

    async def look(stage: Stage) -> None:
        run = stage.repository.checks[-1]
        assert (run.head_sha, run.conclusion) == (stage.repository.head, conclusion)
        told = f"{run.title}\n{run.summary}\n" + "\n".join(one.message for one in run.annotations)
        assert [text for text in texts if text not in told] == [], told

    return look


def no_report() -> Step:
    """Nothing is said of the newest commit."""

    async def look(stage: Stage) -> None:
        assert [run for run in stage.repository.checks if run.head_sha == stage.repository.head] == []

    return look


def colour(name: str, expected: str) -> Step:
    """The colour of a label: grey (`ededed`) is one that GitHub had to make."""

    async def look(stage: Stage) -> None:
        assert stage.repository.state.labels[name].color == expected

    return look
