"""Days that are left out where a line is compared with the one that stood in its place."""

import pytest

from bot.core.items.fields import without_day


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("mend the nets", "mend the nets"),
        ("mend the nets by March 31", "mend the nets"),
        ("mend the nets by Sunday, 31 March", "mend the nets"),
        ("mend the nets, due 2024-03-31", "mend the nets,"),
        ("mend them by April 7th. Then sell 3", "mend them . Then sell 3"),
        ("by April 7", "by April 7"),
        ("mend them by hand 3 times", "mend them by hand 3 times"),
        ("ship the charts by version 3", "ship the charts by version 3"),
        ("mend net 3 by crew 4 by April 7", "mend net 3 by crew 4"),
    ],
)
def test_without_day(said: str, rest: str) -> None:
    assert without_day(said).rstrip() == rest
