"""A repository's files, branches and pull requests: read at one commit, and written in commits of Duly's.

Issues are one package up; notes that stand in issues are in `bot.github.meetings`.
"""
