"""One note → its lines: what is work, of which kind, by which rule, due when.

Lines of several notes are compared in `bot.core.items`.
"""
