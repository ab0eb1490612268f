"""The headings above a block, and which of them says what stands below."""

from bot.core.markdown.blocks import Block
from bot.core.markdown.deadlines import is_deadline
from bot.core.markdown.inline import see
from bot.core.markdown.source import Document
from bot.core.markdown.titles.headings import said_by, without_aside
from bot.core.markdown.titles.labels import announces_talk, is_label
from bot.core.markdown.titles.list_kinds import announces_boxes, is_mixed, is_more, names_discussion, names_work
from bot.core.markdown.titles.vocabulary import Meaning, Said, Vocabulary, has_names, is_of_people
from bot.core.values import dataclass

WORK = (Meaning.ACTION, Meaning.TRACKER)
_OWN_ONLY = (Meaning.PEOPLE, Meaning.RUNNING)
"""What a heading says of what stands right below it only, and not below the headings under it."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A heading, or a line that stands for one: its level (0 for a line), its text, what it says, and whether it is bold.

    `boxless`: it says so of bullets without a box too; `boxed`: of boxes only; `near`: the line stands right below a bullet.
    """

    level: int
    title: str
    said: Meaning | None
    boxless: bool = True
    bold: bool = True
    by: Said | None = None
    boxed: bool = False
    near: bool = False


class HeadingPath:
    """The headings above the block that is placed, outermost first."""

    def __init__(self, document: Document, vocabulary: Vocabulary, *, titled: bool) -> None:
        """`titled`: the first heading is the title, whatever its level."""
        self.first = ""
        """The text of the first heading."""
        self._document = document
        self._vocabulary = vocabulary
        self._titled = titled
        self._path: list[Announced] = []
        self._deciding: dict[bool, Announced | None] = {}

    @property
    def titles(self) -> tuple[str, ...]:
        """Their texts."""
        return tuple(heading.title for heading in self._path)

    def deciding(self, *, boxed: bool = False) -> Announced | None:
        """The innermost heading that says something, which stays the same up to the next heading."""
        if boxed not in self._deciding:
            self._deciding[boxed] = self._innermost(boxed=boxed)
        return self._deciding[boxed]

    def _innermost(self, *, boxed: bool) -> Announced | None:
        """A list of people ends with its heading, and so does a checklist."""
        if self._path and self._path[-1].said in _OWN_ONLY:
            return self._path[-1]
        said = (each for each in reversed(self._path) if each.said and (boxed or not each.boxed))
        return next((each for each in said if each.said not in _OWN_ONLY), None)

    def enter(self, block: Block) -> Announced:
        """Go on below a heading; what it announces."""
        title = see(block.lines, self._document.references).text
        is_title = not self.first and (block.level == 1 or self._titled)
        self.first = self.first or title
        beside = self._leave(block.level)
        by = self._said(title, beside, is_title=is_title)
        boxed = by is None and not is_title and self.deciding() is None and announces_boxes(title)
        by = Said(Meaning.ACTION, title) if boxed else by
        said = by.meaning if by else None
        entered = Announced(block.level, title, said, self.means_boxless(title, said), by=by, boxed=boxed)
        self._path.append(entered)
        self._deciding.clear()
        return entered

    def _leave(self, level: int) -> Announced | None:
        """Go out of the headings that one of a level ends; the one beside which it stands, if it does."""
        beside: Announced | None = None
        while self._path and self._path[-1].level >= level:
            beside = self._path.pop()
        self._deciding.clear()
        return beside if beside and beside.level == level else None

    def _said(self, title: str, beside: Announced | None, *, is_title: bool) -> Said | None:
        """What a heading says of the lines below it."""
        by = said_by(without_aside(title), self._vocabulary)
        # The note's title says nothing of a section ("Agenda and action items of …"), but "Attendees" does.
        says = not is_title or is_of_people(title, by) or is_label(title, self._vocabulary)
        if by and says and not has_names(title, by):
            return by
        if beside and beside.said in WORK and is_more(title):
            return Said(beside.said, title)
        outer = self.deciding()
        if outer and outer.said in WORK and announces_talk(title, self._vocabulary):
            # `References` below `Actions`
            return Said(Meaning.AGENDA, title)
        if not is_title and is_deadline(title, self._vocabulary.language):
            return Said(Meaning.ACTION, title, self._vocabulary.language)
        return None

    def may_be_talk(self) -> bool:
        """Whether the heading that counts says nothing, or announces what was said; boxes of an agenda are its topics."""
        heading = self.deciding()
        return heading is None or (heading.by is not None and names_discussion(heading.by.word))

    def means_boxless(self, title: str, said: Meaning | None) -> bool:
        """Whether bullets without a box below `title` are what it says.

        Below a heading that mixes they are as often a note, and below `Done` they are work that is done only in an action list.
        """
        if said is Meaning.DONE:
            outer = self.deciding()
            return names_work(title, self._vocabulary) or bool(outer and outer.said in WORK)
        return not (said in WORK and is_mixed(title, self._vocabulary))
