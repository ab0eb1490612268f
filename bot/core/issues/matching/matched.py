"""The items of a snapshot with their issues: the one way from notes and issues to what belongs together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.core.config.schema import Config
from bot.core.issues.matching.match import Match, match
from bot.core.issues.matching.merged_items import joined
from bot.core.issues.matching.numbered_lines import with_numbered_lines
from bot.core.issues.matching.owned import Owned, owned
from bot.core.issues.matching.settling import certain, settle
from bot.core.issues.matching.versions import Surroundings, surroundings
from bot.core.issues.matching.wordings import fingerprints
from bot.core.items.series.notes import Courses
from bot.core.items.traced import items_of
from bot.core.model.notes import Item
from bot.core.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Matched:
    """The items of all series, the issues of each by its id, and the issues that no item has.

    `around.ask` are earlier versions of notes that may decide.
    """

    items: tuple[Item, ...]
    matches: Mapping[str, Match]
    issues: tuple[Owned, ...]
    around: Surroundings

    @property
    def lineless(self) -> tuple[Owned, ...]:
        """The issues whose line no note has any more."""
        known = frozenset[int]().union(*(match.numbers for match in self.matches.values()))
        return tuple(issue for issue in self.issues if issue.issue.number not in known)


def matched(snapshot: Snapshot, config: Config, courses: Courses, items: tuple[Item, ...] | None = None) -> Matched:
    """What belongs together in a snapshot. `items` are those of the courses, where they are known already."""
    if items is None:
        items = items_of(courses)
    issues = owned(snapshot.issues, {snapshot.writer, *config.trusted_writers})
    repository = snapshot.head.full_name
    items = _still_tracked(with_numbered_lines(items, issues, courses, repository), issues, config)
    tracked = [item for item in items if not item.only_shown]
    claims = certain(tracked, issues, repository)
    around = surroundings(snapshot, config, courses, claims.without_issue(tracked), claims.lineless)
    settle(claims, tracked, around)
    no_items = {*snapshot.meeting_issues, *(board.number for board in snapshot.boards)}
    return Matched(*joined(items, match(items, claims, repository, no_items), issues), issues, around)


def _still_tracked(items: tuple[Item, ...], issues: Iterable[Owned], config: Config) -> tuple[Item, ...]:
    """The items, where those of plain lines that have an issue stay tracked once their series uses boxes."""
    known = {said for issue in issues if issue.marker.plain for said in issue.marker.wordings}
    if config.without_box != "auto" or not known:
        return items
    return tuple(
        replace(item, lines=tuple(replace(line, only_shown=False) for line in item.lines))
        if item.only_shown and all(line.is_plain for line in item.lines) and not known.isdisjoint(fingerprints(item))
        else item
        for item in items
    )
