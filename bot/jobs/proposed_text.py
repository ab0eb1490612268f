"""The issue with the config to paste, where Duly may only read files: kept as the notes are, and closed once there is a config."""

import structlog

from bot.core.issues import marker
from bot.core.model.plan import Close, Comment, Edit
from bot.core.model.snapshot import Snapshot
from bot.core.onboarding.asking import BEGUN, BEGUN_TEXT, MARKER, is_text, says_the_same
from bot.core.onboarding.text import issue_text
from bot.github.errors import Gone, Refused
from bot.github.repository import Repository
from bot.jobs.onboard import sketched

log = structlog.get_logger(__name__)


async def renew_text(repository: Repository) -> None:
    """Let the open issue say what the notes ask for now; nothing where somebody closed it, or where there is none."""
    issue = await repository.onboarding.issue(await repository.writer())
    if issue is None or not issue.open:
        return
    sketch = await sketched(repository, None)
    if sketch is None or says_the_same(issue.body, text := issue_text(sketch.prospect, sketch.config)):
        return
    await repository.apply(Edit(issue.number, "the notes have news", body=f"{MARKER}\n{text}"))
    log.info("proposal renewed", repository=repository.full_name, issue=issue.number)


async def finish_text(repository: Repository, snapshot: Snapshot) -> None:
    """Close the issue once the repository has a config, and say so. What GitHub refuses there fails no sync."""
    for issue in snapshot.issues if snapshot.config is not None else ():
        if issue.open and is_text(issue.body):
            body = f"{marker.comment_marker(BEGUN)}\n{BEGUN_TEXT.format(path=snapshot.config_path)}"
            try:
                await repository.apply(Comment(issue.number, BEGUN, body, "there is a config"))
                await repository.apply(Close(issue.number, "completed", "there is a config"))
            except (Gone, Refused) as error:
                log.warning("proposal not closed", repository=repository.full_name, reason=str(error))
                continue
            log.info("proposal closed", repository=repository.full_name, issue=issue.number)
