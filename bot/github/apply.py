"""Applies one change on GitHub: one write, and lookups only where an answer was unclear."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, nullcontext
from http import HTTPStatus
from typing import assert_never

import structlog

from bot.core.model.issues import Issue
from bot.core.model.plan import Attach, Change, Close, Comment, CreateLabel, Edit, Open, Reopen
from bot.github.assignees import Assignees
from bot.github.comments import Comments
from bot.github.errors import GitHubError, Gone, IssuesDisabled, OtherRepository, Overtaken, Refused
from bot.github.issues import Issues
from bot.github.payloads.issues import IssuePayload, Named
from bot.github.subissues import SubIssues
from bot.github.transport.api import MISSING, Api, RepositoryRef
from bot.github.transport.rate_limit import not_repeated
from bot.github.transport.retry import sure

log = structlog.get_logger(__name__)

Value = str | list[str]
Fields = Mapping[str, Value]
Write = Callable[[Fields], Awaitable[IssuePayload]]
BLAMED = {"assignees": "assignees", "assignee": "assignees", "labels": "labels", "label": "labels", "name": "labels"}
"""The field that GitHub names in a 422 → the field of the issue."""


class Changes:
    """Writes to the issues of one repository as `writer`."""

    def __init__(self, api: Api, repo: RepositoryRef, issues: Issues, assignees: Assignees, comments: Comments) -> None:
        self._api = api
        self._repo = repo
        self._issues = issues
        self._assignees = assignees
        self._comments = comments
        self._sub_issues = SubIssues(api, repo)
        self._sleep = api.time.sleep

    async def apply(self, change: Change, writer: str, before: Issue | None = None) -> Issue | None:
        """Do `change`; the issue as it came back, None for a label or a comment. Gone, IssuesDisabled: see there.

        `before` is the issue that the change was decided from. Where an answer is lost, or a limit asked for a pause, and the
        issue shows neither that nor what was written, Overtaken is raised and nothing is written again.
        """
        match change:
            case CreateLabel():
                await self._create_label(change)
                return None
            case Open():
                return await self._open(change, writer)
            case Edit() | Close() | Reopen():
                return await self._patch(change.number, fields_of(change), before)
            case Attach():
                return await self._attach(change, before)
            case Comment():
                await self._comment(change, writer)
                return None
            case _:
                assert_never(change)

    async def _create_label(self, change: CreateLabel) -> None:
        url = f"{self._repo.base}/labels"
        payload = {"name": change.name, "color": change.colour, "description": change.description}
        try:
            await sure(
                lambda: self._api.send(Named, "POST", url, payload),
                lambda: self._api.find(Named, url + "/{name}", {"name": change.name}),
                self._sleep,
            )
        except Refused as refused:
            if refused.status != HTTPStatus.UNPROCESSABLE_ENTITY:
                raise
            # It is there already, or cannot be: the issues matter more, and GitHub makes a grey one where it can.
            log.warning("label not created", label=change.name, reason=str(refused))

    async def _open(self, change: Open, writer: str) -> Issue:
        url = f"{self._repo.base}/issues"
        asked: Fields = {
            "title": change.title,
            "body": change.body,
            "labels": list(change.labels),
            "assignees": list(change.assignees),
        }

        async def write(fields: Fields) -> IssuePayload:
            return await sure(
                lambda: self._api.send(IssuePayload, "POST", url, fields),
                lambda: self._issues.created(writer, change.key),
                self._sleep,
            )

        try:
            made = self._issues.wrote(await self._acceptable(asked, write))
        except Refused as refused:
            if refused.status == HTTPStatus.GONE:
                raise IssuesDisabled(f"{self._repo.full_name}: issues are switched off in its settings") from refused
            raise
        if made.author.lower() != writer.lower():
            # It would not be recognised, and every sync would open it anew.
            raise GitHubError(
                f"#{made.number} was written as {made.author}, but Duly takes itself for {writer}: use the App's own "
                "credentials (APP_ID and PRIVATE_KEY), and close that issue"
            )
        return made.issue()

    async def _patch(self, number: int, asked: Fields, before: Issue | None) -> Issue:
        async def send(fields: Fields) -> IssuePayload:
            with not_repeated() if before else nullcontext():
                return await self._api.send(IssuePayload, "PATCH", f"{self._repo.base}/issues/{number}", fields)

        async def write(fields: Fields) -> IssuePayload:
            return await sure(lambda: send(fields), lambda: self._shown(number, fields, before), self._sleep)

        async with self._or_gone(number):
            return self._issues.wrote(await self._acceptable(asked, write)).issue()

    async def _shown(self, number: int, fields: Fields, before: Issue | None) -> IssuePayload | None:
        """The issue, if it shows what was asked for already; Overtaken where somebody edited it meanwhile."""
        payload = await self._api.get(IssuePayload, f"{self._repo.base}/issues/{number}")
        live = payload.issue()
        if shows(live, fields):
            return payload
        if before and not live.same_as(before):
            self._issues.wrote(payload)
            raise Overtaken(live)
        return None

    async def _attach(self, change: Attach, before: Issue | None) -> Issue:
        """Record it in the marker also where GitHub refuses, so that the refusal is reported once: it would be repeated at each sync."""
        refusal: Refused | None = None
        try:
            async with self._or_gone(change.parent):
                await self._sub_issues.attach(change)
        except Refused as refused:
            if refused.status != HTTPStatus.UNPROCESSABLE_ENTITY:
                raise
            refusal = refused
        issue = await self._patch(change.number, {"body": change.body}, before)
        if refusal:
            raise refusal
        return issue

    async def _comment(self, change: Comment, writer: str) -> None:
        async with self._or_gone(change.number):
            await self._comments.write(change, writer)

    @asynccontextmanager
    async def _or_gone(self, number: int) -> AsyncIterator[None]:
        """Gone where the issue is not there any more; a 404 for lack of rights stays what it is."""
        try:
            yield
        except OtherRepository as error:
            raise Gone(number) from error
        except Refused as refused:
            if refused.status in MISSING and await self._issues.one(number) is None:
                raise Gone(number) from refused
            raise

    async def _acceptable(self, fields: Fields, write: Write) -> IssuePayload:
        """Write `fields`; where GitHub refuses an assignee or a label, write without those that it refuses."""
        for _ in range(2):
            try:
                return await write(fields)
            except Refused as refused:
                less = await self._without_refused(fields, refused)
                if less == fields:
                    raise
                log.warning("written without what GitHub refuses", asked=_people(fields), written=_people(less))
                fields = less
        return await write(fields)

    async def _without_refused(self, fields: Fields, refused: Refused) -> Fields:
        less = dict(fields)
        for name, values in blamed(refused).items():
            asked = less.pop(name, None)
            if not isinstance(asked, list):
                continue
            bad = {value.lower() for value in values} & {value.lower() for value in asked}
            if name == "assignees" and not bad:
                bad = {login for login, can in (await self._assignees.known(asked, anew=True)).items() if not can}
            # Where GitHub names no value the whole field is left out: an existing issue keeps it as it is.
            if bad:
                less[name] = [value for value in asked if value.lower() not in bad]
        return less


def fields_of(change: Edit | Close | Reopen) -> Fields:
    """What a PATCH of the issue holds."""
    fields: dict[str, str | tuple[str, ...] | None]
    match change:
        case Edit():
            fields = {
                "title": change.title,
                "body": change.body,
                "labels": change.labels,
                "assignees": change.assignees,
            }
        case Close():
            fields = {"state": "closed", "state_reason": change.reason, "body": change.body}
        case Reopen():
            fields = {"state": "open", "state_reason": "reopened", "body": change.body}
    return {
        name: list(value) if isinstance(value, tuple) else value for name, value in fields.items() if value is not None
    }


def shows(issue: Issue, fields: Fields) -> bool:
    """Whether the issue has the values of `fields` already; sets without regard to order and case, as GitHub keeps them."""
    live: Fields = {
        "title": issue.title,
        "body": issue.body,
        "labels": list(issue.labels),
        "assignees": list(issue.assignees),
        "state": "open" if issue.open else "closed",
    }
    return all(_same(live[name], value) for name, value in fields.items() if name in live)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return {value.lower() for value in one} == {value.lower() for value in other}
    return one == other


def blamed(refused: Refused) -> dict[str, set[str]]:
    """The fields that a 422 is about, `labels` or `assignees`, each with the values that GitHub names, if it names any.

    GitHub says `[{"field": "assignees", "code": "invalid", "value": "ghost" or ["ghost"]}]`; where it names
    no field it is the assignees: everything else was checked before.
    """
    if refused.status != HTTPStatus.UNPROCESSABLE_ENTITY:
        return {}
    if not refused.errors:
        return {"assignees": set()}
    found: dict[str, set[str]] = {}
    for error in refused.errors if isinstance(refused.errors, list) else []:
        field = BLAMED.get(error.get("field", "")) if isinstance(error, dict) else None
        if field is None:
            continue
        value = error.get("value")
        named = value if isinstance(value, list) else [value]
        found.setdefault(field, set()).update(one for one in named if isinstance(one, str))
    return found


def _people(fields: Fields) -> dict[str, Value]:
    return {name: fields.get(name, []) for name in ("labels", "assignees")}
