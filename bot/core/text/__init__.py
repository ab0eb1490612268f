"""Text of any origin: normalising, redacting, escaping, and a few phrases.

Nothing here knows Markdown's structure, notes or issues.
"""
