"""The text of a note → its blocks: lines made ready, tokens of the parser, and what people write that CommonMark does not see.

What a block is stands in `bot.core.markdown.blocks`; `bot.core.markdown.source` is the entry.
"""
