"""What people do: to the notes, to issues, to the repository. Each gives a step of a scene."""

from collections.abc import Callable

from bot.sandbox.github.state import labels
from tests.end_to_end.scenes.scene import OK, Step, path_of
from tests.support.duly import CONFIG, Stage

NOWHERE = "http://127.0.0.1:9/webhook"
"""An address that refuses connections."""


def without_webhooks(*steps: Step) -> Step:
    """The steps, while no webhook arrives: GitHub lists those that failed."""

    async def play(stage: Stage) -> None:
        address, stage.sandbox.webhook_url = stage.sandbox.webhook_url, NOWHERE
        for step in steps:
            await step(stage)
        await stage.sandbox.settled()
        stage.sandbox.webhook_url = address

    return play


def at_once(*steps: Step) -> Step:
    """The steps before any webhook of theirs is delivered."""

    async def play(stage: Stage) -> None:
        for step in steps:
            await step(stage)

    return play


def redelivered() -> Step:
    """Every webhook that did not arrive is delivered again."""

    async def play(stage: Stage) -> None:
        hooks = stage.sandbox.world.hooks
        for attempt in [attempt for attempt in hooks.attempts if attempt.status_code not in OK]:
            hooks.again(attempt.id)

    return play


# --- what the notes do


def push(path: str, text: str | None) -> Step:
    """Push a file; None deletes it."""

    async def play(stage: Stage) -> None:
        stage.repository.push({path: text}, author="ada")

    return play


def config(text: str | None) -> Step:
    """A new text for the config; None deletes it."""
    return push(CONFIG, text)


def rewrite(day: str, old: str, new: str) -> Step:
    """Change one passage of a note."""

    async def play(stage: Stage) -> None:
        stage.repository.replace(path_of(day), old, new, author="ada")

    return play


def whole(day: str, change: Callable[[str], str]) -> Step:
    """Rewrite a whole note."""

    async def play(stage: Stage) -> None:
        text = stage.repository.read(path_of(day))
        assert text is not None
        stage.repository.push({path_of(day): change(text)}, author="ada")

    return play


def tick(day: str, words: str) -> Step:
    """Tick the box of the line with these words."""
    return whole(day, lambda text: _box(text, words, "[ ]", "[x]"))


def untick(day: str, words: str) -> Step:
    """Remove the tick of that line."""
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
    """A comment."""

    async def play(stage: Stage) -> None:
        stage.repository.comment(number, by, text)

    return play


def issue(title: str, body: str = "") -> Step:
    """An issue that a person opens."""

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
    """Give somebody write access."""

    async def play(stage: Stage) -> None:
        stage.repository.collaborate(login, "write")

    return play


def renamed(name: str) -> Step:
    """An admin renames the repository."""

    async def play(stage: Stage) -> None:
        stage.repository.rename(name, by="ada")

    return play
