"""What an issue's marker records of its item at a write, so that the item is found again in other words."""

from bot.core.issues import marker
from bot.core.issues.case import Case
from bot.core.issues.marker import Marker
from bot.core.issues.matching.versions import neighbours
from bot.core.issues.matching.wordings import newest_text, owner_digests, title_digest, word_digests
from bot.core.items.meeting import wording_of
from bot.core.model.notes import Item

_AS_OF_THE_WRITE = ("said", "day", "blob", "around", "titled", "ticked")
"""Fields that record the state at the last write, and never cause one."""


def remembered(case: Case, before: Marker | None = None) -> dict[str, object]:
    """The fields of a marker about its item's words and place; `before` is the marker so far."""
    item = case.item
    return {
        "version": marker.VERSION,
        "wordings": _wordings(item, before.wordings if before else {}),
        "owners": owner_digests(item),
        "said": newest_text(item),
        "titled": title_digest(item),
        "ticked": max((str(line.note_date) for line in item.lines if line.note_date and not line.open), default=""),
        "lineless": case.is_left_out,
        **_place(case),
    }


def is_news(new: Marker, old: Marker) -> bool:
    """Whether a marker records more than the state at the last write."""
    standing = {name: getattr(old, name) for name in _AS_OF_THE_WRITE}
    return new.model_copy(update=standing) != old


def _wordings(item: Item, known: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Every wording seen, those of the marker first."""
    said = (wording_of(line) for line in item.lines)
    return known | {one.fingerprint: word_digests(one) for one in said if one.fingerprint not in known}


def _place(case: Case) -> dict[str, object]:
    """The note that the item's newest line stands in, as it is now, and the lines beside that line."""
    line = case.item.newest
    sha = next((file.sha for file in case.snapshot.notes if file.path == line.path), "")
    if line.note_date is None:
        return {}
    return {"day": str(line.note_date), "blob": sha, "around": neighbours(line, case.course)}
