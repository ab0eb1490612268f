"""Onboarding: one pull request with a config for a repository that has none, kept as its branch says, and not repeated after a no."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

import structlog

from bot.core.carry.pull_request import Pull
from bot.core.config.schema import PATH, Config
from bot.core.issues import marker
from bot.core.items.series.notes import meetings, read_notes
from bot.core.model.notes import Note
from bot.core.model.plan import Comment
from bot.core.model.questions import Assignable, LabelNames, Question
from bot.core.model.snapshot import Snapshot
from bot.core.onboarding import asking
from bot.core.onboarding.proposal import as_yaml, propose
from bot.core.onboarding.replay import Replay, replay
from bot.core.onboarding.surroundings import is_looked_at, surroundings
from bot.core.onboarding.text import Prospect, issue_text, pull_text
from bot.github.client import GitHub
from bot.github.errors import BadAnswer, Gone, OtherRepository, Refused, Unreachable, Unwritable
from bot.github.git.proposed import Proposed
from bot.github.repository import Repository
from bot.jobs.gather import gather_proposed
from bot.queue.job import Welcome

log = structlog.get_logger(__name__)

MOST_LOOKED_AT = 20
"""Repositories of an installation whose files are looked at; those named after meetings go first."""
MOST_ASKED = 50
"""Repositories of an installation that are asked for an earlier pull request."""
FEWEST_MEETINGS = 2
"""Meetings in the notes of a repository before Duly proposes anything there by itself."""
_NAMED = ("meeting", "minutes", "notes", "agenda", "governance", "tsc", "community")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A config, and what it would bring."""

    config: str
    prospect: Prospect


async def welcome(github: GitHub, installation: int, work: Welcome) -> int:
    """Propose a config in the one new repository that looks most like one of notes; none where the installation had one.

    Done in the same job as the choice: a second event of the installation then sees the proposal of the first. Returns the id of
    the repository where the proposal is an issue, 0 where it is none.
    """
    listed = await github.installed_repositories(installation)
    opened = partial(github.repository_of, installation)
    for one in listed[:MOST_ASKED]:
        repository = await opened(one)
        if await _has_proposal(repository):
            log.info("nothing proposed", repository=repository.full_name, reason="this installation had its proposal")
            return 0
    new = {number for number, _ in work.repositories}
    named = sorted((one for one in listed if one.id in new), key=lambda one: _by_name(one.full_name))
    found = [await opened(one) for one in named[:MOST_LOOKED_AT]]
    counts = {one.full_name: await _count(one) for one in found}
    best = max(found, key=lambda one: counts[one.full_name], default=None)
    log.info("repositories looked at", meetings=counts, not_looked_at=len(new) - len(counts))
    if best is None or counts[best.full_name] < FEWEST_MEETINGS:
        return 0
    return best.id if await onboard(best, asked=True) else 0


async def _has_proposal(repository: Repository) -> bool:
    """Whether there is, or was, a pull request with a config, or an issue with one to paste."""
    try:
        known = repository.onboarding
        return bool(await known.pulls()) or await known.issue(await repository.writer()) is not None
    except Refused:
        # Its issues are switched off, or pull requests may not be read.
        return False


def _by_name(full_name: str) -> tuple[bool, str]:
    name = full_name.partition("/")[2].lower()
    return not any(word in name for word in _NAMED), name


async def _count(repository: Repository) -> int:
    """The meetings with work, or a place for it, that its notes hold; 0 where it has a config or cannot be read.

    What is only for now, such as a rate limit, raises: the job is tried again.
    """
    try:
        if await repository.has_config():
            return 0
        snapshot = await _with_empty_config(repository)
    except (Refused, Gone, Unreachable, OtherRepository, BadAnswer) as error:
        log.warning("not looked at", repository=repository.full_name, reason=str(error))
        return 0
    if snapshot is None:
        return 0
    notes = await asyncio.to_thread(_all_notes, snapshot)
    return len({note.date for note in notes if note.date and (note.has_work or note.has_action_list)})


