"""The next meeting: when it is, where its note stands, and what the note says before anybody has written in it.

Values in, values out. `bot/jobs/meetings/next_note.py` opens the pull request or the issue, `duly next` writes the file.
"""
