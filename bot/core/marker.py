"""The marker: the hidden comment that makes an issue Duly's, and what Duly remembers in it."""

import re

_KEY = re.compile(r'^<!-- duly:\d+ \{"key":"([^"]+)"')


def key_of(body: str) -> str | None:
    """The key in the first line of an issue's body, by which a create whose answer was lost is found; None: not Duly's."""
    found = _KEY.match(body)
    return found.group(1) if found else None


def comment_marker(key: str) -> str:
    """The hidden first line of a comment, by which a comment written twice is told."""
    return f"<!-- duly:comment {key} -->"
