"""The database file: opened, recognised, and set aside where it is broken."""

import os
import sqlite3
import time
from pathlib import Path

import structlog

from bot.queue.job import QueueError, QueueInUse

log = structlog.get_logger(__name__)

VERSION = 1
_MAGIC = b"SQLite format 3\0"
APPLICATION = 0x44554C59
"""SQLite's `application_id` of our files: DULY in ASCII."""

_TABLES = """
CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL,
    lane INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    due REAL NOT NULL,
    since REAL NOT NULL DEFAULT 0,
    due_set REAL NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    patient INTEGER NOT NULL DEFAULT 0,
    why TEXT NOT NULL DEFAULT '',
    job TEXT NOT NULL
);
CREATE INDEX job_order ON job (rank, due, id);
CREATE INDEX job_key ON job (key);
CREATE TABLE unreadable (id INTEGER PRIMARY KEY, job TEXT NOT NULL, why TEXT NOT NULL);
"""


def open_database(path: Path) -> sqlite3.Connection:
    """The database at `path`, made where there is none; QueueError where it cannot be used."""
    if not path.parent.is_dir():
        raise QueueError(
            f"the queue cannot be kept in {path}: there is no folder {path.parent}; make it, or set DATABASE_URL"
        )
    try:
        return _connect(path)
    except (OSError, _Unusable, sqlite3.DatabaseError) as error:
        if not _broken(error):
            raise _refusal(path, error) from error
        # What the queue held comes back by the next sync of each repository; the file is kept for inspection.
        kept = _move_aside(path)
        log.error(
            "the queue's file cannot be used; a new one is begun", file=str(path), kept=str(kept), reason=str(error)
        )
        return _connect(path)


class File:
    """The database's file, to be recognised: SQLite goes on writing to one that was deleted or replaced.

    It stays open until the end of the process: closing any descriptor of a file drops the locks that SQLite has on it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY)

    def check(self) -> None:
        """Raise QueueError where the path no longer leads to the file that was opened, or that is no database any more."""
        try:
            same = os.path.samestat(self._path.stat(), os.fstat(self._descriptor))
            whole = os.pread(self._descriptor, len(_MAGIC), 0) == _MAGIC
        except OSError as error:
            raise QueueError(
                f"the queue's file {self._path} is gone ({error.strerror}); start the server again"
            ) from error
        if not (same and whole):
            raise QueueError(f"the queue's file {self._path} was replaced or overwritten; start the server again")

    def close(self) -> None:
        """Close the file; the database has to be closed before."""
        os.close(self._descriptor)


class _Unusable(Exception):
    """A file of ours that this version cannot use."""


def _connect(path: Path) -> sqlite3.Connection:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    db = sqlite3.connect(path, isolation_level=None, timeout=1.0)
    try:
        _prepare(db, path)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    # Exclusive: a second process is refused, and the lock goes with the process, however it ends.
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    ours, version, tables = (
        db.execute(question).fetchone()[0]
        for question in ("PRAGMA application_id", "PRAGMA user_version", "SELECT count(*) FROM sqlite_master")
    )
    if tables and ours != APPLICATION:
        raise QueueError(f"{path} is a database of something else; set DATABASE_URL to another file")
    if version > VERSION:
        raise _Unusable(
            f"it was written by a newer Duly (version {version} of the queue, this one reads up to {VERSION})"
        )
    if (damage := db.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise _Unusable(damage)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    with db:
        db.execute("BEGIN IMMEDIATE")
        if not tables:
            _make_tables(db)
    db.execute(
        "CREATE TABLE IF NOT EXISTS memory (name TEXT PRIMARY KEY, value TEXT NOT NULL, at REAL NOT NULL DEFAULT 0)"
    )
    db.execute("CREATE TABLE IF NOT EXISTS pause (name TEXT PRIMARY KEY)")
    # The file may hold nothing of it yet, or be overwritten while the log was whole.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _add_columns(db)
    db.execute("SELECT id, key, lane, rank, due, since, due_set, attempts, patient, why, job FROM job LIMIT 0")


def _add_columns(db: sqlite3.Connection) -> None:
    """Columns that came later. Older versions ignore them and can use the file."""
    there = {row[1] for row in db.execute("PRAGMA table_info(job)")}
    if "since" not in there:
        db.execute("ALTER TABLE job ADD COLUMN since REAL NOT NULL DEFAULT 0")
        db.execute("UPDATE job SET since = ?", (time.time(),))
    if "due_set" not in there:
        db.execute("ALTER TABLE job ADD COLUMN due_set REAL NOT NULL DEFAULT 0")
    if "at" not in {row[1] for row in db.execute("PRAGMA table_info(memory)")}:
        db.execute("ALTER TABLE memory ADD COLUMN at REAL NOT NULL DEFAULT 0")
        db.execute("UPDATE memory SET at = ?", (time.time(),))
    # The texts are long: their ages are found without reading them.
    db.execute("CREATE INDEX IF NOT EXISTS memory_texts ON memory (at) WHERE name GLOB 'post/*'")


def _make_tables(db: sqlite3.Connection) -> None:
    # One by one: executescript would end the transaction.
    for statement in _TABLES.split(";"):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {VERSION}")


def _broken(error: Exception) -> bool:
    """Whether the file itself is at fault, not its place or another process."""
    if isinstance(error, sqlite3.Error):
        return _code(error) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)
    return isinstance(error, _Unusable)


def _code(error: sqlite3.Error) -> int:
    return error.sqlite_errorcode & 0xFF


def _refusal(path: Path, error: Exception) -> QueueError:
    if isinstance(error, sqlite3.Error) and _code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return QueueInUse(
            f"{path} is in use by another process: one server per file; give this one another with DATABASE_URL"
        )
    return QueueError(
        f"the queue cannot be kept in {path}: {error}; check the folder's rights and space, or set DATABASE_URL"
    )


def _move_aside(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    for suffix in ("-wal", "-shm"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.rename(f"{kept}{suffix}")
    return path.rename(kept)
