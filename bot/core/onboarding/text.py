"""The replay and the first plan as Markdown: the text of the onboarding pull request, and what `duly init` prints."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.issues.phrases import permalink
from bot.core.items.meeting import said_in
from bot.core.model.issues import Head
from bot.core.model.plan import Change, Open, Plan
from bot.core.onboarding.asking import BRANCH
from bot.core.onboarding.replay import Event, Happened, Replay
from bot.core.onboarding.surroundings import Surroundings, exception_for
from bot.core.reports import check_run
from bot.core.reports.account import account_lines
from bot.core.text.code import code
from bot.core.text.outgoing import cell, cut
from bot.core.text.plural import counted
from bot.core.text.shortened import bullets, left_out, whole_lines

MOST_ROWS = 40
"""Lines of one kind that are listed by name."""
FEWER_ROWS = (MOST_ROWS, 20, 10, 5)
"""The same, tried one after the other until the text fits."""
MAX_TEXT = 60_000
"""Bytes; GitHub takes 65,536 characters in a pull request."""
LONGEST = 100

Row = Callable[[Event], str]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a repository would have with a config: its past year, the first plan, and what else is there."""

    past: Replay
    plan: Plan
    head: Head
    around: Surroundings
    writer: str
    """The login that the issues have as their author."""
    valid: bool = True
    """The config can be read; else `plan` holds its mistakes only."""
    board: bool = True
    """The config asks for a board."""


def replay_text(replay: Replay, head: Head, rows: int = MOST_ROWS) -> str:
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
        f"{counted(len(closed), 'issue')} by a tick."
    )
    if lost:
        lead += f" {counted(len(lost), 'item')} left the notes without a tick: Duly would have asked about each once."
    left = [_row(event, head, "last listed in") for event in lost]
    begun = [_opened(event, head) for event in opened]
    ticked = [_row(event, head, "ticked in") for event in closed]
    lists = (
        _listed("Left the notes without a tick", left, rows),
        _listed("Opened", begun, rows),
        _listed("Closed by a tick", ticked, rows),
    )
    return "\n\n".join(filter(None, [f"## Your last year, replayed\n\n{lead}", _table(replay), *lists]))


def merge_text(plan: Plan, rows: int = MOST_ROWS, *, board: bool = False) -> str:
    """ "What will happen when you merge": the first issues, what is held, what needs attention, and what opens none."""
    opens = _titles(plan.changes, rows) or "No issue is opened."
    attention = [cell(row) for row in check_run.attention_rows(plan.problems)]
    needs = "\n".join(["### Needs attention", "", *bullets(attention, rows)]) if attention else ""
    seen = [cell(row) for row in account_lines(plan.account)] if plan.account else []
    account = "\n".join(["### What was read, and what opens no issue", "", *bullets(seen, rows)]) if seen else ""
    held = "\n\n".join(f"{one.message}\n\n{_titles(one.changes, rows)}".strip() for one in plan.held)
    lists_all = _BOARD if board and (plan.changes or plan.held) else ""
    begin = f"## What will happen when you merge\n\n{opens}"
    return "\n\n".join(filter(None, [begin, held, lists_all, needs, account]))


def _titles(changes: Iterable[Change], rows: int) -> str:
    """The issues to open as a list; empty where there is none."""
    opened = [change for change in changes if isinstance(change, Open)]
    return "\n".join(bullets([f"“{cell(cut(one.title, LONGEST))}”{_owners(one)}" for one in opened], rows))


def pull_text(prospect: Prospect) -> str:
    """The whole text of the pull request, within GitHub's limit whatever the size of the notes."""
    return _fitting(f"{_LEAD}\n\n{_RENEWED}", prospect, MAX_TEXT)


def issue_text(prospect: Prospect, config: str) -> str:
    """The same as the text of an issue, with the file to paste in front."""
    file = f"{_TO_PASTE}\n\n```yaml\n{config.rstrip()}\n```"
    return _fitting(file, prospect, MAX_TEXT - len(file.encode()))


def whole_text(prospect: Prospect, rows: int = MOST_ROWS) -> str:
    """All that is said of a repository: the year, the merge, what to do before it, and what Duly never does."""
    if not prospect.valid:
        mistakes = [cell(row) for row in check_run.attention_rows(prospect.plan.problems)]
        rejected = ["The config in this branch has mistakes. Merged as it is, it makes Duly do nothing.", ""]
        return "\n".join([*rejected, *bullets(mistakes, rows)])
    pieces = [
        replay_text(prospect.past, prospect.head, rows),
        merge_text(prospect.plan, rows, board=prospect.board),
        before_text(prospect.around, prospect.writer, rows),
    ]
    return "\n\n".join(filter(None, pieces))


