"""A person edits the words of an issue: its title, its body, the marker in it."""

from tests.end_to_end.scenes.acts import comment, edit, redelivered, tick, untick, without_webhooks, write
from tests.end_to_end.scenes.looks import boxes, comments, marked, quietly, report, says, sees
from tests.end_to_end.scenes.notes import MEND
from tests.end_to_end.scenes.scene import CLOSED, FIRST, GREEN, LONGER, OPEN, OTHER, SECOND, WALL, Scene, note

REWORDED = note(SECOND, f"* [ ] (Ada) {LONGER}")
MOVED_ON = note(SECOND, f"* [ ] (Ada, Bea) {LONGER}")
"""New words and one more owner."""
LONG = OPEN.replace(GREEN, LONGER)
LONG_BOTH = LONG.replace("@ada", "@ada @bea")
OTHER_ISSUE = "#2 open @bea [action-item] find a new crane for the east pier"


def without_marker(body: str) -> str:
    """The body without its first line."""
    return body.partition("\n")[2]


SCENES = (
    Scene(
        "title",
        "a person's title stays",
        (
            quietly(edit(1, title="Green wall!")),
            REWORDED,
            sees("#1 open @ada [action-item] Green wall!"),
            says(1, LONGER),
        ),
    ),
    Scene(
        "title, then a tick",
        "and the tick still closes",
        (
            edit(1, title="Green wall!"),
            tick(FIRST, GREEN),
            sees("#1 closed as completed @ada [action-item] Green wall!"),
        ),
    ),
    Scene(
        "text below",
        "what people write below Duly's part stays",
        (
            write(1, lambda body: body + "\nI have the paint.\n"),
            MOVED_ON,
            sees(LONG_BOTH),
            says(1, f"> (Ada, Bea) {LONGER}", "\nI have the paint.\n"),
        ),
    ),
    Scene(
        "text inside",
        "what a person changed inside Duly's part is theirs; the other fields follow the notes",
        (
            write(1, lambda body: body.replace("wall green", "wall blue")),
            MOVED_ON,
            sees(LONG_BOTH),
            says(1, "wall blue"),
        ),
    ),
    Scene(
        "text inside, then a tick",
        "and the tick still closes",
        (
            write(1, lambda body: body.replace("wall green", "wall blue")),
            tick(FIRST, GREEN),
            sees(CLOSED),
            says(1, "wall blue"),
        ),
    ),
    Scene(
        "web editor",
        "its CRLF are no edit of Duly's part, nor are spaces at the ends of lines",
        (
            write(1, lambda body: body.replace("\n", "  \n") + "Mine."),
            REWORDED,
            sees(LONG),
            says(1, f"> (Ada) {LONGER}"),
        ),
    ),
    Scene(
        "text above",
        "the marker goes back to the top and the text below Duly's part, which lives on",
        (
            write(1, lambda body: "Urgent!\n\n" + body),
            marked(1),
            says(1, "<!-- /duly -->\n\nUrgent!\n"),
            REWORDED,
            sees(LONG),
            says(1, f"> (Ada) {LONGER}", "<!-- /duly -->\n\nUrgent!\n"),
        ),
    ),
    Scene(
        "marker removed",
        "it is restored from the edit",
        (write(1, without_marker), marked(1), sees(OPEN), REWORDED, says(1, f"> (Ada) {LONGER}"), sees(LONG)),
    ),
    Scene(
        "marker broken",
        "it is restored, and the broken one goes",
        (write(1, lambda body: body.replace('"key"', '"kex"')), marked(1), REWORDED, sees(LONG), marked(1)),
    ),
    Scene(
        "marker removed, a sync first",
        "an issue of the same title waits until the marker is back",
        (
            without_webhooks(write(1, without_marker)),
            note(SECOND, WALL, OTHER),
            sees(OPEN, OTHER_ISSUE),
            report("neutral", "#1 has the title of an issue to open, and has lost its marker"),
            redelivered(),
            marked(1),
            sees(OPEN, OTHER_ISSUE),
            tick(SECOND, GREEN),
            sees(CLOSED, OTHER_ISSUE),
        ),
    ),
    Scene(
        "marker removed, and nobody heard of it",
        "the item waits, and the check run says how to go on",
        (
            without_webhooks(write(1, without_marker)),
            note(SECOND, WALL),
            report("neutral", "#1 has lost its marker", "put the first line of its text back"),
            tick(SECOND, GREEN),
            sees(OPEN),
        ),
    ),
    Scene(
        "body emptied",
        "the marker comes back, the text stays away",
        (
            write(1, lambda body: ""),
            marked(1),
            MOVED_ON,
            sees(LONG_BOTH),
            tick(SECOND, LONGER),
            sees(LONG_BOTH.replace("open", "closed as completed")),
        ),
    ),
    Scene(
        "end of Duly's part removed",
        "then all of the text is theirs",
        (
            write(1, lambda body: body.replace("<!-- /duly -->", "I shall.")),
            MOVED_ON,
            sees(LONG_BOTH),
            says(1, f"> (Ada) {GREEN}", "I shall."),
            tick(SECOND, LONGER),
            sees(LONG_BOTH.replace("open", "closed as completed")),
        ),
    ),
    Scene(
        "comment",
        "a comment changes nothing",
        (quietly(comment(1, "cyd", "nice")), quietly(note(SECOND, WALL)), sees(OPEN), comments(1, 0)),
    ),
    Scene(
        "box ticked in the issue",
        "a person's tick there stays, whatever other boxes do, until the notes say something new of it",
        (
            write(1, lambda body: body.replace("- [ ] order", "- [x] order")),
            tick(FIRST, "buy a can"),
            boxes(1, "[x] order a gearbox for it", "[x] buy a can of oil"),
            tick(FIRST, "gearbox"),
            boxes(1, "[x] order a gearbox for it", "[x] buy a can of oil"),
            untick(FIRST, "gearbox"),
            boxes(1, "[ ] order a gearbox for it", "[x] buy a can of oil"),
        ),
        given=MEND,
    ),
    Scene(
        "box unticked in the issue",
        "and so does a tick taken back",
        (
            tick(FIRST, "gearbox"),
            write(1, lambda body: body.replace("- [x] order", "- [ ] order")),
            note(SECOND, MEND[0], MEND[1].replace("[ ]", "[x]"), MEND[2], "    * [ ] paint its arm"),
            boxes(1, "[ ] order a gearbox for it", "[ ] buy a can of oil", "[ ] paint its arm"),
        ),
        given=MEND,
    ),
)
