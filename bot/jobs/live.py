"""The live text of a note that a pull request brings, where the config allows to read it."""

import structlog

from bot.core.carry.elsewhere.live import LiveText, document_of, not_of_a_bot, of_another_note
from bot.core.carry.pull_request import Pull
from bot.core.config.schema import Config
from bot.github.hackmd import live_text, page_of
from bot.github.repository import Repository

log = structlog.get_logger(__name__)


async def live_of(repository: Repository, pull: Pull, path: str, config: Config) -> LiveText | None:
    """What stands where the note at `path` is edited; None where the pull request names no document on the config's host."""
    document = document_of(pull.body, config.hackmd) if config.hackmd and pull.open else None
    if document is None:
        return None
    url = str(page_of(document, repository.api))
    if not pull.bot:
        return not_of_a_bot(url)
    if document.note not in ("", path):
        return of_another_note(url, document)
    found = await live_text(document, repository.api)
    # The address gives access to the document, so a private repository's is not logged.
    said = repository.loggable(url=url, reason=found.why)
    log.info("live text", repository=repository.full_name, pull=pull.number, read=not found.why, **said)
    return found
