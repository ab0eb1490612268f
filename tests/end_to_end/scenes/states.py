"""A person closes, reopens, deletes, moves or locks an issue, or there are two of one item."""

from tests.end_to_end.scenes.acts import (
    at_once,
    close,
    comment,
    copied,
    deleted,
    issues_are,
    locked,
    reopen,
    tick,
    transferred,
    untick,
)
from tests.end_to_end.scenes.looks import quietly, report, sees
from tests.end_to_end.scenes.scene import (
    CLOSED,
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
)

NOT_PLANNED = CLOSED.replace("completed", "not planned")
TWIN = OPEN.replace("#1", "#2")

SCENES = (
    Scene(
        "closed as completed",
        "a person's close stays, also where the notes go on listing it",
        (close(1), note(SECOND, WALL, OTHER), sees(CLOSED, SECOND_ISSUE), report("success", "closed on GitHub")),
    ),
    Scene(
        "closed as not planned",
        "and keeps its reason",
        (close(1, "not_planned"), quietly(note(SECOND, WALL)), tick(SECOND, GREEN), sees(NOT_PLANNED)),
    ),
    Scene(
        "closed, reopened",
        "then a tick closes it",
        (
            quietly(close(1)),
            quietly(reopen(1)),
            quietly(note(SECOND, WALL)),
            sees(OPEN),
            tick(SECOND, GREEN),
            sees(CLOSED),
        ),
    ),
    Scene(
        "closed, ticked, unticked",
        "what a person closed the notes do not reopen",
        (close(1), tick(FIRST, GREEN), untick(FIRST, GREEN), sees(CLOSED), report("success", "closed on GitHub")),
    ),
    Scene(
        "closed, ticked, unticked, reopened",
        "and later ticks count again",
        (close(1), tick(FIRST, GREEN), untick(FIRST, GREEN), reopen(1), sees(OPEN), tick(FIRST, GREEN), sees(CLOSED)),
    ),
    Scene(
        "closed, ticked, back after a gap",
        "done by both, it is new work: a new issue goes on from the old",
        (
            close(1),
            tick(FIRST, GREEN),
            note(SECOND, OTHER),
            note(THIRD, WALL, OTHER),
            sees(CLOSED, SECOND_ISSUE, OPEN.replace("#1", "#3")),
        ),
    ),
    Scene(
        "closed, ticked, reopened, unticked, ticked",
        "a person's reopen stays until the next tick",
        (
            close(1),
            tick(FIRST, GREEN),
            reopen(1),
            sees(OPEN),
            untick(FIRST, GREEN),
            sees(OPEN),
            tick(FIRST, GREEN),
            sees(CLOSED),
        ),
    ),
    Scene(
        "reopened after a tick",
        "it stays open while the notes go on listing the tick",
        (tick(FIRST, GREEN), reopen(1), note(SECOND, DONE), note(THIRD, DONE), sees(OPEN)),
    ),
    Scene(
        "reopened after a tick, then open in the notes",
        "both agree, and the next tick closes",
        (tick(FIRST, GREEN), reopen(1), note(SECOND, WALL), sees(OPEN), tick(SECOND, GREEN), sees(CLOSED)),
    ),
    Scene(
        "reopened after a tick, then open after a gap",
        "there is an open issue, so there is no new one",
        (
            tick(FIRST, GREEN),
            reopen(1),
            note(SECOND, OTHER),
            note(THIRD, WALL, OTHER),
            sees(OPEN, SECOND_ISSUE),
            tick(THIRD, GREEN),
            sees(CLOSED, SECOND_ISSUE),
        ),
    ),
    Scene(
        "closed, then back after a gap",
        "after a person's close nothing is opened",
        (close(1), note(SECOND, OTHER), note(THIRD, WALL, OTHER), sees(CLOSED, SECOND_ISSUE)),
    ),
    Scene(
        "deleted",
        "nothing remembers it: while a fresh list has the item open it is opened anew (closing it would keep it away)",
        (deleted(1), note(SECOND, WALL), sees(TWIN), tick(SECOND, GREEN), sees(CLOSED.replace("#1", "#2"))),
    ),
    Scene(
        "deleted after its tick",
        "an issue is never made only to be closed",
        (tick(FIRST, GREEN), deleted(1), note(SECOND, DONE), sees()),
    ),
    Scene(
        "transferred",
        "the one over there is left alone; here it counts as deleted",
        (transferred(1), note(SECOND, WALL), sees(TWIN)),
    ),
    Scene(
        "locked",
        "a lock is for comments: edits and ticks go on",
        (locked(1), note(SECOND, f"* [ ] (Ada) {LONGER}"), tick(SECOND, LONGER), sees(CLOSED.replace(GREEN, LONGER))),
    ),
    Scene(
        "issues disabled, enabled again",
        "nothing fails, nothing is lost",
        (
            issues_are(False),
            note(SECOND, DONE, OTHER),
            sees(OPEN),
            report("neutral", "issues are switched off"),
            issues_are(True),
            note(THIRD, DONE, OTHER),
            sees(CLOSED, SECOND_ISSUE),
        ),
    ),
    Scene(
        "second issue",
        "the lower number stays, the other is its duplicate",
        (copied(1), note(SECOND, WALL), sees(OPEN, TWIN.replace("open", "closed as duplicate"))),
    ),
    Scene(
        "second issue, reopened",
        "a person's reopen stays",
        (
            copied(1),
            note(SECOND, WALL),
            reopen(2),
            note(THIRD, WALL),
            sees(OPEN, TWIN),
            tick(THIRD, GREEN),
            sees(CLOSED, TWIN),
        ),
    ),
    Scene(
        "second issue with a comment",
        "what a person wrote in stays and is reported; a tick closes both",
        (
            at_once(copied(1), comment(2, "cyd", "here is my plan")),
            note(SECOND, f"* [ ] (Ada) {LONGER}"),
            sees(OPEN.replace(GREEN, LONGER), TWIN),
            report("neutral", "#1 and #2 are one item"),
            tick(SECOND, LONGER),
            sees(CLOSED.replace(GREEN, LONGER), TWIN.replace("open", "closed as completed")),
        ),
    ),
    Scene(
        "second issue with a comment, the first closed",
        "the one that people kept follows the notes",
        (
            at_once(copied(1), comment(2, "cyd", "here is my plan")),
            close(1, "duplicate"),
            note(SECOND, f"* [ ] (Ada) {LONGER}"),
            sees(CLOSED.replace("completed", "duplicate"), TWIN.replace(GREEN, LONGER)),
            tick(SECOND, LONGER),
            sees(CLOSED.replace("completed", "duplicate"), CLOSED.replace("#1", "#2").replace(GREEN, LONGER)),
        ),
    ),
    Scene(
        "second issue closed, then written in",
        "a duplicate stays one, also where a person closes the first",
        (
            copied(1),
            note(SECOND, WALL),
            comment(2, "cyd", "why?"),
            close(1),
            note(THIRD, WALL, OTHER),
            sees(CLOSED, TWIN.replace("open", "closed as duplicate"), SECOND_ISSUE.replace("#2", "#3")),
        ),
    ),
    Scene(
        "copied by a person",
        "a marker in a person's issue counts for nothing",
        (copied(1, by="cyd"), tick(FIRST, GREEN), sees(CLOSED, f"#2 open nobody [action-item] {GREEN}")),
    ),
)
