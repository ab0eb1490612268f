"""What a worker does: one module for each kind of job, and the two steps that all share (`gather`, `apply`).

No payload comes in here and no HTTP goes out: jobs talk to `bot.github` and decide in `bot.core`.
"""
