"""Open items that the newest meeting does not list: which come along once more, and which are asked about.

A meeting may go through old work first, and list at its end what is still to do. Then the list at the end counts.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from bot.core.carry.history import History
from bot.core.carry.issue_state import boxes_of, is_open
from bot.core.carry.lists import ActionList, Bullet, Outline
from bot.core.carry.outline import outline
from bot.core.items.freshness import SHORTEST_MEMORY
from bot.core.items.issue_suffix import number_at_end, without_number
from bot.core.items.meeting import MeetingDay, list_forms, said_in
from bot.core.items.similarity import ALIKE, Index, likeness, substantial, wording
from bot.core.markdown.done_words import without_done, without_dropped
from bot.core.markdown.titles.list_kinds import is_review
from bot.core.model.notes import Item, Line, NoteFile, Position, State
from bot.core.text.normalise import normalise


class Lost:
    """The items of a history that left its lists without a tick. `day` is the date of the next meeting."""

    def __init__(self, past: History, day: date | None) -> None:
        self._past = past
        self._day = day or past.newest
        self._gone_through: dict[tuple[str, str], frozenset[int]] = {}
        self._boxed = {name for live in past.known.lives.values() if live.issue for name in boxes_of(live.issue)}
        self._continuing = {
            line.note_date
            for item in past.items
            for line in item.lines
            if line.note_date and item.first.note_date and line.note_date > item.first.note_date
        }
        self._continuing |= {day for day, said in self.restated.items() if said}

    def comes_along(self, item: Item) -> bool:
        """Whether the line of an open issue is offered once more: at the first step after the newest lists lost it.

        Communities that list only new actions in each note lose all of them at every meeting, so there a later step counts
        too. Elsewhere the line was offered before, and people took it out.
        """
        past, ours = self._past, self._past.known.live(item).issue
        is_lost = self._is_lost(item) or self._is_passed(item)
        if past.asked or past.goes_on(item) or not is_lost or item.newest.note_date not in past.fresh:
            return False
        if ours is None or not ours.issue.open or ours.marker.released:
            return False
        if self._is_said(item):
            return False
        # Lines with the same words could not be told apart by the next sync, so people are asked.
        if self._alike[_words(item)] > 1:
            return False
        return not any(meeting.date in self._continuing for meeting in self._without(item)[1:])

    @cached_property
    def restated(self) -> Mapping[date, Mapping[Position, Item]]:
        """Day of a meeting → the lines of its lists that are no work, as they go through old work, and say an open item again."""
        since = min(self._past.fresh, default=self._past.source)
        files = ((day, file) for day, found in self._past.files.items() if day >= since for file in found)
        reviewed = [(day, file.path, bullet) for day, file in files for bullet in self._reviewed(file)]
        found: dict[date, dict[Position, Item]] = defaultdict(dict)
        if not reviewed:
            return found
        items = [
            item for item in self._past.items if is_open(item, self._past.known.live(item)) and not item.only_shown
        ]
        known = _Said(items, self._past)
        for day, path, bullet in reviewed:
            if item := known.item(bullet, day):
                found[day][path, bullet.first] = item
        return found

    def _reviewed(self, file: NoteFile) -> Iterator[Bullet]:
        """The bullets of lists that go through old work, where these are no lines of work and not over."""
        past = self.past_lines(file)
        for slot in outline(file.text, self._past.config.headings).slots:
            for bullet in slot.bullets if _reviews(slot) else ():
                plain = bullet.box is None and (file.path, bullet.first) not in self._past.known.items
                if plain and not bullet.over and not bullet.empty and bullet.first not in past:
                    yield bullet

    @cached_property
    def _last_said(self) -> Mapping[str, date]:
        """Id of an item → the last day on which a list that goes through old work says it."""
        days = sorted(self.restated)
        return {item.id: day for day in days for item in self.restated[day].values()}

    @cached_property
    def _listed(self) -> set[str]:
        """The words of the bullets without a box in the newest meeting's lists that go along, or say themselves that they are over."""
        found: set[str] = set()
        for file in self._past.files.get(self._past.newest, ()):
            past = self.past_lines(file)
            slots = outline(file.text, self._past.config.headings).slots
            plain = [bullet for slot in slots for bullet in slot.bullets if bullet.box is None]
            found |= {_said(bullet) for bullet in plain if bullet.first not in past}
            found |= {_said(_without_state(bullet)) for bullet in plain if bullet.over}
        return found

    @cached_property
    def _alike(self) -> Counter[str]:
        """How many open items have the same words."""
        return Counter(_words(item) for item in self._past.items if item.state is State.OPEN)

    def is_asked_about(self, item: Item) -> bool:
        """Whether people are asked about an item: it vanished at the meeting right before, and that was not long ago.

        The line of an open issue is offered instead, which asks the same.
        """
        last = item.newest.note_date
        if self.is_only_gone_through(item):
            return last == self._past.source
        if self._is_said(item):
            return False
        if last is None or not self._is_lost(item) or self._past.known.live(item).state is not None:
            return False
        if self.comes_along(item):
            return False
        without = self._without(item)
        is_now = len(without) == 1 and without[0].date >= self._past.newest
        return is_now and self._day - last <= SHORTEST_MEMORY

    def _is_said(self, item: Item) -> bool:
        """Whether a list of the newest meeting says an item in words that are no work to it: it goes along, or is over."""
        return wording(without_number(item.newest.markdown)).normal in self._listed

    def is_only_gone_through(self, item: Item) -> bool:
        """Whether its last meeting goes through an item without an issue, and does not list it at its end."""
        if self._past.known.live(item).number is not None or item.state is not State.OPEN:
            return False
        day = item.newest.note_date
        lines = [line for line in item.lines if line.note_date == day]
        return all(self.goes_through(line) for line in lines)

    def goes_through(self, line: Line) -> bool:
        """Whether a line stands in a list that only goes through old work."""
        day = line.note_date or date.min
        return any(line.number in self.past_lines(f) for f in self._past.files.get(day, ()) if f.path == line.path)

    def past_lines(self, file: NoteFile) -> frozenset[int]:
        """The lines of a note's lists that only go through old work."""
        place = file.path, file.text
        if place not in self._gone_through:
            self._gone_through[place] = gone_through(outline(file.text, self._past.config.headings))
        return self._gone_through[place]

    def _is_lost(self, item: Item) -> bool:
        """A box that stands in an issue's list is not lost."""
        return item.state is State.OPEN and item.missed > 0 and not item.only_shown and item.id not in self._boxed

    def _is_passed(self, item: Item) -> bool:
        """Whether a newer meeting has work, and does not say an action that stood in running text."""
        return item.state is State.OPEN and not item.only_shown and not list_forms(item.deciding)

    def _without(self, item: Item) -> list[MeetingDay]:
        """The meetings since its last line that could have listed an item; for one of running text all that have lists."""
        last = max(item.newest.note_date or date.min, self._last_said.get(item.id, date.min))
        since = (day for day in self._past.course if day.date > last)
        is_text = not list_forms(item.deciding)
        return [day for day in since if self.restated.get(day.date) or (day.lists if is_text else day.could_list(item))]


