"""Where a block stands: the headings above it, what they make of it, and the bold topic it belongs to."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from bot.core.markdown.blocks import Block, Form
from bot.core.markdown.headings import LONGEST_LABEL, Meaning, is_bucket, is_label, meaning
from bot.core.markdown.inline import see
from bot.core.markdown.source import Document

_BOLD = re.compile(r"(?:\*\*(?P<stars>[^*]{1,120})\*\*|__(?P<bars>[^_]{1,120})__)\s*:?")


@dataclass(frozen=True, slots=True)
class Section:
    """Headings above, outermost first, a bold line that stands for one among them; what they mean; the bold topic."""

    section: tuple[str, ...] = ()
    meaning: Meaning | None = None
    topic: str | None = None


class Walker:
    """Goes through a document's blocks in order and tells where each stands."""

    def __init__(self, document: Document, *, titled: bool = False) -> None:
        """`titled`: the first heading is the title, whatever its level."""
        self.has_action_list = False
        self._titled = titled
        self.first_heading = ""
        self._references = document.references
        self._blank = [number for number, line in enumerate(document.lines, 1) if not line.strip()]
        self._path: list[tuple[int, str, Meaning | None]] = []
        self._places: dict[tuple[tuple[str, Meaning, bool] | None, str | None], Section] = {}
        self._label: tuple[str, Meaning, bool] | None = None
        self._label_list = False
        self._topic: str | None = None
        self._topic_end: int | None = None

    def place(self, block: Block) -> Section:
        """Where `block` stands; headings and labels move the place of what follows."""
        if block.quoted:
            return self._here(None)
        if block.form is Form.HEADING:
            self._enter(block)
        elif block.form is Form.PARAGRAPH and block.parent is None:
            self._read_paragraph(block)
        elif block.form is Form.BULLET and block.parent is None:
            self._end_topic(block)
            self._end_label(block)
        return self._here(self._topic)

    def _here(self, topic: str | None) -> Section:
        """Below one heading most blocks stand alike."""
        key = self._label, topic
        if key not in self._places:
            self._places[key] = self._place(topic)
        return self._places[key]

    def _place(self, topic: str | None) -> Section:
        section = tuple(title for _, title, _ in self._path)
        if self._label is None:
            return Section(section, self._meaning(), topic)
        title, said, bold = self._label
        return Section((*section, title) if bold else section, said, topic)

    def _meaning(self) -> Meaning | None:
        """That of the innermost heading that has one; a list of people ends with its heading."""
        if self._path and self._path[-1][2] is Meaning.PEOPLE:
            return Meaning.PEOPLE
        return next((said for _, _, said in reversed(self._path) if said not in (None, Meaning.PEOPLE)), None)

    def _enter(self, block: Block) -> None:
        title = see(block.lines, self._references).text
        is_title = not self.first_heading and (block.level == 1 or self._titled)
        self.first_heading = self.first_heading or title
        while self._path and self._path[-1][0] >= block.level:
            self._path.pop()
        # A first heading of level 1 is the note's title: "Agenda and action items of …" says nothing of a section.
        said = meaning(title) if not is_title or is_label(title) else None
        self._path.append((block.level, title, said))
        self._label = self._topic = self._topic_end = None
        self._places.clear()
        self.has_action_list |= said in (Meaning.ACTION, Meaning.TRACKER)

    def _read_paragraph(self, block: Block) -> None:
        """Line by line, for a bold line may have words right below it; these end a plain label only."""
        self._topic = self._topic_end = None
        alone = len(block.lines) == 1
        for line in block.lines:
            self._read_line(line.strip(), alone)

    def _read_line(self, line: str, alone: bool) -> None:
        """A bold line is a topic or stands for a heading, a label covers the list below it, other words end a label."""
        bold = bool(_BOLD.fullmatch(line))
        text = see([line], self._references).text if bold or len(line) <= LONGEST_LABEL else line
        colon = text.endswith(":")
        said = meaning(text) if len(text) <= LONGEST_LABEL else None
        if (bold and said is Meaning.TRACKER) or (is_label(text) and (bold or alone or colon)):
            self._cover(text, said or Meaning.ACTION, bold)
            self.has_action_list = True
        elif (bold or colon) and len(text) <= 40 and said is Meaning.PEOPLE:
            self._cover(text, Meaning.PEOPLE, bold)
        elif bold and said is Meaning.AGENDA and self._meaning() not in (Meaning.ACTION, Meaning.TRACKER):
            self._cover(text, said, bold)
        elif bold and is_bucket(text):
            self._topic = None
        elif bold:
            self._label, self._topic = None, text.rstrip(" :")
        elif self._label and not self._label[2]:
            self._label = None

    def _cover(self, text: str, said: Meaning, bold: bool) -> None:
        self._label, self._label_list, self._topic = (text, said, bold), False, None

    def _end_topic(self, block: Block) -> None:
        """A topic holds from its first bullet to the first blank line, however far CommonMark reads the list on."""
        if self._topic is None:
            return
        if self._topic_end is None:
            at = bisect_right(self._blank, block.number)
            self._topic_end = self._blank[at] if at < len(self._blank) else block.number + 10**9
        if block.number > self._topic_end:
            self._topic = None

    def _end_label(self, block: Block) -> None:
        """A plain label covers one list: a box without a bullet behind that list is a paragraph of its own."""
        if self._label and not self._label[2] and block.bare and self._label_list:
            self._label = None
        self._label_list |= not block.bare
