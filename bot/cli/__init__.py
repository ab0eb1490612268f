"""The command line: arguments, exit codes, and what a terminal shows.

One module per subcommand, imported when that subcommand runs. Decisions are in `bot.core`; work on GitHub is in `bot.jobs`.
"""
