"""Years of meeting notes in the form of the first user's: topics, buckets, items carried on, ticked, vanished."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random

BUCKETS = ("This meeting", "Last meeting", "2 meetings ago", "3 meetings ago", "Move to Issue Tracker")
PEOPLE = {"AL": "ada", "BK": "bea", "CM": "cyd"}
VERBS = [
    "paint",
    "inspect",
    "measure",
    "order",
    "sell",
    "repair",
    "lend",
    "catalogue",
    "insure",
    "photograph",
    "translate",
    "auction",
]
THINGS = [
    "anchors",
    "buoys",
    "cranes",
    "dredgers",
    "ferries",
    "gangways",
    "hawsers",
    "lanterns",
    "moorings",
    "pilots",
    "rudders",
    "tugboats",
]
PLACES = [
    "basin",
    "breakwater",
    "canal",
    "dockyard",
    "estuary",
    "jetty",
    "lighthouse",
    "marina",
    "quay",
    "shipyard",
    "slipway",
    "wharf",
]
REASONS = [
    "regatta",
    "winter",
    "auditors",
    "visitors",
    "museum",
    "flood",
    "insurance",
    "council",
    "newspaper",
    "school",
    "pageant",
    "tourists",
]


@dataclass(slots=True)
class Work:
    """One item while the archive is written: its line's words, when it came, when it was ticked (indexes of meetings)."""

    text: str
    since: int
    ticked: int | None = None


@dataclass(frozen=True, slots=True)
class Archive:
    """Path → text of each note, oldest first, and the words of what stands open in the newest list."""

    notes: dict[str, str]
    open: tuple[str, ...]


def archive(meetings: int, *, seed: int = 1, start: date = date(2020, 1, 8)) -> Archive:
    """So many fortnightly notes; equal on every run. A year's end drops the whole list, as communities do."""
    random, texts, works = Random(seed), _texts(seed), list[Work]()
    notes = {}
    for meeting in range(meetings):
        works = _carried(works, meeting, random) if meeting % 26 else []
        works += [Work(next(texts), meeting) for _ in range(random.randint(2, 4))]
        day = start + timedelta(days=14 * meeting)
        notes[f"notes/{day}.md"] = _note(day, meeting, works)
    return Archive(notes, tuple(work.text for work in works if work.ticked is None))


def _texts(seed: int) -> Iterator[str]:
    """Lines of which no two share all of their words; those of long archives have a colour too."""
    random, owners = Random(seed), tuple(PEOPLE)
    combinations = [(v, t, p) for v in VERBS for t in THINGS for p in PLACES]
    random.shuffle(combinations)
    numbers = count()
    for colour in ("", "green ", "red ", "white "):
        for verb, thing, place in combinations:
            owner = owners[next(numbers) % 3]
            yield f"({owner}) {verb} the {colour}{thing} at the {place} before the {random.choice(REASONS)}"


def _carried(works: list[Work], meeting: int, random: Random) -> list[Work]:
    """What goes on to the next note: some are ticked, ticked ones stay for three notes, some vanish."""
    kept = [work for work in works if random.random() > 0.04 and (work.ticked is None or meeting - work.ticked < 3)]
    for work in kept:
        if work.ticked is None and random.random() < 0.12:
            work.ticked = meeting
    return kept


def _note(day: date, meeting: int, works: list[Work]) -> str:
    rows = [f"# {day} harbour meeting", "", "[Call](https://zoom.example/j/1?pwd=c2VjcmV0)", "", "## Attendees", ""]
    rows += ["| Name | Initials | GitHub ID |", "| --- | --- | --- |"]
    rows += [f"| {login.title()} | {initials} | {login} |" for initials, login in PEOPLE.items()]
    rows += [
        "",
        "## Agenda",
        "",
        "* [ ] (AL) what the harbour master says",
        "    * nothing new",
        "* [x] the budget",
        "",
    ]
    rows += ["## Check in on previous action items", ""]
    for age, bucket in enumerate(BUCKETS):
        rows += [f"### {bucket}", ""]
        rows += [_line(work) for work in works if min(meeting - work.since, len(BUCKETS) - 1) == age]
        rows += [""]
    return "\n".join(rows)


def _line(work: Work) -> str:
    return f"* [{' ' if work.ticked is None else 'x'}] {work.text}"
