"""Which engine keeps the jobs: a SQLite file for one process, Postgres for many."""

from bot.queue.job import Queue, QueueError
from bot.settings import Settings


def queue_of(settings: Settings) -> Queue:
    """The queue that the settings name, not opened yet; QueueError where a package for it is missing.

    Each engine is imported only where it is used.
    """
    if not settings.postgres_url:
        from bot.queue.sqlite.queue import SqliteQueue  # noqa: PLC0415

        return SqliteQueue(settings.queue_path(), debounce=settings.debounce)
    try:
        from bot.queue.postgres.queue import PostgresQueue  # noqa: PLC0415
    except ImportError as error:
        raise QueueError(
            f"DATABASE_URL names Postgres, which needs `pip install 'duly[postgres]'` ({error})"
        ) from error
    return PostgresQueue(settings.postgres_url, debounce=settings.debounce)
