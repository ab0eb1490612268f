"""The title of an item's issue: its words with their topic, so that they make sense in a list of issues."""

import re
from functools import cache
from urllib.parse import urlsplit

from bot.core.items.fields import without_due, without_fields, without_stamp
from bot.core.items.meeting import said_in
from bot.core.markdown.dates import day_at
from bot.core.markdown.done_words import without_done
from bot.core.markdown.titles.headings import meaning
from bot.core.markdown.titles.labels import is_label
from bot.core.markdown.titles.list_kinds import is_bucket, is_other, is_review
from bot.core.model.notes import Item, Line
from bot.core.text.normalise import normalise
from bot.core.text.outgoing import cut
from bot.core.text.outgoing import title as title_text
from bot.core.words import all_words, words
from bot.core.words.phrases import literally

LENGTH = 120
"""Characters; GitHub allows 256, but a list of issues shows no more, and the body has the whole text."""

_TOPIC_LENGTH = 60
"""Characters up to which a topic goes in front; a longer one is a sentence, not a name, unless it is what the item stands below."""

_FEW = 4
"""Words of a text that is hardly understood without what it stands below."""

_WORD = re.compile(r"\w+")
_URL = re.compile(r"https?://[^\s<>\"`|]{1,2000}")
_BEHIND = re.compile(r"[?!.,:;*_~'\")\]]+$")
_ISSUE = re.compile(r"/(?P<repository>[\w.-]+/[\w.-]+)/(?:issues|pull|discussions)/(?P<number>\d+)")
_COMMIT = re.compile(r"/(?P<repository>[\w.-]+/[\w.-]+)/commit/(?P<commit>[0-9a-f]{7})")
_REPOSITORY = re.compile(r"/(?P<repository>[\w.-]+/[\w.-]+)(?:/.*?)?(?P<file>/[\w.-]+\.[a-z]{1,5})?/?")
_LAST_PART = re.compile(r"[\w.,-]{1,30}")
_LEADING_SIGNS = " :;,.-–—·•|>)]）】"
_TRAILING_SIGNS = " :;,-–—·•|>→\\"
_STATE_SIGNS = tuple("-–—([→")
_TAG = re.compile(r"\[(?P<inside>[^\[\]]{1,30})\]\s*[:–-]?\s*(?=\S)")
_NUMBERED = re.compile(r"^(?:[a-z]\)|(?:\d{1,3}[.)]){1,4}\d{0,2})\s+")
_FIRST_PART = re.compile(r"\s[-–—]\s|:\s")
_DURATION = re.compile(r"\s*[(\[]\d{1,3} ?m(?:in\w*)?\.?[)\]]$", re.IGNORECASE)
"""How long a topic was to take: `Roadmap (15 min)`."""
_DAY = r"(?:\s[-–—]\s[\d./-]{4,10})?"
_GITHUB = frozenset({"github.com", "www.github.com"})


def title(item: Item, repository: str) -> str:
    """`Topic: text`, cut at a word. The words come from the notes, so they neither ping nor close.

    Without what belongs to an owner that is not in the title: `to mow` becomes `mow`. An address is shortened to what it names.
    """
    line = item.newest
    said = without_stamp(_without_tag(said_in(line)), by_machine=any(each.by_machine for each in item.lines))
    # Signs alone stay as they are: GitHub refuses an issue without a title.
    text = _plain(_without_owners(said, line), repository) or said.strip()
    above = _without_state(_plain(_without_tag(_above(item, text)), repository).rstrip(" :."))
    above = _DURATION.sub("", above) or above
    if above and not _repeats(text, above) and not _is_owner(above, line):
        text = f"{above} {text}" if above.endswith(("?", "？")) else f"{above}: {text}"
    return _cut_short().sub("…", title_text(text, repository, LENGTH))


def made_of(item: Item) -> tuple[str, ...]:
    """What the title of an item's issue is made of: its words, its topic, what it stands below, outside the lists its heading."""
    line = item.newest
    above = next((each.above for each in _listed_first(item) if each.above), "")
    heading = () if line.listed else line.headings[-1:]
    return tuple(map(normalise, (said_in(line), topic(item), above, *heading)))


def _repeats(text: str, above: str) -> bool:
    """Whether a text has all words of what stands above it."""
    topic_words = set(_WORD.findall(above.casefold()))
    is_part = bool(topic_words) and topic_words <= set(_WORD.findall(text.casefold()))
    return is_part or text.casefold().startswith(above.casefold())


def _without_state(above: str) -> str:
    """A topic without its state behind a sign: `Crane -- done`, not `what is to get DONE`."""
    text, done = without_done(above)
    return text if done and above[len(text) :].lstrip()[:1] in _STATE_SIGNS else above


def _is_owner(above: str, line: Line) -> bool:
    """Whether what stands above is who does it: a bullet `Ann` with what Ann does below it."""
    return above in line.owners and above not in line.markdown


def topic(item: Item) -> str:
    """The first topic it stood under in a list, else in an agenda: lists lose their topics as they are carried on."""
    return next((line.topic for line in _listed_first(item) if line.topic), "")


