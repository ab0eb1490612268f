"""Which row waits under a key, so that a put need not read the file."""

import sqlite3
from collections.abc import Container, Iterable


class Waiting:
    """Key → the row of the job that waits under it; of several the oldest. In the store's thread, on its connection.

    `running` and `freed`: the ids of jobs that a worker holds, and of those among them that are given back in the
    transaction that is under way. A change of these, or of a row, has to `refresh` the keys.
    """

    def __init__(self, db: sqlite3.Connection, running: Container[int], freed: Container[int]) -> None:
        self._db = db
        self._running = running
        self._freed = freed
        self._rows: dict[str, int] | None = None
        """None: to be read from the file."""
        self._touched: set[str] = set()
        """The keys that the transaction under way has changed."""

    def row(self, key: str) -> int | None:
        """The id of the job that waits under a key; None where none does."""
        return self._all().get(key)

    def add(self, key: str, id_: int) -> None:
        """A job waits under a key that had none."""
        self._all()[key] = id_
        self._touched.add(key)

    def refresh(self, keys: Iterable[str]) -> None:
        """Ask the file what waits under these keys."""
        rows = self._all()
        for key in keys:
            self._touched.add(key)
            found = self._db.execute("SELECT id FROM job WHERE key = ? ORDER BY id", (key,)).fetchall()
            row = next((id_ for (id_,) in found if self._waits(id_)), None)
            if row is None:
                rows.pop(key, None)
            else:
                rows[key] = row

    def reload(self) -> None:
        """Ask the file for all keys, when one is needed next."""
        self._rows = None

    def begin(self) -> None:
        """A transaction begins."""
        self._touched.clear()

    def rolled_back(self) -> None:
        """The transaction did not happen."""
        try:
            self.refresh(tuple(self._touched))
        except sqlite3.Error:
            self.reload()

    def _all(self) -> dict[str, int]:
        if self._rows is None:
            found = self._db.execute("SELECT key, id FROM job ORDER BY id DESC")
            self._rows = {key: id_ for key, id_ in found if self._waits(id_)}
        return self._rows

    def _waits(self, id_: int) -> bool:
        return id_ not in self._running or id_ in self._freed
