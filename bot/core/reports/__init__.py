"""Plans and items as text and rows for people: check runs, lists of open items, statistics, and `--explain`.

Nothing here changes a plan. Tables of a terminal are in `bot.cli`.
"""
