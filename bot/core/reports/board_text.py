"""What the board says: what needs a person, and every open item by age, owner and sub-team.

Nothing in it changes by itself: ages are dates and coarse groups that count to the newest meeting, and links go to files,
not to lines at a commit. So the text is new only where there is news.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot.core.config.schema import Config
from bot.core.issues import marker
from bot.core.issues.board.marker import BoardMarker, write
from bot.core.issues.policy import owner_line, subteam_labels
from bot.core.items.meeting import said_in
from bot.core.model.account import Standing
from bot.core.model.issues import Head
from bot.core.model.notes import Line
from bot.core.model.plan import Held, Open, Plan, Tracked
from bot.core.model.reasons import Rule
from bot.core.people.cross_note import way_out, yaml_key
from bot.core.reports.account import open_items_line
from bot.core.reports.history import AGES, OLDER, bucket
from bot.core.reports.open_items import OpenItem
from bot.core.reports.statistics import Statistics, statistics
from bot.core.text.code import is_public
from bot.core.text.escape import neutralise
from bot.core.text.outgoing import cell, cut
from bot.core.text.plural import counted
from bot.core.text.shortened import bullets, whole_lines
from bot.core.text.unicode import BREAK

MOST = 60_000
"""Bytes; GitHub takes 65,536 characters."""
_ROWS = (100, 40, 15, 5)
"""Rows of one section, tried one after the other until the text fits."""
_LONGEST = 120
"""Characters of a line of the notes."""

_NUMBER = re.compile(r"(?<![\w/&])#(?=\d)")
_LEAD = (
    "> Duly keeps this list and writes it anew after each change: what people write here is lost, their comments stay. "
    "To end it, close this issue, or take `board: true` out of `{path}`."
)
_DROP = "If one is done or given up, comment `/drop` with a reason on its issue. For all of them, comment here:\n\n```\n/drop vanished\n```"
_REOPEN = "Reopen it, or mark the line as done in the notes. To give it up, comment `/drop` with a reason on its issue."
_APPROVE = "To let it go, comment here:\n\n```\n/approve\n```"
_GONE = "No new issue is opened for these, although the notes list them. To have one, tick its box here."


@dataclass(frozen=True, slots=True)
class Shown:
    """What the board is made of."""

    plan: Plan
    config: Config
    head: Head
    config_path: str
    gone: Mapping[str, int]
    """Item id → the number of its issue that was deleted or moved."""

    def number(self, number: int) -> str:
        """`#12` as a link that leaves no trace in that issue: else every issue would name the board."""
        return neutralise(f"[#{number}]({self.head.url}/issues/{number})", "")

    def place(self, line: Line) -> str:
        """The note of a line, as it is on the default branch."""
        day = str(line.note_date or "the notes")
        if not is_public(line.path):
            return day
        return f"[{day}]({self.head.url}/blob/{quote(self.head.branch)}/{quote(line.path)})"


def board_text(shown: Shown, remembered: BoardMarker) -> str:
    """The text of the board, with its marker on top, in at most `MOST` bytes."""
    first = "\n".join([write(remembered), _LEAD.format(path=shown.config_path)])
    room = MOST - len(first.encode()) - 10
    found = statistics(shown.plan)
    texts = ("\n\n".join(filter(None, _sections(shown, found, rows))) for rows in _ROWS)
    text = next((text for text in texts if len(text.encode()) <= room), None)
    if text is None:
        text = whole_lines("\n\n".join(filter(None, _sections(shown, found, _ROWS[-1]))), room)
    return f"{first}\n\n{text}"


def _sections(shown: Shown, found: Statistics, rows: int) -> Iterator[str]:
    items = [one for one in found.open if one.issue and (one.issue.open or one.closed_by)]
    followed = f"**{counted(len(items), 'open item')}** {'is' if len(items) == 1 else 'are'} followed in issues."
    known = shown.plan.account
    rest = open_items_line(known) if known and known.items.get(Standing.ISSUE) != known.open_items else ""
    yield f"{followed} {rest}".rstrip()
    yield from _needs_a_person(shown, found, rows)
    yield from _by_age(shown, items, rows)
    owners = [f"| {quiet(one.owner)} | {one.open} | {one.oldest or ''} |" for one in found.shares]
    yield _table("By owner", ("owner", "open", "oldest since"), owners, rows)
    if shown.config.subteams:
        counts = Counter(team for one in items for team in _teams(shown, one) or ("no sub-team",))
        teams = [f"| {quiet(team)} | {count} |" for team, count in counts.most_common()]
        yield _table("By sub-team", ("sub-team", "open"), teams, rows)


# --- what needs a person


def _needs_a_person(shown: Shown, found: Statistics, rows: int) -> Iterator[str]:
    for one in shown.plan.held:
        approve = _APPROVE if one.approvable else ""
        yield _section("Held", [quiet(one.message), *_held_titles(one)], rows, approve)
    yield _section("Possible duplicates", list(_pairs(shown)), rows)
    gone = [each for each in shown.plan.items if each.item.vanished and each.live and each.live.open]
    left = [
        f"{_link(shown, each)} “{_words(each.item.newest)}”, last in {shown.place(each.item.newest)}" for each in gone
    ]
    yield _section("Left the notes without a tick", left, rows, _DROP)
    closed = [
        f"{_link(shown, each)} “{_words(each.item.newest)}” by {quiet(each.closed_by)}, open in {shown.place(each.item.newest)}"
        for each in shown.plan.items
        if each.closed_by
    ]
    yield _section("Closed by a bot, which decides nothing", closed, rows, _REOPEN)
    yield from _unknown_names(found, rows)
    unowned = [_row(shown, one) for one in found.unowned if one.issue and one.issue.open]
    advice = "Write the name in front of the text in the notes, `* [ ] (Ada) …`, or assign the issue."
    yield _section("Without an owner", unowned, rows, advice)
    boxes = [
        marker.box(
            f"“{_words(each.item.newest)}” (#{BREAK}{shown.gone[each.item.id]})",
            str(shown.gone[each.item.id]),
            ticked=False,
        )
        for each in shown.plan.items
        if each.standing is Standing.GONE and each.item.id in shown.gone
    ]
    if boxes:
        yield "\n".join(["### Deleted or moved", "", *_cut(boxes, rows), "", _GONE])


def _held_titles(held: Held) -> Iterator[str]:
    for change in held.changes:
        if isinstance(change, Open):
            yield f"to open: “{quiet(cut(change.title, _LONGEST))}”"


def _pairs(shown: Shown) -> Iterator[str]:
    """New issues that said when they were opened that they may be an older one, while both are open."""
    titles = {each.live.number: each.live.title for each in shown.plan.items if each.live and each.live.open}
    for tracked in shown.plan.items:
        known = marker.read(tracked.live.body) if tracked.live and tracked.live.open else None
        if tracked.live and known and known.maybe in titles and not known.released:
            old = known.maybe
            yield (
                f"{shown.number(tracked.live.number)} “{quiet(cut(tracked.live.title, _LONGEST))}” may be "
                f"{shown.number(old)} “{quiet(cut(titles[old], _LONGEST))}”. If it is, comment `/merge #{old}` on "
                f"{shown.number(tracked.live.number)}."
            )


def _unknown_names(found: Statistics, rows: int) -> Iterator[str]:
    """The owners without a login: the YAML to paste, and in words what is no single line."""
    names: dict[str, None] = {}
    others: dict[str, None] = {}
    for one in found.open:
        line = owner_line(one.item)
        for naming in line.namings:
            if naming.login is None and naming.name in line.unresolved and one.issue and one.issue.open:
                words = way_out(naming, line.note_date)
                if naming.rule in {Rule.SHARED, Rule.DATED, Rule.TEAM}:
                    others.setdefault(quiet(words))
                else:
                    names.setdefault(yaml_key(naming.name))
    if names:
        listed = _cut([f"  {name}: their-login" for name in names], rows, "  # ")
        yield "\n".join(
            [
                "### Unknown names",
                "",
                "Add their logins to `people` in the config:",
                "",
                "```yaml",
                "people:",
                *listed,
                "```",
            ]
        )
    yield _section("Names that may be several people", list(others), rows)


# --- the open items


def _by_age(shown: Shown, items: Sequence[OpenItem], rows: int) -> Iterator[str]:
    newest = shown.plan.account.newest if shown.plan.account else None
    groups: dict[str, list[OpenItem]] = defaultdict(list)
    for one in items:
        day = one.item.first.note_date
        groups[bucket((newest - day).days) if newest and day else "no date"].append(one)
    for words in (OLDER, *(words for _, words in reversed(AGES)), "no date"):
        found = groups.get(words, [])
        yield _section(f"Open for {words} ({len(found)})", [_row(shown, one) for one in found], rows)


def _row(shown: Shown, one: OpenItem) -> str:
    line = owner_line(one.item)
    owners = one.issue.assignees if one.issue and one.issue.assignees else (*line.assignees, *line.unresolved)
    facts = [
        ", ".join(map(quiet, dict.fromkeys(owners))),
        *map(quiet, _teams(shown, one)),
        f"since {one.item.first.note_date}",
    ]
    issue = f"{shown.number(one.issue.number)} " if one.issue else ""
    return f"{issue}“{_words(one.item.newest)}”: {', '.join(filter(None, facts))}; in {shown.place(one.item.newest)}"


def _teams(shown: Shown, one: OpenItem) -> tuple[str, ...]:
    return tuple(each.label for each in subteam_labels(one.item, shown.config))


def _link(shown: Shown, tracked: Tracked) -> str:
    return shown.number(tracked.live.number) if tracked.live else ""


def _words(line: Line) -> str:
    return quiet(cut(said_in(line), _LONGEST))


def quiet(text: str) -> str:
    """Text of a note for the board: no ping, nothing private, and no reference that an issue of the tracker would show."""
    return _NUMBER.sub(f"#{BREAK}", cell(text))


def _section(heading: str, found: Sequence[str], rows: int, end: str = "") -> str:
    if not found:
        return ""
    return "\n".join([f"### {heading}", "", *bullets(found, rows), *(["", end] if end else [])])


def _cut(lines: Sequence[str], rows: int, mark: str = "- ") -> Iterable[str]:
    more = [f"{mark}… and {len(lines) - rows} more"] if len(lines) > rows else []
    return [*lines[:rows], *more]


def _table(heading: str, columns: Sequence[str], found: Sequence[str], rows: int) -> str:
    if not found:
        return ""
    rule = "|".join([" --- ", *[" --: "] * (len(columns) - 1)])
    more = [f"| … and {len(found) - rows} more |{' |' * (len(columns) - 1)}"] if len(found) > rows else []
    return "\n".join([f"### {heading}", "", f"| {' | '.join(columns)} |", f"|{rule}|", *found[:rows], *more])
