"""Read one note into lines, topics, attendees and problems. Pure, and raises for no text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial

from bot.core.config.schema import Config
from bot.core.markdown.blocks import Form, nesting
from bot.core.markdown.inline import Seen, see
from bot.core.markdown.marks import without_marks
from bot.core.markdown.sections import Walker
from bot.core.markdown.source import document
from bot.core.markdown.titles.vocabulary import Meaning
from bot.core.model.meeting import Meeting
from bot.core.model.notes import Detail, Kind, Line, Note
from bot.core.model.reasons import Why, Word
from bot.core.notes import note_wide
from bot.core.notes.candidates.announcing import finished_among, labels_among, led_among
from bot.core.notes.candidates.assigned import assigned
from bot.core.notes.candidates.candidate import LISTED, Candidate, Shape, shape_of
from bot.core.notes.candidates.promises import Promises
from bot.core.notes.candidates.roll_calls import in_roll_calls
from bot.core.notes.candidates.tasks import in_tasks
from bot.core.notes.candidates.topics import topics
from bot.core.notes.classify import deciding_word, is_only_shown, is_plain, kinds, label_word
from bot.core.notes.common import common_of
from bot.core.notes.dating.parts import parts_of
from bot.core.notes.due import due_at, due_in
from bot.core.notes.machine import said_by_machine
from bot.core.notes.of_meetings import says_meeting
from bot.core.notes.outer_owners import read_owners
from bot.core.notes.problems import is_too_large, problems, too_large
from bot.core.notes.prose import prose_and_topics
from bot.core.notes.shift import moved
from bot.core.notes.signs import Says, Sign, signs
from bot.core.notes.without_box import Unboxed
from bot.core.people.context import Context
from bot.core.people.family_names import in_front
from bot.core.people.lines.line_prefix import ReadPrefix
from bot.core.people.lines.prefix import read_label, read_prefix
from bot.core.people.lines.suffix import read_owner_line
from bot.core.people.owner import Owner
from bot.core.people.present import present, with_common
from bot.core.people.resolve import People
from bot.core.words.lines import Lines


def read(path: str, text: str, config: Config | None = None) -> Note:
    """The file at `path` as the notes of one meeting. Mistakes that people can correct become problems."""
    return read_meeting(meeting_of(path, text), config or Config())


def meeting_of(path: str, text: str) -> Meeting:
    """The file at `path` as the notes of one meeting, whatever dated headings it has."""
    found = parts_of(path, text)
    written = None if found.rolling else found.found[0].written
    return Meeting(series="", date=written.day() if written else None, path=path, text=text)


def read_meeting(meeting: Meeting, config: Config) -> Note:
    """The notes of a meeting. Those that are too large have no lines."""
    if is_too_large(meeting.text):
        return moved(too_large(meeting), meeting.first_line - 1)
    return moved(_Reading(meeting, config).note(), meeting.first_line - 1)


def read_signs(meeting: Meeting) -> tuple[Sign, ...]:
    """What lines mean that are no items; nothing where the notes are too large to be read."""
    if is_too_large(meeting.text):
        return ()
    found = list(_Reading(meeting, Config()).signs())
    if meeting.titled:
        found = [Sign(1, Says.MEETING, heading=True), *(sign for sign in found if sign.number > 1)]
    return tuple(replace(sign, number=sign.number + meeting.first_line - 1) for sign in found)


class _Reading:
    """The steps from blocks to a note, with what they share."""

    def __init__(self, meeting: Meeting, config: Config) -> None:
        source = document(meeting.text)
        common = common_of(meeting.common)
        source = replace(source, references=common.references | source.references)
        self._meeting = meeting
        self._path = meeting.path
        self._source = source
        self._config = config
        walker = Walker(source, config.headings, titled=meeting.titled)
        self._blocks = source.blocks
        self._sources = Lines(block.source for block in self._blocks)
        self._seen: dict[int, Seen] = {}
        self._sections = [walker.section_of(block) for block in self._blocks]
        self._walker = walker
        self._date = meeting.date
        self._present = present(self._blocks, self._sources, self._sections, self._look, source.language)
        self._attendees = with_common(tuple(person for _, person in self._present), common.attendees)
        self._context = Context(language=source.language, text=source.folded, bare_ai=source.bare_ai)
        self._people = People(self._attendees, self._date, config, source.language)
        self._machine = said_by_machine((*source.front.splitlines(), *source.lines))
        self._depths, self._lasts = nesting(self._blocks)
        self._announcing = labels_among(self._blocks, self._look, self._walker.vocabulary)
        people = replace(self._context, known=self._people.names())
        self._labels = self._announcing | topics(self._blocks, self._sections, people)

    def signs(self) -> tuple[Sign, ...]:
        """What lines mean that are no items."""
        return signs(self._meeting.text, self._blocks, self._sections, self._labels, self._present)

    def note(self) -> Note:
        """All of it."""
        candidates = self._candidates()
        lines = self._lines(candidates)
        any_work = any(line.kind is not Kind.AGENDA and not line.only_shown for line in lines)
        prose, topics = ((), ()) if self._meeting.shared else prose_and_topics(self._blocks, self._sections)
        return Note(
            path=self._path,
            date=self._date,
            title=self._walker.first_heading,
            lines=lines,
            attendees=self._attendees,
            problems=problems(self._meeting, self._source.deep, candidates),
            has_action_list=self._walker.has_action_list or any_work,
            by_machine=self._machine,
            of_meeting=self._is_of_meeting(lines),
            says_meeting=says_meeting(self._walker.first_heading, self._source.front, self._sections),
            prose=prose,
            topics=topics,
        )

    def _candidates(self) -> list[Candidate]:
        """All that becomes a line, of its kind, also what is left out with a reason."""
        vocabulary, sources = self._walker.vocabulary, self._sources
        shape = shape_of(self._blocks, self._labels, finished_among(self._blocks, self._look, vocabulary), vocabulary)
        self._context = note_wide.with_mentioned(replace(self._context, known=self._known()), self._meeting.text)
        self._prefix_of = prefix_of = self._grammar()
        led = led_among(self._blocks, self._sections, self._labels, self._look, self._context)
        plain = Unboxed(
            self._blocks, self._sections, shape, self._look, prefix_of, self._context, vocabulary, led, sources
        )
        everything = sorted([*self._boxes(prefix_of), *plain.candidates()], key=lambda each: each.block.number)
        candidates = note_wide.take_names([each for each in everything if not each.left_out], self._context)
        self._read_further(candidates, shape, led)
        self._read_further([each for each in everything if each.left_out is Why.REVIEWED], shape, led)
        named = assigned(candidates)
        candidates = note_wide.with_left_out(candidates, everything)
        roll_calls = in_roll_calls(candidates, self._look, self._walker.vocabulary)
        tasks = in_tasks(candidates, self._source.language)
        kinds(candidates, replace(shape, assigned=named, roll_calls=roll_calls, tasks=tasks))
        promises = Promises(self._sections, self._look, prefix_of, self._context, sources)
        return note_wide.with_left_out(candidates, promises.found(candidates, shape))

    def _read_further(self, found: Sequence[Candidate], shape: Shape, led: Mapping[int, tuple[Owner, ...]]) -> None:
        """Read what the whole note says of candidates: their states, and owners outside their prefixes.

        Those of a review of old work are read by themselves: they tell nothing of the other lines.
        """
        note_wide.read_states(found, shape, self._context)
        read_owners(found, led, self._named_below(found), self._context)

    def _is_of_meeting(self, lines: Iterable[Line]) -> bool:
        """Whether it has attendees, an agenda or a list of work. Boxes that begin with a deed stand in plans and guides too."""
        any_work = any(
            line.kind is not Kind.AGENDA and not line.only_shown and line.why is not Why.TASK for line in lines
        )
        agenda = any(section.meaning is Meaning.AGENDA for section in self._sections)
        return bool(self._attendees) or agenda or self._walker.has_action_list or any_work

    def _known(self) -> frozenset[str]:
        """The names of people that the note gives before its lines are read."""
        spoken = note_wide.speakers(self._source.lines, self._context)
        listed = in_front(self._source.lines, self._context.language)
        return self._people.names() | note_wide.tagged(self._blocks, self._context) | spoken | listed

    def _look(self, index: int) -> Seen:
        if index not in self._seen:
            self._seen[index] = without_marks(see(self._blocks[index].lines, self._source.references))
        return self._seen[index]

    def _grammar(self) -> ReadPrefix:
        """How the prefixes of this note's lines are read: by the names of its people, and of those who own its lines."""
        prefix_of = cache(partial(read_prefix, context=self._context))
        more = note_wide.owners_in_lists(self._boxes(prefix_of)) - self._context.known
        if not more:
            return prefix_of
        self._context = replace(self._context, known=self._context.known | more)
        again = cache(partial(read_prefix, context=self._context))
        # A name changes nothing in a line that does not have it.
        return cache(lambda text: again(text) if any(map(text.casefold().__contains__, more)) else prefix_of(text))

    def _named_below(self, candidates: Sequence[Candidate]) -> dict[int, tuple[Owner, ...]]:
        """The owners whom a bullet right below a candidate names and says nothing else: `Owner: Ann`."""
        above = {each.index for each in candidates}
        found: dict[int, tuple[Owner, ...]] = {}
        for index, block in enumerate(self._blocks):
            if block.parent in above and block.box is None and block.lines:
                text = self._look(index).text[:200]
                is_listed = self._sections[block.parent].meaning in LISTED
                may_name = ":" in block.lines[0][:40]
                names = read_owner_line(text, self._context) if may_name else ()
                names = names or (read_label(text, self._context) if is_listed else ())
                found[block.parent] = (*found.get(block.parent, ()), *names)
        return found

    def _boxes(self, prefix_of: ReadPrefix) -> Iterator[Candidate]:
        for index, block in enumerate(self._blocks):
            if block.box is not None and not block.quoted:
                seen = self._look(index)
                first = seen.lines[0] if seen.lines else ""
                yield Candidate(index, block, self._sections[index], seen, prefix_of(first), state=block.box)

    def _lines(self, candidates: Sequence[Candidate]) -> tuple[Line, ...]:
        return tuple(map(self._line, candidates))

    def _line(self, candidate: Candidate) -> Line:
        block, prefix = candidate.block, candidate.prefix
        details, links = self._below(candidate.index)
        people = self._people.resolve(prefix.owners)
        return Line(
            path=self._path,
            number=block.number,
            nth=block.nth,
            note_date=self._date,
            checkbox=block.box is not None,
            state=candidate.state,
            text=prefix.text,
            wording=note_wide.all_words_of(candidate),
            markdown=block.source,
            owners=tuple(dict.fromkeys(owner.name for owner in prefix.owners)),
            placeholder=prefix.placeholder,
            assignees=people.logins,
            unconfirmed=people.unconfirmed,
            unresolved=people.unresolved,
            namings=people.namings,
            kind=candidate.kind,
            why=candidate.why,
            listed=candidate.section.meaning in LISTED,
            headings=candidate.section.headings,
            topic=self._topic(candidate),
            above=self._above(candidate.index),
            parent=self._blocks[block.parent].number if block.parent is not None else None,
            links=tuple(dict.fromkeys((*candidate.seen.links, *links))),
            details=details,
            due=self._due(candidate),
            marker=prefix.marker,
            word=deciding_word(candidate) or self._label_word(candidate),
            is_plain=is_plain(candidate),
            by_machine=bool(self._machine),
            only_shown=is_only_shown(candidate, self._config.without_box),
        )

    def _label_word(self, candidate: Candidate) -> Word | None:
        return label_word(candidate, self._labels, self._look, self._walker.vocabulary)

    def _due(self, each: Candidate) -> date | None:
        """The day until which it is to be done. A day in front that is over is that on which it was written down."""
        language = self._source.language
        day = each.seen.day if each.seen.day and self._date and each.seen.day > self._date else None
        return (
            (each.deadline and due_at(each.deadline, self._date, language))
            or each.seen.due
            or due_in(each.seen.text, self._date, language)
            or day
        )

    def _below(self, index: int) -> tuple[tuple[Detail, ...], list[str]]:
        """All that stands under a line, and the links in it."""
        details: list[Detail] = []
        links: list[str] = []
        for at in range(index + 1, self._lasts[index] + 1):
            block, depth = self._blocks[at], self._depths[at] - self._depths[index]
            if block.form not in (Form.BULLET, Form.PARAGRAPH) or depth < 1:
                continue
            source = block.source
            details.append(Detail(depth, f"> {source}" if block.quoted else source, block.number, block.box))
            if "://" in source or "][" in source:
                links += self._look(at).links
        return tuple(details), links

    def _topic(self, candidate: Candidate) -> str | None:
        """The bold line above; for what is nested, the text of the topic at the top."""
        top = candidate.index
        while (above := self._blocks[top].parent) is not None:
            top = above
        if top == candidate.index:
            return candidate.topic
        block = self._blocks[top]
        if self._sections[top].topic or (block.box is not None and candidate.section.meaning in LISTED):
            return self._sections[top].topic
        lines = () if top in self._announcing else self._look(top).lines
        return self._prefix_of(lines[0]).text.rstrip(" :") or None if lines else None

    def _above(self, index: int) -> str:
        """The words of the nearest bullet above that says more than a label or a name does."""
        while (parent := self._blocks[index].parent) is not None:
            index = parent
            said = self._look(index).lines[:1] if index not in self._announcing else ()
            if said and (text := self._prefix_of(said[0]).text.strip(" :")):
                return text
        return ""
