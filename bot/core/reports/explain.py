"""A note with the reading of each line in its margin: what the line is, by which rule, and what would change that.

Which rule decided is in the notes' lines (`core.model.reasons`); here it gets words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

from bot.core.config.schema import Config
from bot.core.items.meeting import said_in
from bot.core.markdown.source import source_lines
from bot.core.model.notes import Attendee, Kind, Line, State
from bot.core.model.reasons import LEFT_OUT, Labelled, Naming, Rule, Why, Word
from bot.core.notes.signs import Says, Sign
from bot.core.reports.identity import identity, joined_row
from bot.core.reports.listing import ListedLine
from bot.core.words import ENGLISH
from bot.core.words.load import languages


class Way(StrEnum):
    """What changes a reading: a key of the config, or other words in the note."""

    PEOPLE = "people"
    SUBTEAMS = "subteams"
    IGNORE = "ignore"
    OPEN_FROM = "open_from"
    WITHOUT_BOX = "without_box"
    NOTE = "in the note"


WAYS = {
    Way.PEOPLE: "maps names to logins, with dates where they change: `people: {AL: ada-l}`",
    Way.SUBTEAMS: "sets the label of the work of a sub-team: `subteams: {docs: {label: docs, words: [manual]}}`",
    Way.IGNORE: "lists words of lines that are never work",
    Way.OPEN_FROM: "lists the kinds of lines that open issues: action, move-to-tracker",
    Way.WITHOUT_BOX: "selects the actions without a box that open issues: auto, explicit, all, or report",
    Way.NOTE: "a box below a heading such as “Action items”, or one with `TODO:` in front, is work",
}

_KINDS = {Kind.ACTION: "work", Kind.MOVE_TO_TRACKER: "work for the tracker", Kind.AGENDA: "no work"}
_STATES = {State.OPEN: "open", State.DONE: "done", State.DROPPED: "dropped", State.MOVED: "moved"}

_REASONS = {
    Why.LABEL: "below a label for work",
    Why.RESTATED: "repeats a line of the action list",
    Why.BELOW_WORK: "below work",
    Why.OWNER: "names its owner below a topic",
    Why.LEFT_OPEN: "has an owner and is open below a topic that is done",
    Why.TYPED: "a box typed among bullets without one",
    Why.TASK: "most boxes of its list begin with what is to be done",
    Why.FINISHED: "in a list of what is done",
    Why.AGENDA_BOX: "a box outside the action lists, see agenda_boxes",
    Why.TOPIC: "a topic outside the action lists",
    Why.REMARK: "a remark or sub-topic below a topic",
    Why.PEOPLE: "in a list of people",
    Why.EMPTY: "a placeholder, left over from a template",
    Why.MOVED: "moved to another list by its box",
    Why.PAST: "in a list of the past",
    Why.RUNNING: "in a checklist for running the meeting",
    Why.MACHINE: "in a note that a program wrote, see machine_notes",
    Why.REVIEWED: "how work of an earlier meeting stands",
    Why.REPORTED: "a report of what was said or decided",
    Why.SPOKEN: "what somebody says who speaks elsewhere in the note",
    Why.LOOSE: "a topic, a result or prose: an owner or a box has to say that it is work",
    Why.SUBJECT: "the subject of an action below it",
    Why.COLUMNS: "a row of a table without a column for what is to be done, such as Action or Task",
    Why.PROMISED: "a promise in prose, which Duly does not read",
    Why.TEMPLATE: "stands like this in a template",
    Why.REPEATED: "stands like this in nearly every note",
}
"""LISTED and MARKER name what they go by; a box with nothing but a name is no empty one."""

_WAYS = dict.fromkeys((Why.TOPIC, Why.REMARK, Why.PROMISED, *LEFT_OUT), Way.NOTE)

_RULES = {
    Rule.ATTENDEES: "the note's attendees",
    Rule.CONFIG: "people",
    Rule.AT: "written @",
    Rule.LOGIN: "a login of the attendees or the config",
    Rule.GUESS: "a guess: it looks like a login",
    Rule.DATED: "`people` has the name, but not for this date",
    Rule.UNKNOWN: "login unknown",
    Rule.TEAM: "a team, which cannot be assigned",
}
_SET_BY = dict.fromkeys((Rule.CONFIG, Rule.GUESS, Rule.SHARED, Rule.DATED, Rule.UNKNOWN), Way.PEOPLE) | {
    Rule.TEAM: Way.SUBTEAMS
}
"""The key of the config that changes what a rule found."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of a note and its margin. `head` is what the line is; empty for a line that is not read."""

    number: int
    source: str
    head: str = ""
    remarks: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()
    work: bool = False
    """It is open work."""
    heading: bool = False
    again: bool = False
    """It is another item of a line that was shown, such as the next box in a cell."""


