"""GitHub's own description as a judge of what was said over the wire."""

import subprocess
import sys
from argparse import Namespace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from bot.sandbox import Sandbox
from tests.support.paths import SHARED, need

CONTRACT = SHARED / "contract"


@cache
def _validators() -> tuple[Any, Any, Any]:
    """Both validators and the loaded description; loading takes half a second."""
    need(CONTRACT)
    sys.path.insert(0, str(CONTRACT))
    hooks = import_module("validate_webhook").Hooks(str(CONTRACT / "github-api.json"))
    return import_module("validate"), hooks.spec, hooks


def violations(sandbox: Sandbox, *, requests_only: bool = False) -> list[str]:
    """What is wrong with the exchanges, one line each; warnings are left out, and GraphQL, which the description does not have."""
    validate, spec, _ = _validators()
    options = Namespace(
        host=["api.github.com"], app=True, formats=False, unknown_response=False, requests_only=requests_only
    )
    found = []
    for one in (one for one in sandbox.recorder.exchanges if one.path != "/graphql"):
        operation, problems = validate.check(spec, one.as_json(), options)
        found += [
            f"{one.method} {one.path} {one.status} ({operation}): {problem['where']} {problem['pointer']} {problem['message']}"
            for problem in problems
            if problem["level"] == "error"
        ]
    return found


def operations(sandbox: Sandbox) -> set[str]:
    """The names of the operations that were called with success."""
    validate, spec, _ = _validators()
    options = Namespace(host=["api.github.com"], app=True, formats=False, unknown_response=False, requests_only=True)
    return {validate.check(spec, one.as_json(), options)[0] for one in sandbox.recorder.exchanges if one.status < 400}


def delivery_violations(sandbox: Sandbox) -> list[str]:
    """What is wrong with the webhooks, one line each."""
    _, _, hooks = _validators()
    found = []
    for one in sandbox.deliveries:
        event, action, problems = hooks.check(one, sandbox.app.webhook_secret, event_is_the_apps(one))
        found += [
            f"{event}.{action}: {problem['where']} {problem['pointer']} {problem['message']}" for problem in problems
        ]
    return found


def event_is_the_apps(delivery: dict[str, Any]) -> bool:
    """Every delivery but a ping belongs to an installation."""
    return bool(delivery["headers"]["X-GitHub-Event"] != "ping")


def judge(script: str, file: Path, *options: str) -> None:
    """Run one of the validators over a file of JSON lines, as its users do; fails with what it says is wrong."""
    command = [sys.executable, str(CONTRACT / script), str(file), *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[:5000] + done.stderr
