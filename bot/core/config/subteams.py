"""`subteams` of the config: which label an item's sub-team has, and what tells that it is that team's work."""

import re
from dataclasses import dataclass

from bot.core.config.fields import ConfigSection, listed, name_of, named, off_or, text
from bot.core.config.yaml_source import Listing, Mapping, Mistake, Scalar, Value, shown

LABEL_LIMIT = 50
"""Characters that GitHub takes in a label's name."""

_REPOSITORY = re.compile(r"(?:[A-Za-z0-9_-]{1,39}/)?[A-Za-z0-9_.-]{1,100}")
_TEAM = re.compile(r"(?:[A-Za-z0-9-]{1,39}/)?[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Subteam:
    """A sub-team: its label, and what tells that a line is its work."""

    name: str
    label: str
    headings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    """`owner/name`, or `name` for any owner's: a line that links there is its work."""
    members: tuple[str, ...] = ()
    """Names as the notes write them, or logins: what they own is its work where nothing else tells."""
    team: str | None = None
    """A team on GitHub, whose members are not known here."""


def label(value: Value) -> str:
    """Reads the name of a label."""
    name = text(value)
    if len(name) > LABEL_LIMIT:
        raise Mistake(value.place, f"a label has at most {LABEL_LIMIT} characters, {shown(name)} has {len(name)}")
    return name


def subteams(value: Value) -> tuple[Subteam, ...]:
    """Reads all of them."""
    return named(value, _subteam)


def _subteam(name: str, value: Value) -> Subteam:
    if not isinstance(value, Mapping):
        # `docs:` alone is a sub-team with every default, `docs: documentation` one with that label.
        bare = isinstance(value, Scalar) and value.missing
        return Subteam(name, label(Scalar(value.place, name) if bare else value), (name,))
    with ConfigSection(value, {"label", "headings", "words", "repositories", "team"}) as at:
        own = Scalar(value.place, name)
        members, team = at.take("team", _members_or_team, ((), None))
        return Subteam(
            name,
            at.take("label", label, None) or label(own),
            at.take("headings", listed(text), (name,)),
            at.take("words", listed(text), ()),
            at.take("repositories", listed(_repository), ()),
            members,
            team,
        )


def _members_or_team(value: Value) -> tuple[tuple[str, ...], str | None]:
    """A list names the members one by one, a single word a team on GitHub."""
    if isinstance(value, Listing):
        return listed(name_of)(value), None
    return (), off_or(_team)(value)


def _repository(value: Value) -> str:
    written = text(value)
    name = written.removeprefix("https://github.com/").strip("/").removesuffix(".git")
    if not _REPOSITORY.fullmatch(name):
        raise Mistake(value.place, f"{shown(written)} is no repository like docs or owner/docs")
    return name


def _team(value: Value) -> str:
    team = text(value).removeprefix("@")
    if not _TEAM.fullmatch(team):
        raise Mistake(value.place, f"{shown(team)} is no team like docs or owner/docs")
    return team
