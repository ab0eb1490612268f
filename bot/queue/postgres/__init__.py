"""The queue of many processes: jobs in tables of Postgres, handed to workers by procrastinate. `queue` is the entry.

What holds for every queue is in `bot.queue.job`. `migrations` has the changes of the tables, in their order.
"""
