"""People win: what they do on GitHub, what the notes do then, and what stands in the end.

Every scene is played twice: with a look again after each step, which must find nothing to do, and with every webhook
delivered twice.
"""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.scenes import (
    FIRST,
    FOURTH,
    SECOND,
    THIRD,
    Scene,
    at_once,
    boxes,
    close,
    collaborator,
    colour,
    comment,
    comments,
    config,
    copied,
    deaf,
    deleted,
    each_delivery_twice,
    edit,
    hides,
    issue,
    issues_are,
    label_gone,
    label_renamed,
    locked,
    marked,
    move,
    no_report,
    note,
    once_more,
    path_of,
    pull,
    push,
    redelivered,
    renamed,
    reopen,
    report,
    rewrite,
    says,
    sees,
    text_of,
    tick,
    transferred,
    untick,
    whole,
    write,
)
from tests.stage import Stage, staged

GREEN = "paint the harbour wall green"
WALL = f"* [ ] (Ada) {GREEN}"
DONE = f"* [x] (Ada) {GREEN}"
LONGER = "paint the harbour wall green and white before summer"
CRANE = "find a new crane for the east pier"
OTHER = f"* [ ] (Bea) {CRANE}"
LINE = f"#1 open @ada [action-item] {GREEN}"
CLOSED = f"#1 closed as completed @ada [action-item] {GREEN}"
PEOPLE = Scene.__dataclass_fields__["config"].default
MEND = ("* [ ] (Ada) mend the harbour crane", "    * [ ] order a gearbox for it", "    * [ ] buy a can of oil")
MENDING = "#1 open @ada [action-item] mend the harbour crane"

QUIET = [
    Scene("nothing", "what nobody touches stays", (note(SECOND, WALL), sees(LINE), report("success", "nothing to do"))),
    Scene("tick", "a tick closes", (tick(FIRST, GREEN), sees(CLOSED))),
    Scene("dropped", "[~] closes as not planned", (rewrite(FIRST, "[ ]", "[~]"), sees(CLOSED.replace("completed", "not planned")))),
    Scene("reworded", "the title follows the notes", (note(SECOND, f"* [ ] (Ada) {LONGER}"), sees(LINE.replace(GREEN, LONGER)), says(1, f"“{GREEN}”"))),
    Scene("line deleted and put back", "a line that vanishes changes nothing", (
        note(SECOND, OTHER), sees(LINE, f"#2 open @bea [action-item] {CRANE}"), report("success", "not ticked", GREEN),
        note(SECOND, OTHER, WALL), sees(LINE, f"#2 open @bea [action-item] {CRANE}"),
    )),
    Scene("line deleted and put back in its only note", "nor where no other note has it", (
        whole(FIRST, lambda text: text.replace(WALL, "")), sees(LINE), whole(FIRST, lambda text: text + WALL + "\n"), sees(LINE),
    )),
    Scene("note renamed", "a path is no identity", (move(FIRST, f"archive/{FIRST}.md"), sees(LINE))),
    Scene("front matter", "line numbers are no identity", (whole(FIRST, lambda text: "---\ntags: [a]\n---\n" + text), sees(LINE))),
    Scene("note with CRLF", "line ends are no news", (whole(FIRST, lambda text: text.replace("\n", "\r\n")), sees(LINE))),
    Scene("note deleted", "with the note its lines vanish", (push(path_of(FIRST), None), sees(LINE))),
    Scene("two notes of one date", "they are one meeting", (
        push(f"notes/{FIRST}-late.md", text_of(FIRST, WALL, OTHER)), sees(LINE, f"#2 open @bea [action-item] {CRANE}"),
        tick(FIRST, GREEN), sees(LINE, f"#2 open @bea [action-item] {CRANE}"),
        push(f"notes/{FIRST}-late.md", text_of(FIRST, DONE, OTHER)), sees(CLOSED, f"#2 open @bea [action-item] {CRANE}"),
    )),
    Scene("slip of the pen", "open again in the next note reopens", (tick(FIRST, GREEN), note(SECOND, WALL), sees(LINE))),
    Scene("recurring work", "after a note without it a new issue goes on from the old", (
        tick(FIRST, GREEN), note(SECOND, OTHER), note(THIRD, WALL, OTHER),
        sees(CLOSED, f"#2 open @bea [action-item] {CRANE}", f"#3 open @ada [action-item] {GREEN}"), says(3, "**Goes on from** #1"),
        tick(THIRD, GREEN),
        sees(CLOSED, f"#2 open @bea [action-item] {CRANE}", f"#3 closed as completed @ada [action-item] {GREEN}"),
    )),
    Scene("repository renamed", "jobs that wait find it under its new name", (at_once(note(SECOND, WALL, OTHER), renamed("minutes")), sees(LINE, f"#2 open @bea [action-item] {CRANE}"), tick(SECOND, GREEN), sees(CLOSED, f"#2 open @bea [action-item] {CRANE}"))),
]

