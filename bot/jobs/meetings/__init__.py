"""What is done for meetings apart from the issues of their lines: news of their issues, carrying into these, messages.

Carrying into the note of a pull request is in `bot.jobs.carry`.
"""
