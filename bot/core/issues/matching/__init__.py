"""Which issue belongs to which item, by the surest evidence: a number, a fingerprint, the same place, likeness of words.

`settling` says by which evidence, `match` which of several issues is current; nothing here changes an issue. What lines have to
do with each other is `bot.core.items`.
"""
