"""Jobs in flight: `job` is the port, `sqlite` and `postgres` are its two engines, `worker` takes jobs from either.

A job that was acknowledged is kept until it is done. What a job does is in `bot.jobs`.
"""
