"""The form of a login on GitHub, as a regular expression to be put into others."""

import re

LOGIN = r"[A-Za-z0-9](?:[A-Za-z0-9]|-(?!-)){0,38}(?:_[A-Za-z0-9]+)?"
"""Any login: those of old accounts may end in a hyphen, those of managed users have `_` and a short code of the enterprise."""

_PLAIN_LOGIN = r"[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}"
"""A login that a new account may choose, https://github.com/join: the form in which a word without `@` may be one."""

END_OF_LOGIN = r"(?![\w-]|['’]\w|\.\w|@|/\w)"
"""Behind a login that is taken whole or not at all: `@ann's`, `@ann.example`, `@ann@example.org`, `@org/team` are none."""

_PLAIN = re.compile(_PLAIN_LOGIN)


def is_plain_login(word: str) -> bool:
    """Whether a word without `@` has the form of a login."""
    return bool(_PLAIN.fullmatch(word))
