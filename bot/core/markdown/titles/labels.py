"""Lines and bullets that only announce what stands below them: work, talk, people."""

import re
from functools import cache, lru_cache

from bot.core.markdown.deadlines import is_deadline
from bot.core.markdown.titles.english import actions_phrase, announces_list, opens_with_work, qualifiers, work_phrase
from bot.core.markdown.titles.headings import LONGEST_LABEL, may_say, plain, said_by, title_parts, without_day
from bot.core.markdown.titles.list_kinds import announces_boxes, names_work
from bot.core.markdown.titles.vocabulary import ANY_LANGUAGE, Meaning, Said, Vocabulary, whole_said
from bot.core.text.unicode import COLONS
from bot.core.words import ENGLISH, words
from bot.core.words.phrases import any_of, capitalised


@cache
def _initials_label() -> re.Pattern[str]:
    """`AI:`, `AIs:`"""
    short = words().work.initials
    return re.compile(rf"[*_]{{0,3}}{any_of((*short, *(f'{each}s' for each in short)))}[*_]{{0,3}}:[*_]{{0,3}}")


@cache
def _names_who() -> re.Pattern[str]:
    """`AI @cyd to organise:`: a word for work with who does it, and a colon at the end."""
    other = any_of(words().work.after_other_meaning)
    return re.compile(rf"[*_]{{0,3}}{capitalised(words().work.named)}\s(?!{other})[^:]{{2,80}}:[*_]{{0,3}}")


_BOLD = re.compile(
    r"(?:(\*{2,3})[^*]{1,120}\1|__[^_]{1,120}__|<(b|strong)>[^<]{1,120}</\2>)\s*:?(?:\s\([^()*]{1,40}\))?\s*:?"
)
_MOST_OF_NAMES = 3
"""Words of a line that says nothing but names."""
_PARTICLE = 3
"""Characters of a word in small letters in or between names."""
# The blank comes first, so that it is found without a look at each place of the text.
_SENTENCE = re.compile(r"\s(?<=[.!?]\s)\s*")


@cache
def _actionable() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.action_first))


@cache
def _until() -> re.Pattern[str]:
    """When a list is to be done, at the end of its label: `Action items for next meeting`."""
    return re.compile(rf" {any_of(words().headings.until)}$")


@cache
def _aside() -> re.Pattern[str]:
    """What is said in parentheses behind that: `Goals for next week (include responsibilities)`."""
    return re.compile(rf"(?P<until> {any_of(words().headings.until)})\s+\([^()\d]{{1,40}}\)$")


@cache
def _talk() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.talk))


def last_sentence(line: str) -> str:
    """What a line with a colon at its end says last: `Some actions:` behind other sentences."""
    return _SENTENCE.split(line)[-1]