async def onboard(repository: Repository, *, asked: bool = False) -> bool:
    """Bring the proposal of one repository to where it should be. May be repeated after a stop at any point.

    Returns whether the proposal is an issue with the file to paste.
    """
    if await repository.has_config():
        log.info("nothing proposed", repository=repository.full_name, reason="it has a config")
        return False
    writer = await repository.writer()
    step = asking.next_step(await repository.onboarding.pulls(), writer, asked=asked)
    match step:
        case asking.Leave(why=why):
            log.info("nothing proposed", repository=repository.full_name, reason=why)
        case asking.Accept(pull=pull):
            body = f"{marker.comment_marker(asking.CLOSED)}\n{asking.FAREWELL}"
            await repository.apply(Comment(pull.number, asking.CLOSED, body, "the pull request was closed"))
            log.info("declined", repository=repository.full_name, pull=pull.number)
        case asking.Propose():
            return await _propose(repository, writer)
        case asking.Renew(pull=pull):
            await _renew(repository, pull)
    return False


async def _renew(repository: Repository, pull: Pull) -> None:
    """Let the text of the open pull request say what the config in its branch would bring."""
    config = await repository.onboarding.config()
    sketch = None if config is None else await sketched(repository, config)
    if sketch is None:
        log.info("proposal not renewed", repository=repository.full_name, reason="its branch has no config")
    elif (text := pull_text(sketch.prospect)) != pull.body:
        await repository.onboarding.rewrite(pull, text)
        log.info("proposal renewed", repository=repository.full_name, pull=pull.number)


async def _propose(repository: Repository, writer: str) -> bool:
    known = repository.onboarding
    config = await known.config()
    sketch = await sketched(repository, config)
    if sketch is None:
        log.info("nothing proposed", repository=repository.full_name, reason="it is empty")
        return False
    try:
        if config is None:
            await known.commit(sketch.prospect.head.commit, sketch.config)
        pull = await known.open(pull_text(sketch.prospect))
        log.info("proposed", repository=repository.full_name, pull=pull.number)
    except Unwritable as refusal:
        log.info("no pull request", repository=repository.full_name, reason=refusal.said)
        return await _propose_in_an_issue(repository, sketch, writer)
    return False


async def _propose_in_an_issue(repository: Repository, sketch: Sketch, writer: str) -> bool:
    """Post the file to paste, once: an issue that is there, open or closed, is left as it is. Whether there is one."""
    try:
        there = await repository.onboarding.issue(writer)
        issue = there or await repository.onboarding.open_issue(issue_text(sketch.prospect, sketch.config), writer)
    except Refused as refused:
        if refused.status not in {HTTPStatus.GONE, HTTPStatus.FORBIDDEN}:
            raise
        log.warning("nothing proposed", repository=repository.full_name, reason=str(refused))
        return False
    log.info("proposed as text", repository=repository.full_name, issue=issue.number, new=there is None)
    return True


async def sketched(repository: Repository, config: str | None) -> Sketch | None:
    """The config, made from the notes where there is none, and what it would bring; None in an empty repository."""
    if config is None:
        found = await _with_empty_config(repository)
        if found is None:
            return None
        config = await _made(repository, found)
    head = await repository.head()
    snapshot, plan = await gather_proposed(repository, Proposed(head.commit, {PATH: config}))
    around = surroundings(await repository.onboarding.texts(head.commit, is_looked_at))
    items = [tracked.item for tracked in plan.items]
    past = Replay(None, None, 0, (), ())
    if snapshot.config is not None:
        read = await asyncio.to_thread(read_notes, snapshot.notes, snapshot.config)
        past = replay(items, meetings(read, snapshot.config), snapshot.config)
    valid, board = snapshot.config is not None, snapshot.config is not None and snapshot.config.board
    prospect = Prospect(past, plan, snapshot.head, around, snapshot.writer, valid=valid, board=board)
    return Sketch(config, prospect)


async def _with_empty_config(repository: Repository) -> Snapshot | None:
    """The repository as it would be with an empty config; None where it has no commit."""
    head = await repository.head()
    return await repository.snapshot(proposed=Proposed(head.commit, {PATH: ""})) if head.commit else None


async def _made(repository: Repository, snapshot: Snapshot) -> str:
    """A config from the notes, the labels that exist, and the people who have access."""
    notes = await asyncio.to_thread(_all_notes, snapshot)
    logins = {one.login.lower() for note in notes for one in note.attendees if one.login}
    questions: set[Question[object]] = {LabelNames(), *map(Assignable, logins)}
    answers = (await repository.answer(snapshot, frozenset(questions))).answers
    able = {login for login in logins if answers.get(Assignable(login))}
    return as_yaml(propose(notes, answers.get(LabelNames()) or (), able))


def _all_notes(snapshot: Snapshot) -> tuple[Note, ...]:
    found: Iterable[list[Note]] = read_notes(snapshot.notes, snapshot.config or Config()).values()
    return tuple(note for notes in found for note in notes)
