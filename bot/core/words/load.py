"""Word files → `Words`, read once and checked.

The files are part of the package and never change while it runs, so that reading them is no input: every call gives the same.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import TypeVar

from bot.core.words import calendar
from bot.core.words.of_people import NotNames, Owners, Phrases
from bot.core.words.sections import (
    Columns,
    Dates,
    Decisions,
    Deeds,
    Files,
    Headings,
    Identity,
    Machines,
    Nothing,
    States,
    Words,
    Work,
)

ENGLISH = "en"
Table = Mapping[str, Sequence[str] | str]


_Section = TypeVar(
    "_Section",
    Work,
    Deeds,
    Headings,
    Files,
    States,
    Nothing,
    Columns,
    Owners,
    NotNames,
    Dates,
    Identity,
    Decisions,
    Machines,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language with its words.

    `own` are those that mean something else in another language, so that they count only in notes of this one; `sure` are the
    others. `letters` are the letters that only this language has, as in a class of a regular expression.
    """

    name: str
    letters: str = ""
    sure: Words
    own: Words

    @property
    def words(self) -> Words:
        """All its words."""
        return together((self.sure, self.own))


@cache
def words(language: str = ENGLISH) -> Words:
    """The words of `language` with those of English, which stand in notes of every language."""
    found = (languages()[code] for code in dict.fromkeys((ENGLISH, language)))
    return together(each for one in found for each in (one.sure, one.own))


@cache
def all_words() -> Words:
    """The words of all languages together, for what means the same wherever it stands."""
    return together(language.sure for language in languages().values())


@cache
def languages() -> Mapping[str, Language]:
    """Each language by its code; ValueError names the file and key where one is not as it has to be."""
    names = (each.name for each in files(__package__).iterdir())
    found = sorted(name for name in names if name.endswith(".toml") and name != calendar.FILE)
    return {name.removesuffix(".toml"): parse_language(_source(name), name) for name in found}


def parse_language(source: str, name: str) -> Language:
    """The language in the text of the file `name`."""
    tables = tomllib.loads(source)
    title, own, letters = tables.pop("name", None), tables.pop("own", {}), str(tables.pop("letters", ""))
    if not isinstance(title, str):
        raise ValueError(f"{name} does not name its language: name = …")
    return Language(name=title, letters=letters, sure=_words(tables, name), own=_words(own, f"{name}: own"))


def _source(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def parse(source: str, name: str) -> Words:
    """The words in the text of a file called `name`, each as it has to be."""
    return _words(tomllib.loads(source), name)


def _words(tables: Mapping[str, Table], name: str) -> Words:
    _known(tables, [each.name for each in fields(Words)], name)
    return Words(
        work=_section(Work, tables, "work", name),
        deeds=_section(Deeds, tables, "deeds", name),
        headings=_section(Headings, tables, "headings", name),
        files=_section(Files, tables, "files", name),
        states=_section(States, tables, "states", name),
        nothing=_section(Nothing, tables, "nothing", name),
        columns=_section(Columns, tables, "columns", name),
        owners=_section(Owners, tables, "owners", name),
        not_names=_section(NotNames, tables, "not_names", name),
        dates=_section(Dates, tables, "dates", name),
        identity=_section(Identity, tables, "identity", name),
        decisions=_section(Decisions, tables, "decisions", name),
        machines=_section(Machines, tables, "machines", name),
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
    some = tuple(languages)
    return Words(**{each.name: _merged([getattr(one, each.name) for one in some]) for each in fields(Words)})


def _merged(sections: Sequence[_Section]) -> _Section:
    """One section of several languages as one; most languages have no words of their own in most sections."""
    form = type(sections[0])
    some = [one for one in sections if one != form()]
    if len(some) == 1:
        return some[0]
    return form(**{each.name: tuple(chain(*(getattr(one, each.name) for one in some))) for each in fields(form)})
