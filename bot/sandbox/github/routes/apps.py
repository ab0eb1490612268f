"""The App's own routes: installations, tokens, deliveries; and the caller's account."""

from bot.sandbox.github import auth
from bot.sandbox.github.call import Answer, Call, Routes, empty
from bot.sandbox.github.errors import Refused, invalid, not_found
from bot.sandbox.github.middleware import limits
from bot.sandbox.github.shapes import people
from bot.sandbox.github.shapes.people import stamp
from bot.sandbox.github.shapes.repository import repository
from bot.sandbox.github.state.records import Installation

routes = Routes()


@routes("GET", "/app", "app")
def own(call: Call) -> Answer:
    """The App itself."""
    shape = people.app(call.base, call.world.app)
    return Answer(200, shape | {"installations_count": len(call.world.installations)})


@routes("GET", "/app/installations", "app")
def installations(call: Call) -> Answer:
    """All installations."""
    return call.paged(list(call.world.installations.values()), lambda one: people.installation(call.base, one))


@routes("GET", "/app/installations/{number}", "app")
def installation(call: Call) -> Answer:
    """One installation."""
    return Answer(200, people.installation(call.base, _installation(call)))


@routes("GET", "/repos/{owner}/{repo}/installation", "app")
def installation_of(call: Call) -> Answer:
    """The installation that has a repository."""
    where = call.world.installation_of(call.repo)
    if where is None:
        raise not_found()
    return Answer(200, people.installation(call.base, where))


@routes("POST", "/app/installations/{number}/access_tokens", "app")
def token(call: Call) -> Answer:
    """A new installation token, valid for an hour."""
    text, made = auth.new_token(call.world, _installation(call), call.body)
    shape: dict[str, object] = {
        "token": text,
        "expires_at": stamp(made.expires_at),
        "permissions": made.permissions,
        "repository_selection": "selected",
    }
    if made.repositories is not None:
        shape["repositories"] = [
            repository(call.base, call.world.repositories[one]) for one in sorted(made.repositories)
        ]
    return Answer(201, shape)


def _installation(call: Call) -> Installation:
    where = call.world.installations.get(call.number("number"))
    if where is None:
        raise not_found()
    return where


@routes("GET", "/installation/repositories", "installation")
def repositories(call: Call) -> Answer:
    """The repositories that a token has access to."""
    reached = [one for one in call.world.repositories.values() if auth.sees(call.caller, one)]
    page = call.paged(reached, lambda one: repository(call.base, one, "write"), "repositories")
    assert isinstance(page.body, dict)
    return Answer(200, page.body | {"repository_selection": "selected"}, page.headers)


@routes("GET", "/app/hook/deliveries", "app")
def deliveries(call: Call) -> Answer:
    """Delivery attempts, newest first, by cursor."""
    size = call.page_size
    status = call.choice("status", "", ("", "success", "failure"))
    newest = [
        one
        for one in reversed(call.world.hooks.attempts)
        if not status or (one.status == "OK") == (status == "success")
    ]
    cursor = call.query.get("cursor", "")
    if cursor:
        last = cursor.removeprefix("v1_")
        if not last.isdigit():
            raise Refused(400, "Invalid cursor")
        newest = [one for one in newest if one.id < int(last)]
    shown = newest[:size]
    headers = {}
    if len(newest) > size:
        kept = "".join(f"&{key}={value}" for key, value in call.query.items() if key not in ("cursor", "per_page"))
        headers["Link"] = f'<{call.base}{call.path}?per_page={size}&cursor=v1_{shown[-1].id}{kept}>; rel="next"'
    return Answer(200, [one.listed() for one in shown], headers)


@routes("GET", "/app/hook/deliveries/{number}", "app")
def delivery(call: Call) -> Answer:
    """One attempt with request and response."""
    found = call.world.hooks.find(call.number("number"))
    if found is None:
        raise not_found()
    return Answer(200, found.in_full(call.world.hooks.url or ""))


@routes("POST", "/app/hook/deliveries/{number}/attempts", "app")
def deliver_again(call: Call) -> Answer:
    """A redelivery."""
    if not call.world.hooks.again(call.number("number")):
        raise invalid("HookDelivery", "delivery_id", "missing")
    return Answer(202, {})


@routes("POST", "/app-manifests/{code}/conversions")
def convert(call: Call) -> Answer:
    """The App's secrets for a manifest code; each code is valid once."""
    codes = call.world.manifest_codes
    if call.params["code"] not in codes:
        raise not_found()
    codes.remove(call.params["code"])
    spec = call.world.spec
    secrets = {"client_secret": "c" * 40, "webhook_secret": spec.webhook_secret, "pem": spec.private_key}
    return Answer(201, people.app(call.base, call.world.app) | secrets)


@routes("GET", "/user")
def user(call: Call) -> Answer:
    """The account of a personal token."""
    if call.caller.token:
        raise Refused(403, "Resource not accessible by integration")
    if call.caller.user is None:
        raise Refused(401, "Requires authentication")
    return Answer(200, people.profile(call.base, call.caller.user, call.world.born))


@routes("GET", "/users/{username}")
def account(call: Call) -> Answer:
    """An account's profile."""
    who = call.world.find_account(call.params["username"])
    if who is None:
        raise not_found()
    return Answer(200, people.profile(call.base, who, call.world.born))


@routes("GET", "/rate_limit")
def rate_limit(call: Call) -> Answer:
    """The caller's primary rate limit."""
    now = limits(call.world, call.caller)
    return Answer(200, {"resources": {"core": now, "search": now}, "rate": now})


@routes("DELETE", "/installation/token", "installation")
def revoke(call: Call) -> Answer:
    """Revoke the token."""
    tokens = call.world.tokens
    for text in [text for text, one in tokens.items() if one is call.caller.token]:
        del tokens[text]
    return empty()
