"""What of earlier notes goes on to the next, bullet by bullet, in the notes' own words. `taken` is the entry.

Which items go on is decided in `bot.core.carry.selection`, where their bullets go in `bot.core.carry.layout`.
"""
