"""What the notes ask for: an item and the config → title, labels, owners of its issue. Nothing here looks at GitHub."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.core.config import Config, Subteam
from bot.core.lineage import said_in
from bot.core.model import Item, Line
from bot.core.text import title as title_text

NEEDS_OWNER = "needs-owner"

NEXT_MEETING = "next-meeting"
"""On issues that people want to talk about at the next meeting."""

TITLE_LENGTH = 120
"""Characters; GitHub allows 256, but a list of issues shows no more, and the body has the whole text."""

TOPIC_LENGTH = 60
"""Characters up to which a topic goes in front of a title; a longer one is a sentence, not a name."""

MAX_ASSIGNEES = 10
"""GitHub's limit."""

MAX_LABELS = 100
"""GitHub's limit for one issue."""

GENERIC_WORDS = {
    "docs": ("doc", "docs", "documentation", "document"),
    "documentation": ("doc", "docs", "documentation", "document"),
    "website": ("website", "web site", "webpage", "web page", "homepage"),
    "ci": ("ci", "continuous integration", "build workers"),
    "security": ("security", "cve", "vulnerability"),
    "infrastructure": ("infrastructure", "server", "hosting"),
    "governance": ("governance", "bylaws", "steering"),
    "finance": ("finance", "finances", "funding", "budget"),
}
"""Words that mean the same in every community; a community's own names belong in its config."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an issue should be by the notes alone."""

    title: str
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    owners: tuple[str, ...]
    """Names as written that have no known login."""
    guessed: frozenset[str]
    """Those of `assignees`, in lower case, that nobody vouches for: they may be strangers, so they are never mentioned."""


def wanted(item: Item, config: Config, repository: str) -> Wanted:
    """The title, labels and owners of an item's issue."""
    owner = owner_line(item)
    labels = [*config.labels, *subteam_labels(item, config.subteams)]
    if not owner.owners:
        labels.append(NEEDS_OWNER)
    return Wanted(
        title=title(item, repository),
        labels=_distinct(labels)[:MAX_LABELS],
        assignees=_distinct(owner.assignees)[:MAX_ASSIGNEES],
        owners=owner.unresolved,
        guessed=frozenset(login.lower() for login in owner.guessed),
    )


def owner_line(item: Item) -> Line:
    """The line that says who owns the item: the newest, or where it names nobody another one of that meeting."""
    newest = item.newest
    same_day = [line for line in item.lines if line.note_date == newest.note_date and line.owners]
    return newest if newest.owners or not same_day else same_day[0]


def title(item: Item, repository: str) -> str:
    """`Topic: text`, cut at a word. The words come from the notes, so they neither ping nor close."""
    text = said_in(item.newest)
    topic = _topic(item).strip().rstrip(":")
    if topic and len(topic) <= TOPIC_LENGTH and not text.casefold().startswith(topic.casefold()):
        text = f"{topic}: {text}"
    return title_text(text, repository, TITLE_LENGTH)


def _topic(item: Item) -> str:
    """The first topic it stood under in a list, else in an agenda: lists lose their topics as they are carried on."""
    lines = sorted(item.lines, key=lambda line: not line.listed)
    return next((line.topic for line in lines if line.topic), "")


def subteam_labels(item: Item, subteams: Iterable[Subteam]) -> tuple[str, ...]:
    """Labels of the sub-teams whose heading the item stands under; where there is none, whose words it says."""
    line = item.newest
    headings = {heading.casefold().strip() for heading in line.section}
    by_heading = [
        team.label for team in subteams if headings & {name.casefold() for name in (team.name, *team.headings)}
    ]
    if by_heading:
        return _distinct(by_heading)
    text = f"{line.topic or ''}\n{said_in(line)}"
    return _distinct(team.label for team in subteams if _says(text, _words(team)))


def ignored(line: Line, words: tuple[str, ...]) -> bool:
    """Whether the config says that a line like this is never work."""
    return bool(words) and _says(line.wording, words)


def _words(team: Subteam) -> tuple[str, ...]:
    return (team.name, *team.words, *GENERIC_WORDS.get(team.name.casefold(), ()))


def _says(text: str, words: tuple[str, ...]) -> bool:
    return bool(_pattern(words).search(text))


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words only: `docker` is not `docs`."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """In order, without repeats that differ in case only (GitHub's labels and logins ignore it)."""
    return tuple({name.casefold(): name for name in reversed(tuple(names))}.values())[::-1]
