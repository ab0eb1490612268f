"""Scenes of people and notes, one file a subject, and what they are made of."""

import pytest

pytest.register_assert_rewrite("tests.people.looks", "tests.people.scene")
