"""The live issues of a repository, with what was written lately laid over lists that lag."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus

from cachetools import LRUCache, TTLCache

from bot.core.issues.board import marker as board
from bot.core.issues.board.marker import LABEL, divided, key_of
from bot.core.model.issues import Issue
from bot.core.model.questions import Labelled
from bot.github.errors import OtherRepository, Refused
from bot.github.graphql import pin
from bot.github.payloads.issues import IssuePayload
from bot.github.transport.api import MISSING, Api, RepositoryRef
from bot.github.transport.retry import READ_PAUSES

LAG = 600
"""Seconds for which a list may still lag behind what was written."""
PROBES = 10
"""Numbers after the newest known one that are looked at for a create whose answer was lost."""
MOST_PROBES = 200
"""The same where an earlier process may have written any number of issues that no list shows yet."""
GAP = 3
"""Numbers in a row that are no issue and end the looking: discussions take numbers too."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """An issue or a pull request, as far as its comments go."""

    pull: bool
    locked: bool
    assigned: frozenset[str]
    """Logins in lower case."""


class Issues:
    """Reads of issues. `known` are the numbers seen so far, by which a new issue is distinguished from an old one of the same key."""

    def __init__(self, api: Api, repo: RepositoryRef) -> None:
        self._api = api
        self._repo = repo
        self._lately: TTLCache[int, IssuePayload] = TTLCache(10_000, LAG, timer=api.time.monotonic)
        self._absent: set[int] = set()
        """Numbers that were no issue, also after pauses."""
        self._closers: LRUCache[tuple[int, datetime], str] = LRUCache(10_000)
        self.known: set[int] = set()

    async def by(self, writers: frozenset[str]) -> tuple[Issue, ...]:
        """All issues that `writers` (lower case) opened, open or closed, by number."""
        found: dict[int, IssuePayload] = {}
        for writer in sorted(writers):
            found |= {payload.number: payload for payload in await self._opened_by(writer)}
        for remembered in self._behind(found, writers):
            number = remembered.number
            payload = await self._read(number, instead=remembered)
            if payload is None:
                found.pop(number, None)
            else:
                found[number] = payload
        self.known |= found.keys()
        # Changes that people made since apply to the list by label too.
        self._lately.update({number: found[number] for number in list(self._lately) if number in found})
        return tuple(found[number].issue() for number in sorted(found))

    async def labelled(self, label: str) -> tuple[Issue, ...]:
        """The open issues with that label, of any author, by number."""
        url = self._repo.base + "/issues{?labels,per_page}"
        try:
            listed = await self._api.pages(IssuePayload, url, {"labels": label, "per_page": "100"})
        except Refused as refused:
            if refused.status == HTTPStatus.GONE:
                # Issues are switched off.
                return ()
            raise
        found = await self._with_label(label, listed)
        return tuple(issue for payload in found if (issue := payload.issue()).open)

    async def labelled_all(self, writers: frozenset[str], label: str) -> Labelled:
        """The issues that bear `label`, open or closed: those of `writers` (lower case), and others' that have a marker."""
        url = self._repo.base + "/issues{?state,labels,per_page}"
        # A comma in a name would ask for two labels.
        asked = {} if not label or "," in label else {"labels": label}
        listed = await self._api.pages(IssuePayload, url, {"state": "all", "per_page": "100", **asked})
        found = {payload.number: payload for payload in listed if payload.pull_request is None}
        found |= {payload.number: payload for payload in self._behind(found, writers)}
        issues = [found[number].issue() for number in sorted(found)]
        bearing = [issue for issue in issues if not label or issue.bears(label)]
        ours = (issue for issue in bearing if issue.author.lower() in writers)
        others = (issue for issue in bearing if issue.author.lower() not in writers and key_of(issue.body))
        return Labelled(tuple(ours), tuple(others))

    async def newest_with_label(self, label: str) -> list[IssuePayload]:
        """The newest 100 issues that bear `label`, open or closed, of any author; none where issues are switched off."""
        url = self._repo.base + "/issues{?state,labels,per_page}"
        # A comma in a name would ask for two labels.
        asked = {} if "," in label else {"labels": label}
        try:
            listed, _ = await self._api.page(list[IssuePayload], url, {"state": "all", "per_page": "100", **asked})
        except Refused as refused:
            if refused.status == HTTPStatus.GONE:
                return []
            raise
        return [payload for payload in await self._with_label(label, listed) if payload.issue().bears(label)]

    async def _with_label(self, label: str, listed: list[IssuePayload]) -> list[IssuePayload]:
        """The issues of a list by `label` as they are by now, by number: such a list lags too."""
        found = {payload.number: payload for payload in listed if payload.pull_request is None}
        for remembered in [payload for number in list(self._lately) if (payload := self._lately.get(number))]:
            number = remembered.number
            bears = number in found or remembered.issue().bears(label)
            if bears and _older(found.get(number), remembered):
                found.pop(number, None)
                payload = await self._read(number, instead=remembered)
                found |= {number: payload} if payload and payload.issue().bears(label) else {}
        self._lately.update({number: found[number] for number in list(self._lately) if number in found})
        return [found[number] for number in sorted(found)]

    async def boards(self, writers: frozenset[str]) -> Labelled:
        """The boards by the list of their label: the list by author may not show one that is there, or it is another login's."""
        found = await self.labelled_all(writers, LABEL)
        others = (issue for issue in found.others if board.read(issue.body))
        return Labelled(divided(found.ours)[1], tuple(others))

    async def one(self, number: int) -> Issue | None:
        """The issue; None where the number is none of this repository: missing, deleted, moved away, a pull request."""
        payload = await self._read(number)
        return payload.issue() if payload else None

    async def closed_by(self, number: int, at: datetime) -> str:
        """The login that closed the issue at that time; empty where GitHub names nobody. Read once for each close."""
        if (number, at) not in self._closers:
            issue = await self.one(number)
            self._closers[number, at] = issue.closed_by if issue and issue.closed_at == at else ""
        return self._closers[number, at]

    async def payload(self, number: int) -> IssuePayload | None:
        """The same as GitHub gives it."""
        return await self._read(number)

    async def now(self, number: int) -> Issue | None:
        """The issue, remembered like one that was just written; None as in `one`."""
        payload = await self._read(number)
        return self.wrote(payload).issue() if payload else None

    async def pin(self, number: int) -> str:
        """Pin an issue that was written just now to the top of the list; empty, or why that was not done."""
        payload = self._lately.get(number)
        if payload is None or not payload.node_id:
            return "its node id is not known"
        return await pin(self._api, payload.node_id)

    async def conversation(self, number: int) -> Conversation | None:
        """What stands under a number; None where nothing does."""
        payload = await self._api.find(IssuePayload, self._url(number))
        if payload is None:
            return None
        assigned = frozenset(user.login.casefold() for user in payload.assignees)
        return Conversation(payload.pull_request is not None, payload.locked, assigned)

    async def created(self, writer: str, key: str) -> IssuePayload | None:
        """The new issue with `key` in its marker, written by `writer`: where a create's answer was lost.

        The list of the newest may lag, so numbers after the newest known are read one by one until there are no more.
        """
        newest = await self._newest()
        for payload in newest:
            if self._is_new(payload, writer, key):
                return self.wrote(payload)
        async for probed in self._beyond(newest, PROBES):
            if self._is_new(probed, writer, key):
                return self.wrote(probed)
        return None

    async def find_unlisted(self) -> None:
        """Look by number for issues that no list shows yet: an earlier try, or an earlier process, may have written them."""
        try:
            newest = await self._newest()
        except Refused as refused:
            if refused.status in MISSING:
                return
            raise
        async for probed in self._beyond(newest, MOST_PROBES):
            if probed.pull_request is None:
                self.wrote(probed)

    async def _newest(self) -> list[IssuePayload]:
        url = f"{self._repo.base}/issues?state=all&sort=created&direction=desc&per_page=30"
        return (await self._api.page(list[IssuePayload], url))[0]

    async def _beyond(self, newest: list[IssuePayload], most: int) -> AsyncIterator[IssuePayload]:
        """What stands under the numbers after the newest known one; at most `most` are looked at."""
        start = max({payload.number for payload in newest} | self.known, default=0) + 1
        missing = 0
        for number in range(start, start + most):
            probed = await self._api.find(IssuePayload, self._url(number))
            if probed:
                yield probed
            missing = 0 if probed else missing + 1
            if missing == GAP:
                return

    def wrote(self, payload: IssuePayload) -> IssuePayload:
        """Keep an issue as it came back from a write."""
        self._lately[payload.number] = payload
        self.known.add(payload.number)
        return payload

    def _is_new(self, payload: IssuePayload, writer: str, key: str) -> bool:
        by_writer = payload.author.lower() == writer.lower()
        return payload.number not in self.known and by_writer and key_of(payload.body or "") == key

    async def _opened_by(self, writer: str) -> list[IssuePayload]:
        url = self._repo.base + "/issues{?state,creator,per_page}"
        listed = await self._api.pages(IssuePayload, url, {"state": "all", "creator": writer, "per_page": "100"})
        # Some stand-ins ignore the filter.
        return [payload for payload in listed if payload.pull_request is None and payload.author.lower() == writer]

    def _behind(self, found: dict[int, IssuePayload], writers: frozenset[str]) -> list[IssuePayload]:
        """Issues, as they were seen, that the list shows older or not at all."""
        lately = [payload for number in list(self._lately) if (payload := self._lately.get(number))]
        return [
            payload
            for payload in lately
            if payload.author.lower() in writers and _older(found.get(payload.number), payload)
        ]

    async def _read(self, number: int, instead: IssuePayload | None = None) -> IssuePayload | None:
        """The issue, or None; `instead` for a 404: what was written lately is there, whatever one server says of it.

        What people take away answers otherwise (410, or a redirect).
        """
        try:
            payload = await self._patiently(number)
        except OtherRepository:
            payload = None
        except Refused as refused:
            if refused.status not in MISSING:
                raise
            payload = instead if refused.status == HTTPStatus.NOT_FOUND else None
        if payload is None or payload.pull_request is not None:
            self._lately.pop(number, None)
            return None
        if number in self._lately:
            self._lately[number] = payload
        return payload

    async def _patiently(self, number: int) -> IssuePayload:
        """The issue; a first 404 counts only after it was repeated: an issue would be opened anew for it."""
        for pause in () if number in self._absent else READ_PAUSES:
            try:
                return await self._api.get(IssuePayload, self._url(number))
            except Refused as refused:
                if refused.status != HTTPStatus.NOT_FOUND:
                    raise
            await self._api.time.sleep(pause)
        self._absent.add(number)
        payload = await self._api.get(IssuePayload, self._url(number))
        self._absent.discard(number)
        return payload

    def _url(self, number: int) -> str:
        return f"{self._repo.base}/issues/{number}"


def _older(listed: IssuePayload | None, lately: IssuePayload) -> bool:
    if listed is None:
        return True
    if listed.updated_at == lately.updated_at:
        # Times are whole seconds: two writes within one second are distinguished by what they wrote.
        return _content(listed) != _content(lately)
    return listed.updated_at < lately.updated_at


def _content(payload: IssuePayload) -> Issue:
    issue = payload.issue()
    return replace(
        issue, labels=tuple(sorted(issue.labels)), assignees=tuple(sorted(issue.assignees)), comments=0, closed_by=""
    )
