"""`subteams` of the config: the label of a sub-team, and how its work is recognised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from bot.core.config.fields import (
    OFF,
    ByForm,
    FromText,
    Key,
    Label,
    Name,
    OneOrMore,
    Section,
    Text,
    WrittenAs,
    is_off,
    label,
    name,
    one_line,
)
from bot.core.config.mistake import Loc, Misplaced, shown

_REPOSITORY = re.compile(r"(?:[A-Za-z0-9_-]{1,39}/)?[A-Za-z0-9_.-]{1,100}")
_TEAM = re.compile(r"(?:[A-Za-z0-9-]{1,39}/)?[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Subteam:
    """A sub-team: its label, and what marks a line as its work."""

    name: str
    label: str
    headings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    """`owner/name`, or `name` for any owner's: a line that links there is its work."""
    members: tuple[str, ...] = ()
    """Names as the notes write them, or logins: what they own is its work where no other rule applies."""
    team: str | None = None
    """A team on GitHub, whose members are not known here."""


def _repository(text: str) -> str:
    found = one_line(text).removeprefix("https://github.com/").strip("/").removesuffix(".git")
    if not _REPOSITORY.fullmatch(found):
        raise ValueError(f"{shown(text.strip())} is not a repository like docs or owner/docs")
    return found


def _team_or_off(text: str) -> str | None:
    team = one_line(text).removeprefix("@")
    if is_off(team):
        return None
    if not _TEAM.fullmatch(team):
        raise ValueError(f"{shown(team)} is not a team like docs or owner/docs")
    return team


Team = Annotated[str | None, FromText(_team_or_off, OFF)]
Repository = Annotated[str, FromText(_repository)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubteamEntry(Section):
    """A sub-team as the config writes it."""

    label: Label | None = None
    """Its label; without it the name of the sub-team."""
    headings: OneOrMore[Text] | None = None
    """Headings of its sections; without them the name of the sub-team."""
    words: OneOrMore[Text] = ()
    """Words that mark a line as its work."""
    repositories: OneOrMore[Repository] = ()
    """Repositories, as `name` or `owner/name`: a line that links there is its work."""
    team: Annotated[tuple[str, ...] | str | None, ByForm(tuple[Name, ...], Team)] = None
    """The names or logins of its members, or a team on GitHub."""


def _subteams(written: Mapping[str, SubteamEntry | None]) -> tuple[Subteam, ...]:
    teams: list[Subteam] = []
    mistakes: list[tuple[Loc, str]] = []
    for key, entry in written.items():
        try:
            teams.append(_subteam(name(key), entry or SubteamEntry()))
        except ValueError as error:
            mistakes.append(((key,), str(error)))
    if mistakes:
        raise Misplaced(mistakes)
    return tuple(teams)


def _subteam(named: str, entry: SubteamEntry) -> Subteam:
    return Subteam(
        named,
        entry.label or label(named),
        (named,) if entry.headings is None else entry.headings,
        entry.words,
        entry.repositories,
        members=entry.team if isinstance(entry.team, tuple) else (),
        team=entry.team if isinstance(entry.team, str) else None,
    )


# `docs:` alone is a sub-team with every default, `docs: documentation` one with that label.
_Short = Annotated[SubteamEntry | None, FromText(lambda text: {"label": text}, {"type": "string"})]
Subteams = Annotated[tuple[Subteam, ...], WrittenAs(dict[Key, _Short], _subteams)]
