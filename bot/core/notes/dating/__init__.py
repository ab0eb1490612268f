"""Where a file has the dates of its meetings: in its name, its headings and its first lines, and which of them begin a meeting.

How a date is written is in `bot.core.markdown.dates`; which day numbers alone mean is settled in `bot.core.notes.meetings`.
"""
