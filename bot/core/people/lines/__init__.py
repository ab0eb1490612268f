"""How a line names who does its work: in front, behind, in the middle, and in sentences.

Who those people are is in `bot.core.people`; names that the whole note explains are read in `bot.core.notes.outer_owners`.
"""
