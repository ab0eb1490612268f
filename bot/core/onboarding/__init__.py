"""What a community sees before it installs Duly: a config made from its notes, and its last year as Duly would have run it.

Values in, values out. Nothing here opens issues; the pull request that shows it is made by `bot.jobs`.
"""
