"""Whether the server takes deliveries, and whether it can do its work."""

from dataclasses import dataclass


@dataclass(slots=True)
class Readiness:
    """Both reasons make `/readyz` answer 503; each is empty where all is well."""

    not_ready_reason: str = ""
    """Why no delivery is taken."""
    credentials_problem: str = ""
    """Why GitHub does not take the credentials. Deliveries are taken and wait."""
