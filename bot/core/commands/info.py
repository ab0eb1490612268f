"""Commands that ask for text or for a look, and change no issue."""

from bot.core.commands.context import Answer, Look, Role, Scene
from bot.core.commands.registry import COMMANDS, command
from bot.core.issues import render
from bot.core.reports import open_items as digest


@command("/help", needs=Role.READ, pulls=True, says="lists the commands")
def show_help(_scene: Scene) -> Answer:
    """The table of commands."""
    rows = [f"| `{one.usage}` | {one.says} | {who(one.name)} |" for one in COMMANDS.values()]
    end = "A command stands alone on a line, outside code and quotes; several may stand in one comment."
    return Answer(words="\n".join(["| command | what it does | who may |", "|---|---|---|", *rows, "", end]))


def who(name: str) -> str:
    """Who may give a command, in words."""
    found = COMMANDS[name]
    return found.needs.name.lower() + (", and the issue's assignees" if found.assignees else "")


@command("/plan", needs=Role.READ, pulls=True, says="shows what a sync would do now, without doing it")
def show_plan(scene: Scene) -> Answer:
    """The text of a check run, for a plan that is not carried out."""
    if scene.plan is None:
        return Answer(whole=True)
    title = render.headline(scene.plan)
    return Answer(
        words=f"**A sync would do now: {title}**\n\n{render.summary(scene.plan, digest.unowned_section(scene.plan, scene.snapshot.head))}"
    )


@command("/sync", needs=Role.WRITE, pulls=True, says="looks at notes and issues again, now")
def sync(_scene: Scene) -> Answer:
    """A sync as after a push."""
    return Answer(look=Look.AGAIN)


@command("/approve", needs=Role.WRITE, pulls=True, says="lets what `max_new_issues` or `max_closes` holds go, once")
def approve(_scene: Scene) -> Answer:
    """A sync without the brake."""
    return Answer(look=Look.APPROVED)


@command(
    "/actions [@x]", needs=Role.READ, pulls=True, says="lists the open items of a person; alone, of whoever says it"
)
def actions(scene: Scene) -> Answer:
    """What stands open for a login, or for a name as the notes write it."""
    if scene.plan is None:
        return Answer(whole=True)
    return Answer(words=digest.actions(scene.plan, scene.snapshot.head, scene.said.rest or scene.by))
