"""The section that a block stands in: the headings above it, what they mean for it, its bold topic and its label."""

from bisect import bisect_right
from dataclasses import replace

from bot.core.config.schema import Headings
from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.deeds import are_deeds
from bot.core.markdown.heading_path import WORK, Announced, HeadingPath
from bot.core.markdown.inline import see
from bot.core.markdown.source import Document
from bot.core.markdown.titles.headings import LONGEST_LABEL, said_by
from bot.core.markdown.titles.labels import (
    announces_talk,
    is_bold,
    is_label,
    is_label_of_list,
    last_sentence,
    leads_to_boxes,
    leads_to_list,
    takes_apart,
)
from bot.core.markdown.titles.list_kinds import (
    is_bucket,
    is_other,
)
from bot.core.markdown.titles.vocabulary import NO_HEADINGS, Meaning, Said, vocabulary_of
from bot.core.text.unicode import COLONS
from bot.core.values import dataclass

_LABELS = (Meaning.PEOPLE, Meaning.DONE, Meaning.PAST, Meaning.RUNNING)
_LONGEST_LINE = 40
"""Characters of a line that may announce people."""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands above a block and says what the block is."""

    headings: tuple[str, ...] = ()
    """Those above, outermost first, with a bold line that stands for one."""
    meaning: Meaning | None = None
    topic: str | None = None
    """The bold line that the block belongs to."""
    boxless: bool = True
    """A bullet without a box is meant as well."""
    label: str | None = None
    """The line with a colon right above."""
    by: Said | None = None
    """The words that decided about the meaning."""


class Walker:
    """Goes through a document's blocks in order and returns the section of each."""

    def __init__(self, document: Document, own: Headings = NO_HEADINGS, *, titled: bool = False) -> None:
        """`own` are the headings of the config. `titled`: the first heading is the title, whatever its level."""
        self.vocabulary = vocabulary_of(document.language, own)
        self.has_action_list = False
        self._document = document
        self._blank = [number for number, line in enumerate(document.lines, 1) if not line.strip()]
        self._path = HeadingPath(document, self.vocabulary, titled=titled)
        self._sections: dict[tuple[int, str | None, bool, bool], tuple[Announced | None, Section]] = {}
        self._label: Announced | None = None
        self._listed: Block | None = None
        """The last bullet below the label or heading."""
        self._above: Block | None = None
        """The block right before."""
        self._parted = False
        """Whether a line with a colon stands between the label and its list, which such lines take apart: `All:`, `Ann:`."""
        self._tight = False
        """Whether a line of the label's list follows what is above it without a blank line."""
        self._over = False
        """Words have ended the list that the heading announces: below a rule, or behind a list of people."""
        self._topic: str | None = None
        self._topic_end: int | None = None

    @property
    def first_heading(self) -> str:
        """The text of the first heading so far."""
        return self._path.first

    def section_of(self, block: Block) -> Section:
        """The section of the next block; a heading or a label begins the one of what follows."""
        if block.quoted:
            return self._here(None, boxed=False)
        if block.form is Form.HEADING:
            self._enter(block)
        elif block.form is Form.PARAGRAPH and block.parent is None:
            self._read_paragraph(block)
        elif block.form is Form.BULLET and block.parent is None:
            self._end_topic(block)
            self._end_label(block)
        self._above = block
        return self._here(self._topic, boxed=block.box is not None)

    def _here(self, topic: str | None, *, boxed: bool) -> Section:
        """The section of the block; below one heading most blocks have the same."""
        key = id(self._label), topic, self._over, boxed
        if key not in self._sections:
            # The label is kept with its section, so that no other one takes its id.
            self._sections[key] = self._label, self._section(topic, boxed=boxed)
        return self._sections[key][1]

    def _section(self, topic: str | None, *, boxed: bool) -> Section:
        headings = self._path.titles
        if self._label is None or (self._label.boxed and not boxed):
            found = None if self._over else self._path.deciding(boxed=boxed)
            if found is None:
                return Section(headings, None, topic)
            return Section(headings, found.said, topic, found.boxless, by=found.by)
        title = self._label.title
        label = title if title.endswith(":") else None
        headings = (*headings, title) if self._label.bold else headings
        return Section(headings, self._label.said, topic, self._label.boxless, label, self._label.by)

    def _enter(self, block: Block) -> None:
        """A heading ends the label, the topic and the list above it."""
        entered = self._path.enter(block)
        self._label = self._topic = self._topic_end = self._listed = None
        self._over = False
        self._sections.clear()
        self.has_action_list |= entered.said in WORK and not entered.boxed

    def _read_paragraph(self, block: Block) -> None:
        """Line by line, for a bold line may have words right below it; these end a plain label only.

        A topic whose list has not begun yet goes on.
        """
        if self._topic_end is not None:
            self._topic = self._topic_end = None
        if self._listed and not is_bold(block.lines[0].strip()):
            heading = self._path.deciding()
            is_people = heading is not None and heading.said is Meaning.PEOPLE
            self._over |= is_people or any(self._listed.number < rule < block.number for rule in self._document.rules)
        for line in block.lines:
            self._read_line(line.strip(), block)
        if self._label and not self._listed and self._document.is_below_bullet(block, self._above):
            self._label = replace(self._label, near=True)

    def _read_line(self, line: str, block: Block) -> None:
        """A bold line is a topic or stands for a heading, a label covers the list below it, other words end a label."""
        bold, alone = is_bold(line), len(block.lines) == 1
        text = see([line], self._document.references).text if bold or len(line) <= LONGEST_LABEL else line
        by = said_by(text, self.vocabulary) if len(text) <= LONGEST_LABEL else None
        if announced := self._announced(text, by.meaning if by else None, bold=bold, alone=alone):
            self._cover(text, announced, bold, by)
        elif not bold and (said := last_sentence(text)) != text and is_label_of_list(said, self.vocabulary):
            self._cover(said, Meaning.ACTION, bold, said_by(said, self.vocabulary))
        elif self._path.may_be_talk() and leads_to_boxes(text, bold, self.vocabulary):
            self._cover(text, Meaning.ACTION, bold, Said(Meaning.ACTION, text), boxed=True)
        elif bold and is_bucket(text, self.vocabulary):
            self._topic = None
        elif bold:
            self._label, self._topic, self._topic_end = None, text.rstrip(" :"), None
        elif self._label and not self._goes_on(text, block):
            self._label = None

    def _goes_on(self, text: str, block: Block) -> bool:
        """Whether a label still covers what is below a line: words end a plain one, unless its list begins behind them."""
        if self._label and self._label.bold and not self._label.near:
            return self._label.said is not Meaning.PEOPLE or not self._listed
        is_part = takes_apart(text, self.vocabulary)
        if not text.endswith(COLONS) and not (is_part and self._leads(text, block)):
            return False
        self._parted |= is_part and self._listed is None
        if is_part and self._parted:
            self._topic, self._topic_end = text.rstrip(" :："), None
        return self._listed is None or (is_part and self._parted)

    def _leads(self, text: str, block: Block) -> bool:
        """Whether a paragraph is a name with a list of deeds below it: `Ann Miller`."""
        is_name = len(block.lines) == 1 and all(word[0].isupper() for word in text.split())
        below = self._document.list_below(block) if is_name else ()
        return are_deeds(below, self.vocabulary.language)

    def _announced(self, text: str, said: Meaning | None, *, bold: bool, alone: bool) -> Meaning | None:
        """What a line announces for the list below it; None for a topic or a sentence."""
        colon = text.endswith(COLONS)
        if (bold and said is Meaning.TRACKER) or ((bold or alone or colon) and is_label(text, self.vocabulary)):
            return said if said in WORK else Meaning.ACTION
        if not bold and leads_to_list(text):
            return Meaning.ACTION
        if said in _LABELS:
            return said if (bold or colon) and len(text) <= _LONGEST_LINE else None
        heading = self._path.deciding()
        if heading and heading.said in WORK:
            # `**Discussion**` below `To do`, `**Decisions**` below `Decisions and actions`.
            is_talk = announces_talk(text, self.vocabulary) or (not heading.boxless and is_other(text, self.vocabulary))
            return Meaning.AGENDA if bold and is_talk else None
        return said if bold and said is Meaning.AGENDA else None

    def _cover(self, text: str, said: Meaning, bold: bool, by: Said | None, *, boxed: bool = False) -> None:
        self._label = Announced(0, text, said, self._path.means_boxless(text, said), bold, by, boxed)
        self._listed = self._topic = None
        self._tight = self._parted = False
        self.has_action_list |= said in WORK and not boxed

    def _end_topic(self, block: Block) -> None:
        """A topic holds from its first bullet to the first blank line, however far CommonMark reads the list on.

        Below a name with a colon and a blank line, blank lines part the bullets as well: what follows ends the topic.
        """
        if self._topic is None:
            return
        if self._topic_end is None:
            at = bisect_right(self._blank, block.number)
            is_loose = self._parted and self._above is not None and self._document.is_apart(self._above, block)
            ends = at < len(self._blank) and not is_loose
            self._topic_end = self._blank[at] if ends else block.number + 10**9
        if block.number > self._topic_end:
            self._topic = None

    def _end_label(self, block: Block) -> None:
        before, apart = self._listed, self._above is not None and self._document.is_apart(self._above, block)
        if self._label and ((before and self._is_over(self._label, before, block, apart)) or self._is_field(block)):
            self._label = None
        self._tight |= not apart
        if not block.bare or self._label is None or self._label.bold:
            self._listed = block

    def _is_field(self, block: Block) -> bool:
        """Whether a bullet in a list of people is a label of its own, as where `Chair:` is left empty above `- **Present:**`."""
        text = block.lines[0].strip(" *_") if block.lines else ""
        is_people = self._label is not None and self._label.said is Meaning.PEOPLE
        return is_people and text.endswith((":", "：")) and said_by(text[:LONGEST_LABEL], self.vocabulary) is not None

    def _is_over(self, label: Announced, before: Block, block: Block, apart: bool) -> bool:
        """Whether a label's list, of which `before` is the last bullet, has ended: a box without a bullet is a paragraph of its own.

        A list of people without boxes ends where boxes or numbers begin behind a blank line. Behind one without a box another sign
        begins another list, and so does any bullet if the label stands right below a bullet and its list is tight.
        """
        if label.said is Meaning.PEOPLE:
            is_other = block.box is not None and before.box is None
            is_other |= self._document.sign(block) == "1" != self._document.sign(before)
            return is_other and self._document.is_apart(before, block)
        if not apart or block.box is not None or (label.bold and not label.near):
            return block.bare and not label.bold
        return (label.near and self._tight) or self._document.sign(before) != self._document.sign(block)
