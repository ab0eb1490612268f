"""The registration of the App that the sandbox knows, and its key."""

from dataclasses import dataclass, field
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

PERMISSIONS = {"checks": "write", "contents": "write", "issues": "write", "metadata": "read", "pull_requests": "write"}
EVENTS = ("check_run", "issue_comment", "issues", "pull_request", "push", "repository")


@cache
def spare_key() -> str:
    """A PEM key, made once per process, because making one takes a tenth of a second."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSpec:
    """The registration of an App. `private_key` is PEM text; `webhook_url` None sends nothing."""

    id: int = 4711
    slug: str = "duly"
    owner: str = "duly-makers"
    webhook_url: str | None = None
    webhook_secret: str = "the sandbox's secret"  # noqa: S105 - used by the sandbox only
    permissions: dict[str, str] = field(default_factory=lambda: dict(PERMISSIONS))
    events: tuple[str, ...] = EVENTS
    private_key: str = field(default_factory=spare_key, repr=False)

    @property
    def public_key(self) -> bytes:
        """The public half, PEM."""
        return _public_half(self.private_key)


@cache
def _public_half(private_key: str) -> bytes:
    # Loading a private key validates it, which takes as long as a hundred signatures.
    key = serialization.load_pem_private_key(private_key.encode(), password=None)
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, form)
