"""The labels that Duly makes, each with a colour and a description: GitHub would make them grey."""

from collections.abc import Iterable

from bot.core.issues.board.marker import LABEL
from bot.core.issues.policy import NEEDS_OWNER, NEXT_MEETING
from bot.core.model.plan import Change, CreateLabel, Edit, Open
from bot.core.model.snapshot import Snapshot

_COLOURS = {NEEDS_OWNER: "fbca04", NEXT_MEETING: "0e8a16", "action-item": "1d76db"}
_OTHER_COLOUR = "5319e7"
"""Six hex digits; the sub-teams' labels and a community's own share one colour, which anyone may change later."""

_DESCRIPTIONS = {
    NEEDS_OWNER: "The meeting notes name nobody for it",
    LABEL: "All that the meeting notes list as open",
    NEXT_MEETING: "To be talked about at the next meeting",
}


def creations(changes: Iterable[Change], snapshot: Snapshot) -> tuple[CreateLabel, ...]:
    """The labels that must be made before `changes`."""
    known = {name.casefold() for name in snapshot.label_names}
    names = {
        label.casefold(): label
        for change in changes
        if isinstance(change, Open | Edit)
        for label in change.labels or ()
        if label.casefold() not in known
    }
    return tuple(
        CreateLabel(
            name,
            _COLOURS.get(name, _OTHER_COLOUR),
            _DESCRIPTIONS.get(name, "From the meeting notes"),
            "first used by an issue of this sync",
        )
        for name in names.values()
    )
