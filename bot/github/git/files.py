"""A repository's files at one commit: the tree, blobs kept by their SHA, a tarball for a cold start."""

import asyncio
import base64
import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from cachetools import LRUCache

from bot.core import limits
from bot.github.payloads.git import Blob, Leaf, Tree
from bot.github.transport.api import Api, RepositoryRef
from bot.github.transport.bounds import ANSWER, TooLarge

log = structlog.get_logger(__name__)

POSTED = "post-"
"""What the names of texts begin with that are no files."""
K = TypeVar("K")
V = TypeVar("V")

NOTE_LIMIT = limits.FILE
"""Bytes above which a file is not even loaded; the reader complains of meetings from 256 KB on."""
FEW = 10
"""Up to so many missing blobs are asked for one by one; more come as one tarball."""
AT_ONCE = 6
"""Blobs asked for side by side."""
TARBALL_LIMIT = 50 * 2**20
"""Bytes of all files of the commit above which no tarball is asked for."""
BLOBS_KEPT = 64 * 2**20
PATHS_KEPT = 300_000
REGULAR = frozenset({"100644", "100755"})


@dataclass(frozen=True, slots=True)
class File:
    """A path at a commit: its blob's SHA and its size in bytes."""

    path: str
    sha: str
    size: int


@dataclass(frozen=True, slots=True)
class Paths:
    """All files of a commit (no links, no submodules). Not `complete`: GitHub cut the list."""

    files: tuple[File, ...]
    complete: bool

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


class Store:
    """What never changes, kept for all repositories: paths by commit, contents by blob SHA."""

    def __init__(self, blobs: int = BLOBS_KEPT, paths: int = PATHS_KEPT) -> None:
        self.blobs: LRUCache[str, bytes] = LRUCache(blobs, getsizeof=lambda blob: len(blob) + 100)
        self.paths: LRUCache[tuple[str, str], Paths] = LRUCache(paths, getsizeof=lambda paths: len(paths.files) + 1)


class Files:
    """The files of one repository."""

    def __init__(self, api: Api, repo: RepositoryRef, store: Store) -> None:
        self._api = api
        self._repo = repo
        self._store = store

    async def paths(self, commit: str) -> Paths:
        """All files of `commit`, in one call, and none the next time."""
        key = (self._repo.base, commit)
        paths = self._store.paths.get(key)
        if paths is None:
            tree = await self._api.get(Tree, f"{self._repo.base}/git/trees/{commit}?recursive=1")
            paths = Paths(tuple(_files(tree.tree)), complete=not tree.truncated)
            _keep(self._store.paths, key, paths)
        return paths

    async def contents(self, commit: str, paths: Paths, wanted: tuple[File, ...]) -> dict[str, bytes]:
        """Path to content of the `wanted` files; of those that are not kept yet, few one by one and many as a tarball."""
        found = {file.sha: self._store.blobs[file.sha] for file in wanted if file.sha in self._store.blobs}
        missing = {file.sha for file in wanted} - found.keys()
        if len(missing) > FEW and paths.size <= TARBALL_LIMIT:
            found |= await self._tarball(commit, missing)
            missing -= found.keys()
        found |= await self._blobs(missing)
        for sha, content in found.items():
            _keep(self._store.blobs, sha, content)
        return {file.path: found[file.sha] for file in wanted}

    def remember(self, text: str) -> str:
        """Keep a text that is no file; the name by which `remembered` returns it, as long as this process keeps it."""
        content = text.encode("utf-8", "surrogatepass")
        name = f"{POSTED}{blob_sha(content)}"
        _keep(self._store.blobs, name, content)
        return name

    def remembered(self, name: str) -> bytes | None:
        """A text that was kept under a name."""
        return self._store.blobs.get(name)

    async def blob(self, sha: str, most: int) -> bytes | None:
        """The content of one blob; None where it has more than `most` bytes, before they are read."""
        content = self._store.blobs.get(sha)
        if content is None:
            # Base64 takes 4 characters for 3 bytes, with a line end after each 60; the other fields take a page.
            room = most * 4 // 3 * 62 // 60 + 4096
            try:
                content = _decoded(await self._api.small(Blob, f"{self._repo.base}/git/blobs/{sha}", room))
            except TooLarge:
                return None
            _keep(self._store.blobs, sha, content)
        return content if len(content) <= most else None

    async def _tarball(self, commit: str, wanted: set[str]) -> dict[str, bytes]:
        """Contents by SHA, as far as the tarball holds them; empty where there is none (some stand-ins)."""
        packed = await self._api.download(f"{self._repo.base}/tarball/{commit}")
        found = await asyncio.to_thread(unpacked, packed, wanted) if packed else {}
        if missing := len(wanted - found.keys()):
            # Each of them costs a call, of which an hour has a limited number.
            log.info("files read one by one", repository=self._repo.full_name, files=missing)
        return found

    async def _blobs(self, shas: Iterable[str]) -> dict[str, bytes]:
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(sha: str) -> tuple[str, bytes]:
            async with gate:
                blob = await self._api.get(Blob, f"{self._repo.base}/git/blobs/{sha}")
            return sha, _decoded(blob)

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(sha)) for sha in sorted(shas)]
        except ExceptionGroup as failed:
            # A limit is to be seen as one, whichever of the calls met it.
            raise failed.exceptions[0] from None
        return dict(task.result() for task in tasks)


def unpacked(packed: bytes, wanted: set[str]) -> dict[str, bytes]:
    """The wanted contents by blob SHA, checked by their bytes: an archive may leave out or rewrite files (`.gitattributes`).

    At most `ANSWER` bytes are unpacked.
    """
    found: dict[str, bytes] = {}
    try:
        stream = io.BufferedReader(_Bounded(gzip.GzipFile(fileobj=io.BytesIO(packed))))
        with stream, tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                file = archive.extractfile(member) if member.isfile() and member.size <= NOTE_LIMIT else None
                content = file.read() if file else None
                if content is not None and (sha := blob_sha(content)) in wanted:
                    found[sha] = content
    except (tarfile.TarError, zlib.error, EOFError, OSError):
        # What a broken archive did not give comes blob by blob.
        return found
    return found


class _Bounded(io.RawIOBase):
    """The unpacked bytes of an archive; EOFError after `ANSWER` of them."""

    def __init__(self, stream: gzip.GzipFile) -> None:
        self._stream = stream
        self._left = ANSWER

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # a buffer has no name in 3.11
        count = self._stream.readinto(buffer)
        self._left -= count
        if self._left < 0:
            raise EOFError("the archive is larger than it may be")
        return count


def blob_sha(content: bytes) -> str:
    """The name that git gives to a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _files(leaves: list[Leaf]) -> Iterable[File]:
    return (File(e.path, e.sha, e.size or 0) for e in leaves if e.type == "blob" and e.mode in REGULAR)


def _decoded(blob: Blob) -> bytes:
    return base64.b64decode(blob.content) if blob.encoding == "base64" else blob.content.encode()


def _keep(cache: LRUCache[K, V], key: K, value: V) -> None:
    # A value larger than the whole cache is used once and not kept.
    if cache.getsizeof(value) <= cache.maxsize:
        cache[key] = value
