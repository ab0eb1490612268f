"""What a heading of an action list says of the age of the lines below it: `This meeting`, `2 meetings ago`, the tracker."""

import re
from functools import cache

from bot.core.markdown.titles.headings import meaning, plain
from bot.core.markdown.titles.list_kinds import is_review
from bot.core.markdown.titles.vocabulary import ANY_LANGUAGE, Meaning, Vocabulary
from bot.core.words import all_words, words
from bot.core.words.phrases import any_of

NEW = 0
"""`This meeting`, `New action items`: empty until the meeting fills it."""
LAST = 1
"""`Last meeting`; `n meetings ago` is n."""
TRACKER = 1000
"""`Move to Issue Tracker`: whatever is older than the numbered ones."""
EARLIER = -1
"""`Previous action items`, `Review of action items`, `From previous meeting(s)`: of any age."""
PUSHED = -2
"""`Pushed to next meeting`: topics that the next note takes."""
STILL = -3
"""The label of lines that the last note did not list and whose issues are open."""
STILL_TITLE = "Still open, not in the last note"

_NUMBERS = {word: number for number, word in enumerate(words().dates.numbers, 2)}
_AGO = re.compile(r"(?P<number>\d{1,2}|two|three|four|five) (?:meetings?|weeks?|calls?)(?: ago)?")


@cache
def _ages() -> tuple[tuple[re.Pattern[str], int], ...]:
    """How headings begin that say an age, in any language, and the age: the first that fits."""
    said = all_words().headings
    forms = ((said.age_pushed, PUSHED), (said.age_from_last, EARLIER), (said.age_last, LAST), (said.age_new, NEW))
    beginning = tuple((re.compile(any_of(phrases)), age) for phrases, age in forms)
    return (*beginning, (re.compile(rf".{{0,30}}?{any_of(said.age_earlier)}"), EARLIER))


def bucket(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> int | None:
    """NEW, LAST, the n of `n meetings ago`, TRACKER, EARLIER or PUSHED; None where the heading gives no age."""
    if meaning(title, vocabulary) is Meaning.TRACKER:
        return TRACKER
    said = plain(title)[:100]
    if said == plain(STILL_TITLE):
        return STILL
    if found := _AGO.match(said):
        return _NUMBERS.get(found["number"]) or int(found["number"])
    age = next((age for form, age in _ages() if form.match(said)), None)
    return EARLIER if age is None and is_review(title) else age


def is_of_topics(title: str) -> bool:
    """Whether topics of an earlier meeting stand below a heading that says nothing of work: they go from note to note."""
    said = plain(title)[:100]
    pushed, from_last = (form for form, _ in _ages()[:2])
    return bool(pushed.match(said) or from_last.match(said))


def rotates(age: int | None) -> bool:
    """Whether a heading of this age is one of a row through which the items go down."""
    return age is not None and age > LAST


def title_of(age: int) -> str:
    """The heading that is made where the notes have none for an age."""
    return {NEW: "This meeting", LAST: "Last meeting", TRACKER: "Move to Issue Tracker"}.get(age, f"{age} meetings ago")
