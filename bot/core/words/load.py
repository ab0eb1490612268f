"""Word files → `Words`, read once and checked.

The files are part of the package and never change while it runs, so that reading them is no input: every call gives the same.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, reduce
from importlib.resources import files
from typing import TypeVar

from bot.core.words import calendar

ENGLISH = "en"
Phrases = tuple[str, ...]
Table = Mapping[str, Sequence[str] | str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Words in front of a piece of work."""

    action: Phrases = ()
    actions: Phrases = ()
    action_item: Phrases = ()
    item: Phrases = ()
    next_step: Phrases = ()
    todo: Phrases = ()
    initials: Phrases = ()
    after_other_meaning: Phrases = ()
    introducing: Phrases = ()
    urgent: Phrases = ()
    to: Phrases = ()

    @property
    def markers(self) -> Phrases:
        """Those that count in front of a colon."""
        return self.action + self.actions + self.action_item + self.item + self.next_step + self.initials

    @property
    def named(self) -> Phrases:
        """Those that count in front of who does it."""
        return self.action + self.action_item + self.initials


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What a heading, a bold line or a label says of the lines below it."""

    action: Phrases = ()
    action_alone: Phrases = ()
    action_first: Phrases = ()
    qualifiers: Phrases = ()
    not_after: Phrases = ()
    not_before: Phrases = ()
    tracker: Phrases = ()
    agenda: Phrases = ()
    agenda_first: Phrases = ()
    continues: Phrases = ()
    people: Phrases = ()
    people_before: Phrases = ()
    people_after: Phrases = ()
    people_label: Phrases = ()
    bucket: Phrases = ()
    age: Phrases = ()
    talk: Phrases = ()
    other: Phrases = ()
    done: Phrases = ()
    done_before: Phrases = ()
    done_after: Phrases = ()
    done_since: Phrases = ()
    not_done: Phrases = ()
    review: Phrases = ()
    past: Phrases = ()
    running: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Words in the names of files."""

    template: Phrases = ()
    meeting: Phrases = ()
    no_meeting: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """What says that work is done."""

    done: Phrases = ()
    done_alone: Phrases = ()
    dropped: Phrases = ()
    done_cell: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """What stands where there is no work."""

    alone: Phrases = ()
    no: Phrases = ()
    no_more: Phrases = ()
    fill_in: Phrases = ()
    places: Phrases = ()
    fillers: Phrases = ()
    next_meeting: Phrases = ()
    pointing: Phrases = ()
    of: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Heads of a table's columns."""

    item: Phrases = ()
    action: Phrases = ()
    name: Phrases = ()
    description: Phrases = ()
    kind: Phrases = ()
    owner: Phrases = ()
    state: Phrases = ()
    due: Phrases = ()
    login: Phrases = ()
    person: Phrases = ()
    initials: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Owners:
    """Words around those who do the work."""

    nobody: Phrases = ()
    place: Phrases = ()
    everybody: Phrases = ()
    joiners: Phrases = ()
    companions: Phrases = ()
    asking: Phrases = ()
    telling: Phrases = ()
    past_endings: Phrases = ()
    labels: Phrases = ()
    assigned: Phrases = ()
    to: Phrases = ()
    verbs: Phrases = ()
    promises: Phrases = ()
    not_verbs: Phrases = ()
    never_verbs: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNames:
    """Words that stand where names stand and are none."""

    states: Phrases = ()
    function_words: Phrases = ()
    subjects: Phrases = ()
    openers: Phrases = ()
    capitals: Phrases = ()
    proposals: Phrases = ()
    remark_endings: Phrases = ()
    deed_endings: Phrases = ()
    articles: Phrases = ()
    particles: Phrases = ()
    common: Phrases = ()
    common_endings: Phrases = ()
    surnames: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Words of dates; the names of months stand in `calendar.toml`."""

    numbers: Phrases = ()
    ordinals: Phrases = ()
    of: Phrases = ()
    labels: Phrases = ()
    other_day: Phrases = ()
    since: Phrases = ()
    due: Phrases = ()
    article: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Words that say little about which work a line is."""

    fillers: Phrases = ()
    common: Phrases = ()
    references: Phrases = ()
    endings: Phrases = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language, or of all."""

    work: Work = Work()
    headings: Headings = Headings()
    files: Files = Files()
    states: States = States()
    nothing: Nothing = Nothing()
    columns: Columns = Columns()
    owners: Owners = Owners()
    not_names: NotNames = NotNames()
    dates: Dates = Dates()
    identity: Identity = Identity()


_Section = TypeVar("_Section", Work, Headings, Files, States, Nothing, Columns, Owners, NotNames, Dates, Identity)


@cache
def words(language: str = ENGLISH) -> Words:
    """The words of `language` with those of English, which stand in notes of every language."""
    return together(languages()[code] for code in dict.fromkeys((ENGLISH, language)))


@cache
def all_words() -> Words:
    """The words of all languages together, for what means the same wherever it stands."""
    return together(languages().values())


@cache
def languages() -> Mapping[str, Words]:
    """The words of each language by its code; ValueError names the file and key where one is not as it has to be."""
    names = (each.name for each in files(__package__).iterdir())
    found = sorted(name for name in names if name.endswith(".toml") and name != calendar.FILE)
    return {name.removesuffix(".toml"): parse(_source(name), name) for name in found}


def _source(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def parse(source: str, name: str) -> Words:
    """The words in the text of the file `name`, each as it has to be."""
    tables: Mapping[str, Table] = tomllib.loads(source)
    _known(tables, [each.name for each in fields(Words)], name)
    return Words(
        work=_section(Work, tables, "work", name),
        headings=_section(Headings, tables, "headings", name),
        files=_section(Files, tables, "files", name),
        states=_section(States, tables, "states", name),
        nothing=_section(Nothing, tables, "nothing", name),
        columns=_section(Columns, tables, "columns", name),
        owners=_section(Owners, tables, "owners", name),
        not_names=_section(NotNames, tables, "not_names", name),
        dates=_section(Dates, tables, "dates", name),
        identity=_section(Identity, tables, "identity", name),
    )


def _section(form: type[_Section], tables: Mapping[str, Table], key: str, name: str) -> _Section:
    table = tables.get(key, {})
    _known(table, [each.name for each in fields(form)], f"{name}: {key}")
    return form(**{each: _phrases(value, f"{name}: {key}.{each}") for each, value in table.items()})


def _phrases(value: object, where: str) -> Phrases:
    found = value.split() if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise ValueError(f"{where} is neither a list of phrases nor a text of words")
    return tuple(found)


def _known(found: Iterable[str], known: Sequence[str], where: str) -> None:
    if unknown := sorted(set(found) - set(known)):
        raise ValueError(f"{where} has unknown keys: {', '.join(unknown)}")


def together(languages: Iterable[Words]) -> Words:
    """The words of several languages as those of one."""
    return reduce(_joined, languages, Words())


def _joined(one: Words, other: Words) -> Words:
    return Words(**{each.name: _merged(getattr(one, each.name), getattr(other, each.name)) for each in fields(Words)})


def _merged(one: _Section, other: _Section) -> _Section:
    merged = {each.name: getattr(one, each.name) + getattr(other, each.name) for each in fields(one)}
    return type(one)(**merged)
