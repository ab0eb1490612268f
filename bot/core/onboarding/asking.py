"""The onboarding pull request: its branch, its title, and what its past says about asking again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.carry.pull_request import Pull

BRANCH = "duly/configure"
"""The branch of the pull request. Whoever creates it asks for one."""
TITLE = "Set up Duly for these notes"
"""A pull request that was closed under this title is a no; with another title it is not counted any more."""
MESSAGE = "Add a config for Duly"
"""Of the commit."""
CLOSED = "onboarding.closed"
"""The key of the comment on a closed pull request."""

BEGUN = "onboarding.begun"
"""The key of the comment on the issue with the file to paste, once the file is there."""
BEGUN_TEXT = "`{path}` is there, so Duly has begun, and this issue is done."

MARKER = "<!-- duly:onboarding -->"
"""The first line of the issue with the file to paste."""
_COMMIT = re.compile(r"\b[0-9a-f]{40}\b")


def is_text(body: str) -> bool:
    """Whether an issue of Duly's is the one with the file to paste."""
    return body.startswith(MARKER)


def says_the_same(body: str, text: str) -> bool:
    """Whether the issue says `text` already, but for the commits that its links name."""
    return _COMMIT.sub("", body.replace("\r\n", "\n")) == _COMMIT.sub("", f"{MARKER}\n{text}")


FAREWELL = f"""Closed, so Duly asks no more and writes nothing in this repository without a config.

To be asked again, reopen this pull request or give it another title. Creating the branch `{BRANCH}` asks again too. Without \
Duly's help, commit a `.github/duly.yml` to the default branch; it may be empty."""


@dataclass(frozen=True, slots=True)
class Propose:
    """Open a pull request."""


@dataclass(frozen=True, slots=True)
class Renew:
    """Bring the text of an open pull request up to date."""

    pull: Pull


@dataclass(frozen=True, slots=True)
class Accept:
    """A person said no by closing the pull request: say once how to get another one."""

    pull: Pull


@dataclass(frozen=True, slots=True)
class Leave:
    """Do nothing, for a reason."""

    why: str


Step = Propose | Renew | Accept | Leave


def next_step(pulls: Sequence[Pull], writer: str, *, asked: bool) -> Step:
    """What to do in a repository without a config. `pulls` are all from `BRANCH`.

    `asked`: a person created the branch, or Duly was installed and chose this repository. Without that nothing is proposed where
    Duly has not proposed anything before: anybody can close a pull request of a fork.
    """
    newest_first = sorted(pulls, key=lambda pull: -pull.number)
    theirs = next((pull for pull in newest_first if pull.open and not _is_by(pull, writer)), None)
    if theirs:
        return Leave(f"#{theirs.number} from {BRANCH} is open, and Duly did not open it")
    newest = next((pull for pull in newest_first if _is_by(pull, writer)), None)
    if newest and newest.open:
        return Renew(newest)
    if asked:
        return Propose()
    if newest is None:
        return Leave(f"Duly has no pull request from {BRANCH} here")
    if newest.merged:
        return Leave(
            f"#{newest.number} was merged, and its config removed since; create the branch {BRANCH} to be asked"
        )
    return Accept(newest) if newest.title == TITLE else Propose()


def _is_by(pull: Pull, login: str) -> bool:
    return pull.author.lower() == login.lower()
