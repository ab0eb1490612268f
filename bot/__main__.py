"""`python -m bot` is `duly`."""

from bot.cli.main import main

main()
