"""Who is named in a note: attendee blocks, names in lines (`lines`), and names resolved to logins.

Whether GitHub can assign a login is decided in `bot.core.issues`.
"""
