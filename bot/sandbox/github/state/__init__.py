"""What the stand-in knows, and how people and the App change it. Changes send webhooks.

Nothing here reads a request or builds an answer.
"""
