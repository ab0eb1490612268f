"""The forms of names, of logins and of what stands between two, as regular expressions."""

from functools import cache

from bot.core.config.logins import END_OF_LOGIN, LOGIN
from bot.core.words import all_words, words
from bot.core.words.phrases import literally

_WORD = r"[^\W\d_][\w.'’-]*"
NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,3}}"
BEHIND_AT = rf"{LOGIN}(?:/[A-Za-z\d][\w-]{{0,99}})?{END_OF_LOGIN}"
AT = rf"@{BEHIND_AT}"
"""`@login` or `@org/team`"""
LOGIN_OR_NAME = rf"(?:{AT}|{NAME})"


@cache
def joiners_of(language: str) -> tuple[str, ...]:
    """The words between two names, those of other languages too where they mean nothing else."""
    return tuple(dict.fromkeys((*words(language).owners.joiners, *all_words().owners.joiners)))


@cache
def join(language: str) -> str:
    """A regular expression for what stands between two names."""
    joiner = literally(joiners_of(language))
    return rf"(?:\s*(?:,\s*&\s|(?:,\s*|\s){joiner}\s|[,&+/;|、，；／＆・])\s*)"


def joined(name: str, language: str, more: str = "{0,3}") -> str:
    """A regular expression for one or several of what `name` matches; `more` says how many stand behind the first."""
    return rf"{name}(?:{join(language)}{name}){more}"
