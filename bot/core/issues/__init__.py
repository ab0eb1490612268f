"""A snapshot → a plan: which issue is an item's, what it should say, and what to change. `decide` is the entry.

Text for check runs and reports is in `bot.core.reports`; applying a plan is in `bot.jobs`.
"""
