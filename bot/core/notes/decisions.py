"""The lines of a note that record a decision: announced by a word (`DECISION: …`), below a heading for decisions, or a vote
with its counts.

A line with a box is work, and a question is not decided yet.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.inline import see
from bot.core.markdown.sections import Section, Walker
from bot.core.markdown.source import Document, document
from bot.core.markdown.titles.headings import plain
from bot.core.model.decisions import Decision
from bot.core.model.meeting import Meeting
from bot.core.notes.placeholders import says_nothing
from bot.core.notes.problems import is_too_large
from bot.core.text.unicode import COLONS
from bot.core.words import all_words
from bot.core.words.phrases import any_of, shouted

_ENDS = r"(?=\s*(?:[,;.)/|]|$))"
"""What follows a count with its word: `5 for, 2 against`; not `5 for review`."""
_ONLY_NUMBER = re.compile(r"#?\d+\.?|https?://\S+")
"""An issue that is resolved is no decision."""
_NAMES = re.compile(r"\s*(?:,|&|/)\s*")


@cache
def _announced() -> re.Pattern[str]:
    """`Decision 2 (Ann): …`, `**Agreed** – …`, `RESOLVED …`."""
    said = all_words().decisions
    words = said.label
    behind = r"\s?(?:#?\d{1,3})?\s*(?:\((?P<who>[^()]{1,60})\))?"
    return re.compile(
        rf"\W{{0,4}}(?:(?P<word>(?i:{any_of(words)})){behind}\s*(?:[:：]|\s[–—-]\s)\s*"
        rf"|(?P<shout>{shouted(words)})\s+(?!(?i:{any_of(said.not_yet)}))(?=\S))(?P<text>.+)",
        re.DOTALL,
    )


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(any_of(all_words().decisions.heading))


@cache
def _counts() -> tuple[re.Pattern[str], ...]:
    """Votes for, against and abstained, each with its number in front or behind."""
    said = all_words().decisions
    kinds = (said.votes_for, said.votes_against, said.abstained)
    return tuple(
        re.compile(rf"\b\d{{1,4}}\s{any_of(words)}{_ENDS}|{any_of(words)}\s?[:=]\s?\d{{1,4}}\b", re.IGNORECASE)
        for words in kinds
    )


@cache
def _unanimous() -> tuple[re.Pattern[str], re.Pattern[str]]:
    said = all_words().decisions
    return re.compile(any_of(said.unanimous), re.IGNORECASE), re.compile(any_of(said.voted), re.IGNORECASE)


def read_decisions(meeting: Meeting) -> tuple[Decision, ...]:
    """The decisions that the notes of a meeting record, in order; none where they are too large to be read."""
    if is_too_large(meeting.text):
        return ()
    source = document(meeting.text)
    return tuple(_decisions(meeting, source))


def _decisions(meeting: Meeting, source: Document) -> Iterator[Decision]:
    walker = Walker(source, titled=meeting.titled)
    below: dict[int, str] = {}
    """Bullets that announce decisions, with their words."""
    for index, block in enumerate(source.blocks):
        section = walker.section_of(block)
        if block.form is Form.HEADING or block.quoted or block.head:
            continue
        text = see(block.lines, source.references).text
        if label := _label(text):
            below[index] = label
        elif found := _found(block, text, _announcer(block, section, below)):
            said, word, who = found
            number = block.number + meeting.first_line - 1
            yield Decision(meeting.date, meeting.path, number, said, word, who)


def _label(text: str) -> str:
    """The words of a line that only announces decisions: `Decisions:`."""
    return text if text.rstrip().endswith(COLONS) and _heading().fullmatch(plain(text)) else ""


def _announcer(block: Block, section: Section, below: dict[int, str]) -> str:
    """The heading or label for decisions right above a bullet; empty where there is none."""
    if block.form is not Form.BULLET:
        return ""
    if block.parent is not None:
        return below.get(block.parent, "")
    title = section.label or (section.headings[-1] if section.headings else "")
    return title if _heading().fullmatch(plain(title)) else ""


def _found(block: Block, text: str, above: str) -> tuple[str, str, tuple[str, ...]] | None:
    """What a line decides, the word that says so, and who is named; None where it records no decision."""
    if block.box is not None or text.rstrip().endswith("?"):
        return None
    if found := _announced().match(text):
        said, word = found["text"].strip(), found["word"] or found["shout"]
        return (
            None
            if says_nothing(said) or _ONLY_NUMBER.fullmatch(said) or _label(f"{said}:")
            else (said, word, _names(found["who"]))
        )
    if above:
        return None if says_nothing(text) else (text, above.rstrip(" :："), ())
    vote = _vote(text)
    return (text, vote, ()) if vote else None


def _names(who: str | None) -> tuple[str, ...]:
    return tuple(_NAMES.split(who.strip())) if who else ()


def _vote(text: str) -> str:
    """The counts of a vote in a line: at least two kinds of them, or that it was unanimous."""
    counts: Sequence[re.Match[str]] = [found for kind in _counts() if (found := kind.search(text))]
    if len(counts) > 1:
        return ", ".join(found.group() for found in counts)
    unanimous, voted = _unanimous()
    found = unanimous.search(text)
    return found.group() if found and voted.search(text) else ""
