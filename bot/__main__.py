"""`python -m bot` is the same as `duly`."""

from bot.cli.main import main

main()
