"""What a marker keeps of an item's words, and these words in the form in which evidence compares them.

Words stand in a marker as digests, so that nothing of a note is stored twice; since version 2 of the marker the newest wording
stands there as text too, redacted, because digests do not show whether a word was mistyped or replaced.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from bot.core.issues import marker
from bot.core.issues.matching.owned import Owned
from bot.core.issues.titles import made_of
from bot.core.items.comparing.side import Side
from bot.core.items.evidence import NONE, Evidence
from bot.core.items.meeting import wording_of
from bot.core.items.owners import LineOwner, Owners, owners_of
from bot.core.items.similarity import Wording, wording
from bot.core.items.weighing import weigh
from bot.core.items.words import FILLERS, sense_words
from bot.core.model.notes import Item, Line

_MOST_WORDS = 100
"""Words of a wording that a marker keeps: a body has room for 65,536 characters in all."""

_LONGEST_TEXT = 400
"""Characters of the newest wording that a marker keeps."""

_WORD, _OWNER = 6, 8
"""Hex digits of a word's digest, and of an owner's."""

_UNKNOWN = "\ufffd"
"""In front of the digest of a word that the other side does not have."""


@lru_cache(maxsize=16384)
def word_digests(said: Wording) -> tuple[str, ...]:
    """The content words of a wording, hashed; hard tokens with `#` in front."""
    soft = sorted(marker.digest(word, _WORD) for word in said.content)[:_MOST_WORDS]
    return (*soft, *sorted("#" + marker.digest(token, _WORD) for token in said.hard)[:_MOST_WORDS])


def fingerprints(item: Item) -> tuple[str, ...]:
    """The fingerprints of all wordings that the item has had, oldest first."""
    return tuple(dict.fromkeys(wording_of(line).fingerprint for line in item.lines))


def newest_text(item: Item) -> str:
    """The newest wording in its normal form, private parts taken out."""
    return wording_of(item.newest).normal[:_LONGEST_TEXT]


def owner_digests(item: Item) -> tuple[str, ...]:
    """The owners that the item's newest line names, hashed."""
    return tuple(sorted(marker.digest(owner.casefold(), _OWNER) for owner in item.newest.owners))


def title_digest(item: Item) -> str:
    """Digest of what the title is made of: the newest words with their owners, and what they stand below."""
    return marker.digest("\n".join((*made_of(item), *owner_digests(item))))


def same_numbers(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether of two wordings' digests one side's hard tokens contain the other's."""
    left, right = ({word for word in side if word.startswith("#")} for side in (one, other))
    return left <= right or right <= left


def likeness(line: Line, issue: Owned, *, placed: bool = False) -> Evidence:
    """The evidence that a line is the piece of work of an issue, by the words in its marker."""
    said = wording_of(line)
    side = Side(said, owners_of(line))
    found = (weigh(before, side, placed=placed, edited=placed) for before in _remembered(issue, side))
    return max(found, key=lambda evidence: (evidence.same, evidence.rank), default=NONE)


def without_digests(evidence: Evidence) -> Evidence:
    """The evidence without the words and owners that only the marker has: no person can read their digests."""
    readable = (
        replace(finding, words=tuple(word for word in finding.words if not word.startswith(_UNKNOWN)))
        for finding in evidence.findings
    )
    return replace(evidence, findings=tuple(readable))


def _remembered(issue: Owned, beside: Side) -> Iterator[Side]:
    """The wordings of an issue: the newest as text where the marker has it, and all as digests."""
    owners = _owners(issue, beside.owners)
    known = issue.marker.wordings
    if issue.marker.said:
        text = wording(issue.marker.said)
        digests = known.get(text.fingerprint) or next(reversed(known.values()), ())
        yield Side(replace(text, hard=_translated(digests, beside.said).hard), owners)
    for digests in reversed(known.values()):
        yield Side(_translated(digests, beside.said), owners)


def _owners(issue: Owned, known: Owners) -> Owners:
    """The owners of an issue's line: by name as far as `known` has them, else by digest."""
    names = {marker.digest(owner.name, _OWNER): owner for owner in known}
    return frozenset(names.get(digest) or LineOwner(_UNKNOWN + digest) for digest in issue.marker.owners)


def _translated(digests: tuple[str, ...], beside: Wording) -> Wording:
    """Digests as words, where `beside` or the fillers have the word."""
    words, hard = _plain(beside)
    soft = [words.get(digest, _UNKNOWN + digest) for digest in digests if not digest.startswith("#")]
    firm = frozenset(hard.get(digest, _UNKNOWN + digest) for digest in digests if digest.startswith("#"))
    content = frozenset(soft)
    return Wording("", content, content, content, firm, frozenset(), tuple(sense_words(soft)))


@lru_cache(maxsize=4096)
def _plain(said: Wording) -> tuple[dict[str, str], dict[str, str]]:
    """Digest → word, for the content words of a wording and the fillers, and for its hard tokens."""
    words = {**_fillers(), **{marker.digest(word, _WORD): word for word in said.content}}
    return words, {"#" + marker.digest(token, _WORD): token for token in said.hard}


@lru_cache(maxsize=1)
def _fillers() -> Mapping[str, str]:
    return {marker.digest(word, _WORD): word for word in FILLERS}
