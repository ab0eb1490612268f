"""Checks a request: bytes and headers become a delivery with a valid signature, or a refusal. The body is not parsed here."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass

LIMIT = 26 * 1024 * 1024
"""Bytes. GitHub sends payloads of up to 25 MB."""
LONGEST_HEADER = 200


class Refusal(Exception):
    """A delivery that is not taken: the HTTP status and a reason for its sender."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery whose signature held. `id` is opaque and may repeat."""

    id: str
    event: str
    body: bytes


def verify(secret: str, body: bytes, signature: str) -> bool:
    """Whether `signature` (`sha256=…`, hexadecimal) is that of `body`, compared in constant time; never with an empty secret."""
    if not secret:
        return False
    expected = "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "surrogateescape"))


def admit(secrets: tuple[str, ...], headers: Mapping[str, str], body: bytes) -> Delivery:
    """The delivery in a request; raises Refusal 401, 415 or 400. Nothing is looked at before the signature holds.

    While a secret is being changed there are two; either will do.
    """
    signature = headers.get("X-Hub-Signature-256")
    if signature is None:
        raise Refusal(401, "no signature: set a webhook secret, the same as WEBHOOK_SECRET here")
    if not any(verify(secret, body, signature) for secret in secrets):
        raise Refusal(401, "the signature does not fit: is the webhook's secret the same as WEBHOOK_SECRET here?")
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Refusal(415, "set the webhook's content type to application/json")
    return Delivery(_header(headers, "X-GitHub-Delivery"), _header(headers, "X-GitHub-Event"), body)


def _header(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "").strip()
    if not value:
        raise Refusal(400, f"the header {name} is missing")
    if len(value) > LONGEST_HEADER or not value.isprintable():
        raise Refusal(400, f"the header {name} is not one that GitHub sends")
    return value
