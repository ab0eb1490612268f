"""Lines of many notes → items: series, meetings, and which lines are one piece of work.

Issues are not known here; `bot.core.issues` matches items to them.
"""
