"""The attendee block of a note: a table or a list that names people, their initials and their logins."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from bot.core.config.logins import END_OF_LOGIN, LOGIN, is_plain_login
from bot.core.markdown.blocks import Block
from bot.core.markdown.inline import cell_text
from bot.core.model.notes import Attendee
from bot.core.people.name_forms import joiners_of
from bot.core.words import ENGLISH, words
from bot.core.words.lookup import whole_hits
from bot.core.words.phrases import any_of, is_unspaced, literally

_AT = re.compile(rf"(?<![\w@.])@(?P<login>{LOGIN}){END_OF_LOGIN}")
_TAG = re.compile(r"\((?P<inside>[^()]{1,60})\)")
_INITIALS_FIRST = re.compile(r"(?P<initials>(?=\w*[A-Z])[A-Za-z]{1,4})\s*:\s+(?P<rest>.+)")
_INITIALS = re.compile(r"(?=\w{0,4}[A-Z])[A-Za-z]{2,4}")
_PROFILE = re.compile(rf"https?://(?:www\.)?github\.com/(?P<login>{LOGIN})/?")
_LONGEST_UNSPACED = 8
_SEVERAL = 3
_LONGEST_NAME = 5
"""Words of a name with its initials or its login."""
LINKED = re.compile(
    rf"\[(?P<name>[^\[\]]{{1,60}})\]\((?:mailto:[^()\s]+|https?://(?:www\.)?github\.com/(?P<login>{LOGIN})/?)\)"
)
"""A link to somebody's mail address or profile."""


@cache
def _subject() -> re.Pattern[str]:
    """Somebody with a login or initials in front of what they do."""
    said = words().owners
    verb = literally((*said.to, *said.verbs, *said.promises))
    return re.compile(
        rf"(?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w.'’-]*){{0,3}}) "
        rf"\((?:@(?P<login>{LOGIN})|(?P<initials>[A-Z]{{2,4}}))\)(?:\s*:\s|,? {verb}\s)"
    )


@cache
def _role() -> re.Pattern[str]:
    """What somebody is at a meeting: `Alistair (chair)`."""
    return re.compile(any_of(words().headings.people))


@cache
def _between(language: str) -> re.Pattern[str]:
    """What stands between the names of a line, outside parentheses."""
    joiners = literally(joiners_of(language))
    return re.compile(rf"(?:[,;、，；]|\s{joiners}\s)(?![^()]{{0,80}}\))")


@cache
def _joiners(language: str) -> tuple[str, ...]:
    """The words between two names, with the blanks around them."""
    return tuple(f" {joiner} " for joiner in joiners_of(language))


