"""What the words of a path or a heading say: that notes of meetings stand there, or something else that has dates."""

import re
from functools import cache

from bot.core.markdown.name_dates import meeting_words
from bot.core.words import words
from bot.core.words.phrases import any_of

_INNER = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|(?<=[^\W\d_])(?=\d)")


def names_meetings(path: str) -> bool | None:
    """Whether a path says that notes of meetings stand there, or something else; None where it says neither.

    Where it says both, the part further on does: `_posts/minutes`, `meetings/2024-03-05-release.md`.
    """
    for part in reversed(path.replace("\\", "/").split("/")):
        name = _parted(part)
        if _no_meeting().search(name):
            return False
        if meeting_words().search(name):
            return True
    return None


def is_no_meeting(path: str) -> bool:
    """Whether the whole name of a file says that it is something else: `CHANGELOG.md`, `release-notes.md`."""
    return bool(_no_meeting().fullmatch(_parted(_stem(path))))


def is_index(path: str) -> bool:
    """Whether the name of a file says that it tells of the notes beside it: `README.md`, `_index.md`, `HOWTO.md`."""
    return bool(_index().fullmatch(_parted(_stem(path)).replace("-", " ").strip()))


def _stem(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]


def is_ahead(path: str) -> bool:
    """Whether a folder inside another one says that what stands there was written ahead of the meetings: `minutes/agendas`."""
    return any(map(is_for_agendas, path.replace("\\", "/").split("/")[1:-1]))


def is_for_agendas(folder: str) -> bool:
    """Whether the name of a folder is that of one for agendas."""
    return bool(_ahead().fullmatch(folder))


def _parted(name: str) -> str:
    """The words of a name with one sign between them: `MeetingMinutes`, `meeting_minutes` → `Meeting-Minutes`, `meeting3` → `meeting-3`."""
    return _INNER.sub("-", name).replace("_", "-")


@cache
def _no_meeting() -> re.Pattern[str]:
    return re.compile(any_of(words().files.no_meeting))


@cache
def _index() -> re.Pattern[str]:
    return re.compile(any_of(words().files.index), re.IGNORECASE)


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(any_of(words().files.ahead), re.IGNORECASE)
