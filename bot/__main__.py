"""`python -m bot` is `duly`."""

from bot.cli import main

main()
