"""Jobs in flight: `job` is the port, the other modules are an engine for it and the worker.

A job that was acknowledged is kept until it is done. What a job does is in `bot.jobs`.
"""