TEXTS = [
    Scene("title", "a person's title stays", (edit(1, title="Green wall!"), note(SECOND, f"* [ ] (Ada) {LONGER}"), sees("#1 open @ada [action-item] Green wall!"), says(1, LONGER))),
    Scene("title, then a tick", "and the tick still closes", (edit(1, title="Green wall!"), tick(FIRST, GREEN), sees("#1 closed as completed @ada [action-item] Green wall!"))),
    Scene("text below", "what people write below stays", (
        write(1, lambda body: body + "\nI have the paint.\n"), note(SECOND, f"* [ ] (Bea) {LONGER}"),
        sees(f"#1 open @bea [action-item] {LONGER}"), says(1, f"> (Bea) {LONGER}", "I have the paint."),
    )),
    Scene("text inside", "what a person changed inside Duly's part is theirs", (
        write(1, lambda body: body.replace("wall green", "wall blue")), note(SECOND, f"* [ ] (Bea) {LONGER}"),
        sees(f"#1 open @bea [action-item] {LONGER}"), says(1, "wall blue"),
    )),
    Scene("text inside, then a tick", "and the tick still closes", (write(1, lambda body: body.replace("wall green", "wall blue")), tick(FIRST, GREEN), sees(CLOSED), says(1, "wall blue"))),
    Scene("CRLF", "the web editor's line ends are no edit", (
        edit(1, body="PLACEHOLDER"),
    )),
    Scene("text above", "the marker goes back on top, the text below Duly's part, which lives on", (
        write(1, lambda body: "Urgent!\n\n" + body), marked(1), says(1, "<!-- /duly -->\n\nUrgent!"),
        note(SECOND, f"* [ ] (Ada) {LONGER}"), sees(LINE.replace(GREEN, LONGER)), says(1, f"> (Ada) {LONGER}", "Urgent!"),
    )),
    Scene("marker removed", "it is restored from the edit", (
        write(1, lambda body: body.partition("\n")[2]), marked(1), sees(LINE), tick(FIRST, GREEN), sees(CLOSED),
    )),
    Scene("marker broken", "it is restored, and the broken one goes", (
        write(1, lambda body: body.replace('"key"', '"kex"')), marked(1), note(SECOND, f"* [ ] (Ada) {LONGER}"),
        sees(LINE.replace(GREEN, LONGER)), says(1, f"> (Ada) {LONGER}"), marked(1),
    )),
    Scene("marker removed, a sync first", "the lower number stays when its marker is back", (
        deaf(write(1, lambda body: body.partition("\n")[2])), note(SECOND, WALL, OTHER),
        sees(LINE, f"#2 open @ada [action-item] {GREEN}", f"#3 open @bea [action-item] {CRANE}"),
        redelivered("issues"), marked(1),
        sees(LINE, f"#2 closed as duplicate @ada [action-item] {GREEN}", f"#3 open @bea [action-item] {CRANE}"),
        tick(SECOND, GREEN),
        sees(CLOSED, f"#2 closed as duplicate @ada [action-item] {GREEN}", f"#3 open @bea [action-item] {CRANE}"),
    )),
    Scene("marker removed, unheard of", "an issue without a marker is a person's", (
        deaf(write(1, lambda body: body.partition("\n")[2])), note(SECOND, WALL), tick(SECOND, GREEN),
        sees(LINE, f"#2 closed as completed @ada [action-item] {GREEN}"),
    )),
    Scene("body emptied", "the marker comes back, the text does not", (
        write(1, lambda body: ""), marked(1), note(SECOND, f"* [ ] (Bea) {LONGER}"),
        sees(f"#1 open @bea [action-item] {LONGER}"), tick(SECOND, LONGER), sees(f"#1 closed as completed @bea [action-item] {LONGER}"),
    )),
    Scene("end of Duly's part removed", "then all of the text is theirs", (
        write(1, lambda body: body.replace("<!-- /duly -->", "I shall.")), note(SECOND, f"* [ ] (Bea) {LONGER}"),
        sees(f"#1 open @bea [action-item] {LONGER}"), says(1, f"> (Ada) {GREEN}", "I shall."), tick(SECOND, LONGER),
        sees(f"#1 closed as completed @bea [action-item] {LONGER}"),
    )),
    Scene("comment", "a comment changes nothing", (comment(1, "cyd", "nice colour"), note(SECOND, WALL), sees(LINE), comments(1, 0))),
]
