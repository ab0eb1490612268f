"""The issue of the next meeting: its title and label, and what Duly remembers in it of what it wrote there."""

import re
from collections.abc import Iterable
from datetime import date

from bot.core.config.meetings import DATE
from bot.core.config.schema import Config, MeetingIssues
from bot.core.items.posts import day_of_issue
from bot.core.upcoming.kept import DIGEST, Mine

_MARKER = re.compile(
    r"^<!-- duly:next (?P<day>\d{4}-\d\d-\d\d)(?: (?P<added>\w*)/(?P<ticked>\w*)/(?P<last>\w*))? -->(?:\r?\n)?",
    re.MULTILINE,
)


def marker(day: date) -> str:
    """What a line of the issue's text begins with, whatever Duly remembers in it."""
    return f"<!-- duly:next {day:%Y-%m-%d} "


def is_next(body: str) -> bool:
    """Whether a text has the marker of any day."""
    return _MARKER.search(body) is not None


def marked_day(body: str) -> date | None:
    """The day in the marker of a text; people may have moved the meeting since."""
    found = _MARKER.search(body)
    return date.fromisoformat(found["day"]) if found else None


def day_of(config: Config, said: str, day: date) -> date:
    """The day in the title of the issue that was opened for `day`; `day` where people left none there."""
    form = MeetingIssues(label="", title=None)
    return day_of_issue(form, said, "", day, config.dates) or day


def title(config: Config, day: date) -> str:
    """The title: as the config names the issues of meetings."""
    form = next((each.title for each in config.meetings.issues if each.title), None) or f"Meeting {DATE}"
    return form.replace(DATE, f"{day:%Y-%m-%d}")


def labels(config: Config) -> tuple[str, ...]:
    """The label of the issues of meetings, else that of the topics."""
    assert config.next is not None
    label = next((each.label for each in config.meetings.issues), None) or config.next.agenda_label
    return (label,) if label else ()


def parted(body: str) -> tuple[str, Mine]:
    """The text without the marker, and what Duly wrote there."""
    found = _MARKER.search(body)
    if found is None:
        return body, Mine()
    sets = (frozenset(_digests(found[name] or "")) for name in ("added", "ticked", "last"))
    return body[: found.start()] + body[found.end() :], Mine(*sets)


def joined(day: date, text: str, mine: Mine) -> str:
    """The text with the marker."""
    sets = "/".join("".join(sorted(each)) for each in (mine.added, mine.ticked, mine.last))
    return f"<!-- duly:next {day:%Y-%m-%d} {sets} -->\n{text}"


def _digests(written: str) -> Iterable[str]:
    return (written[at : at + DIGEST] for at in range(0, len(written), DIGEST))
