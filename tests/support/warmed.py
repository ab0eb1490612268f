"""What a server compiles once, for the process that `tests.support.process` forks its children from."""

from tests.support.tracker import Tracker

_tracker = Tracker(
    notes={"notes/2024-03-05.md": "# 2024-03-05\n\n## Action items\n\n* [ ] (Ada) paint the wall, see #1\n"}
)
_tracker.sync()
