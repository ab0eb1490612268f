"""What several subcommands share: options, settings, local notes, the next note, the queue, messages on stderr.

What one subcommand alone needs stands in its own module; tables and JSON rows are in `bot.cli.views`.
"""