def leads_to_boxes(text: str, bold: bool, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether boxes right below a line are work: a sentence with a colon at its end names work anywhere (`We have some action items
    from this meeting:`), or a line says what they are, as a heading does (`For next week:`).
    """
    if text.endswith(COLONS):
        return announces_boxes(text) or (not bold and _mentions_work(text, vocabulary))
    return bold and announces_boxes(text)


def _mentions_work(text: str, vocabulary: Vocabulary) -> bool:
    return names_work(text, vocabulary) or bool(_actionable().search(plain(text)))


def announces_talk(text: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether a bullet of an action list only announces something else below it: `Links:`, `Decisions:`, `Discussion`."""
    if len(text) > LONGEST_LABEL or not _nothing_after_colon(text):
        return False
    said = plain(text)
    other = whole_said(said, vocabulary.language)
    return bool(_talk().fullmatch(said)) or (other is not None and other.meaning is Meaning.AGENDA)


def takes_apart(line: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether a line takes the list below a label apart: it says nothing of its own, and is one word, or few that are written as
    names (`All:`, `Ann and Bob:`, not `Parking lot:`).
    """
    said = line.rstrip(" :：").split()
    if (
        not 1 <= len(said) <= _MOST_OF_NAMES
        or said_by(line, vocabulary) is not None
        or announces_talk(line, vocabulary)
    ):
        return False
    is_name = len(said) == 1 or not (said[0][0].islower() or said[-1][0].islower())
    return is_name and all(len(word) <= _PARTICLE for word in said[1:-1] if word[0].islower())


def announces_people(text: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether a line, or a part of it behind a sign, says that the names of people follow: `Welcome / Roll call of members`."""
    parts = title_parts(plain(text)) if len(text) <= LONGEST_LABEL and not text.rstrip().endswith("?") else []
    said = (said_by(part, vocabulary) for part in parts if part)
    return any(each is not None and each.meaning is Meaning.PEOPLE for each in said)


def is_bold(line: str) -> bool:
    """Whether all of a line is bold."""
    return line[:1] in ("*", "_", "<") and bool(_BOLD.fullmatch(line))


def is_label(text: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether a bullet or short line only announces the work below it: `TODO:`, `Next steps`, `Actions to be done by …:`."""
    return len(text) <= LONGEST_LABEL and _is_label(text, vocabulary)


def leads_to_list(line: str) -> bool:
    """Whether a plain sentence with a colon at its end says that work follows: `Ann's next steps are:`."""
    return line.endswith(COLONS) and announces_list(plain(line))


def is_label_of_list(sentence: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether a sentence announces the list below it."""
    return sentence.endswith(COLONS) and is_label(sentence, vocabulary)


@lru_cache(maxsize=4096)
def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    if ":" in text and (_initials_label().fullmatch(text.strip()) or _names_who().fullmatch(text.strip())):
        return True
    deadline = text.rstrip(" *").endswith(COLONS) and is_deadline(text, vocabulary.language)
    if deadline or not may_say(text, vocabulary, Meaning.ACTION):
        return deadline
    colon = text.rstrip().endswith(COLONS)
    said = said_by(text, vocabulary)
    plain_text = _aside().sub(r"\g<until>", without_day(plain(text))) if said or colon else ""
    if said is None or said.meaning is not Meaning.ACTION or not (colon or said.whole):
        return False
    if _says_the_step(plain_text) or (not colon and _states(plain_text, vocabulary)):
        return False
    if (
        not colon
        and len(_until().sub("", plain_text).split()) > 4
        and (said.language == ENGLISH or said.word != plain_text)
    ):
        return False
    return (said.word == plain_text or _is_announced(plain_text, said, _asks(text))) and _nothing_after_colon(text)


def _says_the_step(title: str) -> bool:
    """Whether a title says what the one next step is."""
    found = _one_step().search(title)
    return found is not None and len(title[found.end() :].split()) > 1


@cache
def _one_step() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.one_step))


def _states(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a line says how work stands: `Action items were reviewed`."""
    said = title.split()
    at = next((at for at, word in enumerate(said) if word in words().nothing.stating), 0)
    before = said_by(" ".join(said[:at]), vocabulary) if at else None
    return before is not None and before.meaning is Meaning.ACTION


def _asks(text: str) -> bool:
    return text.rstrip(" *_:：").endswith(("?", "？"))


def _is_announced(title: str, said: Said, asks: bool) -> bool:
    """Whether a word for work stands at the beginning, behind qualifiers or at the end: elsewhere it is part of a sentence.

    At the end of a question it is what is asked about: `Mill action plan?`.
    """
    if not asks and (len(title.split()) <= 4 or said.language != ENGLISH):
        return True
    return opens_with_work(title.split()) or any(
        found.start() == 0
        or (found.end() == len(title) and not asks)
        or set(title[: found.start()].split()) <= qualifiers()
        for form in (work_phrase(), actions_phrase())
        for found in form.finditer(title)
    )


def _nothing_after_colon(text: str) -> bool:
    _, colon, after = text.replace("：", ":").partition(":")
    return not colon or not after.strip(" *_:")
