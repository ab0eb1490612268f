"""Edits by people win: what they do on GitHub, how the notes change then, and the result. Over real HTTP."""

from pathlib import Path

import pytest

from tests.end_to_end.scenes import config, fields, links, notes, owners, states, texts
from tests.end_to_end.scenes.scene import Play, Scene, each_delivery_twice, once_more
from tests.support.duly import Hurry, staged

SCENES = (*notes.SCENES, *texts.SCENES, *fields.SCENES, *owners.SCENES, *states.SCENES, *links.SCENES, *config.SCENES)


def test_each_scene_has_a_name_of_its_own() -> None:
    assert len({scene.id for scene in SCENES}) == len(SCENES) >= 40


@pytest.mark.parametrize("play", [once_more, pytest.param(each_delivery_twice, marks=pytest.mark.slow)])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.id.replace(" ", "-"))
async def test_scene(scene: Scene, play: Play, tmp_path: Path) -> None:
    async with staged(tmp_path, config=scene.config, hurry=Hurry()) as stage:
        await play(stage, scene)
