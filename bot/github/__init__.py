"""The client for GitHub's API: credentials, pace, retries, and JSON into the core's values and back.

No other package calls GitHub. What to write is decided in `bot.core`.
"""
