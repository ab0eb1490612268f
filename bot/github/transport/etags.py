"""Answers kept with their ETag: asking for them again is free as long as nothing changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from cachetools import LRUCache

from bot.github.transport.rate_limit import READS

LIMIT = 64 * 2**20
"""Bytes of answers that are kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it came: its ETag, its headers (`Link` among them) and its body."""

    etag: str
    headers: Mapping[str, str]
    body: bytes


Key = tuple[str, str, str]


class Etags:
    """The kept answers of all identities, by identity, address and `accept`: what one may see is not shown to another."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._kept: LRUCache[Key, Kept] = LRUCache(limit, getsizeof=lambda kept: len(kept.body) + 1000)

    def get(self, key: Key) -> Kept | None:
        """The answer kept under `key`, if any."""
        return self._kept.get(key)

    def keep(self, key: Key, headers: Mapping[str, str], body: bytes) -> None:
        """Keep an answer that has an ETag."""
        etag = headers.get("etag")
        # One answer may not push all others out.
        if etag and len(body) < self._kept.maxsize // 4:
            self._kept[key] = Kept(etag, headers, body)


def keepable(method: str, url: str) -> bool:
    """Whether an answer may be asked for again; trees and blobs never change and are kept elsewhere, by their SHA."""
    return method in READS and "/git/trees/" not in url and "/git/blobs/" not in url and "/tarball/" not in url
