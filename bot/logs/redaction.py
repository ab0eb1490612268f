"""What must not stand in a log, and what stands there instead."""

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

REDACTED = "[redacted]"
SHORTEST_SECRET = 4
"""Shorter values are not redacted, because they would match parts of ordinary words."""

_PATTERNS: tuple[tuple[tuple[str, ...], re.Pattern[str], str], ...] = tuple(
    (signs, re.compile(pattern, re.DOTALL), f"{kept}{REDACTED}")
    # Looking for a sign in the text in lower case is much faster than the pattern, and nearly no text has one.
    for signs, pattern, kept in (
        # A truncated key extends to the end of the text. Line ends may be escaped.
        (("private key",), r"-----BEGIN [A-Z ]*PRIVATE KEY-----(?:.*?-----END [A-Z ]*PRIVATE KEY-----|.*)", ""),
        # GitHub's tokens. Those of installations may be long and contain dots.
        (("gho_", "ghp_", "ghs_", "ghu_", "ghr_"), r"gh[opsur]_[A-Za-z0-9._-]+", ""),
        (("github_pat_",), r"github_pat_[A-Za-z0-9_]+", ""),
        # Base64 of `{"`: JWTs, and the edit links in the fragments of HackMD addresses.
        (("eyj",), r"eyJ[A-Za-z0-9_-]{12,}(?:\.[A-Za-z0-9_-]*)*", ""),
        (("bearer",), r"(?i:\b(bearer)\s+)[A-Za-z0-9._~+/=-]{8,}", r"\1 "),
        (("authorization",), r"(?i:\b(authorization\W{1,4}(?:token|basic)\s+))[^\s'\",;]+", r"\1"),
        (
            ("pwd=", "passcode=", "password=", "token=", "secret="),
            r"(?i:\b(pwd|passcode|password|(?:access_|refresh_)?token|(?:client_)?secret)=)[^\s&\"'<>]+",
            r"\1=",
        ),
        # name:password@ of a URL
        (("://",), r"(\b[a-z][a-z0-9+.-]{0,20}://)[^\s/@:\"']{0,200}:[^\s/@\"']{1,500}(?=@)", r"\1"),
    )
)
_SIGNS = tuple(sign for signs, _, _ in _PATTERNS for sign in signs)
SECRET_KEYS = frozenset({"authorization", "password", "passcode", "private_key", "secret", "token", "webhook_secret"})


def redactor(secrets: Iterable[str] = ()) -> Callable[[str], str]:
    """A function that replaces everything in a text that looks like a secret, and each of `secrets` in any spelling."""
    known = tuple(sorted({form for secret in secrets for form in _spellings(secret)}, key=len, reverse=True))
    exact = re.compile("|".join(map(re.escape, known)))

    def redact(text: str) -> str:
        if _has_any(text, known):
            text = exact.sub(REDACTED, text)
        lower = text.lower()
        if not _has_any(lower, _SIGNS):
            return text
        for signs, pattern, kept in _PATTERNS:
            if _has_any(lower, signs):
                text = pattern.sub(kept, text)
        return text

    return redact


def _has_any(text: str, signs: tuple[str, ...]) -> bool:
    # A loop: this runs for every line, and `any` costs twice as much.
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


def _spellings(secret: str) -> set[str]:
    """A secret as it appears in plain text, in a `repr`, in JSON and in a URL. Empty if it is too short."""
    if len(secret.strip()) < SHORTEST_SECRET:
        return set()
    return {secret, secret.strip(), repr(secret)[1:-1], json.dumps(secret)[1:-1], quote(secret, safe="")}
