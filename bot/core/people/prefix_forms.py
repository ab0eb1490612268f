"""The forms of what stands before an item's words, as regular expressions made of the word files. Each is compiled once."""

import re
from functools import cache

from bot.core.people.names import NAME, join
from bot.core.words import words
from bot.core.words.phrases import any_of, capitalised, literally, shouted

_TAG = r"\((?P<tag>[^()]{1,60})\)"
_AT = r"@[A-Za-z\d][A-Za-z\d-]{0,38}"


@cache
def todo() -> re.Pattern[str]:
    """`TODO …`, `to do: …`"""
    return re.compile(rf"(?P<word>{any_of(words().work.todo)})(?P<colon>\s*[:–-](?=\s|$))?\s*+")


@cache
def marker() -> re.Pattern[str]:
    """`Action item 3 (Ann): …`. Initials count in capitals only: `Ai:` is a speaker."""
    word = any_of(words().work.markers, whole=False)
    return re.compile(rf"(?P<word>{word})(?: ?#?\d{{1,3}})?(?P<tag>\s*\([^()]{{1,60}}\))?\s*(?::|[–-](?=\s))\s*+")


@cache
def tagged() -> re.Pattern[str]:
    """`AI(DS) …`, `Action item [Ann] …`. `AI (…)` with a blank is as often the subject and its explanation."""
    work = words().work
    no_blank = "".join(rf"(?<!{re.escape(short)} )" for short in work.initials)
    return re.compile(
        rf"(?P<word>{capitalised(work.named)})(?: ?{no_blank}{_TAG}| ?\[(?P<name>[^\[\]]{{1,60}})\])\s*+:?\s*+"
    )


@cache
def named() -> re.Pattern[str]:
    """`Action item for Lee: …`"""
    work = words().work
    names = rf"(?P<names>@?{NAME}(?:{join()}@?{NAME}){{0,3}})"
    return re.compile(rf"(?P<word>{capitalised(work.named)})\s+(?:{any_of(work.introducing)}\s+)?{names}\s*:\s+")


@cache
def bracketed() -> re.Pattern[str]:
    """`[Action - Lee] …`"""
    work = words().work
    word = f"{any_of((*work.action, *work.action_item, *work.initials))}|{capitalised(work.todo)}"
    return re.compile(rf"[\[(](?P<word>{word})\s*(?:[-–:]\s*(?P<names>[^\[\]()]{{1,60}}))?[\])]\s*+:?\s*+")


@cache
def named_todo() -> re.Pattern[str]:
    """`Lee TODO: …`"""
    return re.compile(rf"(?P<name>[^\W\d_][\w.'’-]*(?: [A-Z]\.?)?) {shouted(words().work.todo)}(?!\():?\s*+")


@cache
def before_login() -> re.Pattern[str]:
    """`ACTION @lee …`"""
    return re.compile(rf"(?P<word>{capitalised(words().work.named)})\s+(?=@\w)")


@cache
def bare_initials() -> re.Pattern[str]:
    """`AI remove the label`. `AI in packaging`, `AI is a subject`: there the letters are what is spoken of."""
    work = words().work
    other = rf"(?!{any_of(work.after_other_meaning)})"
    return re.compile(rf"(?P<word>{any_of(work.initials)}) (?:{any_of(work.to)} )?{other}(?=[a-z])")


@cache
def inner() -> re.Pattern[str]:
    """`… AI(DS) figure out …`, `… TODO(name)`"""
    work = words().work
    word = capitalised((*work.named, *work.todo))
    return re.compile(rf"(?P<before>\S.*?)\s+(?P<word>{word}){_TAG}\s*+:?\s*+(?P<after>.*)")


@cache
def work_before() -> re.Pattern[str]:
    """A word for work and its colon at the end."""
    work = words().work
    return re.compile(rf"{any_of((*work.markers, *work.todo))}:\s*$")


@cache
def verb() -> str:
    """What stands between who does something and what, as the group `verb`."""
    owners = words().owners
    return rf"(?P<verb>{literally((*owners.to, *owners.verbs, *owners.promises))})"


@cache
def prose() -> re.Pattern[str]:
    """`Eric to add …`"""
    return re.compile(rf"(?P<names>\S+(?:\s+\S+){{0,6}}?)\s+{verb()}\s+(?P<next>\S+)")


@cache
def verb_first() -> re.Pattern[str]:
    """`to add …`"""
    return re.compile(rf"{verb()}\s+(?P<next>\S+)")


@cache
def promised() -> re.Pattern[str]:
    """`… @login will add …`"""
    return re.compile(rf"(?<![\w@])@(?P<login>{_AT[1:]})\s+{literally(words().owners.promises)}\s+[a-z]")


@cache
def logins() -> re.Pattern[str]:
    """`@ann, @bob and @cid`"""
    between = rf"(?:\s*(?:,|/|&|\+|{literally(words().owners.joiners)})?\s*(?=@))"
    return re.compile(rf"(?:{_AT}(?:\[bot\])?{between})*{_AT}\b")


@cache
def before_dash() -> re.Pattern[str]:
    """`Ann, Bob - …`"""
    return re.compile(rf"(?P<names>{NAME}(?:{join()}{NAME}){{0,3}})\s+[–-]\s+")


@cache
def trailing_logins() -> re.Pattern[str]:
    """`… - @ann, @bob`"""
    login = r"@[A-Za-z\d-]{1,39}"
    between = rf"(?:\s*[,/&+]\s*|\s+(?:{literally(words().owners.joiners)}\s+)?)"
    return re.compile(rf"(?:\s[-–—]|[:;,]|(?<=\.))\s+(?P<inside>{login}(?:{between}{login}){{0,5}})\s*\.?$")
