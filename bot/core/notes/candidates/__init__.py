"""Lines that may be work: how they hang together in their note, and what boxes outside its lists are.

What the whole note decides about them is `bot.core.notes.classify`.
"""
