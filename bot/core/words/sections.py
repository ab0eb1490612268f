"""The sections of a word file as values; `en.toml` says what each key means."""

from dataclasses import dataclass, field

from bot.core.words.of_people import NotNames, Owners, Phrases

WORDS_FOR_WORK = ("action", "actions", "action_item", "item", "next_step", "todo", "initials", "initials_named")
"""The keys of `Work` that hold words for work; the others hold what stands beside one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Words for a piece of work, which stand in front of it, and what stands beside them."""

    action: Phrases = ()
    actions: Phrases = ()
    action_item: Phrases = ()
    item: Phrases = ()
    next_step: Phrases = ()
    todo: Phrases = ()
    initials: Phrases = ()
    initials_named: Phrases = ()
    after_other_meaning: Phrases = ()
    introducing: Phrases = ()
    kinds: Phrases = ()
    urgent: Phrases = ()
    to: Phrases = ()

    @property
    def markers(self) -> Phrases:
        """Those that count in front of a colon."""
        items = self.action + self.actions + self.action_item + self.item
        return items + self.next_step + self.initials + self.initials_named

    @property
    def named(self) -> Phrases:
        """Those that count in front of who does it."""
        return self.action + self.action_item + self.initials + self.initials_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """How a text begins or ends that says what is to be done."""

    front: Phrases = ()
    endings: Phrases = ()
    last: Phrases = ()
    others: Phrases = ()
    not_before: Phrases = ()
    conditions: Phrases = ()
    or_names: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What a heading, a bold line or a label says of the lines below it."""

    action: Phrases = ()
    action_alone: Phrases = ()
    action_first: Phrases = ()
    results: Phrases = ()
    until: Phrases = ()
    planned: Phrases = ()
    planned_alone: Phrases = ()
    boxed: Phrases = ()
    no_tasks: Phrases = ()
    qualifiers: Phrases = ()
    not_after: Phrases = ()
    not_here: Phrases = ()
    not_before: Phrases = ()
    not_todo_after: Phrases = ()
    not_todo_before: Phrases = ()
    not_todo_names: Phrases = ()
    tracker: Phrases = ()
    agenda: Phrases = ()
    agenda_first: Phrases = ()
    loose: Phrases = ()
    loose_headings: Phrases = ()
    discussed: Phrases = ()
    one_step: Phrases = ()
    listing: Phrases = ()
    following: Phrases = ()
    not_following: Phrases = ()
    asking: Phrases = ()
    continues: Phrases = ()
    continues_about: Phrases = ()
    topic_after: Phrases = ()
    people: Phrases = ()
    members: Phrases = ()
    people_before: Phrases = ()
    people_after: Phrases = ()
    people_label: Phrases = ()
    bucket: Phrases = ()
    beside: Phrases = ()
    age: Phrases = ()
    age_new: Phrases = ()
    age_last: Phrases = ()
    age_from_last: Phrases = ()
    age_earlier: Phrases = ()
    age_pushed: Phrases = ()
    talk: Phrases = ()
    other: Phrases = ()
    done: Phrases = ()
    done_before: Phrases = ()
    done_after: Phrases = ()
    done_since: Phrases = ()
    not_done: Phrases = ()
    review: Phrases = ()
    earlier: Phrases = ()
    past: Phrases = ()
    running: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Words in the names of files."""

    template: Phrases = ()
    meeting: Phrases = ()
    no_meeting: Phrases = ()
    index: Phrases = ()
    archive: Phrases = ()
    ahead: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """What says how work stands."""

    done: Phrases = ()
    done_alone: Phrases = ()
    done_when: Phrases = ()
    done_in_part: Phrases = ()
    done_beside: Phrases = ()
    dropped: Phrases = ()
    done_cell: Phrases = ()
    begun: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What stands where there is no work."""

    alone: Phrases = ()
    no: Phrases = ()
    no_more: Phrases = ()
    as_before: Phrases = ()
    fill_in: Phrases = ()
    places: Phrases = ()
    fillers: Phrases = ()
    next_meeting: Phrases = ()
    next_meeting_is: Phrases = ()
    next_meeting_on: Phrases = ()
    elsewhere: Phrases = ()
    pointing: Phrases = ()
    of: Phrases = ()
    reporting: Phrases = ()
    reported: Phrases = ()
    stating: Phrases = ()
    ensuring: Phrases = ()
    dangling: Phrases = ()
    talking: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Heads of a table's columns."""

    item: Phrases = ()
    action: Phrases = ()
    name: Phrases = ()
    description: Phrases = ()
    kind: Phrases = ()
    owner: Phrases = ()
    by: Phrases = ()
    subject: Phrases = ()
    state: Phrases = ()
    told: Phrases = ()
    due: Phrases = ()
    rank: Phrases = ()
    login: Phrases = ()
    person: Phrases = ()
    initials: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Words of dates; the names of months stand in `calendar.toml`."""

    numbers: Phrases = ()
    ordinals: Phrases = ()
    of: Phrases = ()
    through: Phrases = ()
    labels: Phrases = ()
    times: Phrases = ()
    at: Phrases = ()
    oclock: Phrases = ()
    other_day: Phrases = ()
    since: Phrases = ()
    due: Phrases = ()
    due_behind: Phrases = ()
    article: Phrases = ()
    coming: Phrases = ()
    occasions: Phrases = ()
    day_first: Phrases = ()
    month_first: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Words that say little about which work a line is."""

    fillers: Phrases = ()
    stages: Phrases = ()
    common: Phrases = ()
    references: Phrases = ()
    tracked: Phrases = ()
    directions: Phrases = ()
    opposites: Phrases = ()
    endings: Phrases = ()
    irregular: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Machines:
    """Words by which a note says that a machine wrote it."""

    tools: Phrases = ()
    wrote: Phrases = ()
    wrote_first: Phrases = ()
    alone: Phrases = ()
    signature: Phrases = ()
    in_front: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """Words that record a decision."""

    label: Phrases = ()
    not_yet: Phrases = ()
    heading: Phrases = ()
    votes_for: Phrases = ()
    votes_against: Phrases = ()
    abstained: Phrases = ()
    unanimous: Phrases = ()
    voted: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, or of all."""

    work: Work = field(default_factory=Work)
    deeds: Deeds = field(default_factory=Deeds)
    headings: Headings = field(default_factory=Headings)
    files: Files = field(default_factory=Files)
    states: States = field(default_factory=States)
    nothing: Nothing = field(default_factory=Nothing)
    columns: Columns = field(default_factory=Columns)
    owners: Owners = field(default_factory=Owners)
    not_names: NotNames = field(default_factory=NotNames)
    dates: Dates = field(default_factory=Dates)
    identity: Identity = field(default_factory=Identity)
    decisions: Decisions = field(default_factory=Decisions)
    machines: Machines = field(default_factory=Machines)
