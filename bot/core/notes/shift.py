"""Line numbers of a part of a file, as numbers of the file."""

from dataclasses import replace

from bot.core.model.notes import Line, Note


def moved(note: Note, by: int) -> Note:
    """The note with all its line numbers moved down."""
    if not by:
        return note
    return replace(
        note,
        lines=tuple(_line(line, by) for line in note.lines),
        problems=tuple(
            replace(problem, line=problem.line + by) if problem.line else problem for problem in note.problems
        ),
    )


def _line(line: Line, by: int) -> Line:
    return replace(
        line,
        number=line.number + by,
        parent=None if line.parent is None else line.parent + by,
        details=tuple(replace(detail, number=detail.number + by) for detail in line.details),
    )