class _Said:
    """Open items by their words."""

    def __init__(self, items: Sequence[Item], past: History) -> None:
        self._items = items
        self._numbers = {past.known.live(item).number: item for item in items}
        self._words = [wording(without_number(item.newest.markdown)) for item in items]
        self._index = Index()
        for number, words in enumerate(self._words):
            self._index.add(number, words.content)

    def item(self, bullet: Bullet, day: date) -> Item | None:
        """The item of before `day` that a bullet says: by the number at its end, or by its words, alike or nearly so."""
        number = number_at_end(bullet.said)
        if number is not None and number in self._numbers:
            return self._numbers[number]
        said = wording(without_number(bullet.said))
        near = [at for at in self._index.near(said.content) if (self._items[at].first.note_date or day) < day]
        equal = [at for at in near if self._words[at].normal == said.normal]
        alike = (at for at in near if substantial(self._words[at], said) and likeness(self._words[at], said) >= ALIKE)
        return next((self._items[at] for at in (*equal, *alike)), None)


def _without_state(bullet: Bullet) -> Bullet:
    """A bullet without the words that say that it is done or dropped."""
    return replace(bullet, said=without_dropped(without_done(bullet.said)[0])[0])


def _words(item: Item) -> str:
    return normalise(said_in(item.newest))


# --- lists that go through old work


def gone_through(source: Outline) -> frozenset[int]:
    """The lines of lists that only go through old work, because a list behind them says again what of it is open.

    A list with boxes says that by its boxes.
    """
    if not any(map(_reviews, source.slots)):
        return frozenset()
    found: set[int] = set()
    behind: set[str] = set()
    for slot in reversed(source.slots):
        said = set(map(_said, slot.bullets))
        if not _reviews(slot):
            behind |= said
        elif not said.isdisjoint(behind):
            found.update(range(slot.body, slot.end + 1))
    return frozenset(found)


def _reviews(slot: ActionList) -> bool:
    return is_review(slot.title) and all(bullet.box is None for bullet in slot.bullets)


def _said(bullet: Bullet) -> str:
    return wording(without_number(bullet.said)).normal
