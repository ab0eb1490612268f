"""Settings from the environment, for the subcommands that talk to GitHub."""

import os

import click

from bot.settings import Settings, SettingsError


def read_settings() -> Settings:
    """The settings; what is wrong with them ends the subcommand."""
    try:
        return Settings.from_environment(os.environ)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
