"""Lists with dates above their lines: what comes without a date lands under its own."""

import re
from dataclasses import replace
from datetime import date

from bot.core.carry.insert import Arrivals
from bot.core.markdown.dates import is_date

_DAY = re.compile(r"\d{4}(?P<sign>[-./])\d{2}(?P=sign)\d{2}")


def under_dates(each: Arrivals, today: date | None) -> None:
    """Put what has no date under that of the meeting that has it first, new lines under `today`'s; in place.

    Only where the list has dates above its lines, in the form of these.
    """
    leads = [bullet.leads for bullet in each.slot.bullets] + [piece.leads for piece, _ in each.pieces]
    form = next((found[0] for found in leads if found and is_date(_bare(found[0])) and _DAY.search(found[0])), None)
    if form is None:
        return
    for at, (piece, bullet) in enumerate(each.pieces):
        day = piece.item.first.note_date if piece.item else today
        if bullet is None and day and not (piece.leads and is_date(_bare(piece.leads[0]))):
            each.pieces[at] = (replace(piece, leads=(_of(day, form), *piece.leads)), bullet)


def _bare(lead: str) -> str:
    return lead.strip("*_: ")


def _of(day: date, form: str) -> str:
    """A day as in a line with another day: with its signs, and what stands around it."""
    return _DAY.sub(lambda found: day.isoformat().replace("-", found["sign"]), form, count=1)
