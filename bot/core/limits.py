"""Limits of GitHub, and of what Duly reads."""

LABELS = 100
"""Labels of one issue."""

ASSIGNEES = 10
"""Assignees of one issue."""

TITLE = 256
"""Characters of an issue's title."""

BODY = 65_536
"""Characters of the body of an issue or a comment."""

LABEL = 50
"""Characters of a label's name."""

SUMMARY = 65_535
"""Bytes of a check run's summary."""

ANNOTATIONS = 50
"""Annotations in one call for a check run."""

NOTE = 256 * 1024
"""Bytes of a note that is read. This limit is Duly's own."""

FILE = 2**20
"""Bytes of a file that is loaded: one with the notes of many meetings may have more than a note. This limit is Duly's own."""

PULL_NOTES = 30
"""Notes of a pull request that are read. This limit is Duly's own: one that moves an archive is read after its merge."""

PULL_BYTES = PULL_NOTES * NOTE
"""Bytes of all notes of a pull request that are read. Anybody may open one. This limit is Duly's own."""

ACTION = "github-actions[bot]"
"""Who the token of a workflow writes as."""

BOT = "[bot]"
"""End of an App's login. No person's login has brackets."""

OPEN_PULLS = 30
"""Open pull requests, newest first, in which notes of earlier meetings are looked for. This limit is Duly's own."""

LINE = 2000
"""Characters of a line in which names are looked for, so that the time it takes is bounded. This limit is Duly's own."""
