"""The bot's own log as events of the sandbox, for those who watch the page or `/sandbox/events`."""

from collections.abc import Mapping

from bot.core.markdown.inline import see
from bot.core.text.outgoing import cut
from bot.core.text.unicode import BREAK
from bot.sandbox.github.state.world import World

Line = Mapping[str, object]
"""One line of the bot's log."""

PROPOSAL = {"proposed": "proposed", "proposal renewed": "renewed", "declined": "declined"}
"""Lines about the pull request with a config, and what their events are called."""
LONGEST = 160
"""Characters of a reply in the log."""
PREFIX = "bot."
"""What the `what` of an event from the bot's log begins with."""
ESCAPED = ascii(BREAK)[1:-1]
"""How the log writes the character that keeps copied text from having an effect: the page shows none, as on GitHub."""


class BotLog:
    """Records log lines as events. `used` says whether any came: they explain a change better than the change itself."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.used = False

    def record(self, line: Line) -> None:
        """Keep what the bot changed and why, each sync, and its warnings; other lines are ignored."""
        self.used = True
        found = _event(line)
        if found is None:
            return
        what, title, text = found
        number = line.get("number") or line.get("pull")
        if what == "comment" and isinstance(number, int):
            text = f"{text}: {self._newest_comment(str(line.get('repository')), number)}".removesuffix(": ")
        self._world.events.add(
            time=self._world.now(),
            actor=self._world.app.bot.login,
            repository=str(line.get("repository") or ""),
            what=PREFIX + what,
            issue=number if isinstance(number, int) else None,
            title=title,
            text=text,
        )

    def _newest_comment(self, repository: str, number: int) -> str:
        """The first line of what the bot wrote last on an issue, as a reader sees it, so that the log names its replies."""
        found = self._world.find(repository)
        issue = found.issues.get(number) if found else None
        bot = self._world.app.bot
        own = [one.body for one in issue.comments if one.user == bot] if issue else []
        lines = [row for row in own[-1].splitlines() if row and not row.startswith("<!--")] if own else []
        return cut(see(lines[:1], {}).lines[0], LONGEST) if lines else ""


def _event(line: Line) -> tuple[str, str, str] | None:
    """What happened, its title and its text; None for a line that is not shown."""
    said = {key: str(line.get(key) or "") for key in ("title", "did", "reason")}
    event, text = line.get("event"), {key: each.replace(ESCAPED, BREAK) for key, each in said.items()}
    if event == "applied":
        return str(line.get("change")), text["title"], text["reason"]
    if event == "board":
        # The label is made before the board.
        return (
            None
            if line.get("change") == "create_label"
            else (str(line.get("change")), "", f"the board: {text['reason']}")
        )
    if event in PROPOSAL:
        return PROPOSAL[str(event)], "", ""
    if event == "synced":
        return "synced", str(line.get("commit") or ""), text["did"]
    if line.get("level") in ("warning", "error", "critical"):
        return "warning", str(event), text["reason"]
    return None
