"""The errors of `bot.github`. Neither aiohttp's nor gidgethub's leave it."""

from bot.core.model.issues import Issue


class GitHubError(Exception):
    """An error for a person to read; the text names the call and, where there is one, the way out."""


class Unanswered(GitHubError):
    """No answer, or a broken one (dropped connection, time out, 5xx): whether a write was done is unknown."""


class Refused(GitHubError):
    """GitHub refused. `errors` is what a 422 says of the fields: `[{"field": "assignees", "code": "invalid", …}]`.

    `said` are GitHub's own words alone.
    """

    def __init__(self, message: str, status: int, errors: object = (), said: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.errors = errors
        self.said = said or message


class RateLimited(GitHubError):
    """GitHub asks for a pause that is too long to wait for in the job. `after` in seconds; nothing was written by the call that raised it."""

    def __init__(self, after: float, why: str) -> None:
        super().__init__(f"{why}; again in {after:.0f} s")
        self.after = after
        self.why = why


class Gone(GitHubError):
    """The issue is no issue of this repository any more: deleted, transferred, made a discussion, or never there."""

    def __init__(self, number: int) -> None:
        super().__init__(f"issue #{number} is gone")
        self.number = number


class Overtaken(GitHubError):
    """Somebody edited an issue while the answer to a write was lost; `live` is the issue as it is now."""

    def __init__(self, live: Issue) -> None:
        super().__init__(f"issue #{live.number} was edited at the same time")
        self.live = live


class IssuesDisabled(GitHubError):
    """The repository's issues are switched off."""


class Stale(GitHubError):
    """A file is not what it was when it was read: read it again. `said` are GitHub's words."""

    def __init__(self, path: str, said: str) -> None:
        super().__init__(f"{path} moved on: {said}")
        self.said = said


class Unwritable(GitHubError):
    """A file cannot be written, and another attempt would change nothing. `said` is the reason, mostly in GitHub's words."""

    def __init__(self, path: str, said: str) -> None:
        super().__init__(f"{path} cannot be written: {said}")
        self.said = said


class Unreachable(GitHubError):
    """The repository or the installation is not there, or these credentials may not see it."""


class NoLongerInstalled(Unreachable):
    """The installation, or the repository in it, is gone. Adding it again causes an event."""


class OtherRepository(GitHubError):
    """An address led to a repository with another id, or to another server: nothing was sent there."""


class BadAnswer(GitHubError):
    """GitHub, or what stands in for it, answered with something that is not in GitHub's description."""


class LeaseLost(GitHubError):
    """This process sent no heartbeat for so long that another one may have taken over its job. Nothing was sent to GitHub."""
