"""Decisions that need all notes of a series: boxes that stand in nearly every note, and how the series uses boxes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from bot.core.config.schema import Config
from bot.core.markdown.titles.headings import meaning
from bot.core.model.notes import Kind, Line, Note
from bot.core.model.reasons import TALK, Why
from bot.core.notes.candidates.next_steps import is_next_step
from bot.core.notes.templates import TemplateLines, no_work, unfilled

_ENOUGH_NOTES = 5
"""Notes from which a box that stands in nearly all of them is part of their form."""
_NEARLY_ALL = 0.8
_RECENT = 10
"""Meetings with work by which it is decided whether a series uses boxes."""

_NO_USE = frozenset({Why.PEOPLE, Why.EMPTY, Why.RUNNING, Why.TEMPLATE, Why.REPEATED})
"""Boxes that say nothing of how actions are written."""


def settled(notes: Iterable[Note], config: Config, templates: TemplateLines) -> list[Note]:
    """The notes of a series, with the lines decided for which the whole series is needed."""
    found = [unfilled(note, templates) for note in notes]
    if config.machine_notes == "ignore":
        found = [_changed(note, _as_ignored) for note in found]
    found = _with_restated_tasks(_without_repeated(found))
    if config.agenda_boxes == "work" or (config.agenda_boxes == "auto" and _agenda_is_worked(found)):
        found = [_changed(note, _as_work) for note in found]
    if any(_names_list(line) for note in found for line in note.lines):
        found = [_changed(note, _as_talk) for note in found]
    if config.without_box == "auto" and not _uses_boxes(found):
        found = [_changed(note, _as_tracked) for note in found]
    return found


def _without_repeated(notes: list[Note]) -> list[Note]:
    """A box outside the lists that stands word for word in nearly every note belongs to the form of the notes."""
    if len(notes) < _ENOUGH_NOTES:
        return notes
    counts = Counter(words for note in notes for words in {line.wording for line in note.lines if _may_repeat(line)})
    repeated = {words for words, count in counts.items() if count >= _NEARLY_ALL * len(notes)}
    if not repeated:
        return notes
    return [
        _changed(
            note,
            lambda line: no_work(line, Why.REPEATED) if _may_repeat(line) and line.wording in repeated else line,
        )
        for note in notes
    ]


def _with_restated_tasks(notes: list[Note]) -> list[Note]:
    """A box that stands in a list of tasks is one in other notes too: a list of which a single box is left tells less."""
    tasks = {line.wording for note in notes for line in note.lines if line.why is Why.TASK}
    if not tasks:
        return notes
    return [
        _changed(
            note,
            lambda line: (
                replace(line, kind=Kind.ACTION, why=Why.TASK)
                if line.why is Why.TOPIC and line.wording in tasks and _is_free(line)
                else line
            ),
        )
        for note in notes
    ]


def _may_repeat(line: Line) -> bool:
    return line.checkbox and not line.listed and (line.why.is_work or line.why in TALK)


def _agenda_is_worked(notes: Iterable[Note]) -> bool:
    """Whether words of a box outside the lists stood open in one meeting and ticked in a later one."""
    opened: dict[str, date] = {}
    ticked: dict[str, date] = {}
    for note in notes:
        for line in note.lines if note.date else ():
            if not (note.date and line.checkbox and line.why in TALK and line.wording):
                continue
            if line.open:
                opened[line.wording] = min(note.date, opened.get(line.wording, note.date))
            else:
                ticked[line.wording] = max(note.date, ticked.get(line.wording, note.date))
    return any(words in ticked and day < ticked[words] for words, day in opened.items())


def _is_free(line: Line) -> bool:
    """Whether no heading but that of its meeting stands above a box, which is no remark on another one."""
    return line.checkbox and line.parent is None and not any(map(meaning, line.headings))


def _uses_boxes(notes: Iterable[Note]) -> bool:
    """Whether one of the last meetings with work has a box that somebody wrote."""
    by_day: dict[date, list[Note]] = defaultdict(list)
    for note in notes:
        if note.date:
            by_day[note.date].append(note)
    worked = [day for day, found in by_day.items() if any(note.has_work for note in found)]
    recent = sorted(worked)[-_RECENT:]
    lines = (line for day in recent for note in by_day[day] for line in note.lines)
    return any(line.checkbox and line.why not in _NO_USE for line in lines)


def _names_list(line: Line) -> bool:
    """Whether a line stands below a heading for work other than `Next steps`."""
    return line.why is Why.LISTED and line.word is not None and not is_next_step(line.word.text)


def _as_talk(line: Line) -> Line:
    """Where the series has action lists, `Next steps` of a topic are how its talk goes on: a bullet without an owner is no work."""
    goes_on = line.why is Why.LABEL and line.is_plain and not line.owners
    return no_work(line, Why.LOOSE) if goes_on and line.word and is_next_step(line.word.text) else line


def _as_ignored(line: Line) -> Line:
    return no_work(line, Why.MACHINE) if line.by_machine and line.why.is_work else line


def _as_work(line: Line) -> Line:
    return replace(line, kind=Kind.ACTION, why=Why.AGENDA_BOX) if line.checkbox and line.why in TALK else line


def _as_tracked(line: Line) -> Line:
    return replace(line, only_shown=False) if line.is_plain and line.only_shown else line


def _changed(note: Note, change: Callable[[Line], Line]) -> Note:
    lines = tuple(map(change, note.lines))
    return note if lines == note.lines else replace(note, lines=lines)
