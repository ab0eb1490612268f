"""How many examples a property test tries, where that is not the profile's number."""

from hypothesis import settings


def examples(number: int) -> settings:
    """`number` of examples in CI, a tenth of them in a developer's run (at least 5)."""
    dev = settings.get_current_profile_name() == "dev"
    return settings(max_examples=max(number // 10, 5) if dev else number)
