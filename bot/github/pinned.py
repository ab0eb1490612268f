"""Pinned issues: the one thing that GitHub takes by GraphQL only."""

from pydantic import BaseModel
from yarl import URL

from bot.github.errors import BadAnswer, Refused, Unanswered
from bot.github.transport.api import Api

PIN = "mutation($issue: ID!) { pinIssue(input: {issueId: $issue}) { issue { number } } }"


class Mistake(BaseModel):
    """Why GitHub did not do it."""

    message: str = ""


class Done(BaseModel):
    """The answer: 200 also where nothing was done, with `errors`."""

    errors: list[Mistake] = []


async def pin(api: Api, node: str) -> str:
    """Pin the issue with that node id; empty, or GitHub's reason: three are pinned already, or it does not let an App pin.

    Also where there is no GraphQL. What is not answered is not asked again: no work depends on it.
    """
    try:
        done = await api.send(Done, "POST", str(_address(api.base_url)), {"query": PIN, "variables": {"issue": node}})
    except (BadAnswer, Refused, Unanswered) as error:
        return str(error)
    return "; ".join(mistake.message or "no reason" for mistake in done.errors)


def _address(base: str) -> URL:
    """The address of GraphQL beside that of REST: `/graphql`, on an Enterprise Server `/api/graphql` beside `/api/v3`."""
    url = URL(base)
    return url.parent / "graphql" if url.path.rstrip("/").endswith("/api/v3") else url / "graphql"
