"""Markdown as people write it: source with positions, blocks, inline text, headings, dates and states.

What a line means for the work of a community is decided in `bot.core.notes`.
"""
