"""What can go wrong with GitHub and is neither a dropped connection (aiohttp's errors) nor a plain refusal (gidgethub's)."""


class GitHubError(Exception):
    """An answer that a person has to know about; the text says which and what to do."""


class RateLimited(GitHubError):
    """GitHub wants a pause that is too long to sit out. `after` in seconds; nothing was written by the call that raised it."""

    def __init__(self, after: float, why: str) -> None:
        super().__init__(f"{why}; again in {after:.0f} s")
        self.after = after
        self.why = why


class Gone(GitHubError):
    """The issue is no issue of this repository any more: deleted, transferred, made a discussion, or never there."""

    def __init__(self, number: int) -> None:
        super().__init__(f"issue #{number} is gone")
        self.number = number


class IssuesDisabled(GitHubError):
    """The repository's issues are switched off."""


class Unreachable(GitHubError):
    """The repository or the installation is not there, or these credentials may not see it."""


class OtherRepository(GitHubError):
    """An address led to a repository with another id, or to another server: nothing was sent there."""


class BadAnswer(GitHubError):
    """GitHub, or what stands in for it, answered with something that is not in GitHub's description."""
