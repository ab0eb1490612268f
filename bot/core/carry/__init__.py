"""The next meeting's note: which open lines it gets, in which form, and where they go. `next_note` is the entry.

Committing or posting the result is in `bot.jobs.carry`.
"""