def before_text(around: Surroundings, writer: str, rows: int = MOST_ROWS) -> str:
    """ "Before you merge": what in the repository would react to the issues, and where notes get their open items."""
    pieces = list(_before(around, writer, rows))
    return "\n\n".join(["## Before you merge", *pieces]) if pieces else ""


def _before(around: Surroundings, writer: str, rows: int) -> Iterator[str]:
    if around.reacting:
        jobs = [
            f"{code(one.path)}, job {code(job)}: {code(exception_for(writer, condition))}"
            for one in around.reacting
            for job, condition in one.jobs
        ]
        lead = (
            "A new issue starts these workflows, and they would greet or assign its author. Add an `if:` to each job:"
        )
        yield "\n".join([lead, "", *bullets(jobs, rows)])
    for path, action in around.note_makers:
        yield _CARRYING.format(path=code(path), action=code(action))
    if around.without_actions:
        yield f"{_named(around.without_actions, 5)} {'has' if len(around.without_actions) == 1 else 'have'} no place for action items. Add a heading, and Duly reads the list below it:\n\n{_HEADING}"
    if around.unread:
        yield f"Not read, because of mistakes in their YAML: {_named(around.unread, rows)}."


def _named(paths: Sequence[str], most: int) -> str:
    """Paths in one line, at most so many; the others are counted."""
    more = f", {left_out(len(paths) - most)}" if len(paths) > most else ""
    return f"{', '.join(map(code, paths[:most]))}{more}"


def _fitting(lead: str, prospect: Prospect, room: int) -> str:
    room -= len(f"{lead}{_NEVER}".encode()) + 10
    texts = (whole_text(prospect, rows) for rows in FEWER_ROWS)
    text = next((text for text in texts if len(text.encode()) <= room), whole_text(prospect, FEWER_ROWS[-1]))
    return "\n\n".join([lead, whole_lines(text, room), _NEVER])


_LEAD = """This pull request adds `.github/duly.yml`, made from what the notes show. Duly keeps one issue for each open action \
item in the notes. It begins when this is merged."""

_RENEWED = f"""Edit the file in the branch `{BRANCH}`, and this text follows. Close this pull request, and Duly does not ask \
again."""

_TO_PASTE = """Duly may only read files here, so its config cannot come as a pull request. Commit this as `.github/duly.yml`, \
and it begins. Close this issue, and Duly does not ask again."""

_BOARD = """One more issue, the board, lists all that stands open, and what needs a person. Without `board: true` in the \
config there is none."""

_HEADING = """```markdown
## Action items

* [ ] (name) what is to be done
```"""

_CARRYING = """{path} makes the next note with {action}. This step, after the template is rendered and before it is copied, \
fills it with the open items and their issue numbers:

```yaml
      - uses: duly/duly/carry@main
        with:
          into: ${{{{ steps.template.outputs.note }}}}
```"""

_NEVER = """## What Duly never does

- It closes no issue without a tick, and none that a person closed is opened again.
- It overrides no title, label, owner or text that a person changed on an issue.
- It pings once: by the assignment. Copied text mentions nobody.
- It copies no passcodes, edit links or phone numbers.
- It writes nothing before a config is on the default branch, except this text and its check run."""


def _table(replay: Replay) -> str:
    rows = [f"| {m.name} | {m.opened} | {m.carried} | {m.closed} | {m.lost} |" for m in replay.months]
    head = ["| month | opened | carried | closed by a tick | left without a tick |", "| --- | --: | --: | --: | --: |"]
    return "\n".join([*head, *rows])


def _listed(title: str, found: Sequence[str], rows: int) -> str:
    if not found:
        return ""
    shown = bullets(found, rows)
    return "\n".join([f"<details><summary>{title} ({len(found)})</summary>\n", *shown, "\n</details>"])


def _row(event: Event, head: Head, what: str) -> str:
    line = event.line
    return f"{event.day}: “{cell(cut(said_in(line), LONGEST))}” ([{what} {line.note_date}]({permalink(line, head)}))"


def _opened(event: Event, head: Head) -> str:
    times = f", carried {event.carried} times" if event.carried > 1 else ", carried once" if event.carried else ""
    return _row(event, head, "first in") + times


def _owners(change: Open) -> str:
    return f", assigned to {', '.join(change.assignees)}" if change.assignees else ""


def for_terminal(markdown: Iterable[str]) -> str:
    """Pieces of Markdown as one text for a terminal, without the tags of folded lists."""
    text = "\n\n".join(markdown)
    for tag, instead in (("<details><summary>", "### "), ("</summary>", ""), ("</details>", "")):
        text = text.replace(tag, instead)
    return text
