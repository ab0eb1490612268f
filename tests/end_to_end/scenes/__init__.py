"""Scenes of people and notes, one file a subject, and what they are made of."""

import pytest

pytest.register_assert_rewrite("tests.end_to_end.scenes.looks", "tests.end_to_end.scenes.scene")
