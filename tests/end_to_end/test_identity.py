"""Whether GitHub takes the credentials, asked at the start of a server."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.github.client import GitHub
from bot.jobs.duties import Duties
from bot.sandbox.github.faults import Fault, What
from bot.settings import Settings
from tests.support.duly import Hurry, staged


def other_app(settings: Settings) -> Settings:
    return replace(settings, app_id="1")


def wrong_address(settings: Settings) -> Settings:
    return replace(settings, github_api_url=settings.github_api_url + "/nowhere")


def bad_token(settings: Settings) -> Settings:
    return replace(settings, app_id="", private_key="", github_token="ghp_of_nobody")


def unchanged(settings: Settings) -> Settings:
    return settings


@pytest.mark.parametrize(
    ("change", "fault", "problem"),
    [
        pytest.param(unchanged, None, "", id="well"),
        pytest.param(other_app, None, "check APP_ID", id="another App's id"),
        pytest.param(wrong_address, None, "check APP_ID and GITHUB_API_URL", id="a wrong address"),
        pytest.param(bad_token, None, "GitHub refuses GITHUB_TOKEN", id="a token that ended"),
        pytest.param(unchanged, Fault(what=What.ERROR, times=None), "", id="an outage"),
        pytest.param(unchanged, Fault(what=What.DROP, times=None), "", id="no answer"),
        pytest.param(unchanged, Fault(what=What.ERROR, status=401, path="^/app$"), "", id="refused once"),
        pytest.param(
            unchanged,
            Fault(what=What.ERROR, status=401, path="^/app$", times=None),
            "GitHub refuses the key of App",
            id="refused for good",
        ),
    ],
)
async def test_identify(tmp_path: Path, change: object, fault: Fault | None, problem: str) -> None:
    assert callable(change)
    async with staged(tmp_path, config=None) as stage:
        await stage.rest()
        if fault:
            stage.sandbox.faults.on(fault)
        settings = change(stage.settings)
        async with GitHub(settings, time=Hurry().time) as github:
            found = await Duties(settings, github, stage.queue, refused_pauses=(0, 0)).identify()
    assert (problem in found) if problem else not found
