"""Globs for `notes`, relative to the repository's root.

`*`, `?` and `[]` stay within one part of a path, `**` stands for any number of parts. As in a shell, no wildcard stands for
a name that starts with a dot: `.github` has to be named.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

from bot.core.config.fields import FromText, one_line
from bot.core.config.mistake import shown

if TYPE_CHECKING:
    from wcmatch.glob import WcMatcher

MARKDOWN = frozenset({".md", ".markdown"})
RST = frozenset({".rst"})
_OTHER_FORMS = frozenset({".adoc", ".asciidoc", ".org", ".textile", ".txt", ".wiki"})
"""Forms in which people write notes that Duly does not read."""


_SIGNS = re.compile(r"^!|[][{}*?\\]")
"""Characters of a path that are not themselves in a glob."""


def markdown(path: str) -> bool:
    """Whether the name of a file says that it is Markdown."""
    return _suffix(path) in MARKDOWN


def restructured(path: str) -> bool:
    """Whether the name of a file says that it is reStructuredText."""
    return _suffix(path) in RST


def readable(path: str) -> bool:
    """Whether notes may be in a file of this name."""
    return _suffix(path) in MARKDOWN | RST


def in_other_form(path: str) -> bool:
    """Whether notes in a file of this name would be in a form that is not read."""
    return _suffix(path) in _OTHER_FORMS


def _suffix(path: str) -> str:
    stem, dot, suffix = path.rpartition("/")[2].rpartition(".")
    return f"{dot}{suffix.lower()}" if stem else ""


def glob_of(paths: Sequence[str]) -> str:
    """One glob that matches all of `paths`, and no more than it has to."""
    if len(paths) == 1:
        return _SIGNS.sub("?", paths[0])
    folders = [path.split("/")[:-1] for path in paths]
    same_depth = len({len(each) for each in folders}) == 1
    levels = list(map(_alike, zip(*folders, strict=False)))
    below = levels if same_depth else [*takewhile(lambda level: "*" not in level, levels), "**"]
    return "/".join([*below, f"*{_shared_end([PurePosixPath(path).suffix for path in paths])}"])


def _alike(names: Iterable[str]) -> str:
    """The folders of one level: their name, or what all names end with."""
    found = set(names)
    return (
        _SIGNS.sub("?", found.pop())
        if len(found) == 1
        else f"*{_SIGNS.sub('?', _shared_end(list(found)).lstrip('0123456789'))}"
    )


def _shared_end(texts: Sequence[str]) -> str:
    ends = zip(*(reversed(text) for text in texts), strict=False)
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, ends))[::-1]


def matches(glob: str, path: str) -> bool:
    """Whether `glob` matches `path`. `x/**` does not match `x`."""
    return _matcher(glob).match(path)


@lru_cache(maxsize=1000)
def _matcher(glob: str) -> "WcMatcher[str]":
    # Imported here because a command without a config has no globs and should start fast.
    from wcmatch import glob as wcmatch  # noqa: PLC0415

    return wcmatch.compile(glob, flags=wcmatch.GLOBSTAR | wcmatch.FORCEUNIX | wcmatch.CASE)


def glob(text: str) -> str:
    """A glob without `./` in front, with `!` in front where it excludes; ValueError where no note can match."""
    written = one_line(text)
    sign, path = ("!", written[1:]) if written.startswith("!") else ("", written)
    path = path.removeprefix("./").removeprefix("/")
    if path.endswith("/"):
        raise ValueError(f"{shown(written)} is a folder, did you mean {shown(f'{sign}{path}**')}?")
    if path.startswith("!") or set(path) & set("{}\\"):
        raise ValueError(
            f"{shown(written)}: a glob has no wildcards but *, **, ? and []; list several globs one by one"
        )
    if path.split("/").count("**") > 2:
        # The time that matching takes grows with the depth of a path to the power of their number.
        raise ValueError(f"{shown(written)}: a glob has ** at most twice")
    if not sign and _names_other_suffix(path):
        raise ValueError(
            f"{shown(written)}: notes are Markdown or reStructuredText, in files that end in .md, .markdown or .rst"
        )
    if not path or {"", ".", ".."} & set(path.split("/")):
        raise ValueError(f"{shown(written)} is not a path from the root of the repository")
    return sign + path


def _names_other_suffix(glob: str) -> bool:
    """Whether the glob itself names files that are not Markdown: `notes/*.txt` does, `notes/**` does not."""
    suffix = PurePosixPath(glob).suffix
    return bool(suffix) and not set(suffix) & set("*?[") and suffix.lower() not in MARKDOWN | RST


Glob = Annotated[str, FromText(glob)]