def readings(text: str, signs: Iterable[Sign], lines: Sequence[ListedLine], config: Config) -> tuple[Reading, ...]:
    """Every line of a note's text with its margin, once for each item in it. `lines` are those of the note."""
    found: dict[int, list[ListedLine]] = defaultdict(list)
    for line in lines:
        found[line.line.number].append(line)
    by_number = {sign.number: sign for sign in signs}
    below = _below(lines)
    places = _places(lines)
    page: list[Reading] = []
    for number, source in enumerate(source_lines(text), 1):
        if number in found:
            page += _items_of(number, source, found[number], places, config)
        elif number in by_number:
            page.append(_sign(number, source, by_number[number]))
        else:
            page.append(Reading(number, source, f"belongs to line {below[number]}" if number in below else ""))
    return tuple(page)


def explained(found: ListedLine, config: Config) -> dict[str, object]:
    """The additional keys of a row with `--explain`: codes for programs, and the same in words."""
    line = found.line
    return {
        "state": line.state.value,
        "why": "ignored" if found.ignored else line.why.value,
        "reason": reason(found),
        "word": line.word.text if line.word else None,
        "language": line.word.language if line.word else None,
        "people": [naming._asdict() for naming in line.namings],
        "label_rules": [asdict(label) for label in found.subteam_labels],
        "joined": joined_row(found.join.before, found.join.evidence),
        "nearest": joined_row(found.join.nearest, found.join.against),
        "keys": [way.value for way in ways(found, config) if way is not Way.NOTE],
    }


def reason(found: ListedLine) -> str:
    """Why a line is work, or is not, in words."""
    if found.ignored:
        return f"contains “{found.ignored}”"
    line = found.line
    foreign = word(line.word) if line.word and line.word.language != ENGLISH else ""
    match line.why:
        case Why.LISTED:
            return f"{_list_of(line)} ({foreign})" if foreign else _list_of(line)
        case Why.MARKER:
            return f"contains {foreign}" if foreign else f"contains “{line.marker}”"
        case Why.EMPTY if line.owners:
            return "only a name: a vote or an attendance list"
        case Why.EMPTY if not line.text:
            return "an empty box, left over from a template"
        case why:
            return f"{_REASONS[why]} ({foreign})" if foreign else _REASONS[why]


def _list_of(line: Line) -> str:
    """The list in which a line stands: below its heading, or below a line with a word for work that is no heading."""
    if line.word and line.word.text.casefold() not in " ".join(line.headings).casefold():
        return f"below a line with “{line.word.text}”"
    return f"below “{line.headings[-1]}”" if line.headings else "in an action list"


def word(decided: Word) -> str:
    """A word that decided, with its language: `German “aufgaben”`."""
    known = languages().get(decided.language)
    return f"{known.name if known else 'headings in the config:'} “{decided.text}”"


def ways(found: ListedLine, config: Config) -> tuple[Way, ...]:
    """What would change the reading of a line, the most specific first."""
    line = found.line
    if found.ignored:
        return (Way.IGNORE,)
    named = dict.fromkeys(_SET_BY[naming.rule] for naming in line.namings if naming.rule in _SET_BY)
    if line.kind is Kind.AGENDA:
        return (_WAYS[line.why],) if line.why in _WAYS and not _ends_work(line) else ()
    opens = [way for way, _ in _configured(line, config)]
    labelled = [Way.SUBTEAMS] if found.subteam_labels else []
    return tuple(dict.fromkeys((*opens, *(named if line.open else ()), *labelled)))


