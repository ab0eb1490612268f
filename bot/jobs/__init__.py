"""The work of a worker: one module per kind of job, and the two steps that all share (`gather`, `apply`).

Decisions are in `bot.core`, calls of GitHub's API in `bot.github`, and keeping jobs in `bot.queue`.
"""
