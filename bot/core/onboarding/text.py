"""The replay and the first plan as Markdown: the text of the onboarding pull request, and what `duly init` prints."""

from collections.abc import Callable, Iterable, Sequence

from bot.core.issues.phrases import cell, permalink
from bot.core.items.meeting import said_in
from bot.core.model.issues import Head
from bot.core.model.plan import Open, Plan
from bot.core.onboarding.replay import Event, Happened, Replay
from bot.core.reports import check_run
from bot.core.text.outgoing import cut
from bot.core.text.plural import counted

MOST_ROWS = 40
"""Lines of one kind that are listed by name."""
MAX_TEXT = 60_000
"""Bytes; GitHub takes 65,536 characters in a pull request."""
LONGEST = 100

Row = Callable[[Event], str]


def replay_text(replay: Replay, head: Head) -> str:
    """ "Your last year, replayed": a table per month, and each line with a link."""
    if replay.since is None:
        return (
            "## Your last year, replayed\n\nNo meeting with work was found in the notes, so there is nothing to replay."
        )
    opened, closed, lost = (replay.of(kind) for kind in Happened)
    carried = sum(event.carried for event in opened)
    lead = (
        f"In the {replay.meetings} meetings with work from {replay.since} to {replay.until} Duly would have opened "
        f"{counted(len(opened), 'issue')}, carried {counted(carried, 'line')} to the next note, and closed "
        f"{counted(len(closed), 'issue')} by a tick. {counted(len(lost), 'item')} left the notes without a tick: Duly would "
        "have asked about each once."
    )
    return "\n\n".join(
        filter(
            None,
            [
                f"## Your last year, replayed\n\n{lead}",
                _table(replay),
                _listed("Left the notes without a tick", lost, lambda event: _row(event, head, "last listed in")),
                _listed("Opened", opened, lambda event: _opened(event, head)),
                _listed("Closed by a tick", closed, lambda event: _row(event, head, "ticked in")),
            ],
        )
    )


def merge_text(plan: Plan) -> str:
    """ "What will happen when you merge": the first issues, what is held, and what needs attention."""
    titles = [
        f"- “{cell(cut(change.title, LONGEST))}”{_owners(change)}"
        for change in plan.changes
        if isinstance(change, Open)
    ]
    more = [f"- … and {len(titles) - MOST_ROWS} more"] if len(titles) > MOST_ROWS else []
    opens = "\n".join([*titles[:MOST_ROWS], *more]) or "No issue is opened."
    problems = check_run.serious_first(plan.problems)
    attention = [f"- {cell(check_run.attention_row(problem))}" for problem in problems[:MOST_ROWS]]
    more = [f"- … and {len(problems) - MOST_ROWS} more"] if len(problems) > MOST_ROWS else []
    needs = "\n".join(["### Needs attention", *attention, *more]) if attention else ""
    held = "\n\n".join(held.message for held in plan.held)
    return "\n\n".join(filter(None, [f"## What will happen when you merge\n\n{opens}", held, needs]))


def whole_text(replay: Replay, plan: Plan, head: Head) -> str:
    """Both, and what Duly never does, within GitHub's limit."""
    text = "\n\n".join([replay_text(replay, head), merge_text(plan), _NEVER])
    if len(text.encode()) <= MAX_TEXT:
        return text
    kept = text.encode()[:MAX_TEXT].decode(errors="ignore").rpartition("\n")[0]
    return f"{kept}\n\n… and more\n\n{_NEVER}"


_NEVER = """## What Duly never does

- It closes no issue without a tick, and none that a person closed is opened again.
- It overrides no title, label, owner or text that a person changed on an issue.
- It pings once: by the assignment. Copied text mentions nobody.
- It copies no passcodes, edit links or phone numbers.
- It writes nothing before this is merged."""


def _table(replay: Replay) -> str:
    rows = [f"| {m.name} | {m.opened} | {m.carried} | {m.closed} | {m.lost} |" for m in replay.months]
    head = ["| month | opened | carried | closed by a tick | left without a tick |", "| --- | --: | --: | --: | --: |"]
    return "\n".join([*head, *rows])


def _listed(title: str, events: Sequence[Event], row: Row) -> str:
    if not events:
        return ""
    more = [f"- … and {len(events) - MOST_ROWS} more"] if len(events) > MOST_ROWS else []
    rows = [row(event) for event in events[:MOST_ROWS]]
    return "\n".join([f"<details><summary>{title} ({len(events)})</summary>\n", *rows, *more, "\n</details>"])


def _row(event: Event, head: Head, what: str) -> str:
    line = event.line
    return f"- {event.day}: “{cell(cut(said_in(line), LONGEST))}” ([{what} {line.note_date}]({permalink(line, head)}))"


def _opened(event: Event, head: Head) -> str:
    times = f", carried {event.carried} times" if event.carried > 1 else ", carried once" if event.carried else ""
    return _row(event, head, "first in") + times


def _owners(change: Open) -> str:
    return f", assigned to {', '.join(change.assignees)}" if change.assignees else ""


def plain(markdown: Iterable[str]) -> str:
    """Pieces of Markdown as one text for a terminal, without the tags of folded lists."""
    text = "\n\n".join(markdown)
    for tag, instead in (("<details><summary>", "### "), ("</summary>", ""), ("</details>", "")):
        text = text.replace(tag, instead)
    return text
