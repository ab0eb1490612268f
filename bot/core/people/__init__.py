"""Who is named in a note: prefixes of lines, attendee blocks, and names resolved to logins.

Whether GitHub can assign a login is decided in `bot.core.issues`.
"""
