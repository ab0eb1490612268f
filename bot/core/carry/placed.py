"""The notes of one meeting as a text of their own, in which every line has the number that it has in its file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.carry.lists import lines_of
from bot.core.config.schema import Config
from bot.core.items.series.notes import meetings_by_series
from bot.core.model.meeting import Meeting
from bot.core.model.notes import NoteFile
from bot.core.notes import parse


@dataclass(frozen=True, slots=True)
class Placed:
    """The notes of a meeting. `file` has its path and its lines alone, at their numbers: empty lines stand before them.

    `before` and `after` are what the file has around them, byte for byte.
    """

    meeting: Meeting
    file: NoteFile
    before: str = ""
    after: str = ""

    def with_text(self, text: str) -> "Placed":
        """The same with another text of `file`, which ends with an empty line where another part follows."""
        lines = lines_of(text)
        if text != self.file.text and self.after and lines and lines[-1].strip():
            end = _end_of(self.before + text + self.after)
            text += end if lines[-1].endswith(("\n", "\r")) else end + end
        return replace(self, file=replace(self.file, text=text))

    @property
    def whole_file(self) -> NoteFile:
        """The file that they stand in."""
        return replace(self.file, text=self.whole)

    @property
    def whole(self) -> str:
        """The text of the whole file."""
        return f"{self.before}{''.join(lines_of(self.file.text)[self.meeting.first_line - 1 :])}{self.after}"


def placed(file: NoteFile, meeting: Meeting) -> Placed:
    """The notes of a meeting that stand in `file`."""
    if meeting.text == file.text:
        return Placed(meeting, file)
    lines = lines_of(file.text)
    first = meeting.first_line - 1
    last = first + meeting.text.count("\n") + 1
    blank = "".join(line[len(line.rstrip("\r\n")) :] for line in lines[:first])
    text = blank + "".join(lines[first:last])
    return Placed(meeting, replace(file, text=text), "".join(lines[:first]), "".join(lines[last:]))


def next_meeting(file: NoteFile, others: Iterable[NoteFile], config: Config) -> Placed:
    """The notes of the next meeting in a file: all of it, or the part below its newest date.

    `others` are the files of the repository, from which the order of dates is found.
    """
    files = [file, *(other for other in others if other.path != file.path)]
    by_series = meetings_by_series(files, config).values()
    found = [each for some in by_series for each in some if each.path == file.path and not each.shared]
    if dated := [each for each in found if each.date]:
        return placed(file, max(dated, key=lambda each: (str(each.date), -each.first_line)))
    return Placed(parse.meeting_of(file.path, file.text), file)


def _end_of(text: str) -> str:
    first = lines_of(text)[0]
    return first[len(first.rstrip("\r\n")) :] or "\n"
