"""Which kind of list a title announces: a plan, a review of old work, one that mixes work with talk, one of boxes only."""

import re
from functools import cache
from itertools import dropwhile

from bot.core.markdown.titles.english import (
    actions_phrase,
    age,
    may_be_of_other_actions,
    opens,
    opens_with_work,
    planned,
    planned_alone,
    qualifiers,
    work_phrase,
)
from bot.core.markdown.titles.headings import LONGEST_LABEL, LONGEST_TITLE, plain, title_parts, without_day
from bot.core.markdown.titles.vocabulary import (
    ANY_LANGUAGE,
    Meaning,
    Vocabulary,
    is_kind,
    is_kind_until,
    names_action,
    names_talk,
    whole_said,
)
from bot.core.words import words
from bot.core.words.phrases import any_of, has_hint, hints


def is_mixed(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether a heading of work names something else too, so that a plain bullet below it may be either."""
    said = plain(title[:LONGEST_TITLE])
    english = len(parts := title_parts(said)) > 1 and any(map(_other().fullmatch, parts))
    return english or is_loose(title) or names_talk(said, vocabulary.language)


def is_other(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether `title` names nothing but what is no work: `Decisions`, `Notes`."""
    said = plain(title[:LONGEST_TITLE])
    elsewhere = whole_said(said, vocabulary.language)
    return bool(_other().fullmatch(said)) or (elsewhere is not None and elsewhere.meaning is Meaning.AGENDA)


@cache
def _other() -> re.Pattern[str]:
    said = words().headings
    return re.compile(any_of((*said.other, *said.agenda)))


def is_loose(title: str, *, heading: bool = False) -> bool:
    """Whether a label of work, or a `heading`, has as often what comes out of it, or what it goes on from: `Deliverables`."""
    said = plain(title[:LONGEST_LABEL])
    return bool(_loose(heading).fullmatch(said)) or is_kind(said, "loose")


def may_be_subject(heading: str) -> bool:
    """Whether a heading of work may as well name a subject, so that the list below it tells: `Team actions`, `RPC actions`."""
    return all(map(may_be_of_other_actions, title_parts(plain(heading[:LONGEST_LABEL]))))


@cache
def _loose(heading: bool) -> re.Pattern[str]:
    said = words().headings
    phrases = (*said.loose, *said.loose_headings) if heading else said.loose
    return re.compile(rf"{any_of(phrases)}(?: ?\([^()]{{1,40}}\))?")


def names_work(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether a word for work stands in `title`: `Completed action items`, not `Completed`."""
    said = plain(title[:LONGEST_TITLE])
    return bool(work_phrase().search(said) or actions_phrase().search(said)) or names_action(said, vocabulary.language)


def names_results(title: str) -> bool:
    """Whether a title that announces work does so by a word that is a topic as often: `Update homework`, `Deliverables`."""
    said = plain(title[:LONGEST_TITLE])
    found = _results().search(said) and not (work_phrase().search(said) or actions_phrase().search(said))
    return bool(found) or is_kind(said, "results")


@cache
def _results() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.results))


def is_bucket(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> bool:
    """Whether `title` only says of which meeting the lines below are: `Last meeting`, `Pushed to next meeting`."""
    said = plain(title[:LONGEST_LABEL])
    return bool(_bucket(vocabulary.language).fullmatch(said) or age().fullmatch(said))


@cache
def _bucket(language: str) -> re.Pattern[str]:
    return re.compile(rf"{any_of(words(language).headings.bucket)}(?:\(s\))?")


def is_planned(title: str) -> bool:
    """Whether `title` announces only what is planned until a time: `Goals for next week`, not `Tasks for next week`."""
    said = plain(title[:LONGEST_TITLE])
    found = planned().search(said) or opens(said.split(), (planned_alone(),))
    return bool(found) and not (work_phrase().search(said) or opens_with_work(said.split()))


def names_discussion(word: str) -> bool:
    """Whether the word by which a heading is one of an agenda says that what was said stands below it: `discussion`."""
    return bool(_discussed().fullmatch(word)) or is_kind(word, "discussed")


@cache
def _discussed() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.discussed))


def is_review(text: str) -> bool:
    """Whether a bullet or heading announces that old work is gone through: `Review of actions from May`, not `Review of new actions`.

    What is said there is how it stands.
    """
    said = plain(text[:LONGEST_LABEL])
    parts = title_parts(said) if has_hint(said, _review_hints()) else []
    # `Review of the last agenda and action items`: all of it is old.
    is_old = _old_review().match(said) is not None
    return any((is_old or _review().search(part)) and names_work(part) for part in parts)


@cache
def _review() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words().headings.review)}(?!.*{any_of(words().headings.age_new)})")


@cache
def _old_review() -> re.Pattern[str]:
    said = words().headings
    return re.compile(rf"{any_of(said.review)} (?:\w+ ){{0,2}}?{any_of(said.earlier)}(?!.*{any_of(said.age_new)})")


@cache
def _review_hints() -> tuple[str, ...]:
    return hints(words().headings.review)


def is_more(title: str) -> bool:
    """Whether `title` says only that what stands below it is older: right behind a list of work it is more of that list."""
    return bool(_beside().fullmatch(plain(title[:LONGEST_LABEL])))


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.beside))


def announces_boxes(title: str) -> bool:
    """Whether boxes below a title are work, though bullets without one may be a text: `Plan`, `Goals for next week`."""
    said = plain(title[:LONGEST_LABEL]).split()
    rest = " ".join(dropwhile(qualifiers().__contains__, said))
    whole = " ".join(plain(without_day(title[:LONGEST_LABEL].rstrip(" :："))).split())
    return any(map(_boxed().fullmatch, (rest, whole))) or is_kind_until(rest, "boxed")


@cache
def _boxed() -> re.Pattern[str]:
    said = words().headings
    return re.compile(rf"{any_of(said.boxed)}(?: {any_of(said.until)})?")
