"""Owners whom the notes name: changed, unknown, not assignable yet."""

from tests.end_to_end.scenes.acts import collaborator, comment, config, edit, tick
from tests.end_to_end.scenes.looks import comments, hides, says, sees
from tests.end_to_end.scenes.scene import CLOSED, FIRST, GREEN, OPEN, PEOPLE, SECOND, WALL, Scene, note

ZOE = (f"* [ ] (Zoe) {GREEN}",)
WAITS = f"#1 open nobody [action-item] {GREEN}"
HERS = OPEN.replace("@ada", "@zoe")

SCENES = (
    Scene(
        "owner changed",
        "the assignment follows the notes",
        (note(SECOND, f"* [ ] (Bea) {GREEN}"), sees(OPEN.replace("@ada", "@bea"))),
    ),
    Scene(
        "owner gone",
        "nobody is left, and the label says so",
        (note(SECOND, f"* [ ] (???) {GREEN}"), sees(f"#1 open nobody [action-item, needs-owner] {GREEN}")),
    ),
    Scene(
        "owner added",
        "both are assigned",
        (note(SECOND, f"* [ ] (Ada, Bea) {GREEN}"), sees(OPEN.replace("@ada", "@ada @bea"))),
    ),
    Scene(
        "owner unknown, then in the config",
        "the config's push assigns",
        (
            sees(WAITS),
            says(1, "**Owner in the notes** MW"),
            config(PEOPLE.replace("Zoe: zoe", "MW: bea")),
            sees(OPEN.replace("@ada", "@bea")),
            hides(1, "**Owner in the notes**"),
        ),
        given=(f"* [ ] (MW) {GREEN}",),
    ),
    Scene(
        "unassignable",
        "mentioned once, in the body; a tick still closes",
        (
            sees(WAITS),
            says(1, "@zoe: please leave a comment"),
            comment(1, "cyd", "who is that?"),
            note(SECOND, *ZOE),
            sees(WAITS),
            comments(1, 0),
            tick(SECOND, GREEN),
            sees(CLOSED.replace("@ada", "nobody")),
        ),
        given=ZOE,
    ),
    Scene(
        "unassignable, comments",
        "assigned at once, without a push",
        (
            comment(1, "zoe", "I am here"),
            sees(HERS),
            hides(1, "@zoe"),
            tick(FIRST, GREEN),
            sees(CLOSED.replace("@ada", "@zoe")),
        ),
        given=ZOE,
    ),
    Scene(
        "unassignable, comments, is unassigned",
        "what a person took off stays off",
        (
            comment(1, "zoe", "I am here"),
            edit(1, assignees=[]),
            note(SECOND, *ZOE),
            comment(1, "zoe", "really"),
            sees(WAITS),
        ),
        given=ZOE,
    ),
    Scene(
        "unassignable, then assigned by hand",
        "she is not asked for a comment any more",
        (collaborator("zoe"), edit(1, assignees=["zoe"]), note(SECOND, *ZOE), sees(HERS), hides(1, "@zoe")),
        given=ZOE,
    ),
    Scene(
        "unassignable, then another owner",
        "she is not asked for a comment any more",
        (note(SECOND, WALL), sees(OPEN), hides(1, "@zoe"), comment(1, "zoe", "I am here"), sees(OPEN)),
        given=ZOE,
    ),
    Scene(
        "one of two unassignable",
        "the other is assigned",
        (sees(OPEN), says(1, "@zoe: please"), comment(1, "zoe", "yes"), sees(OPEN.replace("@ada", "@ada @zoe"))),
        given=(f"* [ ] (Ada, Zoe) {GREEN}",),
    ),
)
