"""A line names a person's issue as its own: that one is never edited."""

from tests.end_to_end.scenes.acts import close, copied, deleted, issue, locked, pull, reopen, tick, untick
from tests.end_to_end.scenes.looks import comments, sees
from tests.end_to_end.scenes.scene import CLOSED, DONE, GREEN, OPEN, OTHER, PEOPLE, SECOND, THIRD, WALL, Scene, note

THEIRS = "#1 open nobody [] The wall is grey"
THEIRS_CLOSED = THEIRS.replace("open", "closed as completed")
BELOW = (WALL, "    * https://github.com/harbour/notes/issues/1")
LEAVE = PEOPLE + "close_linked: true\n"
GREY = issue("The wall is grey", "Look at it.")

SCENES = (
    Scene(
        "linked as the only sub-bullet",
        "a person's issue is never edited; a tick is told once",
        (
            GREY,
            note(SECOND, *BELOW),
            sees(THEIRS),
            tick(SECOND, GREEN),
            sees(THEIRS),
            comments(1, 1),
            untick(SECOND, GREEN),
            tick(SECOND, GREEN),
            comments(1, 1),
            sees(THEIRS),
        ),
        given=(),
    ),
    Scene(
        "linked by an arrow, with leave to close",
        "a tick closes it and says why",
        (GREY, note(SECOND, f"{WALL} → #1"), tick(SECOND, GREEN), sees(THEIRS_CLOSED), comments(1, 1)),
        given=(),
        config=LEAVE,
    ),
    Scene(
        "linked with leave, reopened",
        "a person's reopen stays",
        (
            GREY,
            note(SECOND, f"{WALL} → #1"),
            tick(SECOND, GREEN),
            reopen(1),
            note(SECOND, f"{WALL} → #1".replace("[ ]", "[x]"), OTHER),
            sees(THEIRS, "#2 open @bea [action-item] find a new crane for the east pier"),
        ),
        given=(),
        config=LEAVE,
    ),
    Scene(
        "tracked in, closed by a person first",
        "there is nothing to tell",
        (
            GREY,
            note(SECOND, f"{WALL} (tracked in #1)"),
            close(1),
            tick(SECOND, GREEN),
            sees(THEIRS_CLOSED),
            comments(1, 0),
        ),
        given=(),
    ),
    Scene(
        "linked and locked",
        "where Duly may not comment the report alone tells of the tick",
        (
            GREY,
            note(SECOND, *BELOW),
            locked(1),
            tick(SECOND, GREEN),
            note(THIRD, OTHER),
            sees(THEIRS, "#2 open @bea [action-item] find a new crane for the east pier"),
        ),
        given=(),
    ),
    Scene(
        "linked with leave and locked",
        "it is closed without a word; a person's reopen stays",
        (
            GREY,
            note(SECOND, *BELOW),
            locked(1),
            tick(SECOND, GREEN),
            sees(THEIRS_CLOSED),
            comments(1, 0),
            reopen(1),
            note(THIRD, DONE, *BELOW[1:]),
            sees(THEIRS),
        ),
        given=(),
        config=LEAVE,
    ),
    Scene(
        "linked, then deleted",
        "a link to nothing is no link: the item gets an issue of its own",
        (GREY, note(SECOND, *BELOW), deleted(1), note(THIRD, *BELOW), sees(OPEN.replace("#1", "#2"))),
        given=(),
    ),
    Scene(
        "a reference",
        "any other link is one: the item gets an issue of its own",
        (GREY, note(SECOND, f"{WALL} as #1 says"), sees(THEIRS, f"#2 open @ada [action-item] {GREEN} as #1 says")),
        given=(),
    ),
    Scene(
        "a pull request",
        "a pull request is never an item's issue",
        (
            pull("set-up"),
            note(SECOND, f"{WALL} → #1"),
            sees(f"#2 open @ada [action-item] {GREEN} → #1"),
            tick(SECOND, GREEN),
            sees(f"#2 closed as completed @ada [action-item] {GREEN} → #1"),
        ),
        given=(),
    ),
    Scene(
        "linked, with a copied marker",
        "a marker in a person's issue counts for nothing, also where Duly reads it",
        (
            copied(1, by="cyd"),
            note(SECOND, WALL, f"{OTHER} → #2"),
            tick(SECOND, "crane"),
            sees(OPEN, f"#2 open nobody [action-item] {GREEN}"),
            comments(2, 1),
        ),
    ),
    Scene(
        "linked too late",
        "an item that has an issue of Duly's keeps it",
        (
            GREY,
            note(SECOND, WALL, "    * #2"),
            tick(SECOND, GREEN),
            sees(CLOSED, THEIRS.replace("#1", "#2")),
            comments(2, 0),
        ),
    ),
)
