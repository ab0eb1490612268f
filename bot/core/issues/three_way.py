"""Three-way merge of an issue: what Duly last asked for, what the notes ask now, what people made of it. People win."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.core import limits
from bot.core.issues import body, marker
from bot.core.issues.marker import Applied, Marker
from bot.core.model.issues import Issue
from bot.core.text.outgoing import normalise


@dataclass(frozen=True, slots=True)
class Desired:
    """What the notes ask of an issue now. `part` is Duly's part as it would be written anew."""

    title: str
    titled: str
    """Digest of what the title is made of."""
    labels: tuple[str, ...]
    assignees: tuple[str, ...]
    content: str
    part: str
    boxes: Mapping[str, bool]
    owners: tuple[str, ...]
    """Digests of the owners' names. The part quotes them; `content` leaves them out."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The values to write (None: leave alone) and what the marker then records as asked for."""

    title: str | None
    labels: tuple[str, ...] | None
    assignees: tuple[str, ...] | None
    part: str | None
    rest: str
    applied: Applied
    part_changed: bool


def first_applied(desired: Desired) -> Applied:
    """What a new issue's marker records."""
    return _applied(Applied(), desired, marker.part_digest(desired.part), retitles=True)


def _applied(old: Applied, desired: Desired, part: str, *, retitles: bool) -> Applied:
    return Applied(
        open=old.open,
        title=marker.digest(desired.title) if retitles else old.title,
        title_words=marker.digest(normalise(desired.title)) if retitles else old.title_words,
        labels=_folded(desired.labels),
        assignees=_folded(desired.assignees),
        content=desired.content,
        part=part,
        boxes=dict(islice(desired.boxes.items(), marker.MOST_BOXES)),
    )


def merge(issue: Issue, old: Marker, desired: Desired) -> Merged:
    """Every field merged for itself; `open` is not touched here."""
    _, live_part, rest = marker.split(issue.body)
    part, part_digest = _part(live_part, old, desired)
    retitles = _retitles(old, desired)
    untouched = marker.digest(issue.title) == old.applied.title
    return Merged(
        title=desired.title if retitles and untouched and desired.title != issue.title else None,
        labels=_names(issue.labels, old.applied.labels, desired.labels, limits.LABELS),
        assignees=_names(issue.assignees, old.applied.assignees, desired.assignees, limits.ASSIGNEES),
        part=part,
        rest=rest,
        applied=_applied(old.applied, desired, part_digest, retitles=retitles),
        part_changed=part != live_part,
    )


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    """Labels and logins without regard to case and order, as GitHub compares them."""
    return tuple(sorted(name.casefold() for name in names))


def _retitles(old: Marker, desired: Desired) -> bool:
    """Whether the notes ask for a new title: in other words, and made of something else, so not by another rule alone."""
    if marker.digest(normalise(desired.title)) == old.applied.title_words:
        return False
    return desired.titled != old.titled if old.titled else _says_more(old, desired)


def _says_more(old: Marker, desired: Desired) -> bool:
    """Whether the notes say something else of the item than at the last write."""
    return (desired.content, desired.owners) != (old.applied.content, old.owners)


def _names(live: Sequence[str], applied: Iterable[str], desired: Iterable[str], most: int) -> tuple[str, ...] | None:
    """`(live - (applied - desired)) | (desired - applied)`, without regard to case, at most `most`; None where that is `live`."""
    before, now = ({name.casefold() for name in names} for names in (applied, desired))
    have = {name.casefold() for name in live}
    kept = [name for name in live if name.casefold() not in before - now]
    added = [name for name in desired if name.casefold() not in before | have][: max(most - len(kept), 0)]
    return (*kept, *added) if added or len(kept) != len(live) else None


def _part(live: str | None, old: Marker, desired: Desired) -> tuple[str | None, str]:
    """Duly's part and its digest. Where a person wrote inside it, it is theirs, but for the boxes."""
    applied = old.applied
    if live is None:
        return None, applied.part
    mine = marker.part_digest(live) == applied.part
    is_back = old.lineless and not desired.part.endswith(body.ONLY_OLDER)
    # Where people wrote inside, the line that says what closes the issue is true all the same.
    text = desired.part if mine and (is_back or _says_more(old, desired)) else body.ended_like(live, desired.part)
    states = _boxes(marker.boxes(live), applied.boxes, desired.boxes)
    return marker.set_boxes(text, states), marker.part_digest(text) if mine else applied.part


def _boxes(live: Mapping[str, bool], applied: Mapping[str, bool], desired: Mapping[str, bool]) -> dict[str, bool]:
    """Box by box: what the notes changed since is taken, otherwise what stands in the issue."""
    return {key: live[key] if key in live and applied.get(key) == ticked else ticked for key, ticked in desired.items()}
