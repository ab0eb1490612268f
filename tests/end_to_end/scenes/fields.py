"""A person changes labels or assignees: sets merge, name by name."""

from tests.end_to_end.scenes.acts import edit, label_gone, label_renamed
from tests.end_to_end.scenes.looks import colour, quietly, sees
from tests.end_to_end.scenes.scene import (
    CRANE,
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

LONG = OPEN.replace(GREEN, LONGER)
REWORDED_LATER = note(THIRD, f"* [ ] (Ada) {LONGER}")
NOBODY = f"* [ ] (???) {GREEN}"

SCENES = (
    Scene(
        "label added",
        "a person's label stays",
        (
            quietly(edit(1, labels=["action-item", "bug"])),
            quietly(note(SECOND, WALL)),
            REWORDED_LATER,
            sees(LONG.replace("action-item", "action-item, bug")),
        ),
    ),
    Scene(
        "label removed",
        "what a person took off stays off",
        (
            quietly(edit(1, labels=[])),
            quietly(note(SECOND, WALL)),
            REWORDED_LATER,
            sees(LONG.replace("action-item", "")),
        ),
    ),
    Scene(
        "labels replaced, then one from the notes",
        "news from the notes is added to what people made of it",
        (edit(1, labels=["bug"]), note(SECOND, NOBODY), sees(f"#1 open nobody [bug, needs-owner] {GREEN}")),
    ),
    Scene(
        "needs-owner removed",
        "it stays off while nobody owns the item, and an owner is still assigned",
        (
            edit(1, labels=["action-item"]),
            note(SECOND, f"* [ ] (???) {LONGER}"),
            sees(f"#1 open nobody [action-item] {LONGER}"),
            note(THIRD, f"* [ ] (Ada) {LONGER}"),
            sees(LONG),
        ),
        given=(NOBODY,),
    ),
    Scene(
        "label deleted in the repository",
        "it stays off old issues, and is made anew, in colour, for new ones",
        (
            label_gone("action-item"),
            note(SECOND, WALL, OTHER),
            sees(OPEN.replace("action-item", ""), SECOND_ISSUE),
            colour("action-item", "1d76db"),
        ),
    ),
    Scene(
        "label renamed in the repository",
        "old issues keep the new name; new ones get the label that the config names",
        (
            label_renamed("action-item", "from the notes"),
            note(SECOND, f"* [ ] (Ada) {LONGER}", OTHER),
            sees(LONG.replace("action-item", "from the notes"), SECOND_ISSUE),
        ),
    ),
    Scene(
        "assignee added",
        "a person's assignee stays",
        (
            quietly(edit(1, assignees=["ada", "bea"])),
            quietly(note(SECOND, WALL)),
            REWORDED_LATER,
            sees(LONG.replace("@ada", "@ada @bea")),
        ),
    ),
    Scene(
        "assignee removed",
        "nobody is assigned again",
        (
            quietly(edit(1, assignees=[])),
            quietly(note(SECOND, WALL)),
            REWORDED_LATER,
            sees(LONG.replace("@ada", "nobody")),
        ),
    ),
    Scene(
        "assignee replaced",
        "the person's choice stays",
        (
            quietly(edit(1, assignees=["cyd"])),
            quietly(note(SECOND, WALL)),
            REWORDED_LATER,
            sees(LONG.replace("@ada", "@cyd")),
        ),
    ),
    Scene(
        "reassigned, then a new owner in the notes",
        "the new owner joins the person's choice",
        (edit(1, assignees=["cyd"]), note(SECOND, f"* [ ] (Bea) {GREEN}"), sees(OPEN.replace("@ada", "@cyd @bea"))),
    ),
    Scene(
        "reassigned to the owner that the notes name later",
        "both agree, and later news count",
        (
            edit(1, assignees=["bea"]),
            note(SECOND, f"* [ ] (Bea) {GREEN}"),
            sees(OPEN.replace("@ada", "@bea")),
            note(THIRD, f"* [ ] (Cyd) {GREEN}"),
            sees(OPEN.replace("@ada", "@cyd")),
        ),
    ),
    Scene(
        "assigned by hand while nobody owned it",
        "the person's choice stays, and the notes' owner joins",
        (
            edit(1, assignees=["cyd"]),
            note(SECOND, NOBODY),
            sees(f"#1 open @cyd [action-item, needs-owner] {GREEN}"),
            note(THIRD, WALL),
            sees(OPEN.replace("@ada", "@cyd @ada")),
        ),
        given=(NOBODY,),
    ),
    Scene(
        "two owners, one unassigned",
        "who was taken off stays off",
        (
            sees(f"#1 open @ada @bea [action-item] {CRANE}"),
            edit(1, assignees=["bea"]),
            note(SECOND, f"* [ ] (Ada, Bea) {CRANE} and the west pier"),
            sees(f"#1 open @bea [action-item] {CRANE} and the west pier"),
        ),
        given=(f"* [ ] (Ada, Bea) {CRANE}",),
    ),
)
