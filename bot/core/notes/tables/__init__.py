"""Work in the tables of a note: `head` reads what the columns hold, `rows` the work in the rows and how it stands.

How cells are split off a row, and boxes in them, is `bot.core.markdown`; a new row of `/carry` is `bot.core.carry`.
"""