def _above(item: Item, text: str) -> str:
    """The topic, or what the item stands below. A text of several words needs no long sentence of which the end is cut off."""
    named = _NUMBERED.sub("", topic(item).strip(), count=1)
    if named and len(named) <= _TOPIC_LENGTH and not _says_nothing(named):
        return named
    lines = _listed_first(item)
    below = next((line.above for line in lines if line.above and not _says_nothing(line.above)), "")
    below = _NUMBERED.sub("", below, count=1)
    if len(below) > _TOPIC_LENGTH and len(text.split()) > _FEW:
        return _heading(item.newest)
    return cut(below, _TOPIC_LENGTH) or _heading(item.newest)


def _says_nothing(named: str) -> bool:
    """Whether what stands above is no topic: `Notes`, `Review of the actions from May`, `Next steps`."""
    return is_review(named) or is_label(named) or is_bucket(named) or is_other(named)


def _heading(line: Line) -> str:
    """The heading above work outside the lists, where it names a topic: a title of the note, a date or `Notes` does not."""
    if line.listed or len(line.headings) < 2:
        return ""
    named = _NUMBERED.sub("", line.headings[-1].strip(" :"), count=1)
    # `Meeting notes – by Ann`
    is_notes = is_other(_FIRST_PART.split(named, maxsplit=1)[0])
    is_topic = len(named) <= _TOPIC_LENGTH and not (meaning(named) or is_notes or is_bucket(named) or day_at(named))
    return named if is_topic else ""


def _listed_first(item: Item) -> list[Line]:
    return sorted(item.lines, key=lambda line: not line.listed)


def _without_owners(said: str, line: Line) -> str:
    """Words without who does it, where it stands before a colon or among fields at the end: `Ann: mow`, `mow - Ann - 2024-06-01`."""
    text = without_due(without_fields(said), line.due)
    for name in line.owners:
        if name not in text:
            continue
        found = re.search(rf"\s[-–—]\s@?{re.escape(name)}{_DAY}\s*$", text)
        text = text[: found.start()] if found else text
        front = re.match(rf"@?{re.escape(name)}\s?[:：]\s+(?!I\b)(?=\S)", text)
        text = text[front.end() :] if front else text
    return text if text.strip(_LEADING_SIGNS) else said


def _without_tag(said: str) -> str:
    """Words without a tag in front that names everybody or only says how the work stands: `[All] mow`, `[New] mow`."""
    found = _TAG.match(said)
    if not found:
        return said
    names = words().not_names
    inside = set(found["inside"].casefold().split()) - set(names.articles)
    return (
        said[found.end() :]
        if inside <= {*all_words().owners.everybody, *words().owners.everybody, *names.states}
        else said
    )


def _plain(said: str, repository: str) -> str:
    """Words without signs and dangling verbs in front, with short names for addresses."""
    text = _URL.sub(lambda url: _short(url[0], repository), " ".join(said.split())).lstrip(_LEADING_SIGNS)
    dangling = _dangling().match(text)
    text = text[dangling.end() :].lstrip(_LEADING_SIGNS) if dangling else text
    return text.rstrip(_TRAILING_SIGNS) or text


@cache
def _dangling() -> re.Pattern[str]:
    """`to mow`, `will mow`, `needs to mow`: somebody stood in front of it. So it is with `I will mow`, not with `Should we mow?`."""
    owners = words().owners
    said = literally((*owners.own_promises, *owners.to, *owners.promises, *owners.verbs))
    return re.compile(rf"{said}\s+(?=[^\W\d_A-Z])(?!.*\?\W*$)")


@cache
def _cut_short() -> re.Pattern[str]:
    """What a cut leaves at its end and means nothing there: `… and to the…`."""
    small = literally(dict.fromkeys((*words().nothing.dangling, *all_words().nothing.dangling)))
    return re.compile(rf"(?:[,;:]?\s+{small})+…(?=$|:)")


def _short(url: str, repository: str) -> str:
    """What an address names: `owner/name#12`, `owner/name`, `example.org/page`."""
    behind = _BEHIND.search(url)
    address = url[: behind.start()] if behind else url
    return _name(address, repository) + url[len(address) :]


def _name(address: str, repository: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = parts.netloc.rpartition("@")[2].casefold()
    if host in _GITHUB:
        return _name_on_github(parts.path, repository) or host
    last = parts.path.rstrip("/").rpartition("/")[2]
    return host.removeprefix("www.") + (f"/{last}" if _LAST_PART.fullmatch(last) and not parts.query else "")


def _name_on_github(path: str, repository: str) -> str:
    if found := _ISSUE.match(path):
        own = found["repository"].casefold() == repository.casefold()
        return f"#{found['number']}" if own else f"{found['repository']}#{found['number']}"
    if found := _COMMIT.match(path):
        return f"{found['repository']}@{found['commit']}"
    found = _REPOSITORY.fullmatch(path)
    return f"{found['repository']}{found['file'] or ''}" if found else path.strip("/")
