"""Texts of notes that the default branch does not have: in HackMD, and in open pull requests.

Fetching them is in `bot.jobs`; what is carried from and into them is in the modules beside this package.
"""
