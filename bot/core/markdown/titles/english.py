"""What titles mean in English: words with a place for each, in the order in which they count."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from bot.core.markdown.titles.vocabulary import Meaning, Said
from bot.core.words import all_words, words
from bot.core.words.phrases import Search, any_of, folded, not_behind, telling_words, words_in

_AND = re.compile(r"(?<=\s)&(?=\s)|\s?[/+]\s?")
_WORDS = re.compile(r"[\w'-]*\w")


@cache
def _tracker() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.tracker))


@cache
def _past() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.past))


@cache
def _agenda() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.agenda))


@cache
def agenda_first() -> re.Pattern[str]:
    """Words with which a heading of an agenda begins, whatever else it names."""
    return re.compile(any_of(words().headings.agenda_first, whole=False))


@cache
def _running() -> re.Pattern[str]:
    return re.compile(any_of(words().headings.running))


@cache
def _people() -> re.Pattern[str]:
    said = words().headings
    before = rf"(?:{any_of(said.people_before)} ){{0,4}}"
    behind = rf"(?:$| {any_of(said.people_after)}$|\s*(?:[:(/&,-]|{any_of(words().owners.joiners)} ).*)"
    return re.compile(before + any_of(said.people) + behind)


@cache
def work_phrase() -> Search:
    """A word for work that counts wherever it stands, and one behind which the title ends with when: `Web tasks for next week`."""
    work, said = words().work, words().headings
    other = rf"(?! {any_of(said.not_todo_before)}$| {any_of(said.not_todo_names, whole=False)})"
    todo = rf"{not_behind(said.not_todo_after)}{any_of(work.todo)}{other}"
    sure = (*work.action_item, *said.action)
    pattern = rf"{any_of(sure)}|{todo}|{any_of(said.action_alone)} {any_of(said.until)}$"
    return Search(pattern, (*sure, *work.todo, *said.action_alone))


# Alone they announce work; with words behind them they are as often a subject ("Action in Brussels").
@cache
def _alone() -> re.Pattern[str]:
    work = words().work
    phrases = any_of((*work.action, *work.actions, *work.item, *words().headings.action_alone))
    return re.compile(rf"{phrases}(?:$|[ ]?[(:/&,-].*| {any_of(words().headings.until)}$)")


@cache
def planned() -> Search:
    """What is planned until a time, in any language: `goals for next week`."""
    said = all_words().headings.planned
    return Search(any_of(said), said)


@cache
def planned_alone() -> re.Pattern[str]:
    """The same where only a sign and more words follow, also without a word for the plan: `for next week`."""
    said = all_words().headings
    return re.compile(rf"{any_of((*said.planned, *said.planned_alone))}(?:$|[ ]?[(:/&,-].*)")


@cache
def _opening() -> re.Pattern[str]:
    work = words().work
    return re.compile(rf"{any_of((*work.actions, *work.next_step, *words().headings.action_first))}(?:$|[^\w].*)")


@cache
def qualifiers() -> frozenset[str]:
    """Words that may stand in front of a word for work: `open`, `new`."""
    return frozenset(words().headings.qualifiers)


@cache
def actions_phrase() -> Search:
    """A plural for work where no word beside it says something else: `Board actions`."""
    said, actions = words().headings, words().work.actions
    return Search(f"{not_behind(said.not_after)}{any_of(actions)}(?! {any_of(said.not_before)})", actions)


@cache
def _listing() -> re.Pattern[str]:
    work, said = words().work, words().headings
    phrase = any_of((*work.action_item, *work.actions, *work.next_step, *work.todo))
    behind = rf"(?: [\w'-]+){{0,6}} {any_of(said.listing)}$"
    return re.compile(rf"{phrase}{behind}|{any_of(said.following)}(?: [\w'-]+){{0,2}} {phrase}$")


def announces_list(title: str) -> bool:
    """Whether a plain sentence says that work follows: `Ann's next steps are`, `We agreed on the following actions`."""
    found = _listing().search(title)
    return found is not None and not set(title[: found.start()].split()) & set(words().headings.not_following)


@cache
def age() -> re.Pattern[str]:
    """The meeting that work is of: `2 meetings ago`."""
    return re.compile(any_of(words().headings.age, words().dates.numbers))


@cache
def _continues() -> re.Pattern[str]:
    said = words().headings
    return re.compile(rf"{any_of(said.continues)}(?: {any_of(said.continues_about)}|.*{any_of(said.agenda)})")


def _is_done(plain_title: str) -> bool:
    """Whether a word for what is done stands first or last, with nothing but words that say of what or since when."""
    said = words().headings
    title = _WORDS.findall(_AND.sub(f" {words().owners.joiners[0]} ", plain_title))
    at = next((index for index, word in enumerate(title) if word in said.done), None)
    if at is None or (at and title[at - 1] in said.not_done):
        return False
    before = [word for word in title[:at] if word not in said.done_before]
    behind = [word for word in title[at + 1 :] if not word.isdigit()]
    if before and (behind or not _is_action(" ".join(before))):
        return False
    if len(behind) > 1 and behind[0] in words().owners.joiners and behind[1] not in said.done:
        # `Completed and pending action items`
        return False
    rest = [word for word in behind if word not in said.done_after and word not in said.done]
    return not rest or behind[0] in said.done_since or bool(_is_action(" ".join(behind)))


def _is_action(title: str) -> re.Match[str] | bool:
    """Whether a title announces work; the words that say so, where they are a phrase."""
    if agenda_first().match(title) or title.partition(" ")[0] in words().headings.asking:
        return False
    if found := work_phrase().search(title) or age().fullmatch(title):
        return found
    if opens_with_work(title.split()):
        # "Follow-up from last meeting / discussions": what was talked about goes on.
        return not _continues().match(title)
    if (found := planned().search(title)) or opens(title.split(), (planned_alone(),)):
        return found or True
    return _is_of_actions(title)


def _is_of_actions(title: str) -> bool:
    """Whether a short title has `actions` behind other words, and does not begin with a deed."""
    return len(title.split()) <= 5 and bool(actions_phrase().search(title)) and not _is_deed(title)


def may_be_of_other_actions(title: str) -> bool:
    """Whether nothing else makes a title one of work: `Board actions`, and as well `RPC actions`, which are a subject."""
    is_sure = work_phrase().search(title) or age().fullmatch(title) or opens_with_work(title.split())
    return not is_sure and _is_of_actions(title)


def _is_deed(title: str) -> bool:
    """Whether a title begins with what is to be done or talked about, so that actions are what that is about: `Update KPI actions`."""
    first = title.partition(" ")[0]
    return first in words().deeds.front and first not in words().not_names.states


def opens_with_work(title: list[str]) -> bool:
    """Whether a word for work stands first, or behind qualifiers only."""
    return opens(title, (_alone(), _opening()))


def opens(title: list[str], forms: tuple[re.Pattern[str], ...]) -> bool:
    """Whether one of `forms` is all that stands behind qualifiers."""
    for index, word in enumerate(title):
        rest = " ".join(title[index:])
        if any(form.fullmatch(rest) for form in forms):
            return True
        bare = word.strip(",/&+")
        if bare and bare not in qualifiers():
            return False
    return False


Rule = tuple[Meaning, frozenset[str], Callable[[str], object]]
"""A meaning, words of which every title with this meaning has one, and whether a title has it."""


@cache
def rules() -> tuple[Rule, ...]:
    """What a plain title means: the first that fits."""
    work, said = words().work, words().headings
    action = work.markers + work.todo + said.action + said.action_alone + said.action_first + said.age
    action += all_words().headings.planned + all_words().headings.planned_alone
    common = qualifiers().union(words().not_names.function_words)

    def telling(phrases: Iterable[str]) -> frozenset[str]:
        return telling_words(phrases, common)

    return (
        (Meaning.TRACKER, telling(said.tracker), lambda title: _tracker().search(title)),
        (Meaning.PAST, telling(said.past), lambda title: _past().match(title)),
        (Meaning.DONE, telling(said.done), _is_done),
        (Meaning.ACTION, telling(action), _is_action),
        (Meaning.RUNNING, telling(said.running), lambda title: _running().fullmatch(title)),
        (Meaning.PEOPLE, telling(said.people), lambda title: _people().match(title)),
        (Meaning.AGENDA, telling(said.agenda), lambda title: _agenda().search(title)),
    )


def english_said(title: str) -> Said | None:
    """What a plain title means, with the words that decided."""
    said = words_in(folded(title))
    for found, needed, says in rules():
        if not needed.isdisjoint(said) and (decided := says(title)):
            return Said(found, decided[0] if isinstance(decided, re.Match) else title)
    return None
