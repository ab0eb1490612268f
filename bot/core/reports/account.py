"""The account of a plan in words: what was seen, and why the rest was left alone, with the way out."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core.config.globs import restructured
from bot.core.model.account import Account, Exclusion, FileAccount, Standing
from bot.core.model.reasons import LEFT_OUT, Why
from bot.core.text.code import code, named
from bot.core.text.plural import counted
from bot.core.text.shortened import first_few

NAMED = 5
"""Files that are named; the rest is counted."""

_LEFT_OUT = {
    Why.REVIEWED: "{count} on how earlier work stands",
    Why.REPORTED: "{count} on what was said or decided",
    Why.SPOKEN: "{count} that somebody says",
    Why.LOOSE: "{count} without an owner in prose or below a heading such as “Deliverables” or “Next steps for the website” (an owner or a box makes them work)",
    Why.SUBJECT: "{count} above the action that belongs to it",
    Why.COLUMNS: "{count} in a table without a column for what is to be done (such as “Action” or “Task”)",
}

_ITEMS = {
    Standing.ISSUE: "{count} with an issue",
    Standing.CLOSED: "{count} whose issue is closed ({closed}; reopen it if the work is still to be done, else tick the line or take it out)",
    Standing.OPENED: "{count} whose issue is opened now",
    Standing.HELD: "{count} held",
    Standing.UNAPPROVED: "{count} without a box held (`/approve` opens them, `without_box: explicit` leaves them)",
    Standing.MACHINE: "{count} held that a program wrote (`/approve` opens them, `machine_notes: ignore` leaves them)",
    Standing.NO_BOX: "{count} without a box (a box opens each, `without_box: all` those below a heading for nothing but work)",
    Standing.NOT_FRESH: "{count} not fresh{since}",
    Standing.IN_PARENT: "{count} in the issue of their parent",
    Standing.LEFT_PARENT: "{count} no longer below their parent",
    Standing.OTHER_KIND: "{count} of a kind that `open_from` leaves out",
    Standing.GONE: "{count} whose issue was deleted or moved (a box on the board asks for a new one)",
}


_EXCLUDED = {
    Exclusion.SETTLED: "{count} for items that newer notes list as done or dropped",
    Exclusion.UNDATED: "{count} in notes without a date",
    Exclusion.IGNORED: "{count} ignored by `ignore`",
    Exclusion.LED: "{count} in issues or agendas of meetings whose minutes say what is open",
}

_BOXES: dict[Why | Exclusion, str] = {
    Why.TOPIC: "{count} outside the action lists, taken for topics (`agenda_boxes: work` takes them for work, "
    "`headings: {{action: […]}}` those below a heading)",
    Why.REMARK: "{count} below a topic, taken for remarks (`agenda_boxes: work` takes them for work)",
    Why.PEOPLE: "{count} in lists of people",
    Why.EMPTY: "{count} left over from a template",
    Why.MOVED: "{count} moved to another list",
    Why.PAST: "{count} in lists of the past",
    Why.RUNNING: "{count} in checklists for running the meeting",
    Why.TEMPLATE: "{count} as in a template",
    Why.REPEATED: "{count} as in nearly every note",
    Why.MACHINE: "{count} that a program wrote (`machine_notes: hold` takes them for work)",
    Exclusion.UNDATED: _EXCLUDED[Exclusion.UNDATED],
    Exclusion.IGNORED: _EXCLUDED[Exclusion.IGNORED],
}


def obstacle(account: Account) -> str:
    """Why nothing at all can be opened, with the way out: the first line that a new user reads; empty where that is not so."""
    files = account.files
    if not files.notes and not files.meeting_issues:
        return _no_notes(files, account.elsewhere.boxes)
    if account.lists:
        return ""
    issues = f" and {_meetings(files)}" if files.meeting_issues else ""
    return _no_items(f"{counted(files.notes, 'note')}{issues}", account.topics)


def lack(account: Account) -> str:
    """What `obstacle` says, in three words; empty where that is."""
    if not obstacle(account):
        return ""
    files = account.files
    return "no action items found" if files.notes or files.meeting_issues else "no notes found"


def _no_notes(files: FileAccount, boxes: int) -> str:
    if not files.all:
        return f"There are no notes to read. {_in_other_forms(files)}" if files.other_forms else _no_files(files)
    if len(files.unmatched) == files.all and files.globs:
        globs = ", ".join(files.globs)
        folders = [glob for glob in files.globs if any(path.startswith(f"{glob}/") for path in files.unmatched)]
        way = f"write `{folders[0]}/**` for what is in that folder" if folders else "correct the globs"
        return f"`notes` ({globs}) matches none of {_named(files.unmatched, _noun(files))}; {way}."
    if len(files.unmatched) + files.templates == files.all:
        name = "Write some with the date of their meeting in the name (YYYY-MM-DD.md), or name yours with `notes` in the config."
        return f"There are no notes to read in {_left_alone(files)}. {name}"
    if files.other_folders:
        globs = first_few([f"`{glob}`" for glob in _most_first(files.other_folders)], NAMED)
        stand = (
            f" {counted(boxes, 'open box', 'open boxes')} stand{'s' if boxes == 1 else ''} in them." if boxes else ""
        )
        return (
            f"No notes of meetings were found: few or none of the dated files and sections in {globs} have attendees, an agenda or action "
            f"items, or their only date stands inside.{stand} If they are notes, put the date into "
            "their names or these globs into `notes`, and their headings into `headings`."
        )
    if files.undecided:
        have = "has" if len(files.undecided) == 1 else "have"
        return (
            f"No date of a meeting is certain: {_named(files.undecided, _noun(files))} {have} one that may be another day. "
            "Write it as YYYY-MM-DD, or set `dates: day-first` or `dates: month-first` in the config."
        )
    return (
        f"No date of a meeting with its year was found in {_files(files)}. Put one into the name of the file (YYYY-MM-DD.md). In notes with "
        "attendees, an agenda or a title such as “Team meeting” it may also stand in front matter, a heading, or a line `Date: …`."
    )


def _no_files(files: FileAccount) -> str:
    other = "that `notes` matches" if files.globs else "with a date in its path"
    return f"No Markdown file was found, and no reStructuredText file {other}, so there are no notes to read."


def _no_items(notes: str, boxes: int) -> str:
    return (
        f"No action items were found in {notes}: no heading such as “Action items”, and no `ACTION:`. "
        f"Name your own headings with `headings: {{action: […]}}`.{_way_of_boxes(boxes)}"
    )


def _way_of_boxes(boxes: int) -> str:
    has = "1 open box stands" if boxes == 1 else f"{boxes} open boxes stand"
    return f" {has} outside such lists; `agenda_boxes: work` takes them for work." if boxes else ""


def _meetings(files: FileAccount) -> str:
    return counted(files.meeting_issues, "issue of a meeting", "issues of meetings")


def account_lines(account: Account) -> tuple[str, ...]:
    """The account as sentences: the files, then the open work."""
    return (
        _of_files(account.files),
        *_of_other_forms(account.files),
        *_of_issues(account.files),
        *_of_lines(account),
        *_left_out(account),
        *_boxes(account),
        *_elsewhere(account),
        *_promises(account),
        *account.meetings,
    )


def _of_other_forms(files: FileAccount) -> Iterator[str]:
    if files.other_forms:
        yield _in_other_forms(files)


def _in_other_forms(files: FileAccount) -> str:
    said = _named(files.other_forms, "dated file")
    return f"In a form that Duly does not read: {said}. Write notes in Markdown or reStructuredText."


def _of_issues(files: FileAccount) -> Iterator[str]:
    if files.no_meetings:
        why = "with the label of one, but with another title, without a date, or by an author without the triage role"
        yield f"{_meetings(files)}, and {len(files.no_meetings)} {why} ({first_few(files.no_meetings, NAMED)})."
    elif files.meeting_issues:
        yield f"{_meetings(files)}."


def _of_files(files: FileAccount) -> str:
    groups = [
        (files.notes, counted(files.notes, "note")),
        (len(files.undated), f"{len(files.undated)} without a date ({first_few(files.undated, NAMED)})"),
        (
            len(files.undecided),
            f"{len(files.undecided)} with a date that is not certain ({first_few(files.undecided, NAMED)})",
        ),
        (
            files.undated_others,
            f"{files.undated_others} without a date that {_do(files.undated_others)} not look like notes",
        ),
        (files.templates, counted(files.templates, "template")),
        (len(files.too_large), f"{len(files.too_large)} too large ({first_few(files.too_large, NAMED)})"),
        (sum(files.other_folders.values()), _of_other_folders(files.other_folders)),
        *_unmatched(files),
    ]
    parts = [text for count, text in groups if count]
    return f"{counted(files.all, _noun(files))}: {', '.join(parts) or 'none'}."


def _unmatched(files: FileAccount) -> list[tuple[int, str]]:
    """The files that no glob matches; without globs those where notes are not looked for."""
    if files.globs:
        return [(len(files.unmatched), f"{len(files.unmatched)} not matched by `notes`")]
    undated = sum(map(restructured, files.unmatched))
    hidden = len(files.unmatched) - undated
    where = "its path" if undated == 1 else "their paths"
    return [(undated, f"{undated} in reStructuredText without a date in {where}"), (hidden, f"{hidden} hidden")]


def _left_alone(files: FileAccount) -> str:
    """All files, where none is looked at for notes."""
    groups = [(files.templates, counted(files.templates, "template")), *_unmatched(files)]
    return f"{counted(files.all, _noun(files))} ({', '.join(text for count, text in groups if count)})"


def _of_other_folders(folders: Mapping[str, int]) -> str:
    """The dated files that are none of meetings, as globs, those with the most files first."""
    count, globs = sum(folders.values()), _most_first(folders)
    names = [f"`{glob}`" + (f": {folders[glob]}" if len(globs) > 1 else "") for glob in globs]
    way = f"put {'it' if len(globs) == 1 else 'these'} into `notes` if {'it is one' if count == 1 else 'they are'}"
    return f"{count} with a date but not of meetings ({first_few(names, NAMED)}; {way})"


def _most_first(folders: Mapping[str, int]) -> list[str]:
    return sorted(folders, key=lambda glob: (-folders[glob], glob))


def _of_lines(account: Account) -> Iterator[str]:
    if not account.lines:
        undated = account.files.undecided or account.files.undated
        yield "No open line of work in notes with a date." if undated else "No open line of work."
        return
    others = (_EXCLUDED[why].format(count=account.excluded[why]) for why in Exclusion if account.excluded.get(why))
    of_items = sum(account.lines_of.values())
    parts = [f"{of_items} for {counted(account.open_items, 'open item')}", *others]
    yield f"{counted(account.lines, 'open line')} of work: {', '.join(parts)}."
    if account.open_items:
        yield open_items_line(account)


def open_items_line(account: Account) -> str:
    """What became of the open items, as a sentence."""
    since = (
        f" (last listed {account.forgotten} or before; the newest meeting was {account.newest})"
        if account.forgotten
        else ""
    )
    kinds = (
        _ITEMS[each].format(count=account.items[each], since=since, closed=first_few(account.closed, NAMED))
        for each in Standing
        if account.items.get(each)
    )
    return f"{counted(account.open_items, 'open item')}: {', '.join(kinds)}."


def _left_out(account: Account) -> Iterator[str]:
    kinds = [_LEFT_OUT[why].format(count=account.left_out[why]) for why in LEFT_OUT if account.left_out.get(why)]
    if kinds:
        lines = counted(sum(account.left_out.values()), "line")
        yield f"{lines} of action lists left out: {', '.join(kinds)} (`duly items --explain` names them; with a box they count, and outside tables with `ACTION:`)."


def _boxes(account: Account) -> Iterator[str]:
    """The open boxes that are no work, and those in files that are no notes."""
    kinds = [words.format(count=account.boxes[why]) for why, words in _BOXES.items() if account.boxes.get(why)]
    if kinds:
        boxes = counted(sum(account.boxes.values()), "open box", "open boxes")
        yield f"{boxes} not taken for work: {', '.join(kinds)}; `duly items --explain` names each."


def _elsewhere(account: Account) -> Iterator[str]:
    """The open boxes and lines of work in files that are no notes."""
    found = account.elsewhere
    counts = (
        (found.boxes, counted(found.boxes, "open box", "open boxes")),
        (found.work, f"{counted(found.work, 'open line')} of work without a box"),
    )
    if said := [text for count, text in counts if count]:
        yield (
            f"{' and '.join(said)} in files with a date but not of meetings: a glob for them in `notes` (such as `{found.glob}`) makes "
            "them notes, beside the globs for all others, and `agenda_boxes: work` takes boxes outside action lists for work."
        )


def _promises(account: Account) -> Iterator[str]:
    if account.promises:
        place, words = account.promise
        looks = "looks like a promise" if account.promises == 1 else "look like promises"
        where = "" if account.promises == 1 else "the newest "
        yield (
            f"{counted(account.promises, 'line')} of prose {looks} ({where}{named(place)}: {code(words)}). "
            "Duly reads no prose: put what is to be done below “Action items” or behind `ACTION:` (`duly items --explain` names each)."
        )


def _files(files: FileAccount) -> str:
    return counted(files.all - len(files.unmatched), _noun(files))


def _noun(files: FileAccount) -> str:
    return "Markdown or reStructuredText file" if files.restructured else "Markdown file"


def _named(paths: Sequence[str], noun: str) -> str:
    return f"{counted(len(paths), noun)} ({first_few(paths, NAMED)})"


def _do(count: int) -> str:
    return "does" if count == 1 else "do"
