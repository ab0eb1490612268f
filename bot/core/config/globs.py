"""Which paths a glob names. `*`, `?` and `[]` stay within one part of a path, `**` stands for any number of parts.

Python has this only from 3.13 on (`PurePath.full_match`); `pathspec` speaks gitignore, where `*.md` matches in every folder
and `!` excludes. So the parts are matched by `fnmatch`, and this page only walks over them.
"""

from fnmatch import fnmatchcase
from pathlib import PurePosixPath

MARKDOWN = frozenset({".md", ".markdown"})


def markdown(path: str) -> bool:
    """Whether the name of a file says that it is Markdown."""
    return PurePosixPath(path).suffix.lower() in MARKDOWN


def matches(glob: str, path: str) -> bool:
    """Whether `glob` names `path`, both relative to the repository's root, with `/` between parts.

    As in a shell, no wildcard stands for a name that starts with a dot: `.github` has to be named.
    """
    parts = path.split("/")
    reached = {0}  # how many parts of the path the glob may have used up so far
    for wanted in glob.split("/"):
        reached = _beyond(parts, reached) if wanted == "**" else _one_on(parts, reached, wanted)
        if not reached:
            return False
    return len(parts) in reached


def names_other_suffix(glob: str) -> bool:
    """Whether the glob itself names files that are not Markdown: `notes/*.txt` does, `notes/**` does not."""
    suffix = PurePosixPath(glob).suffix
    return bool(suffix) and not set(suffix) & set("*?[") and suffix.lower() not in MARKDOWN


def _one_on(parts: list[str], reached: set[int], wanted: str) -> set[int]:
    return {at + 1 for at in reached if at < len(parts) and _part(parts[at], wanted)}


def _part(part: str, wanted: str) -> bool:
    return fnmatchcase(part, wanted) and part.startswith(".") <= wanted.startswith(".")


def _beyond(parts: list[str], reached: set[int]) -> set[int]:
    reached = set(reached)
    for at, part in enumerate(parts):
        if at in reached and not part.startswith("."):
            reached.add(at + 1)
    return reached