def owner_text(naming: Naming) -> str:
    """An owner, the login, and the rule that found it."""
    if naming.rule is Rule.NEIGHBOUR:
        rule = f"attendees of {naming.by}"
    elif naming.rule is Rule.SHARED:
        rule = f"several people have this name{': ' if naming.by else ''}{naming.by}"
    else:
        rule = _RULES[naming.rule]
    return f"{naming.name} → @{naming.login} ({rule})" if naming.login else f"{naming.name}: {rule}"


def label_text(label: Labelled) -> str:
    """The label of a sub-team and its rule."""
    return f"{label.label} ({label.rule} “{label.by}”)"


def _line(number: int, source: str, found: ListedLine, places: Mapping[str, list[int]], config: Config) -> Reading:
    line = found.line
    is_work = line.kind is not Kind.AGENDA and not found.ignored
    head = f"{_KINDS[line.kind]}, {_STATES[line.state]}" if is_work else _KINDS[Kind.AGENDA]
    owners = [owner_text(naming) for naming in line.namings] or ["no owner"]
    kept = [*owners, *map(label_text, found.subteam_labels), *_item(found, places)] if is_work else []
    configured = [words for _, words in _configured(line, config)] if is_work else []
    return Reading(
        number,
        source,
        head,
        (reason(found), *configured, *kept, *_ended(found)),
        ways(found, config),
        work=is_work and line.open,
    )


def _items_of(
    number: int, source: str, found: Sequence[ListedLine], places: Mapping[str, list[int]], config: Config
) -> Iterable[Reading]:
    """The readings of a line, of which each begins with its words where there are several."""
    for nth, each in enumerate(found):
        reading = _line(number, source, each, places, config)
        named = (f"“{said_in(each.line)}”", *reading.remarks) if len(found) > 1 else reading.remarks
        yield replace(reading, remarks=named, again=nth > 0)


def _ends_work(line: Line) -> bool:
    """Whether a line is of a review of old work, and says that it is done."""
    return line.why is Why.REVIEWED and not line.open


def _ended(found: ListedLine) -> list[str]:
    """What a line of a review says is done: work of an earlier meeting, or of none."""
    if not _ends_work(found.line):
        return []
    of = f"since {found.item.first.note_date}" if found.item else "like no open line of an earlier meeting"
    return [f"says {_STATES[found.line.state]}, {of}"]


def _configured(line: Line, config: Config) -> list[tuple[Way, str]]:
    """What the config says of open work that opens no issue without it, and the key that decides."""
    if not line.open:
        return []
    kind = [] if line.kind in config.open_from else [(Way.OPEN_FROM, f"{line.kind} opens no issues")]
    if line.only_shown:
        return [*kind, (Way.WITHOUT_BOX, "no box, so it is only shown")]
    return [*kind, *([(Way.WITHOUT_BOX, "no box, like its series")] if line.is_plain else [])]


def _item(found: ListedLine, places: Mapping[str, list[int]]) -> list[str]:
    """When it is due, and the other lines of the item: in this note by number, in others by the date of the first."""
    item = found.item
    if item is None:
        return []
    others = [str(number) for number in places[item.id] if number != found.line.number]
    here = [f"one item with {'line' if len(others) == 1 else 'lines'} {', '.join(others)}"] if others else []
    older = item.first.note_date != found.line.note_date
    due = [f"due {found.line.due}"] if found.line.due else []
    return [*due, *here, *([f"since {item.first.note_date}"] if older else []), *identity(found.join)]


def _sign(number: int, source: str, sign: Sign) -> Reading:
    if sign.says is Says.PERSON:
        return Reading(number, source, "", tuple(map(_person, sign.of)))
    by = (word(Word(sign.by.word, sign.by.language)),) if sign.by else ()
    return Reading(number, source, sign.says, by, heading=sign.heading)


def _person(person: Attendee) -> str:
    names = ", ".join(person.aliases)
    login = f"@{person.login}" if person.login else "no login"
    return f"{names} → {login}" if names else login


def _below(lines: Iterable[ListedLine]) -> dict[int, int]:
    """Number of a line without a box → that of the innermost item above it."""
    return {
        detail.number: each.line.number
        for each in lines
        if each.item
        for detail in each.line.details
        if detail.box is None
    }


def _places(lines: Iterable[ListedLine]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for each in lines:
        if each.item:
            places[each.item.id].append(each.line.number)
    return places
