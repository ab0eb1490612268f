"""What a heading of an action list says of the age of the lines below it: `This meeting`, `2 meetings ago`, the tracker."""

import re

from bot.core.markdown.headings import meaning, plain
from bot.core.markdown.vocabulary import ANY_LANGUAGE, Meaning, Vocabulary

NEW = 0
"""`This meeting`, `New action items`: empty until the meeting fills it."""
LAST = 1
"""`Last meeting`; `n meetings ago` is n."""
TRACKER = 1000
"""`Move to Issue Tracker`: whatever is older than the numbered ones."""
EARLIER = -1
"""`Previous action items`, `From previous meeting(s)`: of any age."""
PUSHED = -2
"""`Pushed to next meeting`: topics that the next note takes."""
STILL = -3
"""The label of lines that the last note did not list and whose issues are open."""
STILL_TITLE = "Still open, not in the last note"

_NUMBERS = {word: number for number, word in enumerate(("two", "three", "four", "five"), 2)}
_AGO = re.compile(r"(?P<number>\d{1,2}|two|three|four|five) (?:meetings?|weeks?|calls?)(?: ago)?")
_PUSHED = re.compile(r"(?:pushed|deferred|moved|postponed|carried over) to (?:the )?next (?:meeting|week|call|time)s?")
_LAST = re.compile(r"(?:the )?last (?:meeting|week|call|time)")
_FROM = re.compile(
    r"(?:(?:carried|left) over )?(?:from|since) (?:the )?(?:last|previous|prior) (?:meeting|week|call|time)"
)
_EARLIER = re.compile(r".{0,30}\b(?:previous|prior|past|last|old|carried[- ]over|outstanding|pending|remaining)\b")
_NEW = re.compile(r"(?:the )?(?:this (?:meeting|week|call)|new)\b")


def bucket(title: str, vocabulary: Vocabulary = ANY_LANGUAGE) -> int | None:
    """NEW, LAST, the n of `n meetings ago`, TRACKER, EARLIER or PUSHED; None where the heading tells no age."""
    if meaning(title, vocabulary) is Meaning.TRACKER:
        return TRACKER
    words = plain(title)[:100]
    if words == plain(STILL_TITLE):
        return STILL
    if found := _AGO.match(words):
        return _NUMBERS.get(found["number"]) or int(found["number"])
    for form, age in ((_PUSHED, PUSHED), (_FROM, EARLIER), (_LAST, LAST), (_NEW, NEW), (_EARLIER, EARLIER)):
        if form.match(words):
            return age
    return None


def is_of_topics(title: str) -> bool:
    """Whether topics of an earlier meeting stand below a heading that says nothing of work: they go from note to note."""
    words = plain(title)[:100]
    return bool(_PUSHED.match(words) or _FROM.match(words))


def rotates(age: int | None) -> bool:
    """Whether a heading of this age is one of a row through which the items go down."""
    return age is not None and age > LAST


def title_of(age: int) -> str:
    """The heading that is made where the notes have none for an age."""
    return {NEW: "This meeting", LAST: "Last meeting", TRACKER: "Move to Issue Tracker"}.get(age, f"{age} meetings ago")
