"""HTTP in: verify a delivery, translate it into a job, queue it, and say whether the server is healthy.

Payloads end here. What a job does is in `bot.jobs`.
"""
