"""What the notes ask for: an item and the config → title, labels, owners of its issue. Nothing here looks at GitHub."""

from dataclasses import dataclass

from bot.core import limits
from bot.core.config.schema import Config
from bot.core.issues.subteam_labels import labelled
from bot.core.issues.titles import title, topic
from bot.core.model.notes import Item, Line
from bot.core.model.reasons import Labelled
from bot.core.text.distinct import distinct

NEEDS_OWNER = "needs-owner"

NEXT_MEETING = "next-meeting"
"""On issues that people raised for the next meeting."""


@dataclass(frozen=True, slots=True)
class DesiredIssue:
    """What an issue should be by the notes alone."""

    title: str
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    owners: tuple[str, ...]
    """Names as written that have no known login."""
    unconfirmed: frozenset[str]
    """Those of `assignees`, in lower case, that only a note names: strangers perhaps, so they are never mentioned."""


def desired_issue(item: Item, config: Config, repository: str) -> DesiredIssue:
    """The title, labels and owners of an item's issue."""
    owner = owner_line(item)
    return DesiredIssue(
        title=title(item, repository),
        labels=labels(item, config),
        assignees=distinct(owner.assignees)[: limits.ASSIGNEES],
        owners=owner.unresolved,
        unconfirmed=frozenset(login.lower() for login in owner.unconfirmed),
    )


def subteam_labels(item: Item, config: Config) -> tuple[Labelled, ...]:
    """The labels of the sub-teams whose work an item is, each with the rule that gave it."""
    return labelled(item, owner_line(item), topic(item), config.subteams)


def labels(item: Item, config: Config) -> tuple[str, ...]:
    """The labels of an item's issue."""
    found = [*config.labels, *(each.label for each in subteam_labels(item, config))]
    if not owner_line(item).owners:
        found.append(NEEDS_OWNER)
    return distinct(found)[: limits.LABELS]


def owner_line(item: Item) -> Line:
    """The line that says who owns the item: the newest, or where it names nobody another one of that meeting."""
    newest = item.newest
    same_day = [line for line in item.counting if line.note_date == newest.note_date and line.owners]
    return newest if newest.owners or not same_day else same_day[0]
