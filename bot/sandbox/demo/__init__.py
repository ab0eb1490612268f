"""The demo: sample notes pushed to the stand-in, with the real Duly as a child process and a page to watch it.

It may use `bot.core` to show notes; the bot itself runs only as a process.
"""
