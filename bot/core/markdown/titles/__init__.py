"""What the text of a heading, a bold line or a label says of the lines below it. `headings` and `labels` are the entries.

Which lines stand below it is decided in `bot.core.markdown.sections`.
"""
