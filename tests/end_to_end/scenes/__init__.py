"""Tables of scenes, one file for each subject, and the steps that scenes consist of."""

import pytest

pytest.register_assert_rewrite("tests.end_to_end.scenes.looks", "tests.end_to_end.scenes.scene")
