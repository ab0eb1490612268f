"""Authentication: the App by its JWT, an installation or a person by a token, or an anonymous visitor."""

import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta

import jwt

from bot.sandbox.github.errors import Refused, malformed, not_found
from bot.sandbox.github.fields import Body, mapping, strings
from bot.sandbox.github.state.records import Installation, RepositoryState, User
from bot.sandbox.github.state.world import Token, World

LIFE = timedelta(hours=1)
JWT_LIFE = 600
LEVELS = ("read", "write", "admin")
BAD = "Bad credentials"
SUSPENDED = "This installation has been suspended"


@dataclass(frozen=True, slots=True)
class Caller:
    """The authenticated caller: exactly one field is set, or none for an anonymous visitor."""

    is_app: bool = False
    token: Token | None = None
    user: User | None = None

    @property
    def name(self) -> str:
        """The name that requests are counted under."""
        if self.token:
            return f"installation {self.token.installation.id}"
        return f"user {self.user.login}" if self.user else "the App" if self.is_app else "a visitor"


def caller(world: World, header: str | None) -> Caller:
    """Who sent this `Authorization` header; 401 for invalid credentials."""
    if header is None:
        return Caller()
    scheme, _, secret = header.partition(" ")
    if scheme.lower() not in ("bearer", "token") or not secret:
        raise Refused(401, BAD)
    if secret.startswith("ey") and secret.count(".") == 2:
        _check_jwt(world, secret)
        return Caller(is_app=True)
    if secret in world.personal:
        return Caller(user=world.personal[secret])
    token = world.tokens.get(secret)
    if token is None or token.expires_at <= world.now():
        raise Refused(401, BAD)
    if token.installation.suspended_at:
        raise Refused(403, SUSPENDED)
    return Caller(token=token)


def _check_jwt(world: World, secret: str) -> None:
    options = {
        **dict.fromkeys(("verify_exp", "verify_iat", "verify_nbf", "verify_iss"), False),
        "require": ["iat", "exp", "iss"],
    }
    try:
        claims = jwt.decode(secret, world.app.public_key, algorithms=["RS256"], options=options)  # type: ignore[arg-type]
    except jwt.MissingRequiredClaimError as error:
        raise Refused(401, f"Missing '{error.claim}' claim in assertion") from None
    except jwt.PyJWTError:
        raise Refused(401, "A JSON web token could not be decoded") from None
    if str(claims["iss"]) not in (str(world.app.id), f"Iv23li{world.app.id:014d}"):
        raise Refused(404, "Integration not found")
    _check_times(world.clock().timestamp(), claims["iat"], claims["exp"])


def _check_times(now: float, issued: object, expires: object) -> None:
    if not isinstance(issued, int) or issued > now:
        why = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
        raise Refused(401, why)
    if not isinstance(expires, int) or expires <= now:
        why = "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
        raise Refused(401, why)
    if expires > now + JWT_LIFE:
        raise Refused(401, "'Expiration time' claim ('exp') is too far in the future")


def new_token(world: World, where: Installation, body: Body) -> tuple[str, Token]:
    """An installation token that is valid for an hour, with the permissions and repositories that `body` asks for."""
    if where.suspended_at:
        raise Refused(403, SUSPENDED)
    token = Token(where, world.now() + LIFE, _permissions(where, body), _repositories(world, where, body))
    # The long form with dots: clients must not assume a length or an alphabet.
    noise = ".".join(urlsafe_b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (60, 120, 192))
    text = f"ghs_{world.app.id}_{noise}"
    world.tokens[text] = token
    return text, token


def _permissions(where: Installation, body: Body) -> dict[str, str]:
    asked = mapping(body, "permissions")
    if asked is None:
        return dict(where.permissions)
    for name, level in asked.items():
        if level not in LEVELS or not _reaches(where.permissions.get(name), str(level)):
            raise Refused(422, "The permissions requested are not granted to this installation.")
    return {name: str(level) for name, level in asked.items()} | {"metadata": "read"}


def _repositories(world: World, where: Installation, body: Body) -> frozenset[int] | None:
    ids = body.get("repository_ids")
    names = strings(body, "repositories")
    if ids is None and names is None:
        return None
    if ids is not None and not (isinstance(ids, list) and all(isinstance(one, int) for one in ids)):
        raise malformed(f"For 'properties/repository_ids', {ids!r} is not an array of integers.")
    by_name = {world.repositories[number].name.lower(): number for number in where.repositories}
    wanted = {*(ids or ()), *(by_name.get(name.lower(), 0) for name in names or ())}
    if not wanted <= set(where.repositories):
        why = "There is at least one repository that does not exist or is not accessible to the parent installation."
        raise Refused(422, why)
    return frozenset(wanted)


def sees(who: Caller, repo: RepositoryState) -> bool:
    """Whether the caller may know that the repository exists."""
    if who.token:
        inside = repo.id in who.token.installation.repositories
        narrowed = who.token.repositories is not None and repo.id not in who.token.repositories
        return inside and not narrowed
    if who.user:
        return repo.role(who.user.login) != "none"
    return not repo.private


def allow(who: Caller, repo: RepositoryState, needs: str) -> None:
    """Check a permission such as `issues:write`: 403 for an App without it, 401 for a visitor who writes."""
    name, _, level = needs.partition(":")
    if who.token and not _reaches(who.token.permissions.get(name), level):
        raise Refused(
            403, "Resource not accessible by integration", headers={"X-Accepted-GitHub-Permissions": f"{name}={level}"}
        )
    if level == "read":
        return
    if who.is_app or (who.user is None and who.token is None):
        raise Refused(401, "Requires authentication")
    if who.user and repo.archived:
        raise Refused(403, "Repository was archived so is read-only.")
    if who.user and name == "contents" and repo.role(who.user.login) in ("none", "read", "triage"):
        raise not_found()


def _reaches(granted: str | None, wanted: str) -> bool:
    return granted is not None and LEVELS.index(granted) >= LEVELS.index(wanted)
