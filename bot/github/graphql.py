"""What GitHub takes by GraphQL only: pinning an issue, and merging a pull request as soon as its rules allow that."""

from collections.abc import Mapping

from pydantic import BaseModel
from yarl import URL

from bot.github.errors import BadAnswer, Refused, Unanswered
from bot.github.transport.api import Api

PIN = "mutation($issue: ID!) { pinIssue(input: {issueId: $issue}) { issue { number } } }"
AUTO_MERGE = """mutation($pull: ID!, $method: PullRequestMergeMethod!) {
  enablePullRequestAutoMerge(input: {pullRequestId: $pull, mergeMethod: $method}) { pullRequest { number } }
}"""


class Mistake(BaseModel):
    """Why GitHub did not do it."""

    message: str = ""


class Done(BaseModel):
    """The answer: 200 also where nothing was done, with `errors`."""

    errors: list[Mistake] = []


async def pin(api: Api, node: str) -> str:
    """Pin the issue with that node id; empty, or GitHub's reason: three are pinned already, or it does not let an App pin."""
    return await _done(api, PIN, {"issue": node})


async def auto_merge(api: Api, node: str, method: str) -> str:
    """Let GitHub merge the pull request with that node id when its rules allow it; empty, or GitHub's reason.

    `method` is `MERGE`, `SQUASH` or `REBASE`. A pull request that can be merged at once is refused as well.
    """
    return await _done(api, AUTO_MERGE, {"pull": node, "method": method})


async def _done(api: Api, query: str, variables: Mapping[str, str]) -> str:
    """Why GitHub did not do it; empty where it did.

    Also where there is no GraphQL. What is not answered is not asked again: no work depends on it.
    """
    try:
        done = await api.send(Done, "POST", str(_address(api.base_url)), {"query": query, "variables": variables})
    except (BadAnswer, Refused, Unanswered) as error:
        return str(error)
    return "; ".join(mistake.message or "no reason" for mistake in done.errors)


def _address(base: str) -> URL:
    """The address of GraphQL beside that of REST: `/graphql`, on an Enterprise Server `/api/graphql` beside `/api/v3`."""
    url = URL(base)
    return url.parent / "graphql" if url.path.rstrip("/").endswith("/api/v3") else url / "graphql"
