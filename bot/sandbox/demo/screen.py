"""The output of the demo: each note, what the bot does and why, and a summary."""

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.core.text.plural import counted
from bot.sandbox.demo.bot_log import Line
from bot.sandbox.github.state.repository import Repository

MARKS = {
    "open": ("●", "opened", "green"),
    "close": ("✓", "closed", "magenta"),
    "reopen": ("↺", "reopened", "yellow"),
    "edit": ("✎", "edited", "cyan"),
    "comment": ("❝", "commented", "cyan"),
    "create_label": ("#", "label", "blue"),
}
LOUD = ("error", "critical", "warning")


class Screen:
    """Prints what happens, and counts the changes since the last push."""

    def __init__(self, repository: Repository, console: Console | None = None) -> None:
        self.repository = repository
        self.console = console or Console(highlight=False)
        self.counts: Counter[str] = Counter()
        self.held = ""
        """What the newest sync left for an approval, such as `3 held`."""
        self.rows: list[tuple[str, Counter[str], int]] = []
        self._shown: set[object] = set()
        """Problems that were printed. Each sync names those of earlier notes again."""

    def say(self, text: str, style: str = "") -> None:
        """Print one line without wrapping, so that it can be copied."""
        self.console.print(Text(text, style=style), soft_wrap=True)

    def page(self, url: str) -> None:
        """Print the address of the page, in a frame."""
        words = Text.assemble(
            "Open ", (f"{url}/", "bold underline"), "\nin a browser: tick a box, and see what Duly does."
        )
        self.console.print()
        self.console.print(Panel(words, border_style="green", expand=False, padding=(0, 2)))

    def note(self, path: str) -> None:
        """Start a note."""
        self.console.print()
        self.console.rule(Text(path, style="bold"), align="left")
        self.counts = Counter()

    def line(self, line: Line) -> None:
        """Print a line of the bot's log if it is a change, the problems of a sync, or a warning."""
        if line.get("event") == "applied":
            self._change(line)
        elif line.get("event") == "synced":
            problems = line.get("first_problems")
            self._problems(problems if isinstance(problems, list) else [])
            self.held = next((part for part in str(line.get("did")).split(", ") if part.endswith(" held")), "")
        elif line.get("level") in LOUD:
            self.say(
                f"  ! {line.get('event')}: {line.get('reason') or line.get('exception') or ''}".rstrip(": "), "red"
            )

    def done(self, path: str, calls: int) -> None:
        """Finish a note; `calls` is the number of API calls that it took."""
        self.rows.append((path, self.counts, calls))
        counts = [_done(kind, count) for kind in MARKS if (count := self.counts[kind])]
        done = ", ".join([*counts, self.held] if self.held else counts)
        self.say(f"  {done or 'nothing to do'} · {counted(calls, 'call')}", "dim")

    def _problems(self, problems: Iterable[object]) -> None:
        for problem in problems:
            if problem not in self._shown:
                self._shown.add(problem)
                self.say(f"  ? {problem}", "yellow")

    def _change(self, line: Line) -> None:
        kind, number = str(line.get("change")), line.get("number")
        mark, verb, style = MARKS.get(kind, ("·", kind, ""))
        self.counts[kind] += 1
        words = Text.assemble(
            (f"  {mark} {verb:<8} ", style), (f"#{number} " if number else ""), str(line.get("title") or "")
        )
        words.append_text(self._details(number if kind == "open" else None))
        self.console.print(words, soft_wrap=True)
        if line.get("reason"):
            self.console.print(Text(f"              {line['reason']}", style="dim"), soft_wrap=True)

    def _details(self, number: object) -> Text:
        """The assignees and labels of a new issue."""
        issue = self.repository.state.issues.get(number) if isinstance(number, int) else None
        if issue is None:
            return Text()
        people = "".join(f" @{who.login}" for who in issue.assignees)
        return Text.assemble((people, "bold"), (f"  {', '.join(label.name for label in issue.labels)}", "blue"))

    def summary(self) -> None:
        """Print a row for each note, and the number of issues."""
        table = Table("note", *(verb for _, verb, _ in MARKS.values()), "calls", box=None, header_style="dim")
        for column in table.columns[1:]:
            column.justify = "right"
        for path, counts, calls in self.rows:
            table.add_row(path, *(str(counts[kind] or "") for kind in MARKS), str(calls))
        self.console.print()
        self.console.print(table)
        total = self.repository.issues
        self.say(f"\n{counted(len(total), 'issue')}, {len(self.repository.open_issues)} of them open", "bold")
        if self.held:
            self.say(
                f"{self.held}: the newest check run on the page says why, and has the button that opens them", "yellow"
            )


def _done(kind: str, count: int) -> str:
    """`2 opened`, `1 label made`."""
    return f"{counted(count, 'label')} made" if kind == "create_label" else f"{count} {MARKS[kind][1]}"
