"""Which sub-teams an item belongs to, and the reason: heading, words, links, owners, the surest first.

A heading says whose work stands below it; words only mention; a link shows where the work is; members do other work too.
So each is asked only where the ones before it say nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from bot.core.config.subteams import Subteam
from bot.core.items.meeting import said_in
from bot.core.markdown.titles.headings import plain
from bot.core.model.notes import Item, Line
from bot.core.model.reasons import Given, Labelled
from bot.core.text.distinct import distinct
from bot.core.text.phrases import phrase_in

_BUILT_IN = {
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

_URL = re.compile(r"https?://\S+")
_TARGET = re.compile(r"https?://(?P<host>[^/\s]+)/(?P<owner>[^/\s]+)/(?P<name>[^/\s?#]+)")
_TEAM_WORD = re.compile(r"\s+(?:(?:sub-?)?team|(?:working )?group|wg|sig)$")

Told = Callable[[Subteam], tuple[Given, str] | None]
"""Why something is a sub-team's work: the rule, and what matched it."""


def labelled(item: Item, owner: Line, topic: str, subteams: Iterable[Subteam]) -> tuple[Labelled, ...]:
    """The labels of the sub-teams that an item belongs to. `owner` is the line that says who owns it."""
    teams = tuple(subteams)
    for told in _rules(item, owner, topic) if teams else ():
        found = [Labelled(team.label, *by) for team in teams if (by := told(team))]
        if found:
            return distinct(found, name=lambda each: each.label)
    return ()


def _rules(item: Item, owner: Line, topic: str) -> Iterator[Told]:
    newest = item.newest
    for line in (newest, *reversed(item.lines)):
        # Lists lose the sub-teams' headings as they are carried on: then the last one counts that it stood under.
        yield partial(_heading, line)
    # An address is no mention: where it leads is a rule of its own.
    text = _URL.sub(" ", f"{topic}\n{said_in(newest)}")
    yield partial(_word, text)
    yield partial(_link, newest)
    yield partial(_member, owner)


def _heading(line: Line, team: Subteam) -> tuple[Given, str] | None:
    names = {_bare(name) for name in (team.name, *team.headings)}
    found = next((heading for heading in reversed(line.headings) if _bare(heading) in names), None)
    return (Given.HEADING, found) if found else None


def _word(text: str, team: Subteam) -> tuple[Given, str] | None:
    if own := phrase_in(text, (team.name, *team.words)):
        return Given.WORD, own
    built_in = phrase_in(text, _BUILT_IN.get(team.name.casefold(), ()))
    return (Given.BUILT_IN, built_in) if built_in else None


def _link(line: Line, team: Subteam) -> tuple[Given, str] | None:
    """A link into one of the team's repositories, or on github.com into one of the team's name."""
    wanted = {repository.casefold() for repository in team.repositories}
    for found in filter(None, map(_TARGET.match, line.links)):
        name, full = found["name"].casefold(), f"{found['owner']}/{found['name']}".casefold()
        own = found["host"].casefold() == "github.com" and name == team.name.casefold()
        if own or not wanted.isdisjoint((name, full)):
            return Given.LINK, f"{found['owner']}/{found['name']}"
    return None


def _member(line: Line, team: Subteam) -> tuple[Given, str] | None:
    members = {member.casefold() for member in team.members}
    found = next((name for name in (*line.owners, *line.assignees) if name.casefold() in members), None)
    return (Given.OWNER, found) if found else None


@lru_cache(maxsize=4096)
def _bare(heading: str) -> str:
    """A heading without numbering, emoji, closing colon, and the word that says that it is a team."""
    return _TEAM_WORD.sub("", plain(heading))
