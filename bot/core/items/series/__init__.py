"""Files → series: `paths` says which one a file is of, `notes` which meetings it has, with their notes.

Each file and meeting is read once, by `reading`; how one note is read is `bot.core.notes`.
"""
