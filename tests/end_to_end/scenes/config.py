"""The config changes, breaks or is deleted: the effect on existing issues."""

from tests.end_to_end.scenes.acts import config, edit, tick
from tests.end_to_end.scenes.looks import no_report, quietly, report, sees
from tests.end_to_end.scenes.scene import (
    CLOSED,
    FIRST,
    GREEN,
    OPEN,
    OTHER,
    PEOPLE,
    SECOND,
    SECOND_ISSUE,
    WALL,
    Scene,
    note,
)

TEAM = PEOPLE + "subteams: {walls: {label: team/walls, words: [wall]}}\n"

SCENES = (
    Scene(
        "label added in the config",
        "open issues of fresh items get it",
        (
            config(PEOPLE + "labels: [action-item, meeting]\n"),
            sees(OPEN.replace("action-item", "action-item, meeting")),
        ),
    ),
    Scene(
        "label taken off by a person, another in the config",
        "sets merge",
        (
            edit(1, labels=["bug"]),
            config(PEOPLE + "labels: [action-item, meeting]\n"),
            sees(OPEN.replace("action-item", "bug, meeting")),
        ),
    ),
    Scene(
        "other label in the config",
        "the old one goes where Duly put it",
        (
            edit(1, labels=["action-item", "bug"]),
            config(PEOPLE + "labels: [meeting]\n"),
            sees(OPEN.replace("action-item", "bug, meeting")),
        ),
    ),
    Scene(
        "sub-team added and taken away",
        "its label comes and goes",
        (config(TEAM), sees(OPEN.replace("action-item", "action-item, team/walls")), config(PEOPLE), sees(OPEN)),
    ),
    Scene(
        "sub-team's label taken off",
        "it stays off until the notes or the config change it",
        (edit(1, labels=["action-item"]), note(SECOND, WALL, OTHER), sees(OPEN, SECOND_ISSUE)),
        config=TEAM,
    ),
    Scene(
        "glob in the config",
        "the same notes under a glob are the same items",
        (quietly(config(PEOPLE + "notes: ['notes/*.md']\n")), sees(OPEN), tick(FIRST, GREEN), sees(CLOSED)),
    ),
    Scene(
        "line ignored by the config",
        "what is never work counts as vanished: its issue stays",
        (config(PEOPLE + "ignore: [harbour]\n"), sees(OPEN), tick(FIRST, GREEN), sees(OPEN)),
    ),
    Scene(
        "config removed",
        "without a config nothing is written",
        (config(None), no_report(), tick(FIRST, GREEN), note(SECOND, OTHER), sees(OPEN), no_report()),
    ),
    Scene(
        "config removed and put back",
        "what changed in the notes meanwhile is applied",
        (config(None), tick(FIRST, GREEN), note(SECOND, OTHER), config(PEOPLE), sees(CLOSED, SECOND_ISSUE)),
    ),
    Scene(
        "config broken",
        "a mistake stops everything and is reported with its position",
        (
            config(PEOPLE + "lables: [x]\n"),
            report("failure", "unknown key 'lables', did you mean 'labels'?"),
            tick(FIRST, GREEN),
            note(SECOND, OTHER),
            sees(OPEN),
            report("failure", "unknown key 'lables'"),
        ),
    ),
    Scene(
        "config broken and corrected",
        "the push that corrects it applies what was held",
        (
            config("labels: [\n"),
            tick(FIRST, GREEN),
            note(SECOND, OTHER),
            config(PEOPLE),
            sees(CLOSED, SECOND_ISSUE),
            report("success"),
        ),
    ),
)
