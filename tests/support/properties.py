"""How many examples a property test tries, where that is not the profile's number."""

import os

from hypothesis import settings

TIMES = int(os.environ.get("EXAMPLES_TIMES", "20"))
"""How many times CI's number of examples the profile `many` tries."""


def examples(number: int) -> settings:
    """`number` of examples in CI, a tenth of them in a developer's run (at least 5), `TIMES` as many with `many`."""
    profile = settings.get_current_profile_name()
    if profile == "many":
        return settings(max_examples=number * TIMES)
    return settings(max_examples=max(number // 10, 5) if profile == "dev" else number)
