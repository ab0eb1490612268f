"""What the notes alone do: the rows in which nobody touches an issue."""

from tests.end_to_end.scenes.acts import at_once, move, push, renamed, rewrite, tick, untick, whole
from tests.end_to_end.scenes.looks import boxes, hides, quietly, report, says, sees
from tests.end_to_end.scenes.scene import (
    CLOSED,
    CRANE,
    DONE,
    FIRST,
    GREEN,
    LONGER,
    OPEN,
    OTHER,
    SECOND,
    SECOND_ISSUE,
    THIRD,
    WALL,
    Scene,
    note,
    path_of,
    text_of,
)

MEND = ("* [ ] (Ada) mend the harbour crane", "    * [ ] order a gearbox for it", "    * [ ] buy a can of oil")
MENDING = "#1 open @ada [action-item] mend the harbour crane"

SCENES = (
    Scene(
        "nothing",
        "what nobody touches stays",
        (quietly(note(SECOND, WALL)), sees(OPEN), report("success", "nothing to do")),
    ),
    Scene("tick", "a tick closes", (tick(FIRST, GREEN), sees(CLOSED))),
    Scene(
        "dropped",
        "`[~]` closes as not planned",
        (rewrite(FIRST, "[ ]", "[~]"), sees(CLOSED.replace("completed", "not planned"))),
    ),
    Scene(
        "reworded",
        "the title follows the notes",
        (note(SECOND, f"* [ ] (Ada) {LONGER}"), sees(OPEN.replace(GREEN, LONGER)), says(1, f"“{GREEN}”")),
    ),
    Scene(
        "line deleted and put back",
        "a line that vanishes changes nothing but the report",
        (
            note(SECOND, OTHER),
            sees(OPEN, SECOND_ISSUE),
            report("neutral", "without a tick", GREEN),
            quietly(note(SECOND, OTHER, WALL)),
            sees(OPEN, SECOND_ISSUE),
        ),
    ),
    Scene(
        "line deleted and put back in its only note",
        "where no other note has it, either, the issue's text says so until it is back",
        (
            whole(FIRST, lambda text: text.replace(WALL, "")),
            sees(OPEN),
            says(1, "Duly finds this line in no note any more"),
            whole(FIRST, lambda text: text + WALL + "\n"),
            sees(OPEN),
            hides(1, "in no note any more"),
        ),
    ),
    Scene("note renamed", "a path is no identity", (quietly(move(FIRST, f"archive/{FIRST}.md")), sees(OPEN))),
    Scene(
        "front matter",
        "line numbers are no identity",
        (quietly(whole(FIRST, lambda text: "---\ntags: [a]\n---\n" + text)), sees(OPEN)),
    ),
    Scene(
        "note with CRLF",
        "line ends are no news",
        (quietly(whole(FIRST, lambda text: text.replace("\n", "\r\n"))), sees(OPEN)),
    ),
    Scene("note deleted", "with the note its lines vanish", (quietly(push(path_of(FIRST), None)), sees(OPEN))),
    Scene(
        "two notes of one date",
        "they are one meeting, in which a line is open as long as one of them says so",
        (
            push(f"notes/{FIRST}-late.md", text_of(FIRST, WALL, OTHER)),
            sees(OPEN, SECOND_ISSUE),
            tick(FIRST, GREEN),
            sees(OPEN, SECOND_ISSUE),
            push(f"notes/{FIRST}-late.md", text_of(FIRST, DONE, OTHER)),
            sees(CLOSED, SECOND_ISSUE),
        ),
    ),
    Scene(
        "slip of the pen",
        "open again in the note of the tick or in the next reopens",
        (tick(FIRST, GREEN), untick(FIRST, GREEN), sees(OPEN), tick(FIRST, GREEN), note(SECOND, WALL), sees(OPEN)),
    ),
    Scene(
        "recurring work",
        "after a note without it a new issue goes on from the old",
        (
            tick(FIRST, GREEN),
            note(SECOND, OTHER),
            note(THIRD, WALL, OTHER),
            sees(CLOSED, SECOND_ISSUE, OPEN.replace("#1", "#3")),
            says(3, "**Goes on from** #1"),
            tick(THIRD, GREEN),
            sees(CLOSED, SECOND_ISSUE, CLOSED.replace("#1", "#3")),
        ),
    ),
    Scene(
        "repository renamed while jobs wait",
        "they find it under its new name",
        (
            at_once(note(SECOND, WALL, OTHER), renamed("minutes")),
            sees(OPEN, SECOND_ISSUE),
            tick(SECOND, GREEN),
            sees(CLOSED, SECOND_ISSUE),
        ),
    ),
    Scene(
        "child ticked and unticked",
        "boxes below a line stand in its issue",
        (
            tick(FIRST, "gearbox"),
            boxes(1, "[x] order a gearbox for it", "[ ] buy a can of oil"),
            untick(FIRST, "gearbox"),
            boxes(1, "[ ] order a gearbox for it", "[ ] buy a can of oil"),
            sees(MENDING),
        ),
        given=MEND,
    ),
    Scene(
        "child added",
        "a new box below a line that has an issue is added there",
        (
            note(SECOND, *MEND, "    * [ ] paint its arm"),
            boxes(1, "[ ] order a gearbox for it", "[ ] buy a can of oil", "[ ] paint its arm"),
            sees(MENDING),
        ),
        given=MEND,
    ),
    Scene(
        "child vanishes",
        "vanished is not done: its box stays in the issue, and it gets none of its own",
        (
            quietly(note(SECOND, *MEND[:2])),
            boxes(1, "[ ] order a gearbox for it", "[ ] buy a can of oil"),
            sees(MENDING),
            quietly(note(THIRD, *MEND)),
            sees(MENDING),
        ),
        given=MEND,
    ),
    Scene(
        "parent ticked with open children",
        "an open child of a ticked item is an item of its own",
        (
            tick(FIRST, "mend"),
            sees(
                MENDING.replace("open", "closed as completed", 1),
                "#2 open nobody [action-item, needs-owner] mend the harbour crane: order a gearbox for it",
                "#3 open nobody [action-item, needs-owner] mend the harbour crane: buy a can of oil",
            ),
            untick(FIRST, "mend"),
            tick(FIRST, "gearbox"),
            sees(
                MENDING,
                "#2 closed as completed nobody [action-item, needs-owner] mend the harbour crane: order a gearbox for it",
                "#3 open nobody [action-item, needs-owner] mend the harbour crane: buy a can of oil",
            ),
        ),
        given=MEND,
    ),
    Scene(
        "parent ticked, children deleted",
        "who ticks a line and takes away the boxes below it has no more work there",
        (note(SECOND, MEND[0].replace("[ ]", "[x]")), sees(MENDING.replace("open", "closed as completed", 1))),
        given=MEND,
    ),
    Scene(
        "items of one wording",
        "each owner's is an item",
        (
            note(SECOND, DONE, f"* [ ] (Bea) {GREEN}"),
            sees(CLOSED, f"#2 open @bea [action-item] {GREEN}"),
            note(SECOND, DONE, f"* [x] (Bea) {GREEN}", OTHER),
            sees(CLOSED, f"#2 closed as completed @bea [action-item] {GREEN}", f"#3 open @bea [action-item] {CRANE}"),
        ),
        given=(WALL, f"* [ ] (Bea) {GREEN}"),
    ),
)
