"""Builders of webhook payloads: the shape that GitHub sends, with the fields that nobody reads here and there, too."""

import copy
import hashlib
import hmac
import json
from collections.abc import Mapping

Json = dict[str, object]

SECRET = "a secret with 'quotes' and \"more\""
MARKED = '<!-- duly:1 {"key":"0a1b2c3d"} -->\nDuly wrote this.'
ZEROS = "0" * 40


def repository(**changed: object) -> Json:
    return {
        "id": 7,
        "full_name": "octo/notes",
        "default_branch": "main",
        "private": False,
        "topics": ["notes"],
    } | changed


def common(**changed: object) -> Json:
    return {
        "repository": repository(),
        "installation": {"id": 42, "node_id": "MDI"},
        "sender": {"login": "cj", "type": "User", "id": 1},
    } | changed


def commit(*touched: str, **changed: object) -> Json:
    return {"id": "c" * 40, "message": "notes", "added": [], "removed": [], "modified": list(touched)} | changed


def push(*commits: Json, **changed: object) -> Json:
    """A push to `main`; without `commits`, of one that changes a note."""
    return (
        common()
        | {
            "ref": "refs/heads/main",
            "before": "b" * 40,
            "after": "a" * 40,
            "created": False,
            "deleted": False,
            "forced": False,
            "commits": list(commits) or [commit("notes/2020-08-26.md")],
            "head_commit": commit("notes/2020-08-26.md"),
        }
        | changed
    )


def issue(**changed: object) -> Json:
    return {"number": 3, "title": "work", "body": MARKED, "user": {"login": "duly[bot]", "type": "Bot"}} | changed


def edited(before: str | None, after: str | None, **changed: object) -> Json:
    """An issue's body that a person changed from `before` to `after`."""
    changes: Json = {} if before is None else {"body": {"from": before}}
    return common(action="edited", issue=issue(body=after), changes=changes) | changed


def commented(**changed: object) -> Json:
    comment = {"id": 1, "body": "here I am", "user": {"login": "cj", "type": "User"}}
    return common(action="created", issue=issue(), comment=comment) | changed


def said(body: str, **changed: object) -> Json:
    """A new comment with this text."""
    return with_field(commented(**changed), "comment.body", body)


def reworded(before: str, after: str, **changed: object) -> Json:
    """A comment whose text was changed from `before` to `after`."""
    return said(after, action="edited", changes={"body": {"from": before}}) | changed


def with_field(payload: Json, path: str, value: object) -> Json:
    """A copy of `payload` with another value at a dotted path (numbers are places in lists)."""
    payload = copy.deepcopy(payload)
    *parents, last = path.split(".")
    place: object = payload
    for name in parents:
        place = _inner(place, name)
    if isinstance(place, list):
        place[int(last)] = value
    elif isinstance(place, dict):
        place[last] = value
    return payload


def without(payload: Json, *names: str) -> Json:
    return {name: value for name, value in payload.items() if name not in names}


def _inner(place: object, name: str) -> object:
    if isinstance(place, list):
        return place[int(name)]
    assert isinstance(place, dict)
    return place[name]


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def headers(body: bytes, event: str = "push", **changed: str | None) -> dict[str, str]:
    """The headers of a signed delivery; names with `_` for `-`, None leaves one out."""
    given: Mapping[str, str | None] = {
        "Content_Type": "application/json",
        "X_GitHub_Event": event,
        "X_GitHub_Delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "X_Hub_Signature_256": signature(body),
    } | changed
    return {name.replace("_", "-"): value for name, value in given.items() if value is not None}


def as_bytes(payload: object) -> bytes:
    return json.dumps(payload).encode()