@cache
def _heads() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The columns of a table of people in the order in which they are looked for: `GitHub name` is a login."""
    heads = words().columns
    forms = (("login", heads.login), ("initials", heads.initials), ("name", heads.person))
    return tuple((key, re.compile(any_of(phrases))) for key, phrases in forms)


def from_tables(rows: Iterable[tuple[Block, bool]], language: str = ENGLISH) -> Iterator[tuple[int, Attendee]]:
    """The people of the tables that have a name column and one for initials or logins, in any order, with their lines.

    Each row comes with whether it stands in a list of people, where a column for names is enough.
    """
    columns: dict[str, int] = {}
    for row, is_list in rows:
        if row.head:
            columns = _columns([cell_text(cell) for cell in row.cells], language, is_list=is_list)
        elif columns and (person := _person([cell_text(cell) for cell in row.cells], columns)):
            yield row.number, person


def from_bullet(text: str, links: Iterable[str] = ()) -> tuple[Attendee, ...]:
    """The person that a bullet of an attendee list names; empty where it names nobody. A link may lead to the profile."""
    rest, aliases = " ".join(text.split())[:200], []
    if found := _INITIALS_FIRST.fullmatch(rest):
        aliases.append(found["initials"])
        rest = found["rest"]
    logins = [found["login"] for found in _AT.finditer(rest)]
    logins += [found["login"] for link in links if (found := _PROFILE.fullmatch(link))]
    tags = [found["inside"].strip() for found in _TAG.finditer(rest)]
    name = re.split(r"[,([@|（，]| [-–—/] ", rest, maxsplit=1)[0].strip(" :-–—*")
    after = re.split(r",\s*", _TAG.sub("", rest), maxsplit=2)
    initials = [tag for tag in tags if _are_initials(tag, name)]
    aliases = ([name] if name else []) + aliases + initials
    login = logins[0] if logins else _quiet_login(name, tags, after, sure=bool(initials))
    alone = name == rest and is_plain_login(name)
    return (Attendee(tuple(dict.fromkeys(aliases)), login),) if login or alone or _is_name(name) else ()


def from_line(text: str, language: str = ENGLISH) -> tuple[Attendee, ...]:
    """The people of a line such as `Present: Ann Example (@ann), Bob`, `Present: AE BC`, `与会人员：张三 李四`."""
    _, _, names = text.replace("：", ":").partition(":")
    parts = _between(language).split(names[:4000])
    words_of = names[:4000].split()
    if len(parts) == 1 and (is_unspaced(names) or all(map(_are_only_initials, words_of))):
        parts = words_of
    return tuple(person for part in parts if part.strip() for person in from_bullet(part))


def from_names(text: str, language: str = ENGLISH) -> tuple[Attendee, ...]:
    """The people of a line below a heading such as `Attendees`, where it has nothing but names: `Ann Example, Bob`, `[Ann, Bob]`."""
    parts = [part.strip(" .") for part in _between(language).split(text[:4000].strip("[] "))]
    found = [from_bullet(part) for part in parts if part]
    plain = all(len(part.split()) <= _LONGEST_NAME for part in parts)
    return tuple(person for people in found for person in people) if plain and all(found) else ()


def from_list(text: str, language: str = ENGLISH) -> tuple[Attendee, ...]:
    """The people of a bullet that lists three or more: `Ann, Bob and Cy`. `Ann Lee, Mill Inc., Harbour` is one with two firms."""
    last = _between(language).split(text[:400])[-1].strip(" .")
    is_list = text.rstrip(" .").removesuffix(last).endswith(_joiners(language))
    found = from_names(text, language) if is_list else ()
    return found if len(found) >= _SEVERAL else ()


def from_subject(text: str) -> tuple[Attendee, ...]:
    """Whom a line introduces as its subject, `Jaime (@jaimergp) to …`, `Jaime (JRG): …`; empty where it introduces nobody."""
    found = _subject().match(text)
    if not found or (found["initials"] and found["initials"][0] != found["name"][0]):
        return ()
    aliases = (found["name"], found["initials"]) if found["initials"] else (found["name"],)
    return (Attendee(aliases, found["login"]),)


def from_links(line: str) -> Iterator[Attendee]:
    """The people whose mail addresses or profiles a line of Markdown links: `[Ann](mailto:…)`, `[Ann](https://github.com/ann)`."""
    for found in LINKED.finditer(line) if "](mailto:" in line or "github.com/" in line else ():
        name, login = found["name"].strip("@*_ "), found["login"]
        if login and name.casefold() == login.casefold():
            yield Attendee((login,), login)
        elif _is_name(name) and "@" not in name:
            yield Attendee((name,), login)


def _columns(heads: list[str], language: str, *, is_list: bool) -> dict[str, int]:
    """Which column holds what; empty where the table is no attendee table."""
    columns: dict[str, int] = {}
    for index, head in enumerate(heads):
        key = next((key for key, form in _heads() if form.search(head)), None)
        if key is None and any(hit.key == "person" for hit in whole_hits("columns", head, language)):
            key = "name"
        if key:
            columns.setdefault(key, index)
    return columns if "name" in columns and (len(columns) > 1 or is_list) else {}


def _person(cells: list[str], columns: dict[str, int]) -> Attendee | None:
    found = {key: cells[index].strip() if index < len(cells) else "" for key, index in columns.items()}
    aliases = tuple(alias for alias in (found.get("name", ""), found.get("initials", "").strip(" .()")) if alias)
    login = found.get("login", "").strip(" ()").removeprefix("@")
    login = login.removeprefix("https://github.com/").strip("/")
    return Attendee(aliases, login if is_plain_login(login) else None) if aliases else None


def _quiet_login(name: str, tags: list[str], after: list[str], *, sure: bool) -> str | None:
    """A login without `@`: a tag, or the second of the comma-separated parts, one word in small letters.

    Firms and roles stand there too, so it has to look like the name, or to be a tag beside the initials (`sure`).
    """
    other = [tag for tag in tags if not (_INITIALS.fullmatch(tag) or _role().fullmatch(tag))]
    near = [word for word in (*other, *(part.strip() for part in after[1:2])) if _looks_like(word, name)]
    found = other if sure else near
    return next((word for word in found if is_plain_login(word) and word == word.lower() and len(word) > 2), None)


def _are_initials(tag: str, name: str) -> bool:
    """Whether a tag begins like the first word of a name and ends like a later one: `(TSC)` behind `Tom Sawyer` is a body."""
    first, *later = name.casefold().split() or [""]
    begins = bool(_INITIALS.fullmatch(tag)) and tag[0].casefold() == first[:1]
    return begins and (not later or any(word[0] == tag[-1].casefold() for word in later))


def _are_only_initials(word: str) -> bool:
    return word.isupper() and bool(_INITIALS.fullmatch(word))


def _looks_like(login: str, name: str) -> bool:
    """Whether three letters in a row are common to both."""
    plain = "".join(filter(str.isalpha, login.casefold()))
    whole = "".join(filter(str.isalpha, name.casefold()))
    return any(plain[at : at + 3] in whole for at in range(len(plain) - 2))


def _is_name(name: str) -> bool:
    """Whether a bullet without a login still names somebody: one to four words, the last with a capital.

    In scripts without capitals it has as few letters as a name.
    """
    if is_unspaced(name):
        return 1 < len(name) <= _LONGEST_UNSPACED and all(char.isalpha() or char in " ·・" for char in name)
    parts = name.split()
    return 0 < len(parts) <= 4 and parts[-1][0].isupper() and not any(char.isdigit() for char in name)
