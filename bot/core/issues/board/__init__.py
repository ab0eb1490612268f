"""The board as the tracker holds it: which issue it is, and what Duly remembers in it.

It belongs to no item. What it says is in `bot.core.reports`, when it is written in `bot.jobs`.
"""
