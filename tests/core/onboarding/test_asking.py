"""What the past pull requests of a repository say about asking again."""

import pytest

from bot.core.carry.pull_request import Pull
from bot.core.onboarding.asking import BRANCH, TITLE, Accept, Leave, Propose, Renew, next_step

WRITER = "duly[bot]"


def pull(number: int = 1, **changed: object) -> Pull:
    fields = {"title": TITLE, "body": "", "open": False, "merged": False, "author": WRITER} | changed
    return Pull(number=number, branch=BRANCH, commit="c0ffee", fork=False, **fields)  # type: ignore[arg-type]


PASTS = [
    pytest.param([], True, Propose(), id="none yet, and asked"),
    pytest.param([pull(open=True)], False, Renew(pull(open=True)), id="open"),
    pytest.param([pull(open=True)], True, Renew(pull(open=True)), id="open, and asked"),
    pytest.param([pull()], False, Accept(pull()), id="closed"),
    pytest.param([pull()], True, Propose(), id="closed, and asked"),
    pytest.param([pull(title="Not yet")], False, Propose(), id="closed and renamed"),
    pytest.param([pull(1), pull(2, title="No")], False, Propose(), id="the newest decides"),
    pytest.param([pull(1, title="No"), pull(2)], False, Accept(pull(2)), id="whatever was renamed before"),
    pytest.param([pull(author="ada")], True, Propose(), id="a person's, closed, and asked"),
    pytest.param([pull(author="Duly[bot]")], False, Accept(pull(author="Duly[bot]")), id="logins have no case"),
]


@pytest.mark.parametrize(("pulls", "asked", "step"), PASTS)
def test_next_step(pulls: list[Pull], asked: bool, step: object) -> None:
    assert next_step(pulls, WRITER, asked=asked) == step


LEFT = [
    pytest.param(
        pull(author="ada"), "Duly has no pull request", id="a person's was closed, as anybody's from a fork may be"
    ),
    pytest.param(pull(open=True, author="ada"), "Duly did not open it", id="a person's is open"),
    pytest.param(pull(merged=True), "its config removed since", id="merged, and the config removed"),
]


@pytest.mark.parametrize(("found", "why"), LEFT)
def test_nothing_is_done(found: Pull, why: str) -> None:
    step = next_step([found], WRITER, asked=False)
    assert isinstance(step, Leave) and why in step.why
