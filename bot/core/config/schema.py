"""The keys of the config. This is their one definition: parsing, defaults, the table in the docs and the JSON Schema follow.

A new key is a field here, with its description, and a row of the table in docs/config.md (`duly schema --table` prints it).
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from bot.core.config.fields import (
    ONE_OR_MORE,
    AnyLogin,
    HostOrOff,
    Label,
    Limit,
    Meetings,
    MeetingsOrOff,
    OneOrMore,
    Section,
    Text,
)
from bot.core.config.globs import Glob
from bot.core.config.meetings import MeetingIssues as MeetingIssues  # noqa: PLC0414 - for mypy: others import it from here
from bot.core.config.meetings import MeetingSources as MeetingSources  # noqa: PLC0414 - likewise
from bot.core.config.next_meeting import Next as Next  # noqa: PLC0414 - likewise
from bot.core.config.people import People
from bot.core.config.people import Person as Person  # noqa: PLC0414 - for mypy: others import it from here
from bot.core.config.subteams import Subteam as Subteam  # noqa: PLC0414 - likewise
from bot.core.config.subteams import Subteams

PATH = ".github/duly.yml"
PATHS = (PATH, ".github/duly.yaml")
"""Where the config may be; both at the same time is a mistake."""

WithoutBox = Literal["auto", "explicit", "all", "report"]
DateOrder = Literal["day-first", "month-first"]
ClosedAgain = Literal["name", "open"]
AgendaBoxes = Literal["topics", "work", "auto"]
MachineNotes = Literal["hold", "open", "ignore"]
Children = Literal["list", "sub-issues"]
Numbers = Literal["link", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings(Section):
    """A community's own headings, by what stands below them."""

    action: OneOrMore[Text] = ()
    """Headings of lists of action items."""
    tracker: OneOrMore[Text] = ()
    """Headings of lists of work for the issue tracker."""
    agenda: OneOrMore[Text] = ()
    """Headings of topics to talk about."""
    people: OneOrMore[Text] = ()
    """Headings of attendees."""
    done: OneOrMore[Text] = ()
    """Headings of lists of what is done: nothing there is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config(Section):
    """The config of a community. Each description is the key's row in the docs; `config.people` has its keys in lower case."""

    notes: OneOrMore[Glob] = ()
    """Globs that say which files are notes. Each is a series of meetings; one with `**` makes a series of each folder below.
    `!glob` excludes. Without globs every dated Markdown or `.rst` file is a note and each folder a series, and folders without
    attendees, agendas and action items are left out"""
    meetings: MeetingSources = field(default_factory=MeetingSources)
    """Where notes of meetings stand besides files: `issues: {label, title, comments, series}`, an issue for each meeting. `digest`
    is the number of hours before a meeting from which one message says what is open. `discussed: true` gives issues that an
    agenda links a comment with the minutes"""
    dates: DateOrder | None = None
    """The order of day and month in dates such as 04-05-2024: `day-first` or `month-first`. Without it Duly goes by the
    other notes of the series, and names the files whose date stays undecided"""
    headings: Headings = Headings()
    """A community's own headings: `{action, tracker, agenda, people, done}`, each a list"""
    open_from: Annotated[frozenset[Literal["action", "move-to-tracker"]], ONE_OR_MORE] = frozenset(
        {"action", "move-to-tracker"}
    )
    """The kinds of lines that open issues"""
    open_within: Meetings = 3
    """How many of the newest meetings with work open issues"""
    without_box: WithoutBox = "auto"
    """Actions without a box that are tracked; the others are still read and shown. `explicit`: `ACTION:`, `Action item:` and
    `AI:`, and bullets right below `Action items:` or `To do:`. `auto`: these, and in a series that used no boxes in its last ten
    meetings with work also `TODO: …` and the bullets of action lists; the first of their issues are held until someone comments
    `/approve`. `all`: every one. `report`: none"""
    closed_again: ClosedAgain = "name"
    """A line without a box that is listed again after a person closed its issue: `name` it in the check run, or `open` a new
    issue that links the old one"""
    agenda_boxes: AgendaBoxes = "topics"
    """What boxes outside action lists are, where every bullet of the level has one. `topics`: topics to talk about, unless most
    of the level begin with what is to be done. `work`: work. `auto`: work where one stood open in a meeting and ticked in a
    later one"""
    machine_notes: MachineNotes = "hold"
    """New issues from notes that say that a program wrote them: `hold` them until someone with the triage role comments
    `/approve`, `open` them like any others, or `ignore` these notes"""
    hold_possible_pairs: bool = False
    """A new issue that may be an old one reworded waits for `/approve` or `/merge`"""
    people: People = field(default_factory=dict, hash=False)
    """Name, initials or alias → login, or a list of `{login, from, until, also}`"""
    subteams: Subteams = ()
    """Name → `{label, headings, words, repositories, team}`"""
    labels: OneOrMore[Label] = ("action-item",)
    """Labels of every issue; existing labels are matched without regard to case"""
    max_new_issues: Limit = 50
    """How many issues one sync may open; more are held until someone comments `/approve`"""
    max_closes: Limit = 20
    """How many issues one sync may close; more are held until someone comments `/approve`"""
    graduate_after: Meetings = 3
    """The number of meetings after which an item moves to "Move to Issue Tracker\""""
    children: Children = "list"
    """Boxes under an open item: a list in its issue, or `sub-issues`"""
    remind_after: MeetingsOrOff = None
    """The number of meetings after which the owner of an item is reminded once"""
    write_back: bool = False
    """Ticks are written back to the notes"""
    auto_merge: bool = False
    """GitHub merges Duly's pull requests for a protected branch as soon as its rules allow that"""
    numbers: Numbers = "link"
    """How `/carry` writes the number of an issue: as a `link`, since GitHub makes none of `#12` in a file, or `plain`"""
    hackmd: HostOrOff = None
    """Where the pull request of a bot names a HackMD document, `/carry` reads the text there: `true`, or the host of your own
    HackMD"""
    board: bool = False
    """One issue, pinned where Duly may, shows all open items and what needs a person; closing it ends it too"""
    next: Next | None = None
    """The next meeting's note is made and kept: `{every, days_before, as, template, agenda_label}`, see
    [next.md](next.md)"""
    close_linked: bool = False
    """Duly may close linked issues that people opened"""
    ignore: OneOrMore[Text] = ()
    """Words of lines that are never work"""
    trusted_writers: Annotated[frozenset[AnyLogin], ONE_OR_MORE] = frozenset()
    """Further logins whose issues count as Duly's"""
    not_obeyed: Annotated[frozenset[AnyLogin], ONE_OR_MORE] = frozenset()
    """Logins whose comments are never read as commands"""
