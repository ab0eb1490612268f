"""The queue of a single server: one SQLite file, written by one thread. `queue` is the entry.

What holds for every queue is in `bot.queue.job`; the tests of both engines are the same.
"""
